"""The policy of a team, read from its file: ``lcore.toml``, or ``feature-design.config``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking import policy_toml, team_config
from sphinxext_lcore.checking.policy import Policy
from sphinxext_lcore.model.records import Finding

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_NAME = "lcore.toml"


def read_policy(file: Path, path: str) -> Policy:
    """Read a policy. What is wrong in the file is a finding, and the rest of it holds.

    Args:
        file: The file; where its name ends in ``.toml`` it is that, else ``key = value`` with ``#`` comments.
        path: What findings call it: its path from the source folder.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is no UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        message = f"the policy cannot be read: {reason}; mend the file, or name another as lcore_policy"
        return Policy(path=path, findings=(Finding(rule="invalid_policy", message=message, path=path, line=1),))
    parse = policy_toml.parse if file.suffix == ".toml" else team_config.parse
    return parse(text, path)
