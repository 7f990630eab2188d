"""Rules about the sections of a design: those that the team wants, and those that say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.policy import Section, Use
from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import nearest, shorten
from sphinxext_lcore.model.template import TEMPLATE_SECTIONS, template_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document, Heading

_STATED = {
    "Requirements": "requirements",
    "Use Cases": "use_cases",
    "Acceptance test surface": "criteria",
    "Open Questions for Future Work": "open_questions",
    "Changelog": "has_changelog",
}
"""What a document states when it has a section, whatever its heading is: a directive may stand anywhere."""
_TEMPLATE = tuple(Section(name=section.name, use=Use.IF_APPLICABLE) for section in TEMPLATE_SECTIONS)


def missing_section(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    """A section that the team requires and the design has not."""
    required = [section for section in policy.sections if section.use is Use.REQUIRED]
    for document in catalog.documents:
        feature = document.feature
        if feature is None or not feature.declared or not feature.in_force or not document.outline:
            continue  # without headings, as in a catalog that was read back, nothing can be said
        for section in required:
            if not _stated(document, section) and _owed(document.outline, section):
                message = f"no section '{section.name}'; {_cure(document, section, policy)}"
                yield about(feature, "missing_section", message)


def _stated(document: Document, section: Section) -> bool:
    fact = _STATED.get(section.identity)
    return fact is not None and bool(getattr(document, fact))


def _owed(outline: Sequence[Heading], section: Section) -> bool:
    """Whether a section is missing; one that has its place in another is only missed there."""
    if not section.parent:
        return not any(section.is_called(each.title) for each in outline)
    inside = list(_inside(outline, section.parent))
    return bool(inside) and not any(section.is_called(each.title) for each in inside)


def _inside(outline: Sequence[Heading], parent: str) -> Iterator[Heading]:
    """A section of the template and all that stand in it."""
    outer = Section(name=parent)
    level = 0
    for heading in outline:
        if heading.level <= level:
            level = 0
        if not level and outer.is_called(heading.title):
            level = heading.level
        if level:
            yield heading


def _cure(document: Document, section: Section, policy: Policy) -> str:
    otherwise = f"or set {_setting(section, policy)} in {policy.path or 'the policy'}"
    unknown = {each.title: each.line for each in document.outline if not _in_template(each)}
    slip = nearest(section.name, unknown)
    if slip:
        return f"rename '{shorten(slip)}' on line {unknown[slip]} if that is it, {otherwise}"
    marks = "#" * _usual_level(document.outline, section)
    title = f"{marks} {section.name}" if document.path.endswith(".md") else section.name
    return f"add '{title}', {otherwise}"


def _setting(section: Section, policy: Policy) -> str:
    known = template_section(section.name)
    if known is not None and known.keys and not policy.path.endswith(".toml"):
        return f"{known.keys[0]} to if_applicable"
    return "the section to if-applicable"


def _in_template(heading: Heading) -> bool:
    return any(section.is_called(heading.title) for section in _TEMPLATE)


def _usual_level(outline: Sequence[Heading], section: Section) -> int:
    """The level at which a design has such a section: that of the others of the template, one deeper inside another."""
    if section.parent:
        return min((each.level for each in _inside(outline, section.parent)), default=1) + 1
    known = [each.level for each in outline if _in_template(each)]
    return min(known, default=2)


def empty_section(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    """A section of the template in which nothing stands, unless the team does not use it."""
    chosen = {section.identity: section for section in (*_TEMPLATE, *policy.sections)}
    sections = [section for section in chosen.values() if section.use is not Use.NOT_USED]
    for document in catalog.documents:
        feature = document.feature
        if feature is None or not feature.in_force:
            continue
        for heading in _outermost_empty(document.outline):
            section = next((each for each in sections if each.is_called(heading.title)), None)
            if section is not None:
                required = section.use is Use.REQUIRED
                cure = "write it" if required else "write it, or remove the heading where it does not apply"
                yield Finding(
                    rule="empty_section",
                    message=f"section '{shorten(heading.title)}' is empty; {cure}",
                    feature=feature.id,
                    item=feature.id,
                    docname=document.docname,
                    path=heading.path,
                    line=heading.line,
                )


def missing_diagram(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    """An overview of the architecture without a picture in it or beside it, unless the team does not use it."""
    overview = policy.section("Overview") or Section(name="Overview")
    if overview.use is Use.NOT_USED:
        return
    for document in catalog.documents:
        feature = document.feature
        if feature is None or not feature.in_force:
            continue
        inside = list(_inside(document.outline, overview.parent))
        heading = next((each for each in inside if overview.is_called(each.title) and not each.empty), None)
        if heading is not None and not any(each.diagram for each in inside):
            message = (
                f"section '{shorten(heading.title)}' has no diagram; "
                "add a picture, a block that draws one, or a sketch in a block of code"
            )
            yield about(feature, "missing_diagram", message, heading.line).model_copy(update={"path": heading.path})


def _outermost_empty(outline: Sequence[Heading]) -> Iterator[Heading]:
    """The empty sections, without those that stand in another one."""
    level = 0
    for heading in outline:
        if heading.level <= level:
            level = 0
        if heading.empty and not level:
            level = heading.level
            yield heading
