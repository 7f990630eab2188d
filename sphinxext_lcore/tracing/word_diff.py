"""What changed in a text, word by word; and which texts of two lists are one text that was changed."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.tracing.fingerprint import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 1000
"""Texts of more words are not compared word by word, as the cost grows with the square."""
_ALIKE = 0.5
"""The share of words that two texts have in common when the one is the other, changed."""


class Part(StrEnum):
    """What became of a piece of a text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Segment(NamedTuple):
    """Some words, and what became of them."""

    part: Part
    text: str


class TextPair(NamedTuple):
    """A text then and now; empty where it is not there."""

    old: str
    new: str


def word_diff(old: str, new: str) -> tuple[Segment, ...]:
    """The words of both texts, in order, each marked; what is taken out stands before what comes in its place."""
    before, after = old.split(), new.split()
    if max(len(before), len(after)) > _MOST_WORDS:
        return _segments((Part.REMOVED, before), (Part.ADDED, after))
    pieces: list[tuple[Part, list[str]]] = []
    # Words that differ in their typing only are the same.
    keys = [normalised(word) for word in before], [normalised(word) for word in after]
    for kind, start, end, new_start, new_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((Part.KEPT, after[new_start:new_end]))
        else:
            pieces += [(Part.REMOVED, before[start:end]), (Part.ADDED, after[new_start:new_end])]
    return _segments(*pieces)


def _segments(*pieces: tuple[Part, list[str]]) -> tuple[Segment, ...]:
    return tuple(Segment(part, " ".join(words)) for part, words in pieces if words)


def pair_texts(old: Sequence[str], new: Sequence[str]) -> list[TextPair]:
    """What became of the texts of a list: those that changed, that are gone and that are new, in this order.

    Texts with the same words are left out. Of the others, two are one text that was changed if they have at least
    half of their words in common.
    """
    then, now = _left(old, new), _left(new, old)
    alike = sorted(
        ((_likeness(before, after), -i, -j) for i, before in enumerate(then) for j, after in enumerate(now)),
        reverse=True,
    )
    changed: dict[int, int] = {}
    for likeness, i, j in alike:
        if likeness >= _ALIKE and -i not in changed and -j not in changed.values():
            changed[-i] = -j
    pairs = [TextPair(then[i], now[j]) for i, j in sorted(changed.items())]
    pairs += [TextPair(text, "") for i, text in enumerate(then) if i not in changed]
    return pairs + [TextPair("", text) for j, text in enumerate(now) if j not in changed.values()]


def _left(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """The texts whose words the others do not have, counting those that occur several times."""
    there = Counter(map(normalised, others))
    left = []
    for text in texts:
        there[normalised(text)] -= 1
        if there[normalised(text)] < 0:
            left.append(text)
    return left


def _likeness(text: str, other: str) -> float:
    words, others = Counter(normalised(text).lower().split()), Counter(normalised(other).lower().split())
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
