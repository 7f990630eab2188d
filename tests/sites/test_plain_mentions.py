"""Ids in the running text of plain designs: which become links, to what, and which lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.mentions import mentions_of
from sphinxext_lcore.reading.plain.references import ReferenceFinder
from sphinxext_lcore.reading.tickets import tickets_in

from .plain import build, design, document, in_both, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .conftest import Built

TICKET = str(LcoreConfig.model_fields["ticket_pattern"].default)
FINDER = ReferenceFinder(frozenset({"R", "U"}), TICKET, "LCORE-1")

LONG_LIST = ", ".join(f"R{number}" for number in range(1, 141))
REFERENCES = {
    "See R3 there": ["R3"],
    "R3": ["R3"],
    "R3.": ["R3"],
    "R3, R4; R5: R6? R7!": ["R3", "R4", "R5", "R6", "R7"],
    "(R3)": ["R3"],
    "[R3]": ["R3"],
    '"R3" ‘R4’': ["R3", "R4"],
    "R3's and R4’s": ["R3", "R4"],
    "R4a": ["R4a"],
    "U2": ["U2"],
    "R3 ... R5": ["R3", "R4", "R5"],
    "R1..R4": ["R1", "R2", "R3", "R4"],
    "R1...R3": ["R1", "R2", "R3"],
    "R1…R3": ["R1", "R2", "R3"],
    "R1–R4": ["R1", "R2", "R3", "R4"],
    "R3-R5": ["R3", "R4", "R5"],
    "R3--R5": ["R3", "R4", "R5"],
    "R1 – R3": ["R1", "R3"],
    "R1 - R3": ["R1", "R3"],
    "R3/R4": ["R3", "R4"],
    "R1/R3–R5": ["R1", "R3", "R4", "R5"],
    "(R3, R4)": ["R3", "R4"],
    "other-feature.R3": ["other-feature.R3"],
    "other.R3..R5": ["other.R3", "other.R4", "other.R5"],
    "LCORE-1311.R3": ["LCORE-1311.R3"],
    "(R3, LCORE-1311)": ["LCORE-1311.R3"],
    "(R3; R4, LCORE-1311)": ["LCORE-1311.R3", "LCORE-1311.R4"],
    "(see R3, LCORE-1311)": ["LCORE-1311.R3"],
    "(R3, LCORE-1)": ["R3"],
    # An id at the beginning of a longer list does not look for the ticket at its end.
    f"({LONG_LIST}, LCORE-7)": [f"{'LCORE-7.' * (number > 40)}R{number}" for number in range(1, 141)],
    "R3, LCORE-1311": ["R3"],
    "LCORE-1 R3": ["R3"],
}
NO_REFERENCES = (
    "S3",
    "R2D2",
    "R1.5",
    "R1.R2",
    "R-1",
    "pylint: disable=R0903",
    "commit R1-3",
    "R10ab",
    "R1080p",
    "R1_x",
    "xR1",
    "PR1",
    "#R1",
    "@R1",
    "a/R1",
    "R1/b",
    "R1/",
    "/R1",
    "src\\R1",
    "a:R1",
    "https://example.org/R1",
    "Other.R1",
    "FR1",
    "AC1",
    "~R1",
    "LCORE-1311 R3",
    "LCORE-1311's R3",
    "LCORE-1311: R3",
    "R3 of LCORE-1311",
    "R3 in LCORE-1311",
    "R3 (LCORE-1311)",
)


@pytest.mark.parametrize("text", REFERENCES)
def test_ids_are_found(text: str) -> None:
    assert [target for reference in FINDER.find(text) for target in reference.targets] == REFERENCES[text]


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_look_alikes_and_what_may_be_anothers_are_not(text: str) -> None:
    assert not list(FINDER.find(text))


def test_the_words_of_a_reference_are_where_they_were() -> None:
    text = "As R1..R3 and other.R4/R5 say"
    found = [text[name.start : name.end] for each in FINDER.find(text) for name in each.names]
    assert found == ["R1", "R3", "other.R4", "R5"]


def test_only_ids_of_the_own_feature_are_own_names() -> None:
    assert FINDER.names_in("U1..U3, other.U4, (U5, LCORE-1311) and (U6, LCORE-1)") == {"U1", "U2", "U3", "U6"}


@pytest.mark.parametrize(
    ("text", "tickets"),
    [
        ("LCORE-12 and OTHER-3.", ["LCORE-12", "OTHER-3"]),
        ("UTF-8, ISO-8601, SHA-256 and RFC-2119", []),
        ("lcore-1, LCORE-X", []),
    ],
)
def test_standards_are_no_tickets(text: str, tickets: list[str]) -> None:
    assert [text[start:end] for start, end in tickets_in(text, TICKET)] == tickets


def test_a_pattern_of_the_team_decides_what_a_ticket_is() -> None:
    assert list(tickets_in("UTF-8", r"UTF-\d")) == [(0, 5)]


REQUIREMENTS = (
    "## Requirements\n\n- **R1:** It is hot.\n- **R2:** It is sweet.\n- **R3:** Black.\n\n## Use cases\n\n"
    "- **U1:** As a guest, I want tea.\n\n"
)


def links(page: str) -> list[tuple[str, str]]:
    """The links of a page to items, as words and targets; those that the extension adds are left out."""
    added = r'<span class="lcore-inline-links">.*?</span>(?=<a class="headerlink)|<dl class="[^"]*lcore-links.*?</dl>'
    body = re.sub(added, "", page, flags=re.DOTALL)
    return re.findall(r'<a class="reference internal" href="([^"]*#[^"]*)"[^>]*><span>([^<]*)</span></a>', body)


def linked(built: Built, name: str) -> list[str]:
    return [words for _, words in links(built.read(f"{name}.html"))]


PLACES = {
    "paragraph": ("See R1.", ["R1"]),
    "emphasis": ("See *R1* and **R2**.", ["R1", "R2"]),
    "list": ("- see R1\n- R2 says it", ["R1", "R2"]),
    "own-text": ("## More\n\nSee U1.", ["U1"]),
    "range": ("See R1..R3.", ["R1", "R3"]),
    "quote": ("  See R1.", ["R1"]),
    "heading": ("## About R1\n\nWords.", []),
    "code": ("Run `R1` now.", []),
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Built:
    bodies = {name: f"{REQUIREMENTS}## Notes\n\n{text}" for name, (text, _) in PLACES.items()}
    return build(tmp_path_factory.mktemp("places"), in_both(bodies))


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.verifies("reading-plain-designs.R9")
def test_ids_become_links_in_text_alone(places: Built, place: str, language: str) -> None:
    assert linked(places, f"{place}-{language}") == PLACES[place][1]


MYST = """\
| R1 | Tea |
|----|-----|
| R2 | `R3` R3 |

```
R1
```

<!-- R1 -->

[R1](https://example.org) <https://example.org/R1> ![R1](tea.png) <b title="R1">R2</b>

> R1

R2\\
R3\x20\x20
U1
"""
RST = """\
.. note:: R1 :math:`R1` ``R1`` `R2 <https://example.org>`_ R2_ |R3| [#f]_

.. _R2: https://example.org

.. |R3| replace:: words

.. [#f] See R3.

::

   R1

.. rubric:: R1

.. code-block:: python
   :caption: R1

   R1

>>> R1

-r R1  An option of U1.

.. R1

.. py:function:: R1(x)

   Words.
"""


def test_links_in_the_places_of_each_language(tmp_path: Path) -> None:
    files = {
        "a.md": design(f"{REQUIREMENTS}## Notes\n\n{MYST}"),
        "b.rst": in_both({"b": f"{REQUIREMENTS}## Notes\n\n"})["b-rst.rst"] + RST,
    }
    built = build(tmp_path / "site", files, 'suppress_warnings = ["image.not_readable"]\n')
    assert linked(built, "a") == ["R1", "R2", "R3", "R2", "R1", "R2", "R3", "U1"]
    assert linked(built, "b") == ["R1", "R3", "U1"]


def test_a_definition_is_no_mention_of_itself(tmp_path: Path) -> None:
    bodies = {
        "bold": "## Requirements\n\n- **R1:** See R2.\n- **R2 – As R1**: Hot.",
        "bare": "## Requirements\n\n- R1: See R2.\n- R2: Hot.",
        "alone": "## Requirements\n\nR1\nSee R2.\n\n**R2**\nHot.",
        "headed": "## Requirements\n\n### R1: As R2\n\nSee R2.\n\n### R2\n\nHot.",
        "left": "## Requirements\n\n- **R1:** See R2.\n- **R2:** Hot.\n- **R3 (must):** Sweet.\n- R4 is black.",
    }
    built = build(tmp_path / "site", in_both(bodies))
    for name in bodies:
        for language in ("md", "rst"):
            assert linked(built, f"{name}-{language}") == ["R2"]
            mentions = document(built, f"{name}-{language}").mentions
            assert [(each.target, each.item.rpartition(".")[2]) for each in mentions] == [("R2", "R1")]
    assert not [each for each in built.findings if each.rule == "unknown_mention"]


@pytest.mark.verifies("reading-plain-designs.R9")
def test_an_id_that_is_not_defined_is_told_with_its_line(tmp_path: Path) -> None:
    body = (
        f"{REQUIREMENTS}## Notes\n\nFirst line\nand R7 here\n\n- item\n  R8\n\n"
        "S3, R1.5 and commit R1-3 are nothing; U9 is.\n"
    )
    table = "| A | B |\n|--|--|\n| c | d |\n| e | R9 |\n\nHard\\\nR10 and  \nR11\n"
    files = in_both({"a": body}) | {"table.md": design(REQUIREMENTS + "## Notes\n\n" + table)}
    built = build(tmp_path / "site", files)
    for name in ("a-md", "a-rst"):
        expected = ["and R7 here", "R8", "S3, R1.5 and commit R1-3 are nothing; U9 is."]
        assert lines_of(built, name, "unknown_mention") == expected
    assert lines_of(built, "table", "unknown_mention") == ["| e | R9 |", "R10 and", "R11"]
    assert {each.level for each in built.findings if each.rule == "unknown_mention"} == {"WARNING"}


def test_an_id_of_a_shape_that_the_feature_does_not_use_is_nothing(tmp_path: Path) -> None:
    files = {
        "a.md": design("## Requirements\n\n- **R1:** It is hot.\n\n## Notes\n\nU7, NFR3 and REQ4."),
        "b.md": design("## What\n\nR1 and U1 are names of cups."),
    }
    built = build(tmp_path / "site", files)
    assert not [each for each in built.findings if each.rule == "unknown_mention"]
    assert not linked(built, "a") + linked(built, "b")


def test_ids_of_other_features(tmp_path: Path) -> None:
    metadata = "|   |   |\n|---|---|\n| **Feature** | LCORE-1311 |\n\n"
    text = (
        "## Notes\n\nSee cup.R3, (R2, LCORE-1311), LCORE-1311.R1 and cup.R9.\n\n"
        "Nowhere.R1, nowhere.R1 and (R1, LCORE-7).\n"
    )
    files = {"tea.md": design(REQUIREMENTS + text), "cup.md": design(metadata + REQUIREMENTS)}
    built = build(tmp_path / "site", files)
    assert links(built.read("tea.html")) == [
        ("cup.html#cup-r3", "cup.R3"),
        ("cup.html#cup-r2", "R2"),
        ("cup.html#cup-r1", "LCORE-1311.R1"),
    ]
    assert [each.message.split()[0] for each in built.findings if each.rule == "unknown_mention"] == ["cup.R9"]
    mentioned = built.catalog.requirement("cup.R3")
    assert mentioned is not None
    assert [each.id for each in mentions_of(built.catalog, mentioned)] == ["tea"]


def test_without_autolink_nothing_is_linked_and_traces_stay(tmp_path: Path) -> None:
    body = (
        "## Requirements\n\n- **R1:** It is hot (U1).\n\n## Use cases\n\n- **U1:** As a guest, I want tea.\n\n"
        "See R1, R9."
    )
    built = build(tmp_path / "site", in_both({"a": body}), "lcore_autolink = False\n")
    for name in ("a-md", "a-rst"):
        assert not linked(built, name)
        assert not document(built, name).mentions
        assert document(built, name).requirements[0].use_cases == ("U1",)


def test_tickets_become_links_where_there_is_a_tracker(tmp_path: Path) -> None:
    body = f"{REQUIREMENTS}## About LCORE-5\n\nSee LCORE-12, `LCORE-13`, UTF-8 and (R1, LCORE-14).\n"
    files = in_both({"a": body})
    built = build(tmp_path / "with", files, 'lcore_ticket_url = "https://tickets.example.org/browse/{key}"\n')
    for name in ("a-md", "a-rst"):
        found = re.findall(r'href="https://tickets\.example\.org/browse/([^"]*)"', built.read(f"{name}.html"))
        assert found == ["LCORE-12", "LCORE-14"]
    assert "tickets.example.org" not in build(tmp_path / "without", files).read("a-md.html")


TRACES = {
    "requirement-names": ("It is hot (U1).", "As a guest, I want tea.", ("U1",)),
    "story-names": ("It is hot.", "As a guest, I want tea (R1).", ("U1",)),
    "both": ("It is hot (U1).", "As a guest, I want tea (R1).", ("U1",)),
    "range": ("It is hot (U1–U3).", "As a guest, I want tea.", ("U1", "U2", "U3")),
    "range-of-requirements": ("It is hot.", "As a guest, I want tea (R1..R2).", ("U1",)),
    "in-code": ("It is hot (`U1`).", "As a guest, I want tea.", ()),
    "of-another": ("It is hot (U1, LCORE-9) as in cup.U1.", "As a guest, I want tea.", ()),
    "unknown": ("It is hot (U7).", "As a guest, I want tea.", ()),
    "nothing": ("It is hot.", "As a guest, I want tea.", ()),
}


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> Built:
    body = (
        "## Requirements\n\n- **R1:** {}\n\nSee U1.\n\n## Use cases\n\n- **U1:** {}\n"
        "- **U2:** As a host, I want cups.\n- **U3:** As a host, I want pots."
    )
    files = in_both({name: body.format(statement, story) for name, (statement, story, _) in TRACES.items()})
    return build(tmp_path_factory.mktemp("traces"), files)


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize("name", TRACES)
@pytest.mark.verifies("reading-plain-designs.R14")
def test_a_requirement_and_a_use_case_are_linked_by_naming_each_other(traces: Built, name: str, language: str) -> None:
    (requirement,) = document(traces, f"{name}-{language}").requirements
    assert requirement.use_cases == TRACES[name][2]


def test_mentioned_by(tmp_path: Path) -> None:
    body = "## Requirements\n\n- **R1:** As in R2.\n- **R2:** Hot.\n\n  See R1.\n\n## Notes\n\nSee R1."
    built = build(tmp_path / "site", in_both({"a": body}))
    for key in ("a-md", "a-rst"):
        assert sources(built, f"{key}.R1") == [f"{key}.R2"]
        assert sources(built, f"{key}.R2") == [f"{key}.R1"]
        assert "Mentioned in" in built.read(f"{key}.html")


def sources(built: Built, identifier: str) -> Iterable[str]:
    requirement = built.catalog.requirement(identifier)
    assert requirement is not None
    return [each.id for each in mentions_of(built.catalog, requirement)]
