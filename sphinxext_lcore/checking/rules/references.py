"""Rules about references: each leads to one thing, and none leads back to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import cure, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_lcore.model.catalog import Catalog, Resolution
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Anchored, Requirement

_NOUNS = {"req": "requirement", "uc": "use case", "feature": "feature"}


class _Reference(NamedTuple):
    """A reference somewhere in a document."""

    role: str
    target: str
    where: str
    feature: str
    finding: Finding
    """A finding with the place, whose rule and message are still to be said."""


def unknown_reference(catalog: Catalog) -> Iterator[Finding]:
    """A reference to what does not exist."""
    for reference, found in catalog.view(_resolved):
        if found.item is None and not found.candidates:
            known = _known(catalog, reference)
            message = (
                f"unknown {_NOUNS[reference.role]} {shorten(reference.target)}{reference.where}; "
                f"{cure(reference.target, known)}"
            )
            yield reference.finding.model_copy(update={"rule": "unknown_reference", "message": message})
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
                    known = _known(catalog, _Reference(mention.role, mention.target, "", key, place))
                    message = f"{mention.target} is mentioned but not defined; {cure(mention.target, known)}"
                    yield place.model_copy(update={"rule": "unknown_mention", "message": message, "item": mention.item})


def ambiguous_reference(catalog: Catalog) -> Iterator[Finding]:
    """A reference by a ticket that several features have."""
    for reference, found in catalog.view(_resolved):
        if found.item is None and found.candidates:
            choice = " or ".join(found.candidates)
            message = f"ambiguous {_NOUNS[reference.role]} {shorten(reference.target)}{reference.where}; write {choice}"
            yield reference.finding.model_copy(update={"rule": "ambiguous_reference", "message": message})


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


def _resolved(catalog: Catalog) -> tuple[tuple[_Reference, Resolution[Anchored]], ...]:
    """Every reference and what it leads to; two rules look at them."""
    return tuple(
        (reference, catalog.resolve(reference.role, reference.target, reference.feature))
        for reference in _references(catalog)
    )


def _references(catalog: Catalog) -> Iterator[_Reference]:
    for requirement in catalog.requirements:
        yield from _of_options(catalog, requirement)
    for document in catalog.documents:
        yield from _of_document(catalog, document)


def _of_options(catalog: Catalog, requirement: Requirement) -> Iterator[_Reference]:
    named = (
        ("uc", "use-cases", requirement.use_cases),
        ("req", "refines", requirement.refines),
        ("req", "depends-on", requirement.depends_on),
    )
    for role, option, targets in named:
        for target in targets:
            place = about(requirement, "", "", catalog.option_line(requirement, option))
            yield _Reference(role, target, f" in :{option}:", requirement.feature, place)


def _of_document(catalog: Catalog, document: Document) -> Iterator[_Reference]:
    key = catalog.feature_of(document.docname)
    for criterion in document.criteria:
        place = about(criterion, "", "", catalog.option_line(criterion, "requirements"))
        what = " of an acceptance row" if criterion.source == "row" else " of acceptance-criteria"
        for target in criterion.requirements:
            yield _Reference("req", target, what, key, place.model_copy(update={"item": ""}))
    for mention in (each for each in document.mentions if not each.plain):
        place = _at(document, key, mention.path, mention.line).model_copy(update={"item": mention.item})
        yield _Reference(mention.role, mention.target, "", key, place)
    for aggregate in document.aggregates:
        for target in aggregate.query.features:
            place = _at(document, key, aggregate.path, aggregate.line)
            yield _Reference("feature", target, " in :features:", key, place)
    feature = document.feature
    if feature is not None and feature.superseded_by:
        place = about(feature, "", "", catalog.option_line(feature, "superseded-by"))
        yield _Reference("feature", feature.superseded_by, " in :superseded-by:", key, place)


def _at(document: Document, key: str, path: str, line: int) -> Finding:
    return Finding(rule="", message="", feature=key, docname=document.docname, path=path, line=line)


def _known(catalog: Catalog, reference: _Reference) -> list[str]:
    """What the author can have meant: names of the same form."""
    if reference.role == "feature":
        return [feature.id for feature in catalog.features]
    items = catalog.requirements if reference.role == "req" else catalog.use_cases
    if "." in reference.target:
        head = reference.target.rpartition(".")[0].lower()
        own = [item.id for item in items if item.feature == head]
        return own or [item.id for item in items]
    return [item.local_id for item in items if item.feature == reference.feature]


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
