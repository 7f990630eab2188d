"""The records of one file, read by a Sphinx of its own that writes nothing beside the file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_lcore.domain import LcoreDomain

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog

_SETTINGS = {
    "extensions": ["myst_parser", "sphinxext_lcore"],
    "lcore_designs": ["**"],
    "exclude_patterns": [],
    "suppress_warnings": ["*"],
}


def read(text: str, name: str) -> Catalog:
    """The catalog of one document.

    Args:
        text: Its source.
        name: The name of its file, which may be where its key comes from.
    """
    with TemporaryDirectory() as folder:
        source = Path(folder, "source")
        source.mkdir()
        (source / name).write_text(text, encoding="utf-8")
        settings = {**_SETTINGS, "root_doc": Path(name).stem}
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=Path(folder, "out"),
                doctreedir=Path(folder, "doctrees"),
                buildername="dummy",
                confoverrides=settings,
                status=None,
                warning=StringIO(),
            )
            app.build()
            return LcoreDomain.of(app.env).catalog
