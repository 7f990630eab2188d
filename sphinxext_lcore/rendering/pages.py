"""The generated page of HTML builds: coverage, matrix and findings over all features, through the theme's template."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import CoverageQuery, GroupBy, MatrixQuery
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.html import tables_html, uri_maker
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.shown import digest
from sphinxext_lcore.tracing.table import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.builders import Builder

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

LABEL = "traceability"
"""The label under which ``{ref}`` finds the page, whatever its folder."""
TITLE = term("Traceability")
_PERMALINK = term("Link to this heading")
_NO_FINDINGS = term("No findings.")
BUILDERS = frozenset({"html", "dirhtml"})
_COVERAGE = CoverageQuery(kind="coverage", caption=term("Coverage by feature"))
_MATRIX = MatrixQuery(kind="matrix", caption=term("Requirements traceability matrix"), group_by=GroupBy.FEATURE)


def page_name(folder: str) -> str:
    """The name of the page in a folder, as Sphinx names pages."""
    return f"{folder}/index"


def makes_page(builder: Builder, folder: str | None) -> bool:
    """Whether a builder makes the page: only two do, and a source document of its name wins."""
    if folder is None or builder.name not in BUILDERS:
        return False
    same_address = {page_name(folder), folder} if builder.name == "dirhtml" else {page_name(folder)}
    return not same_address & set(builder.env.found_docs)


def facts_digest(catalog: Catalog) -> str:
    """The digest of all that the page shows."""
    return digest(answer(catalog, _COVERAGE), answer(catalog, _MATRIX), tuple(map(repr, catalog.findings)))


def page_body(catalog: Catalog, builder: Builder, name: str) -> str:
    """The body of the page."""
    uri = uri_maker(builder, name)
    return "".join(
        (
            f"<h1>{escape(translate(TITLE))}</h1>\n",
            _section("coverage", term("Coverage"), tables_html(answer(catalog, _COVERAGE), uri)),
            _section("matrix", term("Matrix"), tables_html(answer(catalog, _MATRIX), uri)),
            _section("findings", term("Findings"), "".join(_findings(catalog, uri))),
        )
    )


def _section(anchor: str, heading: str, content: str) -> str:
    title = escape(translate(heading))
    link = f'<a class="headerlink" href="#{anchor}" title="{escape(translate(_PERMALINK))}">¶</a>'
    return f'<section id="{anchor}">\n<h2>{title}{link}</h2>\n{content}</section>\n'


def _findings(catalog: Catalog, uri: Callable[[Target], str]) -> Iterator[str]:
    if not catalog.findings:
        yield f'<p class="lcore-empty">{escape(translate(_NO_FINDINGS))}</p>\n'
        return
    for docname, findings in groupby(catalog.findings, key=lambda finding: finding.docname):
        heading = f'<a href="{escape(uri(Target(docname, "")))}">{escape(docname)}</a>'
        yield f'<h3>{heading}</h3>\n<ul class="lcore-findings">\n'
        yield from (_finding(catalog, finding, uri) for finding in findings)
        yield "</ul>\n"


def _finding(catalog: Catalog, finding: Finding, uri: Callable[[Target], str]) -> str:
    item = catalog.item(finding.item)
    place = f"{finding.path}:{finding.line}"
    where = f'<a href="{escape(uri(Target(item.docname, item.anchor)))}">{escape(place)}</a>' if item else escape(place)
    return (
        f'<li class="lcore-level-{finding.level}"><span class="lcore-level">{escape(translate(finding.level.value))}'
        f'</span> <span class="lcore-where">{where}</span> {escape(finding.message)} '
        f"<code>lcore.{escape(finding.rule)}</code></li>\n"
    )
