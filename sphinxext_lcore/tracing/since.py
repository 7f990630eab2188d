"""What a page says of an item that changed since the baseline: that it did, and what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.tracing.blocks import LabelledCell, Run, Tone, joined
from sphinxext_lcore.tracing.change_details import details, outcome
from sphinxext_lcore.tracing.changes import Baseline, Kind
from sphinxext_lcore.tracing.word_diff import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Anchored, Feature
    from sphinxext_lcore.tracing.changes import ItemChange

CHANGE_WORDS = {Tone.REMOVED: term("removed:"), Tone.ADDED: term("added:")}
"""What is read to somebody who does not see the tone."""
_TONES = {Part.KEPT: Tone.PLAIN, Part.REMOVED: Tone.REMOVED, Part.ADDED: Tone.ADDED}
_LABELS = {
    "weakened": term("Weakened"),
    "title": term("Title"),
    "statement": term("Statement"),
    "status": term("Status"),
    "priority": term("Priority"),
    "story": term("Story"),
    "criterion": term("Criterion"),
    "criterion added": term("Criterion added"),
    "criterion removed": term("Criterion removed"),
    "use-cases": term("Use cases"),
    "refines": term("Refines"),
    "depends-on": term("Depends on"),
}


class _Since(NamedTuple):
    """What changed, as pages look it up."""

    by_id: dict[str, ItemChange]
    removed: dict[str, list[ItemChange]]
    """What is gone, by the feature that had it."""


def changed_lines(catalog: Catalog, item: Anchored) -> Iterator[LabelledCell]:
    """The lines on the card of an item that changed: what happened, and each text as it was and as it is.

    Nothing where it did not change, or where the build has no baseline. What is new shows its words already.
    """
    change = catalog.view(_since).by_id.get(item.id)
    if change is None:
        return
    yield LabelledCell(term("Since the baseline"), (Run(outcome(change), tone=Tone.INFO),))
    if change.kind is not Kind.ADDED:
        for label, segments in details(change):
            yield LabelledCell(_LABELS[label], joined((Run(text, tone=_TONES[part]) for part, text in segments), " "))


def removed_line(catalog: Catalog, feature: Feature) -> LabelledCell:
    """What the baseline has of a feature and the design no longer; empty where nothing is gone."""
    gone = catalog.view(_since).removed.get(feature.id, [])
    return LabelledCell(
        term("Removed since the baseline"), joined(Run(_name(change), tone=Tone.REMOVED) for change in gone)
    )


def _name(change: ItemChange) -> str:
    return f"{change.id.removeprefix(f'{change.feature}.')} {change.label}".strip()


def _since(catalog: Catalog) -> _Since:
    baseline = catalog.given(Baseline)
    since = _Since({}, {})
    if baseline is None:
        return since
    changes = catalog.view(baseline.changes)
    for change in (*changes.features, *changes.requirements, *changes.use_cases):
        if change.kind is not Kind.REMOVED:
            since.by_id[change.id] = change
        elif change.feature != change.id:
            since.removed.setdefault(change.feature, []).append(change)
    return since
