"""Where something stands: the path of a source file as the records name it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_path(env: BuildEnvironment, source: str | None, docname: str) -> str:
    """The path of a source file, relative to the source folder, with ``/`` between its parts.

    Args:
        env: The environment.
        source: The file, as docutils names it; an included file has its own. None for the document's file.
        docname: The document that is read.
    """
    if source is None or not Path(source).is_absolute():
        source = str(env.doc2path(docname))
    return PurePath(os.path.relpath(source, env.srcdir)).as_posix()
