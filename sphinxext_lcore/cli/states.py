"""A state of the designs, by what a user calls it: a file, a folder, or a git revision."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.cli.revision import Repository, RevisionError
from sphinxext_lcore.cli.site import NotLoadedError, SiteError, read_site

if TYPE_CHECKING:
    from sphinxext_lcore.cli.revision import Named
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.tracing.changes import Baseline


class StateError(Exception):
    """What a user named cannot be read; the message says why, in one line."""


class Where(NamedTuple):
    """Where the documentation is, as far as a user says it."""

    source: Path | None = None
    """The source folder, for revisions; without one, the only folder with a ``conf.py`` below the current one."""
    conf: Path | None = None
    """The folder of ``conf.py``, where it is another than the source folder."""


NOT_SAID = Where()


def state(name: str, where: Where = NOT_SAID) -> Catalog:
    """The designs in the state that a name means, as ``baseline_state`` takes it.

    Raises:
        StateError: It cannot be read.
    """
    return baseline_state(name, where).catalog


def baseline_state(name: str, where: Where = NOT_SAID) -> Baseline:
    """The state that a name means, to hold other states against; one in a file knows the ids given up before it.

    Args:
        name: An ``lcore.json`` or a baseline; else a source folder, which is read as it is now; else a git revision, or
            a folder of one as ``REVISION:FOLDER``, of which ``conf.py`` is run and nothing else is touched.
        where: Where the documentation is.

    Raises:
        StateError: It cannot be read.
    """
    from sphinxext_lcore.tracing.changes import Baseline  # noqa: PLC0415

    path = Path(name)
    if path.is_file():
        return baseline_of(path) if _is_baseline(path) else Baseline(_export(path))
    conf = where.conf or path
    is_site = path.is_dir() and (conf / "conf.py").is_file()
    try:
        return Baseline(read_site(path, conf) if is_site else _revision(name, where))
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


def _revision(name: str, where: Where) -> Catalog:
    repository = Repository(where.source or Path())
    named = repository.named(name)
    source, conf = _folders(named, repository, where)
    with TemporaryDirectory() as scratch:
        tree = Path(scratch, "tree")
        tree.mkdir()
        repository.extract(named.commit, tree)
        if not (tree / source).is_dir():
            message = f"no folder {source} in that revision; write {named.revision}:FOLDER for the one of that time"
            raise RevisionError(message)
        return _in_the_past(tree / source, tree / conf)


def _in_the_past(source: Path, conf: Path) -> Catalog:
    """The designs of a revision: none before it had the extension.

    Results are no part of a revision, and what it keeps of them was made of another one.
    """
    from sphinxext_lcore.model.catalog import Catalog  # noqa: PLC0415

    try:
        catalog = read_site(source, conf)
    except NotLoadedError:
        return Catalog([])
    return Catalog(catalog.documents, (*catalog.findings, *catalog.waived))


def _folders(named: Named, repository: Repository, where: Where) -> tuple[str, str]:
    """The source folder and that of ``conf.py`` in a revision, where both may have been elsewhere than today.

    Where the user neither is in the source folder nor names it, it is the only one below that has a ``conf.py``.
    """
    having = repository.configurations(named.commit)
    source = repository.place if named.folder is None else named.folder
    is_named = where.source is not None or named.folder is not None
    confs = [source]
    if where.conf is not None:
        if not is_named:
            message = f"conf.py is apart from the documents; write {named.revision}:FOLDER to name theirs"
            raise RevisionError(message)
        confs = [Repository(where.conf).place, source]  # it may have been among them at that time
    for conf in confs:
        if conf in having:
            return source, conf
    below = [folder for folder in having if not source or folder.startswith(f"{source}/")]
    if len(below) == 1 and not is_named:
        return below[0], below[0]
    lacking = " or ".join(conf or "the top folder" for conf in confs)
    found = f" ({', '.join(folder or '.' for folder in having)})" if having else ""
    message = f"no conf.py in {lacking} of that revision; write {named.revision}:FOLDER for the one of that time{found}"
    raise RevisionError(message)
