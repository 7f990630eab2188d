"""From what the readers found in a plain design to notes, as directives would have made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.ids import default_key, is_id, nearest_id, next_free
from sphinxext_lcore.model.records import (
    Criterion,
    CriterionSource,
    Feature,
    Finding,
    NamedValue,
    OpenQuestion,
    Requirement,
    UseCase,
)
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.model.values import FEATURE_STATUSES, parse_date
from sphinxext_lcore.reading.directives.acceptance import (
    SURFACE_COLUMNS,
    accepts_none,
    label_criterion,
    row_criterion,
)
from sphinxext_lcore.reading.directives.key_files import KEY_FILE_COLUMNS, is_key_files, key_files
from sphinxext_lcore.reading.named_requirements import ids_of_cell, name_and_text
from sphinxext_lcore.reading.notes import Note
from sphinxext_lcore.reading.places import SourceLine
from sphinxext_lcore.reading.plain.acceptance import CriteriaReader, methods_of_cell, of_entries
from sphinxext_lcore.reading.plain.criteria import is_list
from sphinxext_lcore.reading.plain.history import HistoryReader
from sphinxext_lcore.reading.plain.items import Unread
from sphinxext_lcore.reading.plain.metadata import chosen_rows, metadata_rows, people
from sphinxext_lcore.reading.plain.questions import QuestionReader
from sphinxext_lcore.reading.plain.sections import heading_line, kind_of
from sphinxext_lcore.reading.tables import MalformedTableError, columns_text, read_rows
from sphinxext_lcore.reading.text import line_of
from sphinxext_lcore.reading.tickets import named_ticket

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinxext_lcore.config import LcoreConfig
    from sphinxext_lcore.reading.places import SourceFiles
    from sphinxext_lcore.reading.plain.acceptance import PlainCriterion
    from sphinxext_lcore.reading.plain.items import PlainItem
    from sphinxext_lcore.reading.plain.metadata import MetadataRow
    from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow

_LONG_NUMBER = re.compile("[0-9]{5}")


class PlainNotes:
    """Makes the notes of one document."""

    def __init__(self, docname: str, config: LcoreConfig, files: SourceFiles) -> None:
        self.docname, self.config, self.files = docname, config, files
        self.told: list[nodes.Node] = []
        """The cells that name the requirements of criteria."""

    def feature(self, table: nodes.table | None, title: str, at: SourceLine) -> Note:
        """The feature, from its metadata table; without one it has but a title."""
        rows, further = chosen_rows(metadata_rows(table) if table is not None else ())
        note = Note("feature-design", at.line, table, plain=True)
        path = self.files.path_of(table) if table is not None else at.path
        note.option_lines = {name: row.line if path == at.path else 0 for name, row in rows.items()}
        texts = {name: " ".join(row.text.split()) for name, row in rows.items()}
        date = parse_date(texts.get("date", ""))
        if texts.get("date") and date is None:
            message = f"malformed date '{texts['date'][:60]}'; write it as YYYY-MM-DD, such as 2026-05-26"
            note.findings.append(self._finding("malformed_date", message, SourceLine(path, rows["date"].line)))
        status = texts.get("status", "").lower()
        known = status in {*FEATURE_STATUSES, *self.config.statuses}
        fields = [*further, *([rows["status"]] if status and not known else [])]
        note.items = (
            Feature(
                id=default_key(self.docname),
                path=at.path,
                line=at.line,
                title=title,
                date=date,
                component=texts.get("component", ""),
                authors=people(rows["authors"].text) if "authors" in rows else (),
                ticket=self._ticket(rows.get("feature"), note, path),
                spike=self._ticket(rows.get("spike"), note, path),
                links=texts.get("links", ""),
                urls=tuple(sorted({to for row in (*rows.values(), *further) for _, to in row.links if to})),
                status=status if known else "",
                superseded_by=texts.get("superseded-by", ""),
                fields=tuple(NamedValue(name=row.key, value=" ".join(row.text.split())) for row in fields if row.text),
                plain=True,
            ),
        )
        return note

    def _ticket(self, row: MetadataRow | None, note: Note, path: str) -> str:
        """The ticket that a cell names, in its words or in the target of a link."""
        if row is None or not row.text:
            return ""
        targets = " ".join(target for _, target in row.links)
        ticket = named_ticket(" ".join(row.text.split()), self.config.ticket_pattern, targets)
        if fault := ticket.fault(row.name, "a row Links"):
            note.findings.append(self._finding("malformed_ticket", fault, SourceLine(path, row.line)))
        return ticket.key

    def requirement(self, item: PlainItem) -> Note:
        """A requirement; the use cases that its statement names are its own."""
        path, line = item.at
        record = Requirement(id=item.id, path=path, line=line, title=item.title, statement=item.text, use_cases=())
        return self._item("requirement", item, record)

    def use_case(self, item: PlainItem) -> Note:
        """A use case."""
        story = parse_story(item.text)
        record = UseCase(
            id=item.id,
            path=item.at.path,
            line=item.at.line,
            title=item.title,
            story=item.text,
            role=story.role,
            want=story.want,
            benefit=story.benefit,
        )
        return self._item("use-case", item, record)

    def _item(self, name: str, item: PlainItem, record: Requirement | UseCase) -> Note:
        note = Note(name, item.at.line, item.place, items=(record,), plain=True)
        if item.generated:
            kind, prefix = ("requirement", "R") if name == "requirement" else ("use case", "U")
            message = f"{kind} without an id, recorded as '{item.id}'; number it, such as '**{prefix}1:**'"
            note.findings.append(self._finding("generated_id", message, item.at))
        return note

    def criteria(self, found: Sequence[PlainCriterion], source: CriterionSource) -> Note:
        """The criteria of a list."""
        places = [self._line(criterion.first) for criterion in found]
        note = Note("acceptance-criteria", places[0].line, found[0].node, plain=True)
        note.item_nodes = tuple(criterion.node for criterion in found)
        note.items = tuple(
            Criterion(
                id=criterion.name or "?",
                name=criterion.name,
                path=path,
                line=line,
                requirements=criterion.requirements,
                text=criterion.text,
                source=source,
            )
            for criterion, (path, line) in zip(found, places, strict=True)
        )
        for criterion in found:
            label_criterion(criterion.node, silent=True)
        return note

    def _line(self, node: nodes.Element) -> SourceLine:
        heading = node.parent if isinstance(node, nodes.title) else None
        return heading_line(heading, self.files) if isinstance(heading, nodes.section) else self.files.line_of(node)

    def nested_criteria(self, item: PlainItem) -> Iterator[Note]:
        """The criteria that stand with a requirement."""
        found = list(of_entries(item.criteria, (item.id,)))
        if found:
            yield self.criteria(found, CriterionSource.NESTED)

    def acceptance(self, section: nodes.section) -> Iterator[Note]:
        """The rows of the acceptance table, and the criteria in lists."""
        unread: list[Unread] = []
        rows = [
            (row, self._named(row, unread)) for row in self._rows(section, SURFACE_COLUMNS, unread) if _has_words(row)
        ]
        rows = [(row, names) for row, names in rows if names]
        if rows:
            note = Note("acceptance-test-surface", rows[0][0].line, rows[0][0].node, plain=True)
            note.items = tuple(
                row_criterion(row, names, self.files.path_of(row.node), methods_of_cell(row.entries[2]))
                for row, names in rows
            )
            note.item_nodes = tuple(row.node for row, _ in rows)
            for row, _ in rows:
                label_criterion(row.node, silent=True)
            yield note
        reader = CriteriaReader(self.files)
        reader.read(section)
        if reader.criteria:
            yield self.criteria(reader.criteria, CriterionSource.SEPARATE)
        yield self.unread([*unread, *reader.unread])

    def _named(self, row: TableRow, unread: list[Unread]) -> tuple[str, ...]:
        """The requirements that a row names."""
        cell = row.entries[0]
        names = ids_of_cell(cell) if cell is not None else ()
        if not names:
            unread.append(Unread(self.files.line_of_row(row), why=accepts_none(row)))
            return ()
        self.told += filter(None, [cell])
        _, said = name_and_text(row.text(1))
        if not said:
            why = f"a row that says nothing of {', '.join(names)} accepts nothing; say what can be observed"
            unread.append(Unread(self.files.line_of_row(row), why=why))
        return names if said else ()

    def changelog(self, section: nodes.section) -> Iterator[Note]:
        """The rows of the changelog table, or its dated paragraphs, items and headings."""
        reader = HistoryReader(self.files)
        reader.read(section)
        note = Note("design-changelog", line_of(section, 1), section, plain=True)
        note.items, note.item_nodes = tuple(entry for entry, _ in reader.entries), tuple(reader.places)
        note.findings += [
            self._finding("malformed_date", fault, SourceLine(entry.path, entry.line))
            for entry, fault in reader.entries
            if fault
        ]
        if not reader.entries and not reader.unread and not reader.has_directive:
            message = "the changelog is empty; add a row with the date of the first version"
            note.findings.append(self._finding("empty_changelog", message, heading_line(section, self.files)))
        yield note
        yield self.unread(reader.unread)

    def open_questions(self, section: nodes.section) -> Iterator[Note]:
        """The questions."""
        reader = QuestionReader(self.files)
        reader.read(section)
        note = Note("open-questions", line_of(section, 1), section, plain=True)
        note.items = tuple(
            OpenQuestion(id="question", path=each.at.path, line=each.at.line, text=each.text, origin=each.origin)
            for each in reader.questions
        )
        note.item_nodes = tuple(each.node for each in reader.questions)
        yield note
        yield self.unread(reader.unread)

    def key_files(self, section: nodes.section) -> Iterator[Note]:
        """The rows of the table."""
        unread: list[Unread] = []
        rows = [row for row in self._rows(section, KEY_FILE_COLUMNS, unread) if row.text(0)]
        has_directive = any(map(is_key_files, section.findall(nodes.container)))
        if not rows and not unread and not has_directive and any(map(is_list, section.children)):
            why = f"no files are read from a list; write a table with {columns_text(KEY_FILE_COLUMNS)}"
            unread.append(Unread(heading_line(section, self.files), why=why))
        files = [(file, row.node) for row in rows for file in key_files(row, self.files.path_of(row.node))]
        note = Note("key-files", line_of(section, 1), section, plain=True)
        note.items, note.item_nodes = tuple(file for file, _ in files), tuple(node for _, node in files)
        yield note
        yield self.unread(unread)

    def unread(self, found: Iterable[Unread], taken: Collection[str] = ()) -> Note:
        """What is said of that which may be an item and may be none.

        Args:
            found: What is not read.
            taken: The ids that no other item may have.
        """
        return Note("plain-design", 1, findings=[self._unread(each, taken) for each in found], plain=True)

    def _unread(self, found: Unread, taken: Collection[str]) -> Finding:
        message = found.why
        if _LONG_NUMBER.search(found.id):
            message = (
                f"begins with {found.id}, whose number is longer than that of any item; give it four digits at most"
            )
        elif found.id in taken:
            message = (
                f"begins with {found.id}, which another item defines, and is not read; begin it with other words, "
                f"or with an id of its own: '**{next_free(found.id, taken)}:** …'"
            )
        elif found.id and is_id(found.id):
            message = f"begins with {found.id}, but in no form that is read; write '**{found.id}:** …' to define it"
        elif found.id:
            message = (
                f"begins with {found.id}, which is no id, so it is not read; "
                f"write '**{nearest_id(found.id, taken)}:** …' to define it"
            )
        return self._finding("unread_item", message, found.at)

    def _finding(self, rule: str, message: str, at: SourceLine) -> Finding:
        return Finding(rule=rule, message=message, path=at.path, line=at.line)

    def _rows(
        self, section: nodes.section, expected: Sequence[ExpectedColumn], unread: list[Unread]
    ) -> Iterator[TableRow]:
        """The rows of the tables of the template; another table is left as it is, and it is said."""
        for table in _tables(section):
            try:
                yield from read_rows(table, expected, self.files.pipe_header_line(table))
            except MalformedTableError as error:
                unread.append(Unread(self.files.line_of(table), why=f"a table that is not read: {error}"))


def _has_words(row: TableRow) -> bool:
    return any(row.text(column) for column in range(len(row.entries)))


def _tables(outer: nodes.Element) -> Iterator[nodes.table]:
    """The tables of a section, those in ``only``, and those of the sections in it that the template has no name for."""
    for block in outer.children:
        if isinstance(block, nodes.table):
            yield block
        elif isinstance(block, addnodes.only) or (isinstance(block, nodes.section) and kind_of(block) is None):
            yield from _tables(block)
