from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.exchange.change_json import dump
from sphinxext_lcore.exchange.change_markdown import markdown
from sphinxext_lcore.exchange.change_text import text
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome
from sphinxext_lcore.model.queries import Measure
from sphinxext_lcore.model.records import Priority
from sphinxext_lcore.tracing.change_details import row_words
from sphinxext_lcore.tracing.changes import (
    Baseline,
    Changes,
    CoverageChange,
    ItemChange,
    Kind,
    LinkChange,
    StateChange,
    compare,
)
from sphinxext_lcore.tracing.coverage import Share
from sphinxext_lcore.tracing.evidence import Evidence, State
from sphinxext_lcore.tracing.word_diff import Part, Segment, TextPair, pair_texts, word_diff
from tests.designs import catalog, change, criterion, document, one, requirement, row, use_case

if TYPE_CHECKING:
    from sphinxext_lcore.model.records import ChangelogEntry, Requirement

BOIL, POUR, DRINK = "The water must boil.", "The water is poured over the leaves.", "The guest drinks."


def texts(*statements: str, first: int = 1) -> list[Requirement]:
    return [requirement(f"R{number}", statement=text) for number, text in enumerate(statements, start=first)]


def told(changes: tuple[ItemChange, ...]) -> list[tuple[str, str, str]]:
    return [(each.kind, each.old_id, each.id) for each in changes]


def only(changes: tuple[ItemChange, ...]) -> ItemChange:
    (found,) = changes
    return found


def changed(old: dict[str, Any], new: dict[str, Any]) -> ItemChange:
    """What happened to the one requirement of a design; its criteria are among the facts."""
    before, after = (
        one(
            requirements=[requirement("R1", **{key: value for key, value in facts.items() if key != "criteria"})],
            criteria=[criterion("R1", text=text) for text in facts.get("criteria", ())],
        )
        for facts in (old, new)
    )
    return only(compare(before, after).requirements)


EMPTY = Changes((), (), (), (), ())


def test_the_same_designs_have_no_difference_but_their_coverage() -> None:
    found = one(requirements=texts(BOIL), criteria=[criterion("R1")], use_cases=[use_case("U1")])
    shares = tuple(
        CoverageChange("", measure, each, each)
        for measure, each in zip((Measure.ACCEPTED_FOR, Measure.TRACED), (Share(1, 1), Share(0, 0)), strict=True)
    )
    assert compare(found, found) == EMPTY._replace(coverage=shares)


def test_lines_typing_and_order_are_no_difference() -> None:
    old = one(requirements=[requirement("R1", "The “pot”", statement=BOIL), requirement("R2", statement=POUR)])
    new = one(
        requirements=[
            requirement("R2", statement=POUR),
            requirement("R1", 'The "pot"', statement="The\nwater  **must** boil."),
        ]
    )
    assert compare(old, new).requirements == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((BOIL,), (BOIL, POUR), [("added", "", "tea.R2")]),
        ((BOIL, POUR), (BOIL,), [("removed", "tea.R2", "tea.R2")]),
        ((BOIL,), (POUR,), [("changed", "tea.R1", "tea.R1")]),
        ((BOIL, POUR), (POUR, BOIL), [("renumbered", "tea.R2", "tea.R1"), ("renumbered", "tea.R1", "tea.R2")]),
        (
            (BOIL, POUR),
            (DRINK, BOIL, POUR),
            [("added", "", "tea.R1"), ("renumbered", "tea.R1", "tea.R2"), ("renumbered", "tea.R2", "tea.R3")],
        ),
        ((BOIL, POUR, DRINK), (BOIL, DRINK), [("renumbered", "tea.R3", "tea.R2"), ("removed", "tea.R2", "tea.R2")]),
        ((BOIL,), (BOIL, BOIL), [("added", "", "tea.R2")]),
        ((BOIL, BOIL), (POUR, POUR), [("changed", "tea.R1", "tea.R1"), ("changed", "tea.R2", "tea.R2")]),
    ],
    ids=["added", "removed", "changed", "swapped", "put in between", "taken out", "copied", "twice the same"],
)
def test_an_item_is_known_by_its_id_or_else_by_its_words(
    old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    assert told(compare(one(requirements=texts(*old)), one(requirements=texts(*new))).requirements) == expected


def test_items_without_words_are_known_by_their_id_alone() -> None:
    old, new = one(requirements=texts("", first=1)), one(requirements=texts("", first=2))
    assert told(compare(old, new).requirements) == [("removed", "tea.R1", "tea.R1"), ("added", "", "tea.R2")]


def test_a_requirement_that_moves_to_another_design_is_renumbered() -> None:
    old = catalog(document("milk"), document("tea", requirements=texts(BOIL)))
    new = catalog(document("milk", requirements=texts(BOIL, first=7)), document("tea"))
    assert told(compare(old, new).requirements) == [("renumbered", "tea.R1", "milk.R7")]


def test_differences_are_ordered_by_document_and_number() -> None:
    old = catalog(document("b"), document("a", docname="z"))
    new = catalog(
        document("b", requirements=[*texts(POUR, first=10), *texts(BOIL, first=2)]),
        document("a", docname="z", requirements=texts(DRINK)),
    )
    assert [each.id for each in compare(old, new).requirements] == ["b.R2", "b.R10", "a.R1"]


def test_what_changed_is_said_field_by_field() -> None:
    found = changed(
        {"title": "Boil", "status": "draft", "priority": Priority.COULD, "statement": BOIL},
        {"title": "Cook", "status": "approved", "priority": Priority.MUST, "statement": POUR},
    )
    assert [tuple(each) for each in found.fields] == [
        ("title", "Boil", "Cook"),
        ("statement", BOIL, POUR),
        ("status", "draft", "approved"),
        ("priority", "could", "must"),
    ]
    assert found.reworded
    assert found.weaker == ()


def test_a_new_status_is_no_other_wording() -> None:
    assert not changed({"status": "draft"}, {"status": "approved"}).reworded


def test_of_criteria_those_that_changed_are_told_apart_from_those_that_came_and_went() -> None:
    found = changed(
        {"criteria": ["It boils at 100 degrees", "It sings", "The lid is on"]},
        {"criteria": ["The lid is on", "It boils at 90 degrees", "Steam rises"]},
    )
    assert found.criteria == (
        TextPair("It boils at 100 degrees", "It boils at 90 degrees"),
        TextPair("It sings", ""),
        TextPair("", "Steam rises"),
    )
    assert found.reworded


def test_the_order_of_criteria_is_no_difference() -> None:
    old = one(requirements=texts(BOIL), criteria=[criterion("R1", text="a"), row("R1", text="b")])
    new = one(requirements=texts(BOIL), criteria=[criterion("R1", text="b"), row("R1", text="a")])
    assert compare(old, new).requirements == ()


WEAKER = {
    "criterion removed": ({"criteria": ["a b", "c d"]}, {"criteria": ["a b"]}, "criterion removed: “c d”"),
    "must became should": (
        {"criteria": ["It must boil"]},
        {"criteria": ["It should boil"]},
        "“must” became “should” in the criterion “It should boil”",
    ),
    "shall became may": (
        {"statement": "It shall boil."},
        {"statement": "It may boil."},
        "“shall” became “may” in the statement “It may boil.”",
    ),
    "should became could": (
        {"statement": "It should boil."},
        {"statement": "It could boil."},
        "“should” became “could” in the statement “It could boil.”",
    ),
    "one of two": (
        {"statement": "It must boil and must sing."},
        {"statement": "It must boil and should sing."},
        "“must” became “should” in the statement “It must boil and should sing.”",
    ),
    "the strongest of two": (
        {"statement": "It must boil and should sing."},
        {"statement": "It may boil and could sing."},
        "“must” became “could” in the statement",
    ),
    "must not": ({"statement": "It MUST NOT sing."}, {"statement": "It SHOULD NOT sing."}, "“must” became “should”"),
    "title": ({"title": "It must boil", "statement": ""}, {"title": "It may boil", "statement": ""}, "“must” became"),
    "lower priority": ({"priority": "must"}, {"priority": "should"}, "priority lowered from must to should"),
    "no priority": ({"priority": "should"}, {}, "priority lowered from should to none"),
}


@pytest.mark.parametrize(("old", "new", "why"), WEAKER.values(), ids=WEAKER)
def test_what_asks_for_less_is_weaker(old: dict[str, Any], new: dict[str, Any], why: str) -> None:
    (found,) = changed(old, new).weaker
    assert found.startswith(why)
    assert changed(new, old).weaker == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It must boil.", "It boils."),
        ("It must boil.", "It shall boil."),
        ("It must boil.", "It must boil; it may sing."),
        ("It may sing, and must boil.", "It must boil."),
        ("Mustard may be hot.", "Mayonnaise may be hot."),
    ],
)
def test_other_words_are_not_weaker(old: str, new: str) -> None:
    assert changed({"statement": old}, {"statement": new}).weaker == ()


def test_what_is_removed_is_not_weaker_but_gone() -> None:
    old = one(requirements=texts(BOIL), criteria=[criterion("R1")])
    found = only(compare(old, one()).requirements)
    assert (found.kind, found.weaker) == (Kind.REMOVED, ())
    assert found.criteria == (TextPair("It boils", ""),)


def linking(local_id: str = "R1", **links: Any) -> Catalog:
    return one(
        requirements=[requirement(local_id, statement=BOIL), requirement("R5", statement=POUR, **links)],
        use_cases=[use_case("U1", "A"), use_case("U2", "B")],
    )


def test_links_that_are_gained_and_lost_are_told_by_kind() -> None:
    found = compare(linking(use_cases=("U1",), refines=("R1",)), linking(use_cases=("U2",), depends_on=("tea.R1",)))
    assert only(found.requirements).links == (
        LinkChange("use-cases", ("tea.U2",), ("tea.U1",)),
        LinkChange("refines", (), ("tea.R1",)),
        LinkChange("depends-on", ("tea.R1",), ()),
    )


def test_a_link_to_what_is_removed_is_lost() -> None:
    old, new = linking(refines=("R1",)), one(requirements=[requirement("R5", statement=POUR)])
    (found,) = (each for each in compare(old, new).requirements if each.kind is Kind.CHANGED)
    assert found.links == (LinkChange("refines", (), ("tea.R1",)),)


def test_links_are_told_in_the_order_of_numbers() -> None:
    old, new = (
        one(requirements=[requirement(f"R{n}", f"No {n}", refines=refines if n == 1 else ()) for n in (1, 2, 10)])
        for refines in ((), ("R10", "R2"))
    )
    assert only(compare(old, new).requirements).links == (LinkChange("refines", ("tea.R2", "tea.R10"), ()),)


def test_a_link_to_what_is_renumbered_is_the_same_link() -> None:
    found = compare(linking("R1", refines=("R1",)), linking("R3", refines=("R3",)))
    assert told(found.requirements) == [("renumbered", "tea.R1", "tea.R3")]


def test_a_link_is_the_same_in_every_way_of_writing_it() -> None:
    assert compare(linking(refines=("R1",)), linking(refines=("tea.R1", "R1"))).requirements == ()


def test_use_cases_are_compared_likewise() -> None:
    old = one(use_cases=[use_case("U1", "A"), use_case("U2", "B"), use_case("U3", "C")])
    new = one(use_cases=[use_case("U1", "A", story="As a cook, I want tea."), use_case("U4", "B"), use_case("U5", "D")])
    found = compare(old, new).use_cases
    assert told(found) == [
        ("changed", "tea.U1", "tea.U1"),
        ("removed", "tea.U3", "tea.U3"),
        ("renumbered", "tea.U2", "tea.U4"),
        ("added", "", "tea.U5"),
    ]
    assert [tuple(each) for each in found[0].fields] == [("story", "As a guest, I want tea.", "As a cook, I want tea.")]


def test_a_use_case_of_the_same_words_is_not_another() -> None:
    old = one(use_cases=[use_case("U1", "A", story="As a guest, I want “tea”.")])
    new = one(use_cases=[use_case("U1", "A", story='As a guest, I  want "tea".')])
    assert compare(old, new).use_cases == ()


@pytest.mark.parametrize(
    ("fields", "reworded"), [({"story": "As a cook, I want tea."}, True), ({"title": "Warm"}, False)]
)
def test_a_use_case_is_reworded_where_its_story_says_something_else(fields: dict[str, str], reworded: bool) -> None:
    old, new = one(use_cases=[use_case("U1", "A")]), one(use_cases=[use_case("U1", **{"title": "A", **fields})])
    assert only(compare(old, new).use_cases).reworded is reworded


def test_a_design_that_is_given_up_is_a_difference() -> None:
    old, new = (one(metadata={"title": "Tea", "status": status}) for status in ("accepted", "rejected"))
    found = only(compare(old, new).features)
    assert (found.id, found.kind, found.label) == ("tea", Kind.CHANGED, "Tea")
    assert [tuple(each) for each in found.fields] == [("status", "accepted", "rejected")]


def test_designs_that_come_and_go_are_differences() -> None:
    assert told(compare(catalog(document("milk")), catalog(document("tea"))).features) == [
        ("removed", "milk", "milk"),
        ("added", "", "tea"),
    ]


def test_new_rows_of_changelogs_are_those_that_say_something_new() -> None:
    old = one(changelog=[change("2026-01-01", "Initial “version”")])
    new = one(changelog=[change("2026-02-02", "Hotter"), change("2026-01-01", 'Initial  "version"')])
    assert [each.change for each in compare(old, new).changelog] == ["Hotter"]


def test_coverage_is_told_before_and_after_for_each_design_where_it_changed() -> None:
    milk = document("milk", requirements=texts(POUR), criteria=[criterion("R1")])
    old = catalog(milk, document("tea", requirements=texts(BOIL)))
    new = catalog(milk, document("tea", requirements=texts(BOIL), criteria=[criterion("R1")]))
    assert compare(old, new).coverage == (
        CoverageChange("", Measure.ACCEPTED_FOR, Share(1, 2), Share(2, 2)),
        CoverageChange("", Measure.TRACED, Share(0, 0), Share(0, 0)),
        CoverageChange("tea", Measure.ACCEPTED_FOR, Share(0, 1), Share(1, 1)),
    )


def test_a_baseline_is_compared_once() -> None:
    baseline, new = Baseline(one()), one(requirements=texts(BOIL))
    assert new.view(baseline.changes) is new.view(baseline.changes)
    assert new.view(Baseline(new).changes) is not new.view(baseline.changes)


def test_words_are_told_apart_one_by_one() -> None:
    assert word_diff("The water must boil.", "The water should  boil. Fast.") == (
        Segment(Part.KEPT, "The water"),
        Segment(Part.REMOVED, "must"),
        Segment(Part.ADDED, "should"),
        Segment(Part.KEPT, "boil."),
        Segment(Part.ADDED, "Fast."),
    )


def test_words_that_are_only_typed_otherwise_are_kept() -> None:
    assert word_diff("a “pot” of tea", 'a "pot" of milk') == (
        Segment(Part.KEPT, 'a "pot" of'),
        Segment(Part.REMOVED, "tea"),
        Segment(Part.ADDED, "milk"),
    )


def test_very_long_texts_are_told_apart_as_a_whole() -> None:
    shorter, longer = (" ".join(map(str, range(count))) for count in (999, 1000))
    assert [each.part for each in word_diff(shorter, longer)] == [Part.KEPT, Part.ADDED]
    assert [each.part for each in word_diff(longer, f"{longer} 1000")] == [Part.REMOVED, Part.ADDED]


def test_a_word_that_a_long_text_has_often_is_compared_as_all_others() -> None:
    text = "the kettle " * 101
    assert word_diff(text, f"Now {text}") == (Segment(Part.ADDED, "Now"), Segment(Part.KEPT, text.strip()))


def test_of_texts_that_are_alike_the_most_alike_are_one() -> None:
    assert pair_texts(["a b c d", "a b x y"], ["a b x z", "a b c e"]) == [
        TextPair("a b c d", "a b c e"),
        TextPair("a b x y", "a b x z"),
    ]


@pytest.mark.parametrize(
    ("new", "pairs"),
    [
        ("a b x y", [TextPair("a b c d", "a b x y")]),
        ("a x y z", [TextPair("a b c d", ""), TextPair("", "a x y z")]),
        ("a b x y z", [TextPair("a b c d", ""), TextPair("", "a b x y z")]),
    ],
)
def test_texts_with_half_of_their_words_in_common_are_one(new: str, pairs: list[TextPair]) -> None:
    assert pair_texts(["a b c d"], [new]) == pairs


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (change("2026-01-01", "Hotter\n  now"), "2026-01-01: Hotter now"),
        (change("", "Once"), "Once"),
        (change("2026-01-01", "Hotter").model_copy(update={"reason": "guests"}), "2026-01-01: Hotter (guests)"),
    ],
)
def test_a_row_of_a_changelog_is_one_line(entry: ChangelogEntry, words: str) -> None:
    assert row_words(entry) == words


def test_a_text_that_occurs_once_less_is_removed() -> None:
    assert pair_texts(["a", "a"], ["a"]) == [TextPair("a", "")]


class TestEvidence:
    designs = one(requirements=[requirement("R1", "Boil"), requirement("R2", "Pour")])

    def judged(self, *outcomes: tuple[str, Outcome]) -> Catalog:
        tests = tuple(EvidenceTest(f"tests::{cite}", outcome, (cite,)) for cite, outcome in outcomes)
        return Catalog(self.designs.documents, given=[Evidence(tests)])

    def test_what_other_results_say_of_a_requirement_is_told_with_the_share(self) -> None:
        before = self.judged(("tea.R1", Outcome.PASSED), ("tea.R2", Outcome.PASSED))
        after = self.judged(("tea.R1", Outcome.FAILED), ("tea.R2", Outcome.PASSED))
        changes = compare(before, after)
        assert changes.evidence == (StateChange("tea.R1", "Boil", State.VERIFIED, State.FAILING),)
        assert CoverageChange("", Measure.VERIFIED, Share(2, 2), Share(1, 2)) in changes.coverage
        assert "  tea.R1 Boil: verified → failing\n" in text(changes)
        assert "- <b>tea.R1</b> Boil: verified → failing\n" in markdown(changes)
        assert json.loads(dump(changes))["evidence"] == [
            {"id": "tea.R1", "label": "Boil", "before": "verified", "after": "failing"}
        ]

    def test_without_evidence_on_one_side_nothing_is_compared(self) -> None:
        after = self.judged(("tea.R1", Outcome.PASSED))
        for changes in (compare(self.designs, after), compare(after, self.designs)):
            assert changes.evidence == ()
            assert Measure.VERIFIED not in {each.measure for each in changes.coverage}
