from __future__ import annotations

import pytest

from sphinxext_lcore.model.suggestion import cure, line_elsewhere, nearest, shorten

STATUSES = ["draft", "approved", "rejected"]


@pytest.mark.parametrize(
    ("name", "meant"), [("aproved", "approved"), ("DRAFT", "draft"), ("xyz", ""), ("", ""), ("approved" * 20, "")]
)
@pytest.mark.verifies("findings.R3")
def test_the_nearest_known_name_is_suggested(name: str, meant: str) -> None:
    assert nearest(name, STATUSES) == meant


def test_a_suggestion_keeps_the_spelling_of_the_known_name() -> None:
    assert nearest("u12", ["U1", "U2"]) == "U2"


@pytest.mark.parametrize(
    ("name", "known", "end"),
    [
        ("aproved", STATUSES, "did you mean approved?"),
        ("xyz", STATUSES, "known: draft, approved, rejected"),
        ("xyz", [], "there is none yet"),
        ("xyz", [f"R{n}" for n in range(1, 12)], "known: R1, R2, R3, R4, R5, R6, R7, R8 and 3 more"),
    ],
)
def test_the_cure_names_what_was_meant_or_what_there_is(name: str, known: list[str], end: str) -> None:
    assert cure(name, known) == end


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 60, "short"),
        ("two\n lines", 60, "two lines"),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abcd efg", 6, "abcd…"),
        ("x" * 100_000, 4, "xxx…"),
    ],
)
def test_a_text_in_a_message_is_one_short_line(text: str, width: int, shown: str) -> None:
    assert shorten(text, width) == shown


def test_another_line_is_named_with_its_file_unless_the_message_is_about_that_file() -> None:
    assert line_elsewhere(7, "tea.md", "tea.md") == "line 7"
    assert line_elsewhere(7, "part.md", "tea.md") == "line 7 of part.md"
