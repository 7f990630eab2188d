"""What every directive of ours does alike: take its block apart, check its options, note what it states."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Generic

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective
from sphinx.util.parsing import nested_parse_to_nodes

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.blocks import read_block
from sphinxext_lcore.reading.lost_options import lost_options
from sphinxext_lcore.reading.notes import Note, add_note, notes_of
from sphinxext_lcore.reading.one_line_items import one_line_items
from sphinxext_lcore.reading.options import OptionsT, check_options, option_names
from sphinxext_lcore.reading.places import source_path
from sphinxext_lcore.reading.prose import is_prose, leading_paragraphs
from sphinxext_lcore.reading.rst_body import parse_rst_body
from sphinxext_lcore.reading.tables import MalformedTableError, read_rows
from sphinxext_lcore.reading.text import line_of
from sphinxext_lcore.rendering.nodes import card_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.model.records import Item
    from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow


class DesignDirective(SphinxDirective, Generic[OptionsT]):
    """A directive that notes records; a subclass says which options it takes and what it makes of its content.

    docutils hands over the raw lines, because no option is declared: see ``blocks.read_block``.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    options_model: type[OptionsT]
    """The options that the directive takes; set on the class."""
    preset: ClassVar[dict[str, str]] = {}
    """Fields of the options that the directive itself gives."""

    named: nodes.Element | None = None
    """What ``:name:`` names; None for the outermost element."""

    checked: OptionsT
    note: Note
    argument: str
    path: str
    shift: int
    """By how much a line of the file differs from the line that docutils counts: an include goes on counting."""

    @cached_property
    def lcore(self) -> LcoreConfig:
        """The configuration of our own."""
        return LcoreConfig.of(self.config)

    def run(self) -> list[nodes.Node]:
        """Read the block, and return the nodes that show it."""
        source, self.lineno_in_source = self.get_source_info()
        self.path = source_path(self.env, source, self.env.docname)
        self.note = add_note(self.env, Note(self.name.removeprefix("lcore:"), self.lineno_in_source))
        block = read_block(self)
        self.argument = block.argument
        self.content, self.content_offset = block.content, block.content_offset
        self.shift = self.lineno_in_source - self.lineno
        options = [option._replace(line=option.line + self.shift) for option in block.options]
        self.note.option_lines = {option.name: option.line for option in options}
        self.checked, faults = check_options(self.options_model, options, self.statuses(), self.preset)
        for fault in faults:
            self.find(fault.rule, fault.message, fault.line)
        self._look_for_lost_options()
        result = self.build()
        self._finish(result)
        return result

    def _look_for_lost_options(self) -> None:
        if not any(line.startswith(":") for line in self.content):  # nearly always
            return
        for lost in lost_options(self.content, option_names(self.options_model, self.preset)):
            option = f":{lost.name}: {shorten(lost.value)}".rstrip()
            message = f"option {lost.name} is read as text; write '{option}' directly below the beginning of the block"
            self.find("unknown_option", message, self.body_line(lost.number))

    def build(self) -> list[nodes.Node]:
        """Make the nodes, and put the records into the note."""
        raise NotImplementedError

    def statuses(self) -> tuple[str, ...]:
        """The statuses that a ``status`` option may have."""
        return self.lcore.statuses

    def find(self, rule: str, message: str, line: int | None = None) -> None:
        """Note a finding, at a line of its own or at the directive's."""
        finding = Finding(rule=rule, message=message, path=self.path, line=line or self.lineno_in_source)
        self.note.findings.append(finding)

    def rows(self, content: Iterable[nodes.Node], expected: Sequence[ExpectedColumn]) -> Iterator[TableRow]:
        """The rows of the tables in the content; a table that lacks a column is a finding and has none."""
        for table in (table for node in content for table in node.findall(nodes.table)):
            try:
                yield from read_rows(table, expected, self._pipe_header_line(table))
            except MalformedTableError as error:
                self.find("malformed_table", str(error), line_of(table, self.lineno_in_source))

    def _pipe_header_line(self, table: nodes.table) -> int | None:
        """The line of the header, if this is a pipe table."""
        if self._in_rst or not table.line:
            return None
        index = table.line - 1 - self.lineno - self.content_offset
        return table.line if 0 <= index < len(self.content) and "|" in self.content[index] else None

    @property
    def _in_rst(self) -> bool:
        state: object = self.state  # MyST gives a mock of it
        return isinstance(state, RSTState)

    def inline(self, text: str, option: str = "") -> list[nodes.Node]:
        """Parse inline markup, of the argument or of an option; HTML in it is text like any other."""
        if not text:
            return []
        parsed, messages = self._parse_line(text, self.note.option_lines.get(option, self.lineno_in_source))
        parent = nodes.inline("", "", *parsed, *messages)
        for raw in list(parent.findall(nodes.raw)):
            raw.replace_self(nodes.Text(raw.astext()))
        return list(parent.children)

    def _parse_line(self, text: str, line: int) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse the inline markup of a text that stands on a line of the file."""
        if is_prose(text):
            return [nodes.Text(text)], []
        line -= self.shift
        # MyST counts from the line before.
        return self.parse_inline(text, lineno=line if self._in_rst else line - 1)

    def parse_body(self) -> list[nodes.Node]:
        """Parse the body, which should begin with prose."""
        paragraphs, rest = leading_paragraphs(list(self.content))
        made: list[nodes.Node] = [self._paragraph(lines, number) for number, lines in paragraphs.items()]
        if rest == len(self.content):
            return made
        content, offset = self.content[rest:], self.content_offset + rest
        if self._in_rst:
            return [*made, *parse_rst_body(self.env, self.state, content, offset)]
        return [*made, *nested_parse_to_nodes(self.state, content, offset=offset, allow_section_headings=False)]

    def _paragraph(self, lines: Sequence[str], number: int) -> nodes.paragraph:
        text = "\n".join(lines)
        parts = [text] if self._in_rst else re.split(r"(\n)", text)  # as the parsers have it
        paragraph = nodes.paragraph(text, "", *map(nodes.Text, parts))
        self.set_source_info(paragraph)
        paragraph.line = self.body_line(number)
        return paragraph

    def parse_list(self) -> list[nodes.Node]:
        """Parse the body, which should be a list."""
        items = one_line_items(self.content, lambda text, number: self._parse_line(text, self.body_line(number)))
        if not items:
            return self.parse_content_to_nodes()
        listing = nodes.bullet_list("", *items.values(), bullet=self.content[min(items)][0])
        self.set_source_info(listing)
        listing.line = self.body_line(min(items))
        for number, item in items.items():
            for node in (item, item.children[0]):
                node.source, node.line = listing.source, self.body_line(number)
        return [listing]

    def ids_so_far(self, kind: type[Item]) -> list[str]:
        """The ids of a kind of items that the document has stated above."""
        return [item.id for note in notes_of(self.env) for item in note.items if isinstance(item, kind)]

    def option_line(self, option: str) -> int | None:
        """The line of an option, where it is written."""
        return self.note.option_lines.get(option)

    def body_line(self, index: int) -> int:
        """The line of the file on which a line of the body stands; both lists of lines begin with 0."""
        index = min(index, max(0, len(self.content) - 1))
        if self._in_rst and self.content:
            return int(self.content.items[index][1]) + 1
        return self.lineno_in_source + 1 + self.content_offset + index

    def place_links(self) -> card_links:
        """Make the place where the links of the item go."""
        self.note.links = card_links("", block=True)
        return self.note.links

    def expect_no_argument(self) -> None:
        """Find fault with an argument that the directive does not take."""
        if self.argument:
            self.find(
                "unexpected_argument", f"{self.note.name} takes no argument; move '{self.argument}' into the body"
            )

    def _finish(self, result: Sequence[nodes.Node]) -> None:
        outermost = next((node for node in result if isinstance(node, nodes.Element)), None)
        if outermost is None:
            return
        if self.note.node is None:
            self.note.node = outermost
        self.set_source_info(outermost)
        outermost["classes"] += self.checked.class_.split()
        if self.checked.name:
            self.options = {"name": nodes.fully_normalize_name(self.checked.name)}
            self.add_name(self.named or outermost)
        if self.checked.no_index:
            self.note.items = ()
            self.note.node["no-index"] = True
