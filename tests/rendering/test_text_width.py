from __future__ import annotations

import pytest

from sphinxext_lcore.rendering.text_width import width, wrapped

ROOM = 12.0


def test_a_text_that_fits_stays_on_its_line() -> None:
    assert wrapped("Boil the water", ROOM, 2) == ["Boil the water"]


def test_a_longer_text_wraps_between_words() -> None:
    assert wrapped("Boil the water until it steams", ROOM, 2) == ["Boil the water until it", "steams"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    *_, last = wrapped("Boil the water until it steams and the whole kitchen is full of it", ROOM, 2)
    assert last.startswith("steams and the")
    assert last.endswith("…")


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("see tests/integration/kettle/test_boiling.py", ROOM, 2) == ["see", "tests/integration/kettle…"]


def test_the_first_line_leaves_room_for_what_stands_there_already() -> None:
    assert wrapped("Boil the water", ROOM, 2, used=9) == ["Boil", "the water"]


@pytest.mark.parametrize("text", ["w" * 300, "水" * 300, "a " * 300, "é" * 300, "É " * 99, "<&>" * 99])
def test_no_line_is_wider_than_its_room(text: str) -> None:
    lines = wrapped(text, ROOM, 2, used=3)
    assert len(lines) <= 2
    assert all(width(line) <= ROOM for line in lines)


def test_an_empty_text_is_an_empty_line() -> None:
    assert wrapped("", ROOM, 2) == [""]


def test_a_wide_script_counts_as_wide_and_a_combining_mark_as_nothing() -> None:
    assert width("水") > width("W") > width("a") > width("i")
    assert width("e\u0301") == width("e")
