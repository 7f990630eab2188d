"""Rules about what changed since a baseline: whether it was meant, said, and safe for what relies on it.

A changed requirement is judged between the two states, and never commit by commit. What was meant is said in a row of
the design's changelog that is new since the baseline.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.ids import next_free
from sphinxext_lcore.tracing.changes import Baseline, Kind
from sphinxext_lcore.tracing.coverage import Coverage
from sphinxext_lcore.tracing.fingerprint import requirement_fingerprint
from sphinxext_lcore.tracing.timeline import named_requirements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import ChangelogEntry, Feature, Finding, Requirement
    from sphinxext_lcore.tracing.changes import Changes, ItemChange


def _against_baseline(
    check: Callable[[Catalog, Baseline], Iterator[Finding]],
) -> Callable[[Catalog], Iterator[Finding]]:
    """A rule that asks for the baseline which the catalog is given; without one it finds nothing."""

    @wraps(check)
    def checked(catalog: Catalog) -> Iterator[Finding]:
        baseline = catalog.given(Baseline)
        return iter(()) if baseline is None else check(catalog, baseline)

    return checked


class _Changed(NamedTuple):
    """A requirement that is in force, and what happened to it."""

    requirement: Requirement
    change: ItemChange


@_against_baseline
def changelog_drift(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """A requirement whose statement or criteria changed, and no new row of the changelog is dated or named for it."""
    dated, named = _features_with_a_newer_row(catalog, baseline), _named(catalog, baseline)
    for requirement, change in _changed(catalog, baseline, Kind.CHANGED, Kind.RENUMBERED):
        if change.reworded and requirement.feature not in dated and not {change.id, change.old_id} & named:
            local = requirement.local_id
            message = f"{local} changed since the baseline, and the changelog does not say so; add a row that names it"
            yield about(requirement, "changelog_drift", message)


@_against_baseline
def removed_id(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """An id that is gone, or that its requirement gave up for another one."""
    changes = catalog.view(baseline.changes)
    named = _named_of_old(catalog, baseline)
    for requirement, change in _changed(catalog, baseline, Kind.RENUMBERED):
        if change.old_id not in named:
            old, new = _names(change.old_id, change.id)
            message = f"{old} became {new}, so that what cites {old} is wrong; give it its number back, or {_say(old)}"
            yield about(requirement, "removed_id", message)
    counts = baseline.catalog.view(Coverage).in_force
    gone: defaultdict[str, list[Requirement]] = defaultdict(list)
    for change in changes.requirements:
        then = baseline.catalog.requirement(change.old_id)
        if change.kind is Kind.REMOVED and then is not None and counts(then) and change.id not in named:
            gone[change.feature].append(then)
    for key, requirements in gone.items():
        yield from _gone(catalog.feature(key), baseline.catalog.feature(key), requirements)


def _gone(now: Feature | None, then: Feature | None, requirements: list[Requirement]) -> Iterator[Finding]:
    if now is None and then is not None:
        count = len(requirements)
        message = (
            f"the design {then.id} is gone, and {count} requirement{'s' * (count > 1)} with it; "
            "bring it back with :status: superseded, or write the baseline anew"
        )
        # No document of today has it, which a page could link and a check could count.
        yield about(then, "removed_id", message).model_copy(update={"docname": ""})
    if now is not None:
        for requirement in requirements:
            local = requirement.local_id
            how = "" if now.plain else " with :status: rejected"
            message = f"{local} is gone since the baseline; bring it back{how}, or {_say(local)}"
            yield about(now, "removed_id", message).model_copy(update={"item": requirement.id})


@_against_baseline
def reused_id(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """An id that meant another requirement before."""
    for requirement, change in _changed(catalog, baseline, Kind.ADDED, Kind.RENUMBERED):
        local = requirement.local_id
        print_ = requirement_fingerprint(catalog, requirement)
        taken_over = change.kind is Kind.ADDED and baseline.catalog.requirement(requirement.id) is not None
        if taken_over or baseline.retired.get(requirement.id, print_) != print_:
            free = _never_used(catalog, baseline, requirement)
            message = f"{local} was the id of another requirement; take one that was never used, such as {free}"
            yield about(requirement, "reused_id", message)


def _never_used(catalog: Catalog, baseline: Baseline, requirement: Requirement) -> str:
    used = (
        *(each.id for each in catalog.requirements),
        *(each.id for each in baseline.catalog.requirements),
        *baseline.retired,
    )
    parts = (each.rpartition(".") for each in used)
    return next_free(requirement.local_id, [local for key, _, local in parts if key == requirement.feature])


@_against_baseline
def weakened_criterion(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """A requirement that asks for less than it did, and no new row of the changelog names it."""
    named = _named(catalog, baseline)
    for requirement, change in _changed(catalog, baseline, Kind.CHANGED, Kind.RENUMBERED):
        if change.weaker and not {change.id, change.old_id} & named:
            local = requirement.local_id
            why = ", ".join(change.weaker)
            message = f"{local} asks for less than in the baseline: {why}; undo that, or {_say(local)}"
            yield about(requirement, "weakened_criterion", message)


@_against_baseline
def suspect_link(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """A requirement that was not touched, though what it depends on or refines says something else now."""
    there = [each for each in catalog.view(baseline.changes).requirements if each.kind is not Kind.REMOVED]
    changes = {each.id: each for each in there}
    reworded = {each.id for each in there if each.reworded and each.kind is not Kind.ADDED}
    read_again = {each.id for each in there if each.reworded} | _named(catalog, baseline)
    for requirement in catalog.requirements:
        if requirement.id not in read_again and _in_force(catalog, requirement):
            change = changes.get(requirement.id)
            new_links = {each for link in (change.links if change else ()) for each in link.added}
            yield from _suspects(catalog, requirement, reworded - new_links)


def _suspects(catalog: Catalog, requirement: Requirement, reworded: set[str]) -> Iterator[Finding]:
    links = (("depends-on", "depends on", catalog.dependencies), ("refines", "refines", catalog.refined))
    for option, verb, targets in links:
        for target in targets(requirement):
            if target.id in reworded:
                local, other = _names(requirement.id, target.id)
                message = (
                    f"{local} {verb} {other}, which changed since the baseline; "
                    f"read {local} again, and change it or {_say(local)}"
                )
                yield about(requirement, "suspect_link", message, catalog.option_line(requirement, option))


@_against_baseline
def new_requirement(catalog: Catalog, baseline: Baseline) -> Iterator[Finding]:
    """A requirement that the baseline does not have; of a whole design that is new, the design."""
    added = {each.id for each in catalog.view(baseline.changes).features if each.kind is Kind.ADDED}
    counts: Counter[str] = Counter()
    for requirement, _ in _changed(catalog, baseline, Kind.ADDED):
        counts[requirement.feature] += 1
        if requirement.feature not in added:
            message = f"{requirement.local_id} is new since the baseline; write the baseline anew when it is agreed"
            yield about(requirement, "new_requirement", message)
    for feature in catalog.features:
        count = counts[feature.id]
        if feature.id in added and count:
            message = (
                f"the design is new since the baseline, with {count} requirement{'s' * (count > 1)}; "
                "write the baseline anew when it is agreed"
            )
            yield about(feature, "new_requirement", message)


def _changed(catalog: Catalog, baseline: Baseline, *kinds: Kind) -> Iterator[_Changed]:
    changes: Changes = catalog.view(baseline.changes)
    for change in changes.requirements:
        requirement = catalog.requirement(change.id)
        if change.kind in kinds and requirement is not None and _in_force(catalog, requirement):
            yield _Changed(requirement, change)


def _in_force(catalog: Catalog, requirement: Requirement) -> bool:
    return catalog.view(Coverage).in_force(requirement)


def _named(catalog: Catalog, baseline: Baseline) -> set[str]:
    """The full ids that new rows of changelogs name, as they are now or as they were."""
    rows = catalog.view(baseline.changes).changelog
    return {each.id for row in rows for each in named_requirements(catalog, row)} | _named_of_old(catalog, baseline)


def _named_of_old(catalog: Catalog, baseline: Baseline) -> set[str]:
    rows = catalog.view(baseline.changes).changelog
    return {each.id for row in rows for each in named_requirements(baseline.catalog, row)}


def _features_with_a_newer_row(catalog: Catalog, baseline: Baseline) -> set[str]:
    """The features with a new row that is dated later than all rows of the baseline, or a further one of its last day.

    A row that was only reworded is no further one.
    """
    then, now = _days(baseline.catalog.changelog), _days(catalog.changelog)
    newer = set()
    for feature, days in now.items():
        before = then[feature]
        last = max(before, default="")
        if any(day > last or (day == last and count > before[day]) for day, count in days.items()):
            newer.add(feature)
    return newer


def _days(entries: tuple[ChangelogEntry, ...]) -> defaultdict[str, Counter[str]]:
    """How many rows each feature has of each day."""
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.date is not None:
            days[entry.feature][entry.date.isoformat()] += 1
    return days


def _names(identifier: str, other: str) -> tuple[str, str]:
    """Two ids as a reader of the first one's design calls them."""
    key, _, local = identifier.rpartition(".")
    other_key, _, other_local = other.rpartition(".")
    return (local, other_local) if key == other_key else (identifier, other)


def _say(name: str) -> str:
    return f"say why in a new row of the changelog that names `{name}`"
