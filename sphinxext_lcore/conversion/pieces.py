"""What of a plain design becomes which directive: a piece of the source, and the lines that replace it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.conversion import spans
from sphinxext_lcore.conversion.languages import Block
from sphinxext_lcore.conversion.spans import Span
from sphinxext_lcore.model.records import CriterionSource
from sphinxext_lcore.reading.plain.metadata import KNOWN_FIELDS, normalised_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.conversion.languages import Language
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature, Item, Requirement, UseCase

_ID = r"[A-Z]+[0-9]+[a-z]?"
_HEAD = re.compile(
    rf"(?:#+\s*)?(?:\*\*\s*{_ID}(?:\s*[:.]|\s+[–—-](?=\s)|(?=[\s*]))\s*(?P<bold>.*?)\s*\*\*\s*(?:[:–—-](?=\s|$))?"
    rf"|{_ID}(?:\s*:|\s+[–—-](?=\s)|\s*$|\s+)(?P<plain>.*))[ \t]*\\?[ \t]*"
)
_CRITERIA = re.compile(r"\**acceptance criteria:?\**:?", re.IGNORECASE)
_ROW = re.compile(r"\|\s*\*\*(?P<key>.+?)\*\*\s*\|(?P<value>.*)\|\s*")


class Piece(NamedTuple):
    """A piece of the source, what it states, and what replaces it."""

    what: str
    """What it is, for a message: an id, or ``changelog``."""
    span: Span
    lines: tuple[str, ...]


def pieces(catalog: Catalog, lines: Sequence[str], language: Language) -> Iterator[Piece]:
    """Everything in a plain design that can become a directive."""
    for feature in catalog.features:
        yield from _metadata(feature, lines, language)
    items: list[Requirement | UseCase] = [*catalog.requirements, *catalog.use_cases]
    starts = sorted(item.line - 1 for item in items)
    for requirement in catalog.requirements:
        options = (("use-cases", ", ".join(requirement.use_cases)),) if requirement.use_cases else ()
        yield from _item("requirement", requirement, options, _Source(lines, language, starts))
    for use_case in catalog.use_cases:
        yield from _item("use-case", use_case, (), _Source(lines, language, starts))
    rows = [each for each in catalog.criteria if each.source is CriterionSource.ROW]
    yield from _tables("acceptance-test-surface", rows, lines, language)
    yield from _tables("design-changelog", catalog.changelog, lines, language)
    yield from _tables("key-files", catalog.key_files, lines, language)
    yield from _lists("open-questions", catalog.open_questions, lines, language)


class _Source(NamedTuple):
    lines: Sequence[str]
    language: Language
    starts: Sequence[int]
    """Where the items begin."""


def _metadata(feature: Feature, lines: Sequence[str], language: Language) -> Iterator[Piece]:
    """The rows of the metadata table with a known key; the others stay a table, which is read as before."""
    rows = [
        (n, match) for n, line in enumerate(lines[: _first_section(lines, language)]) if (match := _ROW.fullmatch(line))
    ]
    if not feature.plain or not rows:
        return
    span = spans.table(lines, rows[0][0])
    known = {n: normalised_key(match["key"]) for n, match in rows if normalised_key(match["key"]) in KNOWN_FIELDS}
    options = tuple((known[n], match["value"].strip()) for n, match in rows if n in known and match["value"].strip())
    kept = [lines[n] for n in range(span.start, span.end) if n not in known]
    table = ["", *kept] if any(_ROW.fullmatch(line) for line in kept) else []
    yield Piece("metadata", span, (*language.write(Block("feature-design", feature.id, options)), *table))


def _first_section(lines: Sequence[str], language: Language) -> int:
    found = spans.headings(lines, language, 0)
    return found[1] if len(found) > 1 else len(lines)


def _item(
    name: str, item: Requirement | UseCase, options: tuple[tuple[str, str], ...], source: _Source
) -> Iterator[Piece]:
    lines, start = source.lines, item.line - 1
    width = spans.marker_width(lines[start])
    span = _span_of(item, source)
    first = lines[start][width:]
    head = _HEAD.match(first)
    if head is None:
        return
    heading = source.language.heading_level(lines, start) > 0
    if heading and any(n < span.end for n in spans.headings(lines, source.language, start + 1)):
        return  # a directive holds no sections
    words = (head["bold"] or head["plain"] or "").strip().rstrip(":") if item.title else ""
    behind = "" if heading or (item.title and head["plain"]) else (head["plain"] or first[head.end() :])
    said = [head["bold"]] if head["bold"] and not item.title else []
    below = lines[start + 1 + (heading and lines[start][:1] != "#") : span.end]
    body = [*said, *([behind] if behind.strip() else []), *(line[_indent(line, width) :] for line in below)]
    block = Block(name, f"{item.local_id} {words}".strip(), options, tuple(_with_criteria(_stripped(body), source)))
    yield Piece(item.local_id, span, tuple(source.language.write(block)))


def _indent(line: str, width: int) -> int:
    return min(width, len(line) - len(line.lstrip()))


def _span_of(item: Requirement | UseCase, source: _Source) -> Span:
    lines, start = source.lines, item.line - 1
    if spans.marker_width(lines[start]):
        return spans.list_item(lines, start)
    if source.language.heading_level(lines, start):
        return spans.section(lines, start, source.language)
    own = spans.paragraph(lines, start)
    following = [n for n in source.starts if n > start]
    stops = [*following[:1], *spans.headings(lines, source.language, start + 1)[:1], len(lines)]
    stop = min(stops)
    closed = bool(following) and following[0] == stop
    head = _HEAD.match(lines[start])
    has_words = own.end - own.start > 1 or (head is not None and bool(lines[start][head.end() :].strip()))
    return spans.trimmed(lines, Span(start, stop)) if closed or not has_words else own


def _with_criteria(body: Sequence[str], source: _Source) -> Iterator[str]:
    """The body with the list behind "Acceptance criteria" as a directive."""
    index = 0
    while index < len(body):
        following = index + 1
        while following < len(body) and not body[following].strip():
            following += 1
        if _CRITERIA.fullmatch(body[index].strip()) and following < len(body) and spans.marker_width(body[following]):
            end = following
            while end < len(body) and spans.marker_width(body[end]):
                end = spans.list_item(body, end).end
            yield from source.language.write(Block("acceptance-criteria", body=tuple(body[following:end])))
            index = end
        else:
            yield body[index]
            index += 1


def _stripped(body: Sequence[str]) -> list[str]:
    kept = list(body)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _tables(name: str, items: Iterable[Item], lines: Sequence[str], language: Language) -> Iterator[Piece]:
    """The tables around the rows of a kind, as they stand, inside a directive."""
    rows = (item.line - 1 for item in items)
    found = {spans.table(lines, row) for row in rows if "|" in lines[row] or not language.is_markdown}
    taken = spans.directives(lines)
    for span in sorted(found):
        if span.start not in taken:
            yield _wrapped(name, span, lines, language)


def _lists(name: str, items: Iterable[Item], lines: Sequence[str], language: Language) -> Iterator[Piece]:
    """The lists of the items of a kind, as they stand, inside a directive."""
    group: Span | None = None
    taken = spans.directives(lines)
    for item in items:
        if not spans.marker_width(lines[item.line - 1]) or item.line - 1 in taken:
            continue
        own = spans.list_item(lines, item.line - 1)
        if group is not None and not any(line.strip() for line in lines[group.end : own.start]):
            group = Span(group.start, own.end)
            continue
        if group is not None:
            yield _wrapped(name, group, lines, language)
        group = own
    if group is not None:
        yield _wrapped(name, group, lines, language)


def _wrapped(name: str, span: Span, lines: Sequence[str], language: Language) -> Piece:
    return Piece(name, span, tuple(language.write(Block(name, body=tuple(lines[span.start : span.end])))))
