"""A list that we read by its lines is the very list that the parser of the language makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_lcore.reading import directive
from sphinxext_lcore.reading.one_line_items import one_line_items
from sphinxext_lcore.reading.text import line_of

from .test_any_text import LINES

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

    MakeSite = Callable[..., Site]

LISTS = [
    "- The pot sings",
    "- The pot sings\n- Steam rises",
    "- The pot sings\n\n\n- Steam rises\n",
    "* The *pot* sings\n* The **pot** `sings`, and ``sings``",
    "+  The pot\n+   Two blanks\n+    Three",
    "- The pot --- \"sings\" 'it'...",
    "- See {req}`R1` and :req:`R1`, R1 and http://example.org",
    "- See [x](y), <http://example.org>, `x <y>`_, x_ and |x|",
    "- See [^1] and [1]_, $x$ and &amp; <b>bold</b> \\* \\",
    "- The pot |sings *to* you",
    "- The *pot sings",
    "- AC2: the pot sings",
    "- **AC2:** the pot sings",
    "- The pot sings::",
    "- The pot sings ::\n- Steam rises",
    "- The pot sings\n* Steam rises",
    "- The pot sings\n  to you\n- Steam rises",
    "- The pot sings\n\n  - Steam rises",
    "- The pot sings\nto you",
    "Before\n\n- The pot sings",
    "- The pot sings\n\nAfter",
    "- a. The pot\n- I. The pot\n- (a) The pot\n- 1. The pot",
    "- A pot sings",
    "- Tea, which sings",
    "- :x: y",
    "- > x\n- | x\n- >>> x\n- -x y\n- .. x\n- # x\n- ``` x",
    "-     The pot sings",
    "- The pot\tsings \t",
    "- The\n- pot",
    "-The pot sings",
    "-",
    "- \n- The pot sings",
    "- The pot {sings}{.x}\n- Steam\u2028rises\x0bup",
    "1. The pot sings",
]


def myst(items: str) -> str:
    return f"# Tea\n\nBefore.\n\n::::{{requirement}} R1 Boil\nIt boils.\n\n:::{{acceptance-criteria}}\n:verified-by: e2e\n\n{items}\n:::\n::::\n"


def rst(items: str) -> str:
    below = "\n".join(f"      {line}".rstrip(" ") for line in items.split("\n"))
    return f"Tea\n===\n\nBefore.\n\n.. requirement:: R1 Boil\n\n   It boils.\n\n   .. acceptance-criteria::\n      :verified-by: e2e\n\n{below}\n"


def told(built: Built, name: str) -> list[object]:
    """All that a doctree says, with the lines of what is no text, and what was found."""
    found: list[object] = [built.warnings.replace(str(built.site.root), "")]
    for node in built.app.env.get_doctree(name).findall():
        if isinstance(node, nodes.Element):
            # docutils keeps the source of an item, of which nothing is made.
            source = "" if isinstance(node, nodes.list_item) else node.rawsource
            # Before docutils 0.22 an item has no line of its own.
            line = line_of(node, 0) if isinstance(node, nodes.list_item) else node.line
            # The words of a link and a comment in MyST have the line of what was parsed before.
            placed = not isinstance(node, (nodes.document, nodes.inline, nodes.comment))
            place = (str(node.source).rpartition("/")[2], line) if placed else ()
            attributes = {name: value for name, value in node.attributes.items() if name != "source"}
            found.append((type(node).__name__, place, source, repr(attributes)))
        else:
            found.append(str(node))
    return found


def by_the_parser(make_site: MakeSite, files: dict[str, str]) -> Built:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(directive, "one_line_items", lambda *_: {})
        return make_site(files).build("dummy")


@pytest.mark.parametrize("items", LISTS)
@pytest.mark.parametrize(("name", "write"), [("index.md", myst), ("index.rst", rst)])
def test_the_list_is_that_of_the_parser(
    make_site: MakeSite, name: str, write: Callable[[str], str], items: str
) -> None:
    files = {name: write(items)}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


@settings(max_examples=40)
@given(
    lines=st.lists(
        st.builds("{} {}{}".format, st.sampled_from("-*+"), st.sampled_from(["The ", "AC1: ", ""]), LINES), max_size=3
    )
)
@pytest.mark.parametrize(("name", "write"), [("index.md", myst), ("index.rst", rst)])
def test_whatever_the_items_say(make_site: MakeSite, name: str, write: Callable[[str], str], lines: list[str]) -> None:
    files = {name: write("\n".join(lines))}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


@pytest.mark.parametrize(
    ("name", "write"), [("index.md", "```{{include}} {}\n```\n"), ("index.rst", ".. include:: {}\n")]
)
def test_in_a_file_that_is_included(make_site: MakeSite, name: str, write: str) -> None:
    text = myst("- The {req}`R2`") if name == "index.md" else rst("- The :req:`R2`")
    files = {name: "Tea\n===\n\n" + write.format("part.txt"), "part.txt": text.partition("\n\n")[2]}
    assert told(make_site(files).build("dummy"), "index") == told(by_the_parser(make_site, files), "index")


def test_items_of_one_line_need_no_parser_of_blocks() -> None:
    made = one_line_items(["- The pot sings", "", "- Steam rises"], lambda text, _number: ([nodes.Text(text)], []))
    assert {number: item.astext() for number, item in made.items()} == {0: "The pot sings", 2: "Steam rises"}
