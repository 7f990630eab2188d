"""The words that promise and do not say what: the list that a team begins with, and what it makes of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from sphinxext_lcore.model.records import Record

NO_MEASURE = (
    "fast",
    "quick",
    "quickly",
    "timely",
    "easy",
    "easily",
    "user-friendly",
    "user friendly",
    "intuitive",
    "seamless",
    "seamlessly",
    "adequate",
    "adequately",
    "reasonable",
    "reasonably",
    "sufficiently",
    "robust",
    "flexible",
    "efficient",
    "efficiently",
    "as fast as possible",
    "as soon as possible",
    "state of the art",
)
"""What nobody can measure. Plain adjectives that are often exact, such as simple or sufficient, are not here."""
NO_CONDITION = (
    "as needed",
    "as appropriate",
    "if possible",
    "where possible",
    "if necessary",
    "if appropriate",
    "where appropriate",
)
"""What leaves open when it holds."""
NO_END = ("etc", "and so on", "and so forth", "and the like")
"""What leaves a list open."""

Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, to_lower=True)]


class Wording(Record):
    """Which words are vague to a team."""

    vague: tuple[Term, ...] = Field(
        default=(*NO_MEASURE, *NO_CONDITION, *NO_END), title="Vague", description="The terms that are vague."
    )
    also_vague: tuple[Term, ...] = Field(default=(), title="Also vague", description="Further ones, beside those.")

    @property
    def terms(self) -> tuple[str, ...]:
        """All vague terms, each once."""
        return tuple(dict.fromkeys((*self.vague, *self.also_vague)))


def fault_of(term: str) -> str:
    """What is wrong with a vague term, and how it is mended."""
    if term in NO_CONDITION:
        return "does not say when; name the condition"
    if term in NO_END:
        return "leaves the list open; name all that belongs to it"
    if term in NO_MEASURE:
        return "says no measure; say what can be measured"
    return "is one of the team's vague words; say it in words that can be tested"
