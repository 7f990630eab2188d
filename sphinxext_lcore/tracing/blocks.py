"""Blocks of facts: tables and figures that every view gives, and that every writer renders."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.records import Anchored
    from sphinxext_lcore.tracing.maps import TraceMap


class Tone(StrEnum):
    """What a text in a cell means beyond its words; words carry the meaning, colour only repeats it."""

    PLAIN = "plain"
    MISSING = "missing"
    MUTED = "muted"
    GOOD = "good"
    CODE = "code"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    REMOVED = "removed"
    ADDED = "added"


class Target(NamedTuple):
    """A place on a page: a document and an anchor in it; the anchor is empty for the page itself."""

    docname: str
    anchor: str


class View(NamedTuple):
    """A generated page; where it is not made, its name is text like any other."""

    name: str
    anchor: str = ""


class Ticket(NamedTuple):
    """A ticket; where no tracker is configured, it is text like any other."""

    key: str
    found: bool = False
    """Whether the pattern found it in a text, which may take the words around it to tell."""


class Source(NamedTuple):
    """A line of a source file; where no repository is configured, it is text like any other."""

    path: str
    line: int


Destination: TypeAlias = Target | View | Ticket | Source


class Run(NamedTuple):
    """A piece of text in a cell, perhaps a link."""

    text: str
    target: Destination | None = None
    tone: Tone = Tone.PLAIN
    hint: str = ""
    """What a pointer that rests on the text is told, such as the title of what a link leads to."""
    percent: float | None = None
    """Of a share, how much of the whole it is; drawn as a bar beside the words."""


Cell: TypeAlias = tuple[Run, ...]
EMPTY: Cell = ()
NOT_COUNTED: Cell = (Run("–", tone=Tone.MUTED),)


class Column(NamedTuple):
    """The head of a column."""

    name: str
    label: str
    hint: str = ""
    target: Target | None = None
    repeats_group: bool = False
    """Whether its cells say what the head of their group says; it is shown when the groups are dissolved."""


OPENING = "title"
"""The name of the column that opens to show the details of its row."""


class Details(NamedTuple):
    """What a row opens to show."""

    text: str
    points: tuple[LabelledCell, ...] = ()


class Facets(NamedTuple):
    """By what a row can be filtered."""

    feature: str
    owner: str = ""
    status: str = ""
    priority: str = ""
    hole: bool = False


class Row(NamedTuple):
    """A row; its first cell names it."""

    cells: tuple[Cell, ...]
    details: Details | None = None
    facets: Facets | None = None


class Group(NamedTuple):
    """Rows that share something; the head is empty where rows are not grouped."""

    head: Cell
    rows: tuple[Row, ...]
    anchor: str = ""
    """Where there is one table of its kind on a page: the anchor of the group."""


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

    @property
    def is_browsable(self) -> bool:
        """Whether its rows can be filtered."""
        return any(row.facets is not None for group in self.groups for row in group.rows[:1])

    def without_anchors(self) -> Table:
        """The table as it is where there may be another of its kind on the page."""
        return self._replace(groups=tuple(group._replace(anchor="") for group in self.groups))


class Figure(NamedTuple):
    """A number that says how things stand."""

    label: str
    value: Run
    hint: str = ""


class Figures(NamedTuple):
    """Numbers side by side."""

    name: str
    caption: str
    figures: tuple[Figure, ...]


Block: TypeAlias = "Table | Figures | TraceMap"


class LabelledCell(NamedTuple):
    """A label and what stands beside it, such as a line of the links of a card."""

    label: str
    cell: Cell
    folded: tuple[Cell, ...] = ()
    """What it opens to show, a line each."""
    line: int | None = None
    """The line of the source that it comes from, where it is one option of an item."""


def link(item: Anchored, text: str, hint: str = "") -> Run:
    """A link to an item."""
    return Run(text, Target(item.docname, item.anchor), hint=hint)


def words(text: str) -> Cell:
    """Plain text as a cell."""
    return (Run(text),) if text else EMPTY


def joined(runs: Iterable[Run], between: str = ", ") -> Cell:
    """The runs with a comma, or another text, between each two."""
    cell: list[Run] = []
    for run in runs:
        if cell:
            cell.append(Run(between))
        cell.append(run)
    return tuple(cell)


def captioned(shared: str, own: str) -> str:
    """The caption of one of several blocks that an author may have given a caption together."""
    return f"{shared}: {own}" if shared else own


def plain_table(name: str, caption: str, columns: tuple[Column, ...], rows: Iterable[Row], empty: str) -> Table:
    """A table whose rows are not grouped."""
    return Table(name, caption, columns, (Group(EMPTY, tuple(rows)),), empty)
