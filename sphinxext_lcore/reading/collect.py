"""When a document is complete: from the notes of its directives and roles to its facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.document import Condition, Document, OptionLine, option_holder
from sphinxext_lcore.model.ids import anchor_of, default_key, full_id
from sphinxext_lcore.model.records import (
    ChangelogEntry,
    Criterion,
    Feature,
    Finding,
    Item,
    KeyFile,
    OpenQuestion,
    Requirement,
    UseCase,
)
from sphinxext_lcore.model.suggestion import line_elsewhere
from sphinxext_lcore.reading.anchors import give_anchors
from sphinxext_lcore.reading.code_words import code_words
from sphinxext_lcore.reading.contradictions import contradictions, filled
from sphinxext_lcore.reading.outline import read_outline
from sphinxext_lcore.reading.oversights import Overseer
from sphinxext_lcore.reading.places import SourceFiles
from sphinxext_lcore.reading.placing import Place, place_of
from sphinxext_lcore.reading.text import WordLines
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.cards import (
    CRITERION_ATTRIBUTE,
    DOCUMENT_ATTRIBUTE,
    ID_ATTRIBUTE,
    KIND_ATTRIBUTE,
    REQUIREMENT,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.model.queries import Aggregate
    from sphinxext_lcore.model.records import Mention
    from sphinxext_lcore.reading.notes import Note

_ANYTHING = frozenset({"any", "myst"})
"""The types of those references of Sphinx and MyST that may lead to whatever has a name."""
_NUMBERED = {ChangelogEntry: "changelog", OpenQuestion: "question", KeyFile: "file"}


def collect(
    env: BuildEnvironment, docname: str, document: nodes.document, notes: Collection[Note], names: frozenset[str]
) -> Document | None:
    """Make the facts of a document, and give its nodes their anchors.

    Args:
        env: The environment.
        docname: The document.
        document: Its doctree, complete.
        notes: What its directives and roles noted, in document order.
        names: The names of our directives, for finding stray fences.

    Returns:
        The facts, or None where the document states nothing.
    """
    collector = _Collector(env, docname, document)
    for note in notes:
        collector.add(note)
    collector.look_over(names)
    return collector.facts()


class _Collector:
    """Puts the facts of one document together."""

    def __init__(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.env, self.docname, self.document = env, docname, document
        self.files = SourceFiles(env, docname, document)
        self.feature: Feature | None = None
        self.feature_note: Note | None = None
        self.items: list[Item] = []
        self.findings: list[Finding] = []
        self.mentions: list[Mention] = []
        self.other_links = _other_links(document)
        self.aggregates: list[Aggregate] = []
        self.option_lines: list[OptionLine] = []
        self.conditions: list[Condition] = []
        self.has_changelog = False
        self.criteria_of: Counter[str] = Counter()
        self.pending: list[tuple[Note, Place]] = []
        self.words = WordLines()

    def add(self, note: Note) -> None:
        """Sort a note by what it states."""
        self.findings += note.findings
        place = place_of(note.node, self.document)
        if not place.attached or any(node is not None and node.get("no-index") for node in (note.node, place.card)):
            return
        if note.aggregate is not None:
            self.aggregates.append(note.aggregate)
        if note.name == "feature-design":
            self._add_feature(note)
        else:
            self.pending.append((note, place))

    def _add_feature(self, note: Note) -> None:
        feature = next((item for item in note.items if isinstance(item, Feature)), None)
        if feature is None:
            return
        if note.plain and self.feature is not None:
            self.findings += contradictions(self.feature, feature)
            self.feature = filled(self.feature, feature)
            return
        if self.feature is not None:
            first = line_elsewhere(self.feature.line, self.feature.path, feature.path)
            message = f"second feature-design; the first stands on {first}, one document has one"
            self.findings.append(_finding("duplicate_feature", message, feature.path, feature.line))
            return
        self.feature, self.feature_note = feature, note

    def facts(self) -> Document | None:
        """Settle everything that needed the whole document."""
        title = next(iter(self.document.findall(nodes.title)), None)
        title_text = " ".join(title.astext().split()) if title is not None else ""
        self._settle_feature(title_text)
        self._let_directives_win()
        for note, place in self.pending:
            self._settle(note, place)
        if self.feature is not None:
            self.findings += self.overseer.in_designs()
        kept = (self.feature, self.items, self.mentions, self.other_links, self.aggregates, self.findings)
        return self._document(title_text) if any(kept) else None

    def look_over(self, names: frozenset[str]) -> None:
        """Look at the source, because what a stray fence swallows is not in the doctree."""
        self.overseer = Overseer(self.env, self.document, self.files)
        self.findings += self.overseer.stray_fences(names)

    def _let_directives_win(self) -> None:
        """Bring what was read from plain text into its place, and drop what a directive states as well."""
        if not any(note.plain for note, _ in self.pending):
            return
        stated = {item.id: item for note, _ in self.pending if not note.plain for item in note.items if _has_id(item)}
        kept = []
        for note, place in self.pending:
            twin = stated.get(note.items[0].id) if note.plain and note.items and _has_id(note.items[0]) else None
            if twin is None:
                kept.append((note, place))
            else:
                self.findings += contradictions(twin, note.items[0])
                _take_places_away(note)
        places: dict[int, int] = {}
        if self.files.with_includes:  # lines of several files do not say what stands first
            places = {id(node): number for number, node in enumerate(walk(self.document))}
        self.pending = sorted(kept, key=lambda pair: places.get(id(pair[0].node), pair[0].line))

    def _settle_feature(self, title: str) -> None:
        stated = [note for note, _ in self.pending if note.items]
        if self.feature is None and stated:
            first = stated[0].items[0]
            key = default_key(self.docname)
            self.feature = Feature(id=key, path=first.path, line=first.line, declared=False)
            message = f"{stated[0].name} outside a feature; add a feature-design block, as which '{key}' is taken now"
            self.findings.append(_finding("outside_feature", message, first.path, stated[0].line))
        if self.feature is None:
            return
        key = self.feature.id
        self.feature = self.feature.model_copy(
            update={
                "feature": key,
                "docname": self.docname,
                "title": self.feature.title or title,
                "anchor": self._feature_anchor(key),
            }
        )
        if self.feature_note is not None:
            self._note_lines(self.feature, self.feature_note.option_lines)

    def _feature_anchor(self, key: str) -> str:
        note = self.feature_note
        if note is None or note.node is None:
            return ""
        self._place_links(note, note.name, key, key)
        if isinstance(note.node, nodes.section):
            return str(note.node["ids"][0])
        if key not in self.document.ids:  # a heading may have that very anchor, and is as good a place
            note.node.insert(0, nodes.target("", "", ids=[key]))
            self.document.ids[key] = note.node
        return key

    @property
    def _key(self) -> str:
        return self.feature.id if self.feature is not None else ""

    def _settle(self, note: Note, place: Place) -> None:
        owner = place.card.get(ID_ATTRIBUTE, "") if place.card is not None else ""
        # A reference to another project is the business of intersphinx.
        if note.mention is not None and not (note.node is not None and note.node.get("intersphinx")):
            item = full_id(self._key, owner) if owner else ""
            told = None if note.plain else note.mention.line
            line = self.words.of(note.node, told) if note.node is not None else note.mention.line
            self.mentions.append(
                note.mention.model_copy(update={"item": item, "line": line, "condition": place.condition})
            )
        if note.name == "design-changelog":
            self.has_changelog = True
        if not note.items or (not note.plain and self._misplaced(note, place)):
            return
        for index, draft in enumerate(note.items):
            node = note.item_nodes[index] if note.item_nodes else note.node
            settled = self._settled(draft, note, owner, node)
            if settled is not None:
                self.items.append(settled)
                self._note_lines(settled, note.option_lines)
                condition = place_of(node, self.document).condition if note.item_nodes else place.condition
                if condition:
                    self.conditions.append(
                        Condition(item=settled.id, path=settled.path, line=settled.line, expression=condition)
                    )

    def _misplaced(self, note: Note, place: Place) -> bool:
        """Whether the block stands inside a card where it has no business."""
        if place.card is None:
            if note.name == "acceptance-criteria" and any(_nested(item) for item in note.items):
                message = (
                    "acceptance-criteria outside of a requirement; "
                    "nest it in one, or name the requirement after the directive's name, such as R1"
                )
                self.findings.append(_finding("misplaced_directive", message, note.items[0].path, note.line))
                return True
            return False
        allowed = note.name == "acceptance-criteria" and place.card[KIND_ATTRIBUTE] == REQUIREMENT
        if not allowed:
            message = f"{note.name} inside a {place.card[KIND_ATTRIBUTE]}; move it out, after the end of that block"
            self.findings.append(_finding("misplaced_directive", message, note.items[0].path, note.line))
        return not allowed

    def _settled(self, draft: Item, note: Note, owner: str, node: nodes.Element | None) -> Item | None:
        key, common = self._key, {"feature": self._key, "docname": self.docname}
        if isinstance(draft, (Requirement, UseCase)):
            anchor = give_anchors(self.document, note, key, draft.id)
            self._place_links(note, note.name, draft.id, anchor)
            return draft.model_copy(update={**common, "id": full_id(key, draft.id), "anchor": anchor})
        if isinstance(draft, Criterion):
            requirements = draft.requirements or (owner,)
            if not requirements[0]:  # its requirement has no id, which is a finding already
                return None
            position = 1 + self.criteria_of.total()
            self._place_label(node, position)
            update = {**common, **self._numbered(draft, requirements[0]), "requirements": requirements}
            return draft.model_copy(update={**update, "position": position})
        number = 1 + sum(type(item) is type(draft) for item in self.items)
        return draft.model_copy(update={**common, "id": full_id(key, f"{_NUMBERED[type(draft)]}-{number}")})

    def _numbered(self, draft: Criterion, requirement: str) -> dict[str, str]:
        """The id and the anchor of a criterion as they nearly always are: the catalog knows of other criteria."""
        owner = requirement if "." in requirement else full_id(self._key, requirement)
        self.criteria_of[owner] += 1
        local = draft.name or f"AC{self.criteria_of[owner]}"
        return {"id": full_id(owner, local), "anchor": anchor_of(owner.replace(".", "-"), local)}

    def _place_links(self, note: Note, kind: str, local_id: str, anchor: str) -> None:
        """Say whose links go there, for the time when the catalog is complete."""
        if note.links is not None:
            note.links[KIND_ATTRIBUTE], note.links[ID_ATTRIBUTE] = kind, local_id
            note.links[DOCUMENT_ATTRIBUTE] = self.docname
        if note.permalink is not None:
            note.permalink["anchor"] = anchor

    def _place_label(self, node: nodes.Element | None, position: int) -> None:
        if node is not None and CRITERION_ATTRIBUTE in node:
            node[CRITERION_ATTRIBUTE], node[DOCUMENT_ATTRIBUTE] = position, self.docname

    def _note_lines(self, item: Item, lines: dict[str, int]) -> None:
        self.option_lines += [
            OptionLine(item=option_holder(item), item_line=item.line, option=option, line=line)
            for option, line in lines.items()
        ]

    def _document(self, title: str) -> Document:
        def of(kind: type[Item]) -> tuple[Item, ...]:
            return tuple(item for item in self.items if isinstance(item, kind))

        return Document.model_validate(
            {
                "docname": self.docname,
                "title": title,
                "path": self.files.path,
                "feature": self.feature,
                "requirements": of(Requirement),
                "use_cases": of(UseCase),
                "criteria": of(Criterion),
                "changelog": of(ChangelogEntry),
                "has_changelog": self.has_changelog,
                "open_questions": of(OpenQuestion),
                "key_files": of(KeyFile),
                "outline": read_outline(self.document, self.files) if self.feature is not None else (),
                "code": code_words(self.document) if self.feature is not None else (),
                "mentions": tuple(self.mentions),
                "other_links": self.other_links,
                "aggregates": tuple(self.aggregates),
                "findings": tuple(self._stamped(finding, self._key) for finding in self.findings),
                "option_lines": tuple(self.option_lines),
                "conditions": tuple(self.conditions),
            }
        )

    def _stamped(self, finding: Finding, key: str) -> Finding:
        item = full_id(key, finding.item) if finding.item and "." not in finding.item else finding.item
        return finding.model_copy(update={"docname": self.docname, "feature": key, "item": item})


def _other_links(document: nodes.document) -> tuple[str, ...]:
    """The targets of links that Sphinx or MyST may find to be items of a design."""
    targets: set[str] = set()
    for node in walk(document):
        if isinstance(node, addnodes.pending_xref) and node.get("reftype") in _ANYTHING:
            targets.add(node["reftarget"])
        elif isinstance(node, nodes.reference) and node.get("id_link"):
            targets.add(node["refuri"][1:])  # MyST sees only after this that such an anchor is not on the page
    return tuple(sorted(targets))


def _take_places_away(note: Note) -> None:
    """Remove the places for links from an item that does not stand."""
    for place in (note.links, note.permalink):
        if place is not None:
            place.parent.remove(place)


def _has_id(item: Item) -> bool:
    return isinstance(item, (Requirement, UseCase))


def _nested(item: Item) -> bool:
    return isinstance(item, Criterion) and not item.requirements


def _finding(rule: str, message: str, path: str, line: int) -> Finding:
    return Finding(rule=rule, message=message, path=path, line=line)
