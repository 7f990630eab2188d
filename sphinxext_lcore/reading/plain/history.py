"""The changelog of a plain design: a table, a list, dated paragraphs or dated headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.directives.changelog import (
    CHANGELOG_COLUMNS,
    DatedEntry,
    changelog_entry,
    dated_entry,
    entry_of_text,
)
from sphinxext_lcore.reading.plain.criteria import entries_of, is_list
from sphinxext_lcore.reading.plain.forms import lead_of, text_with_breaks
from sphinxext_lcore.reading.plain.items import Unread, line_above
from sphinxext_lcore.reading.plain.sections import heading_line, title_text
from sphinxext_lcore.reading.tables import MalformedTableError, read_rows
from sphinxext_lcore.reading.text import blocks_text, plain_text

if TYPE_CHECKING:
    from sphinxext_lcore.reading.places import SourceFiles, SourceLine

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOLD = "\x00"
_NEXT_DATE = re.compile(rf"\n(?={_BOLD}\d{{4}}-\d{{2}}-\d{{2}}|\d{{4}}-\d{{2}}-\d{{2}}[ \t]*(?:[:–—-]\s|\n|$))")
"""Where a line begins with a date that is bold, alone, or has a mark behind it: a sentence may go on with any other."""
_TITLE_WITH_DATE = re.compile(r"(?P<words>[^\s(].*?)(?:\s+[–—-]|,)?\s+\(?(?P<date>\d{4}-\d{2}-\d{2})\)?[\s:.]*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_OTHER_DATE = re.compile(
    rf"[0-9]{{1,4}}[./-][0-9]{{1,2}}[./-][0-9]{{2,4}}\b|[0-9]{{1,2}}\.?\s+{_MONTH}\s+[0-9]{{4}}\b"
    rf"|{_MONTH}\s+[0-9]{{1,2}},?\s+[0-9]{{4}}\b",
    re.IGNORECASE,
)
"""Other ways to begin with a date, of which some mean two days."""
_ONLY_DATE = re.compile(r"\s*(?P<date>\d{4}-\d{2}-\d{2})\s*[:–—-]?\s*")


class HistoryReader:
    """Reads the entries of a changelog."""

    def __init__(self, files: SourceFiles) -> None:
        self.files = files
        self.entries: list[DatedEntry] = []
        self.places: list[nodes.Element] = []
        """The block in which each entry stands."""
        self.unread: list[Unread] = []
        self.has_directive = False

    def read(self, outer: nodes.Element) -> None:
        """Read a section, or an ``only`` in it."""
        waiting: tuple[str, SourceLine] | None = None
        """A date that stands alone, and its line: what follows it is what changed."""
        goes_on = False
        """Whether a list goes on with the entry above it."""
        for block in filter(_is_element, outer.children):
            before, is_text = len(self.entries), isinstance(block, nodes.paragraph)
            if waiting is not None and (is_text or is_list(block)) and not _dated(block):
                self._add(waiting[0], plain_text(block), waiting[1])
                waiting, goes_on = None, True
            elif goes_on and is_list(block) and not _dated(block):
                self._go_on(block)
            else:
                alone = _ONLY_DATE.fullmatch(text_with_breaks(block)) if is_text else None
                waiting = (alone["date"], self.files.line_of(block)) if alone is not None else None
                if waiting is None:
                    self._read_block(block)
                goes_on = is_text and len(self.entries) > before
            self.places += [block] * (len(self.entries) - len(self.places))
        if waiting is not None:
            why = f"a date without words behind it, so it is no entry; write '{waiting[0]}: what changed'"
            self.unread.append(Unread(waiting[1], why=why))

    def _read_block(self, block: nodes.Node) -> None:
        if isinstance(block, nodes.table):
            self._read_table(block)
        elif isinstance(block, addnodes.only):
            self.read(block)
        elif isinstance(block, nodes.section):
            self._read_subsection(block)
        elif isinstance(block, nodes.paragraph):
            self._read_paragraph(block)
        elif is_list(block):
            self._read_list(block)
        elif isinstance(block, (nodes.field_list, nodes.definition_list)):
            self._read_dated_list(block)
        elif isinstance(block, nodes.container):
            self.has_directive = True

    def _read_table(self, table: nodes.table) -> None:
        try:
            rows = read_rows(table, CHANGELOG_COLUMNS, self.files.pipe_header_line(table))
        except MalformedTableError as error:
            self.unread.append(Unread(self.files.line_of(table), why=f"a table that is not read: {error}"))
        else:
            self.entries += [changelog_entry(row, self.files.path_of(row.node)) for row in rows]

    def _read_subsection(self, section: nodes.section) -> None:
        title = title_text(section)
        dates = _DATE.findall(title)
        if len(dates) != 1:
            self.read(section)
            return
        words = _DATE.sub("", title).strip(" :–—-()[]")
        text = ": ".join(filter(None, (words, blocks_text(section.children[1:]))))
        self._add(dates[0], text, heading_line(section, self.files))

    def _read_paragraph(self, paragraph: nodes.paragraph) -> None:
        """Read a paragraph that begins with a date; each line of it may begin with one."""
        at = self.files.line_of(paragraph)
        titled = _TITLE_WITH_DATE.fullmatch(lead_of(paragraph, in_list=False).bold)
        if titled is not None:
            words, behind = titled["words"], plain_text(paragraph).removeprefix(titled[0]).lstrip(" :–—-")
            self._add(titled["date"], ": ".join(filter(None, (words, behind))), at)
            return
        for text in _NEXT_DATE.split(_with_bold_dates(paragraph)):
            words = " ".join(text.replace(_BOLD, "").split())
            entry = entry_of_text(words, at)
            if entry is not None:
                self.entries.append(entry)
            elif _OTHER_DATE.match(words):
                why = "begins with a date that is not read; write 'YYYY-MM-DD: what changed'"
                self.unread.append(Unread(at, why=why))
            at = at._replace(line=at.line + text.count("\n") + 1)

    def _read_dated_list(self, listing: nodes.Element) -> None:
        """Read what RST makes of a date and the words behind or below it: a list of fields or of definitions."""
        for entry in listing.children:
            date = _ONLY_DATE.fullmatch(plain_text(entry.children[0])) if entry.children else None
            if date is not None:
                at = line_above(entry.children[-1], date["date"], self.files)
                self._add(date["date"], blocks_text(entry.children[1:]), at)

    def _read_list(self, listing: nodes.Element) -> None:
        for entry in entries_of([listing]):
            self._read_entry(entry)

    def _read_entry(self, entry: nodes.list_item) -> None:
        text, at = plain_text(entry), self.files.line_of(entry)
        found = entry_of_text(text, at)
        if found is not None:
            self.entries.append(found)
        elif text:
            why = "begins with no date, so it is no entry of the changelog; write 'YYYY-MM-DD: what changed'"
            self.unread.append(Unread(at, why=why))

    def _go_on(self, listing: nodes.Element) -> None:
        """Add a list to the entry above it."""
        entry, fault = self.entries[-1]
        change = "\n\n".join((entry.change, plain_text(listing)))
        self.entries[-1] = DatedEntry(entry.model_copy(update={"change": change}), fault)

    def _add(self, date: str, change: str, at: SourceLine) -> None:
        self.entries.append(dated_entry(date, change, "", at))


def _is_element(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(node, nodes.Element)


def _with_bold_dates(paragraph: nodes.paragraph) -> str:
    """The text of a paragraph with its line breaks, and with a mark before each bold date."""
    is_bold = (isinstance(child, nodes.strong) and _DATE.match(child.astext()) for child in paragraph.children)
    texts = map(text_with_breaks, paragraph.children)
    return "".join(_BOLD + text if bold else text for text, bold in zip(texts, is_bold, strict=True))


def _dated(block: nodes.Node) -> bool:
    blocks = entries_of([block]) if is_list(block) else [block]
    return any(_DATE.match(text_with_breaks(each)) for each in blocks)
