"""The changelog of a plain design: a table, a list, dated paragraphs or dated headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.reading.directives.changelog import (
    CHANGELOG_COLUMNS,
    DatedEntry,
    Place,
    changelog_entry,
    dated_entry,
    entry_of_text,
)
from sphinxext_lcore.reading.plain.criteria import entries_of, is_list
from sphinxext_lcore.reading.plain.forms import text_with_breaks
from sphinxext_lcore.reading.plain.items import Unread
from sphinxext_lcore.reading.plain.sections import heading_line, title_text
from sphinxext_lcore.reading.tables import MalformedTableError, read_rows
from sphinxext_lcore.reading.text import blocks_text, line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEXT_DATE = re.compile(r"\n(?=\d{4}-\d{2}-\d{2}\s*[:–—-]\s)")
_ONLY_DATE = re.compile(r"\s*(?P<date>\d{4}-\d{2}-\d{2})\s*[:–—-]?\s*")


class HistoryReader:
    """Reads the entries of a changelog."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path, self.lines = path, list(lines)
        self.entries: list[DatedEntry] = []
        self.unread: list[Unread] = []
        self.has_directive = False

    def read(self, section: nodes.section) -> None:
        """Read a section."""
        waiting: tuple[str, int] | None = None
        """A date that stands alone, and its line: what follows it is what changed."""
        for block in section.children[1:]:
            if waiting is not None and (isinstance(block, nodes.paragraph) or is_list(block)) and not _dated(block):
                self._add(waiting[0], plain_text(block), waiting[1])
                waiting = None
                continue
            alone = _ONLY_DATE.fullmatch(text_with_breaks(block)) if isinstance(block, nodes.paragraph) else None
            waiting = (alone["date"], line_of(block, 1)) if alone is not None else None
            if waiting is None:
                self._read_block(block)

    def _read_block(self, block: nodes.Node) -> None:
        if isinstance(block, nodes.table):
            self._read_table(block)
        elif isinstance(block, nodes.section):
            self._read_subsection(block)
        elif isinstance(block, nodes.paragraph):
            self._read_paragraph(block)
        elif is_list(block):
            for entry in entries_of([block]):
                self._read_entry(entry)
        elif isinstance(block, nodes.container):
            self.has_directive = True

    def _read_table(self, table: nodes.table) -> None:
        try:
            rows = read_rows(table, CHANGELOG_COLUMNS, table.line or None)
        except MalformedTableError as error:
            self.unread.append(Unread(line_of(table, 1), why=f"a table that is not read: {error}"))
        else:
            self.entries += [changelog_entry(row, self.path) for row in rows]

    def _read_subsection(self, section: nodes.section) -> None:
        title = title_text(section)
        dates = _DATE.findall(title)
        if len(dates) != 1:
            self.read(section)
            return
        words = _DATE.sub("", title).strip(" :–—-()[]")
        text = ": ".join(filter(None, (words, blocks_text(section.children[1:]))))
        self._add(dates[0], text, heading_line(section, self.lines))

    def _read_paragraph(self, paragraph: nodes.paragraph) -> None:
        """Read a paragraph that begins with a date; each line of it may begin with one."""
        line = line_of(paragraph, 1)
        for text in _NEXT_DATE.split(text_with_breaks(paragraph)):
            entry = entry_of_text(" ".join(text.split()), Place(self.path, line))
            self.entries += [entry] if entry is not None else []
            line += text.count("\n") + 1

    def _read_entry(self, entry: nodes.list_item) -> None:
        line = line_of(entry, 1)
        text = plain_text(entry)
        found = entry_of_text(text, Place(self.path, line))
        if found is not None:
            self.entries.append(found)
        elif text:
            why = "begins with no date, so it is no entry of the changelog; write 'YYYY-MM-DD: what changed'"
            self.unread.append(Unread(line, why=why))

    def _add(self, date: str, change: str, line: int) -> None:
        self.entries.append(dated_entry(date, change, "", Place(self.path, line)))


def _dated(block: nodes.Node) -> bool:
    blocks = entries_of([block]) if is_list(block) else [block]
    return any(_DATE.match(text_with_breaks(each)) for each in blocks)
