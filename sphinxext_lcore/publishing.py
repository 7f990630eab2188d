"""The course of a build: what is made ready before it, which pages it makes of its own, what it leaves behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_lcore import garbage, output
from sphinxext_lcore.baselines import baseline_of
from sphinxext_lcore.builder import LcoreBuilder
from sphinxext_lcore.checking.rules.tickets import TicketPattern
from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.evidence_files import evidence_of
from sphinxext_lcore.exchange.atom import FEED_NAME
from sphinxext_lcore.exchange.lcore_json import dump_in_pieces
from sphinxext_lcore.page_state import made_with, page_state, shows_this_state
from sphinxext_lcore.policies import policy_of, today
from sphinxext_lcore.rendering.feed import feed_of
from sphinxext_lcore.rendering.pages import page_context
from sphinxext_lcore.rendering.views import made_pages, page_name
from sphinxext_lcore.sources import source_tree
from sphinxext_lcore.tracing.aggregates import known_answer
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.standing import SourceAddress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.rendering.views import GeneratedPage

JSON_NAME = "lcore.json"
_GENERATED = "//generated/"
"""What stands before the names of generated pages where their digests are recorded; no document's begins so."""


def begin_build(app: Sphinx) -> None:
    """Tell the domain what this build is held against."""
    domain = LcoreDomain.of(app.env)
    domain.tags, domain.written = app.tags, set()
    domain.policy, domain.today = policy_of(app), today()
    config = LcoreConfig.of(app.config)
    of_config = (TicketPattern(config.ticket_pattern), SourceAddress(config.source_url) if config.source_url else None)
    domain.given = tuple(filter(None, (baseline_of(app), source_tree(app), evidence_of(app), *of_config)))


def begin_reading(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Mark the output folder, and tell the domain that this build has written no page yet.

    An application that never builds does not come here, and one that builds twice comes twice.
    """
    domain = LcoreDomain.of(env)
    domain.written = set()
    if not isinstance(app.builder, LcoreBuilder):
        domain.mark = output.begin(app.outdir)
    garbage.begin_build()


def generated_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """The traceability pages, without those that are there and would be the same."""
    folder = LcoreConfig.of(app.config).pages
    if folder is None:
        return
    recorded = output.recorded(app.outdir, app.builder.name).digests
    current, whole = shows_this_state(app), _all_are_written(app)  # then Sphinx has reason to, or was told to
    configuration = made_with(app)
    for page in made_pages(app.builder, folder):
        name, before = page_name(folder, page.name), recorded.get(_GENERATED + page.name)
        there = before is not None and not whole and (current or before == _generated_digest(app, page, configuration))
        if not there or not _newer_than_templates(app.builder, name):
            yield name, page_context(LcoreDomain.of(app.env).catalog, app.builder, folder, page), "page.html"


def end_build(app: Sphinx, exception: Exception | None) -> None:
    """Write ``lcore.json``, and record what the pages show."""
    try:
        if exception is None:
            _leave_behind(app)
    finally:
        garbage.end_build()


def _leave_behind(app: Sphinx) -> None:
    if not isinstance(app.builder, LcoreBuilder) and not output.is_ours(app.outdir, LcoreDomain.of(app.env).mark):
        dict(_written_files(app))
        output.forget(app.outdir)
        return
    record = output.recorded(app.outdir, app.builder.name)
    there = all(output.digest_of(Path(app.outdir, name)) == digest for name, digest in record.files.items())
    if not there or not shows_this_state(app):
        output.keep_record(app.outdir, app.builder.name, _record(app, dict(_written_files(app))))
    if not isinstance(app.builder, LcoreBuilder):
        output.end(app.outdir)


def _written_files(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Write what is no page; each file with its digest."""
    builder, catalog, folder = app.builder, LcoreDomain.of(app.env).catalog, LcoreConfig.of(app.config).pages
    if isinstance(builder, LcoreBuilder) or (builder.format == "html" and builder.name != "epub"):  # a book has no room
        yield JSON_NAME, output.replace_file(app.outdir / JSON_NAME, dump_in_pieces(catalog))
    if isinstance(builder, LcoreBuilder) or folder is None:
        return
    name, feed = f"{folder}/{FEED_NAME}", feed_of(catalog, builder, folder)
    if feed:
        yield name, output.replace_text(app.outdir / name, feed)
    else:
        Path(app.outdir, name).unlink(missing_ok=True)


def _record(app: Sphinx, files: dict[str, str]) -> output.BuilderRecord:
    """What the pages show: now, if they were written, else when they were; not all need be written."""
    if isinstance(app.builder, LcoreBuilder):
        return output.BuilderRecord(state=page_state(app), files=files)
    domain = LcoreDomain.of(app.env)
    before, now = output.recorded(app.outdir, app.builder.name), domain.page_digests
    known = domain.written | before.digests.keys()
    there = {name: now[name] if name in domain.written else before.digests[name] for name in now if name in known}
    configuration = made_with(app) if _all_are_written(app) else before.made_with
    return output.BuilderRecord(
        digests={**there, **_generated_digests(app)},
        made_with=configuration,
        state=page_state(app) if there == now and configuration == made_with(app) else "",
        files=files,
    )


def _all_are_written(app: Sphinx) -> bool:
    return LcoreDomain.of(app.env).written >= app.env.found_docs


def _generated_digests(app: Sphinx) -> dict[str, str]:
    """What each generated page shows."""
    pages = made_pages(app.builder, LcoreConfig.of(app.config).pages)
    configuration = made_with(app)
    return {_GENERATED + page.name: _generated_digest(app, page, configuration) for page in pages}


def _generated_digest(app: Sphinx, page: GeneratedPage, configuration: str) -> str:
    """What a generated page shows, and the configuration that it is made with."""
    return digest(known_answer(LcoreDomain.of(app.env).catalog, page.query).digest, configuration)


def _newer_than_templates(builder: Builder, name: str) -> bool:
    """Whether a page is there, and no template changed since it was written."""
    assert isinstance(builder, StandaloneHTMLBuilder)  # no other makes pages
    page = Path(builder.get_outfilename(name))
    return page.exists() and page.stat().st_mtime >= builder.templates.newest_template_mtime()
