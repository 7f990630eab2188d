"""The designs of a source folder, read by a Sphinx in a process of its own.

A ``conf.py`` may change the path and import what it likes; two of them, of two revisions, would disturb each other in
one process. Run as a program, this module reads a folder and writes its ``lcore.json``::

    python -P -m sphinxext_lcore.cli.site docs lcore.json
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog

_NOT_READ = 3
"""The exit code of the program where Sphinx stops, after a line that says why."""


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
        # -P: what lies in the current folder is not to be imported in place of what is installed.
        command = [sys.executable, "-P", "-m", __name__, str(source), str(target)]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        if done.returncode or not target.exists():
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            raise SiteError(lines[-1].strip() if lines else f"Sphinx ended with {done.returncode}")
        return load(target)


def main(source: Path, target: Path) -> int:
    """Read a source folder, and write its ``lcore.json``; of a site without the extension, an empty one."""
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
            return _NOT_READ
        catalog = LcoreDomain.of(app.env).catalog if DOMAIN in app.env.domains else Catalog([])
    target.write_text(dump(catalog), encoding="utf-8", errors="backslashreplace")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
