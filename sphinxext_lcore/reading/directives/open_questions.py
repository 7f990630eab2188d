"""``open-questions``: what is left for later, and where it comes from."""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_lcore.model.records import OpenQuestion
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.text import line_of, plain_text

_DASH = re.compile(r"\s+(?:—|–|--?)\s+")
_ORIGIN = re.compile(r"[\s,;(]+(?P<origin>(?:deferred|surfaced|postponed|raised)\s+(?:from|in|by|during)\b.*)", re.I)


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
    """A question and its origin: what follows a dash, else "deferred from …", else the text of a link."""
    text = plain_text(item)
    question, *rest = _DASH.split(text, maxsplit=1)
    if rest:
        return question, rest[0]
    match = _ORIGIN.search(text)
    if match is not None:
        return text[: match.start()].rstrip(), match["origin"].rstrip(").")
    link = next(iter(item.findall(nodes.reference)), None)
    return text, plain_text(link) if link is not None else ""
