"""Lists of items of one line each, as most lists of criteria are: they need no parser of blocks.

For a list of two items docutils makes a state machine of fifteen states and runs three; MyST parses the text of the
directive as a document of its own. Both come to the list that is made here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    ParseLine = Callable[[str, int], tuple[list[nodes.Node], list[nodes.system_message]]]

# What begins with a word and a blank is prose in both languages; two colons at the end announce a literal block.
_ITEM = re.compile(r"([-*+]) {1,3}([A-Za-z]{2,},? \S.*?)(?<!::)\s*")


def one_line_items(content: Iterable[str], parse: ParseLine) -> dict[int, nodes.list_item]:
    """The items that either parser makes of such lines; none where any line is something else.

    Args:
        content: The lines.
        parse: Parses the inline markup of a text, given the number of its line; the first is 0.

    Returns:
        The items, by the number of their line.
    """
    matches = {number: _ITEM.fullmatch(line) for number, line in enumerate(content) if line.strip()}
    items: dict[int, nodes.list_item] = {}
    if len({match and match[1] for match in matches.values()}) == 1:  # else there is more than one list
        for number, match in matches.items():
            if match is not None:
                parsed, messages = parse(match[2], number)
                items[number] = nodes.list_item("", nodes.paragraph(match[2], "", *parsed), *messages)
    return items
