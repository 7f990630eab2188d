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
        source: The file, as docutils names it: an included file of RST from the folder in which Sphinx was started.
            None for the document's file, which also stands for what is no file.
        docname: The document that is read.
    """
    file = Path(source or "").absolute()
    if not file.is_file():
        file = Path(env.doc2path(docname))
    return PurePath(os.path.relpath(file, env.srcdir)).as_posix()
