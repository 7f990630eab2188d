"""The sections of the template, found at any level of heading by their names."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from docutils import nodes

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
    "requirements": SectionKind.REQUIREMENTS,
    "functional requirements": SectionKind.REQUIREMENTS,
    "use cases": SectionKind.USE_CASES,
    "use-cases": SectionKind.USE_CASES,
    "user stories": SectionKind.USE_CASES,
    "acceptance test surface": SectionKind.ACCEPTANCE,
    "acceptance tests": SectionKind.ACCEPTANCE,
    "acceptance criteria": SectionKind.ACCEPTANCE,
    "changelog": SectionKind.CHANGELOG,
    "change log": SectionKind.CHANGELOG,
    "open questions": SectionKind.OPEN_QUESTIONS,
    "open questions for future work": SectionKind.OPEN_QUESTIONS,
    "open questions and future work": SectionKind.OPEN_QUESTIONS,
    "unknowns": SectionKind.OPEN_QUESTIONS,
    "key files": SectionKind.KEY_FILES,
    "key files and insertion points": SectionKind.KEY_FILES,
}
"""The names that are known, in lower case; a number or a letter before the name does not count."""

_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)])\s+")


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
    return SECTION_NAMES.get(_NUMBER.sub("", title_text(section)).rstrip(":").lower())


def sections_of(document: nodes.document, kind: SectionKind) -> Iterator[nodes.section]:
    """The sections of a kind, but none that lies inside another of the template's sections."""
    for section in document.findall(nodes.section):
        if kind_of(section) is kind and not _inside_another(section):
            yield section


def _inside_another(section: nodes.section) -> bool:
    outer = section.parent
    while outer is not None:
        if isinstance(outer, nodes.section) and kind_of(outer) is not None:
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
