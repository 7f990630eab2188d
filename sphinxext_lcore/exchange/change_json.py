"""What changed, as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinxext_lcore.tracing.change_details import headline

if TYPE_CHECKING:
    from sphinxext_lcore.tracing.changes import Changes, ItemChange

VERSION = 1


def dump(changes: Changes) -> str:
    """The report: each list of the changes under its name, each change with its fields under their names."""
    report = {
        "version": VERSION,
        "headline": headline(changes),
        "coverage": [
            {**each._asdict(), "before": each.before._asdict(), "after": each.after._asdict()}
            for each in changes.coverage
        ],
        **{name: [_item(change) for change in getattr(changes, name)] for name in _ITEMS},
        "evidence": [each._asdict() for each in changes.evidence],
        "changelog": [
            each.model_dump(mode="json", include={"feature", "date", "change", "reason"}) for each in changes.changelog
        ],
    }
    return json.dumps(report, indent=1) + "\n"


_ITEMS = ("requirements", "use_cases", "features")


def _item(change: ItemChange) -> dict[str, object]:
    return {
        **change._asdict(),
        "fields": [each._asdict() for each in change.fields],
        "criteria": [each._asdict() for each in change.criteria],
        "links": [each._asdict() for each in change.links],
    }
