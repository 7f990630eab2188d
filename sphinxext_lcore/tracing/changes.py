"""What a change does to the requirements: two states of the designs in, the differences out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sphinxext_lcore.model.ids import natural_key
from sphinxext_lcore.model.records import Anchored, Feature, Requirement, UseCase
from sphinxext_lcore.tracing.coverage import Coverage, Share
from sphinxext_lcore.tracing.evidence import States
from sphinxext_lcore.tracing.fingerprint import (
    normalised,
    requirement_fingerprint,
    statement_of,
    use_case_fingerprint,
)
from sphinxext_lcore.tracing.pairing import Pair, pair
from sphinxext_lcore.tracing.weakening import weaker_priority, weaker_texts
from sphinxext_lcore.tracing.word_diff import TextPair, pair_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.queries import Measure
    from sphinxext_lcore.model.records import ChangelogEntry
    from sphinxext_lcore.tracing.evidence import State

ItemT = TypeVar("ItemT", bound=Anchored)


class Kind(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    REMOVED = "removed"


class FieldChange(NamedTuple):
    """A text of an item that changed; empty where it was or is not there."""

    name: str
    old: str
    new: str


class LinkChange(NamedTuple):
    """The links of one kind that an item gained and lost, as full ids."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


class ItemChange(NamedTuple):
    """What happened to a feature, a requirement or a use case."""

    kind: Kind
    id: str
    """The full id, as it is now; of what is removed, as it was."""
    old_id: str
    """The full id, as it was; empty for what is new."""
    feature: str
    docname: str
    label: str
    fields: tuple[FieldChange, ...] = ()
    criteria: tuple[TextPair, ...] = ()
    links: tuple[LinkChange, ...] = ()
    reworded: bool = False
    """Whether the fingerprint is another: the statement, a criterion or the story says something else."""
    weaker: tuple[str, ...] = ()
    """Why it asks for less than it did."""


class CoverageChange(NamedTuple):
    """A share of the requirements that count, before and after; the feature is empty for all of them."""

    feature: str
    measure: Measure
    before: Share
    after: Share


class StateChange(NamedTuple):
    """A requirement that is in both states of the designs, and whose evidence says something else."""

    id: str
    label: str
    before: State
    after: State


class Changes(NamedTuple):
    """All differences between two states of the designs, each list by document and id."""

    features: tuple[ItemChange, ...]
    requirements: tuple[ItemChange, ...]
    use_cases: tuple[ItemChange, ...]
    changelog: tuple[ChangelogEntry, ...]
    """The rows that are new."""
    coverage: tuple[CoverageChange, ...]
    """Of all requirements, and of each feature whose share is another."""
    evidence: tuple[StateChange, ...] = ()
    """By document and id; nothing where one of the two has no evidence to compare."""


@dataclass(frozen=True, eq=False)
class Baseline:
    """A state of the designs that later ones are held against."""

    catalog: Catalog
    retired: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Ids that were given up before, with the fingerprints that they had."""

    def changes(self, catalog: Catalog) -> Changes:
        """What changed since; ``catalog.view(baseline.changes)`` works it out once."""
        return compare(self.catalog, catalog)


def compare(old: Catalog, new: Catalog) -> Changes:
    """Compare two states of the designs."""
    requirements = pair(old.requirements, new.requirements, _words_of_requirement)
    use_cases = pair(old.use_cases, new.use_cases, _words_of_use_case)
    keys = {feature.id: None for feature in (*old.features, *new.features)}
    features = [Pair(old.feature(key), new.feature(key)) for key in keys]
    renamed = _renamed(requirements) | _renamed(use_cases)
    return Changes(
        features=_ordered(_change(each, _FIELDS_OF_FEATURE) for each in features),
        requirements=_ordered(_requirement_change(old, new, each, renamed) for each in requirements),
        use_cases=_ordered(_use_case_change(each) for each in use_cases),
        changelog=new_rows(old, new),
        coverage=_coverage(old, new),
        evidence=tuple(_evidence(old, new, requirements)),
    )


def _evidence(old: Catalog, new: Catalog, pairs: Iterable[Pair[Requirement]]) -> Iterator[StateChange]:
    before, after = old.view(States), new.view(States)
    for was, now in pairs if before.judged and after.judged else ():
        if was is not None and now is not None:
            change = StateChange(now.id, now.label, before.of_requirement(was).state, after.of_requirement(now).state)
            if change.before is not change.after:
                yield change


def new_rows(old: Catalog, new: Catalog) -> tuple[ChangelogEntry, ...]:
    """The rows of changelogs that say something that no row of that feature said before."""
    there = {_words_of_row(entry) for entry in old.changelog}
    return tuple(entry for entry in new.changelog if _words_of_row(entry) not in there)


def _words_of_row(entry: ChangelogEntry) -> tuple[object, ...]:
    return entry.feature, entry.date, normalised(entry.change), normalised(entry.reason)


def _words_of_requirement(requirement: Requirement) -> str:
    return normalised(f"{requirement.title}\n{requirement.statement}")


def _words_of_use_case(use_case: UseCase) -> str:
    return normalised(f"{use_case.title}\n{use_case.story}")


def _renamed(pairs: Sequence[Pair[ItemT]]) -> dict[str, str]:
    """What each id of before is called now."""
    return {old.id: new.id for old, new in pairs if old is not None and new is not None}


def _ordered(changes: Iterable[ItemChange | None]) -> tuple[ItemChange, ...]:
    return tuple(sorted(filter(None, changes), key=lambda change: (change.docname, natural_key(change.id))))


_FIELDS_OF_FEATURE: Mapping[str, Callable[[Feature], str]] = {
    "title": lambda feature: feature.title,
    "status": lambda feature: feature.status,
}
_FIELDS_OF_REQUIREMENT: Mapping[str, Callable[[Requirement], str]] = {
    "title": lambda requirement: requirement.title,
    "statement": lambda requirement: requirement.statement,
    "status": lambda requirement: requirement.status,
    "priority": lambda requirement: requirement.priority or "",
}
_FIELDS_OF_USE_CASE: Mapping[str, Callable[[UseCase], str]] = {
    "title": lambda use_case: use_case.title,
    "story": lambda use_case: use_case.story,
}
_LINKS: Mapping[str, Callable[[Catalog, Requirement], Iterable[Anchored]]] = {
    "use-cases": lambda catalog, requirement: catalog.use_cases_of(requirement),
    "refines": lambda catalog, requirement: catalog.refined(requirement),
    "depends-on": lambda catalog, requirement: catalog.dependencies(requirement),
}


def _change(items: Pair[ItemT], fields: Mapping[str, Callable[[ItemT], str]], **more: Any) -> ItemChange | None:
    """What happened to an item; None where nothing did."""
    old, new = items
    changed = tuple(
        FieldChange(name, before, after)
        for name, of in fields.items()
        if normalised(before := "" if old is None else of(old)) != normalised(after := "" if new is None else of(new))
    )
    kind = _kind(items)
    item = new or old
    if item is None or (kind is Kind.CHANGED and not changed and not any(more.values())):
        return None
    label = getattr(item, "label", "") or getattr(item, "name", "")
    return ItemChange(kind, item.id, old.id if old else "", item.feature, item.docname, label, changed, **more)


def _kind(items: Pair[ItemT]) -> Kind:
    old, new = items
    if old is None or new is None:
        return Kind.ADDED if old is None else Kind.REMOVED
    return Kind.CHANGED if old.id == new.id else Kind.RENUMBERED


def _use_case_change(items: Pair[UseCase]) -> ItemChange | None:
    prints = [None if each is None else use_case_fingerprint(each) for each in items]
    return _change(items, _FIELDS_OF_USE_CASE, reworded=prints[0] != prints[1])


def _requirement_change(
    old: Catalog, new: Catalog, items: Pair[Requirement], renamed: Mapping[str, str]
) -> ItemChange | None:
    before, after = items
    texts_before, texts_after = (
        [] if each is None else [criterion.text for criterion in catalog.criteria_of(each)]
        for catalog, each in zip((old, new), items, strict=True)
    )
    criteria = tuple(pair_texts(texts_before, texts_after))
    return _change(
        items,
        _FIELDS_OF_REQUIREMENT,
        criteria=criteria,
        links=_link_changes((old, new), items, renamed),
        reworded=_print(old, before) != _print(new, after),
        weaker=() if before is None or after is None else tuple(_weaker(before, after, criteria)),
    )


def _print(catalog: Catalog, requirement: Requirement | None) -> str:
    return "" if requirement is None else requirement_fingerprint(catalog, requirement)


def _weaker(old: Requirement, new: Requirement, criteria: Sequence[TextPair]) -> Iterator[str]:
    if old.priority is not None and weaker_priority(old.priority, new.priority):
        yield f"priority lowered from {old.priority} to {new.priority or 'none'}"
    statement = TextPair(statement_of(old), statement_of(new))
    if statement.new:
        yield from weaker_texts("statement", [statement])
    yield from weaker_texts("criterion", [each for each in criteria if each.old])


def _link_changes(
    catalogs: tuple[Catalog, Catalog], items: Pair[Requirement], renamed: Mapping[str, str]
) -> tuple[LinkChange, ...]:
    """The links that are gained and lost; one to what is only renumbered is the same."""
    changes = []
    for name, of in _LINKS.items():
        linked = [
            [] if each is None else [target.id for target in of(catalog, each)]
            for catalog, each in zip(catalogs, items, strict=True)
        ]
        before, after = {renamed.get(each, each) for each in linked[0]}, set(linked[1])
        if before != after:
            changes.append(LinkChange(name, _sorted(after - before), _sorted(before - after)))
    return tuple(changes)


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids, key=natural_key))


def _coverage(old: Catalog, new: Catalog) -> tuple[CoverageChange, ...]:
    def share(catalog: Catalog, key: str, measure: Measure) -> Share:
        requirements = catalog.requirements_in(key) if key else catalog.requirements
        return catalog.view(Coverage).share(measure, requirements)

    places = {feature.id: feature.docname for feature in (*old.features, *new.features)}
    # What one of the two has no evidence for cannot be compared.
    measures = [each for each in new.view(Coverage).measures if each in old.view(Coverage).measures]
    changes = [
        CoverageChange(key, measure, share(old, key, measure), share(new, key, measure))
        for key in ("", *sorted(places, key=lambda key: (places[key], key)))
        for measure in measures
    ]
    return tuple(each for each in changes if not each.feature or each.before != each.after)
