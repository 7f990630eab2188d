"""Converts a plain design, and holds every conversion against the records: what would change one is left as it is."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.conversion import spans
from sphinxext_lcore.conversion.languages import LANGUAGES
from sphinxext_lcore.conversion.links import relinked_myst, relinked_rst
from sphinxext_lcore.conversion.pieces import Piece, pieces
from sphinxext_lcore.conversion.reader import read
from sphinxext_lcore.exchange.entries import export
from sphinxext_lcore.reading.lines import lines_of, lines_with_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from sphinxext_lcore.conversion.languages import Language
    from sphinxext_lcore.conversion.links import Heading
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Item

_INCLUDE = re.compile(r"\s*(?:[:`~]{3,}\s*\{include\}|\.\.\s+include::)")
_PLACES = {"line", "path", "docname", "anchor", "plain", "position"}
_KINDS = ("features", "requirements", "use_cases", "criteria", "changelog", "open_questions", "key_files")


class Left(NamedTuple):
    """Something that stays as it is, because no directive would say the same."""

    what: str
    line: int


class Conversion(NamedTuple):
    """A converted source."""

    text: str
    left: tuple[Left, ...] = ()
    headings: tuple[Heading, ...] = ()
    """Those that are gone, to which no link of this source leads any more."""


def convert(text: str, name: str) -> Conversion:
    """Rewrite a plain design with directives.

    Args:
        text: The source.
        name: The name of its file, with its folder's where it has one; the ending says the language, and the key may
            come from it.

    Returns:
        The new source, whose records equal the old ones, and what was left as it is.

    Raises:
        KeyError: The ending is of no language that is known.
    """
    language = LANGUAGES[PurePath(name).suffix]
    before, headings = read(text, name)
    if not any(feature.plain for feature in before.features):
        return Conversion(text)
    lines = lines_of(text, markdown=language.is_markdown)
    in_only = {each.line - 1 for document in before.documents for each in document.conditions}
    # A directive that takes the place of a piece has no indentation, and ends the ``only`` around it.
    found = [piece for piece in pieces(before, lines, language) if in_only.isdisjoint(range(*piece.span))]
    # What an included file holds may be more than the piece, and is not read here.
    includes = {index for index, line in enumerate(lines) if _INCLUDE.match(line)}
    possible = [piece for piece in found if includes.isdisjoint(range(*piece.span))]
    wanted = _facts(before)
    left = [Left(item.local_id, item.line) for item in _items(before) if item.line - 1 in in_only]
    left += [Left(piece.what, piece.span.start + 1) for piece in found if piece not in possible]
    while candidates := _without_overlap(possible):
        converted = "".join(_replaced(lines_with_ends(text, markdown=language.is_markdown), candidates))
        replaced = _replaced_headings(headings, candidates, lines, language)
        if language.is_markdown:
            converted = relinked_myst(converted, replaced, ("", PurePath(name).name))
        else:
            converted = relinked_rst(converted, replaced)
        differing = _facts(read(converted, name).catalog) ^ wanted
        if not differing:
            left += _untouched(before, lines, candidates, {each.line for each in left})
            return Conversion(converted, tuple(sorted(left, key=lambda each: each.line)), replaced)
        doubtful = _culprits(candidates, differing)
        left += [Left(piece.what, piece.span.start + 1) for piece in doubtful]
        possible = [piece for piece in possible if piece not in doubtful]
    left += _untouched(before, lines, (), {each.line for each in left})
    return Conversion(text, tuple(sorted(left, key=lambda each: each.line)))


def _replaced_headings(
    headings: Iterable[Heading], chosen: Iterable[Piece], lines: Sequence[str], language: Language
) -> tuple[Heading, ...]:
    gone = {piece.what for piece in chosen if language.heading_level(lines, piece.span.start)}
    return tuple(heading for heading in headings if heading.local_id in gone)


def _untouched(catalog: Catalog, lines: Sequence[str], chosen: Iterable[Piece], told: set[int]) -> Iterator[Left]:
    """What is stated outside of the converted pieces and of directives."""
    covered = {index for piece in chosen for index in range(piece.span.start, piece.span.end)} | spans.directives(lines)
    for item in _items(catalog):
        if item.line - 1 not in covered and item.line not in told:
            yield Left(item.local_id, item.line)


def _items(catalog: Catalog) -> Iterator[Item]:
    return (item for kind in _KINDS[1:] for item in getattr(catalog, kind))


def _without_overlap(found: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.span):
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _replaced(lines: Sequence[str], chosen: Sequence[Piece]) -> list[str]:
    result: list[str] = []
    position = 0
    for piece in chosen:
        end = "\r\n" if lines[piece.span.start].endswith("\r\n") else "\n"
        result += lines[position : piece.span.start]
        if result and result[-1].strip():  # a directive begins after an empty line
            result.append(end)
        result += [line + end for line in piece.lines]
        position = piece.span.end
        if position < len(lines) and lines[position].strip():
            result.append(end)
    if position == len(lines) and not lines[-1].endswith("\n"):
        result[-1] = result[-1].rstrip("\r\n")
    return [*result, *lines[position:]]


def _facts(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """What a catalog states, without where it stands."""
    exported = export(catalog)
    return frozenset((kind, _fact(record)) for kind in _KINDS for record in getattr(exported, kind))


def _fact(record: BaseModel) -> str:
    return record.model_dump_json(exclude=_PLACES)


def _culprits(candidates: Sequence[Piece], differing: Iterable[tuple[str, str]]) -> list[Piece]:
    """The pieces that have to do with what differs; all of them, where none can be named."""
    text = "\n".join(fact for _, fact in differing)
    kinds = {kind for kind, _ in differing}
    by_kind = {"changelog": "design-changelog", "open_questions": "open-questions", "key_files": "key-files"}
    names = {by_kind[kind] for kind in kinds if kind in by_kind} | ({"metadata"} if "features" in kinds else set())
    if "criteria" in kinds:
        names.add("acceptance-test-surface")
    doubtful = [piece for piece in candidates if piece.what in names or f'.{piece.what}"' in text]
    return doubtful or list(candidates)
