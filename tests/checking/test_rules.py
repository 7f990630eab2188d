from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sphinxext_lcore.checking.policy import Policy, Section, Use
from sphinxext_lcore.checking.registry import RULES, of_catalog
from sphinxext_lcore.checking.rules.files import SourceTree
from sphinxext_lcore.checking.rules.tickets import TicketPattern
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.records import Priority
from tests.designs import (
    METADATA,
    aggregate,
    catalog,
    change,
    coverage_query,
    criterion,
    document,
    heading,
    index_query,
    key_file,
    matrix_query,
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

if TYPE_CHECKING:
    from sphinxext_lcore.model.queries import MatrixQuery
    from sphinxext_lcore.model.records import Finding


WANTED = Policy(path="lcore.toml", sections=(Section(name="Why"),))


def found(rule: str, in_catalog: Catalog) -> list[Finding]:
    check, check_by_policy = RULES[rule].check, RULES[rule].check_by_policy
    if check_by_policy is not None:
        return list(check_by_policy(in_catalog, WANTED))
    assert check is not None
    return list(check(in_catalog))


def messages(rule: str, in_catalog: Catalog) -> list[str]:
    return [finding.message for finding in found(rule, in_catalog)]


SOUND = catalog(
    document(
        "tea",
        metadata={**METADATA, "component": "kettle", "title": "Feature design for green tea"},
        requirements=[requirement("R1", use_cases=("U1",)), requirement("R2", refines=("R1",), depends_on=("R1",))],
        use_cases=[use_case("U1")],
        criteria=[criterion("R1"), row("R2")],
        changelog=[change("2026-01-01"), change("2026-03-01")],
        open_questions=[question("Who pays?", origin="TEA-3")],
        outline=[heading("Tea", 1), heading("Why"), heading("Architecture", diagram=True), heading("Overview", 3)],
        mentions=[mention("req", "R1"), mention("feature", "tea")],
        aggregates=[aggregate(matrix_query(minimum="100", features="tea", components="Kettle"))],
    )
)


class Case(NamedTuple):
    """What breaks a rule, the place of the finding, and a piece of its message."""

    rule: str
    broken: Catalog
    item: str
    line: int
    wrong: str
    cure: str


LINKED: dict[str, Any] = {"requirements": [requirement("R1", use_cases=("U1",))], "use_cases": [use_case("U1")]}
CASES = [
    Case(
        "duplicate_id",
        one(requirements=[requirement("R1"), requirement("R3"), requirement("R1")]),
        "tea.R1",
        30,
        "duplicate id R1; the first stands in tea.md:10",
        "number this one R4",
    ),
    Case(
        "duplicate_id",
        one(
            requirements=[requirement("R1")],
            criteria=[criterion("R1", name="AC1"), criterion("R1"), criterion("R1", name="AC1")],
        ),
        "tea.R1.AC3",
        40,
        "duplicate name AC1 of a criterion; an earlier one has it",
        "name this one AC3",
    ),
    Case(
        "duplicate_key",
        catalog(document("tea", docname="a/tea"), document("tea", docname="b/tea")),
        "b-tea",
        1,
        "duplicate key 'tea'; the first stands in a/tea.md:1, so this feature is recorded as 'b-tea'",
        "give it a key of its own",
    ),
    Case(
        "numbering_gap",
        one(requirements=[requirement("R1"), requirement("R4"), requirement("R3a")]),
        "tea.R3a",
        30,
        "there is no R2",
        "renumber, or waive the finding with a reason",
    ),
    Case(
        "unknown_reference",
        one(requirements=[requirement("R1", use_cases=("U12",))], use_cases=[use_case("U2")]),
        "tea.R1",
        10,
        "unknown use case U12 in :use-cases:",
        "did you mean U2?",
    ),
    Case(
        "ambiguous_reference",
        catalog(
            document("tea", requirements=[requirement("R1")]),
            document("milk", requirements=[requirement("R1")]),
            document("z", metadata={}, requirements=[requirement("R1", refines=("TEA-1.R1",))]),
        ),
        "z.R1",
        10,
        "ambiguous requirement TEA-1.R1 in :refines:",
        "write milk.R1 or tea.R1",
    ),
    Case(
        "unknown_mention",
        one(requirements=[requirement("R1")], mentions=[mention("req", "R12", item="R1", line=14, plain=True)]),
        "tea.R1",
        14,
        "R12 is mentioned but not defined",
        "did you mean R1?",
    ),
    Case(
        "reference_cycle",
        one(requirements=[requirement("R1", depends_on=("R2",)), requirement("R2", depends_on=("R1",))]),
        "tea.R1",
        10,
        "R1 depends on itself: tea.R1 → tea.R2 → tea.R1",
        "remove one link",
    ),
    Case(
        "missing_acceptance_criteria",
        one(requirements=[requirement("R1")]),
        "tea.R1",
        10,
        "requirement R1 has no acceptance criteria",
        "nest an acceptance-criteria block in it, or name R1 in a row of acceptance-test-surface",
    ),
    Case(
        "untraced_requirement",
        one(requirements=[*LINKED["requirements"], requirement("R2")], use_cases=LINKED["use_cases"]),
        "tea.R2",
        20,
        "requirement R2 names no use case",
        "add :use-cases:, or say with :derived: why it needs none",
    ),
    Case(
        "orphan_use_case",
        one(requirements=LINKED["requirements"], use_cases=[*LINKED["use_cases"], use_case("U2")]),
        "tea.U2",
        30,
        "no requirement serves use case U2",
        "name U2 in the :use-cases: of one, or remove it",
    ),
    Case(
        "malformed_story",
        one(use_cases=[use_case("U1", story="Tea is good.", role="", want="")]),
        "tea.U1",
        10,
        "use case U1 does not say who wants it",
        "write 'As a [role], I want [X], so that [Y]', or give :role: and :want:",
    ),
    Case(
        "empty_statement",
        one(requirements=[requirement("R1", statement="")]),
        "tea.R1",
        10,
        "requirement R1 says nothing",
        "write its statement below the options",
    ),
    Case(
        "low_coverage",
        one(
            requirements=[requirement("R1"), requirement("R2")],
            criteria=[criterion("R1")],
            aggregates=[aggregate(coverage_query(minimum="90"), line=70)],
        ),
        "",
        70,
        "coverage below the minimum: accepted-for 1 of 2 (50 %), at least 90 % wanted",
        "90 % wanted; in a traceability-matrix, ':only: gaps' shows what is missing",
    ),
    Case(
        "low_coverage",
        one(requirements=[requirement("R1")], aggregates=[aggregate(matrix_query(minimum="90"), line=70)]),
        "",
        70,
        "coverage below the minimum: accepted-for 0 of 1 (0 %)",
        "90 % wanted; ':only: gaps' shows what is missing",
    ),
    Case(
        "missing_metadata",
        one(metadata={"authors": ("A. Author",)}),
        "tea",
        1,
        "missing metadata: :date:, :feature:",
        "add it to the feature-design block",
    ),
    Case(
        "missing_changelog",
        one(),
        "tea",
        1,
        "the design has no changelog",
        "add a design-changelog block with the date of its first version",
    ),
    Case(
        "changelog_order",
        one(changelog=[change("2026-02-01"), change("2026-01-01"), change("2026-03-01")]),
        "tea.change-2",
        20,
        "2026-01-01 comes after 2026-02-01, while the rows stand oldest first",
        "move the row",
    ),
    Case(
        "missing_section",
        one(outline=[heading("What")]),
        "tea",
        1,
        "no section 'Why'",
        "add '## Why', or set the section to if-applicable in lcore.toml",
    ),
    Case(
        "empty_section",
        one(outline=[heading("Why", line=7, empty=True)]),
        "tea",
        7,
        "section 'Why' is empty",
        "write it",
    ),
    Case(
        "missing_diagram",
        one(outline=[heading("Architecture"), heading("Overview", 3, line=7)]),
        "tea",
        7,
        "section 'Overview' has no diagram",
        "add a picture, a block that draws one, or a sketch in a block of code",
    ),
    Case(
        "duplicate_title",
        catalog(
            document("a", metadata={**METADATA, "title": "Hot  tea"}),
            document("b", metadata={**METADATA, "title": "Hot Tea"}),
        ),
        "b",
        1,
        "title 'Hot Tea' is that of a.md as well",
        "say in each what sets it apart from the other",
    ),
    Case(
        "foreign_title",
        one(
            metadata={**METADATA, "title": "Feature design for backported releases"},
            requirements=[requirement(f"R{number}") for number in (1, 2, 3)],
        ),
        "tea",
        1,
        "shares no word with the name of the file, and the design never speaks of 'backported'",
        "Correct it, or rename the file",
    ),
    Case(
        "heading_levels",
        one(outline=[heading("Tea", 1), heading("Why", 1, line=7), heading("What", 1, line=9)]),
        "tea",
        7,
        "heading 'Why' and 1 more at the level of the title",
        "put all but the title one level deeper",
    ),
    Case(
        "malformed_ticket",
        Catalog(
            one(metadata={**METADATA, "ticket": "TEA 1"}, option_lines=[option_line("tea", "feature", 5)]).documents,
            given=[TicketPattern(r"[A-Z]+-\d+")],
        ),
        "tea",
        5,
        "malformed ticket 'TEA 1' in feature",
        "write its whole key, such as LCORE-1311",
    ),
    Case(
        "missing_spike",
        one(metadata={**METADATA, "spike": ""}),
        "tea",
        1,
        "the design names no spike",
        "add :spike: to the block, with its ticket or document",
    ),
    Case(
        "missing_key_file",
        Catalog(
            one(key_files=[key_file("src/kettle.py")]).documents, given=[SourceTree("the tree", lambda *_path: False)]
        ),
        "tea.file-1",
        10,
        "key file 'src/kettle.py' is not below the tree",
        "correct the path, or say 'new file' in what is to be done with it",
    ),
    Case(
        "question_without_origin",
        one(open_questions=[question("Who pays?")]),
        "tea.question-1",
        10,
        "open question 'Who pays?' does not say where it comes from",
        "end it with '— deferred from' and a ticket, or with a link to the decision",
    ),
    Case(
        "date_contradiction",
        one(metadata={**METADATA, "date": date(2026, 3, 2)}, changelog=[change("2026-03-01")]),
        "tea",
        1,
        "the design is dated 2026-03-02, and its changelog ends on 2026-03-01",
        "add a row for what changed then, or correct the date",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
@pytest.mark.verifies("findings.R1", "findings.R3")
def test_what_breaks_a_rule_is_found_at_its_place_with_a_cure(case: Case) -> None:
    (finding,) = found(case.rule, case.broken)
    assert (finding.rule, finding.item, finding.line) == (case.rule, case.item, case.line)
    assert case.wrong in finding.message
    assert finding.message.endswith(case.cure)
    assert finding.path.endswith(".md")
    assert finding.docname
    assert finding.feature


@pytest.mark.parametrize("rule", [case.rule for case in CASES])
def test_a_sound_design_breaks_no_rule(rule: str) -> None:
    assert found(rule, SOUND) == []


@pytest.mark.parametrize("rule", [case.rule for case in CASES])
def test_nothing_at_all_breaks_no_rule(rule: str) -> None:
    assert found(rule, catalog(page("index"))) == []


def test_every_rule_of_the_catalog_is_tried_here() -> None:
    assert {case.rule for case in CASES} == {rule.code for rule in of_catalog.RULES}


class TestIdentity:
    def test_a_duplicate_use_case_gets_the_next_free_number_of_the_use_cases(self) -> None:
        (message,) = messages(
            "duplicate_id", one(requirements=[requirement("R7")], use_cases=[use_case("U1"), use_case("U1")])
        )
        assert message.endswith("number this one U2")

    def test_equal_ids_in_two_features_are_no_duplicates(self) -> None:
        both = catalog(
            document("tea", requirements=[requirement("R1")]), document("milk", requirements=[requirement("R1")])
        )
        assert found("duplicate_id", both) == []

    @pytest.mark.parametrize(
        ("local_ids", "message"),
        [
            (["R1", "S1", "R3"], "no R2;"),
            (["R3", "R2"], "no R1;"),
            (["R9"], "no R1, R2, R3, R4, R5;"),
            (["R1", "R3", "S2"], "no R2, S1;"),
        ],
    )
    def test_a_gap_is_told_at_the_next_id_above_it(self, local_ids: list[str], message: str) -> None:
        (told,) = messages("numbering_gap", one(requirements=[requirement(each) for each in local_ids]))
        assert message in told

    def test_gaps_are_told_of_each_feature_and_of_use_cases_too(self) -> None:
        gaps = found(
            "numbering_gap",
            catalog(
                document("tea", requirements=[requirement("R2")], use_cases=[use_case("U2")]),
                document("milk", requirements=[requirement("R2")]),
            ),
        )
        assert [finding.item for finding in gaps] == ["milk.R2", "tea.R2", "tea.U2"]


class TestReferences:
    drinks = document(
        "tea",
        metadata={"component": "kettle, pot"},
        requirements=[requirement("R1"), requirement("R2")],
        use_cases=[use_case("U1")],
    )

    @pytest.mark.parametrize(
        ("facts", "message"),
        [
            (
                {"requirements": [requirement("R1", refines=("R9",))]},
                "unknown requirement R9 in :refines:; known: R1",
            ),
            (
                {"requirements": [requirement("R1", depends_on=("X9",))]},
                "unknown requirement X9 in :depends-on:; known: R1",
            ),
            (
                {"requirements": [requirement("R1", use_cases=("U1",))]},
                "unknown use case U1 in :use-cases:; there is none yet",
            ),
            (
                {"requirements": [requirement("R1", use_cases=("tea.U9",))]},
                "unknown use case tea.U9 in :use-cases:; did you mean tea.U1?",
            ),
            (
                {"requirements": [requirement("R1", refines=("Tea.sugar-and-milk",))]},
                "Tea.sugar-and-milk in :refines:; known: tea.R1, tea.R2",
            ),
            ({"requirements": [requirement("R1", refines=("pot.XX",))]}, "known: milk.R1, tea.R1, tea.R2"),
            ({"criteria": [row("R9")]}, "unknown requirement R9 of an acceptance row; there is none yet"),
            ({"criteria": [separate("R9")]}, "unknown requirement R9 of acceptance-criteria; there is none yet"),
            ({"mentions": [mention("req", "tea.R3")]}, "unknown requirement tea.R3; did you mean tea.R2?"),
            ({"mentions": [mention("uc", "Q")]}, "unknown use case Q; there is none yet"),
            ({"mentions": [mention("feature", "te")]}, "unknown feature te; did you mean tea?"),
            ({"metadata": {"superseded_by": "teas"}}, "unknown feature teas in :superseded-by:; did you mean tea?"),
            (
                {"aggregates": [aggregate(matrix_query(features="teas"))]},
                "unknown feature teas in :features:; did you mean tea?",
            ),
            (
                {"aggregates": [aggregate(index_query(components="kettles"))]},
                "unknown component kettles in :components:; did you mean kettle?",
            ),
            ({"mentions": [mention("req", "x" * 1000)]}, "unknown requirement " + "x" * 59 + "…; there is none yet"),
        ],
    )
    def test_an_unknown_name_is_told_with_what_may_be_meant(self, facts: dict[str, Any], message: str) -> None:
        (told,) = messages("unknown_reference", catalog(self.drinks, document("milk", **{"metadata": {}, **facts})))
        assert message in told

    def test_a_wrong_option_is_told_on_its_line(self) -> None:
        broken = one(
            metadata={"superseded_by": "wine"},
            requirements=[requirement("R1", line=5, refines=("R9",), depends_on=("R8",))],
            option_lines=[
                option_line(requirement("tea.R1", line=5), "refines", 7),
                option_line("tea", "superseded-by", 3),
            ],
        )
        assert [(each.line, each.item) for each in found("unknown_reference", broken)] == [
            (7, "tea.R1"),
            (5, "tea.R1"),
            (3, "tea"),
        ]

    def test_a_wrong_option_of_a_feature_under_another_key_is_told_on_its_line_too(self) -> None:
        second = document(
            "tea",
            docname="z",
            metadata={"superseded_by": "wine"},
            option_lines=[option_line("tea", "superseded-by", 3)],
        )
        (finding,) = found("unknown_reference", catalog(self.drinks, second))
        assert (finding.item, finding.line) == ("z", 3)

    def test_a_row_that_names_nothing_is_told_on_the_line_of_its_name_and_about_no_item(self) -> None:
        named = option_line("#1", "requirements", 42)._replace(item_line=10)
        (finding,) = found("unknown_reference", one(criteria=[row("R9")], option_lines=[named]))
        assert (finding.line, finding.item, finding.rule) == (42, "", "unknown_reference")

    def test_two_cycles_beside_a_chain_are_told_once_each(self) -> None:
        requirements = [
            requirement("R1", refines=("R2",)),
            requirement("R2", refines=("R3",)),
            requirement("R3", refines=("R2",)),
            requirement("R4", refines=("R5",)),
            requirement("R5", refines=("R4", "R3")),
        ]
        told = [each.item for each in found("reference_cycle", one(requirements=requirements))]
        assert told == ["tea.R2", "tea.R4"]

    def test_a_mention_is_told_where_it_stands(self) -> None:
        broken = one(requirements=[requirement("R1")], mentions=[mention("req", "R9", item="R1", line=33)])
        (finding,) = found("unknown_reference", broken)
        assert (finding.line, finding.item, finding.feature) == (33, "tea.R1", "tea")

    def test_a_feature_that_may_be_one_of_two_is_told_with_both(self) -> None:
        both = [document(key, metadata={"ticket": "TEA-1"}) for key in ("milk", "tea")]
        old = document(
            "old", metadata={"superseded_by": "TEA-1"}, aggregates=[aggregate(matrix_query(features="TEA-1"))]
        )
        told = [each.message for each in found("ambiguous_reference", catalog(*both, old))]
        assert [message.partition(";")[0] for message in told] == [
            "ambiguous feature TEA-1 in :features:",
            "ambiguous feature TEA-1 in :superseded-by:",
        ]
        assert all("tea" in message and "milk" in message for message in told)

    def test_a_page_that_is_no_design_is_checked_too(self) -> None:
        index = page("index", mentions=(mention("req", "tea.R9"),))
        (finding,) = found("unknown_reference", catalog(self.drinks, index))
        assert (finding.docname, finding.feature) == ("index", "")

    @pytest.mark.parametrize("target", ["TEA-1.R1", "TEA-1.U1"])
    def test_an_ambiguous_name_is_not_unknown(self, target: str) -> None:
        role = "req" if "R" in target else "uc"
        both = [document(key, requirements=[requirement("R1")], use_cases=[use_case("U1")]) for key in ("tea", "milk")]
        broken = catalog(*both, page("index", mentions=(mention(role, target),)))
        assert found("unknown_reference", broken) == []
        (told,) = messages("ambiguous_reference", broken)
        assert target in told

    @pytest.mark.parametrize(
        ("target", "told"), [("R2", 0), ("R9", 1), ("tea.R9", 1), ("TEA-1.R9", 1), ("wine.R9", 0), ("UTF-8.R9", 0)]
    )
    def test_an_id_in_plain_words_is_told_unless_it_may_be_something_else(self, target: str, told: int) -> None:
        plain = one(requirements=[requirement("R1"), requirement("R2")], mentions=[mention("req", target, plain=True)])
        assert found("unknown_reference", plain) == []
        assert len(found("unknown_mention", plain)) == told

    def test_an_ambiguous_feature_is_told(self) -> None:
        broken = catalog(document("tea"), document("milk"), page("index", mentions=(mention("feature", "TEA-1"),)))
        assert messages("ambiguous_reference", broken) == ["ambiguous feature TEA-1; write milk or tea"]


class TestCycles:
    @pytest.mark.parametrize(
        ("links", "told"),
        [
            ({"R1": "R1"}, ["R1 refines itself: tea.R1 → tea.R1"]),
            ({"R1": "R2", "R2": "R3", "R3": "R1"}, ["R1 refines itself: tea.R1 → tea.R2 → tea.R3 → tea.R1"]),
            ({"R1": "R2", "R2": "R3", "R3": "R2"}, ["R2 refines itself: tea.R2 → tea.R3 → tea.R2"]),
            ({"R1": "R2 R3", "R2": "R1", "R3": "R1"}, ["R1 refines itself: tea.R1 → tea.R2 → tea.R1"]),
            (
                {"R1": "R2", "R2": "R1", "R3": "R3"},
                ["R1 refines itself: tea.R1 → tea.R2 → tea.R1", "R3 refines itself: tea.R3 → tea.R3"],
            ),
            ({"R1": "R2 R3", "R2": "R4", "R3": "R4", "R4": ""}, []),
        ],
    )
    def test_each_group_that_waits_for_itself_is_told_once(self, links: dict[str, str], told: list[str]) -> None:
        requirements = [requirement(name, refines=tuple(targets.split())) for name, targets in links.items()]
        assert [each.partition(";")[0] for each in messages("reference_cycle", one(requirements=requirements))] == told

    def test_a_cycle_is_told_on_the_line_of_the_option(self) -> None:
        broken = one(
            requirements=[requirement("R1", line=5, depends_on=("R1",))],
            option_lines=[option_line(requirement("tea.R1", line=5), "depends-on", 8)],
        )
        assert [finding.line for finding in found("reference_cycle", broken)] == [8]

    def test_a_cycle_goes_across_features(self) -> None:
        broken = catalog(
            document("milk", requirements=[requirement("R1", depends_on=("tea.R1",))]),
            document("tea", requirements=[requirement("R1", depends_on=("milk.R1",))]),
        )
        (told,) = messages("reference_cycle", broken)
        assert "milk.R1 → tea.R1 → milk.R1" in told

    def test_a_very_long_chain_is_followed(self) -> None:
        count = 3000
        chain = [requirement(f"R{n}", depends_on=(f"R{n + 1}",)) for n in range(1, count)]
        closed = one(requirements=[*chain, requirement(f"R{count}", depends_on=("R1",))])
        assert len(found("reference_cycle", closed)) == 1


class TestCompleteness:
    @pytest.mark.parametrize("fields", [{"status": "rejected"}, {"status": "deferred"}, {"priority": Priority.WONT}])
    @pytest.mark.parametrize("rule", ["missing_acceptance_criteria", "untraced_requirement"])
    @pytest.mark.verifies("findings.R11")
    def test_nothing_is_owed_for_what_is_not_in_force(self, rule: str, fields: dict[str, Any]) -> None:
        facts = one(
            requirements=[requirement("R1", use_cases=("U1",)), requirement("R2", "", **fields)],
            use_cases=[use_case("U1")],
            criteria=[criterion("R1")],
        )
        assert found(rule, facts) == []

    def test_where_there_is_an_acceptance_table_its_line_is_named(self) -> None:
        facts = one(
            requirements=[requirement("R1"), requirement("R2")], criteria=[row("R1").model_copy(update={"line": 44})]
        )
        (told,) = messages("missing_acceptance_criteria", facts)
        assert told.endswith("add a row with R2 to the acceptance table, whose first row is on line 44")

    def test_a_title_that_two_designs_of_one_key_share_is_told_with_the_key(self) -> None:
        twins = [document("tea", docname=name, metadata={"title": "Tea"}) for name in ("a/tea", "b/tea")]
        assert found("duplicate_title", catalog(*twins)) == []

    @pytest.mark.verifies("findings.R10")
    def test_a_feature_that_never_links_is_not_told_to(self) -> None:
        facts = one(requirements=[requirement("R1")], use_cases=[use_case("U1")])
        assert found("untraced_requirement", facts) == []
        assert found("orphan_use_case", facts) == []

    @pytest.mark.parametrize(
        ("fields", "lacking"),
        [
            ({"role": ""}, "who wants it"),
            ({"want": ""}, "what is wanted"),
            ({"role": "", "want": ""}, "who wants it"),
        ],
    )
    def test_a_story_lacks_its_role_or_its_want(self, fields: dict[str, str], lacking: str) -> None:
        (told,) = messages("malformed_story", one(use_cases=[use_case("U1", **{"title": "", **fields})]))
        assert f"does not say {lacking}" in told

    def test_an_empty_use_case_is_empty_and_no_malformed_story(self) -> None:
        empty = one(use_cases=[use_case("U1", story="", role="", want="")])
        assert found("malformed_story", empty) == []
        assert messages("empty_statement", empty) == [
            "use case U1 is empty; write 'As a [role], I want [X], so that [Y]'"
        ]

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            (matrix_query(minimum="50"), []),
            (matrix_query(minimum="51"), ["accepted-for 1 of 2 (50 %)"]),
            (matrix_query(minimum="51, traced 51"), ["accepted-for 1 of 2 (50 %)", "traced 1 of 2 (50 %)"]),
            (matrix_query(minimum="100", status="approved"), []),
            (matrix_query(minimum="100", features="milk"), []),
            (matrix_query(), []),
        ],
    )
    def test_a_minimum_is_held_against_what_the_filters_let_through(self, query: MatrixQuery, told: list[str]) -> None:
        facts = catalog(
            document(
                "tea",
                requirements=[requirement("R1", status="approved", use_cases=("U1",)), requirement("R2")],
                use_cases=[use_case("U1")],
                criteria=[criterion("R1")],
                aggregates=[aggregate(query)],
            ),
            document("milk"),
        )
        shares = [each.partition(": ")[2].partition(", at")[0] for each in messages("low_coverage", facts)]
        assert shares == told

    def test_a_share_just_below_the_minimum_is_not_rounded_up_to_it(self) -> None:
        facts = one(
            requirements=[requirement(f"R{n}") for n in range(1, 201)],
            criteria=[criterion(f"R{n}") for n in range(1, 200)],
            aggregates=[aggregate(coverage_query(minimum="100"))],
        )
        (told,) = messages("low_coverage", facts)
        assert "199 of 200 (99 %), at least 100 % wanted" in told

    def test_a_feature_index_asks_for_no_minimum(self) -> None:
        assert found("low_coverage", one(aggregates=[aggregate(index_query())])) == []


PLAIN: dict[str, Any] = {"metadata": {"plain": True}}


class TestPlainDesigns:
    @pytest.mark.parametrize(
        ("rule", "facts", "cure"),
        [
            (
                "missing_acceptance_criteria",
                {"requirements": [requirement("R1")]},
                "add a row with R1 to the table under 'Acceptance test surface'",
            ),
            (
                "untraced_requirement",
                {
                    "requirements": [requirement("R1", use_cases=("U1",)), requirement("R2")],
                    "use_cases": [use_case("U1")],
                },
                "name one in its statement, such as (U1)",
            ),
            (
                "orphan_use_case",
                {"requirements": [requirement("R1", use_cases=("U1",))], "use_cases": [use_case("U1"), use_case("U2")]},
                "name U2 in the statement of one, or remove it",
            ),
            (
                "malformed_story",
                {"use_cases": [use_case("U1", story="Tea.", role="", want="")]},
                "write 'As a [role], I want [X], so that [Y]'",
            ),
            ("missing_metadata", {}, "add it to the table under the title"),
            ("missing_changelog", {}, "add a section 'Changelog' with the date of its first version"),
        ],
    )
    def test_the_cure_can_be_written_in_plain_text(self, rule: str, facts: dict[str, Any], cure: str) -> None:
        (message,) = messages(rule, one(**PLAIN, **facts))
        assert message.partition("; ")[2] == cure

    def test_metadata_that_are_missing_are_called_as_in_the_table(self) -> None:
        assert messages("missing_metadata", one(**PLAIN))[0].startswith("missing metadata: date, authors, feature;")


class TestNotInForce:
    @pytest.mark.parametrize("rule", ["empty_statement", "malformed_story"])
    def test_what_was_given_up_owes_no_words(self, rule: str) -> None:
        given_up = one(
            metadata={"status": "rejected"},
            requirements=[requirement("R1", statement="")],
            use_cases=[use_case("U1", story="", role="", want=""), use_case("U2", story="Tea.", role="", want="")],
        )
        assert found(rule, given_up) == []

    def test_a_use_case_without_words_is_told(self) -> None:
        assert messages("empty_statement", one(use_cases=[use_case("U1", story="", role="", want="")])) == [
            "use case U1 is empty; write 'As a [role], I want [X], so that [Y]'"
        ]


class TestHistory:
    @pytest.mark.parametrize(
        ("metadata", "missing"),
        [
            (METADATA, []),
            ({**METADATA, "date": None}, [":date:"]),
            ({}, [":date:, :authors:, :feature:"]),
            ({"declared": False}, []),
        ],
    )
    def test_a_declared_feature_owes_date_authors_and_ticket(
        self, metadata: dict[str, Any], missing: list[str]
    ) -> None:
        told = messages("missing_metadata", one(metadata=metadata))
        assert [each.removeprefix("missing metadata: ").partition(";")[0] for each in told] == missing

    def test_metadata_that_is_written_but_cannot_be_read_is_not_missing(self) -> None:
        facts = one(metadata={**METADATA, "date": None}, option_lines=[option_line("tea", "date", 2)])
        assert found("missing_metadata", facts) == []

    @pytest.mark.parametrize(
        ("facts", "count"),
        [({}, 1), ({"has_changelog": True}, 0), ({"metadata": {"declared": False}}, 0), ({"changelog": []}, 0)],
    )
    def test_a_declared_feature_owes_a_changelog(self, facts: dict[str, Any], count: int) -> None:
        assert len(found("missing_changelog", one("tea", **facts))) == count

    @pytest.mark.parametrize(
        ("days", "misplaced"),
        [
            ([], None),
            (["2026-01-01"], None),
            (["2026-01-01", "2026-02-01", "2026-03-01"], None),
            (["2026-03-01", "2026-02-01", "2026-01-01"], None),
            (["2026-01-01", "2026-01-01", "2026-02-01"], None),
            (["2026-01-01", "", "2026-02-01"], None),
            (["2026-01-01", "2026-03-01", "2026-02-01", "2026-04-01"], 3),
            (["2026-04-01", "2026-02-01", "2026-03-01", "2026-01-01"], 3),
            (["2026-02-01", "", "2026-01-01", "2026-03-01"], 3),
            (["2026-03-01", "2026-02-01", "2026-04-01", "2026-01-01"], 3),
        ],
    )
    def test_a_changelog_goes_one_way(self, days: list[str], misplaced: int | None) -> None:
        told = [finding.item for finding in found("changelog_order", one(changelog=[change(day) for day in days]))]
        assert told == ([] if misplaced is None else [f"tea.change-{misplaced}"])

    @pytest.mark.parametrize(
        ("days", "told"),
        [
            (
                ["2026-01-01", "2026-01-01", "2026-03-01", "2026-02-01", "2026-04-01"],
                "2026-02-01 comes after 2026-03-01, while the rows stand oldest first",
            ),
            (
                ["2026-04-01", "2026-04-01", "2026-02-01", "2026-03-01", "2026-01-01"],
                "2026-03-01 comes after 2026-02-01, while the rows stand newest first",
            ),
        ],
    )
    def test_the_order_of_most_rows_is_the_right_one(self, days: list[str], told: str) -> None:
        (message,) = messages("changelog_order", one(changelog=[change(day) for day in days]))
        assert message == f"changelog out of order: {told}; move the row"

    def test_a_date_that_the_changelog_does_not_reach_is_told_on_its_line(self) -> None:
        design = one(changelog=[change("2026-01-01")], option_lines=[option_line("tea", "date", 4)])
        assert [each.line for each in found("date_contradiction", design)] == [4]


class TestTitles:
    @pytest.mark.parametrize(
        ("title", "said", "foreign"),
        [
            ("Backported releases", "It works.", True),
            ("Backported releases", "Releases are backported.", False),
            ("Lid releases", "It has lids, and prereleases.", True),
            ("Lid releases", "It has a lid, and a release.", False),
            ("Green tea", "It works.", False),
            ("Feature design for LCORE-788: the tea import", "It works.", False),
            ("A-Z", "It works.", False),
        ],
    )
    def test_a_title_is_foreign_where_neither_the_file_nor_the_design_knows_it(
        self, title: str, said: str, foreign: bool
    ) -> None:
        requirements = [requirement(f"R{number}", statement=said) for number in (1, 2, 3)]
        in_tea = document("green-tea", metadata={**METADATA, "title": title}, requirements=requirements)
        assert bool(messages("foreign_title", catalog(in_tea))) is foreign

    @pytest.mark.parametrize(
        "facts",
        [
            {"requirements": [requirement("R1", "Releases"), requirement("R2"), requirement("R3")]},
            {"requirements": [requirement("R1", statement="It is released."), requirement("R2"), requirement("R3")]},
            {"use_cases": [use_case("U1", "Releases")]},
            {"use_cases": [use_case("U1", story="As a guest, I want releases.")]},
            {"criteria": [criterion("R1", text="It is released")]},
            {"open_questions": [question("Who releases it?")]},
            {"changelog": [change("2026-03-01", "Releases")]},
            {"outline": [heading("Releases", 1), heading("All releases")]},
            {"metadata": {"title": "Releases", "summary": "Of releases."}},
        ],
    )
    def test_a_design_speaks_of_its_subject_anywhere_but_in_its_title(self, facts: dict[str, Any]) -> None:
        copied: dict[str, Any] = {
            "metadata": {"title": "Releases"},
            "requirements": [requirement(f"R{number}") for number in (1, 2, 3)],
            "outline": [heading("Releases", 1)],
        }
        assert len(found("foreign_title", one(**copied))) == 1
        assert found("foreign_title", one(**{**copied, **facts})) == []

    def test_a_design_that_is_not_judged_does_not_end_the_look_at_the_others(self) -> None:
        begun = document("cup", metadata={"title": "Cups"}, requirements=[requirement("R1")])
        own = document("milk", metadata={"title": "Milk"}, requirements=[requirement(f"R{n}") for n in (1, 2, 3)])
        copied = document("tea", metadata={"title": "Releases"}, requirements=[requirement(f"R{n}") for n in (1, 2, 3)])
        assert [each.item for each in found("foreign_title", catalog(begun, own, copied))] == ["tea"]

    def test_headings_beside_the_title_are_counted_and_told_in_their_file(self) -> None:
        outline = [heading("Tea", 1), heading("Milk", 1, path="parts/milk.md", line=7)]
        (alone,) = found("heading_levels", one(outline=outline))
        assert (alone.path, alone.line, " more" in alone.message) == ("parts/milk.md", 7, False)
        (two,) = found("heading_levels", one(outline=[*outline, heading("Cups", 1)]))
        assert "heading 'Milk' and 1 more at the level of the title" in two.message

    def test_a_design_that_is_only_begun_need_not_speak_of_its_subject(self) -> None:
        begun = one(metadata={**METADATA, "title": "Backported releases"}, requirements=[requirement("R1")])
        assert messages("foreign_title", begun) == []


class TestTickets:
    @pytest.mark.parametrize("ticket", ["1311", "#1311", "TEA 1", "tea1", "TEA-", "TEA_12"])
    def test_what_is_like_a_ticket_and_is_none_is_malformed(self, ticket: str) -> None:
        assert self._found(ticket)

    @pytest.mark.parametrize("ticket", ["", "TEA-1", "Low overhead deployment", "see the roadmap", "TEA-1, TEA-2"])
    def test_words_and_tickets_are_well_formed(self, ticket: str) -> None:
        assert not self._found(ticket)

    @pytest.mark.parametrize("stated", ["date", "authors", "ticket"])
    def test_a_design_that_states_anything_of_itself_owes_a_spike(self, stated: str) -> None:
        assert len(found("missing_spike", one(metadata={stated: METADATA[stated]}))) == 1
        assert found("missing_spike", one(metadata={stated: METADATA[stated], "spike": "TEA-2"})) == []

    def test_a_design_that_states_nothing_owes_no_spike(self) -> None:
        assert found("missing_spike", one(metadata={})) == []

    def test_a_plain_design_names_its_spike_in_the_table_under_the_title(self) -> None:
        assert messages("missing_spike", one(metadata={"ticket": "TEA-1", "plain": True})) == [
            "the design names no spike; add a row Spike to the table under the title, with its ticket or document"
        ]

    def _found(self, ticket: str) -> list[str]:
        design = one(metadata={**METADATA, "ticket": ticket})
        return messages("malformed_ticket", Catalog(design.documents, given=[TicketPattern(r"\b[A-Z]+-\d+\b")]))


class TestKeyFiles:
    @pytest.mark.parametrize(
        ("file", "asked"),
        [
            ("src/app.py", "src/app.py"),
            ("src/app.py:12", "src/app.py"),
            ("tests/test_app.py::test_it", "tests/test_app.py"),
            ("docs/", "docs/"),
            ("app/*.py", "app/*.py"),
            ("Containerfile", "Containerfile"),
            ("pyproject.toml", "pyproject.toml"),
        ],
    )
    def test_a_path_is_looked_for_without_what_stands_behind_it(self, file: str, asked: str) -> None:
        assert self._asked(file) == [asked]

    @pytest.mark.parametrize("file", ["the settings", "src/{name}.py", "Kettle", "a file of the kettle (new)"])
    def test_words_are_not_looked_for(self, file: str) -> None:
        assert self._asked(file) == []

    def test_a_planned_file_is_not_looked_for(self) -> None:
        assert self._asked("src/app.py", planned=True) == []

    def test_a_repository_that_is_not_there_says_nothing(self) -> None:
        design = one(key_files=[key_file("src/app.py", repo="milk")])
        assert (
            messages("missing_key_file", Catalog(design.documents, given=[SourceTree("", lambda *_path: None)])) == []
        )

    def _asked(self, file: str, **fields: Any) -> list[str]:
        asked: list[str] = []

        def has(path: str, _repository: str) -> bool:
            asked.append(path)
            return True

        design = one(key_files=[key_file(file, **fields)])
        assert messages("missing_key_file", Catalog(design.documents, given=[SourceTree("", has)])) == []
        return asked


class TestDiagrams:
    def test_a_diagram_beside_the_overview_will_do(self) -> None:
        outline = [heading("Architecture", diagram=True), heading("Overview", 3), heading("Storage", 3)]
        assert messages("missing_diagram", one(outline=outline)) == []

    def test_an_overview_without_one_is_told_where_it_stands(self) -> None:
        done = document(
            "milk", metadata={"status": "rejected"}, outline=[heading("Architecture"), heading("Overview", 3)]
        )
        design = document(
            "tea", outline=[heading("Architecture"), heading("Overview", 3, path="parts/overview.md", line=7)]
        )
        (finding,) = found("missing_diagram", catalog(done, design))
        assert (finding.path, finding.line, finding.item) == ("parts/overview.md", 7, "tea")

    @pytest.mark.parametrize(("use", "told"), [(Use.REQUIRED, 1), (Use.NOT_USED, 0)])
    def test_a_team_that_has_no_overview_needs_none(self, use: Use, told: int) -> None:
        check = RULES["missing_diagram"].check_by_policy
        assert check is not None
        design = one(outline=[heading("Architecture"), heading("Overview", 3)])
        assert len(list(check(design, Policy(sections=(Section(name="Overview", use=use),))))) == told

    def test_an_empty_overview_and_one_of_something_else_need_none(self) -> None:
        outline = [heading("Overview"), heading("Architecture"), heading("Overview", 3, empty=True)]
        assert messages("missing_diagram", one(outline=outline)) == []
