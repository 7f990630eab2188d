"""Rules about references: each leads to one thing, and none leads back to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import cure, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Requirement

_NOUNS = {"req": "requirement", "uc": "use case", "feature": "feature"}


class _Lost(NamedTuple):
    """A reference somewhere in a document that does not lead to one thing."""

    role: str
    target: str
    where: str
    feature: str
    candidates: tuple[str, ...]
    """What it may mean, where it may mean several things."""
    finding: Finding
    """A finding with the place, whose rule and message are still to be said."""


def unknown_reference(catalog: Catalog) -> Iterator[Finding]:
    """A reference to what does not exist."""
    for lost in catalog.view(_lost_references):
        if not lost.candidates:
            known = _known(catalog, lost.role, lost.target, lost.feature)
            message = f"unknown {_NOUNS[lost.role]} {shorten(lost.target)}{lost.where}; {cure(lost.target, known)}"
            yield lost.finding.model_copy(update={"rule": "unknown_reference", "message": message})
    yield from _unknown_components(catalog)


def unknown_mention(catalog: Catalog) -> Iterator[Finding]:
    """An id in the words of a plain design that has the shape of its ids and is not defined."""
    for document in catalog.documents:
        key = catalog.feature_of(document.docname)
        for mention in document.mentions:
            head = mention.target.rpartition(".")[0]
            if mention.plain and (not head or catalog.resolve_feature(head).item is not None):
                found = catalog.resolve(mention.role, mention.target, key)
                if found.item is None and not found.candidates:
                    place = _at(document, key, mention.path, mention.line)
                    known = _known(catalog, mention.role, mention.target, key)
                    message = f"{mention.target} is mentioned but not defined; {cure(mention.target, known)}"
                    yield place.model_copy(update={"rule": "unknown_mention", "message": message, "item": mention.item})


def ambiguous_reference(catalog: Catalog) -> Iterator[Finding]:
    """A reference by a ticket that several features have."""
    for lost in catalog.view(_lost_references):
        if lost.candidates:
            choice = " or ".join(lost.candidates)
            message = f"ambiguous {_NOUNS[lost.role]} {shorten(lost.target)}{lost.where}; write {choice}"
            yield lost.finding.model_copy(update={"rule": "ambiguous_reference", "message": message})


def reference_cycle(catalog: Catalog) -> Iterator[Finding]:
    """A requirement that refines or depends on itself, by way of others or directly."""
    links: tuple[tuple[str, str, Callable[[Requirement], tuple[Requirement, ...]]], ...] = (
        ("refines", "refines", catalog.refined),
        ("depends-on", "depends on", catalog.dependencies),
    )
    for option, verb, targets in links:
        requirements = {each.id: each for each in catalog.requirements}
        graph = {each.id: tuple(target.id for target in targets(each)) for each in requirements.values()}
        for cycle in _cycles(graph):
            requirement = requirements[cycle[0]]
            message = f"{requirement.local_id} {verb} itself: {' → '.join([*cycle, cycle[0]])}; remove one link"
            yield about(requirement, "reference_cycle", message, catalog.option_line(requirement, option))


def _lost_references(catalog: Catalog) -> tuple[_Lost, ...]:
    """Every reference that does not lead to one thing; two rules look at them."""
    return tuple(_search(catalog))


def _search(catalog: Catalog) -> Iterator[_Lost]:
    for requirement in catalog.requirements:
        yield from _of_options(catalog, requirement)
    for document in catalog.documents:
        yield from _of_document(catalog, document)


def _of_options(catalog: Catalog, requirement: Requirement) -> Iterator[_Lost]:
    named = (
        ("uc", "use-cases", requirement.use_cases),
        ("req", "refines", requirement.refines),
        ("req", "depends-on", requirement.depends_on),
    )
    feature = requirement.feature
    for role, option, targets in named:
        for target, candidates in _leading_nowhere(catalog, role, targets, feature):
            place = about(requirement, "", "", catalog.option_line(requirement, option))
            yield _Lost(role, target, f" in :{option}:", feature, candidates, place)


def _of_document(catalog: Catalog, document: Document) -> Iterator[_Lost]:
    key = catalog.feature_of(document.docname)
    for criterion in document.criteria:
        what = " of an acceptance row" if criterion.source == "row" else " of acceptance-criteria"
        for target, candidates in _leading_nowhere(catalog, "req", criterion.requirements, key):
            place = about(criterion, "", "", catalog.option_line(criterion, "requirements"))
            yield _Lost("req", target, what, key, candidates, place.model_copy(update={"item": ""}))
    for mention in (each for each in document.mentions if not each.plain):
        for target, candidates in _leading_nowhere(catalog, mention.role, (mention.target,), key):
            place = _at(document, key, mention.path, mention.line).model_copy(update={"item": mention.item})
            yield _Lost(mention.role, target, "", key, candidates, place)
    yield from _of_features(catalog, document, key)


def _of_features(catalog: Catalog, document: Document, key: str) -> Iterator[_Lost]:
    for aggregate in document.aggregates:
        for target, candidates in _leading_nowhere(catalog, "feature", aggregate.query.features, key):
            place = _at(document, key, aggregate.path, aggregate.line)
            yield _Lost("feature", target, " in :features:", key, candidates, place)
    feature = document.feature
    if feature is not None and feature.superseded_by:
        for target, candidates in _leading_nowhere(catalog, "feature", (feature.superseded_by,), key):
            place = about(feature, "", "", catalog.option_line(feature, "superseded-by"))
            yield _Lost("feature", target, " in :superseded-by:", key, candidates, place)


def _leading_nowhere(
    catalog: Catalog, role: str, targets: Iterable[str], feature: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those of the targets that do not lead to one thing, with what they may mean."""
    for target in targets:
        found = catalog.resolve(role, target, feature)
        if found.item is None:
            yield target, found.candidates


def _at(document: Document, key: str, path: str, line: int) -> Finding:
    return Finding(rule="", message="", feature=key, docname=document.docname, path=path, line=line)


def _known(catalog: Catalog, role: str, target: str, feature: str) -> list[str]:
    """What the author can have meant: names of the same form."""
    if role == "feature":
        return [each.id for each in catalog.features]
    items = catalog.requirements if role == "req" else catalog.use_cases
    if "." in target:
        head = target.rpartition(".")[0].lower()
        own = [item.id for item in items if item.feature == head]
        return own or [item.id for item in items]
    return [item.local_id for item in items if item.feature == feature]


def _unknown_components(catalog: Catalog) -> Iterator[Finding]:
    known = sorted({part.strip() for feature in catalog.features for part in feature.component.split(",")} - {""})
    folded = {component.casefold() for component in known}
    for document in catalog.documents:
        for aggregate in document.aggregates:
            for component in aggregate.query.components:
                if component.casefold() not in folded:
                    place = _at(document, catalog.feature_of(document.docname), aggregate.path, aggregate.line)
                    message = f"unknown component {shorten(component)} in :components:; {cure(component, known)}"
                    yield place.model_copy(update={"rule": "unknown_reference", "message": message})


def _cycles(graph: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """One cycle through each group of nodes that reach each other, beginning at the group's first node."""
    seen: set[str] = set()
    for start in graph:
        if start not in seen and (cycle := _way_back(graph, start)):
            seen |= _reaching_each_other(graph, start)
            yield cycle


def _way_back(graph: dict[str, tuple[str, ...]], start: str) -> list[str]:
    """The shortest way from a node to itself, or nothing."""
    before: dict[str, str] = {}
    reached: Iterable[str] = [start]
    while reached:
        following: list[str] = []
        for node in reached:
            for target in graph[node]:
                if target == start:
                    way = [node]
                    while way[-1] != start:
                        way.append(before[way[-1]])
                    return way[::-1]
                if target not in before:
                    before[target] = node
                    following.append(target)
        reached = following
    return []


def _reaching_each_other(graph: dict[str, tuple[str, ...]], start: str) -> set[str]:
    backward: dict[str, list[str]] = {}
    for node, targets in graph.items():
        for target in targets:
            backward.setdefault(target, []).append(node)
    return _reachable(graph, start) & _reachable(backward, start)


def _reachable(graph: dict[str, tuple[str, ...]] | dict[str, list[str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(graph.get(node, ()))
    return reached
