"""How an item may be written: a short table of forms. A form is added here alone.

A form looks at the lead of a paragraph, of a list item or of a heading: its bold beginning, and the text behind it,
in which a line break is a line break, hard or soft.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docutils import nodes

from sphinxext_lcore.reading.text import plain_text

_ID = r"(?P<id>(?:R|FR|NFR|REQ|U|UC)[0-9]{1,4}[a-z]?)"
_SEPARATOR = r"\s*(?::|\.(?=\s|$)|\s[–—-](?=\s))\s*"
_LOOKS_LIKE_AN_ID = re.compile(r"[A-Z]+[0-9]+[a-z]?\W*")
_BEGINS_WITH_AN_ID = re.compile(rf"{_ID}\b")


class Lead(NamedTuple):
    """The beginning of a block."""

    bold: str
    """The bold words with which it begins."""
    text: str
    """What follows them, with line breaks."""
    in_list: bool = False
    is_heading: bool = False


class Head(NamedTuple):
    """What a lead says."""

    id: str
    title: str
    text: str
    """The beginning of the statement."""


class Form(NamedTuple):
    """A way of writing an item."""

    example: str
    bold: str
    """What the bold beginning must match, whole; empty: there is none."""
    text: str
    """What the text behind it must match at its beginning."""
    in_list: bool | None = None
    """Only in a list, only outside of one, or both."""
    is_heading: bool = False


FORMS: tuple[Form, ...] = (
    Form("- **R1:** text", rf"{_ID}\s*[:.]", r"\s*"),
    Form("- **R1**: text", _ID, r"\s*(?::|[–—-](?=\s))\s*"),
    Form("- **R1** text", _ID, r"\s+", in_list=True),
    Form("**R1** and a line break, then the text", _ID, r"[ \t]*(?:\n\s*|$)"),
    Form("**R1 – Title** then the text", rf"{_ID}{_SEPARATOR}(?P<title>\S.*)", r"\s*(?:[:–—-](?=\s))?\s*"),
    Form("**R1 Title** and a line break", rf"{_ID}\s+(?P<title>\S.*)", r"[ \t]*(?:\n\s*|$)"),
    Form("- R1: text", "", rf"{_ID}{_SEPARATOR}"),
    Form("R1 alone on a line, then the text", "", rf"{_ID}[ \t]*(?:\n\s*|$)"),
    Form("## R1: Title", "", rf"{_ID}(?:{_SEPARATOR}|\s+|$)(?P<title>.*)", is_heading=True),
)


def read_head(lead: Lead) -> Head | None:
    """What a lead says, in whichever form it is written; None where it is in none."""
    for form in FORMS:
        if form.is_heading is not lead.is_heading or (form.in_list is not None and form.in_list is not lead.in_list):
            continue
        bold = re.fullmatch(form.bold, lead.bold) if form.bold or not lead.bold else None
        text = re.match(form.text, lead.text)
        if bold is not None and text is not None:
            return _head(bold, text, lead)
    return None


def begins_with_an_id(lead: Lead) -> str:
    """The id with which a lead begins, though it may be in no form."""
    match = _BEGINS_WITH_AN_ID.match(lead.bold or lead.text)
    return match["id"] if match else ""


def _head(bold: re.Match[str], text: re.Match[str], lead: Lead) -> Head | None:
    found = {**text.groupdict(), **bold.groupdict()}
    title = " ".join((found.get("title") or "").split()).rstrip(":")
    if _LOOKS_LIKE_AN_ID.fullmatch(title):  # "R1 – R4" is a range, and no title
        return None
    rest = "" if lead.is_heading else " ".join(lead.text[text.end() :].split())
    return Head(found["id"] or "", title, rest)


def lead_of(paragraph: nodes.TextElement, *, in_list: bool) -> Lead:
    """The lead of a paragraph."""
    children = [child for child in paragraph.children if not (isinstance(child, nodes.Text) and not child.strip(" "))]
    if children and isinstance(children[0], nodes.strong):
        return Lead(plain_text(children[0]), "".join(map(_with_breaks, children[1:])), in_list)
    return Lead("", "".join(map(_with_breaks, children)), in_list)


def _with_breaks(node: nodes.Node) -> str:
    """The text of inline nodes; MyST writes a hard break as two raw nodes, one for HTML and one for LaTeX."""
    if isinstance(node, nodes.raw):
        return "\n" if node.get("format") == "html" and "<br" in node.astext() else ""
    if isinstance(node, nodes.Text):
        return str(node)
    return "".join(map(_with_breaks, node.children)) if not isinstance(node, nodes.image) else plain_text(node)
