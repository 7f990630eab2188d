"""JUnit XML: what pytest, Surefire, jest-junit, GoogleTest and behave write.

The file is read as a stream and no tree of it is made: a run of a large project writes hundreds of megabytes, most of
them captured output, which is not even looked at. ``junitparser`` reads a whole file into a tree, and leaves it to its
parser whether entities are expanded; with ``defusedxml`` below a reader of our own, nothing is expanded, and what is
kept is the tests alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinxext_lcore.evidence.citations import named
from sphinxext_lcore.evidence.source import UnreadableError
from sphinxext_lcore.model.evidence import JVM, PYTHON, EvidenceTest, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinxext_lcore.evidence.source import Source

PARSER = "defusedxml"
MOST_TESTS = 500_000
"""In one file; whoever writes more of them does not want a person to read them."""
_CHUNK = 1 << 18
_MOST_PENDING = 1 << 24
"""So many bytes of one tag at most: a parser must keep a tag until it ends."""
_DEEPEST = 100
_PROPERTY = "verifies"
_ROOTS = frozenset({"testsuites", "testsuite"})
_FAILED = frozenset({"failure", "error"})
_NOT_RUN = frozenset({"notrun", "skipped", "disabled", "suppressed"})
_NUMBER = re.compile(r"[0-9]{1,9}")


def read(source: Source) -> Iterator[EvidenceTest]:
    """The tests of a result file.

    Raises:
        UnreadableError: It is broken, or no JUnit XML.
    """
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - an optional dependency
    from defusedxml.ElementTree import DefusedXMLParser, ParseError  # noqa: PLC0415

    suite = _Suites(source)
    parser = DefusedXMLParser(target=suite, forbid_dtd=True)
    suite.position = parser.parser
    fed = 0
    try:
        with Path(source.path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.feed(chunk)
                fed += len(chunk)
                yield from suite.take()
                suite.hold_to_limits(fed - parser.parser.CurrentByteIndex)
        parser.close()
    except UnreadableError:
        suite.close()
        yield from suite.take()
        raise
    except ParseError as error:
        suite.close()
        yield from suite.take()
        said = str(error).partition(":")[0]
        what = "it is empty or cut off" if said == "no element found" else f"it is no well-formed XML: {said}"
        raise UnreadableError(f"{what}; write it anew, as the rest is not read", error.position[0]) from error
    except DefusedXmlException as error:
        message = "it declares a document type or entities, which no test runner writes; it is not read"
        raise UnreadableError(message, parser.parser.CurrentLineNumber) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        message = f"it cannot be decoded: {error}; write it in UTF-8"
        raise UnreadableError(message) from error
    yield from suite.take()


class _Position(Protocol):
    """Where a parser is."""

    @property
    def CurrentLineNumber(self) -> int: ...  # noqa: N802 - as expat calls it


class _Suite(NamedTuple):
    """A suite that is open."""

    name: str
    cites: list[str]
    file: str


class _Suites:
    """Is told of each tag as it comes, and makes tests of them. It asks for no text, so that none is kept."""

    def __init__(self, source: Source) -> None:
        self.position: _Position | None = None
        self._source = source
        self._depth = 0
        self._suites: list[_Suite] = []
        self._case: Mapping[str, str] | None = None
        self._line = 1
        self._tags: set[str] = set()
        self._cites: list[str] = []
        self._ready: list[EvidenceTest] = []
        self._pending: list[tuple[EvidenceTest, list[_Suite]]] = []
        self._count = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        tag = tag.rpartition("}")[2]
        self._depth += 1
        if self._depth == 1 and tag not in _ROOTS:
            message = f"it is no JUnit XML, as it begins with <{tag[:40]}>; leave it out of lcore_evidence"
            raise UnreadableError(message, self._here)
        if self._depth > _DEEPEST:
            message = f"its tags are more than {_DEEPEST} deep, which no test runner writes; the rest is not read"
            raise UnreadableError(message, self._here)
        if tag == "testsuite":
            self._suites.append(_Suite(attributes.get("name", ""), [], attributes.get("file", "")))
        elif tag == "testcase":
            self._case, self._line, self._tags = attributes, self._here, set()
            self._cites = list(named(attributes.get(_PROPERTY, "")))
        elif tag == "property" and attributes.get("name", "").lower() == _PROPERTY:
            self._property(named(attributes.get("value", "")))
        elif self._case is not None:
            self._tags.add(tag)

    def end(self, tag: str) -> None:
        """A tag closes."""
        tag = tag.rpartition("}")[2]
        self._depth -= 1
        if tag == "testsuite" and self._suites:
            self._suites.pop()
        elif tag == "testcase" and self._case is not None:
            # A suite may state its properties after its tests: they are asked for when the suites are done with.
            self._pending.append((self._test(self._case), list(self._suites)))
            self._case = None
            self._count += 1
        if not self._suites or len(self._pending) > MOST_TESTS:
            self._settle()

    def close(self) -> None:
        """The end of the file."""
        self._settle()

    def hold_to_limits(self, pending: int) -> None:
        """Stop at a file that would fill the memory."""
        if pending > _MOST_PENDING:
            message = f"a tag in it has more than {_MOST_PENDING >> 20} MB, which no test runner writes"
            raise UnreadableError(message, self._here)
        if self._count > MOST_TESTS:
            message = f"it has more than {MOST_TESTS} tests, and the rest is not read; split it"
            raise UnreadableError(message, self._here)

    def take(self) -> list[EvidenceTest]:
        """The tests that are complete."""
        ready, self._ready = self._ready, []
        return ready

    @property
    def _here(self) -> int:
        return self.position.CurrentLineNumber if self.position is not None else 1

    def _property(self, cites: tuple[str, ...]) -> None:
        if self._case is not None:
            self._cites += cites
        elif self._suites:
            self._suites[-1].cites.extend(cites)

    def _settle(self) -> None:
        for test, suites in self._pending:
            inherited = [cite for suite in suites for cite in suite.cites]
            cites = tuple(dict.fromkeys((*test.cites, *inherited)))
            self._ready.append(test._replace(cites=cites) if inherited else test)
        self._pending = []

    def _test(self, case: Mapping[str, str]) -> EvidenceTest:
        file = self._source.relative(case.get("file") or next((s.file for s in self._suites[::-1] if s.file), ""))
        number = case.get("line", "")
        line = int(number) if _NUMBER.fullmatch(number) else 0
        # pytest counts lines from 0, all others from 1.
        line += any(suite.name == "pytest" for suite in self._suites) and bool(number)
        return EvidenceTest(
            name=_name(case, file),
            outcome=self._outcome(case),
            cites=tuple(dict.fromkeys(self._cites)),
            kind=self._source.kind,
            path=file or self._source.name,
            line=max(line, 1) if file else self._line,
            source=self._source.name,
        )

    def _outcome(self, case: Mapping[str, str]) -> Outcome:
        if self._tags & _FAILED:
            return Outcome.FAILED
        if "skipped" in self._tags or {case.get("status", ""), case.get("result", "")} & _NOT_RUN:
            return Outcome.SKIPPED
        return Outcome.PASSED


def _name(case: Mapping[str, str], file: str) -> str:
    """The name of a test: after its file comes the class alone, where the class is named with its module."""
    group, name = case.get("classname", ""), case.get("name", "")
    if file:
        group = _below(file, group.replace("$", ".") if file.endswith(JVM) else group)
        inside = "::".join(filter(None, group.split("."))) if file.endswith((*PYTHON, *JVM)) else group
        return "::".join(filter(None, (file, inside, name)))
    return "::".join(filter(None, (group, name)))


def _below(file: str, group: str) -> str:
    """The class of a test without the module that it is in, as far as the file says the same."""
    module, parts = file.rpartition(".")[0].split("/"), group.split(".")
    shared = (count for count in range(min(len(module), len(parts)), 0, -1) if module[-count:] == parts[:count])
    return ".".join(parts[next(shared, 0) :])
