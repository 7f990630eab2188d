"""Fills in the template: four text files beside this module, one for each language and form."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from datetime import date as Date  # noqa: N812 - a parameter is called date

HEADING = "Feature design for "
"""With what the title of each template begins; a plain design is known by it."""


class Language(StrEnum):
    """The language of a design; the value is the suffix of its file."""

    MYST = "md"
    RST = "rst"


class Form(StrEnum):
    """The way of writing a design; the value is the stem of the template's file."""

    DIRECTIVES = "directives"
    PLAIN = "plain"


def default_title(key: str) -> str:
    """The title of a feature that has none yet: the words of its key."""
    return " ".join(key.replace("-", " ").replace("_", " ").split())


def render(language: Language, form: Form, *, key: str, title: str, date: Date) -> str:
    """The text of a new design.

    Every place to fill in says ``TODO``, or ``LCORE-XXXX`` where a ticket belongs, and is a finding until it is filled.

    Args:
        language: MyST or reStructuredText.
        form: With directives, or plain. The key of a plain design is its file name, and stands nowhere in its text.
        key: The key of the feature.
        title: What the title says after "Feature design for"; without words, those of the key.
        date: The date of the design, and of the first row of its changelog.
    """
    words = " ".join(title.split()).removeprefix(HEADING) or default_title(key)
    template = Template(files(__package__).joinpath(f"{form}.{language}").read_text(encoding="utf-8"))
    underline = "=" * _columns(HEADING + words)
    return template.substitute(key=key, title=words, date=date.isoformat(), underline=underline)


def _columns(text: str) -> int:
    """The width of a text as reStructuredText counts it: an East Asian character may take two columns."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in text)
