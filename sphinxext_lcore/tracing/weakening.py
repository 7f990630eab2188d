"""In what a changed requirement asks for less than it did."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_lcore.model.records import Priority, first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.tracing.word_diff import TextPair

_OBLIGATIONS = (("must", "shall", "required"), ("should", "recommended"), ("may", "could", "might", "optional"))
"""The words of RFC 2119 and their kin, strongest first."""
_STRENGTH = {word: strength for strength, words in enumerate(_OBLIGATIONS) for word in words}
_WORD = re.compile("[a-z]+")


def weakened_words(old: str, new: str) -> tuple[str, str] | None:
    """The word that obliges in a text and the weaker one that came in its place, such as ``must`` and ``should``."""
    before, after = _obligations(old), _obligations(new)
    lost, gained = before - after, after - before
    for word in sorted(lost, key=_STRENGTH.__getitem__):
        weaker = [each for each in gained if _STRENGTH[each] > _STRENGTH[word]]
        if weaker:
            return word, min(weaker, key=lambda each: (_STRENGTH[each], each))
    return None


def _obligations(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.lower()) if word in _STRENGTH)


def weaker_priority(old: Priority | None, new: Priority | None) -> bool:
    """Whether a priority is lower than it was, or is no longer said."""
    ranks = list(Priority)
    return old is not None and (new is None or ranks.index(new) > ranks.index(old))


def weaker_texts(kind: str, texts: Sequence[TextPair]) -> Iterator[str]:
    """Why changed texts are weaker, in a line each.

    Args:
        kind: What the texts are, such as ``criterion``.
        texts: The texts, then and now.
    """
    for old, new in texts:
        if not new:
            yield removal(kind, old)
        elif (words := weakened_words(old, new)) is not None:
            yield f"“{words[0]}” became “{words[1]}” in the {kind} “{first_sentence(new)}”"


def removal(kind: str, text: str) -> str:
    """That a text was removed, in words."""
    return f"{kind} removed: “{first_sentence(text)}”"
