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


class SiteError(Exception):
    """A source folder that cannot be read; the message says why, in one line."""


def read_site(source: Path) -> Catalog:
    """Read the designs of a source folder, and leave nothing behind.

    Args:
        source: The folder of ``conf.py``.

    Raises:
        SiteError: Sphinx cannot read it.
    """
    from sphinxext_lcore.exchange.lcore_json import load  # noqa: PLC0415 - not loaded before it is needed

    with TemporaryDirectory() as folder:
        target = Path(folder, "lcore.json")
        command = [sys.executable, "-P", "-c", _PROGRAM, str(source), str(target)]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode or not target.exists():
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            raise SiteError(lines[-1].strip() if lines else f"Sphinx ended with {done.returncode}")
        return load(target)


def main(source: str, target: str) -> int:
    """Read a source folder, and write its ``lcore.json``; of a site without the extension, an empty one.

    Returns:
        0; or 1 where Sphinx stops, after a line that says why.
    """
    from sphinx.application import Sphinx  # noqa: PLC0415 - the other half of this module runs without Sphinx
    from sphinx.errors import SphinxError  # noqa: PLC0415

    from sphinxext_lcore.domain import LcoreDomain  # noqa: PLC0415
    from sphinxext_lcore.exchange.lcore_json import dump  # noqa: PLC0415
    from sphinxext_lcore.model.catalog import Catalog  # noqa: PLC0415
    from sphinxext_lcore.rendering.nodes import DOMAIN  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        try:
            app = Sphinx(
                srcdir=source,
                confdir=source,
                outdir=Path(folder, "out"),
                doctreedir=Path(folder, "doctrees"),
                buildername="dummy",
                status=None,
                warning=None,
            )
            if DOMAIN in app.env.domains:
                app.build()
        except SphinxError as error:  # the last line says what is wrong in conf.py; those before it are a traceback
            sys.stderr.write(f"{str(error).strip().splitlines()[-1]}\n")
            return 1
        catalog = LcoreDomain.of(app.env).catalog if DOMAIN in app.env.domains else Catalog([])
    Path(target).write_bytes(dump(catalog))
    return 0
