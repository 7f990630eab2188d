"""Reads a plain design when its doctree is complete, and before smart quotes change its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.matching import Matcher

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.reading.notes import Note, notes_of
from sphinxext_lcore.reading.places import source_path
from sphinxext_lcore.reading.plain.items import ItemReader, PlainItem
from sphinxext_lcore.reading.plain.mentions import MentionReader
from sphinxext_lcore.reading.plain.metadata import metadata_table
from sphinxext_lcore.reading.plain.records import PlainNotes
from sphinxext_lcore.reading.plain.sections import SectionKind, heading_line, is_design, sections_of, title_text
from sphinxext_lcore.rendering.cards import ID_ATTRIBUTE, KIND_ATTRIBUTE
from sphinxext_lcore.rendering.nodes import card_links, html_permalink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.records import Item


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
        self.path = source_path(self.env, None, docname)
        notes = notes_of(self.env)
        if not is_design(self.document):
            message = "no Requirements section and no title 'Feature design …', so it is not read as a design"
            finding = Finding(rule="not_a_design", message=message, path=self.path, line=1)
            notes.append(Note("plain-design", 1, findings=[finding], plain=True))
            return
        self.lines = Path(self.env.doc2path(docname)).read_text("utf-8", "replace").splitlines()
        self.plain = PlainNotes(docname, self.path, self.lcore)
        notes += list(self._read(docname))

    def _read(self, docname: str) -> Iterator[Note]:
        feature = self._feature()
        yield feature
        items = [*self._items(SectionKind.REQUIREMENTS), *self._items(SectionKind.USE_CASES)]
        made = [(item, self._note(kind, item)) for kind, item in items]
        _link_by_ids([(item, note) for item, note in made])
        yield from (note for _, note in made)
        for kind, item in items:
            if kind is SectionKind.REQUIREMENTS:
                yield from self.plain.nested_criteria(item)
        yield from self._template_sections()
        if self.lcore.autolink:
            ticket = str(getattr(feature.items[0], "ticket", ""))
            defined = [*(item.id for _, item in items), *self._stated_by_directives()]
            reader = MentionReader(docname, self.path, defined, self.lcore, ticket)
            yield from reader.read(self.document, frozenset(_heads(item for _, item in items)))
        for _, note in made:
            _add_places(note)

    def _stated_by_directives(self) -> Iterator[str]:
        names = {"requirement", "use-case"}
        return (item.id for note in notes_of(self.env) if note.name in names for item in note.items)

    def _feature(self) -> Note:
        table = metadata_table(self.document)
        first = next(iter(self.document.findall(nodes.section)))
        note = self.plain.feature(table, title_text(first), heading_line(first, self.lines))
        note.node = first
        note.links = card_links("", block=True)
        place = first.index(table) + 1 if table is not None else 1
        first.insert(place, note.links)
        return note

    def _items(self, kind: SectionKind) -> Iterator[tuple[SectionKind, PlainItem]]:
        for section in sections_of(self.document, kind):
            reader = ItemReader(kind, self.lines)
            reader.read(section)
            yield from ((kind, item) for item in reader.items)
            findings = [self.plain.unread(unread.id, unread.line) for unread in reader.unread]
            if findings:
                notes_of(self.env).append(Note("plain-design", 1, findings=findings, plain=True))

    def _note(self, kind: SectionKind, item: PlainItem) -> Note:
        note = self.plain.requirement(item) if kind is SectionKind.REQUIREMENTS else self.plain.use_case(item)
        for block in item.blocks:
            block[ID_ATTRIBUTE], block[KIND_ATTRIBUTE] = item.id, note.name
        return note

    def _template_sections(self) -> Iterator[Note]:
        for section in sections_of(self.document, SectionKind.ACCEPTANCE):
            yield from self.plain.acceptance(section)
        for section in sections_of(self.document, SectionKind.CHANGELOG):
            yield self.plain.changelog(section)
        for section in sections_of(self.document, SectionKind.OPEN_QUESTIONS):
            yield self.plain.open_questions(section)
        for section in sections_of(self.document, SectionKind.KEY_FILES):
            yield self.plain.key_files(section)


def _link_by_ids(made: list[tuple[PlainItem, Note]]) -> None:
    """Link requirements and use cases: one that names the other in its own words means a link, and nothing else."""
    use_cases = {item.id for item, note in made if note.name == "use-case"}
    named: dict[str, set[str]] = {}
    for item, note in made:
        ids = set(re.findall(r"(?<![\w.-])[A-Z]+[0-9]+[a-z]?(?![\w-])", item.text))
        if note.name == "requirement":
            named.setdefault(item.id, set()).update(ids & use_cases)
        else:
            for identifier in ids:
                named.setdefault(identifier, set()).add(item.id)
    order = [item.id for item, note in made if note.name == "use-case"]
    for item, note in made:
        if note.name == "requirement":
            links = tuple(identifier for identifier in order if identifier in named.get(item.id, ()))
            note.items = tuple(_with_use_cases(record, links) for record in note.items)


def _with_use_cases(record: Item, use_cases: tuple[str, ...]) -> Item:
    return record.model_copy(update={"use_cases": use_cases})


def _heads(items: Iterator[PlainItem]) -> Iterator[nodes.Node]:
    """The nodes of the words that define an item."""
    for item in items:
        if isinstance(item.place, nodes.TextElement) and not item.generated:
            kind = nodes.strong if item.bold else nodes.Text
            yield next(child for child in item.place.findall(kind) if child.astext().strip())


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
