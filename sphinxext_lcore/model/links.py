"""What leads to an id: links between records, read backwards."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Linked(Protocol):
    @property
    def id(self) -> str: ...


LinkedT = TypeVar("LinkedT", bound=_Linked)


class Links(Generic[LinkedT]):
    """What leads to an id, in the order in which it was found and without repetitions."""

    def __init__(self, pairs: Iterable[tuple[str, LinkedT]]) -> None:
        links: defaultdict[str, dict[str, LinkedT]] = defaultdict(dict)
        for identifier, linked in pairs:
            links[identifier].setdefault(linked.id, linked)
        self._links: dict[str, tuple[LinkedT, ...]] = {each: tuple(linked.values()) for each, linked in links.items()}

    def __getitem__(self, identifier: str) -> tuple[LinkedT, ...]:
        return self._links.get(identifier, ())
