from __future__ import annotations

from itertools import pairwise

import pytest

from sphinxext_lcore.model.ids import (
    anchor_of,
    default_key,
    full_id,
    is_id,
    is_key,
    key_of_docname,
    natural_key,
    nearest_id,
    next_free,
    normalise_key,
    numbering_gaps,
    split_references,
    split_title,
    with_an_id,
)

MANY_DIGITS = "9" * 5000


@pytest.mark.parametrize("text", ["R1", "R10", "R4a", "U1", "AC2", "NFR12b"])
def test_an_id_is_capitals_a_number_and_perhaps_a_letter(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "R", "1", "r1", "R1A", "R1ab", "R-1", "R1 ", "tea.R1", "R١", "R1\n"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("text", ["tea", "conversation-compaction", "2fa", "a_b", "x"])
def test_a_key_is_small_letters_digits_and_hyphens(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize("text", ["", "Tea", "-tea", "_tea", "green tea", "tea.pot", "thé", "tea\n"])
def test_what_is_no_key(text: str) -> None:
    assert not is_key(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Green Tea", "green-tea"),
        ("  tea! ", "tea"),
        ("a..b", "a-b"),
        ("thé", "th"),
        ("日本", "feature"),
        ("", "feature"),
        ("é" * 100_000, "feature"),
    ],
)
def test_a_text_is_made_a_key(text: str, key: str) -> None:
    assert normalise_key(text) == key


@pytest.mark.parametrize(
    ("docname", "key"),
    [
        ("tea", "tea"),
        ("designs/Green Tea", "green-tea"),
        ("designs/tea/index", "tea"),
        ("designs/tea/README", "tea"),
        ("docs/designs/drinks/tea/index", "tea"),
        ("index", "index"),
        ("README", "readme"),
    ],
)
def test_a_document_without_a_key_is_called_by_its_file_or_for_an_index_by_its_folder(docname: str, key: str) -> None:
    assert default_key(docname) == key


def test_a_contested_key_gives_way_to_the_document_name_with_hyphens() -> None:
    assert key_of_docname("old/Designs/tea") == "old-designs-tea"


def test_a_full_id_is_key_and_local_id() -> None:
    assert full_id("tea", "R4a") == "tea.R4a"


def test_an_anchor_is_in_lower_case() -> None:
    assert anchor_of("tea", "R4a") == "tea-r4a"


@pytest.mark.parametrize(
    "ordered",
    [
        ["R1", "R2", "R4", "R4a", "R4b", "R5", "R10"],
        ["AC1", "R1", "U1"],
        ["R", "R1"],
        ["tea.R2", "tea.R10", "teapot.R1"],
        ["R", "R1", "R1b", "Rx", "notes", "tea", "tea.R1"],
        ["R1", "R" + MANY_DIGITS],
    ],
)
def test_ids_sort_naturally_and_other_texts_beside_them(ordered: list[str]) -> None:
    assert sorted(sorted(ordered), key=natural_key) == ordered
    assert all(natural_key(lower) < natural_key(higher) for lower, higher in pairwise(ordered))


def test_r2_sorts_before_r10() -> None:
    assert natural_key("R2") < natural_key("R10")


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("R1..R4", ("R1", "R2", "R3", "R4")),
        ("R1...R3", ("R1", "R2", "R3")),
        ("R1–R4", ("R1", "R2", "R3", "R4")),
        ("R1—R2", ("R1", "R2")),
        ("R1-R2", ("R1", "R2")),
        ("R1 .. R3", ("R1", "R2", "R3")),
        ("R2..R2", ("R2",)),
        ("R1, R3", ("R1", "R3")),
        ("R1; R3", ("R1", "R3")),
        ("R1 and R3", ("R1", "R3")),
        ("R1, R2, and R3", ("R1", "R2", "R3")),
        ("R1 & R3", ("R1", "R3")),
        ("R1 R3", ("R1", "R3")),
        ("R1\n R3", ("R1", "R3")),
        ("R1, R1", ("R1",)),
        ("R2..R3, R1", ("R2", "R3", "R1")),
        ("R1,,R2,", ("R1", "R2")),
        ("other.R2..R4", ("other.R2", "other.R3", "other.R4")),
        ("other.R2–R3, U1", ("other.R2", "other.R3", "U1")),
        ("TEA-1.R1..R2", ("TEA-1.R1", "TEA-1.R2")),
        ("", ()),
        (" , ", ()),
    ],
)
def test_a_list_of_references_is_read(text: str, references: tuple[str, ...]) -> None:
    assert split_references(text) == references


@pytest.mark.parametrize(
    "text",
    [
        "R4..R1",
        "R1..U4",
        "R1a..R4",
        "R1..R4a",
        "R1..R5000",
        "R1..R" + MANY_DIGITS,
        "one two",
        "R1 to R4",
        "other.R1..other.R4",
        "LCORE-????",
    ],
)
def test_what_is_no_range_is_kept_as_it_was_written(text: str) -> None:
    assert split_references(text) == (text,)


def test_a_long_list_of_references_is_read() -> None:
    assert split_references("R1" + " " * 100_000 + "R2") == ("R1", "R2")


@pytest.mark.parametrize(
    ("present", "gaps"),
    [
        ([], []),
        (["R1", "R2"], []),
        (["R1", "R3"], ["R2"]),
        (["R3"], ["R1", "R2"]),
        (["R1", "R2", "R4a"], ["R3"]),
        (["R2", "R1"], []),
        (["R1", "R3", "NFR2"], ["R2", "NFR1"]),
        (["R1", "R2026"], []),
        (["R" + MANY_DIGITS], []),
        (["Fast"], []),
    ],
)
def test_gaps_in_the_numbering_are_found_by_prefix(present: list[str], gaps: list[str]) -> None:
    assert numbering_gaps(present) == gaps


@pytest.mark.parametrize(
    ("local_id", "taken", "free"),
    [
        ("R1", ["R1", "R2", "R10a"], "R11"),
        ("R4a", ["R4a"], "R5"),
        ("R1", ["RX7", "R1"], "R2"),
        ("R1", [], "R1"),
        ("R" + MANY_DIGITS, ["R" + MANY_DIGITS], "R1"),
    ],
)
def test_the_next_free_id_follows_the_highest_number_of_its_prefix(local_id: str, taken: list[str], free: str) -> None:
    assert next_free(local_id, taken) == free


@pytest.mark.parametrize(
    ("argument", "parts"),
    [
        ("R1 Boil water", ("R1", "Boil water")),
        ("R1: Boil water", ("R1", "Boil water")),
        ("R1. Boil water", ("R1", "Boil water")),
        ("  R1\t Boil  water ", ("R1", "Boil  water")),
        ("R1", ("R1", "")),
        ("R4a `code`", ("R4a", "`code`")),
        ("Boil water", ("", "Boil water")),
        ("r1 Boil water", ("", "r1 Boil water")),
        ("R1x2 Boil water", ("", "R1x2 Boil water")),
        ("", ("", "")),
        ("R1 " + "x" * 100_000, ("R1", "x" * 100_000)),
    ],
)
def test_an_argument_is_split_into_id_and_title(argument: str, parts: tuple[str, str]) -> None:
    assert split_title(argument) == parts


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("R-1", "R1"),
        ("R_12", "R12"),
        ("R1.2", "R1b"),
        ("R1-2", "R1b"),
        ("R1.27", "R1"),
        ("R1a.2", "R1a"),
        ("R1.2.3", "R1"),
    ],
)
def test_what_looks_like_an_id_means_the_nearest_one(name: str, meant: str) -> None:
    assert nearest_id(name, ()) == meant


def test_the_nearest_id_is_one_that_no_other_has() -> None:
    assert nearest_id("R1.2", {"R1", "R1b", "R7"}) == "R8"


@pytest.mark.parametrize(
    ("argument", "proposed"),
    [
        ("r1 Lower case", "R1 Lower case"),
        ("**R2** Bold", "R2 Bold"),
        ("R-3 Dash", "R3 Dash"),
        ("R5:Colon", "R5 Colon"),
        ("nfr7a. Dot", "NFR7a Dot"),
        ("Boil", "R5 Boil"),
        ("8 Boil", "R5 8 Boil"),
        ("A4 is paper", "R5 A4 is paper"),
        ("R1.2 Below", "R1b Below"),
        ("R4 Taken", "R5 Taken"),
        ("nfr-9: Taken", "NFR10 Taken"),
        ("", "R5"),
    ],
)
def test_an_argument_without_an_id_is_proposed_one(argument: str, proposed: str) -> None:
    assert with_an_id(argument, ("R", "NFR"), iter(["R4", "NFR9"])) == proposed
