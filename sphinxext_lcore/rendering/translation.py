"""The words of the pages in the reader's language."""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation

CATALOG = "sphinxext_lcore"
LOCALE = Path(__file__).parent.parent / "locale"
_look_up = get_translation(CATALOG)


def translate(text: str) -> str:
    """A text in the language of the build; as it is where the catalog does not have it."""
    return _look_up(text) if text else text  # the empty text is the key of the catalog's head
