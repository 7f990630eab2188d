"""Acceptance criteria in plain designs: the rows of the table, and lists under headings or ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.model.ids import is_id, split_references
from sphinxext_lcore.reading.plain.forms import lead_of, read_head
from sphinxext_lcore.reading.plain.sections import title_text
from sphinxext_lcore.reading.text import blocks_text, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEP = re.compile(r"\W*(?P<word>given|when|then|and|but)\b", re.IGNORECASE)


class PlainCriterion(NamedTuple):
    """A criterion in a list."""

    requirements: tuple[str, ...]
    text: str
    line: int
    node: nodes.Element


def of_entries(entries: Sequence[nodes.list_item], requirements: tuple[str, ...]) -> Iterator[PlainCriterion]:
    """The criteria of a list: an item each, but Given, When and Then in items of their own are one."""
    group: list[nodes.list_item] = []
    for entry in entries:
        if group and not _continues(group, entry):
            yield _criterion(group, requirements)
            group = []
        group.append(entry)
    if group:
        yield _criterion(group, requirements)


def _continues(group: Sequence[nodes.list_item], entry: nodes.list_item) -> bool:
    first, word = _step(group[0]), _step(entry)
    # An item that holds a whole Given/When/Then is a criterion of its own.
    return (
        first == "given" and word in {"when", "then", "and", "but"} and " then " not in f" {_text(group[0])} ".lower()
    )


def _step(entry: nodes.list_item) -> str:
    match = _STEP.match(_text(entry))
    return match["word"].lower() if match else ""


def _text(entry: nodes.list_item) -> str:
    return blocks_text(entry.children)


def _criterion(group: Sequence[nodes.list_item], requirements: tuple[str, ...]) -> PlainCriterion:
    return PlainCriterion(requirements, " ".join(map(_text, group)), line_of(group[0], 1), group[0])


def of_section(section: nodes.section) -> Iterator[PlainCriterion]:
    """The criteria of an "Acceptance criteria" section: under headings of ids, or in items that begin with one."""
    for block in section.children[1:]:
        if isinstance(block, nodes.section):
            requirements = _named(title_text(block))
            if requirements:
                yield from of_entries(_entries_of(block.children), requirements)
        elif isinstance(block, (nodes.bullet_list, nodes.enumerated_list)):
            for entry in _entries_of([block]):
                yield from _of_entry(entry)


def _of_entry(entry: nodes.list_item) -> Iterator[PlainCriterion]:
    first = entry.children[0]
    head = read_head(lead_of(first, in_list=True)) if isinstance(first, nodes.paragraph) else None
    if head is None or not head.id.startswith(("R", "F", "N")):
        return
    if head.text or head.title:
        text = ": ".join(filter(None, (head.title, head.text)))
        yield PlainCriterion((head.id,), text, line_of(entry, 1), entry)
    yield from of_entries(_entries_of(entry.children), (head.id,))


def _named(title: str) -> tuple[str, ...]:
    """The ids that a heading names: all of it, or what stands before a colon or a dash."""
    words = re.split(r":|\s[–—-]\s", title, maxsplit=1)[0]
    for text in (title, words):
        names = split_references(text.strip())
        if names and all(map(is_id, names)):
            return names
    return ()


def _entries_of(blocks: Sequence[nodes.Node]) -> list[nodes.list_item]:
    lists = [each for each in blocks if isinstance(each, (nodes.bullet_list, nodes.enumerated_list))]
    return [each for one in lists for each in one.children if isinstance(each, nodes.list_item) and each.children]
