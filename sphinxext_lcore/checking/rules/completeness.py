"""Rules about what is owed: criteria, use cases, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.queries import CoverageQuery, MatrixQuery
from sphinxext_lcore.model.records import CriterionSource, Finding
from sphinxext_lcore.model.suggestion import line_elsewhere
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.selection import select_requirements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog


def missing_acceptance_criteria(catalog: Catalog) -> Iterator[Finding]:
    """A requirement that counts, and nobody says when it is met."""
    coverage = catalog.view(Coverage)
    rows = {each.docname: each for each in reversed(catalog.criteria) if each.source is CriterionSource.ROW}
    for requirement in catalog.requirements:
        if coverage.in_force(requirement) and not coverage.accepted_for(requirement):
            name, first = requirement.local_id, rows.get(requirement.docname)
            if first is not None:
                where = line_elsewhere(first.line, first.path, requirement.path)
                cure = f"add a row with {name} to the acceptance table, whose first row is on {where}"
            else:
                plain = _is_plain(catalog, requirement.feature)
                cure = (_CURE_IN_PLAIN_TEXT if plain else _CURE_IN_DIRECTIVES).format(name=name)
            message = f"requirement {name} has no acceptance criteria; {cure}"
            yield about(requirement, "missing_acceptance_criteria", message)


_CURE_IN_DIRECTIVES = "nest an acceptance-criteria block in it, or name {name} in a row of acceptance-test-surface"
_CURE_IN_PLAIN_TEXT = "add a row with {name} to the table under 'Acceptance test surface'"


def _is_plain(catalog: Catalog, key: str) -> bool:
    feature = catalog.feature(key)
    return feature is not None and feature.plain


def untraced_requirement(catalog: Catalog) -> Iterator[Finding]:
    """A requirement that counts, and nobody says who wants it."""
    coverage = catalog.view(Coverage)
    for requirement in catalog.requirements:
        owed = coverage.in_force(requirement) and coverage.traces(requirement.feature)
        if owed and not coverage.traced(requirement):
            plain = _is_plain(catalog, requirement.feature)
            cure = (
                "name one in its statement, such as (U1)"
                if plain
                else "add :use-cases:, or say with :derived: why it needs none"
            )
            message = f"requirement {requirement.local_id} names no use case; {cure}"
            yield about(requirement, "untraced_requirement", message)


def orphan_use_case(catalog: Catalog) -> Iterator[Finding]:
    """A use case that no requirement serves."""
    coverage = catalog.view(Coverage)
    for use_case in catalog.use_cases:
        if coverage.orphan(use_case):
            name = use_case.local_id
            where = "statement" if _is_plain(catalog, use_case.feature) else ":use-cases:"
            message = f"no requirement serves use case {name}; name {name} in the {where} of one, or remove it"
            yield about(use_case, "orphan_use_case", message)


def malformed_story(catalog: Catalog) -> Iterator[Finding]:
    """A use case whose sentence is no user story."""
    coverage = catalog.view(Coverage)
    for use_case in filter(coverage.use_case_in_force, catalog.use_cases):
        if use_case.story and not (use_case.role and use_case.want):
            lacking = "who wants it" if not use_case.role else "what is wanted"
            options = "" if _is_plain(catalog, use_case.feature) else ", or give :role: and :want:"
            message = (
                f"use case {use_case.local_id} does not say {lacking}; "
                f"write 'As a [role], I want [X], so that [Y]'{options}"
            )
            yield about(use_case, "malformed_story", message)


def empty_statement(catalog: Catalog) -> Iterator[Finding]:
    """A requirement or a use case without a word of its own."""
    coverage = catalog.view(Coverage)
    for requirement in filter(coverage.in_force, catalog.requirements):
        if not requirement.statement:
            feature = catalog.feature(requirement.feature)
            place = "behind its id" if feature is not None and feature.plain else "below the options"
            message = f"requirement {requirement.local_id} says nothing; write its statement {place}"
            yield about(requirement, "empty_statement", message)
    for use_case in filter(coverage.use_case_in_force, catalog.use_cases):
        if not use_case.story:
            message = f"use case {use_case.local_id} is empty; write 'As a [role], I want [X], so that [Y]'"
            yield about(use_case, "empty_statement", message)


def low_coverage(catalog: Catalog) -> Iterator[Finding]:
    """Coverage below the minimum that an aggregate asks for."""
    coverage = catalog.view(Coverage)
    for document in catalog.documents:
        for aggregate in document.aggregates:
            query = aggregate.query
            for minimum in query.minimum if isinstance(query, (MatrixQuery, CoverageQuery)) else ():
                share = coverage.share(minimum.measure, select_requirements(catalog, query))
                percent = share.percent
                if percent is not None and percent < minimum.percent:
                    where = "" if isinstance(query, MatrixQuery) else "in a traceability-matrix, "
                    message = (
                        f"coverage below the minimum: {minimum.measure} {share} ({int(percent)} %), "
                        f"at least {minimum.percent:g} % wanted; {where}':only: gaps' shows what is missing"
                    )
                    yield Finding(
                        rule="low_coverage",
                        message=message,
                        feature=catalog.feature_of(document.docname),
                        docname=document.docname,
                        path=aggregate.path,
                        line=aggregate.line,
                    )
