"""How a text that an author wrote becomes a value: the types of options, with the cure where the text does not fit."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - a field is called date
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from sphinxext_lcore.model.ids import split_references
from sphinxext_lcore.model.records import REQUIREMENT_STATUSES
from sphinxext_lcore.model.suggestion import cure

if TYPE_CHECKING:
    from enum import StrEnum

FEATURE_STATUSES = (*REQUIREMENT_STATUSES, "accepted")
_LIST_PART = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|[^,])+")
_YES, _NO = ("", "true", "yes", "on", "1", "t", "y"), ("false", "no", "off", "0", "f", "n")
_FLAGS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
"""The words for yes and no, as pydantic has them; no word is a yes, as in every directive."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def choice_of(choices: type[StrEnum]) -> BeforeValidator:
    """A validator for one of a closed set of words, in any case."""
    return BeforeValidator(lambda value: _known_word(value, choices))


def choices_of(choices: type[StrEnum]) -> BeforeValidator:
    """A validator for a list of words of a closed set."""
    return BeforeValidator(lambda value: tuple(_known_word(word, choices) for word in split_list(value)))


def _known_word(value: object, choices: type[StrEnum]) -> str:
    word = str(value).strip().lower()
    if word not in set(choices):
        raise ValueError(cure(word, map(str, choices)))
    return word


def split_list(value: object) -> tuple[str, ...]:
    """The parts of a list with commas, but not those inside parentheses or brackets; a tuple stays as it is."""
    if isinstance(value, (tuple, list)):
        return tuple(map(str, value))
    return tuple(" ".join(part.split()) for part in _LIST_PART.findall(str(value)) if part.strip())


def parse_date(text: str) -> Date | None:
    """A date as ISO 8601 writes it, ``2026-05-26``, or None for any other text."""
    if _ISO_DATE.fullmatch(text) is None:
        return None
    try:
        return Date.fromisoformat(text)
    except ValueError:
        return None


def _references(value: object) -> object:
    return tuple(filter(None, split_references(value))) if isinstance(value, str) else value


def _flag(value: object) -> object:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word not in _FLAGS:
        message = "leave the value out, or write true or false"
        raise ValueError(message)
    return _FLAGS[word]


def _date(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        return None if isinstance(value, str) else value
    parsed = parse_date(value.strip())
    if parsed is None:
        raise PydanticCustomError("malformed_date", "write it as YYYY-MM-DD, such as 2026-05-26")
    return parsed


def _known_status(value: str, info: ValidationInfo) -> str:
    statuses = (info.context or {}).get("statuses", FEATURE_STATUSES)
    if value and value.lower() not in statuses:
        raise ValueError(cure(value, statuses))
    return value.lower()


ReferenceList = Annotated[tuple[str, ...], BeforeValidator(_references)]
WordList = Annotated[tuple[str, ...], BeforeValidator(split_list)]
Flag = Annotated[bool, BeforeValidator(_flag)]
OptionalDate = Annotated[Date | None, BeforeValidator(_date)]
Status = Annotated[str, AfterValidator(_known_status)]
