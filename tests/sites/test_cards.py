"""What is written of a card as text in HTML says and leads to what its nodes do elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

    MakeSite = Callable[..., Site]

HEAD = "Feature design for tea\n======================\n\n.. feature-design:: tea\n\n"
TICKET = HEAD + ".. requirement:: R1 Boil\n   :status: draft\n   :ticket: [LCORE-1], see #12\n\n   It boils.\n"
TRACKER = (
    'lcore_ticket_url = "https://example.org/{key}"\nlcore_ticket_pattern = r"(?<=\\[)LCORE-\\d+(?=\\])|(?<=#)\\d+"\n'
)
MYST = """\
# Feature design for tea

::::{requirement} R1 Boil
It boils.

:::{acceptance-criteria}
- {req}`R1`
:::
::::
"""
RST = """\
Feature design for tea
======================

.. requirement:: R1 Boil

   It boils.

   .. acceptance-criteria::

      - :req:`R1`
"""


@in_both_languages(MYST, RST)
def test_a_criterion_of_nothing_but_a_reference_has_its_number(make_site: MakeSite, files: dict[str, str]) -> None:
    # Sphinx then replaces the paragraphs of a list that holds nothing else.
    page = make_site(files, conf="html_compact_lists = False\n").build().read("index.html")
    assert '<strong class="lcore-number" id="index-r1-ac1">AC1</strong>' in page


def test_tickets_that_their_surroundings_tell_are_links(make_site: MakeSite) -> None:
    site = make_site({"index.rst": TICKET}, conf=TRACKER)
    page = site.build().read("index.html")
    assert '[<a class="reference external lcore-ticket" href="https://example.org/LCORE-1">LCORE-1</a>], see #' in page
    assert '<a class="reference external lcore-ticket" href="https://example.org/12">12</a>' in page


def test_the_search_finds_what_a_card_says(make_site: MakeSite) -> None:
    text = RST.replace(":req:`R1`", "AC42: It sings") + "\n" + ".. requirement:: R2 Pour\n   :status: deferred\n"
    index = make_site({"index.rst": text}).build().read("searchindex.js")
    terms = json.loads(index.removeprefix("Search.setIndex(").rstrip(")\n"))["terms"]
    assert {"ac42", "defer"} <= set(terms)
    assert {"status", "statu"} & set(terms)  # stemmers differ


PROMISES = RST.replace(
    "acceptance-criteria::\n\n      - :req:`R1`",
    "acceptance-criteria::\n      :verified-by: unit\n\n      - one\n      - AC1: two",
)


def test_the_option_of_criteria_is_found_whatever_their_numbers_become(make_site: MakeSite) -> None:
    built = make_site({"index.rst": PROMISES}).build()
    lines = [built.catalog.option_line(each, "verified-by") for each in built.catalog.criteria]
    assert [each.local_id for each in built.catalog.criteria] == ["AC2", "AC1"]
    assert lines == [9, 9]


def test_a_ticket_stands_at_its_option_for_who_checks_links(make_site: MakeSite) -> None:
    conf = 'lcore_ticket_url = "https://example.org/{key}"\nlinkcheck_ignore = [".*"]\n'
    built = make_site({"index.rst": TICKET}, conf=conf).build("linkcheck")
    links = [json.loads(line) for line in built.read("output.json").splitlines()]
    assert ("https://example.org/LCORE-1", 8) in {(each["uri"], each["lineno"]) for each in links}


def test_a_book_says_where_its_tickets_lead(make_site: MakeSite) -> None:
    built = make_site({"index.rst": TICKET}, conf='lcore_ticket_url = "https://example.org/{key}"\n').build("epub")
    assert "[https://example.org/LCORE-1]" in built.read("index.xhtml")
