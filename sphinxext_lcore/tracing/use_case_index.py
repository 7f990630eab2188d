"""The use cases by role: who wants what, and which requirements serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import Column, Details, Row, Table, captioned, link, plain_table, words
from sphinxext_lcore.tracing.columns import Sources, served_by
from sphinxext_lcore.tracing.selection import select_use_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import UseCaseIndexQuery
    from sphinxext_lcore.model.records import UseCase

NO_USE_CASES = term("No design has a use case yet.")
NO_ROLE = term("No role")


def use_case_index(catalog: Catalog, query: UseCaseIndexQuery) -> tuple[Table, ...]:
    """A table for each role, in alphabetical order; use cases that name none come last."""
    groups: dict[str, list[UseCase]] = {}
    for use_case in select_use_cases(catalog, query):
        groups.setdefault(" ".join(use_case.role.split()).casefold(), []).append(use_case)
    sources = Sources.of(catalog)
    tables = [
        _table(sources, query, use_cases)
        for _, use_cases in sorted(groups.items(), key=lambda each: (not each[0], each[0]))
    ]
    return tuple(tables) or (plain_table("use-cases", query.caption, (), (), NO_USE_CASES),)


def _table(sources: Sources, query: UseCaseIndexQuery, use_cases: Sequence[UseCase]) -> Table:
    columns = (
        Column("id", term("Id")),
        Column("title", term("What is wanted")),
        Column("benefit", term("What for")),
        Column("requirements", term("Served by")),
    )
    rows = [
        Row(
            (
                (link(use_case, use_case.id, use_case.label),),
                words(use_case.title or use_case.want or use_case.label),
                words(use_case.benefit),
                served_by(sources, use_case),
            ),
            Details(use_case.story) if use_case.story and use_case.story != use_case.label else None,
        )
        for use_case in use_cases
    ]
    role = use_cases[0].role
    if not query.caption:  # then it begins the caption
        role = role[:1].upper() + role[1:]
    return plain_table("use-cases", captioned(query.caption, role or NO_ROLE), columns, rows, NO_USE_CASES)
