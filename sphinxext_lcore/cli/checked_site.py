"""A site as a command reads it: a build with the builder ``lcore``, and what it found."""

from __future__ import annotations

import logging
import os
import shlex
import sys
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE, is_suppressed_warning

from sphinxext_lcore import config, reporting
from sphinxext_lcore.builder import LcoreBuilder
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.domain import LcoreDomain
from sphinxext_lcore.model.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxext_lcore.tracing.changes import Baseline

_EXTENSION = "sphinxext_lcore"


class BrokenSetupError(Exception):
    """What the user set up does not work; the message says in one line why, and what to do."""


class Place(NamedTuple):
    """Where a site is, and where what was read of it is kept."""

    source: Path
    conf: Path
    kept: Path


class Settings(NamedTuple):
    """How Sphinx is to read it."""

    jobs: int
    values: Mapping[str, str]
    tags: Sequence[str]

    @property
    def options(self) -> list[str]:
        """The options that say so, of ``sphinx-build`` and of a check alike; the processes change nothing."""
        values = (("-D", f"{name}={value}") for name, value in self.values.items())
        return [word for option in (*values, *(("-t", tag) for tag in self.tags)) for word in option]


class Reading(NamedTuple):
    """What a site says."""

    findings: tuple[Finding, ...]
    """Without those that ``suppress_warnings`` in ``conf.py`` silences."""
    documents: tuple[str, ...]
    """The source files of the documents that state something."""


class _Site(Sphinx):
    """The application, which says clearly that ``conf.py`` lacks the extension, where Sphinx misses the builder."""

    def preload_builder(self, name: str) -> None:
        if _EXTENSION not in self.extensions:
            conf = as_written(Path(self.confdir, "conf.py"))
            message = f'the extension is not loaded; add "{_EXTENSION}" to extensions in {conf}'
            raise BrokenSetupError(message)
        super().preload_builder(name)


class _OwnFindings(logging.Filter):
    """Keeps our findings out of the log, as a report shows them, and gathers those that no catalog has."""

    def __init__(self, source: Path) -> None:
        super().__init__()
        self.source = source
        self.of_conf: list[Finding] = []

    def filter(self, record: logging.LogRecord) -> bool:
        code = getattr(record, "subtype", "")
        if getattr(record, "type", "") != "lcore" or code not in RULES:
            return True
        if record.name.endswith(config.__name__):
            self.of_conf.append(self._finding(code, record.getMessage(), str(record.__dict__["location"])))
        return False

    def _finding(self, code: str, message: str, location: str) -> Finding:
        path, _, line = location.rpartition(":")
        if not line.isdigit():  # it is known by the file alone
            path, line = location, "1"
        place = Path(os.path.relpath(path, self.source)).as_posix()
        return Finding(rule=code, level=RULES[code].level, message=message, path=place, line=int(line))


def read_site(place: Place, settings: Settings, base: Baseline | None = None) -> Reading:
    """Read what changed since the last time, and check everything; what Sphinx says goes to the standard error stream.

    Args:
        place: The site.
        settings: How Sphinx is to read it.
        base: What the designs are held against, in place of the baseline that ``conf.py`` names.

    Raises:
        BrokenSetupError: The site cannot be read.
    """
    if not (place.conf / "conf.py").is_file():
        message = f"there is no conf.py in {as_written(place.conf)}; name the folder of the documentation"
        raise BrokenSetupError(message)
    _make_folder(place.kept)
    said = StringIO()
    try:
        with _reports_alone_on_stdout():
            return _build(place, settings, said, base)
    except SphinxError as error:
        raise BrokenSetupError(_one_line(error)) from error
    except BrokenSetupError:
        raise
    except Exception as error:  # an extension may raise what it likes
        again = _build_command(place, settings)
        message = f"Sphinx stopped with {type(error).__name__}: {_one_line(error)}; {again} shows where"
        raise BrokenSetupError(message) from error
    finally:
        text = said.getvalue()
        sys.stderr.write(text if sys.stderr.isatty() else strip_colors(text))


def as_written(path: Path) -> str:
    """A path as a user would write it."""
    resolved, here = path.resolve(), Path.cwd()
    return str(resolved.relative_to(here) if resolved.is_relative_to(here) else resolved)


def _build_command(place: Place, settings: Settings) -> str:
    """What shows the traceback of such a build."""
    source, conf, kept = map(as_written, place)
    apart = ["-c", conf] if conf != source else []
    return shlex.join(["sphinx-build", "-T", "-b", LcoreBuilder.name, *apart, *settings.options, source, kept])


def _build(place: Place, settings: Settings, said: StringIO, base: Baseline | None) -> Reading:
    with patch_docutils(place.conf), docutils_namespace(), _gathered(place.source.resolve()) as of_conf:
        app = _Site(
            srcdir=place.source,
            confdir=place.conf,
            outdir=place.kept,
            doctreedir=place.kept / "doctrees",
            buildername=LcoreBuilder.name,
            confoverrides=dict(settings.values),
            status=None,
            warning=said,
            parallel=settings.jobs,
            tags=list(settings.tags),
        )
        if base is not None:
            domain = LcoreDomain.of(app.env)
            domain.given = (*domain.given, base)  # of two of a kind the last one counts
        app.build()
    catalog = LcoreDomain.of(app.env).catalog
    silenced = app.config.suppress_warnings
    return Reading(
        tuple(
            finding
            for finding in (*of_conf, *catalog.findings)
            if not is_suppressed_warning("lcore", finding.rule, silenced)
        ),
        tuple(sorted({document.path for document in catalog.documents})),
    )


@contextmanager
def _reports_alone_on_stdout() -> Iterator[None]:
    """Lead what ``conf.py`` prints, and the programs that it runs, away from where the report goes."""
    sys.stdout.flush()
    stdout, stderr = 1, 2
    kept = os.dup(stdout)
    os.dup2(stderr, stdout)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, stdout)
        os.close(kept)


@contextmanager
def _gathered(source: Path) -> Iterator[list[Finding]]:
    """Listen to the modules that log findings. Sphinx takes every handler off its log when it starts, but no filter."""
    own = _OwnFindings(source)
    loggers = [logging.getLogger(f"{NAMESPACE}.{module.__name__}") for module in (config, reporting)]
    for logger in loggers:
        logger.addFilter(own)
    try:
        yield own.of_conf
    finally:
        for logger in loggers:
            logger.removeFilter(own)


def _make_folder(folder: Path) -> None:
    """Make the folder of what is kept; a new one tells git to leave it out."""
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        message = f"cannot make {as_written(folder)}: {error.strerror}; name another folder with --doctrees"
        raise BrokenSetupError(message) from error


def _one_line(error: Exception) -> str:
    """A message as one line; of a traceback, what was raised."""
    lines = [line.strip() for line in strip_colors(str(error)).splitlines() if line.strip()]
    if any(line.startswith("Traceback") for line in lines):
        return f"{lines[0]} {lines[-1]}"
    return " ".join(lines)
