"""The policy of a team, read from its file: ``lcore.toml``, or ``feature-design.config``."""

from __future__ import annotations

from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

from sphinxext_lcore.checking import policy_toml, team_config
from sphinxext_lcore.checking.policy import Policy
from sphinxext_lcore.model.records import Finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEFAULT_NAME = "lcore.toml"


def read_policy(file: Path, path: str) -> Policy:
    """Read a policy. What is wrong in the file is a finding, and the rest of it holds.

    Args:
        file: The file; where its name ends in ``.toml`` it is that, else ``key = value`` with ``#`` comments. A TOML
            file may name one of the second kind, from its own folder; where both speak of a thing, TOML wins.
        path: What findings call it: its path from the source folder.
    """
    policy = _read(file, path, policy_toml.parse if file.suffix == ".toml" else team_config.parse)
    if not policy.team_config:
        return policy
    beside = normpath(PurePosixPath(path).parent / policy.team_config)
    return policy.over(_read(file.parent / policy.team_config, beside, team_config.parse, named_by=path))


def _read(file: Path, path: str, parse: Callable[[str, str], Policy], named_by: str = "") -> Policy:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is no UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        where = f"name another as {policy_toml.TEAM_CONFIG}" if named_by else "name another as lcore_policy"
        message = f"the policy{f' {path}' if named_by else ''} cannot be read: {reason}; mend the file, or {where}"
        finding = Finding(rule="invalid_policy", message=message, path=named_by or path, line=1)
        return Policy(path=path, findings=(finding,))
    return parse(text, path)
