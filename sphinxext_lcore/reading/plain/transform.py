"""Reads a plain design when its doctree is complete, and before smart quotes change its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.matching import Matcher

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.notes import Note, notes_of
from sphinxext_lcore.reading.places import SourceFiles
from sphinxext_lcore.reading.plain.forms import prefix_of
from sphinxext_lcore.reading.plain.items import ItemReader, PlainItem, Unread
from sphinxext_lcore.reading.plain.mentions import Left, MentionReader
from sphinxext_lcore.reading.plain.metadata import metadata_table
from sphinxext_lcore.reading.plain.nameless import read_nameless, tell_nameless
from sphinxext_lcore.reading.plain.records import PlainNotes
from sphinxext_lcore.reading.plain.references import ReferenceFinder
from sphinxext_lcore.reading.plain.sections import (
    SectionKind,
    heading_line,
    is_design,
    misnamed_sections,
    name_of,
    sections_by_kind,
    title_text,
)
from sphinxext_lcore.reading.plain.traces import link_by_ids
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.cards import ID_ATTRIBUTE, KIND_ATTRIBUTE, REQUIREMENT, USE_CASE
from sphinxext_lcore.rendering.nodes import card_links, html_permalink

if TYPE_CHECKING:
    from collections.abc import Iterator

_HTML_ANCHOR = re.compile(r"<[a-z][^<>]*\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)


class PlainDesign(SphinxTransform):
    """Notes what a plain design states, and puts anchors and places for links into it. No word of it is changed."""

    default_priority = 740
    """Smart quotes come at 750."""

    def apply(self, **_kwargs: Any) -> None:
        """Read the document, if the configuration says that it may be a design."""
        self.lcore = LcoreConfig.of(self.config)
        docname = self.env.docname
        if not self.lcore.designs or not Matcher(list(self.lcore.designs))(docname):
            return
        self.files = SourceFiles(self.env, docname, self.document)
        notes = notes_of(self.env)
        first = next(iter(self.document.findall(nodes.section)), None)
        self.sections = sections_by_kind(self.document)
        if first is None or not is_design(title_text(first), self.sections):
            message = "no Requirements section and no title 'Feature design …', so it is not read as a design"
            finding = Finding(rule="not_a_design", message=message, path=self.files.path, line=1)
            notes.append(Note("plain-design", 1, findings=[finding], plain=True))
            return
        self.plain = PlainNotes(docname, self.lcore, self.files)
        if self.files.with_includes or _HTML_ANCHOR.search(self.files.text) is not None:
            _respect_html(self.document)
        notes += list(self._read(docname, first))

    def _read(self, docname: str, first: nodes.section) -> Iterator[Note]:
        feature = self._feature(first)
        yield feature
        readers = {kind: self._items(kind) for kind in (SectionKind.REQUIREMENTS, SectionKind.USE_CASES)}
        made = [(item, self._note(kind, item)) for kind, reader in readers.items() for item in reader.items]
        stated = [note for note in notes_of(self.env) if note.name in {REQUIREMENT, USE_CASE} and not note.plain]
        ids = {item.id for note in (*stated, *(note for _, note in made)) for item in note.items}
        finder = ReferenceFinder(
            frozenset(filter(None, map(prefix_of, ids))),
            self.lcore.ticket_pattern,
            str(getattr(feature.items[0], "ticket", "")),
        )
        link_by_ids(made, stated, finder)
        yield from (note for _, note in made)
        unread = [
            each for reader in readers.values() for each in reader.unread if not (each.is_prose and each.id in ids)
        ]
        yield self.plain.unread([*unread, *self._misnamed()], ids)
        yield from self._criteria_of_items(made)
        yield from self._template_sections()
        if self.lcore.autolink:
            heads = {item.head for item, _ in made if not item.generated} | {each.head for each in unread}
            left = Left(frozenset(head for head in heads if head is not None), frozenset(self.plain.told))
            yield from MentionReader(docname, self.files, self.lcore, finder).read(self.document, left)
        for _, note in made:
            _add_places(note)

    def _feature(self, first: nodes.section) -> Note:
        table = metadata_table(self.document)
        note = self.plain.feature(table, title_text(first), heading_line(first, self.files))
        note.node = first
        note.links = card_links("", block=True)
        if table is not None:
            table.parent.insert(table.parent.index(table) + 1, note.links)
        else:
            first.insert(1, note.links)
        return note

    def _items(self, kind: SectionKind) -> ItemReader:
        reader = ItemReader(kind, self.files)
        for section in self.sections[kind]:
            if reader.read(section):
                tell_nameless(reader, section)
            elif next(iter(section.findall(addnodes.desc)), None) is None:
                read_nameless(reader, section)
        return reader

    def _misnamed(self) -> Iterator[Unread]:
        for kind, section in misnamed_sections(self.document):
            why = (
                f"section '{shorten(title_text(section))}' is not read, because its title says more than a name of the "
                f"template; call it '{name_of(kind)}' if it is that section"
            )
            yield Unread(heading_line(section, self.files), why=why)

    def _note(self, kind: SectionKind, item: PlainItem) -> Note:
        note = self.plain.requirement(item) if kind is SectionKind.REQUIREMENTS else self.plain.use_case(item)
        for block in item.blocks:
            block[ID_ATTRIBUTE], block[KIND_ATTRIBUTE] = item.id, note.name
        return note

    def _criteria_of_items(self, made: list[tuple[PlainItem, Note]]) -> Iterator[Note]:
        for item, note in made:
            if note.name == REQUIREMENT:
                yield from self.plain.nested_criteria(item)
            elif item.criteria:
                why = "criteria below a use case accept no requirement, so they are not read; name one: '**R1:** …'"
                yield self.plain.unread([Unread(self.files.line_of(item.criteria[0]), why=why)])

    def _template_sections(self) -> Iterator[Note]:
        readers = {
            SectionKind.ACCEPTANCE: self.plain.acceptance,
            SectionKind.CHANGELOG: self.plain.changelog,
            SectionKind.OPEN_QUESTIONS: self.plain.open_questions,
            SectionKind.KEY_FILES: self.plain.key_files,
        }
        for kind, read in readers.items():
            for section in self.sections[kind]:
                if not _inside_an_item(section):
                    yield from read(section)


def _inside_an_item(node: nodes.Node) -> bool:
    outer = node.parent
    while outer is not None and KIND_ATTRIBUTE not in outer:
        outer = outer.parent
    return outer is not None


def _respect_html(document: nodes.document) -> None:
    """Know the anchors that raw HTML makes, so that none of ours is the same."""
    for raw in walk(document):
        if isinstance(raw, nodes.raw):
            for identifier in _HTML_ANCHOR.findall(raw.astext()):
                document.ids.setdefault(identifier, raw)


def _add_places(note: Note) -> None:
    """Put the places for the anchor, the links and the permalink into an item."""
    if isinstance(note.node, nodes.section):
        note.links = card_links("", block=True)
        subsections = (index for index, child in enumerate(note.node.children) if isinstance(child, nodes.section))
        note.node.insert(next(subsections, len(note.node.children)), note.links)
    elif note.node is not None:
        note.links = card_links("", block=False)
        note.permalink = html_permalink()
        note.node += [note.links, note.permalink]
