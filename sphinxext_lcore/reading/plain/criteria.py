"""What in the body of an item states how it is accepted, and what states the item itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes

from sphinxext_lcore.reading.directives.acceptance import is_criteria
from sphinxext_lcore.reading.plain.sections import SectionKind, kind_of
from sphinxext_lcore.reading.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANNOUNCED = re.compile(r"acceptance criteria\s*:?\s*", re.IGNORECASE)
_AT_THE_END = re.compile(r"(?:^|\s)acceptance criteria\s*:$", re.IGNORECASE)
_STEP = re.compile(r"(?:AC[0-9]+[a-z]?\s*[:.]\s*)?\W*(?P<word>given|when|then|and|but|scenario)\b", re.IGNORECASE)


def is_list(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Whether a node is a list, numbered or not."""
    return isinstance(node, (nodes.bullet_list, nodes.enumerated_list))


def entries_of(blocks: Sequence[nodes.Node]) -> list[nodes.list_item]:
    """The items of the lists among some blocks."""
    lists = [block for block in blocks if is_list(block)]
    return [each for one in lists for each in one.children if isinstance(each, nodes.list_item) and each.children]


def step_of(node: nodes.Node) -> str:
    """The keyword with which an item of a list or a paragraph begins, such as ``given``; empty where there is none."""
    match = _STEP.match(blocks_text([node]))
    return match["word"].lower() if match else ""


def _is_step(node: nodes.Node) -> bool:
    return step_of(node) not in {"", "scenario"}


def has_steps(listing: nodes.Node) -> bool:
    """Whether a list is made of Given, When and Then."""
    steps = [step_of(entry) for entry in entries_of([listing])]
    return bool(steps) and all(steps) and "given" in steps[:2]


def split_criteria(
    blocks: Sequence[nodes.Node], *, announced: bool = False
) -> tuple[list[nodes.Node], list[nodes.Element]]:
    """The statement of an item, and its acceptance criteria.

    Criteria are the items of a list behind these words, or of a section of that name, and steps wherever they stand.

    Args:
        blocks: The body of the item.
        announced: Whether the words before the body announce criteria.
    """
    statement: list[nodes.Node] = []
    criteria: list[nodes.Element] = []
    expected = announced
    for block in blocks:
        if (expected and is_list(block)) or has_steps(block):
            criteria += entries_of([block])
        elif isinstance(block, nodes.section) and kind_of(block) is SectionKind.ACCEPTANCE:
            criteria += criteria_of_blocks(block.children[1:])
        elif isinstance(block, nodes.section) and _is_step(block.children[0]):
            criteria += criteria_of_blocks([block])
        elif isinstance(block, nodes.section):
            inner_statement, inner_criteria = split_criteria(block.children[1:])
            statement += [block.children[0], *inner_statement]
            criteria += inner_criteria
        elif not announces_criteria(block) and not is_criteria(block):
            statement.append(block)
        expected = announces_criteria(block)
    return statement, criteria


def criteria_of_blocks(blocks: Sequence[nodes.Node]) -> list[nodes.Element]:
    """The items of lists, and the paragraphs and headings that begin with a step, in sections inside, too."""
    found: list[nodes.Element] = []
    for block in blocks:
        if is_list(block):
            found += entries_of([block])
        elif isinstance(block, nodes.section):
            found += criteria_of_blocks(block.children)
        elif isinstance(block, (nodes.paragraph, nodes.title)) and _is_step(block):
            found.append(block)
    return found


def without_announcement(text: str) -> tuple[str, bool]:
    """A text without the words at its end that announce criteria, and whether there were any."""
    match = _AT_THE_END.search(text)
    return (text[: match.start()].rstrip(), True) if match else (text, False)


def announces_criteria(block: nodes.Node) -> bool:
    """Whether a paragraph says that criteria follow."""
    return isinstance(block, nodes.paragraph) and _ANNOUNCED.fullmatch(block.astext().strip()) is not None
