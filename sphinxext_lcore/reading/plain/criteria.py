"""What in the body of an item states how it is accepted, and what states the item itself."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.directives.acceptance import is_criteria
from sphinxext_lcore.reading.plain.forms import text_with_breaks
from sphinxext_lcore.reading.plain.sections import SectionKind, kind_of
from sphinxext_lcore.reading.text import blocks_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_CRITERIA = r"(?:acceptance criteri(?:a|on)|given\W+when\W+then)\s*(?:\([^()]*\))?\s*"
_ANNOUNCED = re.compile(rf"{_CRITERIA}:?\s*", re.IGNORECASE)
_AT_THE_END = re.compile(r"(?:^|\s)acceptance criteria\s*:$", re.IGNORECASE)
_AT_THE_BEGINNING = re.compile(rf"{_CRITERIA}:\s*(?=\S)", re.IGNORECASE)
_STEP = re.compile(
    r"(?:AC[0-9]+[a-z]?\s*[:.]\s*)?\W*(?P<word>given(?!\W*when\b)|when|then|and|but|scenario)\b", re.IGNORECASE
)
_WHOLE_SCENARIO = re.compile(r"\W*scenario\b[^\n]*\n\W*given\b", re.IGNORECASE)


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
    expected, in_steps = announced, False
    for block, behind in zip_longest(blocks, blocks[1:]):
        found = _criteria_in(block, expected=expected) or _criteria_in_section(block, behind, in_steps=in_steps)
        announces = announces_criteria(block, behind) or (expected and _introduces(block, behind))
        if found:
            criteria += found
        elif isinstance(block, nodes.section) and kind_of(block) is not SectionKind.ACCEPTANCE:
            inner_statement, inner_criteria = split_criteria(block.children[1:])
            statement += [block.children[0], *inner_statement]
            criteria += inner_criteria
        elif not announces and not is_criteria(block) and not isinstance(block, nodes.section):
            statement.append(block)
        expected = announces or (expected and bool(found) and isinstance(block, nodes.paragraph))
        in_steps = bool(found) and isinstance(block, nodes.section)
    return statement, criteria


def _criteria_in(block: nodes.Node, *, expected: bool) -> list[nodes.Element]:
    """The criteria that a list or a paragraph holds, or an ``only`` with some of them."""
    if isinstance(block, addnodes.only):
        return split_criteria(block.children, announced=expected)[1]
    if is_list(block):
        return [*entries_of([block])] if expected or has_steps(block) else []
    if not isinstance(block, nodes.paragraph):
        return []
    says_one = _WHOLE_SCENARIO.match(text_with_breaks(block)) or _AT_THE_BEGINNING.match(blocks_text([block]))
    ends_openly = blocks_text([block]).endswith(":")
    return [block] if (says_one and not ends_openly) or (expected and _is_step(block)) else []


def _criteria_in_section(block: nodes.Node, behind: nodes.Node | None, *, in_steps: bool) -> list[nodes.Element]:
    """The criteria that a section in the body of an item holds.

    A heading such as "When it applies" is no step, unless a step stands before it, or "Then" behind it.

    Args:
        block: The block, which may be no section.
        behind: The block behind it.
        in_steps: Whether the block before it was a section with criteria.
    """
    if not isinstance(block, nodes.section):
        return []
    body, word = block.children[1:], step_of(block.children[0])
    if kind_of(block) is SectionKind.ACCEPTANCE:
        only = body[0] if len(body) == 1 else None
        return criteria_of_blocks(body) or ([only] if isinstance(only, nodes.paragraph) else [])
    if word == "scenario":
        return criteria_of_blocks(body)
    is_step = word == "given" or (word and (in_steps or _is_then(behind)))
    return criteria_of_blocks([block]) if is_step else []


def _is_then(block: nodes.Node | None) -> bool:
    return isinstance(block, nodes.section) and step_of(block.children[0]) == "then"


def criteria_of_blocks(blocks: Sequence[nodes.Node], *, in_step: bool = False) -> list[nodes.Element]:
    """The items of lists, and the paragraphs and headings that begin with a step, in sections inside, too.

    Args:
        blocks: The blocks.
        in_step: Whether the blocks stand below a heading that is a step, so that all of them say what it is.
    """
    found: list[nodes.Element] = []
    for block in blocks:
        if is_list(block):
            found += entries_of([block])
        elif isinstance(block, addnodes.only):
            found += criteria_of_blocks(block.children, in_step=in_step)
        elif isinstance(block, nodes.section):
            found += criteria_of_blocks(block.children, in_step=_is_step(block.children[0]))
        elif isinstance(block, (nodes.paragraph, nodes.title)) and (in_step or _is_step(block)):
            found.append(block)
    return found


def stands_below(entry: nodes.Node, heading: nodes.Node) -> bool:
    """Whether a block stands in the section of a heading."""
    outer = entry.parent
    while outer is not None and outer is not heading.parent:
        outer = outer.parent
    return outer is not None and isinstance(heading, nodes.title)


def without_announcement(text: str) -> tuple[str, bool]:
    """A text without the words at its end that announce criteria, and whether there were any."""
    match = _AT_THE_END.search(text)
    return (text[: match.start()].rstrip(), True) if match else (text, False)


def without_beginning(text: str) -> str:
    """The text of a criterion without the words before it that say that it is one."""
    return _AT_THE_BEGINNING.sub("", text, count=1) if _AT_THE_BEGINNING.match(text) else text


def announces_criteria(block: nodes.Node, behind: nodes.Node | None = None) -> bool:
    """Whether a paragraph says that criteria follow, or names the scenario of the steps behind it."""
    if not isinstance(block, nodes.paragraph):
        return False
    names_steps = step_of(block) == "scenario" and behind is not None and (has_steps(behind) or _is_given(behind))
    return names_steps or _ANNOUNCED.fullmatch(block.astext().strip()) is not None


def _is_given(block: nodes.Node) -> bool:
    return isinstance(block, nodes.paragraph) and step_of(block) == "given"


def _introduces(block: nodes.Node, behind: nodes.Node | None) -> bool:
    """Whether a paragraph goes on with saying that a list of criteria follows."""
    is_open = isinstance(block, nodes.paragraph) and block.astext().rstrip().endswith(":")
    return is_open and behind is not None and is_list(behind)
