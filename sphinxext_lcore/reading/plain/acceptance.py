"""Acceptance criteria in plain designs: lists under headings or ids, and the ids of the table's rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.values import split_list
from sphinxext_lcore.reading.named_requirements import ids_of, is_requirement, name_and_text
from sphinxext_lcore.reading.plain.criteria import (
    criteria_of_blocks,
    entries_of,
    has_steps,
    is_list,
    stands_below,
    step_of,
    without_beginning,
)
from sphinxext_lcore.reading.plain.forms import Lead, lead_of, read_head, text_with_breaks
from sphinxext_lcore.reading.plain.items import Unread
from sphinxext_lcore.reading.plain.sections import title_text
from sphinxext_lcore.reading.text import CHECKBOX, blocks_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.reading.places import SourceFiles

_CONTINUING = frozenset({"when", "then", "and", "but"})
_IN_BRACKETS = (
    re.compile(r"[(\[](?P<ids>[^()\[\]]+)[)\]]\s*:?\s*(?P<text>.*)", re.DOTALL),
    re.compile(r"(?P<text>.*\S)\s*[(\[](?P<ids>[^()\[\]]+)[)\]]\s*[.:]?", re.DOTALL),
)
"""Ids before what is said of them, and behind it: ``(R1) text`` and ``text (R1, R2)``."""
_SEMICOLON = re.compile(r";(?![^()\[\]]{0,1000}[)\]])")
"""A semicolon, but not one inside parentheses or brackets."""


class PlainCriterion(NamedTuple):
    """A criterion in a list."""

    requirements: tuple[str, ...]
    text: str
    first: nodes.Element
    """The element with which it begins, whose line is its line."""
    node: nodes.Element
    """The element that gets its anchor: a heading may be a step, but is no place for one."""
    name: str = ""
    """The name that the author gave it, such as ``AC2``."""


def of_entries(entries: Sequence[nodes.Element], requirements: tuple[str, ...]) -> Iterator[PlainCriterion]:
    """The criteria of a list: an item each, but Given, When and Then in items of their own are one."""
    group: list[nodes.Element] = []
    for entry in entries:
        if group and not _continues(group, entry):
            yield _criterion(group, requirements)
            group = []
        group.append(entry)
    if group:
        yield _criterion(group, requirements)


def _continues(group: Sequence[nodes.Element], entry: nodes.Element) -> bool:
    first, word = step_of(group[0]), step_of(entry)
    if not word and any(stands_below(entry, each) for each in group):
        return True
    if first == "scenario":
        return word in _CONTINUING or (word == "given" and len(group) == 1)
    # An item that holds a whole Given/When/Then is a criterion of its own.
    begins = first == "given" or (first == "when" and word != "when")
    return begins and word in _CONTINUING and " then " not in f" {_text(group[0])} ".lower()


def _text(entry: nodes.Element) -> str:
    return blocks_text(entry.children if isinstance(entry, nodes.list_item) else [entry])


def _criterion(group: Sequence[nodes.Element], requirements: tuple[str, ...]) -> PlainCriterion:
    whole = " ".join(map(_text, group))
    box = CHECKBOX.match(whole)
    name, text = name_and_text(without_beginning(whole[box.end() :] if box else whole))
    place = next((each for each in group if not isinstance(each, nodes.title)), group[0])
    return PlainCriterion(requirements, text, group[0], place, name)


class CriteriaReader:
    """Reads the lists of an "Acceptance criteria" section: under headings of ids, or in items that begin with one."""

    def __init__(self, files: SourceFiles) -> None:
        self.files = files
        self.criteria: list[PlainCriterion] = []
        self.unread: list[Unread] = []

    def read(self, section: nodes.section) -> None:
        """Read a section."""
        self._read_blocks(section.children[1:], ())

    def _read_blocks(self, blocks: Sequence[nodes.Node], requirements: tuple[str, ...]) -> None:
        """Read blocks, before which these requirements are named."""
        for block in blocks:
            if isinstance(block, addnodes.only):
                self._read_blocks(block.children, requirements)
            elif isinstance(block, nodes.section):
                self._read_subsection(block)
                requirements = ()
            elif isinstance(block, nodes.paragraph):
                requirements = self._read_paragraph(block, requirements)
            elif is_list(block) and requirements:
                self.criteria += of_entries(entries_of([block]), requirements)
            elif is_list(block):
                self._read_list(block)

    def _read_subsection(self, section: nodes.section) -> None:
        title = title_text(section)
        requirements = ids_of(title) or _bracketed(title)[0]
        if requirements:
            self.criteria += of_entries(criteria_of_blocks(section.children[1:]), requirements)
        else:
            self.read(section)

    def _read_paragraph(self, paragraph: nodes.paragraph, requirements: tuple[str, ...]) -> tuple[str, ...]:
        """The requirements of the list below: a bold paragraph names them; one with a text is itself a criterion."""
        lead = lead_of(paragraph, in_list=False)
        head = read_head(lead)
        if head is not None and is_requirement(head.id) and head.text:
            self.criteria.append(PlainCriterion((head.id,), _said(head.title, head.text), paragraph, paragraph))
            return ()
        named = ids_of(lead.bold) if lead.bold and not lead.text.strip(" :") else ids_of(lead.text)
        if named or step_of(paragraph) in {"", "scenario"} or not requirements:
            return named
        self.criteria += of_entries([paragraph], requirements)
        return requirements

    def _read_list(self, listing: nodes.Element) -> None:
        unread = [entry for entry in entries_of([listing]) if not self._read_entry(entry)]
        why = "names no requirement with which it begins, so it is no criterion of any; write '**R1:** …'"
        self.unread += [Unread(self.files.line_of(entry), why=why) for entry in unread[:1]]

    def _read_entry(self, entry: nodes.list_item) -> bool:
        first = entry.children[0]
        if not isinstance(first, nodes.paragraph):
            return False
        lead = lead_of(first, in_list=True)
        requirements, text = _names_and_text(lead)
        if not requirements:
            return False
        lists = [each for each in entry.children if is_list(each)]
        if not text or text.endswith(":") or any(map(has_steps, lists)):
            self.criteria += of_entries(entries_of(lists), requirements)
        else:
            whole = "\n\n".join(filter(None, (text, blocks_text(entry.children[1:]))))
            self.criteria.append(PlainCriterion(requirements, whole, entry, entry))
        return True


def _names_and_text(lead: Lead) -> tuple[tuple[str, ...], str]:
    """The requirements with which an item begins, and what it says of them."""
    head = read_head(lead)
    if head is not None:
        # A title alone is the heading of the list inside.
        return ((head.id,), _said(head.title, head.text) if head.text else "") if is_requirement(head.id) else ((), "")
    before, colon, behind = (lead.bold + lead.text).partition(":")
    names = ids_of(before) if colon else ()
    return (names, " ".join(behind.split())) if names else _bracketed(lead.bold + lead.text)


def _bracketed(text: str) -> tuple[tuple[str, ...], str]:
    """The requirements that brackets at the beginning or at the end of a text name, and the text without them."""
    for pattern in _IN_BRACKETS:
        match = pattern.fullmatch(text.strip())
        names = ids_of(match["ids"]) if match is not None else ()
        if match is not None and names:
            return names, " ".join(match["text"].split())
    return (), ""


def _said(title: str, text: str) -> str:
    return ": ".join(filter(None, (title, text)))


def methods_of_cell(cell: nodes.Element | None) -> tuple[str, ...]:
    """How a row is verified: what a cell lists, with commas, semicolons, line breaks or paragraphs between."""
    texts: list[str] = []
    for paragraph in cell.findall(nodes.paragraph) if cell is not None else ():
        # A soft break of a grid table is no more than a space; MyST has but hard ones in a cell.
        is_broken = next(iter(paragraph.findall(nodes.raw)), None) is not None
        texts.append(text_with_breaks(paragraph).replace("\n", ",") if is_broken else plain_text(paragraph))
    methods = (each for text in texts for each in split_list(_SEMICOLON.sub(",", text)))
    return tuple(each for each in methods if each.strip("–—-"))
