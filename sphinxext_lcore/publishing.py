"""The course of a build: what is made ready before it, which pages it makes of its own, what it leaves behind."""

from __future__ import annotations

import atexit
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_lcore import output
from sphinxext_lcore.baselines import baseline_of
from sphinxext_lcore.builder import LcoreBuilder
from sphinxext_lcore.checking.rules.tickets import TicketPattern
from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.evidence_files import evidence_of
from sphinxext_lcore.exchange.atom import FEED_NAME
from sphinxext_lcore.exchange.lcore_json import dump
from sphinxext_lcore.policies import policy_of, today
from sphinxext_lcore.rendering.feed import feed_of
from sphinxext_lcore.rendering.pages import page_context
from sphinxext_lcore.rendering.views import made_pages, page_name, pages_there
from sphinxext_lcore.sources import source_tree
from sphinxext_lcore.tracing.aggregates import answer_digest
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.shown import page_digests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinxext_lcore.model.catalog import Catalog

JSON_NAME = "lcore.json"
_GENERATED = "//generated/"
"""What stands before the names of generated pages where their digests are recorded; no document's begins so."""


def begin_build(app: Sphinx) -> None:
    """Get ready: mark the output folder, tell the domain what this build is held against, and that no page is written.

    Until the build ends, the garbage collector leaves alone what was loaded before it. To look through all these
    modules again and again costs a build of few documents as much as our own modules and records do. When the process
    ends, it leaves alone everything: Python would look through all of it once more before it gives it back anyway.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    if not isinstance(app.builder, LcoreBuilder):
        output.begin(app.outdir)
    domain = LcoreDomain.of(app.env)
    domain.tags, domain.written = app.tags, set()
    domain.policy, domain.today = policy_of(app), today()
    tickets = TicketPattern(LcoreConfig.of(app.config).ticket_pattern)
    domain.given = tuple(filter(None, (baseline_of(app), source_tree(app), evidence_of(app), tickets)))
    gc.freeze()


def generated_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """The traceability pages, without those that are there and would be the same."""
    folder = LcoreConfig.of(app.config).pages
    if folder is None:
        return
    catalog = LcoreDomain.of(app.env).catalog
    recorded, now = output.recorded_digests(app.outdir, app.builder.name), _generated_digests(app, catalog)
    for page in made_pages(app.builder, folder):
        name, record = page_name(folder, page.name), _GENERATED + page.name
        if recorded.get(record) != now[record] or not _newer_than_templates(app.builder, name):
            yield name, page_context(catalog, app.builder, folder, page), "page.html"


def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Write ``lcore.json``, and record what the pages show."""
    gc.unfreeze()
    if exception is not None:
        return
    catalog = LcoreDomain.of(app.env).catalog
    if isinstance(app.builder, LcoreBuilder):
        output.replace_file(app.outdir / JSON_NAME, dump(catalog))
        return
    if app.builder.format == "html" and app.builder.name != "epub":  # a book has no room for it
        output.replace_file(app.outdir / JSON_NAME, dump(catalog))
    _write_feed(app, catalog)
    output.end(app.outdir, app.builder.name, {**_written_digests(app, catalog), **_generated_digests(app, catalog)})


def _write_feed(app: Sphinx, catalog: Catalog) -> None:
    folder = LcoreConfig.of(app.config).pages
    if folder is None:
        return
    path = Path(app.outdir, folder, FEED_NAME)
    feed = feed_of(catalog, app.builder, folder)
    if feed:
        output.replace_file(path, feed)
    else:
        path.unlink(missing_ok=True)


def _written_digests(app: Sphinx, catalog: Catalog) -> dict[str, str]:
    """The digests of what the pages show: now, if they were written, else when they were; not all need be written."""
    written, recorded = LcoreDomain.of(app.env).written, output.recorded_digests(app.outdir, app.builder.name)
    now = catalog.view(page_digests)
    return {name: now[name] if name in written else recorded[name] for name in now if name in written | recorded.keys()}


def _generated_digests(app: Sphinx, catalog: Catalog) -> dict[str, str]:
    """What each generated page shows, and the configuration that it is made with."""
    pages = made_pages(app.builder, LcoreConfig.of(app.config).pages)
    build_info = getattr(app.builder, "build_info", None)
    if not pages or build_info is None:
        return {}
    # Sphinx's own hash leaves out those values that have every document read again.
    info = type(build_info)(app.config, app.tags, frozenset({"env", "html"}))
    there = tuple(page.name for page in pages_there(app.builder, LcoreConfig.of(app.config).pages))
    made_with = (info.config_hash, info.tags_hash, there)
    return {_GENERATED + page.name: digest(answer_digest(catalog, page.query), made_with) for page in pages}


def _newer_than_templates(builder: Builder, name: str) -> bool:
    """Whether a page is there, and no template changed since it was written."""
    assert isinstance(builder, StandaloneHTMLBuilder)  # no other makes pages
    page = Path(builder.get_outfilename(name))
    return page.exists() and page.stat().st_mtime >= builder.templates.newest_template_mtime()
