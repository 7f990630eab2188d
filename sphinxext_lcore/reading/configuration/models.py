"""The pydantic models that examples are held against: imported when a site allows it, and anew when they changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from sphinxext_lcore.model.suggestion import printable, shorten
from sphinxext_lcore.reading.configuration.imports import imported_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATH = re.compile(r"(?P<module>[^\W\d]\w*(?:\.[^\W\d]\w*)*):(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)")
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_FOLDERS = re.compile(r"(?<![\w/:.])(?:/|[A-Za-z]:\\)(?:[^\s'\"():/\\]+[/\\])+")
_INSTALLED = frozenset({"site-packages", "dist-packages"})


class ModelPath(NamedTuple):
    """Where a model is, as ``package.module:Class`` says it."""

    module: str
    name: str


class Imported(NamedTuple):
    """A model, and the files that it comes from."""

    model: type[BaseModel]
    files: tuple[Path, ...]


class UnimportableError(Exception):
    """A model that cannot be imported; the message says why, and how to mend it."""


class _Snapshot(NamedTuple):
    """What the files of a module said when it was imported."""

    digests: dict[Path, str]
    loaded: frozenset[str]
    """The modules that came with it. To have the module anew, these are imported anew."""


_snapshots: dict[str, _Snapshot] = {}
"""As with ``sys.modules``, whose entries these are about, there is one for the process."""


def model_path(text: str) -> ModelPath | None:
    """Take apart ``package.module:Class``; None for what is written otherwise."""
    match = _PATH.fullmatch(text)
    return ModelPath(match["module"], match["name"]) if match else None


def import_model(path: ModelPath) -> Imported:
    """Import a model; a module whose files changed since is imported anew.

    Raises:
        UnimportableError: The module cannot be imported, or has no such model.
    """
    _forget_if_stale(path.module)
    try:
        with quiet():
            snapshot = _imported(path.module)
    except (Exception, SystemExit) as error:  # a module can raise anything
        missing = isinstance(error, ModuleNotFoundError) and (error.name or "") in _parents(path.module)
        where = "add its folder to sys.path in conf.py" if missing else "mend the module"
        message = f"cannot import {path.module}: {said(error)}; {where}"
        raise UnimportableError(message) from error
    found: object = sys.modules[path.module]
    for name in path.name.split("."):
        found = getattr(found, name, None)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        what = "has no" if found is None else "has, but not as a pydantic model,"
        message = f"{path.module} {what} {path.name}; name a class that derives from pydantic.BaseModel"
        raise UnimportableError(message)
    return Imported(found, tuple(sorted(snapshot.digests)))


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Run the code of others: what it prints or warns of is not the document's."""
    silent = io.StringIO()
    with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def said(error: BaseException) -> str:
    """What an exception says, on one line."""
    try:
        words = portable(str(error))
    except Exception:  # an exception can raise anything, too
        words = ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def portable(text: str) -> str:
    """A message of others, on one line, without what differs from machine to machine: folders and addresses."""
    return printable(shorten(_FOLDERS.sub("", _ADDRESS.sub("", text)), 200))


def _imported(name: str) -> _Snapshot:
    if name in _snapshots and name in sys.modules:
        return _snapshots[name]
    before = frozenset(sys.modules).difference(*(each.loaded for each in _snapshots.values()))
    keeps_no_bytecode = sys.dont_write_bytecode
    # Bytecode is thought fresh when time and size agree: within a second an edit can keep both.
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        importlib.import_module(name)
    except BaseException:
        _forget(_replaceable(_own_modules(name, before)))
        raise
    finally:
        sys.dont_write_bytecode = keeps_no_bytecode
    own = _own_modules(name, before)
    files = {Path(file) for each in own | {name} if (file := getattr(sys.modules[each], "__file__", None))}
    _snapshots[name] = _Snapshot({file: _digest(file) for file in files}, _replaceable(own))
    return _snapshots[name]


def _own_modules(name: str, before: frozenset[str]) -> frozenset[str]:
    """The modules that came with a module or that it imports, from where it is; of what is installed, its package.

    Those that it imports may have come before it: ``conf.py`` and other extensions import what they like.
    """
    top = name.partition(".")[0]
    root = _root(top)
    installed = root is None or bool(_INSTALLED & {*root.parts}) or root == Path(io.__file__).parent

    def is_own(module: str) -> bool:
        if root is None or installed:
            return module == top or module.startswith(f"{top}.")
        return _is_below(getattr(sys.modules[module], "__file__", None), root)

    own, waiting = set[str](), [name, *(each for each in sys.modules if each not in before)]
    while waiting:
        module = waiting.pop()
        if module not in own and module in sys.modules and is_own(module):
            own.add(module)
            waiting += [*_parents(module), *imported_names(sys.modules[module])]
    return frozenset(own)


def _replaceable(names: frozenset[str]) -> frozenset[str]:
    """The modules without those of this package: it is running, and to have it twice would tear it apart."""
    return frozenset(each for each in names if each.partition(".")[0] != __name__.partition(".")[0])


def _root(top: str) -> Path | None:
    """The folder in which import finds a package or module; nothing is run to find it."""
    for finder in sys.meta_path:
        spec = None
        with contextlib.suppress(Exception):  # a finder of others can raise anything
            spec = finder.find_spec(top, None)
        if spec is not None:
            places = [*(spec.submodule_search_locations or ())]
            place = places[0] if places else spec.origin
            return Path(place).parent if place else None
    return None


def _is_below(file: object, root: Path) -> bool:
    return isinstance(file, str) and Path(file).is_relative_to(root) and not _INSTALLED & {*Path(file).parts}


def _forget_if_stale(name: str) -> None:
    snapshot = _snapshots.get(name)
    if snapshot is None:
        return
    root = _root(name.partition(".")[0])
    moved = root is not None and not any(file.is_relative_to(root) for file in snapshot.digests)
    if moved or any(_digest(file) != digest for file, digest in snapshot.digests.items()):
        _forget(snapshot.loaded)
        # A module that two of them share is new for both.
        for other, theirs in [*_snapshots.items()]:
            if other == name or theirs.digests.keys() & snapshot.digests.keys():
                _forget(theirs.loaded)
                del _snapshots[other]


def _forget(names: frozenset[str]) -> None:
    for name in names:
        sys.modules.pop(name, None)


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[: end + 1]) for end in range(len(parts))}
