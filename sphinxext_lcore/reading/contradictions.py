"""Where a directive and the plain text of one document disagree: the directive wins, and it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import line_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.records import Feature, Item

_FILLED = ("date", "component", "authors", "ticket", "spike", "links", "status", "superseded_by", "fields")
_COMPARED = ("title", "statement", "story", "date", "component", "authors", "ticket", "status")


def contradictions(stated: Item, read: Item) -> Iterator[Finding]:
    """The findings about an item that a directive states and that plain text tells otherwise.

    Args:
        stated: What the directive says.
        read: What was read from the text. A field that it leaves open contradicts nothing.
    """
    differing = [name for name in _COMPARED if getattr(read, name, None) and _differs(name, stated, read)]
    if differing:
        where = line_elsewhere(stated.line, stated.path, read.path)
        message = (
            f"{read.id} differs in {', '.join(differing)} from the directive on {where}, which counts; "
            "make both say the same, or keep one of them"
        )
        yield Finding(rule="contradiction", message=message, path=read.path, line=read.line, item=read.id)


def filled(stated: Feature, read: Feature) -> Feature:
    """A feature whose open fields are filled with what was read from the metadata table."""
    update = {name: getattr(read, name) for name in _FILLED if not getattr(stated, name)}
    return stated.model_copy(update={**update, "urls": tuple(sorted({*stated.urls, *read.urls}))})


def _differs(name: str, stated: Item, read: Item) -> bool:
    said, told = getattr(stated, name, None), getattr(read, name, None)
    return bool(said) and said != told
