"""The designs of a source folder, read by a Sphinx in a process of its own.

A ``conf.py`` may change the path and import what it likes; two of them, of two revisions, would disturb each other in
one process.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog

_PACKAGE = Path(__file__).parents[1]
_PROGRAM = f"""
import sys
sys.path.insert(0, {str(_PACKAGE.parent)!r})
import {_PACKAGE.name}
del sys.path[0]
from {__name__} import main
sys.exit(main(*sys.argv[1:]))
"""
"""The other process reads with this very package, wherever it lies, and whatever has its name in a revision."""


_READ, _STOPPED, _NOT_LOADED = 0, 1, 3
"""What the other process ends with; Python itself ends with 1 and 2."""


class SiteError(Exception):
    """A source folder that cannot be read; the message says why, in one line."""


class NotLoadedError(SiteError):
    """A site without the extension: in an old revision it has no designs, but of today that would give up every id."""


def read_site(source: Path, conf: Path) -> Catalog:
    """Read the designs of a source folder, and leave nothing behind.

    Args:
        source: The source folder.
        conf: The folder of ``conf.py``, often the same.

    Raises:
        NotLoadedError: Its ``conf.py`` does not load the extension.
        SiteError: Sphinx cannot read it.
    """
    from sphinxext_lcore.exchange.lcore_json import load  # noqa: PLC0415 - not loaded before it is needed

    with TemporaryDirectory() as folder:
        target = Path(folder, "lcore.json")
        command = [sys.executable, "-P", "-c", _PROGRAM, str(source), str(conf), str(target)]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode == _NOT_LOADED:
            message = f'the extension is not loaded; add "{_PACKAGE.name}" to extensions in {conf / "conf.py"}'
            raise NotLoadedError(message)
        if done.returncode != _READ or not target.exists():
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            raise SiteError(lines[-1].strip() if lines else f"Sphinx ended with {done.returncode}")
        return load(target)


def main(source: str, conf: str, target: str) -> int:
    """Read a source folder, and write its ``lcore.json``.

    Returns:
        Whether it is read, without the extension, or Sphinx stopped; then a line was written that says why.
    """
    from sphinx.application import Sphinx  # noqa: PLC0415 - the other half of this module runs without Sphinx
    from sphinx.errors import SphinxError  # noqa: PLC0415

    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415
    from sphinxext_lcore.exchange.lcore_json import dump  # noqa: PLC0415
    from sphinxext_lcore.rendering.nodes import DOMAIN  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        try:
            app = Sphinx(
                srcdir=source,
                confdir=conf,
                outdir=Path(folder, "out"),
                doctreedir=Path(folder, "doctrees"),
                buildername="dummy",
                status=None,
                warning=None,
            )
            if DOMAIN not in app.env.domains:
                return _NOT_LOADED
            app.build()
        except SphinxError as error:  # the last line says what is wrong in conf.py; those before it are a traceback
            sys.stderr.write(f"{str(error).strip().splitlines()[-1]}\n")
            return _STOPPED
    Path(target).write_bytes(dump(LcoreDomain.of(app.env).catalog))
    return _READ
