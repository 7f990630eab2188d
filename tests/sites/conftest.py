"""Small Sphinx sites, written by the test that needs them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_lcore.domain import LcoreDomain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinxext_lcore.model.catalog import Catalog

CONF = 'extensions = ["myst_parser", "sphinxext_lcore"]\nhtml_theme = "basic"\nproject = "site"\n'
_FINDING = re.compile(
    r"^(?P<path>.+?):(?P<line>\d+): (?P<level>WARNING|ERROR|INFO): (?P<message>.*) \[lcore\.(?P<rule>\w+)\]$"
)


@dataclass(frozen=True)
class Logged:
    """A finding as the log shows it; the path is relative to the source folder."""

    path: str
    line: int
    level: str
    rule: str
    message: str


@dataclass
class Site:
    """A source folder that can be built again and again, each time by an application of its own."""

    root: Path
    conf: str = CONF

    @property
    def source(self) -> Path:
        return self.root / "source"

    def write(self, files: dict[str, str]) -> None:
        """Write source files, beside those that are there."""
        for name, text in {"conf.py": self.conf, **files}.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.source / name).unlink()

    def out(self, name: str = "out") -> Path:
        return self.root / name

    def build(  # noqa: PLR0913 - as many ways as sphinx-build has
        self,
        builder: str = "html",
        *,
        out: str = "out",
        doctrees: str = "",
        jobs: int = 1,
        fresh: bool = False,
        only: Sequence[str] = (),
        tags: Sequence[str] = (),
        options: Mapping[str, str] | None = None,
    ) -> Built:
        """Build into an output folder, whose doctrees are its own unless a folder for them is named.

        With ``only``, write the pages of these source files and no others, as ``sphinx-build`` does for file names.
        """
        status, warning = StringIO(), StringIO()
        translators.clear()  # Sphinx keeps the language of the build before, if this one has none
        with patch_docutils(self.source), docutils_namespace():
            app = Sphinx(
                srcdir=self.source,
                confdir=self.source,
                outdir=self.out(out),
                doctreedir=self.root / (doctrees or f"{out}.doctrees"),
                buildername=builder,
                status=status,
                warning=warning,
                freshenv=fresh,
                parallel=jobs,
                tags=list(tags),
                confoverrides=dict(options or {}),
            )
            app.build(filenames=[self.source / name for name in only])
        return Built(self, app, self.out(out), strip_colors(status.getvalue()), strip_colors(warning.getvalue()))


@dataclass(frozen=True)
class Built:
    """What a build gave."""

    site: Site
    app: Sphinx
    out: Path
    status: str
    warnings: str
    """Everything that Sphinx calls a warning, of whatever extension."""

    @property
    def findings(self) -> list[Logged]:
        """All our findings, in the order of the log: warnings and errors, then information."""
        lines = [*self.warnings.splitlines(), *self.status.splitlines()]
        found = []
        for match in filter(None, map(_FINDING.match, lines)):
            path = Path(match["path"]).relative_to(self.site.source).as_posix()
            found.append(Logged(path, int(match["line"]), match["level"], match["rule"], match["message"]))
        return found

    def rules(self) -> list[str]:
        return [finding.rule for finding in self.findings]

    def read(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    @property
    def json(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.read("lcore.json"))
        return data

    @property
    def catalog(self) -> Catalog:
        return LcoreDomain.of(self.app.env).catalog


def in_both_languages(myst: str, rst: str) -> pytest.MarkDecorator:
    """Run a test with ``files``: a site whose only document has the same content in MyST and in RST."""
    return pytest.mark.parametrize("files", [{"index.md": myst}, {"index.rst": rst}], ids=["myst", "rst"])


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Make a site of files: ``make_site({"index.md": "..."}, conf="lcore_pages = None")``; conf is added to CONF."""
    numbers = count(1)

    def make(files: dict[str, str], conf: str = "") -> Site:
        site = Site(tmp_path / f"site{next(numbers)}", CONF + conf)
        site.write(files)
        return site

    return make
