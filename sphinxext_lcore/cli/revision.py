"""The files of a git revision, laid out in a folder of their own.

The work tree, the index and HEAD stay as they are: the revision is read into an index of its own beside the files.
That takes what ``git archive`` leaves out, too, where the attribute ``export-ignore`` keeps documents out of releases.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_QUIET = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "-c", "advice.detachedHead=false")
"""Nothing of the user's runs because an index is written, and nothing watches it."""
_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks, and what would lead our calls to another repository."""


class RevisionError(Exception):
    """A revision that cannot be read; the message says why, in one line."""


class _GitError(RevisionError):
    """What git itself says."""


class Named(NamedTuple):
    """What a user names of a repository."""

    revision: str
    """As it was written."""
    commit: str
    folder: str | None
    """The path of a folder in that commit, where it was named, too."""


class Repository:
    """The git repository that a folder lies in.

    Args:
        folder: A folder of its work tree, or one that only a revision has.

    Raises:
        RevisionError: There is no git, or the folder lies in no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = next(each for each in (folder, *folder.parents) if each.is_dir())
        try:
            self._git_dir, prefix = self._run("rev-parse", "--absolute-git-dir", "--show-prefix").split("\n")[:2]
        except _GitError as error:
            message = f"neither a file nor a folder with a conf.py; and in {folder.resolve()}, {error}"
            raise RevisionError(message) from error
        self.place = _normal(posixpath.join(prefix, folder.relative_to(self._folder).as_posix()))
        """The path of the folder inside the repository; empty for its top."""

    def named(self, name: str) -> Named:
        """What a name means: a revision, or a folder of one, which is ``REVISION:FOLDER`` as git writes it.

        Raises:
            RevisionError: It means neither.
        """
        try:
            return Named(name, self._commit(name), None)
        except RevisionError:
            revision, colon, folder = name.partition(":")
            if not revision or not colon:
                raise
            return Named(revision, self._commit(revision), _normal(folder))

    def _commit(self, revision: str) -> str:
        try:
            return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except _GitError as error:
            message = (
                "neither a file, nor a folder with a conf.py, nor a git revision; "
                "in a clone that is not complete, fetch it first"
            )
            raise RevisionError(message) from error

    def configurations(self, commit: str) -> list[str]:
        """The folders of a commit that have a ``conf.py``, as paths from the top of the repository."""
        names = self._run("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit).split("\0")
        return [name.rpartition("/")[0] for name in names if name == "conf.py" or name.endswith("/conf.py")]

    def extract(self, commit: str, target: Path) -> None:
        """Lay out the files of a commit in an empty folder; of a submodule there is an empty folder.

        Raises:
            RevisionError: git cannot do it.
        """
        index = {"GIT_INDEX_FILE": f"{target}.index"}
        tree = (f"--git-dir={self._git_dir}", f"--work-tree={target}")
        self._run(*tree, "read-tree", commit, cwd=target, env=index)
        self._run(*tree, "checkout-index", "--all", "--force", "--quiet", cwd=target, env=index)

    def _run(self, *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
        command: Sequence[str] = ("git", *_QUIET, *arguments)
        environment = {name: value for name, value in os.environ.items() if name not in _OWN}
        environment |= {"LC_ALL": "C", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_TERMINAL_PROMPT": "0", **(env or {})}
        try:
            done = subprocess.run(
                command,
                cwd=cwd or self._folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError as error:
            message = "git is not installed, which reads revisions; name lcore.json files instead"
            raise RevisionError(message) from error
        if done.returncode:
            said = done.stderr.strip().splitlines()
            message = f"git says: {said[0] if said else f'error {done.returncode}'}"
            raise _GitError(message)
        return done.stdout


def _normal(folder: str) -> str:
    """The path of a folder as git lists it; empty for the top."""
    path = posixpath.normpath(folder).strip("/")
    return "" if path == "." else path
