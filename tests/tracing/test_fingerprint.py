from __future__ import annotations

import pytest

from sphinxext_lcore.tracing.fingerprint import fingerprint, normalised, requirement_fingerprint
from tests.designs import criterion, one, requirement, row

ALIKE = {
    "wrapping": ("Water must boil\n  before tea\tis made.", "Water must boil before tea is made."),
    "paragraphs": ("One.\n\nTwo.", "One. Two."),
    "non-breaking space": ("5\N{NO-BREAK SPACE}minutes", "5 minutes"),
    "soft hyphen": ("auto\N{SOFT HYPHEN}mation", "automation"),
    "double quotes": ("a “hot” pot", 'a "hot" pot'),
    "German quotes": ("a „hot“ pot", 'a "hot" pot'),
    "apostrophe": ("the cook’s pot", "the cook's pot"),
    "en dash": ("tea – hot – is good", "tea - hot - is good"),
    "typed dash": ("tea -- hot --- is good", "tea – hot — is good"),
    "typed dash between words": ("R1--R4", "R1–R4"),
    "minus": ("−5 degrees", "-5 degrees"),
    "ellipsis": ("wait…", "wait..."),
    "code": ("call `brew()` first", "call brew() first"),
    "code in reStructuredText": ("call ``brew()`` first", "call brew() first"),
    "emphasis": ("it *must* boil", "it must boil"),
    "strong": ("it **must** boil", "it must boil"),
    "both, nested": ("it **must *really* boil**", "it must really boil"),
    "both at once": ("it ***must*** boil", "it must boil"),
    "before punctuation": ("it must **boil**.", "it must boil."),
    "code in emphasis": ("it **calls `brew`**", "it calls brew"),
    "composed letters": ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
}
DIFFERENT = {
    "a word": ("Water must boil.", "Water should boil."),
    "case": ("The kettle", "the kettle"),
    "a digit": ("90 degrees", "95 degrees"),
    "punctuation": ("tea, milk", "tea milk"),
    "two words made one": ("tea pot", "teapot"),
    "an option": ("-force", "--force"),
    "a product": ("2 * 3 * 4", "2 3 4"),
    "a product without spaces": ("2*3*4", "234"),
    "a name": ("snake_case_name", "snakecasename"),
    "a pattern": ("docs/**", "docs/"),
    "underscores": ("__init__.py", "init.py"),
    "a sign": ("+5", "5"),
}


@pytest.mark.parametrize(("written", "other"), ALIKE.values(), ids=ALIKE)
def test_what_reads_the_same_has_the_same_words(written: str, other: str) -> None:
    assert normalised(written) == normalised(other)
    assert fingerprint("", [written]) == fingerprint("", [other])


@pytest.mark.parametrize(("written", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_reads_otherwise_has_other_words(written: str, other: str) -> None:
    assert normalised(written) != normalised(other)
    assert fingerprint(written) != fingerprint(other)


ODD = ["", " ", "*", "**", "***", "****", "_", "``", "***a** b*", "**a*", "`` ` ``", "*a *b* c*", "\N{GREEK VARIA}x"]


@pytest.mark.parametrize("text", [*(text for pair in (*ALIKE.values(), *DIFFERENT.values()) for text in pair), *ODD])
def test_words_stay_what_they_are(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_hostile_text_costs_no_more_than_others() -> None:
    assert normalised("*a " * 3000).startswith("*a *a")
    assert normalised("**" * 3000)
    assert normalised("_a" * 3000)


def test_the_fingerprint_is_the_same_in_every_version() -> None:
    """It is kept in files: whoever changes what this pins changes the version of the baseline, too."""
    assert fingerprint("Water “boils”.", ["b", "a"]) == "9da78892b614cc38146af2acee708653"


def test_a_criterion_is_no_statement() -> None:
    assert fingerprint("a", ["b"]) != fingerprint("a b")
    assert fingerprint("", ["a"]) != fingerprint("a")


def test_the_order_of_criteria_does_not_count_but_their_number_does() -> None:
    assert fingerprint("a", ["b", "c"]) == fingerprint("a", ["c", "b"])
    assert fingerprint("a", ["b", "b"]) != fingerprint("a", ["b"])


def test_a_requirement_is_its_statement_and_all_its_criteria() -> None:
    found = one(requirements=[requirement("R1", "Boil")], criteria=[row("R1", text="b"), criterion("R1", text="a")])
    assert requirement_fingerprint(found, found.requirements[0]) == fingerprint("It works.", ["a", "b"])


def test_without_a_statement_the_title_says_it() -> None:
    found = one(requirements=[requirement("R1", "Water boils", statement="")])
    assert requirement_fingerprint(found, found.requirements[0]) == fingerprint("Water boils")


@pytest.mark.parametrize("surrogate", ["\ud800"])
def test_half_a_character_is_a_word_like_any_other(surrogate: str) -> None:
    assert len(fingerprint(surrogate)) == 32
