from __future__ import annotations

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Mark, Outcome
from sphinxext_lcore.tracing.blocks import LabelledCell, Run, Target, Tone
from sphinxext_lcore.tracing.changes import Baseline
from sphinxext_lcore.tracing.evidence import Evidence
from sphinxext_lcore.tracing.links import feature_links, requirement_links, use_case_links
from tests.designs import catalog, criterion, document, lines, mention, one, page, requirement, row, use_case


def drinks() -> Catalog:
    return catalog(
        document(
            "tea",
            metadata={"superseded_by": "milk"},
            requirements=[
                requirement("R1", "Boil", use_cases=("U1", "U9", "milk.U1"), refines=("milk.R1",), depends_on=("R2",)),
                requirement("R2", refines=("R1",), depends_on=("R1",)),
                requirement("R3"),
            ],
            use_cases=[use_case("U1", "Drink"), use_case("U2")],
            mentions=[mention("req", "R1", item="R2"), mention("uc", "U1", item="R3")],
        ),
        document(
            "milk",
            metadata={"superseded_by": "wine", "title": "Milk"},
            requirements=[requirement("R1", use_cases=("tea.U1",))],
            use_cases=[use_case("U1")],
            mentions=[mention("req", "tea.R1")],
        ),
        page("index", title="Start", mentions=(mention("req", "tea.R1"),)),
    )


MILK, TEA = drinks().features
MILK_1, TEA_1, TEA_2, TEA_3 = drinks().requirements


@pytest.mark.verifies("directives-and-records.R4")
def test_a_requirement_shows_what_it_points_at_and_what_points_at_it() -> None:
    assert lines(requirement_links(drinks(), TEA_1)) == {
        "Use cases": "U1, U9, milk.U1",
        "Refines": "milk.R1",
        "Depends on": "R2",
        "Refined by": "R2",
        "Needed by": "R2",
        "Mentioned in": "Start, milk, R2",
    }


def test_what_an_option_names_without_a_key_is_of_the_own_feature() -> None:
    links = {line.label: line.cell for line in requirement_links(drinks(), TEA_2)}
    assert links["Refines"] == (Run("R1", Target("tea", "tea-r1"), hint="Boil"),)
    assert links["Depends on"] == (Run("R1", Target("tea", "tea-r1"), hint="Boil"),)


def test_criteria_that_stand_elsewhere_are_named() -> None:
    found = one(
        requirements=[requirement("R1"), requirement("R2")],
        criteria=[criterion("R1"), row("R1", text="It is hot"), row("R2", "R1", text="It sings")],
    )
    assert {line.label: line.cell for line in requirement_links(found, found.requirements[0])}["Accepted by"] == (
        Run("AC2", Target("tea", "tea-r1-ac2"), hint="It is hot"),
        Run(", "),
        Run("R2.AC1", Target("tea", "tea-r2-ac1"), hint="It sings"),
    )


def test_a_card_says_what_evidence_and_a_baseline_say() -> None:
    evidence = Evidence((EvidenceTest("t::a", Outcome.PASSED, ("tea.R1",)),), (Mark(("tea.R1",), "src/pot.c", 3),))
    before = one(
        metadata={"title": "Tea"},
        requirements=[requirement("R1", statement="It boils."), requirement("R2", statement="")],
        use_cases=[use_case("U1", "Guests")],
    )
    now = one(
        metadata={"title": "Kettle"},
        requirements=[requirement("R1", statement="It sings.")],
        use_cases=[use_case("U1", "Friends")],
    )
    found = Catalog(now.documents, given=(evidence, Baseline(before)))
    assert lines(requirement_links(found, found.requirements[0])) == {
        "Evidence": "verified (1)",
        "Implemented in": "src/pot.c:3",
        "Since the baseline": "changed",
        "Statement": "It boils. sings.",
    }
    assert lines(feature_links(found, found.features[0])) == {
        "Coverage": "accepted-for 0 of 1, traced –, verified 1 of 1",
        "Removed since the baseline": "R2",
        "Since the baseline": "changed",
        "Title": "Tea Kettle",
    }
    assert lines(use_case_links(found, found.use_cases[0])) == {
        "Since the baseline": "changed",
        "Title": "Guests Friends",
    }


def test_links_of_other_features_come_with_their_key() -> None:
    assert lines(requirement_links(drinks(), MILK_1)) == {"Use cases": "tea.U1", "Refined by": "tea.R1"}


def test_a_card_without_links_has_no_lines() -> None:
    assert requirement_links(drinks(), TEA_3) == ()
    assert use_case_links(drinks(), drinks().use_cases[2]) == ()
    assert feature_links(catalog(document("tea")), TEA.model_copy(update={"superseded_by": ""})) == ()


def test_a_link_tells_the_title_of_what_it_leads_to() -> None:
    cell = requirement_links(drinks(), TEA_1)[0].cell
    assert cell[0] == Run("U1", Target("tea", "tea-u1"), hint="Drink")


def test_a_name_that_leads_nowhere_is_shown_as_missing() -> None:
    cell = requirement_links(drinks(), TEA_1)[0].cell
    assert cell[2] == Run("U9", tone=Tone.MISSING)


def test_a_mention_leads_to_where_it_stands() -> None:
    cell = requirement_links(drinks(), TEA_1)[-1].cell
    assert cell[0] == Run("Start", Target("index", ""))
    assert cell[4] == Run("R2", Target("tea", "tea-r2"))


@pytest.mark.verifies("directives-and-records.R4")
def test_a_use_case_shows_what_serves_and_mentions_it() -> None:
    assert lines(use_case_links(drinks(), drinks().use_cases[1])) == {"Served by": "milk.R1, R1", "Mentioned in": "R3"}


def test_a_feature_shows_what_replaces_it() -> None:
    assert feature_links(drinks(), TEA)[0] == LabelledCell("Superseded by", (Run("Milk", Target("milk", "milk")),))


def test_a_feature_shows_its_coverage() -> None:
    assert lines(feature_links(drinks(), TEA))["Coverage"] == "accepted-for 0 of 3, traced 2 of 3"


def test_where_nothing_counts_the_coverage_is_a_dash() -> None:
    rejected = catalog(document("tea", requirements=[requirement("R1", status="rejected")]))
    (line,) = feature_links(rejected, rejected.features[0])
    assert line == LabelledCell(
        "Coverage",
        (Run("accepted-for –", tone=Tone.MUTED), Run(", "), Run("traced –", tone=Tone.MUTED)),
    )


def test_a_successor_that_does_not_exist_is_shown_as_missing() -> None:
    assert feature_links(drinks(), MILK)[0] == LabelledCell("Superseded by", (Run("wine", tone=Tone.MISSING),))
