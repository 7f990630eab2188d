"""The changelogs of all designs as one timeline, the newest change first."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - a field is called date
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxext_lcore.model.ids import ID_PATTERN, KEY_PATTERN, split_references
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import EMPTY, Cell, Column, Group, Row, Run, Table, words
from sphinxext_lcore.tracing.columns import feature_cell
from sphinxext_lcore.tracing.links import item_links
from sphinxext_lcore.tracing.selection import select_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import TimelineQuery
    from sphinxext_lcore.model.records import ChangelogEntry, Requirement

NO_CHANGES = term("No changelog has an entry yet.")
_UNDATED = term("no date")
_NAMED = re.compile(rf"(?<![\w.-])(?:{KEY_PATTERN}\.)?{ID_PATTERN}(?:\s?(?:\.{{2,3}}|–)\s?{ID_PATTERN})?(?![\w-])")


def timeline(catalog: Catalog, query: TimelineQuery) -> tuple[Table]:
    """The rows of all changelogs by date, grouped by month unless only a number of them is asked for."""
    entries = newest_first(select_items(catalog, query, catalog.changelog))[: query.limit]
    columns = (
        Column("date", term("Date")),
        Column("feature", term("Feature")),
        Column("change", term("Change")),
        Column("reason", term("Reason")),
        Column("requirements", term("Requirements")),
    )
    return (Table("timeline", query.caption, columns, _groups(catalog, entries, query.limit), NO_CHANGES),)


def newest_first(entries: Sequence[ChangelogEntry]) -> list[ChangelogEntry]:
    """Changelog entries by date, those without a date last; those of one day as their documents are ordered."""
    return sorted(entries, key=lambda entry: -(entry.date or Date.min).toordinal())


def named_requirements(catalog: Catalog, entry: ChangelogEntry) -> tuple[Requirement, ...]:
    """The requirements that an entry names and that exist."""
    names = (name for found in _NAMED.findall(f"{entry.change} {entry.reason}") for name in split_references(found))
    found = (catalog.resolve_requirement(name, entry.feature).item for name in names)
    return tuple({each.id: each for each in found if each is not None}.values())


def _groups(catalog: Catalog, entries: Sequence[ChangelogEntry], limit: int | None) -> tuple[Group, ...]:
    if limit is not None:
        return (Group(EMPTY, tuple(_row(catalog, entry) for entry in entries)),)
    return tuple(
        Group((Run(month),), tuple(_row(catalog, entry) for entry in group))
        for month, group in groupby(entries, key=lambda entry: entry.date.strftime("%Y-%m") if entry.date else _UNDATED)
    )


def _row(catalog: Catalog, entry: ChangelogEntry) -> Row:
    cells: tuple[Cell, ...] = (
        (Run(entry.date.isoformat() if entry.date else _UNDATED),),
        feature_cell(catalog, entry.feature),
        words(entry.change),
        words(entry.reason),
        item_links(named_requirements(catalog, entry), entry.feature),
    )
    return Row(cells)
