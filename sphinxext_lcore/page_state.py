"""Whether the pages in the output folder show the state of this build, so that none need be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore import output
from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.rendering.views import PAGES, made_pages, pages_there
from sphinxext_lcore.tracing.digest import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def page_state(app: Sphinx) -> str:
    """The digest of all that the pages follow from; empty where no digest says it."""
    state = LcoreDomain.of(app.env).state
    return state and digest(state, made_with(app))


def shows_this_state(app: Sphinx) -> bool:
    """Whether every page in the output folder shows this state."""
    recorded = output.recorded(app.outdir, app.builder.name).state
    return recorded != "" and recorded == page_state(app)


def made_with(app: Sphinx) -> str:
    """The digest of the configuration that pages are made with, and of the generated pages that they may lead to.

    Asked after reading: a document that has the label of a generated page stands in for it.
    """
    config = LcoreConfig.of(app.config)
    made = {page.name for page in made_pages(app.builder, config.pages)}
    there = tuple((page.name, page.name in made) for page in pages_there(app.builder, config.pages))
    labels = app.env.domains.standard_domain.anonlabels
    taken = tuple((page.label, labels.get(page.label)) for page in PAGES)
    info = getattr(app.builder, "build_info", None)
    if info is None:  # this builder keeps no record of its configuration
        return digest(config.model_dump_json(), there, taken)
    # Sphinx's own hash leaves out those values that have every document read again.
    whole = type(info)(app.config, app.tags, frozenset({"env", "html"}))
    return digest(whole.config_hash, whole.tags_hash, there, taken)
