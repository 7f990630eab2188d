"""The map of a trace: use cases, requirements and criteria in columns, and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.ids import natural_key
from sphinxext_lcore.model.records import NOT_IN_FORCE, first_sentence
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import (
    NOT_COUNTED,
    Column,
    Row,
    Run,
    Table,
    Target,
    Tone,
    captioned,
    joined,
    link,
    plain_table,
)
from sphinxext_lcore.tracing.columns import MISSING, ItemT, Sources, without_use_cases
from sphinxext_lcore.tracing.crossings import fewest_crossings
from sphinxext_lcore.tracing.feature_map import feature_map
from sphinxext_lcore.tracing.links import item_links, short_name
from sphinxext_lcore.tracing.maps import MapNode, TraceMap
from sphinxext_lcore.tracing.matrix import NO_ROWS
from sphinxext_lcore.tracing.selection import by_feature, select_features, select_requirements, select_use_cases
from sphinxext_lcore.tracing.standing import criterion_state, state_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import MapQuery
    from sphinxext_lcore.model.records import Criterion, Feature, Requirement, UseCase
    from sphinxext_lcore.tracing.blocks import Cell
    from sphinxext_lcore.tracing.maps import Pair

    Item = Requirement | UseCase

MOST_REQUIREMENTS = 150
"""More than these, of several features, are shown as a map of the features."""
MOST_CRITERIA = 80
"""Where a map has more, those of a requirement are one node, beside the requirement."""
COLUMNS = (term("Use cases"), term("Requirements"), term("Acceptance criteria"))
_USE_CASES, _REQUIREMENTS, _CRITERIA = range(len(COLUMNS))


def trace_map(catalog: Catalog, query: MapQuery) -> tuple[TraceMap | Table, ...]:
    """The maps that a ``traceability-map`` shows: one for each feature, or one of the features where they are many."""
    requirements = select_requirements(catalog, query)
    features = select_features(catalog, query)
    if len(requirements) > MOST_REQUIREMENTS and len(features) > 1:
        return (feature_map(catalog, query, features, requirements),)
    everywhere = query.model_copy(update={"features": (), "components": ()})
    shown = _Shown(Sources.of(catalog), frozenset(each.id for each in select_requirements(catalog, everywhere)))
    own, use_cases = by_feature(requirements), by_feature(select_use_cases(catalog, query))
    maps = (_map(shown, feature, query, own[feature.id], use_cases[feature.id]) for feature in features)
    return tuple(each for each in maps if each.nodes) or (plain_table("map", query.caption, (), (), NO_ROWS),)


class _Shown(NamedTuple):
    """What the maps are made from."""

    sources: Sources
    kept: frozenset[str]
    """The ids of the requirements, of all features, whose status and priority the query lets through."""


class _Parts(NamedTuple):
    """What stands on the map of a feature, and the criteria, each with what the node of it is called."""

    use_cases: tuple[UseCase, ...]
    requirements: tuple[Requirement, ...]
    criteria: tuple[_Criteria, ...]


class _Criteria(NamedTuple):
    """A criterion, or those of a requirement together."""

    criteria: tuple[Criterion, ...]

    @property
    def name(self) -> str:
        """The local id, or the first and the last of several."""
        return "–".join(dict.fromkeys((self.criteria[0].local_id, self.criteria[-1].local_id)))


def _map(
    shown: _Shown, feature: Feature, query: MapQuery, own: Sequence[Requirement], use_cases: Sequence[UseCase]
) -> TraceMap:
    parts = _parts(shown, feature, own, use_cases)
    nodes = [
        *(_use_case_node(shown.sources, each, feature) for each in parts.use_cases),
        *(_requirement_node(shown.sources, each, feature) for each in parts.requirements),
        *(_criteria_node(shown.sources.catalog, each) for each in parts.criteria),
    ]
    links, refinements = _links(shown.sources.catalog, parts)
    columns = [[n for n, node in enumerate(nodes) if node.column == column] for column in range(len(COLUMNS))]
    beside = {refining: refined for refined, refining in refinements}
    order = [n for column in fewest_crossings(columns, links, beside) for n in column]
    places = {number: place for place, number in enumerate(order)}
    caption = captioned(query.caption, feature.name)
    return TraceMap(
        "map",
        caption,
        COLUMNS,
        tuple(nodes[number] for number in order),
        _placed(links, places),
        _placed(refinements, places),
        _table(shown.sources, feature, caption, parts),
    )


def _placed(pairs: Iterable[Pair], places: dict[int, int]) -> tuple[Pair, ...]:
    return tuple(sorted((places[left], places[right]) for left, right in pairs))


def _parts(shown: _Shown, feature: Feature, own: Sequence[Requirement], use_cases: Sequence[UseCase]) -> _Parts:
    """What is of the feature, and what of other features it is linked with."""
    catalog = shown.sources.catalog
    others = [
        *(each for use_case in use_cases for each in catalog.requirements_of(use_case) if each.id in shown.kept),
        *(each for requirement in own for each in catalog.refined(requirement)),
        *(each for requirement in own for each in catalog.refined_by(requirement) if each.id in shown.kept),
    ]
    named = (each for requirement in own for each in catalog.use_cases_of(requirement))
    return _Parts(
        _own_first({each.id: each for each in (*use_cases, *named)}.values(), feature),
        _own_first({each.id: each for each in (*own, *others)}.values(), feature),
        tuple(_criteria(catalog, own)),
    )


def _own_first(items: Iterable[ItemT], feature: Feature) -> tuple[ItemT, ...]:
    return tuple(sorted(items, key=lambda each: (each.feature != feature.id, natural_key(each.id))))


def _criteria(catalog: Catalog, own: Sequence[Requirement]) -> Iterator[_Criteria]:
    """The criteria in the order of their requirements; where they are many, those of a requirement together."""
    requirements = sorted(own, key=lambda each: natural_key(each.id))
    groups = [catalog.criteria_of(requirement) for requirement in requirements]
    distinct = {criterion.id: criterion for group in groups for criterion in group}
    if len(distinct) <= MOST_CRITERIA:
        return (_Criteria((criterion,)) for criterion in distinct.values())
    return (_Criteria(group) for group in dict.fromkeys(filter(None, groups)))


def _links(catalog: Catalog, parts: _Parts) -> tuple[list[Pair], list[Pair]]:
    use_cases = {each.id: number for number, each in enumerate(parts.use_cases)}
    requirements = {each.id: number for number, each in enumerate(parts.requirements, len(use_cases))}
    first = len(use_cases) + len(requirements)
    links = {
        (use_cases[each.id], requirements[requirement.id])
        for requirement in parts.requirements
        for each in catalog.use_cases_of(requirement)
        if each.id in use_cases
    }
    links |= {
        (requirements[requirement.id], number)
        for number, group in enumerate(parts.criteria, first)
        for criterion in group.criteria
        for requirement in catalog.accepted_requirements(criterion)
        if requirement.id in requirements
    }
    refinements = {
        (requirements[refined.id], requirements[requirement.id])
        for requirement in parts.requirements
        for refined in catalog.refined(requirement)
        if refined.id in requirements and refined.id != requirement.id
    }
    return sorted(links), sorted(refinements)


def _use_case_node(sources: Sources, use_case: UseCase, feature: Feature) -> MapNode:
    node = _node(_USE_CASES, use_case, feature)
    if not use_case.title and use_case.want:
        node = node._replace(label=use_case.want, whole=use_case.label)
    if not sources.coverage.use_case_in_force(use_case):
        return _telling(node, Tone.MUTED, _feature_status(sources.catalog, use_case))
    if sources.coverage.orphan(use_case):
        return _telling(node, Tone.MISSING, term("no requirement"))
    return node


def _requirement_node(sources: Sources, requirement: Requirement, feature: Feature) -> MapNode:
    node = _node(_REQUIREMENTS, requirement, feature)
    coverage = sources.coverage
    if not coverage.in_force(requirement):
        return _telling(node, Tone.MUTED, _why_out(sources.catalog, requirement))
    accepted, traced = coverage.accepted_for(requirement), coverage.traced(requirement)
    proof = state_cell(sources.catalog, requirement)
    owed = [
        *([] if accepted else [term("no acceptance criteria")]),
        *([] if traced or not coverage.traces(requirement.feature) else [term("no use case")]),
        *(run.text for run in proof if run.tone is Tone.MISSING),
    ]
    if owed:
        return _telling(node, Tone.MISSING, *owed)
    if requirement.derived and not sources.catalog.use_cases_of(requirement):
        return _telling(node, Tone.GOOD, term("derived"))
    said = term("accepted-for and traced") if traced else term("accepted-for")
    return _telling(node, Tone.GOOD, said, *(run.text for run in proof))._replace(tells=False)


def _telling(node: MapNode, tone: Tone, *state: str) -> MapNode:
    return node._replace(tone=tone, state=tuple(Run(words, tone=tone) for words in state), tells=True)


def _why_out(catalog: Catalog, requirement: Requirement) -> str:
    """Why a requirement does not count."""
    if requirement.status in NOT_IN_FORCE:
        return requirement.status
    return _feature_status(catalog, requirement) or str(requirement.priority)


def _feature_status(catalog: Catalog, item: Item) -> str:
    feature = catalog.feature(item.feature)
    return feature.status if feature is not None and not feature.in_force else ""


def _node(column: int, item: Item, feature: Feature) -> MapNode:
    return MapNode(column, short_name(item, feature.id), item.label, Target(item.docname, item.anchor))


def _criteria_node(catalog: Catalog, group: _Criteria) -> MapNode:
    first = group.criteria[0]
    label = " / ".join(first_sentence(each.text) for each in group.criteria)
    node = MapNode(_CRITERIA, group.name, label, Target(first.docname, first.anchor))
    states = [run for each in group.criteria for run in criterion_state(catalog, each)]
    gravest = next((run for run in states if run.tone is Tone.MISSING), states[0] if states else None)
    return _telling(node, gravest.tone, gravest.text)._replace(tells=False) if gravest is not None else node


def _table(sources: Sources, feature: Feature, caption: str, parts: _Parts) -> Table:
    """A row for each requirement, and for each use case that none of them serves."""
    catalog = sources.catalog
    rows = [
        Row(
            (
                (link(each, short_name(each, feature.id), each.label), Run(f" {each.label}" if each.label else "")),
                item_links(catalog.use_cases_of(each), feature.id) or without_use_cases(sources, each),
                _criteria_cell(sources, each),
            )
        )
        for each in parts.requirements
    ]
    served = {each.id for requirement in parts.requirements for each in catalog.use_cases_of(requirement)}
    rows += [
        Row(
            (
                MISSING if sources.coverage.orphan(each) else NOT_COUNTED,
                (link(each, short_name(each, feature.id), each.label),),
                NOT_COUNTED,
            )
        )
        for each in parts.use_cases
        if each.id not in served
    ]
    columns = (
        Column("title", term("Requirement")),
        Column("use-cases", term("Use cases")),
        Column("criteria", term("Criteria")),
    )
    return plain_table("map", caption, columns, rows, NO_ROWS)


def _criteria_cell(sources: Sources, requirement: Requirement) -> Cell:
    criteria = sources.catalog.criteria_of(requirement)
    if not criteria:
        return MISSING if sources.coverage.in_force(requirement) else NOT_COUNTED
    return joined(link(each, each.local_id, each.text) for each in criteria)
