"""Feature files from acceptance criteria: a scenario each, which a person then fills in and owns.

Before each scenario stands a comment with two fingerprints: one of the criterion, which tells that the design changed
since, and one of the scenario as it was written, which tells that a person changed it. Such a scenario is not touched.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_lcore.model.suggestion import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.model.records import Criterion

_MARK = re.compile(
    r"^[ \t]*# lcore-row: (?P<id>\S+) (?P<row>[0-9a-f]{12}) (?P<scenario>[0-9a-f]{12})[ \t]*$", re.MULTILINE
)
_STEP = re.compile(r"(?:^|[,;.]\s+|(?<!\s)\s+(?=Given|When|Then))((?i:given|when|then))\b[,:]?\s+")
"""A step begins the text, or a clause; in the middle of one, it has to be written with a capital."""
_FEWEST_STEPS = 2


class NotOursError(Exception):
    """The file was not written by us."""


class Scaffold(NamedTuple):
    """A feature file, and what happened to its scenarios, by the ids of the criteria."""

    text: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    """The criterion changed, and the scenario with it."""
    changed: tuple[str, ...] = ()
    """The criterion changed, and the scenario did not, as it is a person's now."""
    gone: tuple[str, ...] = ()
    """The criterion is no more; the scenario stands."""


def scaffold(title: str, criteria: Sequence[Criterion], before: str = "") -> Scaffold:
    """The feature file of a feature.

    Args:
        title: The name of the feature.
        criteria: Its acceptance criteria.
        before: The file as it is now; empty for a new one.

    Raises:
        NotOursError: There is a file, and no scenario in it is of us.
    """
    marks = list(_MARK.finditer(before))
    if before.strip() and not marks:
        raise NotOursError
    head = before[: marks[0].start()] if marks else f"Feature: {_line(title)}\n\n"
    blocks = _blocks(before, marks)
    added: list[str] = []
    updated: list[str] = []
    changed: list[str] = []
    for criterion in criteria:
        block = blocks.get(criterion.id)
        if block is None:
            added.append(criterion.id)
        elif block.row != _digest(_line(criterion.text)):
            (changed if block.owned else updated).append(criterion.id)
        if block is None or criterion.id in updated:
            blocks[criterion.id] = _new(criterion)
    known = {criterion.id for criterion in criteria}
    gone = tuple(identifier for identifier, block in blocks.items() if identifier not in known and not block.copied)
    if not blocks:
        return Scaffold(before)
    text = head + "\n".join(block.text for block in blocks.values())
    return Scaffold(text, tuple(added), tuple(updated), tuple(changed), gone)


class _Block(NamedTuple):
    """A scenario with what stands below it up to the next of ours."""

    text: str
    row: str
    owned: bool
    """Whether a person changed it."""
    copied: bool = False
    """Whether it stands below another one of the same criterion."""


def _blocks(before: str, marks: Sequence[re.Match[str]]) -> dict[str, _Block]:
    blocks: dict[str, _Block] = {}
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(before)
        text = before[mark.start() : end]
        # A second one of the same criterion is a person's doing, and stays below the first.
        name = mark["id"] if mark["id"] not in blocks else f"{mark['id']} ({number})"
        owned = _digest(before[mark.end() : end].strip("\n")) != mark["scenario"]
        ours = text.removesuffix("\n") if number + 1 < len(marks) else text
        blocks[name] = _Block(ours, mark["row"], owned, copied=name != mark["id"])
    return blocks


def _new(criterion: Criterion) -> _Block:
    text = _line(criterion.text)
    lines = [f"  @{criterion.id}", f"  Scenario: {criterion.id.partition('.')[2]} {shorten(text, 80)}".rstrip()]
    lines += [f"    {step}" for step in _steps(text)]
    scenario = "\n".join(lines)
    row = _digest(text)
    return _Block(f"  # lcore-row: {criterion.id} {row} {_digest(scenario)}\n{scenario}\n", row, owned=False)


def _steps(text: str) -> list[str]:
    """Given, When and Then where the criterion has them; else it is a comment, for a person to make steps of."""
    parts = _STEP.split(text)
    steps = [f"{word.capitalize()} {said.strip(' ,;.')}" for word, said in zip(parts[1::2], parts[2::2], strict=True)]
    if parts[0] or len(steps) < _FEWEST_STEPS or not steps[-1].startswith("Then "):
        return [f"# {text}"]
    return steps


def _line(text: str) -> str:
    return printable(" ".join(text.split()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="backslashreplace")).hexdigest()[:12]
