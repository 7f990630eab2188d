"""The views that list one kind of thing: use cases by role, open questions, holes, findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.policy import Policy, Waiver
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.queries import FindingIndexQuery, HolesQuery, QuestionIndexQuery, UseCaseIndexQuery
from sphinxext_lcore.model.records import Finding, Level
from sphinxext_lcore.tracing.blocks import Details, Run, Source, Target, Tone, plain_table
from sphinxext_lcore.tracing.finding_index import NO_FINDINGS
from sphinxext_lcore.tracing.holes import HOLE_KINDS, NO_HOLES
from sphinxext_lcore.tracing.question_index import NO_QUESTIONS
from sphinxext_lcore.tracing.use_case_index import NO_USE_CASES
from tests.designs import (
    METADATA,
    catalog,
    change,
    column,
    criterion,
    document,
    heads,
    mention,
    one,
    question,
    requirement,
    rows,
    table_of,
    tables_of,
    text,
    use_case,
)

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog


def checked(found: Catalog) -> Catalog:
    return found.with_findings(check(found))


class TestUseCases:
    query = UseCaseIndexQuery(kind="use-cases")

    def test_each_role_has_a_table_and_those_without_a_role_come_last(self) -> None:
        found = one(
            use_cases=[
                use_case("U1", role="", story="Speed.", want=""),
                use_case("U2", role="guest"),
                use_case("U3", role="Cook"),
                use_case("U4", role="Guest"),
            ]
        )
        tables = tables_of(found, self.query)
        assert [(each.caption, [cells[0] for cells in rows(each)]) for each in tables] == [
            ("Cook", ["tea.U3"]),
            ("Guest", ["tea.U2", "tea.U4"]),
            ("No role", ["tea.U1"]),
        ]

    def test_a_row_says_what_is_wanted_what_for_and_what_serves_it(self) -> None:
        found = one(
            use_cases=[use_case("U1", benefit="I am warm"), use_case("U2", "Milk first")],
            requirements=[requirement("R1", use_cases=("U1",))],
        )
        table = table_of(found, self.query)
        assert rows(table) == [["tea.U1", "tea", "I am warm", "R1"], ["tea.U2", "Milk first", "", "missing"]]
        assert table.groups[0].rows[1].details == Details("As a guest, I want tea.")

    def test_the_columns_say_what_they_hold(self) -> None:
        table = table_of(one(use_cases=[use_case("U1")]), self.query)
        assert table.name == "use-cases"
        assert heads(table) == {
            "id": "Id",
            "title": "What is wanted",
            "benefit": "What for",
            "requirements": "Served by",
        }

    def test_a_use_case_is_a_link_that_tells_its_title(self) -> None:
        table = table_of(one(use_cases=[use_case("U1", "Milk first")]), self.query)
        assert table.groups[0].rows[0].cells[0] == (Run("tea.U1", Target("tea", "tea-u1"), hint="Milk first"),)

    def test_a_story_that_is_shown_already_does_not_open(self) -> None:
        table = table_of(one(use_cases=[use_case("U1", story="Speed."), use_case("U2", story="")]), self.query)
        assert [row.details for row in table.groups[0].rows] == [None, None]

    def test_a_caption_comes_before_the_role(self) -> None:
        query = self.query.model_copy(update={"caption": "Wishes"})
        assert table_of(one(use_cases=[use_case("U1")]), query).caption == "Wishes: guest"

    def test_without_use_cases_it_says_so(self) -> None:
        query = self.query.model_copy(update={"caption": "Wishes"})
        assert table_of(catalog(), query) == plain_table("use-cases", "Wishes", (), (), NO_USE_CASES)


class TestQuestions:
    query = QuestionIndexQuery(kind="questions")

    def test_a_question_is_shown_with_its_origin_and_the_day_of_the_last_change(self) -> None:
        found = one(
            open_questions=[question("Why?", origin="spike")], changelog=[change("2026-05-01"), change("2026-04-01")]
        )
        assert rows(table_of(found, self.query)) == [["Why?", "tea", "spike", "2026-05-01"]]

    def test_the_columns_say_what_they_hold(self) -> None:
        query = self.query.model_copy(update={"caption": "To settle"})
        table = table_of(one(open_questions=[question("Why?")]), query)
        assert (table.name, table.caption) == ("questions", "To settle")
        assert heads(table) == {"question": "Question", "feature": "Feature", "origin": "Origin", "date": "Open on"}
        assert table.columns[3].hint == "The day on which the design last changed"

    def test_a_question_leads_to_its_document(self) -> None:
        table = table_of(one(open_questions=[question("Why?")]), self.query)
        assert table.groups[0].rows[0].cells[0] == (Run("Why?", Target("tea", "")),)

    def test_without_a_changelog_the_day_is_that_of_the_document(self) -> None:
        assert rows(table_of(one(open_questions=[question("Why?")]), self.query)) == [["Why?", "tea", "", "2026-03-01"]]

    def test_without_any_date_none_is_shown(self) -> None:
        found = one(metadata={}, open_questions=[question("Why?")])
        assert rows(table_of(found, self.query)) == [["Why?", "tea", "", ""]]

    def test_without_questions_it_says_so(self) -> None:
        assert table_of(catalog(), self.query).empty == NO_QUESTIONS


class TestHoles:
    query = HolesQuery(kind="holes")

    @property
    def found(self) -> Catalog:
        return checked(
            catalog(
                document(
                    "tea",
                    requirements=[
                        requirement("R1", "Boil", use_cases=("U1", "U9")),
                        requirement("R2", derived="physics"),
                    ],
                    use_cases=[use_case("U1"), use_case("U2")],
                    criteria=[criterion("R2")],
                ),
                document("milk", requirements=[requirement("R1", derived="cows")]),
            )
        )

    def test_each_kind_of_hole_has_a_table(self) -> None:
        assert [(each.caption, [cells[:2] for cells in rows(each)]) for each in tables_of(self.found, self.query)] == [
            ("Requirements without acceptance criteria", [["R1", "milk"], ["R1", "tea"]]),
            ("Use cases that no requirement serves", [["U2", "tea"]]),
            ("References that lead nowhere", [["R1", "tea"]]),
        ]

    def test_a_hole_says_what_is_missing_what_closes_it_and_where(self) -> None:
        row = tables_of(self.found, self.query)[0].groups[0].rows[1]
        assert row.cells[0] == (Run("R1", Target("tea", "tea-r1"), hint="Boil"),)
        assert row.cells[2] == (Run("requirement R1 has no acceptance criteria", tone=Tone.MISSING),)
        assert text(row.cells[3]).startswith("nest an acceptance-criteria block in it")
        assert row.cells[4] == (Run("tea.md:10", Source("tea.md", 10)),)

    def test_the_columns_say_what_they_hold(self) -> None:
        table = tables_of(self.found, self.query)[0]
        assert table.name == "holes"
        assert heads(table) == {
            "item": "Item",
            "feature": "Feature",
            "missing": "What is missing",
            "cure": "What closes it",
            "place": "Place",
        }

    def test_what_is_waived_is_a_table_of_its_own_with_the_reason_and_the_end(self) -> None:
        found = one(requirements=[requirement("R1", "Boil", derived="physics")], changelog=[change("2026-01-01")])
        waiver = Waiver(
            rule="missing_acceptance_criteria", item="tea.R1", reason="Under review", expires=date(2027, 1, 1), line=4
        )
        waived = found.with_findings(check(found, Policy(waivers=(waiver,)), date(2026, 7, 1)))
        (table,) = tables_of(waived, self.query)
        assert (table.name, table.caption) == ("waived", "Waived")
        assert table_of(waived, self.query.model_copy(update={"caption": "Owed"})).caption == "Owed: Waived"
        assert heads(table) == {
            "item": "Item",
            "feature": "Feature",
            "missing": "What is waived",
            "reason": "Reason",
            "until": "Until",
            "place": "Place",
        }
        assert rows(table) == [
            ["R1", "tea", "requirement R1 has no acceptance criteria", "Under review", "2027-01-01", "tea.md:10"]
        ]

    def test_what_is_waived_comes_after_the_holes(self) -> None:
        found = one(requirements=[requirement("R1", derived="physics"), requirement("R2", derived="physics")])
        waiver = Waiver(rule="missing_acceptance_criteria", item="tea.R1", reason="Under review", line=4)
        tables = tables_of(found.with_findings(check(found, Policy(waivers=(waiver,)))), self.query)
        assert [(each.caption, column(each, "item")) for each in tables] == [
            ("Requirements without acceptance criteria", ["R2"]),
            ("Waived", ["R1"]),
        ]

    def test_a_waiver_without_an_end_has_none_to_show(self) -> None:
        found = one(requirements=[requirement("R1", derived="physics")])
        waiver = Waiver(rule="missing_acceptance_criteria", item="tea.R1", reason="Under review", line=4)
        waived = found.with_findings(check(found, Policy(waivers=(waiver,))))
        assert column(tables_of(waived, self.query)[-1], "until") == [""]

    def test_a_caption_comes_before_the_kind(self) -> None:
        query = self.query.model_copy(update={"caption": "Owed"})
        assert tables_of(self.found, query)[1].caption == "Owed: Use cases that no requirement serves"

    def test_a_reference_in_running_text_leads_to_its_document(self) -> None:
        found = checked(catalog(document("tea", mentions=[mention("req", "R9")])))
        (table,) = tables_of(found, self.query)
        assert table.groups[0].rows[0].cells[0] == (Run("tea", Target("tea", "")),)

    def test_filters_choose_the_features(self) -> None:
        tables = tables_of(self.found, HolesQuery.model_validate({"kind": "holes", "features": "milk"}))
        assert [[cells[:2] for cells in rows(each)] for each in tables] == [[["R1", "milk"]]]

    def test_without_holes_it_says_so(self) -> None:
        whole = checked(one(requirements=[requirement("R1", derived="physics")], criteria=[criterion("R1")]))
        query = self.query.model_copy(update={"caption": "Owed"})
        assert table_of(whole, query) == plain_table("holes", "Owed", (), (), NO_HOLES)

    def test_every_rule_of_a_hole_exists(self) -> None:
        assert {rule for kind in HOLE_KINDS for rule in kind.rules} <= set(RULES)


class TestFindings:
    query = FindingIndexQuery(kind="findings")

    @property
    def found(self) -> Catalog:
        return checked(
            catalog(
                document("food/tea", docname="food/tea", metadata=METADATA, requirements=[requirement("R1")]),
                document("milk", requirements=[requirement("R1"), requirement("R3")], changelog=[change("2026-01-01")]),
            )
        )

    def test_the_rules_that_found_most_come_first_with_their_reason(self) -> None:
        by_rule, _ = tables_of(self.found, self.query)
        first = rows(by_rule)[0]
        rule = RULES["missing_acceptance_criteria"]
        assert first == ["lcore.missing_acceptance_criteria", "warning", "3", rule.reason]
        assert len(rows(by_rule)) == len({each.rule for each in self.found.findings})

    def test_the_columns_say_what_they_hold(self) -> None:
        by_rule, by_document = tables_of(self.found, self.query)
        assert (by_rule.name, by_document.name) == ("rules", "findings")
        assert heads(by_rule) == {
            "rule": "Rule",
            "level": "Level",
            "number": "Findings",
            "reason": "Why it is a rule",
        }
        assert heads(by_document) == {
            "place": "Place",
            "level": "Level",
            "item": "Item",
            "message": "Finding",
            "rule": "Rule",
        }

    @pytest.mark.parametrize(
        ("caption", "captions"), [("", ["By rule", "By document"]), ("All", ["All: By rule", "All: By document"])]
    )
    def test_the_tables_say_how_they_are_sorted(self, caption: str, captions: list[str]) -> None:
        query = self.query.model_copy(update={"caption": caption})
        assert [each.caption for each in tables_of(self.found, query)] == captions

    def test_rules_that_found_equally_much_go_by_their_name(self) -> None:
        by_rule, _ = tables_of(self.found, self.query)
        told = [(-int(number), rule) for rule, _, number, _ in rows(by_rule)]
        assert told == sorted(told)

    def test_the_findings_of_a_document_are_a_group_with_an_anchor(self) -> None:
        _, by_document = tables_of(self.found, self.query)
        assert [(text(each.head), each.anchor) for each in by_document.groups] == [
            ("food/tea", "in-food-tea"),
            ("milk", "in-milk"),
        ]
        assert sum(len(each.rows) for each in by_document.groups) == len(self.found.findings)

    def test_a_finding_has_its_place_its_level_and_its_item(self) -> None:
        _, by_document = tables_of(self.found, self.query)
        row = next(each for each in by_document.groups[1].rows if text(each.cells[4]) == "lcore.numbering_gap")
        assert row.cells == (
            (Run("milk.md:20", Source("milk.md", 20)),),
            (Run("info", tone=Tone.INFO),),
            (Run("R3", Target("milk", "milk-r3"), hint="It works."),),
            (Run("gap in the numbering: there is no R2; renumber, or waive the finding with a reason"),),
            (Run("lcore.numbering_gap", tone=Tone.CODE),),
        )

    def test_a_finding_in_a_file_that_is_no_page_leads_nowhere(self) -> None:
        found = catalog().with_findings((Finding(rule="invalid_policy", message="a", path="lcore.toml", line=3),))
        _, by_document = tables_of(found, self.query)
        (group,) = by_document.groups
        assert (group.head, group.anchor) == ((Run("lcore.toml"),), "")
        assert group.rows[0].cells[2] == (Run("lcore.toml"),)

    def test_files_that_are_no_pages_are_groups_of_their_own(self) -> None:
        paths = ("gone.md", "lcore.toml")
        findings = (Finding(rule="invalid_policy", message="a", path=path, line=3) for path in paths)
        _, by_document = tables_of(catalog().with_findings(tuple(findings)), self.query)
        assert [text(each.head) for each in by_document.groups] == list(paths)

    def test_levels_have_tones_of_their_names(self) -> None:
        assert [Tone(level) for level in Level] == [Tone.INFO, Tone.WARNING, Tone.ERROR]

    def test_without_findings_it_says_so(self) -> None:
        query = self.query.model_copy(update={"caption": "All"})
        assert table_of(catalog(), query) == plain_table("findings", "All", (), (), NO_FINDINGS)
