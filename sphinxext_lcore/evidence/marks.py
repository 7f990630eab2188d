r"""Marks in source files of any language: ``# lcore: verifies compaction.R3``.

A mark stands in a comment. The files are not parsed, let alone run: what makes a comment is what stands before the
mark, which is enough to tell one from a text that speaks about marks.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.evidence.citations import CITATION_PATTERN, FULL_PATTERN, named
from sphinxext_lcore.model.evidence import JVM, PYTHON, Definition, EvidenceTest, Mark, MarkVerb, Outcome
from sphinxext_lcore.model.ids import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.evidence.source import Source

MOST_BYTES = 2_000_000
"""What is longer was not written by hand."""
_SIGN = b"lcore:"
_WITHOUT_COMMA = rf"[ \t]+(?:(?:and|&)[ \t]+)?(?:{FULL_PATTERN}|(?-i:{ID_PATTERN}))"
"""A further id without a comma before it, where ``v2`` is a word of what follows."""
_FURTHER = rf"(?:[ \t]*[,;][ \t]*{CITATION_PATTERN}|{_WITHOUT_COMMA})(?![\w.-]*\w)"
# Each leader is one token, and blanks follow: no run of characters can be read in two ways, so the time is linear.
_MARK = re.compile(
    rf"(?:\#|//|/\*|\*|--|;|%|<!--|\(\*|\{{-|!|'|\bREM\b)[ \t]*lcore:[ \t]*(?P<verb>verifies|implements)[ \t]+"
    rf"(?P<cites>[^\s,;*]+(?:{_FURTHER})*)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*(?:#(?!\[)|//|/\*|\*|--|;|%|<!--|@|\#\[|\[|$)")
"""A line between a mark and the code that it is about: a comment, a decorator, an attribute, or nothing."""
_DEFINITION = re.compile(
    r"""(?:\b(?:def|fn|func|fun|function|void|sub|proc)\s+(?:\([^()]{0,80}\)\s*)?(?P<name>[A-Za-z_]\w*)"""
    r"""|\b(?:it|test|scenario|specify)(?:\.\w{1,20})?\s*\(?\s*(?P<quote>["'`])(?P<title>[^"'`\n]{1,200})(?P=quote)"""
    r"""|\b(?:TYPED_)?TEST(?:_F|_P)?\s*\(\s*(?P<suite>\w+)\s*,\s*(?P<case>\w+))"""
)
_SUITE = re.compile(r"""\b(?:describe|context|suite)(?:\.\w{1,20})?\s*\(\s*(["'`])(?P<title>[^"'`\n]{1,200})\1""")
_LEADING = " \t#/*-;%<!"
"""What a comment may begin with before the leader that a mark needs."""
_FARTHEST = 10
"""Code that begins so many lines below a mark is not what the mark is about."""
_LONGEST_LINE = 1_000
"""A longer one was not written by hand."""
_CLASS = re.compile(
    r"\s*(?:(?:@\w+(?:\([^()]{0,200}\))?|public|protected|private|internal|static|abstract|final|open|inner)\s+)*"
    r"class\s+(?P<name>[A-Za-z_]\w*)"
)
_BASIC = (".vb", ".vbs", ".bas", ".cls", ".frm")
"""The languages in which an apostrophe begins a comment; in others it begins a text."""


def read(source: Source) -> Iterator[EvidenceTest | Mark]:
    """The marks of a source file."""
    data = source.beginning(MOST_BYTES + 1)
    if len(data) <= MOST_BYTES:
        yield from of_data(data, source)


def of_data(data: bytes, source: Source) -> Iterator[EvidenceTest | Mark]:
    """The marks in the content of a source file."""
    if _SIGN not in data.lower():
        return
    lines = data.decode("utf-8", errors="replace").split("\n")
    tests: _TestsOfFile | None = None
    for number, line in enumerate(lines, start=1):
        if len(line) <= _LONGEST_LINE and "lcore:" in line.lower():
            for match in _MARK.finditer(line):
                if match[0].startswith("'") and not source.name.lower().endswith(_BASIC):
                    continue
                cites = named(match["cites"].rstrip(".:-/>)}"))
                if match["verb"].lower() == MarkVerb.IMPLEMENTS:
                    yield Mark(cites, source.name, number)
                else:
                    tests = tests or _TestsOfFile.of(lines, source.name)
                    about, below = _about(lines, number, line[: match.start()])
                    name = tests.classes.get(below, "") + about
                    yield _test(source, cites, number, name)._replace(definition=tests.definition(name, below))


def _test(source: Source, cites: tuple[str, ...], line: int, about: str) -> EvidenceTest:
    name = f"{source.name}::{about}" if about else source.name
    return EvidenceTest(name, Outcome.SEEN, cites, source.kind, source.name, line, source.name)


def _about(lines: list[str], number: int, before: str) -> tuple[str, int]:
    """The test that a mark is about, and its line: that of the mark, or the first code below. Nothing is guessed."""
    if before.strip(_LEADING):
        return _defined(before), number
    for below, line in enumerate(lines[number : number + _FARTHEST], start=number + 1):
        if not _COMMENT.match(line) or "]" in line or line.lstrip().startswith("@"):
            found = _defined(line)
            if found or not _COMMENT.match(line):
                return found, below
    return "", 0


def _defined(line: str) -> str:
    match = _DEFINITION.search(line[:_LONGEST_LINE])
    return _name(match) if match else ""


def _name(match: re.Match[str]) -> str:
    """The name of a test; googletest has one for each suite."""
    return match["name"] or match["title"] or f"{match['suite']}::{match['case']}"


class _TestsOfFile(NamedTuple):
    """All tests of a file, marked or not."""

    names: Counter[str]
    suites: tuple[str, ...]
    classes: dict[int, str]
    """By line, the classes around a test of Python or Java, as their runners write them before its name."""

    @classmethod
    def of(cls, lines: Sequence[str], file: str) -> _TestsOfFile:
        short = [(number, line) for number, line in enumerate(lines, start=1) if len(line) <= _LONGEST_LINE]
        classes = dict(_classes(short)) if file.endswith((*PYTHON, *JVM)) else {}
        if file.endswith(JVM):
            own = f"{PurePosixPath(file).stem}::"
            classes = {number: around.removeprefix(own) for number, around in classes.items()}
        names = Counter(
            classes.get(number, "") + _name(match) for number, line in short for match in _DEFINITION.finditer(line)
        )
        suites = dict.fromkeys(match["title"] for _, line in short for match in _SUITE.finditer(line))
        return cls(names, tuple(suites), classes)

    def definition(self, name: str, line: int) -> Definition:
        """What is known of a test."""
        return Definition(line, self.names[name] == 1, self.suites) if name else Definition()


def _classes(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines in which a test may begin, each with the classes around it."""
    around: list[tuple[int, str]] = []
    for number, line in lines:
        indentation = len(line) - len(line.lstrip())
        begun = _CLASS.match(line)
        if begun or _DEFINITION.search(line):
            while around and around[-1][0] >= indentation:
                around.pop()
            if begun:
                around.append((indentation, f"{begun['name']}::"))
            elif around:
                yield number, "".join(name for _, name in around)
