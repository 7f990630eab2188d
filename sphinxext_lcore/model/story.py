"""The user story: "As a [role], I want [X], so that [Y]", taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

_ROLE = re.compile(r"\bas\s+(?:(?:an?|the)\s+)?(?P<role>[^,]{1,200}?)\s*,?\s+(?=(?:I|we)\b)", re.IGNORECASE)
_WANT = re.compile(
    r"\b(?:I|we)\s+(?:(?:would|want|need|wish)\b\s*(?:like\b)?|can\b|should\s+be\s+able)\s*(?P<want>.*)",
    re.IGNORECASE,
)
_BENEFIT = re.compile(r"(?:,|(?<!\s))\s+(?:so\s+that|so(?=\s+(?:I|we|the|my|our)\b)|in\s+order\s+to)\s+", re.IGNORECASE)
_LONGEST = 4000
"""A sentence longer than this is no user story."""


class Story(NamedTuple):
    """The parts of a user story; a part that the sentence does not have is empty."""

    role: str
    want: str
    benefit: str


def parse_story(text: str) -> Story:
    """Take a user story apart.

    Args:
        text: One sentence, as plain text. Line breaks count as spaces.

    Returns:
        Its role, want and benefit, without the closing full stop. Role and want are empty where the text is not a
        user story; the benefit is optional in one.
    """
    sentence = " ".join(text[:_LONGEST].split())
    role = _ROLE.search(sentence)
    if role is None:
        return Story("", "", "")
    want = _WANT.match(sentence, role.end())
    if want is None:
        return Story(role["role"].strip(), "", "")
    wish, *benefit = _BENEFIT.split(want["want"], maxsplit=1)
    return Story(role["role"].strip(), _clean(wish), _clean(" ".join(benefit)))


def _clean(part: str) -> str:
    return part.strip().rstrip(".,; ")
