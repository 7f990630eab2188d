"""``design-changelog``: what changed in a design, and why."""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_lcore.model.records import ChangelogEntry
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.model.values import parse_date
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import Options
from sphinxext_lcore.reading.tables import ExpectedColumn, columns_text, has_table
from sphinxext_lcore.reading.text import line_of, plain_text

_ENTRY = re.compile(r"(?P<date>[^:]{1,40}):\s*(?P<change>.*)", re.DOTALL)
CHANGELOG_COLUMNS = (
    ExpectedColumn("Date"),
    ExpectedColumn("Change", frozenset({"changes", "description"})),
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
            rows = self.rows(content, CHANGELOG_COLUMNS)
            self.note.items = tuple(self._entry(row.text(0), row.text(1), row.text(2), row.line) for row in rows)
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
        line = line_of(item, self.lineno_in_source)
        match = _ENTRY.fullmatch(plain_text(item))
        if match is None:
            return self._entry("", plain_text(item), "", line)
        return self._entry(match["date"], match["change"], "", line)

    def _entry(self, written: str, change: str, reason: str, line: int) -> ChangelogEntry:
        date = parse_date(written.strip())
        if date is None:
            what = f"malformed date '{shorten(written)}'" if written.strip() else "no date"
            self.find("malformed_date", f"{what} in the changelog; write it as YYYY-MM-DD, such as 2026-05-26", line)
        return ChangelogEntry(id="changelog", path=self.path, line=line, date=date, change=change, reason=reason)
