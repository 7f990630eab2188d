from __future__ import annotations

import pytest
from pydantic import ValidationError

from sphinxext_lcore.model.records import NOT_IN_FORCE, REQUIREMENT_STATUSES, first_sentence
from sphinxext_lcore.model.values import FEATURE_STATUSES
from tests.designs import document, requirement, use_case


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        requirement("R1").title = "Other"  # type: ignore[misc]


def test_a_record_refuses_unknown_fields() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        requirement("R1", colour="red")


def test_a_line_is_counted_from_one() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        requirement("R1", line=0)


def test_a_local_id_is_what_follows_the_key() -> None:
    assert document("tea", requirements=[requirement("R4a")]).requirements[0].local_id == "R4a"


def test_an_item_is_labelled_by_its_title_or_else_by_its_first_sentence() -> None:
    assert requirement("R1", "Boil", statement="Water boils. It steams.").label == "Boil"
    assert requirement("R1", statement="Water boils. It steams.").label == "Water boils."
    assert use_case("U1", "Tea", story="As a guest, I want tea.").label == "Tea"
    assert use_case("U1", story="As a guest, I want tea.").label == "As a guest, I want tea."


@pytest.mark.parametrize(
    ("text", "width", "sentence"),
    [
        ("", 120, ""),
        ("Water\nboils. It steams.", 120, "Water boils."),
        ("Water boils.", 120, "Water boils."),
        ("Port 8.5 is open", 120, "Port 8.5 is open"),
        ("one two three four", 12, "one two…"),
        ("Longer than that. Yes.", 13, "Longer than…"),
        ("It boils. It sings. It steams.", 120, "It boils."),
        ("It boils. Yes.", 9, "It boils."),
        ("It boils. Yes.", 8, "It…"),
        ("It boils", 8, "It boils"),
        ("x" * 100_000, 12, "x" * 11 + "…"),
    ],
)
def test_a_first_sentence_is_cut_at_a_width(text: str, width: int, sentence: str) -> None:
    assert first_sentence(text, width) == sentence


def test_a_feature_has_the_statuses_of_a_requirement_and_may_be_accepted() -> None:
    assert set(FEATURE_STATUSES) - set(REQUIREMENT_STATUSES) == {"accepted"}


@pytest.mark.parametrize("status", FEATURE_STATUSES)
def test_a_feature_that_is_given_up_or_put_off_is_not_in_force(status: str) -> None:
    feature = document("tea", metadata={"status": status}).feature
    assert feature is not None
    assert feature.in_force == (status not in NOT_IN_FORCE)
