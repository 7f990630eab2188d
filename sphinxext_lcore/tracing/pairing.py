"""Which item of an earlier state of the designs is which item of a later one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sphinxext_lcore.model.records import Anchored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ItemT = TypeVar("ItemT", bound=Anchored)


class Pair(NamedTuple, Generic[ItemT]):
    """One item, then and now; None where it is not there."""

    old: ItemT | None
    new: ItemT | None


def pair(old: Sequence[ItemT], new: Sequence[ItemT], words: Callable[[ItemT], str]) -> list[Pair[ItemT]]:
    """Pair the items of two states.

    An item that keeps its id and its words is itself. Of the others, one whose words are found under another id is
    renumbered, first within its feature, then anywhere; one that keeps its id has changed. So an item that is put in
    between, with all numbers after it moved on, is one new item, and not a change of every item after it.

    Args:
        old: The items as they were.
        new: The items as they are.
        words: What identifies an item apart from its id; an empty text identifies none.
    """
    then, now = {item.id: item for item in old}, {item.id: item for item in new}
    pairs: list[Pair[ItemT]] = []

    def settle(before: ItemT, after: ItemT) -> None:
        pairs.append(Pair(before, after))
        del then[before.id], now[after.id]

    for before in old:
        after = now.get(before.id)
        if after is not None and words(before) == words(after):
            settle(before, after)
    for scope in (lambda item: (item.feature, words(item)), lambda item: ("", words(item))):
        for before, after in _alike(list(then.values()), list(now.values()), scope):
            settle(before, after)
    for identifier in sorted(then.keys() & now.keys()):
        settle(then[identifier], now[identifier])
    return [*pairs, *(Pair(item, None) for item in then.values()), *(Pair(None, item) for item in now.values())]


def _alike(
    old: Sequence[ItemT], new: Sequence[ItemT], scope: Callable[[ItemT], tuple[str, str]]
) -> list[tuple[ItemT, ItemT]]:
    """The items that have the same words, where these words occur once in each state."""
    then, now = _once(old, scope), _once(new, scope)
    return [(then[each], now[each]) for each in then if each in now]


def _once(items: Sequence[ItemT], scope: Callable[[ItemT], tuple[str, str]]) -> dict[tuple[str, str], ItemT]:
    groups: defaultdict[tuple[str, str], list[ItemT]] = defaultdict(list)
    for item in items:
        groups[scope(item)].append(item)
    return {each: group[0] for each, group in groups.items() if len(group) == 1 and each[1]}
