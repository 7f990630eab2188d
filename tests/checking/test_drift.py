from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.registry.of_baseline import RULES
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.tracing.changes import Baseline
from sphinxext_lcore.tracing.fingerprint import fingerprint
from tests.designs import catalog, change, criterion, document, one, option_line, requirement, use_case

if TYPE_CHECKING:
    from sphinxext_lcore.model.records import Finding

BOIL, POUR, DRINK = "The water must boil.", "The water is poured over the leaves.", "The guest drinks."
FIRST = change("2026-03-01", "Initial version")


def design(*statements: str, **facts: Any) -> Catalog:
    """Requirements from R1 on; R3 depends on R1 and refines R2, where it is there."""
    links: dict[int, dict[str, Any]] = {3: {"depends_on": ("R1",), "refines": ("R2",)}}
    requirements = [
        requirement(f"R{number}", statement=text, **links.get(number, {}))
        for number, text in enumerate(statements, start=1)
        if text
    ]
    return one(**{"requirements": requirements, "changelog": [FIRST], **facts})


def found(old: Catalog, new: Catalog, **retired: str) -> list[Finding]:
    baseline = Baseline(old, {f"tea.{local}": print_ for local, print_ in retired.items()})
    codes = {rule.code for rule in RULES}
    return [each for each in check(Catalog(new.documents, given=[baseline])) if each.rule in codes]


def rules(old: Catalog, new: Catalog, **retired: str) -> list[tuple[str, str]]:
    return [(each.rule, each.item) for each in found(old, new, **retired)]


def messages(rule: str, old: Catalog, new: Catalog, **retired: str) -> list[str]:
    return [each.message for each in found(old, new, **retired) if each.rule == rule]


class Case(NamedTuple):
    """What breaks a rule, the places of the findings, and a message."""

    old: Catalog
    new: Catalog
    places: list[tuple[str, int]]
    message: str


CASES = {
    "changelog_drift": Case(
        design(BOIL),
        design(POUR),
        [("tea.R1", 10)],
        "R1 changed since the baseline, and the changelog does not say so; add a row that names it",
    ),
    "removed_id": Case(
        design(BOIL, POUR),
        design("", POUR),
        [("tea.R1", 1)],
        "R1 is gone since the baseline; bring it back with :status: rejected, "
        "or say why in a new row of the changelog that names `R1`",
    ),
    "reused_id": Case(
        design(BOIL, POUR),
        design(DRINK, POUR, BOIL),
        [("tea.R1", 10)],
        "R1 was the id of another requirement; take one that was never used, such as R4",
    ),
    "weakened_criterion": Case(
        design(BOIL, criteria=[criterion("R1", text="It sings"), criterion("R1", text="It boils")]),
        design(BOIL, criteria=[criterion("R1", text="It boils")]),
        [("tea.R1", 10)],
        "R1 asks for less than in the baseline: criterion removed: “It sings”; undo that, "
        "or say why in a new row of the changelog that names `R1`",
    ),
    "suspect_link": Case(
        design(BOIL, POUR, DRINK),
        design(BOIL + " Always.", POUR, DRINK, option_lines=[option_line("tea.R3", "depends-on", 30)]),
        [("tea.R3", 30)],
        "R3 depends on R1, which changed since the baseline; read R3 again, "
        "and change it or say why in a new row of the changelog that names `R3`",
    ),
    "new_requirement": Case(
        design(BOIL),
        design(BOIL, POUR),
        [("tea.R2", 20)],
        "R2 is new since the baseline; write the baseline anew when it is agreed",
    ),
}


@pytest.mark.parametrize(("code", "case"), CASES.items(), ids=CASES)
def test_what_drifts_is_found_at_its_place(code: str, case: Case) -> None:
    drifted = [each for each in found(case.old, case.new) if each.rule == code]
    assert [(each.item, each.line) for each in drifted] == case.places
    assert drifted[0].message == case.message


def test_every_rule_has_a_case_a_code_of_its_own_and_a_cure() -> None:
    assert [rule.code for rule in RULES] == list(CASES)
    assert all("; " in case.message for case in CASES.values())


def test_what_is_wrong_is_a_warning_and_what_wants_a_look_is_information() -> None:
    levels = {each.rule: each.level for case in CASES.values() for each in found(case.old, case.new)}
    assert {code for code, level in levels.items() if level is Level.INFO} == {"suspect_link", "new_requirement"}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_without_a_difference_nothing_drifts(case: Case) -> None:
    assert found(case.new, case.new) == []


ROWS = {
    "none": ([], True),
    "named": ([change("2026-03-01", "R1 is hotter")], False),
    "named in its range": ([change("", "Redesigned R1–R3")], False),
    "named by its full id": ([change("2026-01-01", "See tea.R1")], False),
    "another one named, of an earlier day": ([change("2026-02-01", "See R2")], True),
    "another's id named, of an earlier day": ([change("2026-02-01", "See milk.R1")], True),
    "dated later": ([change("2026-03-02", "All is hotter")], False),
    "dated earlier": ([change("2026-02-01", "All is hotter")], True),
    "a further one of the last day": ([change("2026-03-01", "All is hotter")], False),
    "undated": ([change("", "All is hotter")], True),
}


@pytest.mark.parametrize(("rows", "drifts"), ROWS.values(), ids=ROWS)
def test_a_change_is_fine_when_a_new_row_is_dated_or_named_for_it(rows: list[Any], drifts: bool) -> None:
    new = design(POUR, changelog=[FIRST, *rows])
    assert bool(messages("changelog_drift", design(BOIL), new)) is drifts


def test_rewording_the_last_row_says_nothing_of_a_change() -> None:
    new = design(POUR, changelog=[change("2026-03-01", "First version")])
    assert rules(design(BOIL), new) == [("changelog_drift", "tea.R1")]
    named = design(POUR, changelog=[change("2026-03-01", "First version; R1 is hotter")])
    assert rules(design(BOIL), named) == []


def test_a_row_of_another_design_says_nothing_of_a_change() -> None:
    milk = document("milk", changelog=[change("2026-04-01", "R1 is colder")])
    tea = document("tea", requirements=[requirement("R1", statement=POUR)], changelog=[FIRST])
    assert rules(design(BOIL), catalog(milk, tea)) == [("changelog_drift", "tea.R1")]


@pytest.mark.parametrize("fields", [{"title": "Boil"}, {"status": "approved"}, {"priority": "must"}, {"ticket": "T-1"}])
def test_only_statement_and_criteria_owe_a_row(fields: dict[str, Any]) -> None:
    new = one(requirements=[requirement("R1", statement=BOIL, **fields)], changelog=[FIRST])
    assert found(design(BOIL), new) == []


@pytest.mark.parametrize("status", ["rejected", "superseded", "deferred"])
def test_what_is_no_longer_in_force_does_not_drift(status: str) -> None:
    new = one(requirements=[requirement("R1", statement=POUR, status=status)], changelog=[FIRST])
    assert found(design(BOIL), new) == []


def test_what_was_not_in_force_may_go() -> None:
    assert found(one(requirements=[requirement("R1", status="rejected")], changelog=[FIRST]), design()) == []


def test_a_renumbered_requirement_is_told_with_both_ids() -> None:
    assert messages("removed_id", design(BOIL, POUR), design(BOIL, "", "", POUR)) == [
        (
            "R2 became R4, so that what cites R2 is wrong; give it its number back, "
            "or say why in a new row of the changelog that names `R2`"
        )
    ]


def test_a_requirement_put_in_between_gives_one_finding_for_each_id() -> None:
    assert rules(design(BOIL, POUR), design(DRINK, BOIL, POUR, changelog=[change("2026-03-02"), FIRST])) == [
        ("new_requirement", "tea.R1"),
        ("reused_id", "tea.R1"),
        ("removed_id", "tea.R2"),
        ("removed_id", "tea.R3"),
    ]


@pytest.mark.parametrize("new", [design("", POUR), design("", POUR, BOIL)], ids=["removed", "renumbered"])
def test_an_id_may_go_when_the_changelog_names_it(new: Catalog) -> None:
    (tea,) = new.documents
    row = change("2026-03-01", "R1 went").model_copy(update={"feature": "tea", "docname": "tea"})
    said = catalog(tea.model_copy(update={"changelog": (*tea.changelog, row)}))
    assert len(messages("removed_id", design(BOIL, POUR), new)) == 1
    assert messages("removed_id", design(BOIL, POUR), said) == []


def test_nobody_is_told_to_write_an_option_in_a_plain_design() -> None:
    metadata = {"plain": True}
    (told,) = messages("removed_id", design(BOIL, POUR, metadata=metadata), design("", POUR, metadata=metadata))
    assert told.startswith("R1 is gone since the baseline; bring it back, or say why")


@pytest.mark.parametrize(("count", "told"), [(1, "1 requirement with it"), (2, "2 requirements with it")])
def test_a_design_that_is_gone_is_one_finding(count: int, told: str) -> None:
    tea = document("tea", requirements=[requirement("R1"), requirement("R2")][:count])
    (finding,) = found(catalog(document("milk"), tea), catalog(document("milk")))
    assert (finding.rule, finding.item, finding.path, finding.line) == ("removed_id", "tea", "tea.md", 1)
    assert finding.docname == ""
    assert finding.message == (
        f"the design tea is gone, and {told}; bring it back with :status: superseded, or write the baseline anew"
    )


def test_a_design_that_is_new_is_one_finding() -> None:
    milk = document("milk")
    new = catalog(milk, document("tea", requirements=[requirement("R1"), requirement("R2")]))
    (finding,) = found(catalog(milk), new)
    assert (finding.rule, finding.item) == ("new_requirement", "tea")
    assert finding.message.startswith("the design is new since the baseline, with 2 requirements; ")


def test_a_retired_id_is_not_given_to_another_requirement() -> None:
    assert messages("reused_id", design(BOIL), design(BOIL, POUR), R2="another", R7="another") == [
        "R2 was the id of another requirement; take one that was never used, such as R8"
    ]


def test_a_retired_id_may_come_back_with_its_own_words() -> None:
    assert rules(design(BOIL), design(BOIL, POUR), R2=fingerprint(POUR)) == [("new_requirement", "tea.R2")]


def test_a_weaker_requirement_owes_a_row_that_names_it() -> None:
    old, weaker = design("It must boil."), "It should boil."
    dated = design(weaker, changelog=[FIRST, change("2026-04-01", "Milder")])
    assert rules(old, dated) == [("weakened_criterion", "tea.R1")]
    assert rules(old, design(weaker, changelog=[FIRST, change("2026-04-01", "R1 is milder")])) == []


LATER = change("2026-04-01")
STRONGER = "The water must boil for a minute."


def test_a_link_is_suspect_for_each_target_that_changed() -> None:
    new = design(STRONGER, STRONGER + " Twice.", DRINK, changelog=[FIRST, LATER])
    assert [each.partition(",")[0] for each in messages("suspect_link", design(BOIL, POUR, DRINK), new)] == [
        "R3 depends on R1",
        "R3 refines R2",
    ]


def test_a_link_that_is_suspect_is_told_at_its_line() -> None:
    lines = [option_line("tea.R3", "depends-on", 31), option_line("tea.R3", "refines", 32)]
    lines = [each._replace(item_line=30) for each in lines]
    new = design(STRONGER, STRONGER + " Twice.", DRINK, changelog=[FIRST, LATER], option_lines=lines)
    told = [each for each in found(design(BOIL, POUR, DRINK), new) if each.rule == "suspect_link"]
    assert [each.line for each in told] == [31, 32]


def test_a_link_is_suspect_across_designs_with_full_ids() -> None:
    def two(statement: str) -> Catalog:
        milk = document("milk", requirements=[requirement("R1", depends_on=("tea.R1",))])
        return catalog(milk, document("tea", requirements=[requirement("R1", statement=statement)], changelog=[FIRST]))

    (message,) = messages("suspect_link", two(BOIL), two(STRONGER))
    assert message.startswith("milk.R1 depends on tea.R1, which changed")


@pytest.mark.parametrize(
    "new",
    [
        design(STRONGER, POUR, DRINK + " Slowly.", changelog=[FIRST, LATER]),
        design(STRONGER, POUR, DRINK, changelog=[FIRST, change("2026-04-01", "R1 is hotter, R3 stays right")]),
        design(BOIL, POUR, DRINK, use_cases=[use_case("U1")]),
    ],
    ids=["changed with it", "said to be right", "nothing changed"],
)
def test_a_link_is_not_suspect_when_its_requirement_was_read_again(new: Catalog) -> None:
    assert messages("suspect_link", design(BOIL, POUR, DRINK), new) == []


def test_a_link_that_is_new_is_not_suspect() -> None:
    old = one(requirements=[requirement("R1", statement=BOIL), requirement("R2")], changelog=[FIRST])
    links: dict[str, Any] = {"depends_on": ("R1",)}
    new = one(
        requirements=[requirement("R1", statement=STRONGER), requirement("R2", **links)], changelog=[FIRST, LATER]
    )
    assert found(old, new) == []


def test_findings_are_in_the_order_of_documents_and_lines() -> None:
    old = catalog(document("a"), document("b", requirements=[requirement("R1", statement=BOIL)]))
    new = catalog(
        document("a", requirements=[requirement("R1")]),
        document("b", requirements=[requirement("R1", statement="Tea."), requirement("R2", statement=POUR)]),
    )
    drifted = found(old, new)
    assert [(each.docname, each.line) for each in drifted] == sorted((each.docname, each.line) for each in drifted)
