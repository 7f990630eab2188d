"""The generated pages: which there are, what they show, and which of them a builder makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.queries import (
    FindingIndexQuery,
    GroupBy,
    HolesQuery,
    MapQuery,
    MatrixQuery,
    MatrixStyle,
    OverviewQuery,
    QuestionIndexQuery,
    TimelineQuery,
    UseCaseIndexQuery,
)
from sphinxext_lcore.model.terms import term

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_lcore.model.queries import AnyQuery

LABEL = "traceability"
"""The label under which ``{ref}`` finds the first page, whatever its folder; the others have it before their name."""
BUILDERS = frozenset({"html", "dirhtml"})
START = "index"


class GeneratedPage(NamedTuple):
    """A page that is made without being asked for."""

    name: str
    """The name in the folder of the pages, and in addresses."""
    title: str
    short_title: str
    """The title among those of the other pages."""
    query: AnyQuery

    @property
    def label(self) -> str:
        """The label under which ``{ref}`` finds the page."""
        return LABEL if self.name == START else f"{LABEL}-{self.name}"


PAGES: tuple[GeneratedPage, ...] = (
    GeneratedPage(START, term("Traceability"), term("Overview"), OverviewQuery(kind="overview")),
    GeneratedPage(
        "matrix",
        term("Requirements traceability matrix"),
        term("Matrix"),
        MatrixQuery(kind="matrix", group_by=GroupBy.FEATURE),
    ),
    GeneratedPage("use-cases", term("Use cases by role"), term("Use cases"), UseCaseIndexQuery(kind="use-cases")),
    GeneratedPage(
        "grid", term("Requirements and use cases"), term("Grid"), MatrixQuery(kind="matrix", style=MatrixStyle.GRID)
    ),
    GeneratedPage("map", term("Map of the trace"), term("Map"), MapQuery(kind="map")),
    GeneratedPage("holes", term("Holes in the trace"), term("Holes"), HolesQuery(kind="holes")),
    GeneratedPage("findings", term("Findings"), term("Findings"), FindingIndexQuery(kind="findings")),
    GeneratedPage("changelog", term("Changes of all designs"), term("Changelog"), TimelineQuery(kind="timeline")),
    GeneratedPage("questions", term("Open questions"), term("Open questions"), QuestionIndexQuery(kind="questions")),
)
"""Every generated page, in the order in which they are shown. A page is added here alone."""


def page_name(folder: str, page: str = START) -> str:
    """The name of a page in a folder, as Sphinx names pages."""
    return f"{folder}/{page}"


def is_made(builder: Builder, folder: str | None, page: str = START) -> bool:
    """Whether a builder makes a page: only two do, and a source document of its name wins."""
    if folder is None or builder.name not in BUILDERS:
        return False
    names = {page_name(folder, page)}
    if builder.name == "dirhtml":  # which writes a/index and a to one address
        names.add(folder if page == START else f"{page_name(folder, page)}/index")
    return names.isdisjoint(builder.env.found_docs)


def made_pages(builder: Builder, folder: str | None) -> tuple[GeneratedPage, ...]:
    """The pages that a builder makes."""
    return tuple(page for page in PAGES if is_made(builder, folder, page.name))


def pages_there(builder: Builder, folder: str | None) -> tuple[GeneratedPage, ...]:
    """The pages that a reader can be led to: those that a builder makes, and those that a document stands for."""
    return tuple(page for page in PAGES if is_there(builder, folder, page.name))


def is_there(builder: Builder, folder: str | None, page: str) -> bool:
    """Whether there is a page of a name, be it a generated one or a document in its place."""
    return folder is not None and (is_made(builder, folder, page) or page_name(folder, page) in builder.env.found_docs)
