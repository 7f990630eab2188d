"""The map of many features: a node for each, and a link where one of them needs another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import (
    Column,
    Row,
    Run,
    Table,
    Target,
    Tone,
    joined,
    link,
    plain_table,
)
from sphinxext_lcore.tracing.coverage import Coverage, Share, tone_of
from sphinxext_lcore.tracing.crossings import fewest_crossings
from sphinxext_lcore.tracing.features import measure_cells, measure_columns
from sphinxext_lcore.tracing.maps import MapNode, TraceMap
from sphinxext_lcore.tracing.matrix import NO_ROWS
from sphinxext_lcore.tracing.selection import by_feature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import MapQuery
    from sphinxext_lcore.model.records import Feature, Requirement
    from sphinxext_lcore.tracing.maps import Pair

    Needs = Mapping[str, Sequence[str]]

COLUMNS = (term("Features"), term("What these need"), term("What those need"))
NO_COUNTED = term("no requirements that count")


def feature_map(
    catalog: Catalog, query: MapQuery, features: Sequence[Feature], requirements: Sequence[Requirement]
) -> TraceMap:
    """The map of the features: left what needs others, right what is needed, each in the tone of its coverage."""
    shown = sorted(features, key=lambda feature: feature.id)
    selected = by_feature(requirements)
    needs = _needs(catalog, shown, selected)
    numbers = {feature.id: number for number, feature in enumerate(shown)}
    links = [(numbers[key], numbers[needed]) for key, all_needed in needs.items() for needed in all_needed]
    columns = _columns([numbers[feature.id] for feature in shown], links)
    order = [number for column in fewest_crossings(columns, links, {}) for number in column]
    places = {number: place for place, number in enumerate(order)}
    column_of = {number: place for place, column in enumerate(columns) for number in column}
    nodes = [_node(catalog, shown[n], column_of[n], selected[shown[n].id]) for n in order]
    # Those that need each other, or stand in the last column together, are linked in the order of their places.
    pairs = {tuple(sorted((places[needing], places[needed]))) for needing, needed in links}
    heads = COLUMNS[: len(columns)] if links else (COLUMNS[0], *[""] * (len(columns) - 1))
    return TraceMap(
        "map",
        query.caption,
        heads,
        tuple(nodes),
        tuple(sorted((left, right) for left, right in pairs)),
        (),
        _table(catalog, query.caption, shown, selected, needs),
    )


def _needs(catalog: Catalog, features: Sequence[Feature], selected: Mapping[str, Sequence[Requirement]]) -> Needs:
    """The other features whose use cases a feature serves, or whose requirements its own refine or depend on."""
    keys = {feature.id for feature in features}
    needs: dict[str, list[str]] = {}
    for feature in features:
        items = (
            item
            for requirement in selected.get(feature.id, ())
            for item in (
                *catalog.use_cases_of(requirement),
                *catalog.refined(requirement),
                *catalog.dependencies(requirement),
            )
        )
        found = {item.feature for item in items} & keys - {feature.id}
        needs[feature.id] = sorted(found)
    return needs


def _columns(numbers: Sequence[int], links: Sequence[Pair]) -> list[list[int]]:
    """What needs others at the left of what they need; where nothing is linked, columns of one height."""
    last = len(COLUMNS) - 1
    if not links:
        height = -(-len(numbers) // len(COLUMNS))
        return [list(numbers[start : start + height]) for start in range(0, len(numbers), height)]
    levels = dict.fromkeys(numbers, 0)
    for _ in range(last):  # what needs each other ends in the last column
        before = dict(levels)
        for needing, needed in links:
            levels[needed] = max(levels[needed], min(before[needing] + 1, last))
    used = sorted(set(levels.values()))
    return [[number for number in numbers if levels[number] == level] for level in used]


def _node(catalog: Catalog, feature: Feature, column: int, requirements: Sequence[Requirement]) -> MapNode:
    coverage = catalog.view(Coverage)
    shares = [(measure, coverage.share(measure, requirements)) for measure in coverage.measures]
    counted = tuple(_count(f"{share} {measure}", share) for measure, share in shares if share.whole)
    tones = {run.tone for run in counted}
    tone = Tone.MISSING if Tone.MISSING in tones else Tone.GOOD if tones else Tone.MUTED
    state = counted or (Run(NO_COUNTED, tone=Tone.MUTED),)
    return MapNode(column, "", feature.name, Target(feature.docname, feature.anchor), tone, state, tells=True)


def _count(words: str, share: Share) -> Run:
    """A share in words; what is all right is said quietly."""
    return Run(words, tone=Tone.MISSING if tone_of(share) is Tone.MISSING else Tone.GOOD)


def _table(
    catalog: Catalog,
    caption: str,
    features: Sequence[Feature],
    selected: Mapping[str, Sequence[Requirement]],
    needs: Needs,
) -> Table:
    by_key = {feature.id: feature for feature in features}
    coverage = catalog.view(Coverage)
    rows = (
        Row(
            (
                (_link(feature),),
                joined(_link(by_key[key]) for key in needs[feature.id]),
                *measure_cells(coverage, selected.get(feature.id, ())),
            )
        )
        for feature in features
    )
    columns = (Column("feature", term("Feature")), Column("needs", term("Needs")), *measure_columns(coverage))
    return plain_table("map", caption, columns, rows, NO_ROWS)


def _link(feature: Feature) -> Run:
    return link(feature, feature.name)
