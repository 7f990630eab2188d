from __future__ import annotations

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Condition
from sphinxext_lcore.model.mentions import mentions_of
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.tracing.coverage import Coverage
from tests.designs import (
    catalog,
    change,
    criterion,
    document,
    ids,
    key_file,
    mention,
    one,
    option_line,
    page,
    question,
    requirement,
    row,
    separate,
    use_case,
)

TEA = document(
    "tea",
    metadata={"ticket": "HOT-1", "title": "Tea"},
    requirements=[requirement("R1", use_cases=("U1",)), requirement("R2", refines=("R1",))],
    use_cases=[use_case("U1")],
)
COFFEE = document(
    "coffee",
    metadata={"ticket": "HOT-1"},
    requirements=[requirement("R1", use_cases=("U1", "tea.U1"), depends_on=("tea.R2",)), requirement("R3")],
    use_cases=[use_case("U1")],
)
COCOA = document("cocoa", metadata={"ticket": "HOT-2"}, requirements=[requirement("R1"), requirement("R7")])


def drinks() -> Catalog:
    return catalog(TEA, COFFEE, COCOA)


class TestOrder:
    @pytest.mark.verifies("incremental-builds.R5")
    def test_items_go_by_document_name_whatever_order_the_documents_come_in(self) -> None:
        expected = ["cocoa.R1", "cocoa.R7", "coffee.R1", "coffee.R3", "tea.R1", "tea.R2"]
        assert ids(drinks().requirements) == expected
        assert ids(catalog(COCOA, TEA, COFFEE).requirements) == expected
        assert ids(drinks().features) == ["cocoa", "coffee", "tea"]

    def test_within_a_document_items_keep_their_order(self) -> None:
        assert ids(one(requirements=[requirement("R2"), requirement("R1")]).requirements) == ["tea.R2", "tea.R1"]

    def test_everything_that_is_stated_is_listed(self) -> None:
        found = one(
            changelog=[change("2026-01-01")], open_questions=[question("Sugar?")], key_files=[key_file("pot.py")]
        )
        assert ids(found.changelog) == ["tea.change-1"]
        assert ids(found.open_questions) == ["tea.question-1"]
        assert ids(found.key_files) == ["tea.file-1"]

    def test_a_feature_has_its_requirements(self) -> None:
        assert ids(drinks().requirements_in("tea")) == ["tea.R1", "tea.R2"]
        assert drinks().requirements_in("milk") == ()

    def test_what_is_derived_elsewhere_is_made_once(self) -> None:
        found = drinks()
        assert found.view(Coverage) is found.view(Coverage)
        assert drinks().view(Coverage) is not found.view(Coverage)

    def test_nothing_at_all_is_a_catalog_too(self) -> None:
        empty = catalog()
        assert (empty.features, empty.requirements, empty.criteria, empty.duplicates) == ((), (), (), ())


class TestResolution:
    @pytest.mark.parametrize(
        ("reference", "feature", "item"),
        [
            ("R1", "tea", "tea.R1"),
            ("R1", "coffee", "coffee.R1"),
            ("tea.R1", "coffee", "tea.R1"),
            ("tea.R1", "tea", "tea.R1"),
            ("tea.R1", "", "tea.R1"),
            ("TEA.R1", "coffee", "tea.R1"),
            ("HOT-2.R1", "tea", "cocoa.R1"),
            ("hot-2.R1", "tea", "cocoa.R1"),
            ("HOT-1.R2", "cocoa", "tea.R2"),
        ],
    )
    @pytest.mark.verifies("directives-and-records.R5")
    def test_a_reference_means_the_own_item_then_a_full_id_then_a_ticket(
        self, reference: str, feature: str, item: str
    ) -> None:
        found = drinks().resolve_requirement(reference, feature).item
        assert found is not None
        assert found.id == item

    @pytest.mark.parametrize(
        "reference", ["R9", "tea.R9", "milk.R1", "HOT-2.R9", "HOT-9.R1", "r1", "tea.r1", "", ".", "R1.", ".R1", "tea"]
    )
    def test_what_leads_nowhere_has_no_candidates(self, reference: str) -> None:
        assert drinks().resolve_requirement(reference, "tea") == (None, ())

    def test_a_ticket_of_several_features_is_ambiguous_where_each_has_the_id(self) -> None:
        assert drinks().resolve_requirement("HOT-1.R1", "cocoa") == (None, ("coffee.R1", "tea.R1"))

    def test_use_cases_resolve_alike(self) -> None:
        assert drinks().resolve_use_case("U1", "tea").item is drinks().use_case("tea.U1")
        assert drinks().resolve_use_case("coffee.U1", "tea").item is drinks().use_case("coffee.U1")
        assert drinks().resolve_use_case("HOT-1.U1", "cocoa").candidates == ("coffee.U1", "tea.U1")

    @pytest.mark.parametrize("reference", ["tea", "TEA"])
    def test_a_feature_goes_by_its_key_in_any_case(self, reference: str) -> None:
        assert drinks().resolve_feature(reference).item is drinks().feature("tea")

    @pytest.mark.parametrize(
        ("ticket", "candidates"), [("HOT-2", ("cocoa",)), ("hot-1", ("coffee", "tea")), ("HOT-9", ())]
    )
    def test_a_feature_goes_by_its_ticket_where_no_other_has_it(self, ticket: str, candidates: tuple[str, ...]) -> None:
        found = drinks().resolve_feature(ticket)
        assert found.candidates == candidates
        assert (found.item is not None) == (len(candidates) == 1)

    @pytest.mark.parametrize(
        ("role", "target", "item"),
        [("req", "R1", "tea.R1"), ("uc", "U1", "tea.U1"), ("feature", "coffee", "coffee"), ("req", "U1", None)],
    )
    def test_each_role_leads_to_its_kind(self, role: str, target: str, item: str | None) -> None:
        found = drinks().resolve(role, target, "tea").item
        assert (found and found.id) == item

    @pytest.mark.parametrize("identifier", ["tea.R1", "tea.U1", "tea"])
    def test_an_item_is_found_by_its_full_id(self, identifier: str) -> None:
        item = drinks().item(identifier)
        assert item is not None
        assert item.id == identifier

    def test_an_unknown_item_is_none(self) -> None:
        assert drinks().item("tea.R9") is None

    def test_a_document_is_found_by_its_name_and_says_whose_feature_it_is(self) -> None:
        found = catalog(document("tea", docname="designs/tea"), page("index"))
        described = found.document("designs/tea")
        assert described is not None
        assert found.feature_of("designs/tea") == "tea"
        assert found.feature_of("index") == ""
        assert found.feature_of("nowhere") == ""
        assert found.document("nowhere") is None


class TestLinks:
    def test_links_lead_forward(self) -> None:
        first, _ = drinks().requirements[2:4]
        assert ids(drinks().use_cases_of(first)) == ["coffee.U1", "tea.U1"]
        assert ids(drinks().dependencies(first)) == ["tea.R2"]
        assert ids(drinks().refined(drinks().requirements[5])) == ["tea.R1"]

    @pytest.mark.verifies("directives-and-records.R4")
    def test_links_lead_back_across_documents(self) -> None:
        tea_use_case, tea_first, tea_second = drinks().use_cases[1], *drinks().requirements[4:6]
        assert ids(drinks().requirements_of(tea_use_case)) == ["coffee.R1", "tea.R1"]
        assert ids(drinks().refined_by(tea_first)) == ["tea.R2"]
        assert ids(drinks().depended_on_by(tea_second)) == ["coffee.R1"]
        assert drinks().refined_by(tea_second) == ()

    def test_a_link_that_leads_nowhere_is_left_out(self) -> None:
        found = one(requirements=[requirement("R1", use_cases=("U9",), refines=("R9",), depends_on=("milk.R1",))])
        (only,) = found.requirements
        assert (found.use_cases_of(only), found.refined(only), found.dependencies(only)) == ((), (), ())

    def test_an_item_that_is_named_twice_is_linked_once(self) -> None:
        found = one(
            requirements=[
                requirement("R1"),
                requirement("R2", use_cases=("U1", "tea.U1"), refines=("R1", "tea.R1")),
            ],
            use_cases=[use_case("U1")],
        )
        second = found.requirements[1]
        assert ids(found.use_cases_of(second)) == ["tea.U1"]
        assert ids(found.refined(second)) == ["tea.R1"]
        assert ids(found.requirements_of(found.use_cases[0])) == ["tea.R2"]
        assert ids(found.refined_by(found.requirements[0])) == ["tea.R2"]


class TestDuplicates:
    def test_of_two_items_with_one_id_the_first_stands(self) -> None:
        found = one(
            requirements=[requirement("R1", "First"), requirement("R1", "Second")],
            use_cases=[use_case("U1", "First"), use_case("U1", "Second")],
        )
        assert [each.title for each in found.requirements] == ["First"]
        assert [each.title for each in found.use_cases] == ["First"]
        assert [(each.item.line, each.first.line) for each in found.duplicates] == [(20, 10), (40, 30)]

    def test_a_requirement_and_a_use_case_of_one_number_are_no_duplicates(self) -> None:
        assert one(requirements=[requirement("R1")], use_cases=[use_case("U1")]).duplicates == ()


class TestContestedKeys:
    first = document("tea", docname="a/tea", requirements=[requirement("R1")])
    second = document(
        "tea",
        docname="b/tea",
        requirements=[requirement("R1", use_cases=("U1",)), requirement("R2", refines=("R1",))],
        use_cases=[use_case("U1")],
        criteria=[criterion("R1")],
        changelog=[change("2026-01-01")],
        mentions=[mention("req", "R1", item="R2")],
        findings=[
            Finding(rule="placeholder", message="TODO", item=item, feature="tea", path="b/tea.md", line=3)
            for item in ("tea.R1", "")
        ],
        option_lines=[option_line("tea", "date", 2), option_line("tea.R1", "status", 11)],
    )

    @property
    def found(self) -> Catalog:
        return catalog(self.second, self.first)

    def test_the_first_by_document_keeps_the_key(self) -> None:
        assert ids(self.found.features) == [each.feature for each in self.found.features] == ["tea", "b-tea"]
        assert [(each.feature.docname, each.first.docname, each.key) for each in self.found.contested_keys] == [
            ("b/tea", "a/tea", "tea")
        ]

    def test_the_later_is_recorded_under_its_document_with_hyphens(self) -> None:
        assert ids(self.found.requirements) == ["tea.R1", "b-tea.R1", "b-tea.R2"]
        assert {item.feature for item in self.found.documents[1].items} == {"b-tea"}
        assert ids(self.found.criteria) == ["b-tea.R1.AC1"]
        assert ids(self.found.changelog) == ["b-tea.change-1"]

    def test_its_links_stay_its_own(self) -> None:
        first, second = self.found.requirements[1:]
        assert ids(self.found.use_cases_of(first)) == ["b-tea.U1"]
        assert ids(self.found.refined(second)) == ["b-tea.R1"]
        assert [source.id for source in mentions_of(self.found, first)] == ["b-tea.R2"]

    def test_its_findings_and_lines_go_with_it(self) -> None:
        findings = self.found.documents[1].findings
        assert [(each.item, each.feature) for each in findings] == [("b-tea.R1", "b-tea"), ("", "b-tea")]
        feature, first = self.found.features[1], self.found.requirements[1].model_copy(update={"line": 1})
        assert self.found.option_line(feature, "date") == 2
        assert self.found.option_line(first, "status") == 11

    def test_where_that_is_taken_too_a_number_is_added(self) -> None:
        found = catalog(document("tea", docname="a"), document("b-tea", docname="b"), document("tea", docname="b/tea"))
        assert ids(found.features) == ["tea", "b-tea", "b-tea-2"]


class TestCriteria:
    def test_numbers_go_nested_then_separate_then_rows_whatever_their_order(self) -> None:
        found = one(
            requirements=[requirement("R1")],
            criteria=[row("R1", text="row"), separate("R1", text="separate"), criterion("R1", text="nested")],
        )
        assert [(each.id, each.text) for each in found.criteria] == [
            ("tea.R1.AC3", "row"),
            ("tea.R1.AC2", "separate"),
            ("tea.R1.AC1", "nested"),
        ]
        assert [each.text for each in found.criteria_of(found.requirements[0])] == ["nested", "separate", "row"]

    def test_a_criterion_has_an_anchor_of_its_own(self) -> None:
        assert one(requirements=[requirement("R4a")], criteria=[criterion("R4a")]).criteria[0].anchor == "tea-r4a-ac1"

    @pytest.mark.parametrize(
        ("names", "given"),
        [
            (["", ""], ["AC1", "AC2"]),
            (["AC1", "AC2"], ["AC1", "AC2"]),
            (["AC7", ""], ["AC7", "AC2"]),
            (["", "AC1"], ["AC2", "AC1"]),
            (["", "AC1", ""], ["AC2", "AC1", "AC3"]),
            (["AC2", "", ""], ["AC2", "AC3", "AC4"]),
            (["AC1", "AC1"], ["AC1", "AC2"]),
            (["AC2", "AC2", ""], ["AC2", "AC3", "AC4"]),
        ],
    )
    def test_a_named_criterion_keeps_its_name_and_numbers_pass_it_over(
        self, names: list[str], given: list[str]
    ) -> None:
        found = one(requirements=[requirement("R1")], criteria=[criterion("R1", name=name) for name in names])
        assert [each.local_id for each in found.criteria] == given

    def test_a_row_that_names_two_requirements_is_one_criterion_of_both(self) -> None:
        found = one(requirements=[requirement("R1"), requirement("R2")], criteria=[row("R1", "R2")])
        (shared,) = found.criteria
        assert shared.id == "tea.R1.AC1"
        assert ids(found.accepted_requirements(shared)) == ["tea.R1", "tea.R2"]
        assert [found.criteria_of(each) for each in found.requirements] == [(shared,), (shared,)]

    def test_a_row_belongs_to_the_first_requirement_that_exists(self) -> None:
        assert ids(one(requirements=[requirement("R2")], criteria=[row("R9", "R2")]).criteria) == ["tea.R2.AC1"]

    def test_a_row_of_no_known_requirement_is_a_criterion_of_none(self) -> None:
        found = one(requirements=[requirement("R1")], criteria=[row("R9")])
        assert ids(found.criteria) == ["tea.unknown.AC1"]
        assert found.criteria_of(found.requirements[0]) == ()

    def test_a_row_may_accept_a_requirement_of_another_document(self) -> None:
        found = catalog(
            document("tea", requirements=[requirement("R1")], criteria=[criterion("R1")]),
            document("coffee", criteria=[row("tea.R1")]),
        )
        assert ids(found.criteria) == ["tea.R1.AC2", "tea.R1.AC1"]

    def test_a_criterion_is_found_by_its_place_in_its_document(self) -> None:
        found = one(requirements=[requirement("R1")], criteria=[row("R1"), criterion("R1")])
        assert found.criterion("tea", 1) is found.criteria[0]
        assert found.criterion("tea", 3) is None


class TestMentions:
    def test_an_item_knows_the_items_features_and_pages_that_mention_it_once_each(self) -> None:
        found = catalog(
            document(
                "tea",
                requirements=[requirement("R1"), requirement("R2")],
                mentions=[mention("req", "R1", item="R2"), mention("req", "tea.R1", item="R2")],
            ),
            document("coffee", mentions=[mention("req", "tea.R1")]),
            page("index", title="Start", mentions=(mention("req", "tea.R1"), mention("req", "tea.R9"))),
            page("untitled", mentions=(mention("req", "tea.R1"),)),
        )
        assert mentions_of(found, found.requirements[0]) == (
            ("coffee", "coffee", "coffee", "coffee"),
            ("/index", "index", "", "Start"),
            ("tea.R2", "tea", "tea-r2", "tea.R2"),
            ("/untitled", "untitled", "", "untitled"),
        )

    def test_neither_an_item_itself_nor_its_own_running_text_counts(self) -> None:
        found = one(
            requirements=[requirement("R1")],
            mentions=[mention("req", "R1", item="R1"), mention("req", "R1"), mention("feature", "tea")],
        )
        assert mentions_of(found, found.requirements[0]) == ()
        assert mentions_of(found, found.features[0]) == ()

    def test_a_feature_is_mentioned_too(self) -> None:
        found = catalog(document("tea"), document("coffee", mentions=[mention("feature", "tea")]))
        assert [source.id for source in mentions_of(found, found.features[1])] == ["coffee"]

    def test_a_page_with_the_name_of_a_key_is_not_taken_for_the_feature(self) -> None:
        found = catalog(
            document("tea", docname="designs/tea", requirements=[requirement("R1")]),
            document("milk", docname="designs/milk", mentions=[mention("req", "tea.R1")]),
            page("milk", mentions=(mention("req", "tea.R1"),)),
        )
        assert [source.id for source in mentions_of(found, found.requirements[0])] == ["milk", "/milk"]


class TestConditions:
    facts = document(
        "tea",
        requirements=[requirement("R1"), requirement("R2", refines=("R1",))],
        criteria=[criterion("R1")],
        mentions=[mention("req", "R1", item="R2")],
        conditions=[Condition(item="tea.R2", path="tea.md", line=20, expression="(html)")],
    )

    def test_an_item_inside_an_only_that_does_not_hold_is_left_out_with_its_links(self) -> None:
        found = Catalog([self.facts], holds=lambda expression: expression != "(html)")
        assert ids(found.requirements) == ["tea.R1"]
        assert found.refined_by(found.requirements[0]) == ()
        assert mentions_of(found, found.requirements[0]) == ()
        assert ids(found.criteria) == ["tea.R1.AC1"]

    def test_it_is_there_where_the_expression_holds(self) -> None:
        found = Catalog([self.facts], holds=lambda expression: expression == "(html)")
        assert ids(found.requirements) == ["tea.R1", "tea.R2"]
        assert [source.id for source in mentions_of(found, found.requirements[0])] == ["tea.R2"]

    def test_of_two_items_with_one_id_only_the_one_inside_is_left_out(self) -> None:
        facts = document(
            "tea",
            requirements=[requirement("R1", "Web"), requirement("R1", "Print"), requirement("R2")],
            mentions=[mention("req", "R2", item="R1")],
            conditions=[Condition(item="tea.R1", path="tea.md", line=10, expression="(html)")],
        )
        found = Catalog([facts], holds=lambda _: False)
        assert [each.title for each in found.requirements] == ["Print", ""]
        assert found.duplicates == ()
        assert [source.id for source in mentions_of(found, found.requirements[1])] == ["tea.R1"]


def test_an_option_is_found_on_its_line_or_else_on_the_line_of_its_item() -> None:
    found = one(
        requirements=[requirement("R1", line=5), requirement("R1", line=20)],
        option_lines=[option_line(requirement("tea.R1", line=20), "status", 22)],
    )
    first, second = found.documents[0].requirements
    assert found.option_line(second, "status") == 22
    assert found.option_line(second, "priority") == 20
    assert found.option_line(first, "status") == 5


def test_findings_are_put_beside_the_same_facts() -> None:
    finding = Finding(rule="placeholder", message="TODO", path="tea.md", line=1)
    found = one(requirements=[requirement("R1")])
    checked = found.with_findings((finding,))
    assert (found.findings, checked.findings) == ((), (finding,))
    assert checked.requirements == found.requirements
