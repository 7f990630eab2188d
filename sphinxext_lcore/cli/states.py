"""A state of the designs, by what a user calls it: a file, a folder, or a git revision."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinxext_lcore.cli.revision import Repository, RevisionError
from sphinxext_lcore.cli.site import NotLoadedError, SiteError, read_site

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.tracing.changes import Baseline


class StateError(Exception):
    """What a user named cannot be read; the message says why, in one line."""


def state(name: str, source: Path | None = None) -> Catalog:
    """The designs in the state that a name means, as ``baseline_state`` takes it.

    Raises:
        StateError: It cannot be read.
    """
    return baseline_state(name, source).catalog


def baseline_state(name: str, source: Path | None = None) -> Baseline:
    """The state that a name means, to hold other states against; one in a file knows the ids given up before it.

    Args:
        name: An ``lcore.json`` or a baseline; else a folder with a ``conf.py``, which is read as it is now; else a git
            revision, of which ``conf.py`` is run and nothing else is touched.
        source: The folder of ``conf.py``, for a revision; without one, the only such folder below the current one.

    Raises:
        StateError: It cannot be read.
    """
    from sphinxext_lcore.tracing.changes import Baseline  # noqa: PLC0415

    path = Path(name)
    if path.is_file():
        return baseline_of(path) if _is_baseline(path) else Baseline(_export(path))
    try:
        return Baseline(read_site(path) if (path / "conf.py").is_file() else _revision(name, source))
    except (RevisionError, SiteError) as error:
        message = f"{name}: {error}"
        raise StateError(message) from error


def baseline_of(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        StateError: It cannot be read.
    """
    from sphinxext_lcore.exchange.baseline import load  # noqa: PLC0415 - pydantic is not loaded before it is needed

    try:
        return load(path)
    except (OSError, ValueError) as error:
        raise StateError(_told(path, "baseline", error)) from error


def _is_baseline(path: Path) -> bool:
    from sphinxext_lcore.exchange.baseline import KIND  # noqa: PLC0415

    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("kind") == KIND


def _export(path: Path) -> Catalog:
    from sphinxext_lcore.exchange.lcore_json import load  # noqa: PLC0415

    try:
        return load(path)
    except (OSError, ValueError, RecursionError) as error:
        raise StateError(_told(path, "lcore.json", error)) from error


def _told(path: Path, kind: str, error: Exception) -> str:
    """Why a file cannot be read, in one line."""
    from sphinxext_lcore.exchange.reading_errors import reason  # noqa: PLC0415

    if isinstance(error, OSError):
        return f"cannot read {path}: {reason(error)}"
    return f"{path} is no {kind} of this version: {reason(error)}"


def _revision(name: str, source: Path | None) -> Catalog:
    repository = Repository(source or Path())
    commit = repository.commit(name)
    folder = _documentation(repository, repository.configurations(commit), chosen=source is not None)
    with TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        tree.mkdir()
        repository.extract(commit, tree)
        return _in_the_past(tree / folder)


def _in_the_past(folder: Path) -> Catalog:
    """The designs of a revision: none before it had the extension.

    Results are no part of a revision, and what it keeps of them was made of another one.
    """
    from sphinxext_lcore.model.catalog import Catalog  # noqa: PLC0415

    try:
        catalog = read_site(folder)
    except NotLoadedError:
        return Catalog([])
    return Catalog(catalog.documents, (*catalog.findings, *catalog.waived))


def _documentation(repository: Repository, folders: list[str], *, chosen: bool) -> str:
    """The folder of ``conf.py`` in a revision: where the user is or says, else the only one below that place."""
    place = repository.prefix.rstrip("/")
    if place in folders:
        return place
    below = [folder for folder in folders if folder.startswith(repository.prefix)]
    if len(below) == 1 and not chosen:
        return below[0]
    found = f" ({', '.join(folder or '.' for folder in folders)})" if folders else ""
    message = f"no conf.py in {place or 'the top folder'} of that revision; name its folder with --source{found}"
    raise RevisionError(message)
