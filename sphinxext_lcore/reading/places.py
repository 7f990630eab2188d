"""Where something stands: the path of a source file as the records name it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_KEY = "lcore:paths"


def source_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    """The path of a source file, relative to the source folder, with ``/`` between its parts.

    Args:
        env: The environment.
        source: The file, as docutils names it: an included file of RST from the folder in which Sphinx was started.
            None for the document's file, which also stands for what is no file.
        docname: The document that is read.
    """
    if _KEY not in env.current_document:
        env.current_document[_KEY] = {}
    known: dict[tuple[str | None, str], str] = env.current_document[_KEY]
    if (source, docname) not in known:
        known[source, docname] = _source_path(env, source, docname)
    return known[source, docname]


def _source_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    own = env.doc2path(docname)
    if not source or source == str(own):  # nearly always, and there is no need to look
        return PurePath(env.doc2path(docname, base=False)).as_posix()
    file = Path(source).absolute()
    return PurePath(os.path.relpath(file if file.is_file() else own, env.srcdir)).as_posix()
