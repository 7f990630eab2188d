"""The generated traceability page: where it is, what it shows, and how other pages link to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sites.conftest import Built, Site

    MakeSite = Callable[..., Site]

PAGE = "traceability/index.html"
TEA = """\
# Feature design for tea

:::{feature-design} tea
:date: 2026-01-02
:authors: A. Author
:feature: LCORE-1
:::

::::{requirement} R1 Boil
:use-cases: U1

Water boils.

:::{acceptance-criteria}
- Given cold water, then it boils
:::
::::

:::{use-case} U1 Drink
As a guest, I want tea, so that I am warm.
:::

:::{design-changelog}
- 2026-01-02: Initial version
:::
"""
CAKE = """\
# Cake

:::{feature-design} cake
:date: 2026-01-02
:authors: A. Author
:feature: LCORE-2
:::

:::{requirement} R1 Bake
:use-cases: U9

Bake it.
:::

:::{requirement} R3 Eat
:use-cases: U1
:depends-on: tea.R1

Eat it.
:::

:::{use-case} U1
As a guest, I want cake.
:::

:::{design-changelog}
- 2026-01-02: Initial version
:::
"""
INDEX = """\
# Project

```{toctree}
tea
food/cake
```
"""
FILES = {"index.md": INDEX, "tea.md": TEA, "food/cake.md": CAKE}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Page(HTMLParser):
    """What a test wants to know of a page of HTML; it fails where tags do not match."""

    html: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[str, str]] = field(default_factory=list)
    """Those of the body, with their text."""
    head_cells: list[str | None] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._body = 0
        self._text: dict[str, str] = {}
        self.feed(self.html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
            self._text[tag] = ""
        if given.get("role") == "main":
            self._body = len(self._open)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "th":
            self.head_cells.append(given.get("scope"))
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(str(given["href"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself holds nothing; ``svg`` is full of them."""

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self._text[tag] += data

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        text = self._text[tag].strip()
        if len(self._open) < self._body:
            self._body = 0
        if self._body and tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append((tag, text.removesuffix("¶")))
        elif tag == "caption":
            self.captions.append(text)
        elif tag == "title" and not self.title:
            self.title = text


def page_of(built: Built, name: str = PAGE) -> Page:
    return Page(built.read(name))


def dead_links(out: Path, page: Path) -> list[str]:
    """The links of a page inside the output folder that lead to no file, or to no place in it."""
    dead = []
    for link in Page(page.read_text(encoding="utf-8")).links:
        address, _, anchor = link.partition("#")
        if ":" in address:
            continue
        target = (page.parent / unquote(address)).resolve() if address else page
        if target.is_dir():
            target /= "index.html"
        if not target.is_file() or (anchor and unquote(anchor) not in Page(target.read_text(encoding="utf-8")).ids):
            dead.append(link)
    return dead


def body_of(built: Built, name: str) -> str:
    return built.read(name).partition('<div class="body"')[2].partition('class="clearer"')[0]


def test_the_page_is_there_without_any_configuration(make_site: MakeSite) -> None:
    page = page_of(make_site(FILES).build())
    assert page.headings[:4] == [
        ("h1", "Traceability"),
        ("h2", "Coverage"),
        ("h2", "Matrix"),
        ("h2", "Findings"),
    ]
    assert page.captions == ["Coverage by feature", "Requirements traceability matrix"]


@pytest.mark.parametrize("theme", ["basic", "alabaster", "furo"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_page_goes_through_the_template_of_the_theme(make_site: MakeSite, theme: str, builder: str) -> None:
    if theme != "basic":
        pytest.importorskip(theme)
    built = make_site(FILES, conf=f'html_theme = "{theme}"').build(builder)
    page, ordinary = page_of(built), page_of(built, "tea.html" if builder == "html" else "tea/index.html")
    assert page.title.startswith("Traceability")
    assert page.title.removeprefix("Traceability") == ordinary.title.removeprefix("Feature design for tea")
    assert [style.rpartition("/")[2] for style in page.styles] == [s.rpartition("/")[2] for s in ordinary.styles]
    assert len(page.ids) == len(set(page.ids))
    assert dead_links(built.out, built.out / PAGE) == []


def test_headings_go_down_by_one_level_at_a_time(make_site: MakeSite) -> None:
    levels = [int(tag[1]) for tag, _ in page_of(make_site(FILES).build()).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_head_cell_says_what_it_is_the_head_of(make_site: MakeSite) -> None:
    page = page_of(make_site(FILES).build())
    assert set(page.head_cells) == {"col", "row", "rowgroup"}


def test_text_of_authors_is_escaped(make_site: MakeSite) -> None:
    design = """\
Tea & <b>cake</b>
=================

.. feature-design:: tea

.. requirement:: R1 Boil <script>alert(1)</script>
   :use-cases: U<9
   :verified-by: <b>test</b>

   Water boils.

   .. acceptance-criteria::

      - Given "cold" water, then <it> boils
"""
    html = make_site({"index.rst": design}).build().read(PAGE)
    assert "Tea &amp; &lt;b&gt;cake&lt;/b&gt;</a>" in html
    assert "Boil &lt;script&gt;alert(1)&lt;/script&gt;</td>" in html
    assert "&lt;b&gt;test&lt;/b&gt;</td>" in html
    assert "unknown use case U&lt;9 in :use-cases:" in html
    assert 'title="Given &quot;cold&quot; water, then &lt;it&gt; boils"' in html


def test_findings_are_listed_with_level_place_and_rule(make_site: MakeSite) -> None:
    html = make_site(FILES).build().read(PAGE)
    assert '<h3><a href="../food/cake.html">food/cake</a></h3>' in html
    assert (
        '<li class="lcore-level-warning"><span class="lcore-level">warning</span> '
        '<span class="lcore-where"><a href="../food/cake.html#cake-r3">food/cake.md:15</a></span>'
    ) in html
    assert html.count("<code>lcore.missing_acceptance_criteria</code>") == 2
    assert html.count('<li class="lcore-level-info">') == 2
    assert "<code>lcore.numbering_gap</code>" in html
    assert "<code>lcore.untraced_requirement</code>" in html


def test_without_findings_the_page_says_so(make_site: MakeSite) -> None:
    built = make_site({"index.md": TEA}).build()
    assert built.findings == []
    assert '<p class="lcore-empty">No findings.</p>' in built.read(PAGE)


def test_a_project_without_designs_has_a_page_that_says_so(make_site: MakeSite) -> None:
    built = make_site({"index.md": "# Nothing\n\nSee {ref}`traceability`.\n"}).build()
    assert built.warnings == ""
    html = built.read(PAGE)
    assert html.count("There is nothing to show yet.") == 2
    assert "No findings." in html
    assert page_of(built).head_cells == []
    assert built.json["requirements"] == []


# Where it is


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_folder_can_be_chosen(make_site: MakeSite, builder: str) -> None:
    files = FILES | {"index.md": INDEX + "\nSee {ref}`traceability`.\n"}
    built = make_site(files, conf='lcore_pages = "quality/matrix"').build(builder)
    assert not (built.out / "traceability").exists()
    assert dead_links(built.out, built.out / "quality/matrix/index.html") == []
    assert "Traceability" in body_of(built, "index.html")
    assert dead_links(built.out, built.out / "index.html") == []


def test_no_page_is_made_if_none_is_wanted(make_site: MakeSite) -> None:
    files = FILES | {"index.md": INDEX + "\nSee {ref}`traceability`.\n"}
    built = make_site(files, conf="lcore_pages = None").build()
    assert not (built.out / "traceability").exists()
    assert "See <span>Traceability</span>." in body_of(built, "index.html")
    assert "ref.ref" not in built.warnings


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_source_document_of_its_name_wins(make_site: MakeSite, builder: str) -> None:
    own = {"traceability/index.md": "---\norphan: true\n---\n# By hand\n", "index.md": "# I\n\n{ref}`traceability`\n"}
    built = make_site(own).build(builder)
    assert page_of(built).headings == [("h1", "By hand")]
    assert 'href="traceability/' in body_of(built, "index.html")
    assert dead_links(built.out, built.out / "index.html") == []


def test_a_source_document_that_dirhtml_puts_in_its_place_wins(make_site: MakeSite) -> None:
    site = make_site({"index.md": "# Index\n", "traceability.md": "---\norphan: true\n---\n# By hand\n"})
    assert page_of(site.build("dirhtml", out="dirhtml")).headings == [("h1", "By hand")]
    built = site.build("html")
    assert page_of(built).headings[0] == ("h1", "Traceability")
    assert page_of(built, "traceability.html").headings == [("h1", "By hand")]


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "latex", "man", "xml"])
def test_other_builders_make_no_page(make_site: MakeSite, builder: str) -> None:
    built = make_site(FILES, conf='epub_copyright = version = "1"').build(builder)
    assert not (built.out / "traceability").exists()


# Links to it

LINKS = """\
# Links

A {ref}`traceability`, B {ref}`the matrix <traceability>`, C {std:ref}`traceability`.
"""
LINKS_RST = """\
Links
=====

A :ref:`traceability`, B :ref:`the matrix <traceability>`, C :std:ref:`traceability`.
"""
in_both_languages = pytest.mark.parametrize("files", [{"index.md": LINKS}, {"index.rst": LINKS_RST}])


@in_both_languages
@pytest.mark.parametrize(("builder", "address"), [("html", "traceability/index.html"), ("dirhtml", "traceability/")])
def test_a_reference_links_to_the_page(make_site: MakeSite, files: dict[str, str], builder: str, address: str) -> None:
    built = make_site(files).build(builder)
    body = body_of(built, "index.html")
    start = f'<a class="reference internal" href="{address}">'
    assert f"A {start}<span>Traceability</span></a>" in body
    assert f"B {start}" in body
    assert "the matrix</span></a>" in body
    assert f"C {start}<span>Traceability</span></a>" in body
    assert built.warnings == ""


@in_both_languages
@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("latex", "site.tex"), ("singlehtml", "index.html")]
)
def test_where_there_is_no_page_a_reference_shows_the_title_without_a_link(
    make_site: MakeSite, files: dict[str, str], builder: str, file: str
) -> None:
    built = make_site(files).build(builder)
    text = built.read(file)
    assert "Traceability" in text
    assert "the matrix" in text
    assert "traceability/" not in text
    assert built.warnings == ""


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "text"])
def test_a_label_of_that_name_in_a_document_wins(make_site: MakeSite, builder: str) -> None:
    files = {
        "index.md": LINKS,
        "own.md": "---\norphan: true\n---\n# Own\n\n(traceability)=\n## How we trace\n\nBy hand.\n",
    }
    built = make_site(files).build(builder)
    text = built.read("index.txt" if builder == "text" else "index.html")
    assert "How we trace" in text
    assert "A Traceability" not in text
    assert "traceability/index.html" not in text
    assert built.warnings == ""


def test_a_label_without_a_title_wins_where_the_reference_brings_one(make_site: MakeSite) -> None:
    files = {
        "index.md": "# Index\n\n{ref}`the matrix <traceability>`\n",
        "own.md": "---\norphan: true\n---\n# Own\n\n(traceability)=\nA paragraph.\n",
    }
    assert 'href="own.html#traceability"' in body_of(make_site(files).build(), "index.html")
