"""Identity: local ids (``R4a``), feature keys, full ids (``compaction.R4a``), anchors, and lists of references."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ID_PATTERN = r"[A-Z]+[0-9]+[a-z]?"
KEY_PATTERN = r"[a-z0-9][a-z0-9_-]*"

_ID = re.compile(ID_PATTERN)
_KEY = re.compile(KEY_PATTERN)
_MEANT = re.compile(
    r"\W{0,3}(?P<letters>[A-Za-z]{1,3})[-_ ]?(?P<number>[0-9]{1,4}[a-z]?(?:[.-][0-9]+)*)\b\W*(?P<title>.*)", re.DOTALL
)
"""What may be meant as an id, and the rest."""
_SEPARATED = re.compile(r"(?<=[A-Z])[-_]")
_BELOW = re.compile(r"[.-]")
_WITH_A_LETTER = frozenset(map(str, range(1, 27)))
"""The numbers of what stands below an item that a letter can tell."""
_PARTS = re.compile(r"([A-Z]+)([0-9]{1,18})([a-z]?)")
"""The parts of an id whose number can be counted with; a longer one is a slip, and sorts as text."""
_RANGE = re.compile(rf"(?P<prefix>(?:[^\s,.]+\.)?)(?P<first>{ID_PATTERN})\s*(?:\.\.\.?|–|—|-)\s*(?P<last>{ID_PATTERN})")
_INDEX_NAMES = frozenset({"index", "readme"})
_LONGEST_RANGE = 1000
"""A range of more ids than this is a slip of the pen, not a list."""


def is_id(text: str) -> bool:
    """Whether the text has the shape of a local id, such as ``R4a`` or ``AC2``."""
    return _ID.fullmatch(text) is not None


def is_key(text: str) -> bool:
    """Whether the text has the shape of a feature key, such as ``conversation-compaction``."""
    return _KEY.fullmatch(text) is not None


def normalise_key(text: str) -> str:
    """The key that is meant by a text: lower case, with ``-`` for every character that a key may not have."""
    return re.sub(r"[^a-z0-9_-]+", "-", text.strip().lower()).strip("-_") or "feature"


def default_key(docname: str) -> str:
    """The key of a document that names none: its file name, or its folder's for an index or a README."""
    *folders, name = docname.split("/")
    if name.lower() in _INDEX_NAMES and folders:
        name = folders[-1]
    return normalise_key(name)


def key_of_docname(docname: str) -> str:
    """The key under which the later of two features with one key is recorded."""
    return normalise_key(docname.replace("/", "-"))


def full_id(key: str, local_id: str) -> str:
    """``compaction`` and ``R4a`` give ``compaction.R4a``."""
    return f"{key}.{local_id}"


def anchor_of(key: str, local_id: str) -> str:
    """The anchor that is unique in a whole project: ``compaction-r4a``."""
    return f"{key}-{local_id}".lower()


def natural_key(identifier: str) -> tuple[tuple[str, int, str, str], ...]:
    """A sort key under which R2 < R10 and R4 < R4a < R5.

    It is a total order over all texts: parts that are no id sort as text, before the ids with that prefix; where two
    are the same number, as R01 and R1 are, the text decides.
    """
    return tuple(_natural_part(part) for part in identifier.split("."))


def _natural_part(part: str) -> tuple[str, int, str, str]:
    match = _PARTS.fullmatch(part)
    return (match[1], int(match[2]), match[3], part) if match else (part, -1, "", "")


def split_references(text: str) -> tuple[str, ...]:
    """The references that a list names: ``R1, R3``, ``R1..R4`` and ``R1–R4``, each also with a feature before it.

    Args:
        text: What an author wrote, such as ``U1, other.R2..R4``.

    Returns:
        One reference for each id, in order and without repetitions. What is no id is kept as it was written, so
        that whoever resolves it can say that it is unknown.
    """
    found: dict[str, None] = {}
    for part in re.split(r"[,;]| (?:and|&) ", " ".join(text.split())):
        for reference in _expand(part.strip()):
            found[reference] = None
    return tuple(found)


def _expand(part: str) -> tuple[str, ...]:
    match = _RANGE.fullmatch(part)
    if match is None:
        return tuple(part.split()) if all(map(is_id, part.split())) else (part,)
    first, last = _PARTS.fullmatch(match["first"]), _PARTS.fullmatch(match["last"])
    if first is None or last is None or first[1] != last[1] or first[3] or last[3]:
        return (part,)
    low, high = int(first[2]), int(last[2])
    if not low <= high < low + _LONGEST_RANGE:
        return (part,)
    return tuple(f"{match['prefix']}{first[1]}{number}" for number in range(low, high + 1))


def next_free(local_id: str, taken: Iterable[str]) -> str:
    """The id after the highest number that is taken among the ids with the same letters."""
    prefix = re.sub(r"[^A-Z]", "", local_id)
    parts = filter(None, map(_PARTS.fullmatch, taken))
    return f"{prefix}{max((int(part[2]) for part in parts if part[1] == prefix), default=0) + 1}"


def nearest_id(name: str, taken: Collection[str]) -> str:
    """The id that is meant by what looks like one: R1 for R-1, and R1b for the second below R1, R1.2.

    Where another item has it, the id after the last one.
    """
    head, *below = _BELOW.split(_SEPARATED.sub("", name, count=1))
    letter = chr(ord("a") + int(below[0]) - 1) if len(below) == 1 and below[0] in _WITH_A_LETTER else ""
    meant = head if head[-1:].isalpha() else head + letter
    return meant if meant not in taken else next_free(meant, taken)


def with_an_id(argument: str, prefixes: tuple[str, ...], taken: Iterable[str]) -> str:
    """What an argument without an id should be: with the id that it seems to mean if it is free, else with the next.

    Args:
        argument: The argument, such as ``r2 Boil``, ``**R2** Boil`` or ``Boil``.
        prefixes: The letters that ids of its kind may have; the first are the usual ones.
        taken: The local ids of its kind so far.
    """
    match, ids = _MEANT.fullmatch(argument.strip()), frozenset(taken)
    if match is None or match["letters"].upper() not in prefixes:
        return f"{next_free(prefixes[0], ids)} {argument}".strip()
    return f"{nearest_id(match['letters'].upper() + match['number'], ids)} {match['title']}".strip()


def numbering_gaps(local_ids: Iterable[str]) -> list[str]:
    """The ids that are missing between the first number 1 and the highest number, by prefix.

    ``R1, R2, R4a`` lacks ``R3``: a sub-id counts for its number.
    """
    numbers: dict[str, set[int]] = {}
    for match in filter(None, map(_PARTS.fullmatch, local_ids)):
        numbers.setdefault(match[1], set()).add(int(match[2]))
    return [
        f"{prefix}{number}"
        for prefix, present in numbers.items()
        if max(present) < _LONGEST_RANGE
        for number in range(1, max(present))
        if number not in present
    ]


def split_title(argument: str) -> tuple[str, str]:
    """The id and the title of a directive's argument: ``R1 Summarise`` gives ``R1`` and ``Summarise``.

    The id is empty when the argument does not begin with one; the whole argument is then the title.
    """
    head = "".join(takewhile(lambda character: not character.isspace(), argument.strip()))
    name = head.rstrip(":.")
    if is_id(name):
        return name, argument.strip()[len(head) :].strip()
    return "", argument.strip()
