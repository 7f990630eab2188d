"""After reading: findings to the log, and which pages must be written again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.logging import is_suppressed_warning

from sphinxext_lcore import garbage, output
from sphinxext_lcore.builder import LcoreBuilder
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import printable
from sphinxext_lcore.page_state import made_with, shows_this_state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.model.records import Finding

logger = logging.getLogger(__name__)


def report(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Log every finding, in every build, and name the pages that show something else than before."""
    garbage.begin_writing()
    domain = LcoreDomain.of(env)
    for finding in domain.findings:
        _log(app, finding)
    if isinstance(app.builder, LcoreBuilder):
        return []  # it has no pages; to name one would have the environment stored again
    if shows_this_state(app):
        return []
    record = output.recorded(app.outdir, app.builder.name)
    if record.made_with != made_with(app):
        # No page is known to be right: there is no record, or another builder may have read the documents since, of
        # which Sphinx does not know.
        return sorted(env.found_docs)
    now = domain.page_digests
    changed = [docname for docname, shown in now.items() if record.digests.get(docname) != shown]
    return [*changed, *sorted((record.digests.keys() - now.keys()) & env.found_docs)]


def _log(app: Sphinx, finding: Finding) -> None:
    location = f"{app.srcdir / finding.path}:{finding.line}"
    message = printable(finding.message)
    if finding.level is Level.WARNING:
        logger.warning(message, type="lcore", subtype=finding.rule, location=location)
    elif not is_suppressed_warning("lcore", finding.rule, app.config.suppress_warnings):
        if finding.level is Level.ERROR:
            logger.error(message, type="lcore", subtype=finding.rule, location=location)
            app.statuscode = 1
        else:
            # Sphinx prints neither place nor kind of what it calls information.
            logger.info("%s: INFO: %s [lcore.%s]", location, message, finding.rule)
