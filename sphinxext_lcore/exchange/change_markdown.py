"""What changed, as Markdown for a comment on a pull request.

What authors wrote is text there, whatever it looks like: the comment is posted by a robot, and a design must not be
able to make it mention people, close tickets or fold its own end away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_lcore.tracing.change_details import details, headline, outcome, row_words
from sphinxext_lcore.tracing.word_diff import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.tracing.changes import Changes, ItemChange
    from sphinxext_lcore.tracing.word_diff import Segment

LONGEST = 65_536
"""How many characters GitHub takes in a comment."""
_ROOM = 200
"""What the line takes that says how much was left out."""
_LONGEST_LABEL = 200
_SPECIAL = re.compile(r"""[&<>"'`*_~\[\]()|\\!$#@{}]|:(?=\S)""")
_BREAK = "&#8203;"
"""A space of no width: a forge looks for mentions and tickets in the finished text, where an escape is gone."""
_BROKEN = {"@", "#", ":"}
_MARKS = {Part.KEPT: "{}", Part.REMOVED: "<del>{}</del>", Part.ADDED: "<ins>{}</ins>"}


def markdown(changes: Changes) -> str:
    """The report, never longer than a comment may be."""
    report = f"### {headline(changes)}\n\n{_coverage(changes)}"
    blocks = [*_blocks(changes)]
    for number, (block, short) in enumerate(blocks):
        room = LONGEST - _ROOM - len(report)
        if len(block) > room:
            block = short  # noqa: PLW2901 - what can be said in its place
        if len(block) > room:
            left = len(blocks) - number
            return f"{report}\n{left} more left out: a comment has at most {LONGEST:,} characters. The text has all.\n"
        report += block
    return report


def _blocks(changes: Changes) -> Iterator[tuple[str, str]]:
    """The report of each item, and what is said in its place where there is no room."""
    for change in (*changes.requirements, *changes.use_cases, *changes.features):
        yield _item(change)
    if changes.evidence:
        states = [
            f"- <b>{escaped(each.id)}</b> {escaped(each.label[:_LONGEST_LABEL])}: {each.before} → {each.after}\n"
            for each in changes.evidence
        ]
        count = f"{len(states)} requirement{'s' * (len(states) > 1)} with other evidence"
        yield _folded(count, "".join(states)), f"\n{count}\n"
    if changes.changelog:
        rows = [f"- <b>{escaped(row.feature)}</b> {escaped(row_words(row))}\n" for row in changes.changelog]
        count = f"{len(rows)} new row{'s' * (len(rows) > 1)} in the changelogs"
        yield _folded(count, "".join(rows)), f"\n{count}\n"


def _coverage(changes: Changes) -> str:
    rows = ["| coverage | before | after |", "|---|---|---|"]
    for feature, measure, before, after in changes.coverage:
        name = f"{measure}, {escaped(feature)}" if feature else str(measure)
        rows.append(f"| {name} | {before} | {after} |")
    return "\n".join(rows) + "\n"


def _item(change: ItemChange) -> tuple[str, str]:
    label = change.label if len(change.label) <= _LONGEST_LABEL else f"{change.label[: _LONGEST_LABEL - 1]}…"
    head = f"<b>{escaped(change.id)}</b> {escaped(label)}: {escaped(outcome(change))}"
    lines = [f"- {name}: {' '.join(map(_marked, segments))}\n" for name, segments in details(change)]
    short = f"\n{head}\n"
    return (_folded(head, "".join(lines)) if lines else short), short


def _folded(head: str, body: str) -> str:
    return f"\n<details><summary>{head}</summary>\n\n{body}\n</details>\n"


def _marked(segment: Segment) -> str:
    return _MARKS[segment.part].format(escaped(segment.text))


def escaped(text: str) -> str:
    """A text of an author, as text: no markup of Markdown or HTML, no mention, no ticket, on one line."""
    printable = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in " ".join(text.split()))
    return _SPECIAL.sub(_entity, printable)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};{_BREAK if match[0] in _BROKEN else ''}"
