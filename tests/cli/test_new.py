from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sphinxext_lcore import __version__
from sphinxext_lcore.cli import main
from sphinxext_lcore.cli import new as command
from sphinxext_lcore.scaffold.templates import Form, Language, render

DATE = "2026-03-16"
IMPORTS = """
import sys
from sphinxext_lcore.cli import main
assert main(["new", "tea"]) == 0
heavy = {"docutils", "sphinx", "myst_parser", "markdown_it", "pydantic"}
print("imported", *sorted({name.partition(".")[0] for name in sys.modules} & heavy))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, outside of any repository and of any documentation."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def usage_error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said of arguments that argparse refuses."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "name", "form"),
    [
        ([], "tea.md", Form.DIRECTIVES),
        (["--rst"], "tea.rst", Form.DIRECTIVES),
        (["--plain"], "tea.md", Form.PLAIN),
        (["--rst", "--plain"], "tea.rst", Form.PLAIN),
    ],
)
def test_a_design_is_written_to_the_current_folder(options: list[str], name: str, form: Form, folder: Path) -> None:
    assert new("tea", "--date", DATE, "--title", "Tea", *options) == 0
    language = Language(Path(name).suffix[1:])
    expected = render(language, form, key="tea", title="Tea", date=date(2026, 3, 16))
    assert (folder / name).read_bytes() == expected.encode()
    assert sorted(each.name for each in folder.iterdir()) == sorted([".git", name])


def test_the_path_and_the_next_steps_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("tea") == 0
    said = capsys.readouterr()
    assert said.out.startswith("Wrote tea.md\n")
    assert "TODO" in said.out
    assert "List it in a toctree: tea" in said.out
    assert "lcore_designs" not in said.out
    assert said.err == ""


def test_of_a_plain_design_the_line_for_conf_py_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("tea", "--plain") == 0
    said = capsys.readouterr().out
    assert '      lcore_designs = ["tea"]\n' in said
    assert "conf.py (the path is relative to its folder)" in said


def test_the_line_for_conf_py_names_the_document_as_sphinx_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/conf.py").touch()
    assert new("tea", "--plain", "--output", "docs/design/tea/tea.md") == 0
    said = capsys.readouterr().out
    assert f"In {Path('docs/conf.py')}:" in said
    assert '      lcore_designs = ["design/tea/tea"]\n' in said
    assert 'for all designs in its folder, "design/tea/**"' in said
    assert "List it in a toctree: design/tea/tea\n" in said


def test_a_conf_py_outside_of_the_repository_is_not_meant(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "conf.py").touch()
    (folder / "inner/.git").mkdir(parents=True)
    assert new("tea", "--plain", "--output", "inner/tea.md") == 0
    assert '["tea"]' in capsys.readouterr().out


def test_a_conf_py_outside_of_the_current_folder_is_named_in_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "conf.py").touch()
    (folder / "design").mkdir()
    monkeypatch.chdir(folder / "design")
    assert new("tea", "--plain") == 0
    said = capsys.readouterr().out
    assert f"In {folder / 'conf.py'}:" in said
    assert '["design/tea"]' in said


@pytest.mark.parametrize("name", ["tea.md", "link.md"])
def test_a_file_that_exists_is_never_overwritten(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tea.md").write_text("Mine.", encoding="utf-8")
    (folder / "link.md").symlink_to(folder / "nowhere.md")
    assert new("tea", "--output", name) == 1
    assert (folder / "tea.md").read_text(encoding="utf-8") == "Mine."
    assert not (folder / "nowhere.md").exists()
    said = capsys.readouterr()
    assert f"{name} exists already, and was left as it is" in said.err
    assert said.out == ""


def test_the_folders_of_the_output_are_made(folder: Path) -> None:
    assert new("tea", "--output", "docs/design/other.md") == 0
    assert (folder / "docs/design/other.md").is_file()


@pytest.mark.parametrize("output", ["docs/", "there"])
def test_into_a_folder_the_file_is_called_like_the_key(output: str, folder: Path) -> None:
    (folder / "there").mkdir()
    assert new("tea", "--rst", "--output", output) == 0
    assert (folder / output / "tea.rst").is_file()


def test_the_suffix_of_the_output_says_the_language(folder: Path) -> None:
    assert new("tea", "--output", "tea.rst") == 0
    assert ".. feature-design:: tea" in (folder / "tea.rst").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rst", "--output", "tea.md"], "--rst and --output tea.md contradict each other; end the path in .rst"),
        (["--output", "tea.txt"], "--output tea.txt has no suffix that says its language; end it in .md or .rst"),
        (["--output", "tea"], "--output tea has no suffix that says its language"),
        (["--plain", "--output", "docs/coffee.md"], "would be 'coffee' and not 'tea'; write --output docs/tea.md"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(
    arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("tea", *arguments) == 2
    assert message in capsys.readouterr().err
    assert [each.name for each in folder.iterdir()] == [".git"]


def test_a_plain_design_may_have_the_name_of_its_folder(folder: Path) -> None:
    assert new("tea", "--plain", "--output", "docs/tea/index.md") == 0
    assert (folder / "docs/tea/index.md").is_file()


@pytest.mark.parametrize("output", ["file/tea.md", "file/inner/tea.md"])
def test_a_folder_that_cannot_be_made_is_no_traceback(
    output: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "file").touch()
    assert new("tea", "--output", output) == 1
    assert "cannot write file" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("tea", "--output", "x" * 300 + ".md") == 1
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "suggestion"), [("Green Tea", "green-tea"), ("tea.md", "tea-md"), ("docs/tea", "docs-tea"), ("", "feature")]
)
def test_a_wrong_key_is_refused_with_the_key_that_is_meant(
    key: str, suggestion: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = usage_error(capsys, "new", key)
    assert f"'{key}' is no key" in error
    assert error.endswith(f"write {suggestion}\n")
    assert [each.name for each in folder.iterdir()] == [".git"]


@pytest.mark.parametrize("written", ["", "today", "2026-02-30", "20260316", "2026-W12-1", "16.3.2026", "2026-3-16"])
def test_a_wrong_date_is_refused(written: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    error = usage_error(capsys, "new", "tea", "--date", written)
    assert f"'{written}' is no date; write it as YYYY-MM-DD" in error
    assert [each.name for each in folder.iterdir()] == [".git"]


class Clock(datetime):
    """A clock that stands still, half an hour after midnight."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 5, 26, 0, 30)


def test_without_a_date_it_is_today_by_the_local_clock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "datetime", Clock)
    assert new("tea") == 0
    assert ":date: 2026-05-26\n" in (folder / "tea.md").read_text(encoding="utf-8")


def test_a_reproducible_build_sets_the_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last_second = datetime(2026, 3, 16, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(last_second.timestamp())))
    assert new("tea") == 0
    assert ":date: 2026-03-16\n" in (folder / "tea.md").read_text(encoding="utf-8")


def test_the_date_that_is_given_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert new("tea", "--date", DATE) == 0
    assert f":date: {DATE}\n" in (folder / "tea.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30])
def test_a_wrong_source_date_epoch_is_said(
    epoch: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert new("tea") == 2
    assert f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds" in capsys.readouterr().err
    assert not (folder / "tea.md").exists()


def test_a_design_is_started_without_importing_sphinx(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "imported"


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"sphinx-lcore {__version__}\n"


def test_the_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "Start a feature design from the template." in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["brew"]])
def test_without_a_known_command_the_usage_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "usage: sphinx-lcore" in usage_error(capsys, *arguments)
