"""What changed, in words: the headline, and the details of each change that all forms of a report show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.tracing.changes import Kind
from sphinxext_lcore.tracing.weakening import removal
from sphinxext_lcore.tracing.word_diff import Part, Segment, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.model.records import ChangelogEntry
    from sphinxext_lcore.tracing.changes import Changes, ItemChange

NOTHING = "No requirement and no use case changed"


class Detail(NamedTuple):
    """One thing that changed of an item."""

    label: str
    segments: tuple[Segment, ...]


def headline(changes: Changes) -> str:
    """How many items of each kind changed, in one line: ``3 requirements changed, 1 added, 1 weakened``."""
    counted = (
        _counted("requirement", changes.requirements),
        _counted("use case", changes.use_cases),
        _counted("design", changes.features),
    )
    return "; ".join(filter(None, counted)) or NOTHING


def _counted(noun: str, changes: Sequence[ItemChange]) -> str:
    counts = Counter(str(change.kind) for change in changes)
    kinds = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.RENUMBERED)
    numbers = [(counts[kind], str(kind)) for kind in kinds] + [(sum(bool(each.weaker) for each in changes), "weakened")]
    told = [(count, word) for count, word in numbers if count]
    if not told:
        return ""
    (first, word), *others = told
    plural = "s" if first > 1 else ""
    return ", ".join([f"{first} {noun}{plural} {word}", *(f"{count} {word}" for count, word in others)])


def outcome(change: ItemChange) -> str:
    """What happened to an item, in a few words."""
    words = f"{change.kind}, was {change.old_id}" if change.kind is Kind.RENUMBERED else str(change.kind)
    return f"{words}, weakened" if change.weaker else words


def details(change: ItemChange) -> Iterator[Detail]:
    """What changed of an item, one by one; of an item that came or went, what it says."""
    whole = change.kind in {Kind.ADDED, Kind.REMOVED}
    shown_below = {removal("criterion", old) for old, new in change.criteria if not new}
    for why in change.weaker:
        if why not in shown_below:
            yield Detail("weakened", (Segment(Part.KEPT, why),))
    for name, old, new in change.fields:
        if not (whole and name == "title"):  # which stands beside the id
            yield Detail(name, _segments(old, new, whole=whole))
    for old, new in change.criteria:
        happened = "" if whole or (old and new) else " added" if new else " removed"
        yield Detail(f"criterion{happened}", _segments(old, new, whole=whole))
    for link in change.links:
        parts = ((Part.REMOVED, link.removed), (Part.ADDED, link.added))
        segments = tuple(Segment(Part.KEPT if whole else part, ", ".join(ids)) for part, ids in parts if ids)
        yield Detail(link.name, segments)


def _segments(old: str, new: str, *, whole: bool) -> tuple[Segment, ...]:
    if whole:
        return (Segment(Part.KEPT, " ".join((old or new).split())),)
    return word_diff(old, new)


def row_words(entry: ChangelogEntry) -> str:
    """A row of a changelog in one line."""
    date = f"{entry.date.isoformat()}: " if entry.date else ""
    reason = f" ({entry.reason})" if entry.reason else ""
    return " ".join(f"{date}{entry.change}{reason}".split())
