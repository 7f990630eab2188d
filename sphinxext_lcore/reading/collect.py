"""When a document is complete: from the notes of its directives and roles to its facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.document import Condition, Document, OptionLine
from sphinxext_lcore.model.ids import anchor_of, default_key, full_id
from sphinxext_lcore.model.records import (
    ChangelogEntry,
    Criterion,
    CriterionSource,
    Feature,
    Finding,
    Item,
    KeyFile,
    OpenQuestion,
    Requirement,
    UseCase,
)
from sphinxext_lcore.reading.fences import stray_fences
from sphinxext_lcore.reading.placeholders import placeholders
from sphinxext_lcore.reading.places import source_path
from sphinxext_lcore.rendering.cards import DOCUMENT_ATTRIBUTE, ID_ATTRIBUTE, signature_of
from sphinxext_lcore.rendering.nodes import DOMAIN, criterion_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.model.queries import Aggregate
    from sphinxext_lcore.model.records import Mention
    from sphinxext_lcore.reading.notes import Note

_MARKDOWN = frozenset({".md", ".markdown", ".myst"})
_NUMBERED = {ChangelogEntry: "changelog", OpenQuestion: "question", KeyFile: "file"}


class _Place(NamedTuple):
    """Where a node ended up."""

    attached: bool
    conditions: tuple[str, ...]
    card: addnodes.desc | None


def collect(
    env: BuildEnvironment, docname: str, document: nodes.document, notes: Iterable[Note], names: frozenset[str]
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
    collector.find_stray_fences(names)
    return collector.facts()


class _Collector:
    """Puts the facts of one document together."""

    def __init__(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        self.env, self.docname, self.document = env, docname, document
        self.path = source_path(env, None, docname)
        self.feature: Feature | None = None
        self.feature_block: nodes.Element | None = None
        self.items: list[Item] = []
        self.findings: list[Finding] = []
        self.mentions: list[Mention] = []
        self.aggregates: list[Aggregate] = []
        self.option_lines: list[OptionLine] = []
        self.conditions: list[Condition] = []
        self.has_changelog = False
        self.pending: list[tuple[Note, _Place]] = []

    def add(self, note: Note) -> None:
        """Sort a note by what it states."""
        self.findings += note.findings
        place = _place_of(note.node, self.document)
        if not place.attached or (note.node is not None and note.node.get("no-index")):
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
        if self.feature is not None:
            message = f"second feature-design; the first stands on line {self.feature.line}, one document has one"
            self.findings.append(_finding("duplicate_feature", message, feature))
            return
        self.feature, self.feature_block = feature, note.node
        self.feature_lines = note.option_lines

    def facts(self) -> Document | None:
        """Settle everything that needed the whole document."""
        title = next(iter(self.document.findall(nodes.title)), None)
        title_text = " ".join(title.astext().split()) if title is not None else ""
        self._settle_feature(title_text)
        for note, place in self.pending:
            self._settle(note, place)
        if self.feature is not None:
            self._find_placeholders()
        kept = (self.feature, self.items, self.mentions, self.aggregates, self.findings)
        return self._document(title_text) if any(kept) else None

    def _settle_feature(self, title: str) -> None:
        stated = [note for note, _ in self.pending if note.items]
        if self.feature is None and stated:
            first = stated[0].items[0]
            key = default_key(self.docname)
            self.feature = Feature(id=key, path=first.path, line=first.line, declared=False)
            self.feature_lines = {}
            message = f"{stated[0].name} outside a feature; add a feature-design block, as which '{key}' is taken now"
            self.findings.append(_finding("outside_feature", message, first))
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
        self._note_lines(self.feature, self.feature_lines)

    def _feature_anchor(self, key: str) -> str:
        if self.feature_block is None:
            return ""
        if key not in self.document.ids:  # a heading may have that very anchor, and is as good a place
            self.feature_block.insert(0, nodes.target("", "", ids=[key]))
            self.document.ids[key] = self.feature_block
        self.feature_block[ID_ATTRIBUTE] = key
        self.feature_block[DOCUMENT_ATTRIBUTE] = self.docname
        return key

    def _settle(self, note: Note, place: _Place) -> None:
        owner = place.card.get(ID_ATTRIBUTE, "") if place.card is not None else ""
        key = self.feature.id if self.feature is not None else ""
        if note.mention is not None:
            item = full_id(key, owner) if owner else ""
            self.mentions.append(note.mention.model_copy(update={"item": item}))
        if note.name == "design-changelog":
            self.has_changelog = True
        if not note.items or self._misplaced(note, place):
            return
        for index, draft in enumerate(note.items):
            node = note.item_nodes[index] if note.item_nodes else note.node
            settled = self._settled(draft, key, owner, node)
            if settled is not None:
                self.items.append(settled)
                self._note_lines(settled, note.option_lines)
                if place.conditions:
                    expression = " and ".join(f"({each})" for each in place.conditions)
                    self.conditions.append(
                        Condition(item=settled.id, path=settled.path, line=settled.line, expression=expression)
                    )

    def _misplaced(self, note: Note, place: _Place) -> bool:
        """Whether the block stands inside a card where it has no business."""
        if place.card is None:
            if note.name == "acceptance-criteria" and any(_nested(item) for item in note.items):
                message = (
                    "acceptance-criteria outside of a requirement; "
                    "nest it in one, or name the requirement after the directive's name, such as R1"
                )
                self.findings.append(_finding("misplaced_directive", message, note.items[0]))
                return True
            return False
        allowed = note.name == "acceptance-criteria" and place.card["objtype"] == "requirement"
        if not allowed:
            message = f"{note.name} inside a {place.card['objtype']}; move it out, after the end of that block"
            self.findings.append(_finding("misplaced_directive", message, note.items[0]))
        return not allowed

    def _settled(self, draft: Item, key: str, owner: str, node: nodes.Element | None) -> Item | None:
        common = {"feature": key, "docname": self.docname}
        if isinstance(draft, (Requirement, UseCase)):
            anchor = self._anchor(key, draft.id, node)
            return draft.model_copy(update={**common, "id": full_id(key, draft.id), "anchor": anchor})
        if isinstance(draft, Criterion):
            if _nested(draft) and not owner:  # its requirement has no id, which is a finding already
                return None
            position = 1 + sum(isinstance(item, Criterion) for item in self.items)
            requirements = (owner,) if _nested(draft) else draft.requirements
            self._place_label(node, position)
            return draft.model_copy(update={**common, "requirements": requirements, "position": position})
        word = _NUMBERED[type(draft)]
        number = 1 + sum(type(item) is type(draft) for item in self.items)
        return draft.model_copy(update={**common, "id": full_id(key, f"{word}-{number}")})

    def _anchor(self, key: str, local_id: str, node: nodes.Element | None) -> str:
        """Give a card its two anchors: one that is unique in the project, and a short one where it is free."""
        anchor = base = anchor_of(key, local_id)
        number = 2
        while anchor in self.document.ids:
            anchor = f"{base}-{number}"
            number += 1
        if isinstance(node, addnodes.desc):
            signature = signature_of(node)
            signature["ids"] = [anchor, *signature["ids"]]
            self.document.ids[anchor] = signature
            short = local_id.lower()
            if short not in self.document.ids:
                signature["ids"].append(short)
                self.document.ids[short] = signature
            node[ID_ATTRIBUTE] = local_id
            node[DOCUMENT_ATTRIBUTE] = self.docname
        return anchor

    def _place_label(self, node: nodes.Element | None, position: int) -> None:
        label = next(iter(node.findall(criterion_label)), None) if node is not None else None
        if label is not None:
            label["position"], label[DOCUMENT_ATTRIBUTE] = position, self.docname

    def _note_lines(self, item: Item, lines: dict[str, int]) -> None:
        self.option_lines += [
            OptionLine(item=item.id, item_line=item.line, option=option, line=line) for option, line in lines.items()
        ]

    def find_stray_fences(self, names: frozenset[str]) -> None:
        """Look at the source, because what a stray fence swallows is not in the doctree."""
        self.source = Path(self.env.doc2path(self.docname)).read_text(encoding="utf-8", errors="replace")
        if Path(self.path).suffix.lower() not in _MARKDOWN:
            return
        for fence in stray_fences(self.source, names):
            message = (
                f"{fence.inner} ends the {fence.outer} around it (line {fence.outer_line}), because it has as many "
                f"marks; begin and end the outer block with one mark more: {fence.cure}"
            )
            self.findings.append(Finding(rule="stray_fence", message=message, path=self.path, line=fence.line))

    def _find_placeholders(self) -> None:
        for placeholder in placeholders(self.document, self.source):
            card = _place_of(placeholder.node.parent, self.document).card
            item = card.get(ID_ATTRIBUTE, "") if card is not None else ""
            message = f"placeholder {placeholder.text} left over; fill it in, or remove the line"
            finding = Finding(rule="placeholder", message=message, path=self.path, line=placeholder.line, item=item)
            self.findings.append(finding)

    def _document(self, title: str) -> Document:
        key = self.feature.id if self.feature is not None else ""

        def of(kind: type[Item]) -> tuple[Item, ...]:
            return tuple(item for item in self.items if isinstance(item, kind))

        return Document.model_validate(
            {
                "docname": self.docname,
                "title": title,
                "path": self.path,
                "feature": self.feature,
                "requirements": of(Requirement),
                "use_cases": of(UseCase),
                "criteria": of(Criterion),
                "changelog": of(ChangelogEntry),
                "has_changelog": self.has_changelog,
                "open_questions": of(OpenQuestion),
                "key_files": of(KeyFile),
                "mentions": tuple(self.mentions),
                "aggregates": tuple(self.aggregates),
                "findings": tuple(self._stamped(finding, key) for finding in self.findings),
                "option_lines": tuple(self.option_lines),
                "conditions": tuple(self.conditions),
            }
        )

    def _stamped(self, finding: Finding, key: str) -> Finding:
        item = full_id(key, finding.item) if finding.item and "." not in finding.item else finding.item
        return finding.model_copy(update={"docname": self.docname, "feature": key, "item": item})


def _nested(item: Item) -> bool:
    return isinstance(item, Criterion) and item.source is CriterionSource.NESTED


def _finding(rule: str, message: str, at: Item) -> Finding:
    return Finding(rule=rule, message=message, path=at.path, line=at.line)


def _place_of(node: nodes.Node | None, document: nodes.document) -> _Place:
    conditions: list[str] = []
    card: addnodes.desc | None = None
    outer = node.parent if node is not None else None
    last: nodes.Node | None = node
    while outer is not None:
        if isinstance(outer, addnodes.only):
            conditions.append(outer["expr"])
        elif card is None and isinstance(outer, addnodes.desc) and outer.get("domain") == DOMAIN:
            card = outer
        last, outer = outer, outer.parent
    return _Place(last is document, tuple(reversed(conditions)), card)
