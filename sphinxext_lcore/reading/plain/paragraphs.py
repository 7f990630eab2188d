"""Paragraphs in which several items stand, each on a line of its own: taken apart, a paragraph for each item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.plain.forms import PREFIX, Lead, lead_of, prefix_of, read_head, text_with_breaks
from sphinxext_lcore.reading.text import line_breaks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_LINE_WITH_AN_ID = re.compile(rf"\n[ \t]*(?:\*\*)?{PREFIX}[0-9]")
_MARK = re.compile(rf"{PREFIX}[0-9]+[a-z]?[ \t]*(?:(?P<colon>:)|(?P<dash>[–—-])|(?P<break>\n|$))")
_SURE_WITHOUT_BOLD = frozenset({"colon", "break"})


class _Line(NamedTuple):
    """A line of a paragraph."""

    nodes: list[nodes.Node]
    ending: list[nodes.Node]
    """The line break: a text, or what MyST makes of a hard one."""
    above: int = 0
    """How many lines of the source the paragraph has above it."""


def take_items_apart(outer: nodes.Element, prefixes: Collection[str]) -> None:
    """Make a paragraph of each line with which an item begins; no word is changed.

    Args:
        outer: The section or other block whose paragraphs are looked at.
        prefixes: The letters that ids of items may have in it.
    """
    for block in list(outer.children):
        if isinstance(block, nodes.paragraph) and _LINE_WITH_AN_ID.search(text_with_breaks(block)):
            _take_apart(block, prefixes)


def _take_apart(paragraph: nodes.paragraph, prefixes: Collection[str]) -> None:
    lines = _lines(paragraph)
    above = lead_of(paragraph, in_list=False)
    # A line and the one below it say whether an item begins: to look at all that follow costs the square of them.
    starts = [n for n in range(1, len(lines)) if _begins_an_item(_lead(lines[n : n + 2]), above, prefixes)]
    if not starts:
        return
    place = paragraph.parent.index(paragraph)
    for start, end in reversed(list(zip(starts, [*starts[1:], len(lines)], strict=True))):
        part = nodes.paragraph("", "", *_joined(lines[start:end]))
        part.source, part.line = paragraph.source, (paragraph.line or 1) + lines[start].above
        paragraph.parent.insert(place + 1, part)
    paragraph.children = []
    paragraph += list(_joined(lines[: starts[0]]))


def _begins_an_item(lead: Lead, above: Lead, prefixes: Collection[str]) -> bool:
    """Whether a line begins an item, and no sentence goes on in it.

    A bold id with a colon always does; one that stands alone, or has a dash, does below an item, the latter where that
    is written alike; one that is not bold where the item above is written alike.
    """
    head = read_head(lead)
    if head is None or prefix_of(head.id) not in prefixes:
        return False
    mark, is_below_an_item = _mark(lead), read_head(above) is not None
    is_alike = is_below_an_item and mark == _mark(above) and bool(lead.bold) is bool(above.bold)
    if not lead.bold:
        return is_alike and mark in _SURE_WITHOUT_BOLD
    return mark == "colon" or (mark == "break" and is_below_an_item) or (mark == "dash" and is_alike)


def _mark(lead: Lead) -> str:
    """What stands behind the id: ``colon``, ``dash`` or ``break``; empty for anything else."""
    match = _MARK.match(lead.bold + lead.text)
    return (match.lastgroup or "") if match else ""


def _lines(paragraph: nodes.paragraph) -> list[_Line]:
    breaks = line_breaks(paragraph)
    lines = [_Line([], [])]
    for child in paragraph.children:
        above = breaks[id(child)] + 1
        if isinstance(child, nodes.Text):
            first, *others = child.split("\n")
            lines[-1].nodes.extend([nodes.Text(first)] if first else [])
            for number, each in enumerate(others):
                lines[-1].ending.append(nodes.Text("\n"))
                lines.append(_Line([nodes.Text(each)] if each else [], [], above + number))
        elif _is_hard_break(child, "html"):
            lines[-1].ending.append(child)
            lines.append(_Line([], [], above))
        elif _is_hard_break(child, "latex") and len(lines) > 1 and not lines[-1].nodes:
            lines[-2].ending.append(child)
        else:
            lines[-1].nodes.append(child)
    return lines


def _is_hard_break(node: nodes.Node, language: str) -> bool:
    """Whether a node is a half of a hard break of MyST, which writes one for HTML and one for LaTeX."""
    return isinstance(node, nodes.raw) and node.get("format") == language and node.astext().endswith("\n")


def _lead(lines: Iterable[_Line]) -> Lead:
    return lead_of(nodes.paragraph("", "", *(node.deepcopy() for node in _joined(lines))), in_list=False)


def _joined(lines: Iterable[_Line]) -> Iterator[nodes.Node]:
    """The nodes of lines with the breaks between them, but without the last break."""
    ending: list[nodes.Node] = []
    for line in lines:
        yield from (*ending, *line.nodes)
        ending = line.ending
