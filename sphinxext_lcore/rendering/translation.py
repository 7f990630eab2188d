"""The words of the pages in the reader's language."""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation

from sphinxext_lcore.model.terms import Term

CATALOG = "sphinxext_lcore"
LOCALE = Path(__file__).parent.parent / "locale"
_look_up = get_translation(CATALOG)


def translate(text: str) -> str:
    """A term in the language of the build, where the catalog has it; a text of an author as it is."""
    return _look_up(text) if isinstance(text, Term) else text
