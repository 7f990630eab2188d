"""The open questions of a plain design: lists, headings, paragraphs or a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.directives.open_questions import split_origin
from sphinxext_lcore.reading.plain.criteria import entries_of, is_list
from sphinxext_lcore.reading.plain.forms import lead_of
from sphinxext_lcore.reading.plain.items import Unread
from sphinxext_lcore.reading.plain.sections import heading_line, title_text
from sphinxext_lcore.reading.tables import ExpectedColumn, MalformedTableError, read_rows
from sphinxext_lcore.reading.text import blocks_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.reading.places import SourceFiles, SourceLine

QUESTION_COLUMNS = (
    ExpectedColumn("Question", frozenset({"questions", "open question"})),
    ExpectedColumn("Origin", frozenset({"source", "deferred from"}), required=False),
)
_SETTLED = re.compile(
    r"\W*(?:resolved|answered|settled|decided|closed)\b(?:\s+(?:open\s+)?questions)?\W*", re.IGNORECASE
)
"""A heading above what is no open question any more."""
_TITLE_OF_ONE = re.compile(r"O?Q[0-9]+\b.*|.*\?", re.DOTALL)
"""A bold title that is a question, and no more than a remark or the name of a group."""
_NONE = re.compile(r"\W*(?:none|nothing|no\b|n/?a\b|tbd|todo)", re.IGNORECASE)


class PlainQuestion(NamedTuple):
    """An open question."""

    text: str
    origin: str
    at: SourceLine
    node: nodes.Element


class QuestionReader:
    """Reads the questions of a section."""

    def __init__(self, files: SourceFiles) -> None:
        self.files = files
        self.questions: list[PlainQuestion] = []
        self.unread: list[Unread] = []

    def read(self, section: nodes.section) -> None:
        """Read a section: its lists, tables and headings, and what asks beside them; without any, its paragraphs."""
        blocks = section.children[1:]
        if not any(map(_is_structured, blocks)):
            self._read_paragraphs([each for each in blocks if isinstance(each, nodes.paragraph)])
            blocks = [each for each in blocks if isinstance(each, addnodes.only)]
        for block in blocks:
            self._read_block(block)

    def _read_block(self, block: nodes.Node) -> None:
        if isinstance(block, addnodes.only):
            for inner in block.children:
                self._read_block(inner)
        elif isinstance(block, nodes.section):
            self._read_subsection(block)
        elif isinstance(block, nodes.table):
            self._read_table(block)
        elif is_list(block):
            for entry in entries_of([block]):
                self._add(entry)
        elif isinstance(block, nodes.paragraph) and _asks(block):
            self._add(block)

    def _read_subsection(self, section: nodes.section) -> None:
        """A heading above a list groups questions, unless it asks one; so does one above tables or headings."""
        body = section.children[1:]
        title = title_text(section)
        if _SETTLED.fullmatch(title):
            return
        if any(map(_is_structured, body)) and not (title.endswith("?") and any(map(is_list, body))):
            self.read(section)
            return
        text, origin = split_origin(nodes.container("", *(each.deepcopy() for each in body)))
        question = "\n\n".join(filter(None, (title, text)))
        self.questions.append(PlainQuestion(question, origin, heading_line(section, self.files), section))

    def _read_table(self, table: nodes.table) -> None:
        try:
            rows = read_rows(table, QUESTION_COLUMNS, self.files.pipe_header_line(table))
        except MalformedTableError as error:
            self.unread.append(Unread(self.files.line_of(table), why=f"a table that is not read: {error}"))
        else:
            asked = [row for row in rows if row.text(0)]
            self.questions += [
                PlainQuestion(row.text(0), row.text(1), self.files.line_of_row(row), row.node) for row in asked
            ]

    def _read_paragraphs(self, paragraphs: Sequence[nodes.paragraph]) -> None:
        """Read what asks, or begins with a bold title; what does neither is said to be left, unless it says "none"."""
        asking = [each for each in paragraphs if lead_of(each, in_list=False).bold or plain_text(each).endswith("?")]
        for paragraph in asking:
            self._add(paragraph)
        if not asking and paragraphs and not _NONE.match(blocks_text(paragraphs)):
            why = "a paragraph that asks nothing, so it is not read; write the open questions as a list"
            self.unread.append(Unread(self.files.line_of(paragraphs[0]), why=why))

    def _add(self, node: nodes.Element) -> None:
        text, origin = split_origin(node)
        if text:
            self.questions.append(PlainQuestion(text, origin, self.files.line_of(node), node))


def _is_structured(block: nodes.Node) -> bool:
    return is_list(block) or isinstance(block, (nodes.section, nodes.table))


def _asks(paragraph: nodes.paragraph) -> bool:
    """Whether a paragraph beside a list is a question of its own, and says nothing of the list."""
    bold = lead_of(paragraph, in_list=False).bold
    return plain_text(paragraph).endswith("?") or (bool(bold) and _TITLE_OF_ONE.fullmatch(bold) is not None)
