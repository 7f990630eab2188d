"""Rules about metadata and the changelog: whose design it is, and how it came to be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.policy import Use
from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.suggestion import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Finding


def missing_metadata(catalog: Catalog) -> Iterator[Finding]:
    """A feature without date, authors or ticket."""
    for feature in (each for each in catalog.features if each.in_force):
        stated = (("date", feature.date), ("authors", feature.authors), ("feature", feature.ticket))
        missing = [
            option if feature.plain else f":{option}:"
            for option, value in stated
            if feature.declared and not value and catalog.option_line(feature, option) == feature.line
        ]
        if missing:
            where = "table under the title" if feature.plain else "feature-design block"
            message = f"missing metadata: {', '.join(missing)}; add it to the {where}"
            yield about(feature, "missing_metadata", message)


def missing_changelog(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    """A feature whose history nobody wrote down. Where the team requires the section, its absence is told already."""
    changelog = policy.section("Changelog")
    if changelog is not None and changelog.use is not Use.IF_APPLICABLE:
        return
    for document in catalog.documents:
        feature = document.feature
        owes = feature is not None and feature.declared and feature.in_force
        if feature is not None and owes and not document.has_changelog:
            block = "a section 'Changelog'" if feature.plain else "a design-changelog block"
            message = f"the design has no changelog; add {block} with the date of its first version"
            yield about(feature, "missing_changelog", message)


def changelog_order(catalog: Catalog) -> Iterator[Finding]:
    """A changelog that is neither oldest first nor newest first."""
    for document in catalog.documents:
        yield from _out_of_order(document)


def _out_of_order(document: Document) -> Iterator[Finding]:
    dated = [(entry, entry.date) for entry in document.changelog if entry.date is not None]
    pairs = list(pairwise(dated))
    rising = sum(earlier < later for (_, earlier), (_, later) in pairs)
    falling = sum(earlier > later for (_, earlier), (_, later) in pairs)
    if not rising or not falling:
        return
    oldest_first = rising >= falling
    order = "oldest first" if oldest_first else "newest first"
    before, (entry, date) = next(
        (before, row) for (_, before), row in pairs if (row[1] < before if oldest_first else row[1] > before)
    )
    message = f"changelog out of order: {date} comes after {before}, while the rows stand {order}; move the row"
    yield about(entry, "changelog_order", message)


def date_contradiction(catalog: Catalog) -> Iterator[Finding]:
    """A design that is dated later than all that its changelog tells of."""
    for document in catalog.documents:
        feature = document.feature
        newest = max((entry.date for entry in document.changelog if entry.date is not None), default=None)
        if feature is not None and feature.date is not None and newest is not None and feature.date > newest:
            message = (
                f"the design is dated {feature.date}, and its changelog ends on {newest}; "
                "add a row for what changed then, or correct the date"
            )
            yield about(feature, "date_contradiction", message, catalog.option_line(feature, "date"))


def question_without_origin(catalog: Catalog) -> Iterator[Finding]:
    """An open question of which nobody knows who left it open."""
    for question in catalog.open_questions:
        feature = catalog.feature(question.feature)
        if not question.origin and feature is not None and feature.in_force:
            message = (
                f"open question '{shorten(question.text, 40)}' does not say where it comes from; "
                "end it with '— deferred from' and a ticket, or with a link to the decision"
            )
            yield about(question, "question_without_origin", message)
