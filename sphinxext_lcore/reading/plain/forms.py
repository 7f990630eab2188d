"""How an item may be written: a short table of forms. A form is added here alone.

A form looks at the lead of a paragraph, of a list item or of a heading: its bold beginning, and the text behind it,
in which a line break is a line break, hard or soft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_lcore.reading.text import CHECKBOX, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = r"(?:R|FR|NFR|REQ|U|UC)"
_ID = rf"(?P<id>{PREFIX}[0-9]{{1,4}}[a-z]?)"
# What may stand before an id in a heading: "Requirement R1", "1.2 R1".
_KIND = r"(?:[0-9]+(?:\.[0-9]+)*[.)]?\s+)?(?i:(?:requirement|use case|user story)\s+)?"
_DASH = r"(?:[–—]|-{1,3})"
"""A dash; two hyphens and three become one on the page."""
_SEPARATOR = rf"\s*(?::|\.(?=\s|$)|\s{_DASH}(?=\s))\s*"
_SEVERAL_IDS = re.compile(
    rf"{PREFIX}[0-9]+[a-z]?\s*(?:[,;/&+…]|\.{{2,3}}|[–—]|-{{1,3}}|\s(?:and|or|to|through)\s)\s*{PREFIX}[0-9]+[a-z]?\b"
)
_LIKE_AN_ID = re.compile(rf"[(\[]?(?P<id>{PREFIX}[-_]?[0-9]+[a-z]?(?:[.-][0-9]+)*)(?!\w)")
_GLUED = re.compile(r"\*\*(?P<bold>[^*\n]*[^\w\s*])\*\*(?=\w)")
"""What is meant to be bold and is not: between a punctuation mark and a letter, ``**`` ends nothing in Markdown."""


class Lead(NamedTuple):
    """The beginning of a block."""

    bold: str
    """The bold words with which it begins."""
    text: str
    """What follows them, with line breaks."""
    in_list: bool = False
    is_heading: bool = False
    is_glued: bool = False
    """Whether the marks of the bold words are part of the text, because no space stands behind them."""
    is_link: bool = False
    """Whether it begins with a link: that leads to an item, and defines none."""


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
    Form("- **R1:** text", rf"{_ID}\s*(?:[:.)]|{_DASH})", r"\s*"),
    Form("- **R1**: text", _ID, rf"\s*(?::|{_DASH}(?=\s))\s*"),
    Form("- **R1** text", _ID, r"\s+", in_list=True),
    Form("**R1** and a line break, then the text", _ID, r"[ \t]*(?:\n\s*|$)"),
    Form("**R1 – Title** then the text", rf"{_ID}{_SEPARATOR}(?P<title>\S.*)", rf"\s*(?:(?::|{_DASH})(?=\s))?\s*"),
    Form("**R1 Title** and a line break", rf"{_ID}\s+(?P<title>\S.*)", r"[ \t]*(?:\n\s*|$)"),
    Form("- R1: text", "", rf"{_ID}{_SEPARATOR}"),
    Form("R1 alone on a line, then the text", "", rf"{_ID}[ \t]*(?:\n\s*|$)"),
    Form(
        "## R1: Title, or ## Requirement R1: Title",
        "",
        rf"{_KIND}{_ID}(?:{_SEPARATOR}|\s*$)(?P<title>.*)",
        is_heading=True,
    ),
    # Without a colon the title begins as a title does: "R1 and its reasons" is about R1.
    Form("## R1 Title", "", rf"{_KIND}{_ID}\s+(?P<title>[^\sa-z].*)", is_heading=True),
)


def read_head(lead: Lead) -> Head | None:
    """What a lead says, in whichever form it is written; None where it is in none, or names several ids."""
    if lead.is_link or _SEVERAL_IDS.match(lead.bold + lead.text):
        return None
    for form in FORMS:
        if form.is_heading is not lead.is_heading or (form.in_list is not None and form.in_list is not lead.in_list):
            continue
        bold = re.fullmatch(form.bold, lead.bold) if form.bold or not lead.bold else None
        text = re.match(form.text, lead.text)
        if bold is not None and text is not None:
            return _head(bold, text, lead)
    return None


def begins_with_an_id(lead: Lead) -> str:
    """What a lead begins with that looks like an id, though it is in no form, or no id as ``R-1`` and ``R1.2``."""
    match = _LIKE_AN_ID.match(lead.bold or lead.text)
    return match["id"] if match else ""


def prefix_of(identifier: str) -> str:
    """The letters of an id: ``R`` of ``R4a``."""
    match = re.match(r"[A-Z]*", identifier)
    return match[0] if match else ""


def _head(bold: re.Match[str], text: re.Match[str], lead: Lead) -> Head:
    found = {**text.groupdict(), **bold.groupdict()}
    title = " ".join((found.get("title") or "").split()).rstrip(":")
    rest = "" if lead.is_heading else " ".join(lead.text[text.end() :].split())
    return Head(found["id"] or "", title, rest)


def lead_of(paragraph: nodes.TextElement, *, in_list: bool) -> Lead:
    """The lead of a paragraph, without the box of a task; that of a mere link is empty."""
    children = list(_from_first_word(paragraph))
    if children and isinstance(children[0], nodes.strong):
        bold, text = plain_text(children[0]), "".join(map(_with_breaks, children[1:]))
    else:
        bold, text = "", "".join(map(_with_breaks, children))
    if children and _begins_with_a_link(children[0]):
        return Lead(bold, text, in_list, is_link=True) if _is_more_than(children[0], bold + text) else Lead("", "")
    glued = _GLUED.match(text) if not bold else None
    return Lead(glued["bold"], text[glued.end() :], in_list, is_glued=True) if glued else Lead(bold, text, in_list)


def _from_first_word(paragraph: nodes.TextElement) -> Iterator[nodes.Node]:
    """The children of a paragraph from the first that shows a word."""
    begun = False
    for child in paragraph.children:
        shown = child
        if not begun and isinstance(child, nodes.Text):
            shown = nodes.Text(CHECKBOX.sub("", child).lstrip())
        begun = begun or bool(_with_breaks(shown).strip())
        if begun:
            yield shown


def _begins_with_a_link(node: nodes.Node) -> bool:
    links = (nodes.reference, addnodes.pending_xref)
    inner: nodes.Node | None = node
    while inner is not None and not isinstance(inner, links):
        inner = next((child for child in inner.children if _with_breaks(child).strip()), None)
    return inner is not None


def _is_more_than(link: nodes.Node, text: str) -> bool:
    return text.strip() != _with_breaks(link).strip()


def _with_breaks(node: nodes.Node) -> str:
    """The text of inline nodes; MyST writes a hard break as two raw nodes, one for HTML and one for LaTeX."""
    if isinstance(node, nodes.raw):
        return "\n" if node.get("format") == "html" and "<br" in node.astext() else ""
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, (nodes.image, nodes.footnote_reference)):
        return plain_text(node)
    return "".join(map(_with_breaks, node.children))


def text_with_breaks(node: nodes.Node) -> str:
    """The text of blocks or of inline nodes, with their line breaks, soft and hard."""
    return _with_breaks(node)
