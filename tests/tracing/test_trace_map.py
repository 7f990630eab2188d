from __future__ import annotations

from typing import Any

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome
from sphinxext_lcore.model.queries import MapQuery
from sphinxext_lcore.model.records import Priority
from sphinxext_lcore.tracing.blocks import Run, Table, Target, Tone
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.evidence import Evidence
from sphinxext_lcore.tracing.maps import MapNode, TraceMap
from sphinxext_lcore.tracing.trace_map import MOST_CRITERIA, MOST_REQUIREMENTS, trace_map
from tests.designs import catalog, criterion, document, heads, one, requirement, row, rows, use_case

TEA = document(
    "tea",
    metadata={"title": "Tea", "component": "kettle"},
    requirements=[
        requirement("R10", "Pour", use_cases=("U1",), refines=("R2",), status="draft"),
        requirement("R2", "Boil", use_cases=("U1", "milk.U1")),
        requirement("R3", "Cool", derived="physics"),
        requirement("R4", "Stir"),
        requirement("R5", "Spill", status="rejected"),
    ],
    use_cases=[use_case("U1", "Drink"), use_case("U2", "Smell")],
    criteria=[criterion("R2", text="Steam"), row("R2", "R3", text="It is hot"), criterion("R10", text="Full")],
)
MILK = document(
    "milk",
    metadata={"title": "Milk"},
    requirements=[requirement("R1", "Froth", use_cases=("tea.U1",), refines=("tea.R3",))],
    use_cases=[use_case("U1", "Feed"), use_case("U2", "Bathe")],
)


def drinks() -> Catalog:
    return catalog(TEA, MILK)


def query(**options: Any) -> MapQuery:
    return MapQuery.model_validate({"kind": "map", **options})


def maps(found: Catalog | None = None, **options: Any) -> dict[str, TraceMap]:
    shown = trace_map(found or drinks(), query(**options))
    return {each.caption: each for each in shown if isinstance(each, TraceMap)}


def names(shown: TraceMap, column: int) -> list[str]:
    return [node.name for node in shown.nodes if node.column == column]


def node(shown: TraceMap, name: str) -> MapNode:
    return next(each for each in shown.nodes if each.name == name)


def links(shown: TraceMap, *, refinements: bool = False) -> set[tuple[str, str]]:
    pairs = shown.refinements if refinements else shown.links
    return {(shown.nodes[left].name, shown.nodes[right].name) for left, right in pairs}


def state(shown: TraceMap, name: str) -> tuple[str, str]:
    found = node(shown, name)
    return str(found.tone), ", ".join(run.text for run in found.state)


def many(features: int, requirements: int, **fields: Any) -> list[Any]:
    """Features f0, f1 … with so many requirements each, every one but those of f0 with what ``fields`` say."""
    return [
        document(
            f"f{number}",
            metadata={"title": f"Feature {number}"},
            requirements=[
                requirement(f"R{each}", use_cases=("U1",), **(fields if number else {}))
                for each in range(1, requirements + 1)
            ],
            use_cases=[use_case("U1")],
            criteria=[criterion("R1")],
        )
        for number in range(features)
    ]


class TestAFeature:
    def test_each_feature_is_a_map_called_by_its_title(self) -> None:
        assert list(maps()) == ["Milk", "Tea"]
        assert list(maps(caption="Trace")) == ["Trace: Milk", "Trace: Tea"]

    def test_use_cases_requirements_and_criteria_stand_in_columns(self) -> None:
        tea = maps()["Tea"]
        assert tea.columns == ("Use cases", "Requirements", "Acceptance criteria")
        assert sorted(names(tea, 0)) == ["U1", "U2", "milk.U1"]
        assert sorted(names(tea, 1)) == ["R10", "R2", "R3", "R4", "R5", "milk.R1"]
        assert [each.label for each in tea.nodes if each.column == 2] == ["Steam", "It is hot", "Full"]

    def test_nodes_of_a_column_follow_each_other(self) -> None:
        columns = [each.column for each in maps()["Tea"].nodes]
        assert columns == sorted(columns)

    def test_links_run_from_use_case_to_requirement_to_criterion(self) -> None:
        assert links(maps()["Tea"]) == {
            ("U1", "R10"),
            ("U1", "R2"),
            ("U1", "milk.R1"),
            ("milk.U1", "R2"),
            ("R2", "AC1"),
            ("R2", "AC2"),
            ("R3", "AC2"),
            ("R10", "AC1"),
        }

    def test_what_refines_is_linked_with_what_it_refines(self) -> None:
        found = maps()
        assert links(found["Tea"], refinements=True) == {("R2", "R10"), ("R3", "milk.R1")}
        assert links(found["Milk"], refinements=True) == {("tea.R3", "R1")}

    def test_a_node_leads_to_its_item(self) -> None:
        tea = maps()["Tea"]
        assert node(tea, "R2").target == Target("tea", "tea-r2")
        assert node(tea, "milk.U1").target == Target("milk", "milk-u1")

    def test_a_story_without_a_title_is_called_by_what_is_wanted(self) -> None:
        story = use_case("U1", want="to drink tea")
        shown = maps(one(metadata={"title": "Tea"}, use_cases=[story]))["Tea"]
        assert (node(shown, "U1").label, node(shown, "U1").whole) == ("to drink tea", "As a guest, I want tea.")

    def test_a_use_case_with_a_title_is_called_by_it(self) -> None:
        assert (node(maps()["Tea"], "U1").label, node(maps()["Tea"], "U1").whole) == ("Drink", "")

    def test_a_requirement_that_refines_itself_has_no_link_for_that(self) -> None:
        shown = maps(one(metadata={"title": "Tea"}, requirements=[requirement("R1", refines=("R1",))]))["Tea"]
        assert shown.refinements == ()

    def test_of_each_item_it_is_known_what_it_is_linked_with_on_either_side(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[
                requirement("R1", use_cases=("U1",)),
                requirement("R2", use_cases=("U1",)),
                requirement("R3"),
            ],
            use_cases=[use_case("U1")],
            criteria=[criterion("R1", name="AC1")],
        )
        shown = maps(found)["Tea"]
        linked = {
            node.name: {shown.nodes[each].name for each in found}
            for node, found in zip(shown.nodes, shown.linked(), strict=True)
        }
        assert linked == {"U1": {"R1", "R2"}, "R1": {"U1", "AC1"}, "R2": {"U1"}, "R3": set(), "AC1": {"R1"}}


class TestStates:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("R2", ("good", "accepted-for and traced")),
            ("R3", ("good", "derived")),
            ("R4", ("missing", "no acceptance criteria, no use case")),
            ("R5", ("muted", "rejected")),
            ("U1", ("plain", "")),
            ("U2", ("missing", "no requirement")),
            ("milk.R1", ("missing", "no acceptance criteria")),
            ("AC2", ("plain", "")),
        ],
    )
    def test_a_node_says_how_things_stand(self, name: str, said: tuple[str, str]) -> None:
        assert state(maps()["Tea"], name) == said

    def test_each_word_of_a_state_has_its_tone(self) -> None:
        assert node(maps()["Tea"], "R4").state == (
            Run("no acceptance criteria", tone=Tone.MISSING),
            Run("no use case", tone=Tone.MISSING),
        )

    @pytest.mark.parametrize(
        ("metadata", "fields", "why"),
        [
            ({}, {"priority": Priority.WONT}, "wont"),
            ({"status": "accepted"}, {"priority": Priority.WONT}, "wont"),
            ({"status": "deferred"}, {}, "deferred"),
            ({"status": "deferred"}, {"status": "superseded"}, "superseded"),
        ],
    )
    def test_what_does_not_count_says_why(self, metadata: dict[str, str], fields: dict[str, Any], why: str) -> None:
        found = one(metadata={"title": "Tea", **metadata}, requirements=[requirement("R1", **fields)])
        assert state(maps(found)["Tea"], "R1") == ("muted", why)

    def test_a_use_case_of_a_feature_that_does_not_count_owes_nothing(self) -> None:
        found = one(metadata={"title": "Tea", "status": "deferred"}, use_cases=[use_case("U1")])
        assert state(maps(found)["Tea"], "U1") == ("muted", "deferred")

    def test_a_feature_that_links_nothing_lacks_no_use_case(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[requirement("R1")],
            use_cases=[use_case("U1")],
            criteria=[row("R1")],
        )
        assert state(maps(found)["Tea"], "R1") == ("good", "accepted-for")
        assert state(maps(found)["Tea"], "U1") == ("plain", "")


class TestFilters:
    def test_one_feature_is_chosen_by_its_key(self) -> None:
        assert list(maps(features="milk")) == ["Milk"]
        assert list(maps(components="kettle")) == ["Tea"]

    def test_a_status_keeps_the_requirements_of_it_and_the_use_cases_that_they_serve(self) -> None:
        tea = maps(status="draft")["Tea"]
        assert (names(tea, 0), sorted(names(tea, 1)), names(tea, 2)) == (["U1"], ["R10", "R2"], ["AC1"])

    @pytest.mark.parametrize("chosen", [{"features": "tea"}, {"components": "kettle"}])
    def test_a_chosen_feature_shows_what_others_do_for_it(self, chosen: dict[str, Any]) -> None:
        assert "milk.R1" in names(maps(**chosen)["Tea"], 1)

    def test_a_status_keeps_no_other_requirement_that_refines_one_of_it(self) -> None:
        found = catalog(
            document("tea", metadata={"title": "Tea"}, requirements=[requirement("R1", status="draft")]),
            document("milk", requirements=[requirement("R1", refines=("tea.R1",), status="approved")]),
            document("soy", requirements=[requirement("R1", refines=("tea.R1",), status="draft")]),
        )
        assert names(maps(found, status="draft")["Tea"], 1) == ["R1", "soy.R1"]

    @pytest.mark.parametrize("found", [catalog(), one(), one(changelog=[])])
    def test_nothing_to_show_is_said(self, found: Any) -> None:
        (said,) = trace_map(found, query(caption="Trace"))
        assert isinstance(said, Table)
        assert (said.is_empty, said.caption, said.empty) == (True, "Trace", "There is nothing to show yet.")


class TestOrder:
    def test_without_crossings_ids_sort_naturally(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[requirement(name, use_cases=("U1",)) for name in ("R10", "R2", "R4a", "R4")],
            use_cases=[use_case("U1")],
        )
        assert names(maps(found)["Tea"], 1) == ["R2", "R4", "R4a", "R10"]

    def test_what_is_linked_comes_together(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[requirement(f"R{n}", use_cases=(f"U{1 + n % 2}",)) for n in range(1, 7)],
            use_cases=[use_case("U1"), use_case("U2")],
            criteria=[row(f"R{n}", text=f"of R{n}") for n in range(1, 7)],
        )
        shown = maps(found)["Tea"]
        first, last = [["R2", "R4", "R6"], ["R1", "R3", "R5"]]
        assert names(shown, 1) in ([*first, *last], [*last, *first])
        assert [each.label for each in shown.nodes if each.column == 2] == [f"of {name}" for name in names(shown, 1)]

    def test_the_order_of_the_documents_changes_nothing(self) -> None:
        turned = catalog(MILK, TEA)
        assert digest(trace_map(turned, query())) == digest(trace_map(drinks(), query()))


class TestTable:
    def test_the_same_is_given_as_a_table(self) -> None:
        assert rows(maps()["Tea"].table) == [
            ["R2 Boil", "U1, milk.U1", "AC1, AC2"],
            ["R3 Cool", "derived", "AC2"],
            ["R4 Stir", "missing", "missing"],
            ["R5 Spill", "–", "–"],
            ["R10 Pour", "U1", "AC1"],
            ["milk.R1 Froth", "U1", "missing"],
            ["missing", "U2", "–"],
        ]

    def test_the_columns_say_what_they_hold(self) -> None:
        shown = maps(caption="Trace")["Trace: Tea"]
        assert (shown.name, shown.table.name, shown.table.caption) == ("map", "map", "Trace: Tea")
        assert heads(shown.table) == {"title": "Requirement", "use-cases": "Use cases", "criteria": "Criteria"}

    def test_an_id_in_the_table_tells_what_it_stands_for(self) -> None:
        found = maps()["Tea"].table.groups[0].rows
        assert found[0].cells[0][0] == Run("R2", Target("tea", "tea-r2"), hint="Boil")
        assert found[0].cells[2][0] == Run("AC1", Target("tea", "tea-r2-ac1"), hint="Steam")
        assert found[-1].cells[1] == (Run("U2", Target("tea", "tea-u2"), hint="Smell"),)

    def test_a_use_case_that_owes_nothing_lacks_nothing_in_the_table(self) -> None:
        found = one(metadata={"title": "Tea", "status": "deferred"}, use_cases=[use_case("U1")])
        assert rows(maps(found)["Tea"].table) == [["–", "U1", "–"]]

    def test_an_item_without_a_title_is_named_by_its_id(self) -> None:
        found = one(metadata={"title": "Tea"}, requirements=[requirement("R1", statement="")])
        assert rows(maps(found)["Tea"].table) == [["R1", "–", "missing"]]


class TestEvidence:
    def given(self, *tests: EvidenceTest) -> TraceMap:
        designs = one(
            metadata={"title": "Tea"},
            requirements=[requirement("R1"), requirement("R2")],
            criteria=[criterion("R1", name="AC1"), criterion("R2", name="AC1", text="It sings")],
        )
        return maps(Catalog(designs.documents, given=(Evidence(tests),)))["Tea"]

    def test_a_requirement_that_has_all_says_so_in_words_that_the_picture_leaves_out(self) -> None:
        shown = node(self.given(EvidenceTest("t::a", Outcome.PASSED, ("tea.R1",))), "R1")
        assert (shown.tone, shown.tells) == (Tone.GOOD, False)
        assert [run.text for run in shown.state] == ["accepted-for", "verified"]

    def test_a_requirement_that_lacks_evidence_says_so_in_the_picture(self) -> None:
        shown = node(self.given(EvidenceTest("t::a", Outcome.FAILED, ("tea.R1",))), "R1")
        assert (shown.tone, shown.tells) == (Tone.MISSING, True)
        assert shown.state == (Run("failing", tone=Tone.MISSING),)

    def test_a_criterion_has_the_tone_of_its_state(self) -> None:
        shown = self.given(
            EvidenceTest("t::a", Outcome.PASSED, ("tea.R1.AC1",)), EvidenceTest("t::b", Outcome.FAILED, ("tea.R2.AC1",))
        )
        assert [(each.label, each.state, each.tells) for each in shown.nodes if each.column == 2] == [
            ("It boils", (Run("verified", tone=Tone.GOOD),), False),
            ("It sings", (Run("failing", tone=Tone.MISSING),), False),
        ]

    @pytest.mark.parametrize(
        ("proven", "said"), [(2 * MOST_CRITERIA, ("good", "verified")), (MOST_CRITERIA, ("missing", "no evidence"))]
    )
    def test_of_criteria_that_are_one_node_the_gravest_speaks(self, proven: int, said: tuple[str, str]) -> None:
        names = [f"AC{number}" for number in range(1, 2 * MOST_CRITERIA + 1)]
        many = one(
            metadata={"title": "Tea"},
            requirements=[requirement("R1")],
            criteria=[criterion("R1", name=name) for name in names],
        )
        tests = tuple(EvidenceTest(f"tests::{name}", Outcome.PASSED, (f"tea.R1.{name}",)) for name in names[:proven])
        shown = maps(Catalog(many.documents, given=[Evidence(tests)]))["Tea"]
        assert state(shown, f"AC1–AC{2 * MOST_CRITERIA}") == said


class TestManyCriteria:
    def test_so_many_as_can_be_shown_are_a_node_each(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[requirement("R1")],
            criteria=[criterion("R1") for _ in range(MOST_CRITERIA)],
        )
        assert len(names(maps(found)["Tea"], 2)) == MOST_CRITERIA

    def test_the_criteria_of_a_requirement_become_one_node(self) -> None:
        found = one(
            metadata={"title": "Tea"},
            requirements=[requirement(f"R{n}") for n in range(1, MOST_CRITERIA)],
            criteria=[criterion(f"R{n}", text=f"{n}") for n in range(1, MOST_CRITERIA) for _ in range(2)],
        )
        shown = maps(found)["Tea"]
        folded = [each for each in shown.nodes if each.column == 2]
        assert len(folded) == MOST_CRITERIA - 1
        assert folded[0][:4] == (2, "AC1–AC2", "1 / 1", Target("tea", "tea-r1-ac1"))
        assert len(shown.links) == MOST_CRITERIA - 1


class TestManyFeatures:
    def test_sixty_requirements_of_one_feature_are_a_node_each(self) -> None:
        (shown,) = maps(catalog(*many(1, 60))).values()
        assert len(names(shown, 1)) == 60

    def test_one_feature_is_never_folded(self) -> None:
        (shown,) = maps(catalog(*many(1, MOST_REQUIREMENTS + 1))).values()
        assert len(names(shown, 1)) == MOST_REQUIREMENTS + 1

    def test_so_many_requirements_as_can_be_shown_are_a_node_each(self) -> None:
        assert list(maps(catalog(*many(2, MOST_REQUIREMENTS // 2)))) == ["Feature 0", "Feature 1"]

    def test_more_requirements_than_can_be_shown_fold_to_features(self) -> None:
        assert list(maps(catalog(*many(2, MOST_REQUIREMENTS)), caption="All")) == ["All"]
        (shown,) = maps(catalog(*many(4, 50)), caption="All").values()
        assert (shown.name, shown.caption, shown.table.name, shown.table.caption) == ("map", "All", "map", "All")
        assert heads(shown.table) == {
            "feature": "Feature",
            "needs": "Needs",
            "accepted-for": "Accepted-for",
            "traced": "Traced",
        }
        assert (shown.nodes[0].name, shown.nodes[0].tells) == ("", True)
        assert shown.nodes[0].target == Target("f0", "f0")
        assert [each.label for each in shown.nodes] == ["Feature 0", "Feature 1", "Feature 2", "Feature 3"]
        assert [run.text for run in shown.nodes[0].state] == ["1 of 50 accepted-for", "50 of 50 traced"]
        assert [run.tone for run in shown.nodes[0].state] == [Tone.MISSING, Tone.GOOD]
        assert shown.nodes[0].tone is Tone.MISSING

    def test_a_feature_that_owes_nothing_is_all_right(self) -> None:
        sound = document("z", requirements=[requirement("R1", use_cases=("f0.U1",))], criteria=[criterion("R1")])
        (shown,) = maps(catalog(*many(4, 50), sound)).values()
        (last,) = (each for each in shown.nodes if each.label == "z")
        assert (last.tone, [run.text for run in last.state]) == (Tone.GOOD, ["1 of 1 accepted-for", "1 of 1 traced"])

    def test_a_filter_unfolds_them(self) -> None:
        assert list(maps(catalog(*many(4, 50)), features="f1, f2")) == ["Feature 1", "Feature 2"]

    @pytest.mark.parametrize("fields", [{"depends_on": ("f0.R1",)}, {"refines": ("f0.R1",)}, {"use_cases": ("f0.U1",)}])
    def test_what_needs_another_feature_stands_at_its_left(self, fields: dict[str, Any]) -> None:
        documents = many(4, 50)
        other = requirement("R1", **fields)
        documents[1] = document("f1", metadata={"title": "Feature 1"}, requirements=[other])
        (shown,) = maps(catalog(*documents)).values()
        places = {each.label: each.column for each in shown.nodes}
        assert (places["Feature 1"], places["Feature 0"]) == (0, 1)
        assert [(shown.nodes[a].label, shown.nodes[b].label) for a, b in shown.links] == [("Feature 1", "Feature 0")]
        assert rows(shown.table)[1] == ["Feature 1", "Feature 0", "0 of 1", "–" if "depends_on" in fields else "1 of 1"]

    def test_features_that_need_each_other_stand_in_one_column(self) -> None:
        documents = many(2, 100)
        documents += [
            document("a", requirements=[requirement("R1", depends_on=("b.R1",))]),
            document("b", requirements=[requirement("R1", depends_on=("a.R1",))]),
        ]
        (shown,) = maps(catalog(*documents)).values()
        assert [(each.column, each.label) for each in shown.nodes if each.label in "ab"] == [(1, "a"), (1, "b")]
        assert len(shown.links) == 1

    def test_features_without_links_fill_the_columns(self) -> None:
        (shown,) = maps(catalog(*many(7, 30))).values()
        assert [each.column for each in shown.nodes] == [0, 0, 0, 1, 1, 1, 2]
        assert shown.columns == ("Features", "", "")

    def test_a_feature_where_nothing_counts_says_so(self) -> None:
        documents = [*many(2, 100), document("z", metadata={"title": "Z"})]
        (shown,) = maps(catalog(*documents)).values()
        last = shown.nodes[-1]
        assert (last.label, last.tone) == ("Z", Tone.MUTED)
        assert last.state == (Run("no requirements that count", tone=Tone.MUTED),)

    def test_a_chain_of_features_ends_in_the_last_column(self) -> None:
        chain = [
            document(f"c{number}", requirements=[requirement("R1", depends_on=(f"c{number + 1}.R1",))])
            for number in range(5)
        ]
        (shown,) = maps(catalog(*many(2, 100), *chain)).values()
        assert {each.label: each.column for each in shown.nodes if each.label in {"c0", "c1", "c2", "c3", "c4"}} == {
            "c0": 0,
            "c1": 1,
            "c2": 2,
            "c3": 2,
            "c4": 2,
        }
        assert shown.columns == ("Features", "What these need", "What those need")

    def test_a_feature_needs_others_in_the_order_of_their_keys(self) -> None:
        needing = document("a", requirements=[requirement("R1", depends_on=("f10.R1", "f2.R1"))])
        (shown,) = maps(catalog(*many(11, 20), needing)).values()
        assert rows(shown.table)[0][:2] == ["a", "Feature 10, Feature 2"]
