"""Links to a heading that a directive replaces, written anew: they lead to the item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = (
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?!\s*\{(?!code))[^`\n]*\n(?:.*\n)*?(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"
)
_SIMPLE_NAME = re.compile(r"[a-z0-9]+(?:[-._:+][a-z0-9]+)*")


class Heading(NamedTuple):
    """The heading of an item in a plain design."""

    name: str
    """By what links lead to it: in MyST its anchor, in RST its words in lower case."""
    feature: str
    local_id: str
    role: str
    """The role that leads to the item."""


def relinked_myst(text: str, headings: Sequence[Heading], files: Iterable[str]) -> str:
    """A MyST source with links to items instead of to their headings.

    Args:
        text: The source.
        headings: Headings of one document.
        files: How links name the file of that document; an empty name says that it is this one.
    """
    if not headings:
        return text
    names = list(files)
    ids = {each.name: each.local_id if "" in names else f"{each.feature}.{each.local_id}" for each in headings}
    file, anchor = ("|".join(map(re.escape, each)) for each in (names, ids))
    link = rf"(?P<before>\]\(\s*<?|^[ \t>]*\[[^\]\n]+\]:\s*<?)(?:\./)?(?:{file})#(?P<anchor>{anchor})(?=[\s)>]|\Z)"

    def rewritten(match: re.Match[str]) -> str:
        return f"{match['before']}#{ids[match['anchor']]}" if match["anchor"] else match[0]

    return re.sub(f"{_CODE}|{link}", rewritten, text, flags=re.MULTILINE)


def relinked_rst(text: str, headings: Sequence[Heading]) -> str:
    """An RST source with links to items instead of to their headings, which RST knows by their words.

    Args:
        text: The source.
        headings: Headings of this document.
    """
    for heading in headings:
        words = r"\s+".join(map(re.escape, heading.name.split()))
        bare = words if _SIMPLE_NAME.fullmatch(heading.name) else "(?!)"
        link = rf"(?<![`:\w\\])`(?P<quoted>{words})`_(?![\w_])|(?<![-.:+`\w\\])(?P<bare>{bare})_(?![\w_])"
        role, target = heading.role, heading.local_id
        text = re.sub(
            link,
            lambda match: f":{role}:`{match['quoted'] or match['bare']} <{target}>`",  # noqa: B023 - called in this round
            text,
            flags=re.IGNORECASE,
        )
    return text
