from __future__ import annotations

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.tracing.changes import Baseline
from sphinxext_lcore.tracing.since import changed_lines
from tests.designs import METADATA, criterion, document, requirement, use_case

BEFORE = document(
    "tea",
    metadata={**METADATA, "title": "Tea", "status": "draft"},
    requirements=[
        requirement("R1", "Boil", statement="The water must boil.", status="draft", priority="must", use_cases=("U1",)),
        requirement("R2", refines=("R1",), depends_on=("R1",)),
    ],
    use_cases=[use_case("U1", "Guests", story="As a guest, I want tea.")],
    criteria=[criterion("R1", text="The kettle sings loudly"), criterion("R1", text="Nobody waits")],
)
AFTER = document(
    "tea",
    metadata={**METADATA, "title": "Hot tea", "status": "approved"},
    requirements=[
        requirement("R1", "Heat", statement="The water should boil.", status="approved", priority="could"),
        requirement("R2"),
    ],
    use_cases=[use_case("U1", "Friends", story="As a guest, I want milk.")],
    criteria=[criterion("R1", text="The kettle sings"), criterion("R1", text="A light burns all night")],
)


def test_every_kind_of_change_has_a_label_of_its_own() -> None:
    now = Catalog([AFTER], given=[Baseline(Catalog([BEFORE]))])
    items = (*now.features, *now.requirements, *now.use_cases)
    labels = {line.label for item in items for line in changed_lines(now, item)}
    assert labels == {
        "Since the baseline",
        "Weakened",
        "Title",
        "Statement",
        "Status",
        "Priority",
        "Story",
        "Criterion",
        "Criterion added",
        "Criterion removed",
        "Use cases",
        "Refines",
        "Depends on",
    }


def test_without_a_baseline_nothing_is_said() -> None:
    now = Catalog([AFTER])
    assert [line for item in now.requirements for line in changed_lines(now, item)] == []
