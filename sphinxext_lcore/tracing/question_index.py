"""The open questions of all designs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import Column, Row, Run, Table, Target, plain_table, words
from sphinxext_lcore.tracing.columns import feature_cell
from sphinxext_lcore.tracing.selection import select_items

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import QuestionIndexQuery
    from sphinxext_lcore.model.records import OpenQuestion

NO_QUESTIONS = term("No open questions.")


def question_index(catalog: Catalog, query: QuestionIndexQuery) -> tuple[Table]:
    """A row for each open question: where it comes from, and how long it has been open at least.

    A question has no date of its own. It was open when its design last changed, so that day is shown: the newest date
    of the changelog, else the date of the document.
    """
    columns = (
        Column("question", term("Question")),
        Column("feature", term("Feature")),
        Column("origin", term("Origin")),
        Column("date", term("Open on"), term("The day on which the design last changed")),
    )
    rows = (_row(catalog, each) for each in select_items(catalog, query, catalog.open_questions))
    return (plain_table("questions", query.caption, columns, rows, NO_QUESTIONS),)


def _row(catalog: Catalog, question: OpenQuestion) -> Row:
    return Row(
        (
            (Run(question.text, Target(question.docname, "")),),
            feature_cell(catalog, question.feature),
            words(question.origin),
            words(_last_changed(catalog, question)),
        )
    )


def _last_changed(catalog: Catalog, question: OpenQuestion) -> str:
    document = catalog.document(question.docname)
    entries = document.changelog if document is not None else ()
    dates = [entry.date for entry in entries if entry.date is not None]
    feature = catalog.feature(question.feature)
    if not dates and feature is not None and feature.date is not None:
        dates = [feature.date]
    return max(dates).isoformat() if dates else ""
