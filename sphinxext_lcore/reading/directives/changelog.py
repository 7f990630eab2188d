"""``design-changelog``: what changed in a design, and why."""

from __future__ import annotations

import re
from typing import NamedTuple

from docutils import nodes

from sphinxext_lcore.model.records import ChangelogEntry
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.model.values import parse_date
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.places import SourceLine
from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow, columns_text, has_table
from sphinxext_lcore.reading.text import line_of, plain_text

_ENTRY = re.compile(r"(?P<date>[^:]{1,40}):\s*(?P<change>.*)", re.DOTALL)
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})\s*(?:[:–—-]\s*)?(?P<change>\S.*)", re.DOTALL)
CHANGELOG_COLUMNS = (
    ExpectedColumn("Date"),
    ExpectedColumn("Change", frozenset({"changes", "description", "summary", "what changed"})),
    ExpectedColumn("Reason", frozenset({"why", "rationale"}), required=False),
)


class DesignChangelog(DesignDirective[Options]):
    """Gives the table or the list as it is written; each row or item is an entry."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the block, and note the entries."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        lists = [node for node in content if isinstance(node, (nodes.bullet_list, nodes.enumerated_list))]
        if has_table(content):
            entries = [changelog_entry(row, self.path) for row in self.rows(content, CHANGELOG_COLUMNS)]
            self.note.items = tuple(map(self._dated, entries))
        elif lists:
            self.note.items = tuple(self._of_item(item) for listing in lists for item in listing.children)
        elif content:
            columns = columns_text(CHANGELOG_COLUMNS)
            self.find(
                "malformed_table", f"no table and no list; expected a table with {columns}, or items 'DATE: change'"
            )
        if not self.note.items and not self.note.findings:
            self.find("empty_changelog", "the changelog is empty; add a row with the date of the first version")
        return [nodes.container("", *content, classes=["lcore", "lcore-changelog"])]

    def _of_item(self, item: nodes.Node) -> ChangelogEntry:
        place, text = SourceLine(self.path, line_of(item, self.lineno_in_source)), plain_text(item)
        match = _ENTRY.fullmatch(text)
        date, change = (match["date"], match["change"]) if match else ("", text)
        return self._dated(entry_of_text(text, place) or dated_entry(date, change, "", place))

    def _dated(self, written: DatedEntry) -> ChangelogEntry:
        fault = written.fault
        if fault:
            self.find("malformed_date", fault, written.entry.line)
        return written.entry


class DatedEntry(NamedTuple):
    """An entry, and what is wrong with its date."""

    entry: ChangelogEntry
    fault: str


def dated_entry(written: str, change: str, reason: str, place: SourceLine) -> DatedEntry:
    """An entry of the changelog."""
    date = parse_date(written.strip())
    what = f"malformed date '{shorten(written)}'" if written.strip() else "no date"
    fault = "" if date is not None else f"{what} in the changelog; write it as YYYY-MM-DD, such as 2026-05-26"
    path, line = place
    return DatedEntry(
        ChangelogEntry(id="changelog", path=path, line=line, date=date, change=change, reason=reason), fault
    )


def changelog_entry(row: TableRow, path: str) -> DatedEntry:
    """The entry of a row of the table."""
    return dated_entry(row.text(0), row.text(1), row.text(2), SourceLine(path, row.line))


def entry_of_text(text: str, place: SourceLine) -> DatedEntry | None:
    """The entry of a paragraph or an item that begins with a date; None for any other."""
    match = _DATED.fullmatch(text)
    return dated_entry(match["date"], match["change"], "", place) if match else None
