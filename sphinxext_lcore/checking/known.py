"""Known findings: recorded in a file, so that a team that starts with many is told of the new ones alone.

The file has a finding a line, sorted, after a line that says its version. Each line is JSON on its own, so that two
branches that each take lines out merge without a conflict.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from pydantic import Field, ValidationError

from sphinxext_lcore.model.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_lcore.model.records import Finding

RecordT = TypeVar("RecordT", bound=Record)
_NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w-])")
"""A number that is no part of an id or of a date: a line, or how many of how many."""


class KnownFileError(ValueError):
    """The file holds no known findings; the message says where and why."""


class Head(Record):
    """The first line of the file."""

    version: Literal[1] = Field(default=1, title="Version", description="The version of this format.")


class Known(Record):
    """What a finding is, whatever its line: two builds of one document give the same one."""

    rule: str = Field(title="Rule", description="The code of the rule.")
    about: str = Field(title="About", description="The full id of the item, or the source file where there is none.")
    message: str = Field(
        title="Message", description="What is wrong, with # for each number, and without the cure, which changes."
    )
    number: int = Field(default=1, ge=1, title="Number", description="Which it is of several that are alike.")


class Comparison(NamedTuple):
    """Findings, set against those that are known."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    fixed: tuple[Known, ...]


def identify(findings: Iterable[Finding]) -> tuple[Known, ...]:
    """What each finding is, in their order."""
    seen: Counter[tuple[str, str, str]] = Counter()
    identified = []
    for finding in findings:
        alike = (finding.rule, finding.item or finding.path, _what(finding.message))
        seen[alike] += 1
        identified.append(Known(rule=alike[0], about=alike[1], message=alike[2], number=seen[alike]))
    return tuple(identified)


def fingerprint(known: Known) -> str:
    """A short name of a finding, for programs that compare two reports."""
    return blake2b(known.model_dump_json().encode(), digest_size=16).hexdigest()


def compare(findings: Iterable[Finding], recorded: Iterable[Known]) -> Comparison:
    """Tell new findings from known ones, and which of the known ones are gone."""
    found, before = tuple(findings), set(recorded)
    identified = identify(found)
    pairs = tuple(zip(found, identified, strict=True))
    return Comparison(
        tuple(finding for finding, known in pairs if known not in before),
        tuple(finding for finding, known in pairs if known in before),
        tuple(sorted(before - set(identified), key=_order)),
    )


def dump(known: Iterable[Known]) -> str:
    """The text of the file; the same for the same findings in any order."""
    records = [Head(), *sorted(set(known), key=_order)]
    lines = (json.dumps(_plain(record), ensure_ascii=False) for record in records)
    return "".join(f"{line}\n" for line in lines)


def load(text: str) -> tuple[Known, ...]:
    """Read the file.

    Raises:
        KnownFileError: It is no such file, or one of another version.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        message = "it is empty"
        raise KnownFileError(message)
    _read(Head, *lines[0])
    return tuple(_read(Known, number, line) for number, line in lines[1:])


def _what(message: str) -> str:
    """What is wrong: a message says after a semicolon how to mend it, which depends on what else is there."""
    return _NUMBER.sub("#", message.partition("; ")[0])


def _plain(record: Record) -> dict[str, object]:
    return record.model_dump(exclude_defaults=not isinstance(record, Head))


def _order(known: Known) -> tuple[str, str, str, int]:
    return known.about, known.rule, known.message, known.number


def _read(kind: type[RecordT], number: int, line: str) -> RecordT:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = "".join(f"{part}: " for part in problem["loc"])
        message = f"line {number} is none of its lines: {where}{problem['msg']}"
        raise KnownFileError(message) from error
