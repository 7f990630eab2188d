"""The table of forms: what a lead says, and what it does not say."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinxext_lcore.reading.plain.forms import FORMS, Head, Lead, begins_with_an_id, lead_of, prefix_of, read_head

IN_BOLD = [
    (Lead("R1:", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1:", "text", in_list=True), Head("R1", "", "text")),
    (Lead("R1.", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1)", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1 :", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1 –", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1", ": text", in_list=True), Head("R1", "", "text")),
    (Lead("R1", " — text", in_list=True), Head("R1", "", "text")),
    (Lead("R1", " - text", in_list=True), Head("R1", "", "text")),
    (Lead("R1", " text", in_list=True), Head("R1", "", "text")),
    (Lead("R1", ": a\n  wrapped\nline", in_list=True), Head("R1", "", "a wrapped line")),
    (Lead("R1", "", in_list=True), Head("R1", "", "")),
    (Lead("R1:", "", in_list=True), Head("R1", "", "")),
    (Lead("R1", "\ntext"), Head("R1", "", "text")),
    (Lead("R1", "  \n  text"), Head("R1", "", "text")),
    (Lead("R1", ""), Head("R1", "", "")),
    (Lead("R1 – Title", "\ntext"), Head("R1", "Title", "text")),
    (Lead("R1 - Title", " text"), Head("R1", "Title", "text")),
    (Lead("R1 -- Title", " text"), Head("R1", "Title", "text")),
    (Lead("R1 --- Title", " -- text"), Head("R1", "Title", "text")),
    (Lead("R1", " -- text"), Head("R1", "", "text")),
    (Lead("R1--", " text"), Head("R1", "", "text")),
    (Lead("R1: Title", " text"), Head("R1", "Title", "text")),
    (Lead("R1: Title:", " text"), Head("R1", "Title", "text")),
    (Lead("R1. Title", ": text"), Head("R1", "Title", "text")),
    (Lead("R1 – Title", " — text"), Head("R1", "Title", "text")),
    (Lead("R1 Title", "\ntext"), Head("R1", "Title", "text")),
    (Lead("R4a:", " text", in_list=True), Head("R4a", "", "text")),
    (Lead("U12:", " text", in_list=True), Head("U12", "", "text")),
    (Lead("NFR1:", " text", in_list=True), Head("NFR1", "", "text")),
    (Lead("UC1:", " text", in_list=True), Head("UC1", "", "text")),
]
WITHOUT_BOLD = [
    (Lead("", "R1: text", in_list=True), Head("R1", "", "text")),
    (Lead("", "R1: text"), Head("R1", "", "text")),
    (Lead("", "R1. text", in_list=True), Head("R1", "", "text")),
    (Lead("", "R1 – text", in_list=True), Head("R1", "", "text")),
    (Lead("", "R1 -- text", in_list=True), Head("R1", "", "text")),
    (Lead("", "R1\ntext"), Head("R1", "", "text")),
    (Lead("", "R1  \ntext"), Head("R1", "", "text")),
    (Lead("", "R1"), Head("R1", "", "")),
]
HEADINGS = [
    (Lead("", "R1", is_heading=True), Head("R1", "", "")),
    (Lead("", "R1: Title", is_heading=True), Head("R1", "Title", "")),
    (Lead("", "R1 – Title", is_heading=True), Head("R1", "Title", "")),
    (Lead("", "R1 -- Title", is_heading=True), Head("R1", "Title", "")),
    (Lead("", "R1. Title", is_heading=True), Head("R1", "Title", "")),
    (Lead("", "R1 Title", is_heading=True), Head("R1", "Title", "")),
]
NO_ITEMS = [
    Lead("", ""),
    Lead("", "R1 must hold"),
    Lead("", "R1 must hold", in_list=True),
    Lead("R1", " must hold"),
    Lead("R1 Title", " and text", in_list=True),
    Lead("R1 (must):", " text", in_list=True),
    Lead("R1 and R2:", " text", in_list=True),
    Lead("R1", " and R2 hold", in_list=True),
    Lead("R1, R2:", " text", in_list=True),
    Lead("R1–R4", ": text", in_list=True),
    Lead("R1 – R4", ""),
    Lead("", "R1 – R4 are one matter", in_list=True),
    Lead("", "R1..R4: text", in_list=True),
    Lead("", "R1/R2: text", in_list=True),
    Lead("R1.5:", " text", in_list=True),
    Lead("R-1:", " text", in_list=True),
    Lead("R1-3:", " text", in_list=True),
    Lead("R12345:", " text", in_list=True),
    Lead("r1:", " text", in_list=True),
    Lead("R2D2:", " text", in_list=True),
    Lead("S3:", " text", in_list=True),
    Lead("Note R1:", " text", in_list=True),
    Lead("", "See R1: text", in_list=True),
    Lead("R1:", " text", in_list=True, is_link=True),
    Lead("", "R1 and its reasons", is_heading=True),
    Lead("", "R1 and R2", is_heading=True),
    Lead("", "R1, R2: Title", is_heading=True),
    Lead("", "R1.5 Title", is_heading=True),
    Lead("", "About R1", is_heading=True),
]


@pytest.mark.parametrize(("lead", "head"), [*IN_BOLD, *WITHOUT_BOLD, *HEADINGS])
def test_a_form_says_id_title_and_text(lead: Lead, head: Head) -> None:
    assert read_head(lead) == head


@pytest.mark.parametrize("lead", NO_ITEMS)
def test_what_may_mean_something_else_is_no_item(lead: Lead) -> None:
    assert read_head(lead) is None


def test_each_form_has_an_example_of_its_own() -> None:
    assert len({form.example for form in FORMS}) == len(FORMS)


@pytest.mark.parametrize(
    ("lead", "begun"),
    [
        (Lead("R1 Title", " and text"), "R1"),
        (Lead("", "R1 must hold"), "R1"),
        (Lead("FR-001:", " text"), "FR-001"),
        (Lead("R1.2:", " text"), "R1.2"),
        (Lead("(R1)", " text"), "R1"),
        (Lead("", "[R1] text"), "R1"),
        (Lead("", "R2D2 text"), ""),
        (Lead("", "S3 text"), ""),
        (Lead("", "Response text"), ""),
        (Lead("", ""), ""),
    ],
)
def test_what_looks_like_an_id_is_told_apart_from_words(lead: Lead, begun: str) -> None:
    assert begins_with_an_id(lead) == begun


@pytest.mark.parametrize(("identifier", "prefix"), [("R4a", "R"), ("NFR12", "NFR"), ("FR-1", "FR"), ("", "")])
def test_the_prefix_of_an_id_is_its_letters(identifier: str, prefix: str) -> None:
    assert prefix_of(identifier) == prefix


def paragraph(*children: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


HARD_BREAK = (nodes.raw("", "<br />\n", format="html"), nodes.raw("", "\\\\\n", format="latex"))


@pytest.mark.parametrize(
    ("children", "bold", "text"),
    [
        ((nodes.strong("", "R1:"), nodes.Text(" text")), "R1:", " text"),
        ((nodes.Text(""), nodes.strong("", "R1:"), nodes.Text(" text")), "R1:", " text"),
        ((nodes.strong("", "R1"), *HARD_BREAK, nodes.Text("text")), "R1", "\ntext"),
        ((nodes.strong("", "R1"), nodes.Text("\n"), nodes.Text("text")), "R1", "\ntext"),
        ((nodes.Text("[ ] "), nodes.strong("", "R1:"), nodes.Text(" text")), "R1:", " text"),
        ((nodes.Text("[x] R1: text"),), "", "R1: text"),
        ((nodes.raw("", '<a id="r1">', format="html"), nodes.strong("", "R1:"), nodes.Text(" t")), "R1:", " t"),
        (
            (nodes.Text("R1: "), nodes.strong("", "bold"), nodes.Text(" "), nodes.literal("", "code")),
            "",
            "R1: bold code",
        ),
        ((nodes.Text("**R1:**text, "), nodes.strong("", "bold")), "R1:", "text, bold"),
        ((nodes.Text("[ ] **R1 – Title.**Text"),), "R1 – Title.", "Text"),
        ((nodes.Text("**R1: text"),), "", "**R1: text"),
        ((nodes.image(alt="R1"), nodes.Text(": text")), "", "R1: text"),
    ],
)
def test_the_lead_begins_with_the_first_word(children: tuple[nodes.Node, ...], bold: str, text: str) -> None:
    lead = lead_of(paragraph(*children), in_list=True)
    assert (lead.bold, lead.text) == (bold, text)


def test_a_mere_link_has_no_lead_and_a_link_with_words_says_that_it_is_one() -> None:
    link = nodes.reference("", "R1", refuri="#r1")
    assert lead_of(paragraph(link), in_list=True) == Lead("", "")
    assert lead_of(paragraph(nodes.strong("", "", link.deepcopy())), in_list=True) == Lead("", "")
    lead = lead_of(paragraph(link.deepcopy(), nodes.Text(": text")), in_list=True)
    assert lead.is_link
    assert begins_with_an_id(lead) == "R1"
