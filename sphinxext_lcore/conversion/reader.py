"""The records of one file and its headings, read by a Sphinx of its own that writes nothing beside the file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_lcore.conversion.links import Heading
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.rendering.cards import ID_ATTRIBUTE, KIND_ATTRIBUTE, REQUIREMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTINGS = {
    "extensions": ["myst_parser", "sphinxext_lcore"],
    "lcore_designs": ["**"],
    "exclude_patterns": [],
    "suppress_warnings": ["*"],
    "myst_heading_anchors": 6,
}


class Reading(NamedTuple):
    """What a file states, and the headings of its items."""

    catalog: Catalog
    headings: tuple[Heading, ...]


def read(text: str, name: str) -> Reading:
    """Read one document.

    Args:
        text: Its source.
        name: The name of its file, with its folder's where it has one: the key may come from either.
    """
    with TemporaryDirectory() as folder:
        source, docname = Path(folder, "source"), PurePath(name).with_suffix("").as_posix()
        file = source / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        settings = {**_SETTINGS, "root_doc": docname}
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
            # Items in ``only`` are as much of the source as the others, whatever this build shows.
            catalog = Catalog(LcoreDomain.of(app.env).documents.values())
            key = next((feature.id for feature in catalog.features), "")
            return Reading(catalog, tuple(_headings(app.env.get_doctree(docname), key)))


def _headings(document: nodes.document, key: str) -> Iterator[Heading]:
    for section in document.findall(nodes.section):
        names = [section["slug"]] if "slug" in section else section["names"]
        if ID_ATTRIBUTE in section and names:
            role = "req" if section[KIND_ATTRIBUTE] == REQUIREMENT else "uc"
            yield Heading(names[0], key, section[ID_ATTRIBUTE], role)
