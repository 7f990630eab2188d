"""After reading: findings to the log, and which pages must be written again. After writing: what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.logging import is_suppressed_warning

from sphinxext_lcore import output
from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.exchange.lcore_json import dump
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.rendering.pages import TITLE, facts_digest, makes_page, page_body, page_name
from sphinxext_lcore.rendering.tables import translate
from sphinxext_lcore.tracing.shown import digest, page_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

logger = logging.getLogger(__name__)
JSON_NAME = "lcore.json"
_GENERATED = "//generated"
"""What the digest of the generated page is recorded under; no document can have this name."""


def begin_build(app: Sphinx) -> None:
    """Get ready: mark the output folder, and tell the domain which tags hold."""
    output.begin(app.outdir)
    LcoreDomain.of(app.env).tags = app.tags


def report(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Log every finding, in every build, and name the pages that show something else than before."""
    catalog = LcoreDomain.of(env).catalog
    for finding in catalog.findings:
        _log(app, finding)
    recorded = output.recorded_digests(app.outdir)
    return [docname for docname, shown in _digests(catalog).items() if recorded.get(docname) != shown]


def generated_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """The traceability page, unless it is there and would be the same."""
    folder = LcoreConfig.of(app.config).pages
    if folder is None or not makes_page(app.builder, folder):
        return
    catalog = LcoreDomain.of(app.env).catalog
    name = page_name(folder)
    written = app.outdir / name if app.builder.name == "html" else app.outdir / folder / "index"
    unchanged = output.recorded_digests(app.outdir).get(_GENERATED) == _generated_digest(app, catalog)
    if unchanged and written.with_suffix(".html").exists():
        return
    yield name, {"title": translate(TITLE), "body": page_body(catalog, app.builder, name)}, "page.html"


def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Write ``lcore.json``, and record what the pages show."""
    if exception is not None:
        return
    catalog = LcoreDomain.of(app.env).catalog
    if app.builder.format == "html" and app.builder.name != "epub":  # a book has no room for it
        output.replace_file(app.outdir / JSON_NAME, dump(catalog))
    output.end(app.outdir, {**_digests(catalog), _GENERATED: _generated_digest(app, catalog)})


def _digests(catalog: Catalog) -> dict[str, str]:
    return {document.docname: page_digest(catalog, document) for document in catalog.documents}


def _generated_digest(app: Sphinx, catalog: Catalog) -> str:
    """What the page shows, and what Sphinx would write all its own pages again for."""
    build_info = getattr(app.builder, "build_info", None)
    return digest(facts_digest(catalog), getattr(build_info, "config_hash", ""))


def _log(app: Sphinx, finding: Finding) -> None:
    location = f"{app.srcdir / finding.path}:{finding.line}"
    if finding.level is Level.WARNING:
        logger.warning(finding.message, type="lcore", subtype=finding.rule, location=location)
    elif not is_suppressed_warning("lcore", finding.rule, app.config.suppress_warnings):
        if finding.level is Level.ERROR:
            logger.error(finding.message, type="lcore", subtype=finding.rule, location=location)
            app.statuscode = 1
        else:
            # Sphinx prints neither place nor kind of what it calls information.
            logger.info("%s: INFO: %s [lcore.%s]", location, finding.message, finding.rule)
