"""What a document writes as code and a reader of plain text takes for words: such names are nobody's prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.reading.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKE_PROSE = re.compile(r"[A-Za-z-]+|\S+(?: \S+)+")
"""Any other code, such as a path or a call, is known by its characters."""
_LONGEST = 80


def code_words(document: nodes.document) -> tuple[str, ...]:
    """The code of a document that looks like words, each once and sorted; of code blocks those of one line."""
    return tuple(sorted(set(_found(document))))


def _found(document: nodes.document) -> Iterator[str]:
    for node in walk(document):
        if isinstance(node, (nodes.literal, nodes.literal_block, nodes.doctest_block)):
            text = node.astext().strip()
            if "\n" not in text and len(text) <= _LONGEST and _LIKE_PROSE.fullmatch(" ".join(text.split())):
                yield " ".join(text.split())
