"""The evidence of a build: which files it is read from, and what is said where it cannot be."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from posixpath import join, normpath
from typing import TYPE_CHECKING

from sphinxext_lcore.config import LcoreConfig, option_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_lcore.tracing.evidence import Evidence


def evidence_of(app: Sphinx) -> Evidence | None:
    """The evidence that ``lcore_evidence`` leads to; read anew in each build, so that no document need change with it.

    Without the option there is none, and no requirement is judged by it.
    """
    globs = LcoreConfig.of(app.config).evidence
    if not globs:
        return None
    from sphinxext_lcore.evidence.gathering import gather  # noqa: PLC0415 - builds without evidence do not load it
    from sphinxext_lcore.tracing.evidence import Evidence  # noqa: PLC0415

    # The globs start from the folder of conf.py, and findings and links name files from the source folder.
    conf = PurePath(os.path.relpath(app.confdir, app.srcdir)).as_posix()
    patterns = {kind: [normpath(join(conf, glob.replace("\\", "/"))) for glob in of_kind] for kind, of_kind in globs}
    found = gather(patterns, Path(app.srcdir), conf=normpath(join(conf, "conf.py")), line=option_line(app, "evidence"))
    return Evidence(found.tests, found.marks, tuple(kind for kind, _ in globs), found.findings)
