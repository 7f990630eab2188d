from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Condition
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.shown import label_of, page_digest, page_digests
from tests.designs import (
    aggregate,
    change,
    coverage_query,
    criterion,
    document,
    index_query,
    matrix_query,
    mention,
    page,
    question,
    requirement,
    row,
    use_case,
)

if TYPE_CHECKING:
    from sphinxext_lcore.model.document import Document


def tea(**changed: Any) -> Document:
    """A design that everything in these tests shows something of."""
    facts: dict[str, Any] = {
        "metadata": {"title": "Tea"},
        "requirements": [requirement("R1", "Boil", use_cases=("U1",)), requirement("R2", "Pour")],
        "use_cases": [use_case("U1", "Drink")],
        "criteria": [criterion("R1")],
        "changelog": [change("2026-01-01")],
    }
    return document("tea", **{**facts, **changed})


def digests(shows: Document, *others: Document) -> str:
    found = Catalog([shows, *others])
    shown = found.document(shows.docname)
    assert shown is not None
    return page_digest(found, shown)


POUR = requirement("R2", "Pour")
RETITLED = tea(requirements=[requirement("R1", "Heat", use_cases=("U1",)), POUR])
UNLINKED = tea(requirements=[requirement("R1", "Boil"), POUR])
GONE = tea(requirements=[POUR])
RESTATED = tea(requirements=[requirement("R1", "Boil", use_cases=("U1",), statement="Other."), POUR])
APPROVED = tea(requirements=[requirement("R1", "Boil", use_cases=("U1",), status="approved"), POUR])
MOVED = tea(docname="hot/tea")
ACCEPTED_TWICE = tea(criteria=[criterion("R1"), criterion("R1")])
UNACCEPTED = tea(criteria=[])
RENAMED = tea(metadata={"title": "Green tea"})
RECHANGED = tea(changelog=[change("2026-02-02")], open_questions=[question("Sugar?")])

PAGES: dict[str, Document] = {
    "a matrix": page("p", aggregates=(aggregate(matrix_query()),)),
    "a matrix by feature": page("p", aggregates=(aggregate(matrix_query(**{"group-by": "feature", "columns": "id"})),)),
    "a grid": page("p", aggregates=(aggregate(matrix_query(style="grid")),)),
    "the coverage": page("p", aggregates=(aggregate(coverage_query()),)),
    "an index": page("p", aggregates=(aggregate(index_query()),)),
    "a link": page("p", mentions=(mention("req", "tea.R1"),)),
    "a link of another kind": page("p", other_links=("tea.R1",)),
    "a link to the feature": page("p", mentions=(mention("feature", "tea"),)),
    "a card that refines": document("p", requirements=[requirement("R1", refines=("tea.R1",))]),
    "a use case that is served": document("p", use_cases=[use_case("U1")]),
    "an acceptance row": document("p", criteria=[row("tea.R1")]),
    "a successor": document("p", metadata={"superseded_by": "tea"}),
    "nothing": document("p", requirements=[requirement("R1")]),
}


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("a matrix", RETITLED),
        ("a matrix", UNLINKED),
        ("a matrix", GONE),
        ("a matrix", APPROVED),
        ("a matrix", MOVED),
        ("a matrix", ACCEPTED_TWICE),
        ("a matrix", UNACCEPTED),
        ("a matrix by feature", RENAMED),
        ("a grid", RETITLED),
        ("a grid", UNLINKED),
        ("a grid", RENAMED),
        ("the coverage", UNLINKED),
        ("the coverage", UNACCEPTED),
        ("the coverage", RENAMED),
        ("an index", GONE),
        ("an index", RENAMED),
        ("an index", MOVED),
        ("a link", RETITLED),
        ("a link", GONE),
        ("a matrix", RESTATED),
        ("a link", MOVED),
        ("a link of another kind", RETITLED),
        ("a link of another kind", GONE),
        ("a link to the feature", RENAMED),
        ("a card that refines", RETITLED),
        ("a card that refines", GONE),
        ("a card that refines", UNLINKED),
        ("a card that refines", MOVED),
        ("a use case that is served", tea(requirements=[requirement("R1", "Boil", use_cases=("p.U1",))])),
        ("an acceptance row", RETITLED),
        ("an acceptance row", GONE),
        ("an acceptance row", MOVED),
        ("an acceptance row", ACCEPTED_TWICE),
        ("a successor", RENAMED),
        ("nothing", tea(mentions=[mention("req", "p.R1", item="R1")])),
        ("nothing", tea(requirements=[requirement("R1", depends_on=("p.R1",))])),
    ],
)
def test_a_page_is_written_again_when_what_it_shows_changes(name: str, after: Document) -> None:
    assert digests(PAGES[name], tea()) != digests(PAGES[name], after)


def test_a_link_to_an_item_without_a_title_shows_what_it_says() -> None:
    before, after = (tea(requirements=[requirement("R1", statement=said)]) for said in ("It boils.", "It sings."))
    assert digests(PAGES["a link"], before) != digests(PAGES["a link"], after)


@pytest.mark.parametrize(
    ("name", "after"),
    [
        *((name, RECHANGED) for name in PAGES),
        *((name, RESTATED) for name in PAGES if name != "a matrix"),
        ("a grid", ACCEPTED_TWICE),
        ("a grid", APPROVED),
        ("the coverage", RETITLED),
        ("an index", RETITLED),
        ("an index", UNLINKED),
        ("a link", UNLINKED),
        ("a link", APPROVED),
        ("a link", ACCEPTED_TWICE),
        ("a link", RENAMED),
        ("a link to the feature", RETITLED),
        ("an acceptance row", APPROVED),
        ("nothing", RETITLED),
        ("nothing", GONE),
        ("nothing", MOVED),
        ("nothing", RENAMED),
    ],
)
def test_a_page_is_left_alone_when_something_else_changes(name: str, after: Document) -> None:
    assert digests(PAGES[name], tea()) == digests(PAGES[name], after)


def test_a_page_is_written_again_when_a_tag_hides_a_criterion() -> None:
    facts = tea(conditions=[Condition(item="?", path="tea.md", line=40, expression="html")])
    shown, hidden = Catalog([facts]), Catalog([facts], holds=lambda _: False)
    assert page_digest(shown, shown.documents[0]) != page_digest(hidden, hidden.documents[0])


def test_the_order_in_which_documents_are_read_does_not_matter() -> None:
    matrix, design = PAGES["a matrix"], tea()
    forward, backward = Catalog([matrix, design]), Catalog([design, matrix])
    assert page_digest(forward, matrix) == page_digest(backward, matrix)


def test_every_page_has_a_digest() -> None:
    found = Catalog([PAGES["a matrix"], tea()])
    assert page_digests(found) == {each.docname: page_digest(found, each) for each in found.documents}
    assert set(page_digests(found)) == {"p", "tea"}


def test_facts_of_any_text_have_a_digest() -> None:
    assert digest("\ud800") != digest("\udfff")


def test_equal_facts_have_one_digest_and_others_have_others() -> None:
    assert digest("a", ("b",)) == digest("a", ("b",))
    assert digest("a", ("b",)) != digest("a", "b")
    assert digest("\ud800") != digest("\ud801")


def test_a_link_is_labelled_by_what_it_leads_to() -> None:
    facts = tea()
    assert [label_of(item) for item in (*facts.requirements, *facts.use_cases)] == ["Boil", "Pour", "Drink"]
    assert label_of(facts.feature) == "Tea"
