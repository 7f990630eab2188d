"""A table as facts: what every aggregate gives, and what every writer renders."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.records import Anchored


class Tone(StrEnum):
    """What a text in a cell means beyond its words; words carry the meaning, colour only repeats it."""

    PLAIN = "plain"
    MISSING = "missing"
    MUTED = "muted"
    GOOD = "good"


class Target(NamedTuple):
    """A place on a page: a document and an anchor in it; the anchor is empty for the page itself."""

    docname: str
    anchor: str


class Run(NamedTuple):
    """A piece of text in a cell, perhaps a link."""

    text: str
    target: Target | None = None
    tone: Tone = Tone.PLAIN
    hint: str = ""
    """What a pointer that rests on the link is told: the title of what it leads to."""


Cell: TypeAlias = tuple[Run, ...]
EMPTY: Cell = ()
NOT_COUNTED: Cell = (Run("–", tone=Tone.MUTED),)


class Column(NamedTuple):
    """The head of a column."""

    name: str
    label: str
    hint: str = ""


class Group(NamedTuple):
    """Rows that share something; the head is empty where rows are not grouped. The first cell names its row."""

    head: Cell
    rows: tuple[tuple[Cell, ...], ...]


class Table(NamedTuple):
    """A table of runs."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    empty: str
    """What the page says instead of a table without rows."""

    @property
    def is_empty(self) -> bool:
        """Whether the table has no row."""
        return not any(group.rows for group in self.groups)


class LabelledCell(NamedTuple):
    """A label and what stands beside it, such as a line of the links of a card."""

    label: str
    cell: Cell


def link(item: Anchored, text: str, hint: str = "") -> Run:
    """A link to an item."""
    return Run(text, Target(item.docname, item.anchor), hint=hint)


def joined(runs: Iterable[Run]) -> Cell:
    """The runs with a comma between each two."""
    cell: list[Run] = []
    for run in runs:
        if cell:
            cell.append(Run(", "))
        cell.append(run)
    return tuple(cell)
