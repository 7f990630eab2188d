"""The sections of the template, found at any level of heading by their names."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.plain.forms import Lead, read_head

if TYPE_CHECKING:
    from collections.abc import Iterator


class SectionKind(StrEnum):
    """What a section of the template holds."""

    REQUIREMENTS = "requirements"
    USE_CASES = "use cases"
    ACCEPTANCE = "acceptance"
    CHANGELOG = "changelog"
    OPEN_QUESTIONS = "open questions"
    KEY_FILES = "key files"


SECTION_NAMES: dict[str, SectionKind] = {
    name: kind
    for kind, names in {
        SectionKind.REQUIREMENTS: (
            "requirements",
            "functional requirements",
            "functional and non-functional requirements",
            "non-functional requirements",
            "nonfunctional requirements",
        ),
        SectionKind.USE_CASES: ("use cases", "use-cases", "user stories"),
        SectionKind.ACCEPTANCE: ("acceptance test surface", "acceptance tests", "acceptance criteria"),
        SectionKind.CHANGELOG: ("changelog", "change log", "change history", "revision history"),
        SectionKind.OPEN_QUESTIONS: (
            "open questions",
            "open questions for future work",
            "open questions and future work",
            "unknowns",
        ),
        SectionKind.KEY_FILES: ("key files", "key files and insertion points"),
    }.items()
    for name in names
}
"""The names that are known, in lower case; a number or a letter before the name does not count."""

_WITH_ITEMS = frozenset({SectionKind.REQUIREMENTS, SectionKind.USE_CASES})
_NUMBER = re.compile(r"^[^\w(\[]*(?:(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)]|[IVX]+[.)])\s+)?")
_REMARK = re.compile(r"\s*\([^()]*\)$")
_BETWEEN_NAMES = re.compile(r"\s*/\s*|\s+and\s+")


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
    name = _NUMBER.sub("", title).rstrip(":").replace("&", "and").lower()
    if name in SECTION_NAMES:
        return SECTION_NAMES[name]
    kinds = {SECTION_NAMES.get(each) for each in _BETWEEN_NAMES.split(name)}
    if len(kinds) == 1 and kinds != {None}:
        return kinds.pop()
    without_remark = SECTION_NAMES.get(_REMARK.sub("", name))
    return without_remark if without_remark is SectionKind.ACCEPTANCE else None


def sections_of(document: nodes.document, kind: SectionKind) -> Iterator[nodes.section]:
    """The sections of a kind, but none that belongs to a requirement, or to another of the template's sections.

    Acceptance criteria, for one, may stand as a section of their own among the requirements.
    """
    for section in _sections(document):
        if kind_of(section) is kind and not _belongs_to_another(section, kind):
            yield section


def _sections(node: nodes.Element) -> Iterator[nodes.section]:
    """The sections in a document, in order; they stand in each other, and in ``only``."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield child
        if isinstance(child, (nodes.section, addnodes.only)):
            yield from _sections(child)


def _belongs_to_another(section: nodes.section, kind: SectionKind) -> bool:
    outer = section.parent
    while isinstance(outer, nodes.section):
        found = kind_of(outer)
        if found is None and read_head(Lead("", title_text(outer), is_heading=True)) is not None:
            return True
        if found is kind or (found is not None and found not in _WITH_ITEMS):
            return True
        outer = outer.parent
    return False


def is_design(document: nodes.document) -> bool:
    """Whether a document is a feature design: it says so in its title, or has requirements."""
    first = next(iter(document.findall(nodes.section)), None)
    if first is not None and title_text(first).lower().startswith("feature design"):
        return True
    return next(sections_of(document, SectionKind.REQUIREMENTS), None) is not None


def heading_line(section: nodes.section, lines: list[str]) -> int:
    """The line of a heading's text; RST gives the line of what underlines it.

    Args:
        section: The section.
        lines: The lines of the source.
    """
    title = title_of(section)
    number = (title.line if title is not None else None) or section.line or 1
    words = title.rawsource.strip() if title is not None else ""
    for candidate in (number, number - 1):
        if 0 < candidate <= len(lines) and words and words[:40] in lines[candidate - 1]:
            return candidate
    return number
