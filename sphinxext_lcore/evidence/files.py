"""The files that a glob matches: in a fixed order, each once, whatever links lead around in circles."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.evidence.source import project_of
from sphinxext_lcore.output import OWN_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pathspec import GitIgnoreSpec

PARSER = "pathspec"
_MAGIC = re.compile(r"[*?\[]")
_MOST_RULES = 1_000_000
"""A ``.gitignore`` of more bytes is none."""


_OF_A_BUILD = frozenset({".buildinfo", "environment.pickle", *OWN_FILES})
"""What is in a folder that a build made: copies of sources there are no evidence, nor is what we write ourselves."""


class Found(NamedTuple):
    """A file. Texts, as to make a path of each of a hundred thousand files takes longer than to read them."""

    path: str
    name: str
    """Relative to the folder that the glob starts from, with ``/`` between parts."""
    rules: _Rules | None = None

    @property
    def ignored(self) -> bool:
        """Whether git leaves it out. Asked of the few files in which there is something, as the answer costs."""
        return _ignored(self.rules, self.path)


def find(pattern: str, root: Path, *, heed_gitignore: bool) -> Iterator[Found]:
    """The files that a glob matches.

    Args:
        pattern: With ``*``, ``?``, ``[…]`` and ``**``; ``..`` may lead out of the folder, as a user writes it himself.
        root: The folder that it starts from.
        heed_gitignore: Whether to pass over the folders that git leaves out, and to say so of files. What the glob
            names without a wildcard is read even so.
    """
    parts = pattern.replace("\\", "/").split("/")
    fixed = next((index for index, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    base = os.path.normpath(Path(root, "/".join(parts[:fixed]) or "/" if fixed else ""))
    name = Path(os.path.relpath(base, root)).as_posix()
    if fixed == len(parts):
        if Path(base).is_file():
            yield Found(base, name)
        return
    deep = len(parts) - fixed > 1 or parts[-1] == "**"
    walk = _Walk(_regex(parts[fixed:]), len(base.rstrip("/")) + 1, heed_gitignore, deep)
    prefix = "" if name == "." else f"{name}/"
    for path, rules in walk.files(base):
        yield Found(path, prefix + path[walk.start :].replace(os.sep, "/"), rules)


class _Rules(NamedTuple):
    """What the ``.gitignore`` of a folder says, and those of the folders around it."""

    folder: str
    spec: GitIgnoreSpec
    outer: _Rules | None

    def ignore(self, path: str) -> bool:
        """Whether git leaves out a path; a folder's ends in a slash. The innermost file that speaks of it decides."""
        rules: _Rules | None = self
        while rules is not None:
            said = rules.spec.check_file(path[len(rules.folder) + 1 :]).include
            if said is not None:
                return said
            rules = rules.outer
        return False


class _Walk(NamedTuple):
    """A way through folders."""

    regex: re.Pattern[str]
    start: int
    """Where in a path begins what the expression is for."""
    heed_gitignore: bool
    deep: bool
    """Whether the glob leads into folders at all."""

    def files(self, base: str) -> Iterator[tuple[str, _Rules | None]]:
        """The files below a folder that match, in the order of their names."""
        seen: set[tuple[int, int]] = set()
        waiting = [(base, _rules_above(Path(base)) if self.heed_gitignore else None)]
        while waiting:
            folder, rules = waiting.pop()
            try:
                status = Path(folder).stat()
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:  # it is gone, it is no folder, or it may not be looked into
                continue
            of_a_build = folder != base and not _OF_A_BUILD.isdisjoint(entry.name for entry in entries)
            if (status.st_dev, status.st_ino) not in seen and not of_a_build:
                seen.add((status.st_dev, status.st_ino))
                if self.heed_gitignore:
                    rules = _with_own(folder, rules)
                yield from ((entry.path, rules) for entry in entries if self._matches(entry))
                waiting += [(entry.path, rules) for entry in reversed(entries) if self._leads_on(entry, rules)]

    def _matches(self, entry: os.DirEntry[str]) -> bool:
        if self.regex.fullmatch(entry.path, self.start) is None:
            return False
        try:
            return entry.is_file()
        except OSError:  # a link that leads to itself
            return False

    # Links to folders are not followed, as git does not either: they may lead anywhere.
    def _leads_on(self, entry: os.DirEntry[str], rules: _Rules | None) -> bool:
        return (
            self.deep
            and entry.name != ".git"
            and entry.is_dir(follow_symlinks=False)
            and not _ignored(rules, f"{entry.path}/")
        )


def _ignored(rules: _Rules | None, path: str) -> bool:
    return rules is not None and rules.ignore(path)


def _with_own(folder: str, outer: _Rules | None) -> _Rules | None:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - an optional dependency

    try:
        with Path(folder, ".gitignore").open("rb") as file:
            lines = file.read(_MOST_RULES).decode("utf-8", errors="replace").splitlines()
    except OSError:
        return outer
    kept = [line for line in lines if _well_formed(line)]
    return _Rules(folder, GitIgnoreSpec.from_lines(kept), outer) if kept else outer


def _well_formed(line: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    if not line.strip() or line.startswith("#"):
        return False
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:  # git passes over a line that it does not understand
        return False
    return True


def _rules_above(base: Path) -> _Rules | None:
    """What the folders around a base say; nothing where they leave out the base itself, which the user names."""
    project = project_of(base)
    rules: _Rules | None = None
    for folder in [*reversed(base.parents)]:
        if folder.is_relative_to(project):
            rules = _with_own(str(folder), rules)
    return None if _ignored(rules, f"{base}/") else rules


def _regex(parts: list[str]) -> re.Pattern[str]:
    last = len(parts) - 1
    return re.compile("".join(_part(part, last=index == last) for index, part in enumerate(parts)), re.DOTALL)


def _part(part: str, *, last: bool) -> str:
    if part == "**":
        return ".+" if last else "(?:[^/]+/)*"
    found = "".join(_piece(piece) for piece in re.split(r"(\*+|\?|\[!?\]?[^\]]*\])", part) if piece)
    return found if last else f"{found}/"


def _piece(piece: str) -> str:
    if piece.startswith("*"):
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and piece.endswith("]"):
        negated = piece[1:2] == "!"
        inside = re.sub(r"([\\\[\]^&~|])", r"\\\1", piece[2:-1] if negated else piece[1:-1])
        found = f"(?!/)[{'^' if negated else ''}{inside}]"
        return found if inside and _compiles(found) else re.escape(piece)
    return re.escape(piece)


def _compiles(expression: str) -> bool:
    """Whether it is one: a range may be written from z to a."""
    try:
        re.compile(expression)
    except re.error:
        return False
    return True
