"""Fingerprints: whether the words of a requirement are still the same, however they are typed.

What counts is what a reader reads: letters in their case, digits, punctuation. What does not count is what an editor,
a formatter or a smart-quotes filter changes without anybody's intention:

- white space and line breaks, non-breaking and invisible characters;
- typographic quotes and dashes, an ellipsis in one character, ``--`` between words;
- stars of emphasis and back quotes of code around words, where the language of the document does not read them;
- the way in which an accented letter is composed;
- the order of the acceptance criteria.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Requirement, UseCase

_SAME = {
    "'": "‘’‚‛′´",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    "...": "…",
    "": "`\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}",
}
_TYPED_ALIKE = str.maketrans({character: plain for plain, characters in _SAME.items() for character in characters})
_DASHES = re.compile(r"(?<=\w)-{2,3}(?=\w)|(?<=\s)-{2,3}(?=\s)")
"""Dashes as they are typed: between words, so that the option ``--force`` stays what it is."""
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(.{1,500}?)(?<=[^\s*])\1(?![\w*])")
"""Stars around words; those of a product or a pattern stay, and so does every underscore, which names begin with."""


def normalised(text: str) -> str:
    """The words of a text, as they are compared. The words of these words are the same."""
    while (plainer := _plainer(text)) != text:
        text = plainer
    return text


def _plainer(text: str) -> str:
    typed = unicodedata.normalize("NFC", text).translate(_TYPED_ALIKE)
    words = " ".join(_DASHES.sub("-", typed).split())
    return _EMPHASIS.sub(lambda match: match[2], words)


def statement_of(requirement: Requirement) -> str:
    """What a requirement says: its statement, or where it has none its title."""
    return requirement.statement or requirement.title


def fingerprint(statement: str, criteria: Iterable[str] = ()) -> str:
    """The fingerprint of a statement and its acceptance criteria.

    It is the BLAKE2b digest, 16 bytes in hexadecimal, of the normalised texts in UTF-8, a line each: the statement,
    then the criteria, sorted. Nothing of the platform or of the version of Python goes into it, as it is kept in files.
    """
    lines = [normalised(statement), *sorted(map(normalised, criteria))]
    return blake2b("\n".join(lines).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def requirement_fingerprint(catalog: Catalog, requirement: Requirement) -> str:
    """The fingerprint of a requirement and its criteria."""
    return fingerprint(statement_of(requirement), (each.text for each in catalog.criteria_of(requirement)))


def use_case_fingerprint(use_case: UseCase) -> str:
    """The fingerprint of a use case: of its story, or where it has none of its title."""
    return fingerprint(use_case.story or use_case.title)
