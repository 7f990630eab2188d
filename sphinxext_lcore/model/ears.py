"""EARS, the Easy Approach to Requirements Syntax: by which of its patterns a statement is written."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class EarsPattern(StrEnum):
    """The patterns, by the name that EARS gives them."""

    UBIQUITOUS = "ubiquitous"
    EVENT_DRIVEN = "event-driven"
    STATE_DRIVEN = "state-driven"
    UNWANTED = "unwanted behaviour"
    OPTIONAL = "optional feature"
    COMPLEX = "complex"


class Ears(NamedTuple):
    """A sentence of an EARS pattern, in its parts."""

    pattern: EarsPattern
    conditions: tuple[str, ...]
    """The clauses before the comma, each with its keyword."""
    subject: str
    """What is obliged, such as ``The kettle``."""
    response: str
    """What it has to do, without the verb that obliges."""


_PATTERNS = {
    "when": EarsPattern.EVENT_DRIVEN,
    "while": EarsPattern.STATE_DRIVEN,
    "if": EarsPattern.UNWANTED,
    "where": EarsPattern.OPTIONAL,
}
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_CONDITION = re.compile(r"(?:and\s+)?(?P<keyword>when|while|if|where)\s+\S", re.IGNORECASE)
_MAIN = re.compile(
    r"(?P<then>then\s+)?(?P<subject>(?!(?:then|there|when|while|if|where|unless|until|after|before|as|once|and|or)\b)"
    r"[^,;:]*?\S)\s+(?:shall|must|will)\s+(?P<response>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMA = re.compile(r",\s+")


def ears(statement: str) -> Ears | None:
    """The pattern of the first sentence of a statement that is in one; None where none is.

    Args:
        statement: The statement as plain text. The verb that obliges is shall, must or will.
    """
    sentences = (part for part in _END_OF_SENTENCE.split(" ".join(statement.split())) if part)
    return next(filter(None, map(_sentence, sentences)), None)


def _sentence(text: str) -> Ears | None:
    """A sentence in its parts: conditions, each up to a comma, and what is obliged to do what."""
    commas = list(_COMMA.finditer(text)) if _CONDITION.match(text) else []
    starts = [comma.end() for comma in commas] if commas else [0]
    if not commas and _CONDITION.match(text):
        return None
    for start in starts:
        main = _MAIN.match(text, start)
        if main is None:
            continue
        conditions = _conditions(text[:start])
        pattern = _pattern(conditions, has_then=main["then"] is not None)
        return Ears(pattern, conditions, main["subject"], main["response"]) if pattern is not None else None
    return None


def _conditions(text: str) -> tuple[str, ...]:
    """The conditions before the main clause; a comma inside one does not end it."""
    found: list[str] = []
    for part in filter(None, _COMMA.split(text)):
        if _CONDITION.match(part):
            found.append(part)
        else:
            found[-1] += f", {part}"
    return tuple(found)


def _pattern(conditions: tuple[str, ...], *, has_then: bool) -> EarsPattern | None:
    keywords = [match["keyword"].lower() for match in map(_CONDITION.match, conditions) if match is not None]
    if not keywords:
        return None if has_then else EarsPattern.UBIQUITOUS
    if "if" in keywords and not has_then:
        return None  # an "if" without a "then" may be a condition of any kind
    return _PATTERNS[keywords[0]] if len(keywords) == 1 else EarsPattern.COMPLEX
