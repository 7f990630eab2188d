from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "# Feature design for tea\n\n## Requirements\n\n- **R1:** Water boils.\n"
DATED = PLAIN + "\n## Changelog\n\n2026-01-02: Initial version\n"


def design(folder: Path, text: str = PLAIN, name: str = "tea.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_difference_is_shown_and_the_file_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = design(tmp_path)
    assert main(["convert", str(path)]) == 0
    assert "+:::{requirement} R1\n" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == PLAIN


def test_write_changes_the_file_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = design(tmp_path)
    assert main(["convert", "--write", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: converted\n"
    assert ":::{requirement} R1\nWater boils.\n:::" in path.read_text(encoding="utf-8")


def test_write_says_nothing_of_a_file_that_is_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = design(tmp_path)
    main(["convert", "--write", str(path)])
    capsys.readouterr()
    assert main(["convert", "--write", str(path)]) == 0
    assert capsys.readouterr().out == ""


def test_check_exits_with_1_and_says_what_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = design(tmp_path, DATED)
    assert main(["convert", "--check", str(path)]) == 1
    assert f"{path}:9: changelog-1 stays as it is" in capsys.readouterr().err


def test_check_exits_with_0_where_everything_converts(tmp_path: Path) -> None:
    assert main(["convert", "--check", str(design(tmp_path))]) == 0


def test_line_ends_and_the_last_line_stay_as_they_are(tmp_path: Path) -> None:
    path = design(tmp_path, PLAIN.rstrip("\n"))
    main(["convert", "--write", str(path)])
    assert path.read_bytes().endswith(b"\n:::")


def test_the_line_ends_of_windows_stay(tmp_path: Path) -> None:
    path = design(tmp_path)
    path.write_bytes(PLAIN.replace("\n", "\r\n").encode())
    main(["convert", "--write", str(path)])
    assert b":::{requirement} R1\r\nWater boils.\r\n:::\r\n" in path.read_bytes()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_line_ends_of_several_kinds_stay(tmp_path: Path) -> None:
    path = design(tmp_path)
    path.write_bytes(PLAIN.encode().replace(b"tea\n", b"tea\r\n"))
    main(["convert", "--write", str(path)])
    assert b"tea\r\n\n## Requirements\n\n:::{requirement} R1" in path.read_bytes()


def test_the_difference_has_the_lines_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = design(tmp_path, PLAIN.replace("Water ", "Water\u2028"))
    main(["convert", str(path)])
    assert "\n-- **R1:** Water\u2028boils.\n+:::{requirement} R1\n+Water" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("end", ["\n", ""], ids=["a line end", "no line end"])
def test_the_difference_is_a_patch(
    end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = design(tmp_path, PLAIN.rstrip("\n") + end)
    main(["convert", "tea.md"])
    patch = capsys.readouterr().out
    command = ["git", "apply", "-p0", "-"]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    subprocess.run(command, input=patch, env=environment, cwd=tmp_path, text=True, check=True)
    applied = path.read_bytes()
    design(tmp_path, PLAIN.rstrip("\n") + end)
    main(["convert", "--write", "tea.md"])
    assert applied == path.read_bytes()


def test_a_file_that_cannot_be_written_is_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = design(tmp_path)
    stuck = design(tmp_path, name=f"{'x' * 247}.md")  # beside it there is no room for the name of a copy
    assert main(["convert", "--write", str(stuck), str(path)]) == 2
    said = capsys.readouterr()
    assert said.err == f"{stuck}: cannot be written: File name too long; it was left as it is\n"
    assert said.out == f"{path}: converted\n"
    assert stuck.read_text(encoding="utf-8") == PLAIN


def test_a_file_of_another_kind_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(design(tmp_path, name="tea.txt"))]) == 2
    assert "it must end in .md or .rst" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_an_error_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = design(tmp_path)
    assert main(["convert", "--write", str(tmp_path / "none.md"), str(path)]) == 2
    assert "none.md" in capsys.readouterr().err
    assert ":::{requirement} R1" in path.read_text(encoding="utf-8")


HEADED = "# Feature design for tea\n\n## Requirements\n\n### R1: Boil\n\nIt is hot, as [the cup](sub/cup.md#r1-warm).\n"
CUP = "# Feature design for cups\n\n## Requirements\n\n### R1: Warm\n\nAs [hot](../tea.md#r1-boil) as [tea](./tea.md#r1-boil).\n"


def test_links_between_the_files_lead_to_the_items(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    tea, cup = design(tmp_path, HEADED), design(tmp_path / "sub", CUP, "cup.md")
    notes = design(tmp_path, "# Notes\n\nSee [R1](tea.md#r1-boil) of [tea](tea.md).\n", "notes.md")
    paths = [str(path) for path in (tea, cup, notes)]
    assert main(["convert", "--write", *paths]) == 0
    assert "[the cup](#cup.R1)" in tea.read_text(encoding="utf-8")
    assert "As [hot](#tea.R1) as [tea](./tea.md#r1-boil)." in cup.read_text(encoding="utf-8")
    assert notes.read_text(encoding="utf-8") == "# Notes\n\nSee [R1](#tea.R1) of [tea](tea.md).\n"


def test_links_to_a_file_that_is_not_given_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design(tmp_path, HEADED)
    notes = design(tmp_path, "# Notes\n\nSee [R1](tea.md#r1-boil).\n", "notes.md")
    assert main(["convert", str(notes)]) == 0
    assert capsys.readouterr().out == ""


TABLE = "# Feature design for tea\n\n|  |  |\n|--|--|\n| **Component** | kitchen |\n\n## Requirements\n\n- **R1:** It boils.\n"


@pytest.mark.parametrize(("name", "key"), [("tea/README.md", "tea"), ("tea/cups.md", "cups"), ("index.md", "index")])
def test_the_key_is_the_one_that_the_document_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, key: str
) -> None:
    (tmp_path / "tea").mkdir()
    (tmp_path / "conf.py").touch()
    main(["convert", str(design(tmp_path, TABLE, name))])
    assert f"{{feature-design}} {key}\n" in capsys.readouterr().out
