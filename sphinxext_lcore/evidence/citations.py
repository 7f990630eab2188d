"""How tests name requirements, in whatever language: ``compaction.R3``, ``compaction.R3.AC2``, ``LCORE-1311.R3``.

The pytest plugin uses this too: nothing here may import what takes long to load.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.ids import ID_PATTERN, is_id, split_references

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]*"
"""The key of a feature, or its ticket."""
_LOCAL_PATTERN = rf"{ID_PATTERN}(?:\.{ID_PATTERN})?"
FULL_PATTERN = rf"{HEAD_PATTERN}\.{_LOCAL_PATTERN}"
CITATION_PATTERN = rf"(?:{HEAD_PATTERN}\.)?{_LOCAL_PATTERN}"
"""A requirement, or one of its criteria."""

_CITATION = re.compile(CITATION_PATTERN)
_ATTEMPT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]*[_.:/-][A-Za-z]+[0-9]+[A-Za-z]?")
_TICKET = re.compile(r"[A-Z][A-Z0-9]+-[0-9]+")
_LONGEST_CLOSE = 500
"""What stands in brackets at the end of a docstring and is longer is no citation."""


def is_citation(text: str) -> bool:
    """Whether a text has the shape of a full or a bare id of a requirement or a criterion."""
    return _CITATION.fullmatch(text) is not None


def is_bare(text: str) -> bool:
    """Whether a citation leaves open of which feature it is: ``R3``, ``R3.AC1``."""
    head = text.partition(".")[0]
    return is_id(head)


def named(text: str) -> tuple[str, ...]:
    """What a text names that is meant to name requirements: ``compaction.R3, compaction.R4 tea.R1..R3``."""
    return tuple(dict.fromkeys(word for part in split_references(text) for word in part.split()))


class Tags(NamedTuple):
    """What the tags of a scenario say."""

    cites: tuple[str, ...]
    attempts: tuple[str, ...]
    """Those that are no ids, but may be meant to be."""


def of_tags(tags: Iterable[str]) -> Tags:
    """What tags name, each once; most tags name no requirement."""
    names = dict.fromkeys(name for tag in tags for name in named(tag))
    attempts = (name for name in names if not is_citation(name) and _ATTEMPT.fullmatch(name))
    return Tags(tuple(filter(is_citation, names)), tuple(attempts))


def of_docstring(docstring: str) -> tuple[str, ...]:
    """What a docstring cites at its end: ``(R3, LCORE-1311)`` gives ``LCORE-1311.R3``.

    Brackets at the end of a docstring say many things. They cite where each part is an id or a ticket.
    """
    text = docstring.rstrip().removesuffix(".").rstrip()
    start = text.rfind("(", -_LONGEST_CLOSE)
    if start < 0 or not text.endswith(")") or ")" in text[start:-1]:
        return ()
    words = split_references(text[start + 1 : -1])
    tickets = [word for word in words if _TICKET.fullmatch(word)]
    cited = [word for word in words if word not in tickets]
    if not cited or not all(map(is_citation, cited)):
        return ()
    if len(tickets) != 1:
        return tuple(cited)
    return tuple(f"{tickets[0]}.{word}" if is_bare(word) else word for word in cited)
