from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from sphinxext_lcore.model.records import Priority, Verification
from sphinxext_lcore.model.values import (
    Flag,
    OptionalDate,
    ReferenceList,
    Status,
    WordList,
    choice_of,
    choices_of,
    parse_date,
    split_list,
)

DATE: TypeAdapter[Any] = TypeAdapter(OptionalDate)
STATUS: TypeAdapter[Any] = TypeAdapter(Status)
FLAG: TypeAdapter[Any] = TypeAdapter(Flag)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a, b,c", ("a", "b", "c")),
        ("a  b,\n c", ("a b", "c")),
        ("unit (a, b), e2e [c, d], f", ("unit (a, b)", "e2e [c, d]", "f")),
        ("a (b, c", ("a (b", "c")),
        ("a), b", ("a)", "b")),
        ("a,,b,", ("a", "b")),
        ("", ()),
        (" , ", ()),
        (("a, b", "c"), ("a, b", "c")),
        ("a," * 50_000, ("a",) * 50_000),
        ("(" * 100_000, ("(" * 100_000,)),
    ],
)
def test_a_list_is_split_at_commas_outside_of_parentheses(text: object, parts: tuple[str, ...]) -> None:
    assert split_list(text) == parts


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("2026-05-26", date(2026, 5, 26)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("20260526", None),
        ("2026-05-26T10:00", None),
        ("26.05.2026", None),
        ("last week", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_iso_8601_writes_it(text: str, parsed: date | None) -> None:
    assert parse_date(text) == parsed


@pytest.mark.parametrize(
    ("value", "read"),
    [(" 2026-05-26 ", date(2026, 5, 26)), ("", None), (" ", None), (None, None), (date(2026, 1, 2), date(2026, 1, 2))],
)
def test_a_date_option_may_be_empty(value: object, read: date | None) -> None:
    assert DATE.validate_python(value) == read


def test_a_malformed_date_says_how_to_write_it() -> None:
    with pytest.raises(ValidationError, match="write it") as error:
        DATE.validate_python("last week")
    (told,) = error.value.errors()
    assert (told["type"], told["msg"]) == ("malformed_date", "write it as YYYY-MM-DD, such as 2026-05-26")


@pytest.mark.parametrize(("value", "read"), [("Draft", "draft"), ("accepted", "accepted"), ("", "")])
def test_a_status_is_read_in_any_case(value: str, read: str) -> None:
    assert STATUS.validate_python(value) == read


def test_an_unknown_status_gets_a_suggestion() -> None:
    with pytest.raises(ValidationError, match=r"did you mean approved\?"):
        STATUS.validate_python("aproved")


def test_a_team_sets_its_own_statuses() -> None:
    context = {"statuses": ("open", "done")}
    assert STATUS.validate_python("open", context=context) == "open"
    with pytest.raises(ValidationError, match="known: open, done"):
        STATUS.validate_python("draft", context=context)


@pytest.mark.parametrize(("value", "read"), [("", True), ("yes", True), ("false", False), (True, True)])
def test_a_flag_without_a_value_is_set(value: object, read: bool) -> None:
    assert FLAG.validate_python(value) is read


@pytest.mark.parametrize(
    ("value", "read"), [("R1..R2, U1", ("R1", "R2", "U1")), ("", ()), (("R1",), ("R1",)), (["R1"], ("R1",))]
)
def test_a_list_of_references_is_a_value(value: object, read: tuple[str, ...]) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(ReferenceList)
    assert adapter.validate_python(value) == read


def test_a_list_of_words_is_a_value() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(WordList)
    assert adapter.validate_python("a, b") == ("a", "b")


def a_priority(value: str) -> Any:
    return TypeAdapter(Annotated[Priority, choice_of(Priority)]).validate_python(value)


def some_methods(value: str) -> Any:
    return TypeAdapter(Annotated[tuple[Verification, ...], choices_of(Verification)]).validate_python(value)


@pytest.mark.parametrize(("value", "read"), [("must", Priority.MUST), (" Should ", Priority.SHOULD)])
def test_a_word_of_a_closed_set_is_read_in_any_case(value: str, read: Priority) -> None:
    assert a_priority(value) is read


@pytest.mark.parametrize(
    ("value", "message"),
    [("shuld", r"did you mean should\?"), ("urgent", "known: must, should, could, wont"), ("", "known: must")],
)
def test_a_word_outside_of_a_closed_set_gets_a_suggestion(value: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_priority(value)


def test_several_words_of_a_closed_set_are_read() -> None:
    assert some_methods("test, Analysis") == (Verification.TEST, Verification.ANALYSIS)
    with pytest.raises(ValidationError, match=r"did you mean inspection\?"):
        some_methods("test, inspecton")
