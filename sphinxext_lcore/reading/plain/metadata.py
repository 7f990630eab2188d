"""The metadata table under the title of a plain design."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.model.values import split_list
from sphinxext_lcore.reading.plain.forms import text_with_breaks
from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEYS = {
    "date": "date",
    "component": "component",
    "components": "component",
    "author": "authors",
    "authors": "authors",
    "owner": "authors",
    "owners": "authors",
    "feature": "feature",
    "initiative": "feature",
    "spike": "spike",
    "link": "links",
    "links": "links",
    "status": "status",
    "superseded by": "superseded-by",
}


KNOWN_FIELDS = frozenset(_KEYS.values())
_ENOUGH_KNOWN_KEYS = 2
"""A table whose keys are not bold is one of metadata where so many of them are known."""
_PERSON = re.compile(r"@[\w-]+|(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w'’-]*")
_OPEN = re.compile(r"(?:TODO|TBD)\b:?\s*(?:[A-Z]+-(?:X+|\?+))?|[A-Z]+-(?:X+|\?+)|(?i:n/?a|none)\.?|[–—-]*")
"""What a cell or a section holds that nobody has filled in yet, or that has nothing to say."""


class MetadataRow(NamedTuple):
    """A row of the table."""

    key: str
    """The key as it is written, in lower case and with ``-`` between words."""
    name: str
    """The normalised key: ``feature`` for ``Feature / Initiative``."""
    text: str
    """The words of the cell, with its line breaks; empty where it holds a placeholder, or says that there is none."""
    links: tuple[tuple[str, str], ...]
    """The text and the target of each link in the cell."""
    line: int


def metadata_table(document: nodes.document) -> nodes.table | None:
    """The table under the title, or above it, before any other section: its keys are bold, or known."""
    first = next(iter(document.findall(nodes.section)), None)
    above = takewhile(lambda block: block is not first, document.children)
    below = takewhile(lambda block: not isinstance(block, nodes.section), first.children if first is not None else ())
    tables = (block for block in (*above, *below) if isinstance(block, nodes.table))
    return next((table for table in tables if any(True for _ in metadata_rows(table))), None)


def metadata_rows(table: nodes.table) -> Iterator[MetadataRow]:
    """The rows with a key; a header that names the columns and a doubled delimiter row have none."""
    header = table.line
    rows = [_cells(row) for row in table.findall(nodes.row)]
    known = [cells[0] for cells in rows if len(cells) > 1 and normalised_key(plain_text(cells[0])) in KNOWN_FIELDS]
    all_bold = any(len(cells) > 1 and _is_bold(cells[0]) for cells in rows)
    if not all_bold and len(known) < _ENOUGH_KNOWN_KEYS:
        return
    for number, cells in enumerate(rows):
        is_header = isinstance(cells[0].parent.parent, nodes.thead) if cells else True
        wanted = len(cells) > 1 and (_is_bold(cells[0]) or cells[0] in known or not is_header)
        key = _words(plain_text(cells[0])) if wanted else ""
        if key:
            links = tuple((link.astext(), link.get("refuri", "")) for link in cells[1].findall(nodes.reference))
            # MyST gives a table its line but its rows none: the first row of all is the header.
            line = header + number + bool(number) if header else line_of(cells[0].parent, 1)
            yield MetadataRow(_slug(key), normalised_key(key), _filled(cells[1]), links, line)


def chosen_rows(rows: Iterable[MetadataRow]) -> tuple[dict[str, MetadataRow], tuple[MetadataRow, ...]]:
    """The row of each known field, and the rows that are further fields.

    Of several rows for one field the one that has its very name is taken, else the first.
    """
    written = list(rows)
    chosen: dict[str, MetadataRow] = {}
    for row in written:
        named_so = row.key == row.name and chosen.get(row.name, row).key != row.name
        if row.name in KNOWN_FIELDS and (row.name not in chosen or named_so):
            chosen[row.name] = row
    return chosen, tuple(row for row in written if row not in chosen.values())


def people(text: str) -> tuple[str, ...]:
    """The names in a cell: parted by commas, semicolons, line breaks, and by "and" between two names of persons."""
    names = split_list(re.sub(r"\s*[;\n]\s*", ", ", text))
    found: list[str] = []
    for name in names:
        parts = re.split(r"^(?:and|&)\s+|\s+(?:and|&)\s+", name)
        found += filter(None, parts) if all(_PERSON.fullmatch(part) for part in parts if part) else [name]
    return tuple(found)


def _cells(row: nodes.row) -> list[nodes.entry]:
    return [child for child in row.children if isinstance(child, nodes.entry)]


def _is_bold(cell: nodes.entry) -> bool:
    return next(iter(cell.findall(nodes.strong)), None) is not None


def _filled(cell: nodes.entry) -> str:
    lines = (" ".join(line.split()) for line in text_with_breaks(cell).splitlines())
    text = "\n".join(filter(None, lines))
    return "" if is_open(text) else text


def is_open(text: str) -> bool:
    """Whether a text is a placeholder, or says that there is nothing to say."""
    return _OPEN.fullmatch(text) is not None


def _words(text: str) -> str:
    return " ".join(re.sub(r"[:*]", "", text).lower().split()).strip("-= ")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def normalised_key(text: str) -> str:
    """The name of a metadata field: ``feature`` for ``Feature / Initiative``."""
    words = _words(text)
    for part in (words, *words.split("/")):
        if part.strip() in _KEYS:
            return _KEYS[part.strip()]
    return _slug(words)
