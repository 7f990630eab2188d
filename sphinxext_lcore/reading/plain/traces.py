"""Links between requirements and use cases: one that names the other in its own words is linked with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.rendering.cards import REQUIREMENT, USE_CASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.records import Item
    from sphinxext_lcore.reading.notes import Note
    from sphinxext_lcore.reading.plain.items import PlainItem
    from sphinxext_lcore.reading.plain.references import ReferenceFinder


def link_by_ids(made: Sequence[tuple[PlainItem, Note]], stated: Sequence[Note], finder: ReferenceFinder) -> None:
    """Give the requirements of a document the use cases that they name, and those that name them.

    Args:
        made: The plain items, with their notes.
        stated: The notes of the items that directives state; plain requirements may name those use cases.
        finder: Finds the ids in texts.
    """
    use_cases = [
        item.id for note in (*(note for _, note in made), *stated) if note.name == USE_CASE for item in note.items
    ]
    named = {item.id: finder.names_in(_words(item)) for item, _ in made}
    stories = [item.id for item, note in made if note.name == USE_CASE]
    for item, note in made:
        if note.name == REQUIREMENT:
            linked = (
                each for each in use_cases if each in named[item.id] or (each in stories and item.id in named[each])
            )
            links = tuple(dict.fromkeys(linked))
            note.items = tuple(_with_use_cases(record, links) for record in note.items)


def _words(item: PlainItem) -> str:
    """The words of an item, without what is code in them."""
    text = item.text
    for block in item.blocks:
        for code in block.findall(lambda node: isinstance(node, (nodes.literal, nodes.literal_block))):
            text = text.replace(code.astext().strip(), "`")
    return text


def _with_use_cases(record: Item, use_cases: tuple[str, ...]) -> Item:
    return record.model_copy(update={"use_cases": use_cases})
