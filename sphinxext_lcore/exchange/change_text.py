"""What changed, as text for a terminal: words taken out as ``[-old-]``, words put in as ``{+new+}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.tracing.change_details import details, headline, outcome, row_words
from sphinxext_lcore.tracing.word_diff import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.tracing.changes import Changes, ItemChange
    from sphinxext_lcore.tracing.word_diff import Segment

_MARKS = {Part.KEPT: "{}", Part.REMOVED: "[-{}-]", Part.ADDED: "{{+{}+}}"}


def text(changes: Changes) -> str:
    """The report."""
    lines = [headline(changes), "", *_coverage(changes)]
    for change in (*changes.requirements, *changes.use_cases, *changes.features):
        lines += ["", *_item(change)]
    if changes.evidence:
        lines += ["", "Evidence:"]
        lines += [f"  {' '.join(f'{id_} {label}'.split())}: {old} → {new}" for id_, label, old, new in changes.evidence]
    if changes.changelog:
        lines += ["", "New in the changelogs:"]
        lines += [f"  {entry.feature}: {row_words(entry)}" for entry in changes.changelog]
    return "".join(f"{_shown(line).rstrip()}\n" for line in lines)


def _coverage(changes: Changes) -> Iterator[str]:
    rows = [("coverage", "before", "after")]
    for feature, measure, before, after in changes.coverage:
        rows.append((f"{measure}{f', {feature}' if feature else ''}", str(before), str(after)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _item(change: ItemChange) -> Iterator[str]:
    yield f"{' '.join(f'{change.id} {change.label}'.split())}: {outcome(change)}"
    for label, segments in details(change):
        yield f"  {label}: {' '.join(map(_marked, segments))}"


def _marked(segment: Segment) -> str:
    return _MARKS[segment.part].format(segment.text)


def _shown(line: str) -> str:
    """The line without what could steer a terminal."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in line)
