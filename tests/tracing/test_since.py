from __future__ import annotations

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.tracing.blocks import LabelledCell, Run, Tone
from sphinxext_lcore.tracing.changes import Baseline
from sphinxext_lcore.tracing.since import changed_lines, removed_line
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


def test_what_is_new_shows_its_words_already() -> None:
    now = Catalog([AFTER], given=[Baseline(Catalog([document("tea")]))])
    (line,) = changed_lines(now, now.requirements[0])
    assert line == LabelledCell("Since the baseline", (Run("added", tone=Tone.INFO),))


def test_a_text_is_shown_as_it_was_and_as_it_is() -> None:
    now = Catalog([AFTER], given=[Baseline(Catalog([BEFORE]))])
    statement = next(line for line in changed_lines(now, now.requirements[0]) if line.label == "Statement")
    assert [(run.text, run.tone) for run in statement.cell if run.text.strip()] == [
        ("The water", Tone.PLAIN),
        ("must", Tone.REMOVED),
        ("should", Tone.ADDED),
        ("boil.", Tone.PLAIN),
    ]


def test_a_design_says_what_is_gone_from_it() -> None:
    before = document("tea", requirements=[requirement("R1"), requirement("R8", "Pour"), requirement("R9", "Stir")])
    now = Catalog([document("tea", requirements=[requirement("R1")])], given=[Baseline(Catalog([before]))])
    assert removed_line(now, now.features[0]) == LabelledCell(
        "Removed since the baseline",
        (Run("R8 Pour", tone=Tone.REMOVED), Run(", "), Run("R9 Stir", tone=Tone.REMOVED)),
    )


def test_without_a_baseline_nothing_is_said() -> None:
    now = Catalog([AFTER])
    assert [line for item in now.requirements for line in changed_lines(now, item)] == []
    assert removed_line(now, now.features[0]).cell == ()
