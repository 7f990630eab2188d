"""The three forms of a report."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.exchange.change_json import dump
from sphinxext_lcore.exchange.change_markdown import LONGEST, escaped, markdown
from sphinxext_lcore.exchange.change_text import text
from sphinxext_lcore.tracing.change_details import NOTHING, headline
from sphinxext_lcore.tracing.changes import Changes, compare
from tests.designs import catalog, change, criterion, document, one, requirement, use_case

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog


def old_designs() -> Catalog:
    return one(
        requirements=[
            requirement("R1", "Boil", statement="The water must boil.", status="draft", use_cases=("U1",)),
            requirement("R2", "Pour", statement="The water is poured."),
            requirement("R3", "Sing", statement="The kettle sings."),
        ],
        use_cases=[use_case("U1")],
        criteria=[criterion("R1", text="It boils at 100 degrees"), criterion("R1", text="The lid is on")],
        changelog=[change("2026-01-01", "Initial version")],
    )


def new_designs() -> Catalog:
    return one(
        requirements=[
            requirement("R1", "Boil", statement="The water should boil.", status="approved", depends_on=("R4",)),
            requirement("R4", "Pour", statement="The water is poured."),
            requirement("R5", "Drink", statement="The guest\ndrinks.", use_cases=("U1",)),
        ],
        use_cases=[use_case("U1"), use_case("U2", "Rest")],
        criteria=[criterion("R1", text="It boils at 90 degrees"), criterion("R5", text="The cup is empty")],
        changelog=[change("2026-01-01", "Initial version"), change("2026-02-02", "R1 is cooler")],
    )


def changes() -> Changes:
    return compare(old_designs(), new_designs())


def no_changes() -> Changes:
    return compare(old_designs(), old_designs())


TEXT = """\
1 requirement changed, 1 added, 1 removed, 1 renumbered, 1 weakened; 1 use case added

coverage           before  after
accepted-for       1 of 3  2 of 3
traced             1 of 3  1 of 3
accepted-for, tea  1 of 3  2 of 3

tea.R1 Boil: changed, weakened
  weakened: “must” became “should” in the statement “The water should boil.”
  statement: The water [-must-] {+should+} boil.
  status: [-draft-] {+approved+}
  criterion: It boils at [-100-] {+90+} degrees
  criterion removed: [-The lid is on-]
  use-cases: [-tea.U1-]
  depends-on: {+tea.R4+}

tea.R3 Sing: removed
  statement: The kettle sings.

tea.R4 Pour: renumbered, was tea.R2

tea.R5 Drink: added
  statement: The guest drinks.
  criterion: The cup is empty
  use-cases: tea.U1

tea.U2 Rest: added
  story: As a guest, I want tea.

New in the changelogs:
  tea: 2026-02-02: R1 is cooler
"""


def test_the_text_says_what_changed_word_by_word() -> None:
    assert text(changes()) == TEXT


def test_without_a_difference_the_report_says_so() -> None:
    assert headline(no_changes()) == NOTHING
    assert text(no_changes()).startswith(f"{NOTHING}\n\ncoverage")
    assert "<details>" not in markdown(no_changes())


def test_where_nothing_counts_coverage_is_a_dash() -> None:
    nothing = compare(one(), one())
    assert "| accepted-for | – | – |" in markdown(nothing)
    assert "%" not in text(nothing) + markdown(nothing)


def test_the_headline_counts_by_kind() -> None:
    new = catalog(
        document("milk"),
        document("tea", requirements=[requirement("R1", statement="a"), requirement("R2", statement="b")]),
    )
    old = catalog(document("tea", requirements=[requirement("R1", statement="c"), requirement("R2", statement="d")]))
    assert headline(compare(old, new)) == "2 requirements changed; 1 design added"


def test_a_comment_has_a_headline_a_small_table_and_folded_details() -> None:
    report = markdown(changes())
    assert report.startswith(
        "### 1 requirement changed, 1 added, 1 removed, 1 renumbered, 1 weakened; 1 use case added\n"
    )
    assert "| coverage | before | after |\n|---|---|---|\n| accepted-for | 1 of 3 | 2 of 3 |\n" in report
    assert report.count("<details>") == report.count("</details>") == 5
    assert "\n\n<details><summary><b>tea.R1</b> Boil: changed, weakened</summary>\n\n- weakened: " in report


def test_in_a_comment_the_old_words_are_struck_through_beside_the_new() -> None:
    assert "- statement: The water <del>must</del> <ins>should</ins> boil.\n" in markdown(changes())


HOSTILE = {
    "html": "</details><script>alert(1)</script><!--",
    "table": "a | b |\n|---|",
    "code": "```\ncode `x`",
    "mention": "@everyone, @org/team",
    "ticket": "fixes #1, org/repo#2",
    "link": "[x](javascript:alert(1)) ![y](http://z) <http://a>",
    "heading": "\n\n# Heading\n\n- item\n1. one",
    "emphasis": "**a** _b_ ~~c~~",
    "maths": "$x$ \\(y\\)",
    "address": "https://example.org and www.example.org",
    "entity": "&lt;b&gt; &#64;you",
    "controls": "\x1b[31mred\x00 \u202etxt",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_what_authors_write_cannot_break_out_of_a_comment(words: str) -> None:
    new = one(
        requirements=[requirement("R1", words, statement=words)],
        criteria=[criterion("R1", text=words)],
        changelog=[change("2026-01-01", words)],
    )
    report = markdown(compare(one(), new))
    assert re.sub(r"&#\d+;", "", report).count("<details>") == report.count("</details>") == 2
    shown = escaped(words)
    assert not re.search(r"[<>|`*_~\[\]@$\\\n\x00-\x1f]|(?<!&)#|&(?!#\d+;)", shown)
    visible = " ".join(words.split()).replace("\x1b", "�").replace("\x00", "�").replace("\u202e", "�")
    assert unescape(shown).replace("\N{ZERO WIDTH SPACE}", "") == visible


@pytest.mark.parametrize("words", ["@everyone", "org/repo#12", "https://example.org"])
def test_what_a_forge_looks_for_in_the_finished_text_is_broken_up(words: str) -> None:
    assert words not in unescape(escaped(words))


@pytest.mark.parametrize(("count", "length"), [(600, 300), (3, 70_000), (1, 70_000), (1, 200_000)])
def test_a_comment_is_never_longer_than_a_forge_takes(count: int, length: int) -> None:
    words = "".join(chr(97 + number % 26) + ("|" if number % 5 == 0 else " ") for number in range(length // 2))
    new = one(requirements=[requirement(f"R{number}", f"T{number}", statement=words) for number in range(1, count + 1)])
    report = markdown(compare(one(), new))
    assert len(report) <= LONGEST
    assert report.count("<details>") == report.count("</details>")
    assert "<b>tea.R1</b> T1: added" in report
    assert bool(re.search(r"\n\d+ more left out: a comment has at most 65,536 characters", report)) is (count > 3)


def test_text_cannot_steer_a_terminal() -> None:
    report = text(compare(one(), one(requirements=[requirement("R1", "\x1b[2J", statement="a\x07b")])))
    assert report.replace("\n", "").isprintable()


def test_programs_get_every_field() -> None:
    report: dict[str, Any] = json.loads(dump(changes()))
    assert report["version"] == 1
    assert report["coverage"][0] == {
        "feature": "",
        "measure": "accepted-for",
        "before": {"part": 1, "whole": 3},
        "after": {"part": 2, "whole": 3},
    }
    first = report["requirements"][0]
    assert (first["kind"], first["id"], first["old_id"], first["reworded"]) == ("changed", "tea.R1", "tea.R1", True)
    assert first["fields"][0] == {"name": "statement", "old": "The water must boil.", "new": "The water should boil."}
    assert first["criteria"][1] == {"old": "The lid is on", "new": ""}
    assert first["links"][0] == {"name": "use-cases", "added": [], "removed": ["tea.U1"]}
    assert len(first["weaker"]) == 2
    assert report["changelog"] == [{"feature": "tea", "date": "2026-02-02", "change": "R1 is cooler", "reason": ""}]


def test_all_lists_are_there_when_they_are_empty() -> None:
    assert json.loads(dump(Changes((), (), (), (), ()))) == {
        "version": 1,
        "headline": NOTHING,
        **{name: [] for name in ("coverage", "requirements", "use_cases", "features", "evidence", "changelog")},
    }
