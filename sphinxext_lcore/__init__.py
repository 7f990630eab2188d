"""Feature designs in Sphinx: requirements, use cases, acceptance criteria, and the pages that trace them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension, in the order in which data flows: reading, domain, reporting, rendering."""
    from sphinxext_lcore.garbage import uncollected

    with uncollected():
        from sphinxext_lcore.builder import LcoreBuilder
        from sphinxext_lcore.config import check_config, setup_config
        from sphinxext_lcore.domain import LcoreDomain
        from sphinxext_lcore.publishing import begin_build, begin_reading, end_build, generated_pages
        from sphinxext_lcore.reading.captions import label_captions
        from sphinxext_lcore.reading.plain.transform import PlainDesign
        from sphinxext_lcore.reading.registration import register_short_names
        from sphinxext_lcore.rendering.setup import setup_rendering
        from sphinxext_lcore.reporting import report

    app.setup_extension("myst_parser")
    setup_config(app)
    # Before Sphinx checks the types of all values at 800.
    app.connect("config-inited", check_config, priority=400)
    app.add_domain(LcoreDomain)
    app.connect("builder-inited", begin_build)
    # Late, so that other extensions have taken their names.
    app.connect("builder-inited", register_short_names, priority=900)
    app.connect("env-before-read-docs", begin_reading)
    app.add_transform(PlainDesign)
    app.connect("doctree-read", label_captions)
    app.connect("env-updated", report)
    app.add_builder(LcoreBuilder)
    setup_rendering(app)
    app.connect("html-collect-pages", generated_pages)
    app.connect("build-finished", end_build)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
