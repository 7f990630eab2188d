"""Items without an id: what is numbered or headed in a section in which nothing has one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.ids import normalise_key
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.reading.plain.criteria import entries_of, is_list, split_criteria
from sphinxext_lcore.reading.plain.items import ItemReader, PlainItem, Unread
from sphinxext_lcore.reading.plain.sections import SectionKind, heading_line, kind_of, title_text
from sphinxext_lcore.reading.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS_OF_AN_ID = 6


def read_nameless(reader: ItemReader, section: nodes.section) -> None:
    """Read items without ids, under ids made of their words.

    A heading with words below it is an item, and so is an item of a numbered list or a user story. A plain list may
    as well be notes, and a heading above a list a group, so these are left, and it is said.
    """
    before = len(reader.items), len(reader.unread)
    _read(reader, section)
    if before == (len(reader.items), len(reader.unread)) and len(section.children) > 1:
        why = (
            f"no {reader.kind.value} are read from this section; begin each with an id, such as '**{_first(reader)}:**'"
        )
        reader.unread.append(Unread(heading_line(section, reader.files), why=why))


def _read(reader: ItemReader, section: nodes.section) -> None:
    for block in section.children[1:]:
        if isinstance(block, nodes.section) and kind_of(block) in {None, reader.kind}:
            _read_subsection(reader, block)
        elif isinstance(block, nodes.enumerated_list) or _tells_stories(reader, block):
            for entry in entries_of([block]):
                first = entry.children[0]
                if isinstance(first, nodes.paragraph):
                    text = blocks_text(entry.children)
                    _generate(reader, PlainItem("", "", text, reader.files.line_of(first), first, blocks=[entry]))
        elif isinstance(block, nodes.paragraph) and _is_a_story(reader, block):
            _generate(
                reader, PlainItem("", "", blocks_text([block]), reader.files.line_of(block), block, blocks=[block])
            )
        elif is_list(block):
            why = (
                f"a list without ids may be notes, so it is not read; begin each item with one: '**{_first(reader)}:**'"
            )
            reader.unread.append(Unread(reader.files.line_of(block.children[0]), why=why))


def _read_subsection(reader: ItemReader, section: nodes.section) -> None:
    body = section.children[1:]
    if kind_of(section) is reader.kind or (body and isinstance(body[0], nodes.section)):
        _read(reader, section)
        return
    at = heading_line(section, reader.files)
    if body and is_list(body[0]) and _tells_stories(reader, body[0]):
        _read(reader, section)
    elif body and (is_list(body[0]) or _may_be_a_group(reader, body)):
        why = "a heading above a list may be an item or a group of them, so neither is read; begin each item with an id"
        reader.unread.append(Unread(at, why=why))
    else:
        statement, criteria = split_criteria(body)
        item = PlainItem("", title_text(section), blocks_text(statement), at, section, blocks=[section])
        item.criteria = criteria
        _generate(reader, item)


def _may_be_a_group(reader: ItemReader, body: Sequence[nodes.Node]) -> bool:
    """Whether a numbered list in a section may hold requirements; in a use case it holds the steps."""
    return reader.kind is SectionKind.REQUIREMENTS and any(isinstance(each, nodes.enumerated_list) for each in body)


def _tells_stories(reader: ItemReader, block: nodes.Node) -> bool:
    if reader.kind is not SectionKind.USE_CASES or not is_list(block):
        return False
    stories = [parse_story(blocks_text(entry.children)) for entry in entries_of([block])]
    return bool(stories) and all(story.want for story in stories)


def _is_a_story(reader: ItemReader, paragraph: nodes.paragraph) -> bool:
    text = blocks_text([paragraph])
    return reader.kind is SectionKind.USE_CASES and text.startswith("As a") and bool(parse_story(text).want)


def _generate(reader: ItemReader, item: PlainItem) -> None:
    words = _words(item.title or item.text)
    if not words:
        return
    base = normalise_key("-".join(words[:_WORDS_OF_AN_ID]))
    taken = {each.id for each in reader.items}
    number, item.id = 2, base
    while item.id in taken:
        item.id, number = f"{base}-{number}", number + 1
    item.generated = True
    reader.items.append(item)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"[A-Za-z0-9]+", text)


def _first(reader: ItemReader) -> str:
    return "R1" if reader.kind is SectionKind.REQUIREMENTS else "U1"
