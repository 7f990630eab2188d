"""Items without an id: read in a section in which nothing has one, and told where others have one."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.ids import normalise_key
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.model.template import plain_name
from sphinxext_lcore.reading.plain.criteria import entries_of, is_list, split_criteria
from sphinxext_lcore.reading.plain.forms import prefix_of
from sphinxext_lcore.reading.plain.items import ItemReader, PlainItem, Unread
from sphinxext_lcore.reading.plain.metadata import is_open
from sphinxext_lcore.reading.plain.sections import SectionKind, begins_an_item, heading_line, kind_of, title_text
from sphinxext_lcore.reading.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_WORDS_OF_AN_ID = 6
_ITEM_OR_GROUP = (
    "a heading above a list may be an item or a group of them, so neither is read; begin each item with an id"
)
_ASIDES = frozenset(
    {
        *("assumptions", "background", "context", "definitions", "glossary", "introduction", "legend", "notes"),
        *("non-goals", "out of scope", "overview", "rationale", "references", "scope", "summary", "terms"),
    }
)
"""The titles of what is said about items and is none, in lower case."""


def read_nameless(reader: ItemReader, section: nodes.section) -> None:
    """Read items without ids, under ids made of their words.

    A heading with words below it is an item, and so is an item of a numbered list or a user story. A plain list may
    as well be notes, and a heading above a list a group, so these are left, and it is said.
    """
    before = len(reader.items), len(reader.unread)
    _read(reader, section)
    if before == (len(reader.items), len(reader.unread)) and len(section.children) > 1:
        if any(map(begins_an_item, section.findall(nodes.paragraph))):
            cure = "write each as a paragraph, an item of a list or a heading, and not inside of another block"
        else:
            cure = f"begin each with an id, such as '**{_first(reader)}:**'"
        why = f"no {reader.kind.value} are read from this section; {cure}"
        reader.unread.append(Unread(heading_line(section, reader.files), why=why))


def tell_nameless(reader: ItemReader, section: nodes.section) -> None:
    """Say which headings may be items that lack an id, in a section in which others have one.

    Beside items that are no headings, a heading may be about them, unless a user story stands below it.
    """
    known = {id(item.place) for item in reader.items}
    candidates = list(_headings_without_an_id(reader, section, known))
    if not candidates:  # nearly always, and the section need not be walked through
        return
    told = {unread.at for unread in reader.unread}
    headings = [each for each in section.findall(nodes.section) if each is not section]
    among_headings = any(id(each) in known or heading_line(each, reader.files) in told for each in headings)
    ids = _free_ids(reader)
    for heading in candidates:
        at, body = heading_line(heading, reader.files), heading.children[1:]
        inside = [each for block in body for each in block.findall(nodes.Element)]
        holds_items = any(
            id(each) in known or isinstance(each, addnodes.desc) or reader.files.line_of(each) in told
            for each in inside
        )
        may_be_one = (among_headings and _says_something(body)) or any(_tells(reader, block) for block in body)
        if may_be_one and not holds_items and at not in told:
            why = _ITEM_OR_GROUP
            if not is_list(body[0]):
                free = next(ids)
                why = f"stands among items with an id and has none, so it is not read; begin it with one: '{free}: …'"
            reader.unread.append(Unread(at, why=why))


def _headings_without_an_id(
    reader: ItemReader, outer: nodes.Element, known: Collection[int]
) -> Iterator[nodes.section]:
    """The sections inside one that are no items, and group none."""
    for block in outer.children:
        if isinstance(block, addnodes.only):
            yield from _headings_without_an_id(reader, block, known)
        if not isinstance(block, nodes.section) or kind_of(block) not in {None, reader.kind} or id(block) in known:
            continue
        if any(isinstance(each, nodes.section) for each in block.children):
            yield from _headings_without_an_id(reader, block, known)
        elif plain_name(title_text(block)) not in _ASIDES:
            yield block


def _says_something(body: Sequence[nodes.Node]) -> bool:
    said = blocks_text(block for block in body if isinstance(block, nodes.paragraph) or is_list(block))
    return not is_open(" ".join(said.split()))


def _free_ids(reader: ItemReader) -> Iterator[str]:
    """The ids that no item has yet, with the letters of the last one."""
    prefix = next(filter(None, (prefix_of(item.id) for item in reversed(reader.items))), _first(reader)[0])
    numbers = (re.match(rf"{prefix}([0-9]+)", item.id) for item in reader.items)
    last = max((int(number[1]) for number in numbers if number is not None), default=0)
    return (f"{prefix}{number}" for number in count(last + 1))


def _read(reader: ItemReader, outer: nodes.Element) -> None:
    for block in outer.children:
        if isinstance(block, addnodes.only):
            _read(reader, block)
        elif isinstance(block, nodes.section) and kind_of(block) in {None, reader.kind}:
            _read_subsection(reader, block)
        elif is_list(block):
            _read_list(reader, block)
        elif isinstance(block, nodes.paragraph) and _tells(reader, block):
            _generate(
                reader, PlainItem("", "", blocks_text([block]), reader.files.line_of(block), block, blocks=[block])
            )


def _read_list(reader: ItemReader, listing: nodes.Element) -> None:
    if not isinstance(listing, nodes.enumerated_list) and not _tells(reader, listing):
        why = f"a list without ids may be notes, so it is not read; begin each item with one: '**{_first(reader)}:**'"
        reader.unread.append(Unread(reader.files.line_of(listing.children[0]), why=why))
        return
    for entry in entries_of([listing]):
        first = entry.children[0]
        if isinstance(first, nodes.paragraph):
            text = blocks_text(entry.children)
            _generate(reader, PlainItem("", "", text, reader.files.line_of(first), first, blocks=[entry]))


def _read_subsection(reader: ItemReader, section: nodes.section) -> None:
    body = section.children[1:]
    if kind_of(section) is reader.kind or (body and isinstance(body[0], nodes.section)):
        _read(reader, section)
        return
    at = heading_line(section, reader.files)
    if body and is_list(body[0]) and _tells(reader, body[0]):
        _read(reader, section)
    elif body and (is_list(body[0]) or _may_be_a_group(reader, body)):
        reader.unread.append(Unread(at, why=_ITEM_OR_GROUP))
    else:
        statement, criteria = split_criteria(body)
        item = PlainItem("", title_text(section), blocks_text(statement), at, section, blocks=[section])
        item.criteria = criteria
        _generate(reader, item)


def _may_be_a_group(reader: ItemReader, body: Sequence[nodes.Node]) -> bool:
    """Whether a numbered list in a section may hold requirements; in a use case it holds the steps."""
    return reader.kind is SectionKind.REQUIREMENTS and any(isinstance(each, nodes.enumerated_list) for each in body)


def _tells(reader: ItemReader, block: nodes.Node) -> bool:
    """Whether a paragraph is a user story, or a list holds nothing else."""
    if reader.kind is not SectionKind.USE_CASES:
        return False
    if is_list(block):
        stories = [parse_story(blocks_text(entry.children)) for entry in entries_of([block])]
        return bool(stories) and all(story.want for story in stories)
    text = blocks_text([block]) if isinstance(block, nodes.paragraph) else ""
    return text.startswith("As a") and bool(parse_story(text).want)


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
