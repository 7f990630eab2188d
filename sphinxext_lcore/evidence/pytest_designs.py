"""What the pytest plugin asks of an ``lcore.json``: which ids there are. Read without pydantic, which loads slowly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from sphinxext_lcore.evidence.citations import is_bare
from sphinxext_lcore.model.suggestion import cure


class Designs(NamedTuple):
    """The ids of the designs."""

    requirements: tuple[str, ...]
    criteria: frozenset[str]
    tickets: dict[str, list[str]]
    """The keys of the features that a ticket has."""

    def full(self, name: str) -> str:
        """The id by its key, where a ticket names the feature; else as it is."""
        if is_bare(name):
            return name
        head, dot, rest = name.partition(".")
        keys = self.tickets.get(head.upper(), [])
        found = [key for key in keys if f"{key}.{rest.partition('.')[0]}" in self.requirements or not rest]
        return f"{found[0]}{dot}{rest}" if len(found) == 1 else f"{head.lower()}{dot}{rest}" if not keys else name

    def problem(self, name: str) -> str:
        """What is wrong with the name of a requirement or a criterion, or nothing."""
        full = self.full(name)
        if full in self.criteria or full in self.requirements:
            return ""
        keys = self.tickets.get(full.partition(".")[0].upper(), [])
        meant = [f"{key}.{full.partition('.')[2]}" for key in keys]
        candidates = [each for each in meant if each in self.requirements]
        if candidates:
            return f"verifies: ambiguous requirement {name}; write {' or '.join(candidates)}"
        head = full.rpartition(".")[0]
        beside = [each for each in self.criteria if each.startswith(f"{head}.")] if head in self.requirements else ()
        return f"verifies: unknown requirement {name}; {cure(full, sorted(beside) or self.requirements)}"


def read(path: str) -> Designs:
    """Read an ``lcore.json``.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no ``lcore.json``.
    """
    content = json.loads(Path(path).read_bytes())
    try:
        requirements = tuple(str(each["id"]) for each in content["requirements"])
        criteria = ((str(each["id"]), name) for each in content["requirements"] for name in each["criteria"])
        owned = {f"{owner}.{name.rpartition('.')[2]}" for owner, name in criteria}
        tickets: dict[str, list[str]] = {}
        for feature in content["features"]:
            if feature.get("ticket"):
                tickets.setdefault(str(feature["ticket"]).upper(), []).append(str(feature["id"]))
    except (KeyError, TypeError, AttributeError) as error:
        message = "it is no lcore.json; build the documentation, which writes it"
        raise ValueError(message) from error
    return Designs(requirements, frozenset(owned), tickets)
