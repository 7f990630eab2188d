"""All evidence that the globs of ``lcore_evidence`` lead to."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.evidence import cucumber, docstrings, files, gherkin, junit, marks
from sphinxext_lcore.evidence.merging import merge
from sphinxext_lcore.evidence.source import Source, UnreadableError
from sphinxext_lcore.model.evidence import EvidenceTest, Mark
from sphinxext_lcore.model.records import Finding, Level
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

INSTALL = "pip install 'sphinxext-lcore[evidence]'"
_PARSERS = {"defusedxml": "JUnit XML", "gherkin": "Gherkin", "pathspec": "marks in source files"}
_LONGEST_NAME = 1_000
_PACKAGES = {"gherkin": "gherkin-official"}


class Format(NamedTuple):
    """A format of evidence."""

    suffixes: tuple[str, ...]
    """The files that have it; empty for all others."""
    parser: str
    """The module that must be installed, or nothing."""
    result: bool
    """Whether it says how tests ended. A result is no source, and git leaves most of them out."""
    read: Callable[[Source], Iterator[EvidenceTest] | Iterator[EvidenceTest | Mark]]


FORMATS = (
    Format((".xml",), junit.PARSER, result=True, read=junit.read),
    Format((".json",), "", result=True, read=cucumber.read),
    Format((".feature",), gherkin.PARSER, result=False, read=gherkin.read),
    Format((".py",), files.PARSER, result=False, read=docstrings.read),
    Format((), files.PARSER, result=False, read=marks.read),
)
"""Every format; the first that fits a file's name is its. A new one is added here alone."""


class Gathered(NamedTuple):
    """What was found; sorted, so that it does not depend on the order in which it was found."""

    tests: tuple[EvidenceTest, ...] = ()
    marks: tuple[Mark, ...] = ()
    findings: tuple[Finding, ...] = ()


def gather(globs: Mapping[str, Sequence[str]], root: Path, *, conf: str = "conf.py", line: int = 1) -> Gathered:
    """Read all evidence.

    Args:
        globs: The globs of each kind of evidence; those without a kind under an empty text.
        root: The folder from which the globs start, and that findings name files from: the source folder in a build.
        conf: The file that names the globs, for findings about them.
        line: The line at which it names them.

    Returns:
        The tests, each with what its source and its result say. Whatever cannot be read is a finding.
    """
    run = _Run(root.resolve(), conf, line)
    for kind in sorted(globs):
        for pattern in globs[kind]:
            run.take(kind, pattern)
    merged = merge(run.seen, run.results, run.root, run.sources)
    findings = {*run.findings, *merged.findings}
    return Gathered(merged.tests, tuple(sorted(set(run.marks))), tuple(sorted(findings, key=lambda each: each.place)))


class _Run:
    """Gathers; keeps what was found so far."""

    def __init__(self, root: Path, conf: str, line: int) -> None:
        self.seen: list[EvidenceTest] = []
        self.results: list[EvidenceTest] = []
        self.marks: list[Mark] = []
        self.findings: list[Finding] = []
        self.sources: set[str] = set()
        self.root = root
        self._conf, self._line = conf, line
        self._read: set[tuple[str, str]] = set()

    def take(self, kind: str, pattern: str) -> None:
        """Read what a glob matches."""
        format_ = format_of(pattern)
        heed = not (format_.result or ".feature" in format_.suffixes)
        if heed and not _installed(files.PARSER):
            self._miss(files.PARSER)
            return
        found = False
        for file in files.find(pattern, self.root, heed_gitignore=heed):
            found = True
            if not format_of(file.name).result:
                self.sources.add(_printed(file.name))
            if (kind, file.name) not in self._read:
                self._read.add((kind, file.name))
                self._take_file(file, kind)
        if not found:
            message = f"no file matches '{printable(pattern)}' of lcore_evidence; run the tests first, or mend the glob"
            self._find("missing_evidence", message, self._conf, self._line)

    def _take_file(self, file: files.Found, kind: str) -> None:
        format_ = format_of(file.name)
        if format_.parser and not _installed(format_.parser):
            self._miss(format_.parser)
            return
        read: list[EvidenceTest | Mark] = []
        problem = ""
        try:
            read.extend(format_.read(Source(file.path, _printed(file.name), kind, self.root)))
        except UnreadableError as error:
            problem, line = error.message, error.line
        except OSError as error:
            problem, line = error.strerror or str(error), 1
        if not (read or problem) or (file.ignored and not format_.result):
            return
        if problem:
            self._find("unreadable_evidence", f"cannot read this: {problem}", _printed(file.name), line)
        tests = self.results if format_.result else self.seen
        self.marks += [each for each in read if isinstance(each, Mark)]
        tests += [_cleaned(each) for each in read if isinstance(each, EvidenceTest)]

    def _miss(self, parser: str) -> None:
        package = _PACKAGES.get(parser, parser)
        message = f"{_PARSERS[parser]}: not read, as {package} is not installed; {INSTALL}"
        self._find("missing_parser", message, self._conf, self._line)

    def _find(self, rule: str, message: str, path: str, line: int) -> None:
        self.findings.append(Finding(rule=rule, level=Level.WARNING, message=printable(message), path=path, line=line))


@lru_cache
def _installed(module: str) -> bool:
    return find_spec(module) is not None


def format_of(name: str) -> Format:
    """The format of a file, by its name."""
    lowered = name.lower()
    return next(each for each in FORMATS if not each.suffixes or lowered.endswith(each.suffixes))


def _printed(name: str) -> str:
    """A file's name may be no text at all."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


def _cleaned(test: EvidenceTest) -> EvidenceTest:
    """A test whose names are short and can be written anywhere: result files say what they like."""
    cites = tuple(_text(cite) for cite in test.cites)
    attempts = tuple(_text(attempt) for attempt in test.attempts)
    return test._replace(name=_text(test.name), path=_text(test.path), cites=cites, attempts=attempts)


def _text(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        text = f"{text[:_LONGEST_NAME]}…"
    return text if text.isprintable() else printable(text)
