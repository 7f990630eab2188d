"""From what the readers found in a plain design to notes, as directives would have made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.ids import default_key
from sphinxext_lcore.model.records import (
    Criterion,
    CriterionSource,
    Feature,
    Finding,
    KeyFile,
    NamedValue,
    OpenQuestion,
    Requirement,
    UseCase,
)
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.model.values import FEATURE_STATUSES, parse_date, split_list
from sphinxext_lcore.reading.directives.acceptance import SURFACE_COLUMNS, label_criterion, row_criterion
from sphinxext_lcore.reading.directives.changelog import (
    CHANGELOG_COLUMNS,
    Place,
    changelog_entry,
    entry_of_text,
)
from sphinxext_lcore.reading.directives.key_files import KEY_FILE_COLUMNS, key_file
from sphinxext_lcore.reading.directives.open_questions import split_origin
from sphinxext_lcore.reading.notes import Note
from sphinxext_lcore.reading.plain.acceptance import of_entries, of_section
from sphinxext_lcore.reading.plain.metadata import metadata_rows
from sphinxext_lcore.reading.tables import MalformedTableError, read_rows
from sphinxext_lcore.reading.text import line_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.config import LcoreConfig
    from sphinxext_lcore.reading.plain.acceptance import PlainCriterion
    from sphinxext_lcore.reading.plain.items import PlainItem
    from sphinxext_lcore.reading.plain.metadata import MetadataRow
    from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow

_KNOWN = frozenset({"date", "component", "authors", "feature", "spike", "links", "status", "superseded-by"})


class PlainNotes:
    """Makes the notes of one document."""

    def __init__(self, docname: str, path: str, config: LcoreConfig) -> None:
        self.docname, self.path, self.config = docname, path, config

    def feature(self, table: nodes.table | None, title: str, line: int) -> Note:
        """The feature, from its metadata table; without one it has but a title."""
        rows = {row.name: row for row in metadata_rows(table)} if table is not None else {}
        note = Note("feature-design", line, table, plain=True)
        note.option_lines = {name: row.line for name, row in rows.items()}
        texts = {name: row.text for name, row in rows.items()}
        date = parse_date(texts.get("date", ""))
        if texts.get("date") and date is None:
            message = f"malformed date '{texts['date'][:60]}'; write it as YYYY-MM-DD, such as 2026-05-26"
            note.findings.append(self._finding("malformed_date", message, rows["date"].line))
        status = texts.get("status", "").lower()
        feature = Feature(
            id=default_key(self.docname),
            path=self.path,
            line=line,
            title=title,
            date=date,
            component=texts.get("component", ""),
            authors=split_list(texts.get("authors", "")),
            ticket=self._ticket(rows.get("feature")),
            spike=self._ticket(rows.get("spike")),
            links=texts.get("links", ""),
            urls=tuple(dict.fromkeys(target for row in rows.values() for _, target in row.links if target)),
            status=status if status in {*FEATURE_STATUSES, *self.config.statuses} else "",
            superseded_by=texts.get("superseded-by", ""),
            fields=tuple(NamedValue(name=n, value=text) for n, text in texts.items() if n not in _KNOWN and text),
            plain=True,
        )
        note.items = (feature,)
        return note

    def _ticket(self, row: MetadataRow | None) -> str:
        """The ticket that a cell names, in its words or in the target of a link."""
        if row is None:
            return ""
        for text in (row.text, *(target for _, target in row.links)):
            match = re.search(self.config.ticket_pattern, text)
            if match is not None:
                return match[0]
        return row.text

    def requirement(self, item: PlainItem) -> Note:
        """A requirement; the use cases that its statement names are its own."""
        record = Requirement(
            id=item.id, path=self.path, line=item.line, title=item.title, statement=item.text, use_cases=()
        )
        return self._item("requirement", item, record)

    def use_case(self, item: PlainItem) -> Note:
        """A use case."""
        story = parse_story(item.text)
        record = UseCase(
            id=item.id,
            path=self.path,
            line=item.line,
            title=item.title,
            story=item.text,
            role=story.role,
            want=story.want,
            benefit=story.benefit,
        )
        return self._item("use-case", item, record)

    def _item(self, name: str, item: PlainItem, record: Requirement | UseCase) -> Note:
        note = Note(name, item.line, item.place, items=(record,), plain=True)
        if item.generated:
            prefix = "R" if name == "requirement" else "U"
            message = f"{name} without an id, recorded as '{item.id}'; number it, such as **{prefix}1:**"
            note.findings.append(self._finding("generated_id", message, item.line))
        return note

    def criteria(self, found: Sequence[PlainCriterion], source: CriterionSource) -> Note:
        """The criteria of a list."""
        note = Note("acceptance-criteria", found[0].line, found[0].node, plain=True)
        note.item_nodes = tuple(criterion.node for criterion in found)
        note.items = tuple(
            Criterion(
                id="?",
                path=self.path,
                line=criterion.line,
                requirements=criterion.requirements,
                text=criterion.text,
                source=source,
            )
            for criterion in found
        )
        for criterion in found:
            label_criterion(criterion.node, silent=True)
        return note

    def nested_criteria(self, item: PlainItem) -> Iterator[Note]:
        """The criteria that stand with a requirement."""
        found = list(of_entries(item.criteria, (item.id,)))
        if found:
            yield self.criteria(found, CriterionSource.NESTED)

    def acceptance(self, section: nodes.section) -> Iterator[Note]:
        """The rows of the acceptance table, and the criteria in lists."""
        rows = [row for table in _tables(section) for row in _rows(table, SURFACE_COLUMNS) if row.text(0)]
        if rows:
            note = Note("acceptance-test-surface", rows[0].line, rows[0].node, plain=True)
            note.items = tuple(row_criterion(row, self.path) for row in rows)
            note.item_nodes = tuple(row.node for row in rows)
            for row in rows:
                label_criterion(row.node, silent=True)
            yield note
        found = list(of_section(section))
        if found:
            yield self.criteria(found, CriterionSource.SEPARATE)

    def changelog(self, section: nodes.section) -> Note:
        """The rows of the changelog table, or its dated paragraphs and items."""
        note = Note("design-changelog", line_of(section, 1), section, plain=True)
        rows = (row for table in _tables(section) for row in _rows(table, CHANGELOG_COLUMNS))
        entries = [changelog_entry(row, self.path) for row in rows]
        for block in section.children[1:]:
            dated = block.children if isinstance(block, (nodes.bullet_list, nodes.enumerated_list)) else [block]
            for each in dated if not isinstance(block, (nodes.table, nodes.section)) else ():
                dated_entry = entry_of_text(plain_text(each), Place(self.path, line_of(each, 1)))
                entries += [dated_entry] if dated_entry is not None else []
        note.items = tuple(entry for entry, _ in entries)
        note.findings += [self._finding("malformed_date", fault, entry.line) for entry, fault in entries if fault]
        if not entries:
            message = "the changelog is empty; add a row with the date of the first version"
            note.findings.append(self._finding("empty_changelog", message, line_of(section, 1)))
        return note

    def open_questions(self, section: nodes.section) -> Note:
        """The items of the lists."""
        lists = [each for each in section.children if isinstance(each, (nodes.bullet_list, nodes.enumerated_list))]
        items = [item for listing in lists for item in listing.children]
        note = Note("open-questions", line_of(section, 1), section, plain=True)
        note.items = tuple(self._question(item) for item in items if plain_text(item))
        return note

    def _question(self, item: nodes.Node) -> OpenQuestion:
        text, origin = split_origin(item)
        return OpenQuestion(id="question", path=self.path, line=line_of(item, 1), text=text, origin=origin)

    def key_files(self, section: nodes.section) -> Note:
        """The rows of the table."""
        rows = [row for table in _tables(section) for row in _rows(table, KEY_FILE_COLUMNS)]
        files: tuple[KeyFile, ...] = tuple(key_file(row, self.path) for row in rows if row.text(0))
        return Note("key-files", line_of(section, 1), section, items=files, plain=True)

    def unread(self, identifier: str, line: int) -> Finding:
        """What is said of a block that begins with an id and is in no form."""
        message = f"begins with {identifier}, but in no form that is read; write '**{identifier}:** …' to define it"
        return self._finding("unread_item", message, line)

    def _finding(self, rule: str, message: str, line: int) -> Finding:
        return Finding(rule=rule, message=message, path=self.path, line=line)


def _tables(section: nodes.section) -> list[nodes.table]:
    return [block for block in section.children if isinstance(block, nodes.table)]


def _rows(table: nodes.table, expected: Sequence[ExpectedColumn]) -> list[TableRow]:
    """The rows of a table of the template; another table has none, and is left as it is."""
    try:
        return read_rows(table, expected, table.line or None)
    except MalformedTableError:
        return []
