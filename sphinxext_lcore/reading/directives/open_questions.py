"""``open-questions``: what is left for later, and where it comes from."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.records import OpenQuestion
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.text import CHECKBOX, line_of, plain_text

_DASH = re.compile(r"(?<!\s)\s+(?:—|–|--?)\s+")
_WORDS = r"(?:deferred|surfaced|postponed|raised)\s+(?:from|in|by|during)\b"
_ORIGINS = (
    re.compile(rf"\s*\((?P<origin>{_WORDS}[^()]*(?:\([^()]*\)[^()]*)*)\)", re.IGNORECASE),
    re.compile(rf"(?:^|[\s,;]+)(?P<origin>{_WORDS}(?:[^.]|\.(?=\S))*)", re.IGNORECASE),
)
"""Where a question comes from, in parentheses or to the end of the sentence."""
_LEAD_IN = re.compile(r"\s*(?::|—|–|--?)?\s*")


class OpenQuestions(DesignDirective[Options]):
    """Gives the list as it is written; each item is a question."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the list, and note the questions."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        lists = [node for node in content if isinstance(node, (nodes.bullet_list, nodes.enumerated_list))]
        items = [item for listing in lists for item in listing.children]
        if not content:
            self.find("empty_block", "open-questions is empty; write a list, or remove the block")
        elif not items:
            self.find("malformed_list", "open-questions needs a list, a question an item")
        self.note.items = tuple(self._question(item) for item in items)
        return [nodes.container("", *content, classes=["lcore", "lcore-questions"])]

    def _question(self, item: nodes.Node) -> OpenQuestion:
        text, origin = split_origin(item)
        line = line_of(item, self.lineno_in_source)
        return OpenQuestion(id="question", path=self.path, line=line, text=text, origin=origin)


def split_origin(item: nodes.Node) -> tuple[str, str]:
    """A question and its origin: what follows a dash, else "deferred from …", else the text of a link.

    A dash behind a bold title ends the title. Of several dashes, or where a question follows, none is known to begin
    the origin.
    """
    whole = plain_text(item)
    box = CHECKBOX.match(whole)
    text = whole[box.end() :] if box else whole
    start = _end_of_title(item, text)
    dashes = list(_DASH.finditer(text, start))
    if len(dashes) == 1 and not text.endswith("?"):
        return text[: dashes[0].start()], text[dashes[0].end() :]
    for pattern in _ORIGINS:
        match = pattern.search(text, start)
        if match is not None:
            question, rest = text[: match.start()].rstrip(" ,;—–-"), text[match.end() :].lstrip(". ")
            return " ".join(filter(None, (question, rest))), match["origin"].strip()
    link = next((each for each in item.findall() if isinstance(each, (nodes.reference, addnodes.pending_xref))), None)
    return text, plain_text(link) if link is not None else ""


def _end_of_title(item: nodes.Node, text: str) -> int:
    """Where the words behind a bold title begin."""
    first = next(iter(item.findall(nodes.paragraph)), None)
    bold = next((child for child in first.children if child.astext().strip()), None) if first is not None else None
    title = plain_text(bold) if isinstance(bold, nodes.strong) else ""
    if not title or not text.startswith(title):
        return 0
    match = _LEAD_IN.match(text, len(title))
    return match.end() if match is not None else 0
