"""What the commands write, on a standard output stream that cannot show every character."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.exchange.baseline import dump
from sphinxext_lcore.model.catalog import Catalog

if TYPE_CHECKING:
    from pathlib import Path

SITE = {
    "conf.py": 'extensions = ["myst_parser", "sphinxext_lcore"]\n',
    "index.md": "# Feature design for tea\n\n:::{requirement} R1\n:priority: größer\n\nŒuvre → 🍵.\n:::\n",
}
PLAIN = "# Feature design for tea\n\n## Requirements\n\n- **R1:** Œuvre → 🍵.\n"
CHECK = ["check", "docs", "--fail-on", "never"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site, a plain design, and the baseline of a site without a design, in the current folder."""
    for name, text in {**{f"docs/{name}": text for name, text in SITE.items()}, "plain.md": PLAIN}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "none.json").write_text(dump(Catalog([])), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def shown(encoding: str, *arguments: str) -> str:
    """What a command writes on a stream of an encoding."""
    command = [sys.executable, "-c", "import sys; from sphinxext_lcore.cli import main; sys.exit(main())", *arguments]
    environment = {"PYTHONIOENCODING": encoding, "PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "arguments", "text"),
    [
        ("utf-8", CHECK, "größer"),
        ("ascii", CHECK, "gr\\u00f6\\u00dfer"),
        ("latin-1", CHECK, "größer"),
        ("latin-1", ["diff", "none.json", "docs", "--format", "markdown"], "\\u0152uvre \\u2192"),
        ("cp1252", ["convert", "plain.md"], "Œuvre \\u2192 \\ud83c\\udf75"),
        ("ascii", ["new", "tea", "--plain", "--output", "é/tea.md"], "Wrote \\u00e9/tea.md"),
    ],
    ids=["all", "none", "these", "diff", "convert", "new"],
)
def test_a_character_that_the_stream_lacks_is_written_by_its_number(
    encoding: str, arguments: list[str], text: str
) -> None:
    assert text in shown(encoding, *arguments)


@pytest.mark.parametrize("arguments", [["baseline", "docs"], [*CHECK, "--format", "json"]], ids=["baseline", "check"])
def test_json_says_the_same_on_every_stream(arguments: list[str]) -> None:
    assert json.loads(shown("ascii", *arguments)) == json.loads(shown("utf-8", *arguments))
