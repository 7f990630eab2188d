"""How files are replaced: whole, where they really are, and nothing beside them."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from sphinxext_lcore.output import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    replace_file(path, [b"n", b"ew"])
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "kept" / "report.json", tmp_path / "report.json"
    target.parent.mkdir()
    link.symlink_to(target)
    for text in (b"first", b"second"):
        replace_file(link, [text])
        assert target.read_bytes() == text
    assert link.is_symlink()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    replace_file(pipe, [b"n", b"ew"])
    reader.join()
    assert (read, pipe.is_fifo()) == ([b"new"], True)


def test_what_a_killed_process_left_is_removed_and_what_others_call_alike_is_not(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    for name in ("report.json.4711.tmp", "report.json.mine.tmp", "report.json.tmp", "report.json.1.tmp.bak"):
        (tmp_path / name).touch()
    replace_file(path, [b"new"])
    assert {each.name for each in tmp_path.iterdir()} == {
        "report.json",
        "report.json.mine.tmp",
        "report.json.tmp",
        "report.json.1.tmp.bak",
    }
