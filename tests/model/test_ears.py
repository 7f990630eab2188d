"""EARS: which sentences are in one of its patterns, and what their parts are."""

from __future__ import annotations

import pytest

from sphinxext_lcore.model.ears import Ears, EarsPattern, ears


@pytest.mark.parametrize(
    ("statement", "pattern"),
    [
        ("The kettle shall boil water.", EarsPattern.UBIQUITOUS),
        ("The kettle must not boil dry.", EarsPattern.UBIQUITOUS),
        ("Each cup will hold a quarter of a litre", EarsPattern.UBIQUITOUS),
        ("When the water boils, the kettle must sing.", EarsPattern.EVENT_DRIVEN),
        ("When the water boils, then the kettle must sing.", EarsPattern.EVENT_DRIVEN),
        ("When milk, sugar or lemon is asked for, the waiter shall bring it.", EarsPattern.EVENT_DRIVEN),
        ("While the lid is open, the kettle shall stay cold.", EarsPattern.STATE_DRIVEN),
        ("If the kettle is empty, then the kettle shall stay cold.", EarsPattern.UNWANTED),
        ("Where there is a thermometer, the kettle shall show the heat.", EarsPattern.OPTIONAL),
        ("While the lid is open, when the button is pressed, the kettle shall beep.", EarsPattern.COMPLEX),
        ("While the lid is open, if the button is pressed, then the kettle shall beep.", EarsPattern.COMPLEX),
        ("Where there is a lid, and when it is open, the kettle shall stay cold.", EarsPattern.COMPLEX),
        ("WHEN the water\nboils, THE kettle SHALL sing.", EarsPattern.EVENT_DRIVEN),
        ("Tea is hot. The kettle must boil water. Guests like it.", EarsPattern.UBIQUITOUS),
    ],
)
def test_a_pattern_is_recognised(statement: str, pattern: EarsPattern) -> None:
    found = ears(statement)
    assert found is not None
    assert found.pattern is pattern


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "It is hot.",
        "The kettle boils water.",
        "The kettle should boil water.",
        "The kettle may boil water.",
        "Shall boil water.",
        "The kettle must",
        "When the water boils the kettle must sing.",
        "When the water must boil, the kettle sings.",
        "If the kettle is empty, the kettle shall stay cold.",
        "Then the kettle must sing.",
        "After the water boils, nobody waits.",
        "There must be tea.",
    ],
)
def test_what_is_in_no_pattern_is_none(statement: str) -> None:
    assert ears(statement) is None


def test_a_sentence_falls_into_its_parts() -> None:
    assert ears("While the lid, or the spout, is open, when it boils, the kettle must stop at once.") == Ears(
        EarsPattern.COMPLEX,
        ("While the lid, or the spout, is open", "when it boils"),
        "the kettle",
        "stop at once.",
    )
