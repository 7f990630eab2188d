"""Text in a picture cannot wrap by itself: it is cut into lines by how wide its characters usually are."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_WIDTHS = {
    **dict.fromkeys("iljI|!.,:;'`·", 0.3),
    **dict.fromkeys('ftr()[]{}/\\-" ', 0.38),
    **dict.fromkeys("mwMW@%—…", 0.92),
}
_UPPER, _OTHER, _FULL = 0.69, 0.55, 1.05
ELLIPSIS = "…"


def width(text: str) -> float:
    """About how wide a text is, in the size of its font; rather too much than too little."""
    return sum(map(_character_width, text))


def _character_width(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if combining(character):
        return 0
    if east_asian_width(character) in "WF":
        return _FULL
    return _UPPER if character.isupper() else _OTHER


def wrapped(text: str, room: float, most: int, used: float = 0) -> list[str]:
    """A text in lines; what does not fit ends in an ellipsis.

    Args:
        text: The text.
        room: The width of a line, in the size of the font.
        most: How many lines there may be.
        used: How much of the first line is taken already.
    """
    lines = [""]
    words = text.split()
    for number, word in enumerate(words):
        left = room - used if len(lines) == 1 else room
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer) <= left:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = _cut(" ".join([longer, *words[number + 1 :]]), left)
            break
        else:
            lines.append(word)
            if width(word) > room:
                lines[-1] = _cut(" ".join(words[number:]), room)
                break
    return lines


def _cut(text: str, room: float) -> str:
    """As much of a text as there is room for, and an ellipsis."""
    if width(text) <= room:
        return text
    end, left = 0, room - width(ELLIPSIS)
    for character in text:
        left -= _character_width(character)
        if left < 0:
            break
        end += 1
    return text[:end].rstrip() + ELLIPSIS
