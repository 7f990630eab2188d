"""The metadata table under the title of a plain design."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class MetadataRow(NamedTuple):
    """A row of the table."""

    name: str
    """The normalised key: ``feature`` for ``Feature / Initiative``."""
    text: str
    links: tuple[tuple[str, str], ...]
    """The text and the target of each link in the cell."""
    line: int


def metadata_table(document: nodes.document) -> nodes.table | None:
    """The table under the title, before any other section, whose first column is bold."""
    first = next(iter(document.findall(nodes.section)), None)
    for block in first.children if first is not None else ():
        if isinstance(block, nodes.section):
            break
        if isinstance(block, nodes.table) and any(True for _ in metadata_rows(block)):
            return block
    return None


def metadata_rows(table: nodes.table) -> Iterator[MetadataRow]:
    """The rows with a bold key; a doubled delimiter row has none, and is passed over."""
    header = table.line
    for number, row in enumerate(table.findall(nodes.row)):
        entries = [child for child in row.children if isinstance(child, nodes.entry)]
        if len(entries) > 1 and next(iter(entries[0].findall(nodes.strong)), None) is not None:
            links = tuple((link.astext(), link.get("refuri", "")) for link in entries[1].findall(nodes.reference))
            # MyST gives a table its line but its rows none: the first row of all is the header.
            line = header + number + bool(number) if header else line_of(row, 1)
            yield MetadataRow(normalised_key(plain_text(entries[0])), plain_text(entries[1]), links, line)


def normalised_key(text: str) -> str:
    """The name of a metadata field: ``feature`` for ``Feature / Initiative``."""
    words = " ".join(re.sub(r"[:*]", "", text).lower().split())
    for part in (words, *words.split("/")):
        if part.strip() in _KEYS:
            return _KEYS[part.strip()]
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")
