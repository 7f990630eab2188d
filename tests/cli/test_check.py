from __future__ import annotations

import json
import subprocess
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.cmd.build import main as sphinx_build

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.cli import main
from sphinxext_lcore.cli.check import KEPT
from sphinxext_lcore.model.records import Level
from tests.sites.test_reporting import FILES, TOLD, WARNED

if TYPE_CHECKING:
    from collections.abc import Mapping

CONF = 'extensions = ["myst_parser", "sphinxext_lcore"]\n'
CLEAN = {"index.md": "# Index\n"}
TOLD_ALONE = {"index.md": "# Index\n", "cake.rst": TOLD}
WARNED_ALONE = {"index.md": "# Index\n", "tea.md": WARNED}
PLAIN_RST = """\
Feature design for soup
=======================

Requirements
------------

- **R1:** It is hot (U9).
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which is a repository without documentation."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def write(files: Mapping[str, str], conf: str = "", where: str = "docs") -> None:
    for name, text in {"conf.py": CONF + conf, **files}.items():
        path = Path(where, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check(*arguments: str) -> int:
    return main(["check", *arguments])


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, int, str]]:
    """The findings of a check, as its JSON tells them."""
    check(*arguments, "--format", "json")
    said: Any = json.loads(capsys.readouterr().out)
    return [(each["path"], each["line"], each["rule"]) for each in said["findings"]]


# What is found, and what it does


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        (CLEAN, [], 0),
        (TOLD_ALONE, [], 0),
        (TOLD_ALONE, ["--fail-on", "info"], 1),
        (WARNED_ALONE, [], 1),
        (WARNED_ALONE, ["--fail-on", "error"], 0),
        (WARNED_ALONE, ["--fail-on", "never"], 0),
        (WARNED_ALONE, ["-D", "suppress_warnings=lcore"], 0),
    ],
)
def test_the_exit_code_is_1_for_findings_from_a_level_on(
    files: dict[str, str], arguments: list[str], code: int
) -> None:
    write(files)
    assert [check(*arguments), check(*arguments)] == [code, code]


def test_an_error_fails_the_check_unless_nothing_is_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "numbering_gap", RULES["numbering_gap"]._replace(level=Level.ERROR))
    write(TOLD_ALONE)
    assert [check("--fail-on", "error"), check("--fail-on", "never")] == [1, 0]


def test_findings_are_told_by_document_with_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    assert check() == 1
    said = capsys.readouterr()
    assert said.out.startswith("docs/tea.md\n  ")
    assert "  14  warning  unknown option :staus:; did you mean status?  [lcore.unknown_option]\n" in said.out
    assert "\n4 warnings in 1 of 1 document\n" in said.out
    assert "sphinx-lcore check docs --format json" in said.out
    assert said.err == ""


def test_documents_in_both_languages_and_in_plain_text_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    write({**FILES, "soup.rst": f":orphan:\n\n{PLAIN_RST}"}, conf='lcore_designs = ["soup"]\n')
    rules = {(path, rule) for path, _line, rule in found(capsys)}
    assert {
        ("tea.md", "unknown_reference"),
        ("cake.rst", "numbering_gap"),
        ("soup.rst", "missing_acceptance_criteria"),
    } <= rules


def test_what_a_cached_check_tells_is_what_the_first_told(capsys: pytest.CaptureFixture[str]) -> None:
    write(FILES)
    first = found(capsys)
    assert found(capsys) == first
    assert found(capsys, "-j", "2", "--doctrees", "other") == first


def test_after_an_edit_the_check_tells_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    before = found(capsys)
    write({"tea.md": WARNED.replace(":staus: draft\n", "")})
    after = found(capsys)
    assert {rule for *_place, rule in before} - {rule for *_place, rule in after} == {"unknown_option"}


def test_what_conf_py_silences_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE, conf='suppress_warnings = ["lcore.unknown_option"]\n')
    assert "unknown_option" not in {rule for *_place, rule in found(capsys)}


def test_a_mistake_in_conf_py_is_a_finding_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    write(CLEAN, conf="lcore_page = None\n")
    assert found(capsys) == [("conf.py", 2, "invalid_config")]
    assert check() == 1
    assert "docs/conf.py\n  2  warning  unknown option lcore_page; did you mean lcore_pages?" in capsys.readouterr().out


def test_a_value_on_the_command_line_that_is_wrong_is_a_finding_of_conf_py(capsys: pytest.CaptureFixture[str]) -> None:
    write(CLEAN)
    assert found(capsys, "-D", "lcore_pages=a b") == [("conf.py", 1, "invalid_config")]


def test_what_sphinx_says_itself_is_no_finding_and_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    write({"index.rst": "Index\n=====\n\n.. nonsense::\n"})
    assert check() == 0
    said = capsys.readouterr()
    assert 'Unknown directive type "nonsense"' in said.err
    assert "\x1b" not in said.err
    assert "Nothing was checked" in said.out


def test_tags_are_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    write({"index.md": "# I\n\n:::{only} draft\n::::{requirement} R1\n::::\n:::\n"})
    rules = [{rule for *_place, rule in found(capsys, *tags)} for tags in ([], ["-t", "draft"])]
    assert "empty_statement" not in rules[0]
    assert "empty_statement" in rules[1]


def test_messages_cannot_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write({"index.md": "# I\n\n:::{requirement} R1\n:priority: \x1b[31mred\n:::\n"})
    check()
    said = capsys.readouterr()
    assert "\x1b" not in said.out
    assert "invalid_value" in said.out


# Where the site is, and what is kept


def test_the_source_is_docs_or_the_current_folder_or_what_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(WARNED_ALONE)
    by_default = found(capsys)
    assert found(capsys, "docs") == by_default
    monkeypatch.chdir("docs")
    assert found(capsys) == by_default


def test_conf_py_may_be_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    write({}, where="conf", conf="lcore_page = None\n")
    write(CLEAN)
    Path("docs/conf.py").unlink()
    assert found(capsys, "docs", "--conf-dir", "conf") == [("../conf/conf.py", 2, "invalid_config")]
    assert Path("conf", KEPT).is_dir()
    check("docs", "--conf-dir", "conf", "--format", "github")
    assert "file=conf/conf.py,line=2," in capsys.readouterr().out


def test_what_was_read_is_kept_beside_conf_py_where_git_leaves_it_out() -> None:
    write(CLEAN)
    check()
    assert Path("docs", KEPT, ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert {path.name for path in Path("docs").iterdir()} == {"conf.py", "index.md", KEPT}


def test_what_is_kept_is_no_source_of_other_builds(folder: Path) -> None:
    write(WARNED_ALONE)
    check()
    sphinx_build(["-q", "-b", "html", "-D", "html_theme=basic", "docs", "out"])
    assert {path.name for path in (folder / "out/_sources").iterdir()} == {"index.md.txt", "tea.md.txt"}


def test_a_folder_that_is_there_is_not_hidden_from_git() -> None:
    write(CLEAN)
    Path("there").mkdir()
    check("--doctrees", "there")
    assert not Path("there/.gitignore").exists()
    assert not Path("docs", KEPT).exists()


# Reports


def test_programs_are_told_paths_as_seen_from_the_root_of_the_repository(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(WARNED_ALONE, where="project/docs")
    monkeypatch.chdir("project")
    check("--format", "github")
    assert "::warning file=project/docs/tea.md,line=14,title=lcore.unknown_option::" in capsys.readouterr().out
    check("--format", "sarif")
    assert str(folder) not in (sarif := capsys.readouterr().out)
    assert '"uri": "project/docs/tea.md"' in sarif
    check("--format", "junit")
    assert '<testsuite name="project/docs/tea.md"' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["text", "github", "sarif", "junit", "json"])
def test_a_report_can_be_written_to_a_file_and_is_the_same_each_time(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(FILES)
    check("--format", name)
    shown = capsys.readouterr().out
    assert check("--format", name, "--output", "report") == 1
    assert Path("report").read_bytes().decode("utf-8") == shown
    assert capsys.readouterr().out.endswith("; see report\n")


def test_colours_are_for_terminals_alone_and_only_where_they_are_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(WARNED_ALONE)
    check()
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    check()
    assert "\x1b[33mwarning" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    check()
    assert "\x1b" not in capsys.readouterr().out


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    write(WARNED_ALONE)
    command = [sys.executable, "-c", "import sys; from sphinxext_lcore.cli import main; sys.exit(main())", "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.parametrize("call", ["print('Hello')", "os.system('echo Hello')"], ids=["itself", "by a program"])
def test_what_conf_py_prints_is_no_part_of_the_report(call: str, capfd: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    check("--format", "json")
    report = capfd.readouterr().out
    write(WARNED_ALONE, conf=f"import os\n{call}\n")
    check("--format", "json")
    said = capfd.readouterr()
    assert said.out == report
    assert "Hello" in said.err


def test_the_commands_that_a_report_proposes_read_the_site_in_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE, where="my docs")
    check(
        "my docs",
        "--conf-dir",
        "my docs",
        "--doctrees",
        "kept",
        "-t",
        "internal",
        "-D",
        "project=A B",
        "--rule",
        "unknown_option",
    )
    command = "sphinx-lcore check 'my docs' --conf-dir 'my docs' --doctrees kept -D 'project=A B' -t internal"
    assert f"{command} --known FILE --update-known\n" in capsys.readouterr().out


# Known findings


def test_known_findings_do_not_count_and_new_ones_do(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    assert check("--known", "known.jsonl", "--update-known") == 0
    assert "0 taken out" in capsys.readouterr().out
    assert check("--known", "known.jsonl") == 0
    assert "No new finding in 1 document\n" in capsys.readouterr().out
    write({"tea.md": WARNED.replace("Steep.", "\nSteep.\n\n:::\n\n:::{requirement} R2\n:staus: new\n\nAgain.")})
    assert check("--known", "known.jsonl") == 1
    said = capsys.readouterr().out
    assert "duplicate_id" in said
    assert "missing_changelog" not in said


def test_a_file_of_known_findings_may_begin_with_the_mark_of_its_encoding() -> None:
    write(WARNED_ALONE)
    check("--known", "known.jsonl", "--update-known")
    Path("known.jsonl").write_bytes(BOM_UTF8 + Path("known.jsonl").read_bytes())
    assert check("--known", "known.jsonl") == 0


def test_fixed_findings_are_told_and_leave_the_file_when_it_is_updated(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    check("--known", "known.jsonl", "--update-known")
    before = Path("known.jsonl").read_text(encoding="utf-8")
    write({"tea.md": WARNED.replace(":staus: draft\n", "")})
    capsys.readouterr()
    assert check("--known", "known.jsonl") == 0
    assert "unknown option :staus:  [lcore.unknown_option]" in capsys.readouterr().out
    assert Path("known.jsonl").read_text(encoding="utf-8") == before
    check("--known", "known.jsonl", "--update-known")
    assert "0 added, 1 taken out" in capsys.readouterr().out
    after = Path("known.jsonl").read_text(encoding="utf-8")
    assert set(before.splitlines()) - set(after.splitlines()) == {
        line for line in before.splitlines() if "unknown_option" in line
    }


def test_known_findings_of_other_rules_are_not_fixed_because_one_rule_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(WARNED_ALONE)
    check("--known", "known.jsonl", "--update-known")
    capsys.readouterr()
    assert check("--known", "known.jsonl", "--rule", "unknown_option") == 0
    assert "fixed" not in capsys.readouterr().out.lower()


# One rule, and a baseline


def test_one_rule_alone_is_told_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    write(WARNED_ALONE)
    assert {rule for *_place, rule in found(capsys, "--rule", "unknown_option")} == {"unknown_option"}
    assert check("--rule", "unknown_option") == 1
    assert check("--rule", "empty_section") == 0


def test_a_baseline_may_be_a_file_or_the_export_of_a_build(capsys: pytest.CaptureFixture[str]) -> None:
    design = ":::{requirement} R1\nThe water must boil.\n:::\n"
    write({"index.md": "# Tea\n\n" + design})
    check()
    Path("docs", KEPT, "lcore.json").rename("export.json")
    main(["baseline", "docs", "--output", "baseline.json"])
    write({"index.md": "# Tea\n\n" + design.replace("must", "should")})
    capsys.readouterr()
    for base in ("baseline.json", "export.json"):
        drifted = {rule for *_place, rule in found(capsys, "--base", base)}
        assert {"changelog_drift", "weakened_criterion"} <= drifted
    assert "changelog_drift" not in {rule for *_place, rule in found(capsys)}


def test_a_design_that_is_gone_is_in_no_document_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    write({"index.md": "# I\n", "tea.md": "# Tea\n\n:::{requirement} R1\nThe water must boil.\n:::\n"})
    main(["baseline", "docs", "--output", "baseline.json"])
    Path("docs/tea.md").unlink()
    capsys.readouterr()
    assert check("--base", "baseline.json") == 1
    assert "\n1 warning in docs/tea.md\n" in capsys.readouterr().out


# What is broken


STOPS = """\
from docutils.transforms import Transform

class Stop(Transform):
    default_priority = 1

    def apply(self):
        raise ValueError("no")

def setup(app):
    app.add_transform(Stop)
"""
BROKEN: list[tuple[str, list[str], str]] = [
    ("", ["nowhere"], "there is no conf.py in nowhere; name the folder of the documentation"),
    ('extensions = ["myst_parser"]\n', [], 'add "sphinxext_lcore" to extensions in docs/conf.py'),
    ("1 / 0\n", [], "ZeroDivisionError"),
    ("import sys\nsys.exit(3)\n", [], "sys.exit()"),
    ("x = (\n", [], "'(' was never closed"),
    ('extensions = ["no_such_thing"]\n', [], "Could not import extension no_such_thing"),
    (CONF + 'def setup(app):\n    app.connect("builder-inited", lambda app: [][1])\n', [], "list index out of range"),
    (CONF + 'root_doc = "none"\n', [], "none"),
    (CONF, ["--known", "none.jsonl"], "there is no none.jsonl; record today's findings in it with --update-known"),
    (CONF, ["--known", "docs/conf.py"], "docs/conf.py holds no known findings: line 1"),
    (CONF, ["--update-known"], "add --known FILE"),
    (CONF, ["--update-known", "--known", "a", "--rule", "placeholder"], "leave --rule out"),
    (CONF, ["--rule", "placeholders"], "there is no rule 'placeholders'; did you mean placeholder?"),
    (CONF, ["--base", "none.json"], "none.json: "),
    (CONF, ["--output", "none/report"], "cannot write none/report: No such file or directory"),
    (CONF, ["--doctrees", "docs/conf.py/x"], "name another folder with --doctrees"),
]


@pytest.mark.parametrize(("conf", "arguments", "message"), BROKEN, ids=[message for *_call, message in BROKEN])
def test_a_broken_setup_is_said_in_a_line(
    conf: str, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(CLEAN)
    Path("docs/conf.py").write_text(conf, encoding="utf-8")
    assert check(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("sphinx-lcore check: error: ")
    assert message in line


def test_the_build_that_shows_where_sphinx_stopped_reads_the_site_in_the_same_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(CLEAN, where="my docs")
    write({}, where="cfg", conf=STOPS)
    assert check("my docs", "--conf-dir", "cfg", "-t", "internal", "-D", "project=A B") == 2
    command = "sphinx-build -T -b lcore -c cfg -D 'project=A B' -t internal 'my docs' cfg/.lcore"
    assert f"; {command} shows where\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "invalid choice: 'xml'"),
        (["--fail-on", "off"], "invalid choice: 'off'"),
        (["-j", "0"], "'0' is no number of processes; write a number from 1, or auto"),
        (["-D", "lcore_pages"], "'lcore_pages' sets nothing; write NAME=VALUE"),
    ],
)
def test_a_wrong_call_is_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        check(*arguments)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_a_wrong_call_reads_nothing() -> None:
    write(CLEAN)
    check("--update-known")
    assert not Path("docs", KEPT).exists()
