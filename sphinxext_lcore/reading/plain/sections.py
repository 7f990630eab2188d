"""The sections of the template, found at any level of heading by their names."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.model.template import TEMPLATE_SECTIONS, names_of, plain_name, without_remark
from sphinxext_lcore.reading.places import SourceLine
from sphinxext_lcore.reading.plain.forms import Lead, lead_of, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.reading.places import SourceFiles


class SectionKind(StrEnum):
    """What a section of the template holds."""

    REQUIREMENTS = "requirements"
    USE_CASES = "use cases"
    ACCEPTANCE = "acceptance"
    CHANGELOG = "changelog"
    OPEN_QUESTIONS = "open questions"
    KEY_FILES = "key files"


PREFIXES: dict[SectionKind, frozenset[str]] = {
    SectionKind.REQUIREMENTS: frozenset({"R", "FR", "NFR", "REQ"}),
    SectionKind.USE_CASES: frozenset({"U", "UC"}),
}
"""What the ids begin with in which section."""
_IN_TEMPLATE = {
    SectionKind.REQUIREMENTS: "Requirements",
    SectionKind.USE_CASES: "Use Cases",
    SectionKind.ACCEPTANCE: "Acceptance test surface",
    SectionKind.CHANGELOG: "Changelog",
    SectionKind.OPEN_QUESTIONS: "Open Questions for Future Work",
    SectionKind.KEY_FILES: "Key files and insertion points",
}
SECTION_NAMES: dict[str, SectionKind] = {
    name: kind
    for kind, title in _IN_TEMPLATE.items()
    for section in TEMPLATE_SECTIONS
    if section.name == title
    for name in (title.lower(), *section.variants)
}
"""The names that are known, in lower case; a number or a letter before the name does not count."""

_WITH_ITEMS = frozenset({SectionKind.REQUIREMENTS, SectionKind.USE_CASES})
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s+(?:/\s*|and\s+)|/\s*")


def title_of(section: nodes.section) -> nodes.title | None:
    """The title node of a section."""
    first = section.children[0] if section.children else None
    return first if isinstance(first, nodes.title) else None


def title_text(section: nodes.section) -> str:
    """The title of a section, with single spaces."""
    title = title_of(section)
    return " ".join(title.astext().split()) if title is not None else ""


def kind_of(section: nodes.section) -> SectionKind | None:
    """What a section holds, or None where the template has no section of its name."""
    return kind_of_title(title_text(section))


def kind_of_title(title: str) -> SectionKind | None:
    """What a section of a title holds: by its name, or by several names of one kind, "Unknowns / open questions".

    A remark in parentheses may turn the meaning around, "Requirements (dropped)", but not that of acceptance criteria,
    each of which names its requirement.
    """
    name = plain_name(title)
    if name in SECTION_NAMES:
        return SECTION_NAMES[name]
    kinds = {SECTION_NAMES.get(each) for each in _BETWEEN_NAMES.split(name)}
    if len(kinds) == 1 and kinds != {None}:
        return kinds.pop()
    kind = SECTION_NAMES.get(without_remark(name))
    return kind if kind is SectionKind.ACCEPTANCE else None


def sections_by_kind(document: nodes.document) -> dict[SectionKind, list[nodes.section]]:
    """The sections of each kind, but none that belongs to a requirement, or to another of the template's sections.

    Acceptance criteria, for one, may stand as a section of their own among the requirements.
    """
    found: dict[SectionKind, list[nodes.section]] = {kind: [] for kind in SectionKind}
    for kind, section in _sections(document, frozenset(SectionKind)):
        found[kind].append(section)
    return found


def _sections(node: nodes.Element, wanted: frozenset[SectionKind]) -> Iterator[tuple[SectionKind, nodes.section]]:
    """The sections in a document that are of a wanted kind; they stand in each other, and in ``only``."""
    for child in node.children:
        if isinstance(child, nodes.section):
            kind = kind_of(child)
            if kind is not None and kind in wanted:
                yield kind, child
            yield from _sections(child, wanted - _closed_by(child, kind))
        elif isinstance(child, addnodes.only):
            yield from _sections(child, wanted)


def _closed_by(section: nodes.section, kind: SectionKind | None) -> frozenset[SectionKind]:
    """The kinds of which a section inside this one is none: its words belong to what this one holds."""
    if kind in _WITH_ITEMS:
        return frozenset({kind})
    return frozenset(SectionKind) if kind is not None or begins_an_item(section) else frozenset()


def misnamed_sections(document: nodes.document) -> Iterator[tuple[SectionKind, nodes.section]]:
    """The sections whose titles say the name of a kind and more, with items where that kind has some.

    A further word may turn the meaning around, so they are not read.
    """
    for section in document.findall(nodes.section):
        said = _kind_in(title_text(section))
        if said is None or any(map(kind_of, section.findall(nodes.section))) or _stands_in_a_kind(section):
            continue
        if said not in _WITH_ITEMS or any(map(begins_an_item, section.findall(nodes.Element))):
            yield said, section


def _kind_in(title: str) -> SectionKind | None:
    name = plain_name(title)
    named = [SECTION_NAMES[each] for each in names_of(title) if each in SECTION_NAMES]
    ending = [kind for known, kind in SECTION_NAMES.items() if name.endswith(f" {known}") and kind in _WITH_ITEMS]
    return min([*named, *ending], default=None)


def _stands_in_a_kind(section: nodes.section) -> bool:
    outer = section.parent
    while outer is not None:
        if isinstance(outer, nodes.section) and kind_of(outer) is not None:
            return True
        outer = outer.parent
    return False


def begins_an_item(node: nodes.Element) -> bool:
    """Whether a paragraph or a section is written as an item, wherever it stands."""
    if isinstance(node, nodes.section):
        return read_head(Lead("", title_text(node), is_heading=True)) is not None
    is_in_list = isinstance(node.parent, nodes.list_item)
    return isinstance(node, nodes.paragraph) and read_head(lead_of(node, in_list=is_in_list)) is not None


def name_of(kind: SectionKind) -> str:
    """What the template calls a section of a kind."""
    return _IN_TEMPLATE[kind]


def is_design(title: str, sections: dict[SectionKind, list[nodes.section]]) -> bool:
    """Whether a document is a feature design: it says so in its title, or has requirements."""
    return title.lower().startswith("feature design") or bool(sections[SectionKind.REQUIREMENTS])


def heading_line(section: nodes.section, files: SourceFiles) -> SourceLine:
    """The line of a heading's text; RST gives the line of what underlines it.

    Args:
        section: The section.
        files: The files of the document.
    """
    path, lines, title = files.path_of(section), files.lines_of(section), title_of(section)
    number = (title.line if title is not None else None) or section.line or 1
    words = title.rawsource.strip() if title is not None else ""
    for candidate in (number, number - 1):
        if 0 < candidate <= len(lines) and words and words[:40] in lines[candidate - 1]:
            return SourceLine(path, candidate)
    return SourceLine(path, number)
