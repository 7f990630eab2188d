"""``sphinx-lcore diff`` and ``sphinx-lcore baseline``, on files, folders and revisions of a small repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.cli import main

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
CONF = 'extensions = ["myst_parser", "sphinxext_lcore"]\n'
TEA = """# Feature design for tea

:::{{feature-design}} tea
:::

::::{{requirement}} R1 Boil
{statement}

:::{{acceptance-criteria}}
- It boils
:::
::::
"""
MUST, SHOULD = TEA.format(statement="The water must boil."), TEA.format(statement="The water should boil.")
INDEX = "# Tea\n\n```{toctree}\ntea\n```\n"
IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"), ("DATE", "2026-01-01T00:00:00Z"))
    },
}


class Work:
    """A folder with documentation in it, and perhaps a repository around it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, files: dict[str, str], folder: str = "docs") -> None:
        for name, text in files.items():
            path = self.root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        environment = {**os.environ, **IDENTITY}
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=True
        ).stdout

    def commit(self, name: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", name)
        self.git("tag", name)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Documentation in ``a folder/docs``, which is the current folder."""
    made = Work(tmp_path / "a folder")
    made.write({"conf.py": CONF, "index.md": INDEX, "tea.md": MUST})
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return made


@pytest.fixture
def repository(work: Work) -> Work:
    """The same with two commits, tagged ``strict`` and ``milder``, and a change that is not committed."""
    work.git("init", "--quiet")
    work.commit("strict")
    work.write({"tea.md": SHOULD})
    work.commit("milder")
    work.write({"tea.md": SHOULD.replace("boils", "sings")})
    return work


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["diff", *arguments, "--format", "json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    data: dict[str, Any] = json.loads(said.out)
    return data


def error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that is said of arguments that lead to nothing."""
    assert main(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


@needs_git
def test_two_revisions_are_compared_and_nothing_is_touched(
    repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    def state() -> tuple[object, ...]:
        files = {
            path: (path.read_bytes(), path.stat().st_mtime_ns) for path in repository.root.rglob("*") if path.is_file()
        }
        return files, repository.git("rev-parse", "HEAD"), repository.git("worktree", "list")

    repository.git("status")  # which refreshes the index
    before = state()
    found = report(capsys, "strict", "milder")
    assert found["headline"] == "1 requirement changed, 1 weakened"
    assert found["requirements"][0]["fields"] == [
        {"name": "statement", "old": "The water must boil.", "new": "The water should boil."}
    ]
    assert state() == before


@needs_git
def test_a_revision_has_no_evidence(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    results = '<testsuite><testcase classname="a" name="b"/></testsuite>'
    repository.write({"docs/conf.py": f'{CONF}lcore_evidence = ["unit.xml"]\n', "docs/unit.xml": results}, "")
    assert {each["measure"] for each in report(capsys, "milder", "docs")["coverage"]} == {"accepted-for", "traced"}


@needs_git
def test_a_check_holds_the_designs_against_a_revision(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    def rules(base: str) -> set[str]:
        main(["check", "docs", "--base", base, "--format", "json"])
        return {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}

    assert "weakened_criterion" in rules("strict")
    repository.git("checkout", "--quiet", "--", "docs/tea.md")
    assert "changelog_drift" in rules("strict")
    assert "changelog_drift" not in rules("milder")


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """The rules that a check finds broken."""
    assert main(["check", *arguments, "--format", "json"]) in (0, 1)
    return {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}


@needs_git
def test_what_moved_is_found_where_it_was(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    repository.git("mv", "docs", "new")
    repository.write({"conf.py": CONF}, "other")
    told = error(capsys, "check", "new", "--base", "strict")
    assert "strict: no conf.py in new of that revision; write strict:FOLDER for the one of that time (docs)" in told
    assert "weakened_criterion" in findings(capsys, "new", "--base", "strict:docs")
    for arguments in (["strict:docs", "new"], ["strict", "new", "--source", "docs"], ["strict:docs", "milder:./docs"]):
        assert "1 weakened" in report(capsys, *arguments)["headline"]


@needs_git
def test_a_conf_py_may_be_apart_from_the_documents(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    apart = ("--conf-dir", "etc/sphinx")
    (repository.root / "etc/sphinx").mkdir(parents=True)
    repository.git("mv", "docs/conf.py", "etc/sphinx/conf.py")
    repository.write({"tea.md": SHOULD})
    repository.commit("apart")
    repository.write({"tea.md": MUST})
    assert "changelog_drift" in findings(capsys, "docs", *apart, "--base", "apart")
    assert "changelog_drift" not in findings(capsys, "docs", *apart, "--base", "strict")  # where it was among them
    for arguments in (["apart:docs", "docs"], ["apart", "docs", "--source", "docs"], ["strict:docs", "apart:docs"]):
        assert report(capsys, *arguments, *apart)["headline"].startswith("1 requirement changed")
    assert main(["baseline", "docs", *apart]) == 0
    assert "The water must boil." in capsys.readouterr().out


@needs_git
def test_a_revision_is_compared_with_what_is_not_committed(
    repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    (criterion,) = report(capsys, "milder", "docs")["requirements"][0]["criteria"]
    assert criterion == {"old": "It boils", "new": "It sings"}


@needs_git
@pytest.mark.parametrize("place", ["", "docs", "docs/inner"])
def test_the_documentation_is_found_from_where_the_user_is(
    place: str, repository: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / "docs/inner").mkdir()
    monkeypatch.chdir(repository.root / place)
    arguments = ["strict", "milder"] + (["--source", ".."] if place.endswith("inner") else [])
    assert report(capsys, *arguments)["headline"] == "1 requirement changed, 1 weakened"


@needs_git
def test_of_several_configurations_one_has_to_be_named(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write({"conf.py": CONF, "index.md": "# Other\n"}, "other docs")
    repository.commit("both")
    said = error(capsys, "diff", "both", "both")
    assert "no conf.py in the top folder of that revision; write both:FOLDER for the one of that time" in said
    assert "(docs, other docs)" in said
    assert report(capsys, "both:other docs", "both:docs/")["headline"] == "1 requirement added; 1 design added"
    assert report(capsys, "both", "both", "--source", "other docs")["features"] == []


@needs_git
@pytest.mark.parametrize("attribute", ["docs export-ignore", "*.md eol=crlf"])
def test_the_attributes_of_files_hide_nothing(
    attribute: str, repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write({".gitattributes": f"{attribute}\n"}, ".")
    repository.commit("attributes")
    assert report(capsys, "milder", "attributes")["requirements"][0]["kind"] == "changed"


@needs_git
def test_each_revision_imports_its_own_package(repository: Work, capsys: pytest.CaptureFixture[str]) -> None:
    conf = "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parents[1]))\nimport kettle\n"
    for words in ("must", "should"):
        text = f'TEXT = """{TEA.format(statement=f"It {words} sing.")}"""\n'
        repository.write({"kettle.py": text}, ".")
        write = 'Path(__file__).with_name("tea.md").write_text(kettle.TEXT, encoding="utf-8")\n'
        repository.write({"conf.py": conf + write + CONF})
        repository.commit(f"package-{words}")
    (field,) = report(capsys, "package-must", "package-should")["requirements"][0]["fields"]
    assert field == {"name": "statement", "old": "It must sing.", "new": "It should sing."}


@needs_git
def test_what_a_hook_of_git_sets_leads_to_no_other_repository(
    repository: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.root / ".git/index"))
    before = (repository.root / ".git/index").read_bytes()
    assert report(capsys, "strict", "milder")["headline"] == "1 requirement changed, 1 weakened"
    assert (repository.root / ".git/index").read_bytes() == before


@needs_git
def test_before_the_extension_was_used_there_were_no_designs(
    repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write({"conf.py": 'extensions = ["myst_parser"]\n'})
    repository.commit("without")
    assert report(capsys, "without", "milder")["headline"] == "1 requirement added; 1 design added"


@needs_git
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["strict", "no-such"], "no-such: neither a file, nor a folder with a conf.py, nor a git revision; in a clone"),
        (["--", "strict", "--output=x"], "--output=x: neither a file"),
        (
            ["strict", "milder", "--source", "none"],
            "strict: no conf.py in none of that revision; write strict:FOLDER for the one of that time (docs)",
        ),
        (
            ["strict", "milder", "--source", "src"],
            "no conf.py in src of that revision; write strict:FOLDER for the one of that time (docs)",
        ),
        (["strict:src", "milder"], "strict:src: no conf.py in src of that revision; write strict:FOLDER"),
        (["no-such:docs", "milder"], "no-such:docs: neither a file, nor a folder"),
        (
            ["strict", "milder", "--conf-dir", "docs"],
            "strict: conf.py is apart from the documents; write strict:FOLDER",
        ),
        (["strict:none", "milder", "--conf-dir", "docs"], "strict:none: no folder none in that revision"),
        (["strict", "out"], "out: neither a file"),
    ],
    ids=[
        "unknown",
        "an option",
        "no folder",
        "no conf.py",
        "no conf.py in what is named",
        "a folder of none",
        "documents that are not named",
        "documents that are not there",
        "a folder without conf.py",
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    arguments: list[str], message: str, repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write({"x.py": ""}, "src")
    repository.write({"index.html": ""}, "out")
    assert message in error(capsys, "diff", *arguments)


@needs_git
@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("import no_such_package\n", "ModuleNotFoundError: No module named 'no_such_package'"),
        ('extensions = ["no_such_extension"]\n', "Could not import extension no_such_extension"),
        ("raise SystemExit(7)\n", "broken: "),
        ("x = (\n", "broken: "),
    ],
    ids=["package", "extension", "exit", "syntax"],
)
def test_a_conf_py_that_cannot_be_run_is_said_in_one_line(
    conf: str, message: str, repository: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write({"conf.py": conf})
    repository.commit("broken")
    assert message in error(capsys, "diff", "broken", "milder")


def test_without_git_files_are_named_instead(
    work: Work, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(work.root))
    assert "git is not installed, which reads revisions; name lcore.json files instead" in error(
        capsys, "diff", "a", "b"
    )


@needs_git
def test_outside_of_a_repository_the_name_and_the_place_are_said(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    said = error(capsys, "diff", "v1", "v2")
    assert "v1: neither a file nor a folder with a conf.py; and in " in said
    assert "not a git repository" in said


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_files_are_compared_in_every_form(form: str, work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "docs", "--output", "old.json"]) == 0
    work.write({"tea.md": SHOULD})
    assert main(["baseline", "docs", "--output", "new.json"]) == 0
    capsys.readouterr()
    assert main(["diff", "old.json", "new.json", "--format", form]) == 0
    assert "1 requirement changed, 1 weakened" in capsys.readouterr().out


def lcore_json(work: Work) -> Path:
    """The ``lcore.json`` of an HTML build."""
    out = work.root / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", "html_theme=basic", "docs", str(out)]
    subprocess.run(command, cwd=work.root, capture_output=True, check=True)
    return out / "lcore.json"


def test_the_export_of_a_build_is_a_state_of_the_designs(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    path = lcore_json(work)
    assert report(capsys, str(path), "docs")["headline"] == "No requirement and no use case changed"
    assert main(["baseline", str(path)]) == 0
    from_file = capsys.readouterr().out
    assert main(["baseline", "docs"]) == 0
    assert capsys.readouterr().out == from_file


def test_a_file_may_begin_with_the_mark_of_its_encoding(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "docs", "--output", "base.json"])
    for name, path in (("marked-base.json", work.root / "base.json"), ("marked.json", lcore_json(work))):
        (work.root / name).write_bytes(BOM_UTF8 + path.read_bytes())
    capsys.readouterr()
    assert report(capsys, "marked-base.json", "marked.json")["headline"] == "No requirement and no use case changed"
    assert main(["baseline", "docs", "--output", "marked-base.json"]) == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "wrong.json is no lcore.json of this version: Invalid JSON"),
        ("{}", "wrong.json is no lcore.json of this version: features: Field required"),
        ('{"kind": "lcore-baseline"}', "wrong.json is no baseline of this version: version: Field required"),
        ("[" * 100_000, "wrong.json is no lcore.json of this version"),
        ("\udcff", "wrong.json is no lcore.json of this version"),
    ],
    ids=["empty", "another file", "half a baseline", "nested", "no text"],
)
def test_a_file_of_another_kind_is_said_in_one_line(
    content: str, message: str, work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    (work.root / "wrong.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert message in error(capsys, "diff", "wrong.json", "docs")


def test_a_baseline_is_printed_or_written(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "docs"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["kind"] == "lcore-baseline"
    assert main(["baseline", "docs", "--output", "lcore-baseline.json"]) == 0
    assert capsys.readouterr().out == "Wrote lcore-baseline.json: 1 requirement, 0 retired ids\n"
    assert (work.root / "lcore-baseline.json").read_text(encoding="utf-8") == printed
    assert sorted(each.name for each in work.root.iterdir()) == ["docs", "lcore-baseline.json"]
    assert sorted(each.name for each in (work.root / "docs").iterdir() if each.name != "__pycache__") == [
        "conf.py",
        "index.md",
        "tea.md",
    ]


def test_a_baseline_that_is_written_anew_keeps_the_ids_that_are_gone(
    work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "docs", "--output", "base.json"])
    work.write({"tea.md": MUST.replace("R1 Boil", "R2 Boil")})
    capsys.readouterr()
    assert main(["baseline", "docs", "--output", "base.json"]) == 0
    assert capsys.readouterr().out == "Wrote base.json: 1 requirement, 1 retired id\n"
    written = json.loads((work.root / "base.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in written["retired"]] == ["tea.R1"]


@pytest.mark.parametrize("command", [["baseline", "docs", "--output", "base.json"], ["diff", "base.json", "docs"]])
def test_a_site_that_does_not_load_the_extension_is_not_taken_for_one_without_designs(
    command: list[str], work: Work, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "docs", "--output", "base.json"])
    before = (work.root / "base.json").read_bytes()
    work.write({"conf.py": 'extensions = ["myst_parser"]\n'})
    capsys.readouterr()
    told = error(capsys, *command)
    assert 'docs: the extension is not loaded; add "sphinxext_lcore" to extensions in docs/conf.py' in told
    assert (work.root / "base.json").read_bytes() == before


def test_a_file_that_is_no_baseline_is_never_overwritten(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    (work.root / "notes.txt").write_text("Mine.", encoding="utf-8")
    told = error(capsys, "baseline", "docs", "--output", "notes.txt")
    assert "notes.txt is no baseline of this version" in told
    assert "remove it to begin anew without the ids that it knows as retired" in told
    assert (work.root / "notes.txt").read_text(encoding="utf-8") == "Mine."


def test_a_baseline_that_cannot_be_written_is_no_traceback(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "docs", "--output", "none/base.json"]) == 1
    assert "cannot write none/base.json: No such file or directory" in capsys.readouterr().err
