"""The files of a git revision, laid out in a folder of their own.

The work tree, the index and HEAD stay as they are: the revision is read into an index of its own beside the files.
That takes what ``git archive`` leaves out, too, where the attribute ``export-ignore`` keeps documents out of releases.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

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


class Repository:
    """The git repository that a folder lies in.

    Args:
        folder: A folder of its work tree.

    Raises:
        RevisionError: There is no git, or the folder lies in no repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not folder.is_dir():
            message = f"{folder} is no folder"
            raise RevisionError(message)
        try:
            self._git_dir, prefix = self._run("rev-parse", "--absolute-git-dir", "--show-prefix").split("\n")[:2]
        except _GitError as error:
            message = f"neither a file nor a folder with a conf.py; and in {folder.resolve()}, {error}"
            raise RevisionError(message) from error
        self.prefix = prefix
        """The path of the folder inside the repository, with a slash at its end; empty for its top."""

    def commit(self, revision: str) -> str:
        """The commit that a revision names.

        Raises:
            RevisionError: It names none.
        """
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
