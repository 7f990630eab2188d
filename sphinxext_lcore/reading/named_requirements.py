"""The requirements that a heading or a cell names, and the name of a criterion, as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_lcore.model.ids import is_id, split_references
from sphinxext_lcore.reading.plain.forms import prefix_of, text_with_breaks
from sphinxext_lcore.reading.plain.sections import PREFIXES, SectionKind

if TYPE_CHECKING:
    from docutils import nodes

_REMARK = re.compile(r"\([^()]*\)|(?::|\s[–—-]\s)(?!\s*[A-Z]+[0-9]+[a-z]?\b).*")
_KIND = re.compile(r"^(?:requirements?|reqs?\.?)\s+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[,;/&+\n]|\band\b")
_CRITERION_NAME = re.compile(r"(?P<name>AC[0-9]+[a-z]?)\s*(?:[:.]|[–—-](?=\s))\s*")
_RANGE_WORDS = re.compile(r"\s(?:to|through)\s|(?<!\s)\s+(?:…|-{2,3})\s*|(?:…|-{2,3})\s*")


def is_requirement(identifier: str) -> bool:
    """Whether a name is the id of a requirement."""
    return is_id(identifier) and prefix_of(identifier) in PREFIXES[SectionKind.REQUIREMENTS]


def ids_of(text: str) -> tuple[str, ...]:
    """The requirements that a heading or a cell names; none where it says anything else than ids and a remark.

    Args:
        text: The words, such as ``R1, R3``, ``R1..R4``, ``R2/R3``, ``R1 (partly)`` or ``R1: Title``.
    """
    words = _RANGE_WORDS.sub("..", _REMARK.sub("", _KIND.sub("", text.strip(" \n:"))))
    names = split_references(_SEPARATORS.sub(",", words))
    return names if all(map(is_requirement, names)) else ()


def name_and_text(text: str) -> tuple[str, str]:
    """The name with which the text of a criterion begins, such as ``AC2``, or nothing; and what it says."""
    match = _CRITERION_NAME.match(text)
    return (match["name"], text[match.end() :]) if match else ("", text)


def ids_of_cell(cell: nodes.Node) -> tuple[str, ...]:
    """The requirements that a cell names."""
    return ids_of(text_with_breaks(cell))
