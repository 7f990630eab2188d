"""The controls of a table that is browsed: a template beside it, in the language of the page, for the script to use.

Without the script a template shows nothing, so that there is no control which does nothing. It is written as XML is,
because pages of a book are read so.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.tracing.blocks import Table

FIRST_ROWS = 100
"""So many rows are laid out before the script is there; it shows as many at a time."""
_FACETS = {
    "feature": term("Feature"),
    "status": term("Status"),
    "priority": term("Priority"),
    "owner": term("Owner"),
}
_TEXTS = {"count": term("{shown} of {all} rows"), "none": term("No row matches.")}
_SEARCH = term("Search in the table")
_ALL = term("All")
_HOLES = term("Holes only")
_COLUMNS = term("Columns")
_CSV = term("Save as CSV")
_RESET = term("Reset")
_MORE = term("Show more rows")
_SHOW_ALL = term("Show all rows")


def toolbar_html(table: Table) -> str:
    """The controls of a table; nothing for one whose rows cannot be filtered."""
    return "".join(_toolbar()) if table.is_browsable else ""


def _toolbar() -> Iterator[str]:
    texts = "".join(f' data-{name}="{_text(text)}"' for name, text in _TEXTS.items())
    yield f'<template class="lcore-browse"{texts}><form class="lcore-tools" role="search">\n'
    yield f'<label class="lcore-search">{_text(_SEARCH)} <input type="search" name="q" autocomplete="off"/></label>\n'
    for name, label in _FACETS.items():
        options = f'<option value="">{_text(_ALL)}</option>'
        yield f'<label>{_text(label)} <select name="{name}">{options}</select></label>\n'
    yield f'<label class="lcore-box"><input type="checkbox" name="holes"/> {_text(_HOLES)}</label>\n'
    columns = _text(_COLUMNS)
    yield f"<details><summary>{columns}</summary><fieldset><legend>{columns}</legend></fieldset></details>\n"
    yield f'<button type="button" name="csv">{_text(_CSV)}</button>\n'
    yield f'<button type="button" name="reset" hidden="">{_text(_RESET)}</button>\n'
    yield '<p role="status"></p>\n'
    yield f'<p class="lcore-more" hidden=""><button type="button" name="more">{_text(_MORE)}</button> '
    yield f'<button type="button" name="all">{_text(_SHOW_ALL)}</button></p>\n</form></template>\n'


def _text(text: str) -> str:
    return escape(translate(text))
