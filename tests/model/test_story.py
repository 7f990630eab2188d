from __future__ import annotations

import pytest

from sphinxext_lcore.model.story import parse_story


@pytest.mark.parametrize(
    ("sentence", "role", "want", "benefit"),
    [
        ("As a guest, I want tea, so that I am warm.", "guest", "tea", "I am warm"),
        ("As a guest I want tea so that I am warm", "guest", "tea", "I am warm"),
        ("As an SRE, I want alerts, so that I can sleep.", "SRE", "alerts", "I can sleep"),
        ("As a guest, I want tea so that I rest so that I work.", "guest", "tea", "I rest so that I work"),
        ("As the host, I need cups.", "host", "cups", ""),
        ("As host, I want cups", "host", "cups", ""),
        ("As admins, we want cups", "admins", "cups", ""),
        ("As anonymous user I want cups", "anonymous user", "cups", ""),
        ("As theatre staff, we want cups", "theatre staff", "cups", ""),
        ("As a team, we want tea in order to talk.", "team", "tea", "talk"),
        ("As a guest, I would like to sit, so I can rest.", "guest", "to sit", "I can rest"),
        ("As a guest, I can order tea", "guest", "order tea", ""),
        ("As a guest, I should be able to order tea", "guest", "to order tea", ""),
        ("As a [role], I want [X], so that [Y]", "[role]", "[X]", "[Y]"),
        ("AS A GUEST, I WANT TEA", "GUEST", "TEA", ""),
        ("As a guest,\nI want tea,\n  so that\nI am warm.", "guest", "tea", "I am warm"),
        ("As a guest, I want tea so strong that it stands", "guest", "tea so strong that it stands", ""),
    ],
)
def test_a_user_story_is_taken_apart(sentence: str, role: str, want: str, benefit: str) -> None:
    assert parse_story(sentence) == (role, want, benefit)


@pytest.mark.parametrize(
    "sentence", ["As a guest, I sleep.", "As a guest, I wanted tea.", "As a guest, I cannot wait."]
)
def test_a_sentence_without_a_want_keeps_its_role(sentence: str) -> None:
    assert parse_story(sentence) == ("guest", "", "")


@pytest.mark.parametrize(
    "sentence",
    ["", "Tea is good.", "I want tea.", "The guest wants tea, so that it is warm.", "As a guest, tea would be good."],
)
def test_what_is_no_user_story_has_no_parts(sentence: str) -> None:
    assert parse_story(sentence) == ("", "", "")


@pytest.mark.parametrize("part", ["As a ", "As a guest, ", " ", "I want ", ", so that ", "a" * 10])
def test_a_very_long_text_is_read(part: str) -> None:
    assert parse_story(part * (100_000 // len(part))) == ("", "", "")


def test_the_beginning_of_a_very_long_story_is_read() -> None:
    story = parse_story("As a guest, I want " + "tea " * 25_000)
    assert story.role == "guest"
    assert story.want.startswith("tea tea")
