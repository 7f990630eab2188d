"""What others copy into their CI systems: it parses, its commands are ours, and its scripts do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinxext_lcore.cli import _parser

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
NOTE = ROOT / "demo-docs" / "notes" / "ci.md"
SCRIPTS = sorted((ROOT / "ci").glob("*.sh"))
BLOCK = re.compile(r"^```(?:yaml|shell)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\s*(?:- )?(?:run: |entry: |if )?(?P<command>sphinx-lcore [^>;|#\n]+)", re.MULTILINE)
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")


def blocks() -> list[str]:
    found = [*BLOCK.findall(NOTE.read_text("utf-8")), *BLOCK.findall((ROOT / "README.md").read_text("utf-8"))]
    return [block for block in found if "sphinx" in block]


def commands() -> Iterator[list[str]]:
    """The arguments of every command of ours, with a value for each variable."""
    for text in (*(path.read_text("utf-8") for path in (ACTION, HOOKS, *SCRIPTS)), *blocks()):
        for match in COMMAND.finditer(text):
            values = match["command"].replace("$LCORE_FAIL_ON", "never").replace("…", ".md")
            yield shlex.split(values)[1:]
    hook = yaml.safe_load(next(block for block in blocks() if "additional_dependencies" in block))["repos"][0]["hooks"][
        0
    ]
    yield ["check", *hook["args"]]


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    return found


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    return dict(found)


@pytest.mark.parametrize(
    "block", [block for block in blocks() if "run:" in block or "script:" in block or "repos:" in block]
)
def test_every_snippet_is_yaml(block: str) -> None:
    assert yaml.safe_load(block)


@pytest.mark.parametrize("arguments", [*commands()], ids=" ".join)
def test_every_command_is_one_of_ours(arguments: list[str]) -> None:
    assert callable(_parser().parse_args(arguments).run)


def test_there_are_commands_of_each_place() -> None:
    told = [" ".join(each) for each in commands()]
    assert {"check", "check docs --format github", "check docs --format junit --output lcore-junit.xml"} <= {*told}
    assert any(each.startswith("diff ") for each in told)


class TestAction:
    def test_it_declares_its_inputs(self) -> None:
        action = yaml.safe_load(ACTION.read_text("utf-8"))
        assert list(action["inputs"]) == ["source", "fail-on", "base", "python-version", "comment"]
        assert all(each["description"] and "default" in each for each in action["inputs"].values())
        rows = re.findall(r"^\| `([\w-]+)` \|", NOTE.read_text("utf-8"), re.MULTILINE)
        assert rows == list(action["inputs"])

    def test_no_script_holds_an_expression(self) -> None:
        assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []

    def test_a_script_has_the_variables_that_it_uses(self) -> None:
        for step in steps():
            script = step.get("run", "")
            files = [ROOT / name for name in re.findall(r"\$GITHUB_ACTION_PATH/([\w./-]+)", script)]
            assert all(file.exists() for file in files)
            used = {*re.findall(r"\$\{?(LCORE_\w+)", script + "".join(file.read_text("utf-8") for file in files))}
            assert used - {"LCORE_AUTHOR"} == {name for name in step.get("env", {}) if name.startswith("LCORE_")}

    def test_only_the_step_that_posts_has_the_token(self) -> None:
        (step,) = [step for step in steps() if "github.token" in str(step)]
        assert step["run"] == 'bash "$GITHUB_ACTION_PATH/ci/post-diff.sh"'

    def test_the_permissions_are_told(self) -> None:
        assert "pull-requests: write" in ACTION.read_text("utf-8")
        assert "pull-requests: write" in NOTE.read_text("utf-8")


class TestHook:
    @pytest.mark.parametrize("name", ["docs/tea.md", "tea.rst", "docs/conf.py", "conf.py", "docs/lcore.toml"])
    def test_it_runs_for_what_designs_are_made_of(self, name: str) -> None:
        assert re.search(hook()["files"], name)

    @pytest.mark.parametrize("name", ["tea.py", "notconf.py", "docs/tea.md.txt", "pyproject.toml"])
    def test_it_does_not_run_for_anything_else(self, name: str) -> None:
        assert re.search(hook()["files"], name) is None

    @pytest.mark.parametrize(("text", "code"), [("# Tea\n", 0), ("# Tea\n\n:::{requirement} Hot\n:::\n", 1)])
    def test_its_entry_checks_a_site(self, tmp_path: Path, text: str, code: int) -> None:
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs" / "conf.py").write_text('extensions = ["myst_parser", "sphinxext_lcore"]\n')
        (tmp_path / "docs" / "index.md").write_text(text)
        program, *arguments = shlex.split(hook()["entry"])
        assert program == "sphinx-lcore"
        run = [sys.executable, "-c", "import sys; from sphinxext_lcore.cli import main; sys.exit(main())", *arguments]
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        assert ("[lcore.missing_id]" in done.stdout) == bool(code)


GH = """\
#!{python}
import json, os, pathlib, subprocess, sys

store = pathlib.Path(os.environ["STORE"])
comments = json.loads(store.read_text()) if store.exists() else []
arguments = sys.argv[1:]
with pathlib.Path(os.environ["CALLS"]).open("a") as file:
    file.write(json.dumps(arguments) + "\\n")
if os.environ.get("REFUSED"):
    sys.exit("HTTP 403: Resource not accessible by integration")
if "--jq" in arguments:
    shown = subprocess.run(["jq", "-r", arguments[arguments.index("--jq") + 1]], input=json.dumps(comments), text=True)
    sys.exit(shown.returncode)
body = pathlib.Path(arguments[arguments.index("--field") + 1].removeprefix("body=@")).read_text()
method, path = arguments[arguments.index("--method") + 1 :][:2]
if method == "POST":
    assert path == "repos/o/r/issues/7/comments", path
    comments.append({{"id": 100 + len(comments), "user": {{"login": "github-actions[bot]"}}, "body": body}})
else:
    (comment,) = [each for each in comments if path == f"repos/o/r/issues/comments/{{each['id']}}"]
    comment["body"] = body
store.write_text(json.dumps(comments))
"""


class Pull:
    """A pull request, as a ``gh`` sees it that asks nobody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store, self.calls_file, self.report = folder / "store.json", folder / "calls", folder / "report.md"
        gh = folder / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text(GH.format(python=sys.executable))
        gh.chmod(gh.stat().st_mode | stat.S_IXUSR)

    def post(self, text: str, **environment: str) -> str:
        if text:
            self.report.write_text(text, encoding="utf-8")
        variables = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "STORE": str(self.store),
            "CALLS": str(self.calls_file),
            "GITHUB_REPOSITORY": "o/r",
            "LCORE_PULL_REQUEST": "7",
            "LCORE_REPORT": str(self.report),
            "LCORE_SOURCE": "docs",
            **environment,
        }
        script = ["bash", str(ROOT / "ci" / "post-diff.sh")]
        return subprocess.run(script, env=variables, capture_output=True, text=True, check=True).stdout

    @property
    def comments(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.store.read_text())
        return found


@pytest.fixture
def pull(tmp_path: Path) -> Pull:
    return Pull(tmp_path)


@needs_bash
@needs_jq
class TestComment:
    def test_the_first_report_is_a_comment(self, pull: Pull) -> None:
        assert pull.post("### One requirement\n") == ""
        (comment,) = pull.comments
        assert comment["body"] == "<!-- sphinx-lcore diff docs -->\n### One requirement\n"

    def test_the_second_report_updates_it(self, pull: Pull) -> None:
        pull.post("### One requirement\n")
        pull.post("### Two requirements\n")
        (comment,) = pull.comments
        assert comment["body"].endswith("\n### Two requirements\n")

    def test_each_folder_has_a_comment(self, pull: Pull) -> None:
        pull.post("one\n")
        pull.post("two\n", LCORE_SOURCE="more/docs")
        pull.post("three\n")
        assert [each["body"].splitlines()[-1] for each in pull.comments] == ["three", "two"]

    def test_what_others_write_stays(self, pull: Pull) -> None:
        theirs = {"id": 1, "user": {"login": "mallory"}, "body": "<!-- sphinx-lcore diff docs -->\nmine"}
        pull.store.write_text(json.dumps([theirs]))
        pull.post("report\n")
        assert [each["body"].splitlines()[-1] for each in pull.comments] == ["mine", "report"]

    def test_the_name_of_a_folder_is_no_code(self, pull: Pull) -> None:
        pull.post("one\n", LCORE_SOURCE='a") | halt --> $(exit 3) `exit 3`')
        pull.post("two\n", LCORE_SOURCE='a") | halt --> $(exit 3) `exit 3`')
        (comment,) = pull.comments
        assert comment["body"].count("-->") == 1
        assert comment["body"].endswith("\ntwo\n")

    def test_without_a_report_nothing_is_asked(self, pull: Pull) -> None:
        assert pull.post("") == ""
        assert not pull.calls_file.exists()

    def test_without_permission_there_is_a_warning(self, pull: Pull) -> None:
        told = pull.post("report\n", REFUSED="1")
        assert told.startswith("::warning ")
        assert "pull-requests: write" in told


@needs_bash
@pytest.mark.parametrize(("code", "told"), [(0, ""), (2, "::warning title=sphinx-lcore diff::")])
def test_the_report_is_written_where_there_is_one(tmp_path: Path, code: int, told: str) -> None:
    program = tmp_path / "sphinx-lcore"
    program.write_text(f'#!/usr/bin/env bash\necho "$@"\nexit {code}\n')
    program.chmod(0o755)
    report, summary = tmp_path / "report.md", tmp_path / "summary.md"
    variables = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "LCORE_BASE": "origin/main",
        "LCORE_SOURCE": "my docs",
        "LCORE_REPORT": str(report),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    script = ["bash", str(ROOT / "ci" / "write-diff.sh")]
    done = subprocess.run(script, env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(told)
    assert report.exists() == summary.exists() == (code == 0)
    if code == 0:
        assert (
            report.read_text() == summary.read_text() == "diff origin/main my docs --source my docs --format markdown\n"
        )
