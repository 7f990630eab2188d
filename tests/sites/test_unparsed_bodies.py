"""Prose that we read without a parser gives the very nodes that the parser of the language makes of it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.util.parsing import nested_parse_to_nodes

from sphinxext_lcore.reading import directive
from sphinxext_lcore.reading.prose import is_prose, leading_paragraphs

from .test_any_text import LINES
from .test_one_line_items import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from docutils.statemachine import StringList

    from .conftest import Built, Site

    MakeSite = Callable[..., Site]

BODIES = [
    "",
    "It boils.",
    "It boils, and steam rises; it sings. It is hot",
    "It boils\nand sings.\n\nSteam\nrises.",
    "It boils.\n\n\nIt sings.\n",
    "It *boils*.\n\nIt sings.",
    "It boils.\n\nIt *sings*.\n\nIt is hot.",
    "It boils\n*and* sings.",
    "mix.",
    "mix",
    "iv. It boils",
    "iv, It boils",
    "A. It boils",
    "It boils:: \n\n  sings",
    "It boils\n  and sings.",
    "It boils.\n\n  It sings.",
    "It boils\n========\n\nIt sings.",
    "It boils\n\n---\n\nIt sings.",
    "It boils\n---\n",
    "It boils\n- and sings",
    "It boils\n1. and sings",
    "It boils.\n\n- It sings\n- It steams",
    "It boils.\n\n: and sings\n\n~ and steams",
    "It boils\n: and sings",
    "It boils |\n--|--\nand sings | x",
    "It boils  \nand sings.",
    "See PEP 8 and RFC 2119 today.",
    "Grüße aus dem Süden, 茶 und Ärger.",
    "It boils within 15 ms of 3 pots.",
    "(x)=\nIt boils.\n\nIt sings.",
    "It boils.\n\n% It sings.",
    "It boils.\n\n{.hot}\nIt sings.",
    "It boils.\n\n[pot]: http://example.org\n\nSee the [pot].",
    "It boils.\n\nTerm\n\n:::{note}\nIt sings.\n:::\n",
    "It boils.\n\n```{only} html\nIt sings.\n```\n\nIt steams.",
    "It boils.\n\n```{requirement} R2 Sing\nIt sings.\n\n- *loud*\n```",
    "It boils.\n\n.. note:: It sings.",
    "It boils.\n\n.. note:: It sings.\nIt steams.",
    "It boils.\n\n.. note::\n   It sings.\n\n.. tip::\n   It steams.\n\n\n",
    "It boils.\n\n.. note::\n   It sings.\n\nIt steams.\n\n.. tip::\n   Hot.\n.. tip::\n   Cold.",
    "It boils.\n\n.. only:: html\n\n   It sings.\n\n   Deep\n   ----\n\n   It steams.",
    "It boils.\n\n.. It sings.\n\n.. _pot:\n\n.. [1] It steams.",
    "It boils.\n\n.. requirement:: R2 Sing\n\n   It sings.\n\n   .. requirement:: R3 Steam\n\n      .. note:: x\n",
    "It boils.\n\n.. no-such-directive::\n\n.. |x| replace:: y",
    ".. acceptance-criteria::\n\n   - It boils",
]
EXTENSIONS = ["deflist", "attrs_block", "smartquotes", "replacements", "tasklist"]
if find_spec("linkify_it"):  # an extra of MyST
    EXTENSIONS.append("linkify")
CONF = f"extensions = ['sphinxext_lcore']\nmyst_enable_extensions = {EXTENSIONS}\n"


def myst(body: str) -> str:
    return f"# Tea\n\nBefore.\n\n````{{requirement}} R1 Boil the pot\n:status: draft\n\n{body}\n````\n"


def rst(body: str) -> str:
    below = "\n".join(f"   {line}".rstrip(" ") for line in body.split("\n"))
    return f"Tea\n===\n\nBefore.\n\n.. requirement:: R1 Boil the pot\n   :status: draft\n\n{below}\n\nAfter.\n"


def by_the_parser(make_site: MakeSite, files: dict[str, str]) -> Built:
    def no_paragraphs(_lines: list[str]) -> tuple[dict[int, list[str]], int]:
        return {}, 0

    def parsed(_env: object, state: Any, content: StringList, offset: int) -> list[nodes.Node]:
        return nested_parse_to_nodes(state, content, offset=offset, allow_section_headings=False)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(directive, "is_prose", lambda _text: False)
        patched.setattr(directive, "leading_paragraphs", no_paragraphs)
        patched.setattr(directive, "parse_rst_body", parsed)
        return make_site(files).build("dummy")


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("name", "write"), [("index.md", myst), ("index.rst", rst)])
def test_the_body_is_that_of_the_parser(make_site: MakeSite, name: str, write: Callable[[str], str], body: str) -> None:
    files = {name: write(body), "conf.py": CONF, "docutils.conf": "[general]\npep-references: 1\nrfc-references: 1\n"}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


@settings(max_examples=40)
@given(lines=st.lists(LINES | st.sampled_from(["", "It boils", "It sings.", ".. note::", "mix."]), max_size=5))
@pytest.mark.parametrize(("name", "write"), [("index.md", myst), ("index.rst", rst)])
def test_whatever_the_body_says(make_site: MakeSite, name: str, write: Callable[[str], str], lines: list[str]) -> None:
    files = {name: write("\n".join(lines))}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


@pytest.mark.parametrize(
    ("name", "write"), [("index.md", "```{{include}} {}\n```\n"), ("index.rst", ".. include:: {}\n")]
)
def test_in_a_file_that_is_included(make_site: MakeSite, name: str, write: str) -> None:
    body = "It boils.\n\n```{note}\nIt *sings*.\n```" if name == "index.md" else "It boils.\n\n.. note:: It *sings*."
    text = myst(body) if name == "index.md" else rst(body)
    files = {name: "Tea\n===\n\n" + write.format("part.txt"), "part.txt": text.partition("\n\n")[2]}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


@pytest.mark.parametrize("text", ["Boil", "Boil the pot, and sing; it is hot.", "Süß 茶 15 ms"])
def test_words_and_the_marks_between_them_are_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize(
    "text", ["", " Boil", "Boil  it", "*Boil*", "Boil: it", "Boil (c)", "it's", "a.b", "RFC 2119", "a..."]
)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert not is_prose(text)


def test_paragraphs_of_prose_need_no_parser_of_blocks() -> None:
    lines = ["It boils", "and sings.", "", "", "Steam rises.", "", "*Hot*"]
    assert leading_paragraphs(lines) == ({0: ["It boils", "and sings."], 4: ["Steam rises."]}, 6)
