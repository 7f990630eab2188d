"""The generated pages: where they are, what they show, and how other pages link to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sphinxext_lcore.rendering.views import PAGES
from tests.sites.conftest import CONF, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinxext_lcore.rendering.views import GeneratedPage
    from tests.sites.conftest import Built

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


def file_of(page: GeneratedPage) -> str:
    return f"traceability/{page.name}.html"


every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(tmp_path_factory.mktemp("pages"), CONF)
    site.write(FILES)
    return site.build()


@every_page
def test_each_page_is_there_without_any_configuration(built: Built, page: GeneratedPage) -> None:
    found = page_of(built, file_of(page))
    assert found.headings[0] == ("h1", page.title)
    assert dead_links(built.out, built.out / file_of(page)) == []
    assert len(found.ids) == len(set(found.ids))


@every_page
def test_each_page_leads_to_the_others_and_says_which_it_is(built: Built, page: GeneratedPage) -> None:
    ways = built.read(file_of(page)).partition('<nav class="lcore-ways"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<]+)</a>", ways) == [each.short_title for each in PAGES]
    assert re.findall(r'aria-current="page">([^<]+)</a>', ways) == [page.short_title]


@pytest.mark.parametrize("theme", ["basic", "alabaster", "furo"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_pages_go_through_the_template_of_the_theme(make_site: MakeSite, theme: str, builder: str) -> None:
    if theme != "basic":
        pytest.importorskip(theme)
    built = make_site(FILES, conf=f'html_theme = "{theme}"').build(builder)
    page, ordinary = page_of(built), page_of(built, "tea.html" if builder == "html" else "tea/index.html")
    assert page.title.startswith("Traceability")
    assert page.title.removeprefix("Traceability") == ordinary.title.removeprefix("Feature design for tea")
    assert [style.rpartition("/")[2] for style in page.styles] == [s.rpartition("/")[2] for s in ordinary.styles]
    for each in PAGES:
        name = each.name if builder == "html" or each.name == "index" else f"{each.name}/index"
        assert dead_links(built.out, built.out / f"traceability/{name}.html") == []


@every_page
def test_headings_go_down_by_one_level_at_a_time(built: Built, page: GeneratedPage) -> None:
    levels = [int(tag[1]) for tag, _ in page_of(built, file_of(page)).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_page
@pytest.mark.verifies("traceability-matrix.R8")
def test_every_head_cell_says_what_it_is_the_head_of(built: Built, page: GeneratedPage) -> None:
    assert set(page_of(built, file_of(page)).head_cells) <= {"col", "row", "rowgroup"}


def test_the_overview_has_figures_features_and_changes(built: Built) -> None:
    page = page_of(built)
    assert page.captions == ["Features", "Newest changes"]
    assert page.headings == [("h1", "Traceability"), ("h2", "Features"), ("h2", "Newest changes")]
    figures = re.findall(r"<dt>([^<]*)</dt><dd>(?:<a [^>]*>)?([^<]*)<", built.read(PAGE))
    assert figures[:4] == [("Features", "2"), ("Requirements", "3"), ("Accepted-for", "1 of 3"), ("Traced", "2 of 3")]


def test_a_share_has_a_bar_that_nobody_is_read(built: Built) -> None:
    assert '1 of 3<span class="lcore-bar" aria-hidden="true"><span style="width:33.33%"></span></span>' in built.read(
        PAGE
    )


def test_text_of_authors_is_escaped(make_site: MakeSite) -> None:
    design = """\
Tea & <b>cake</b>
=================

.. feature-design:: tea
   :authors: <i>Ann</i>
   :feature: <x>

.. requirement:: R1 Boil <script>alert(1)</script>
   :use-cases: U<9
   :verified-by: <b>test</b>

   Water <em>boils</em>.

   .. acceptance-criteria::

      - Given "cold" water, then <it> boils

.. use-case:: U1

   As a <b>guest</b>, I want <b>tea</b>, so that <b>I am warm</b>.

.. design-changelog::

   - 2026-01-01: <b>First</b>

.. open-questions::

   - <b>Why</b> — <i>spike</i>
"""
    built = make_site({"index.rst": design}).build()
    pages = {page.name: built.read(file_of(page)) for page in PAGES}
    matrix = pages["matrix"]
    assert "Tea &amp; &lt;b&gt;cake&lt;/b&gt;</a>" in matrix
    assert (
        "<summary>Boil &lt;script&gt;alert(1)&lt;/script&gt;</summary><p>Water &lt;em&gt;boils&lt;/em&gt;.</p>"
        in matrix
    )
    assert "&lt;b&gt;test&lt;/b&gt;</td>" in matrix
    assert 'data-owner="&lt;i&gt;Ann&lt;/i&gt;"' in matrix
    assert "<dd>Given &quot;cold&quot; water, then &lt;it&gt; boils</dd>" in matrix
    assert 'title="Tea &amp; &lt;b&gt;cake&lt;/b&gt;"' in matrix
    assert "unknown use case U&lt;9 in :use-cases:" in pages["findings"]
    assert "<h2>&lt;b&gt;guest&lt;/b&gt;<a" in pages["use-cases"]
    assert '<td class="lcore-unbroken">&lt;x&gt;</td>' in pages["index"]
    for page in pages.values():
        assert not re.search(r"<(?:script>alert|it>|x>|em>boils|b>(?:cake|guest|tea|First|Why)|i>)", page)


def test_findings_are_listed_by_rule_and_by_document(built: Built) -> None:
    html = built.read("traceability/findings.html")
    assert page_of(built, "traceability/findings.html").captions == ["By rule", "By document"]
    assert '<tbody id="in-food-cake">' in html
    assert '<a href="../food/cake.html">food/cake</a></th>' in html
    assert '<th scope="row">food/cake.md:15</th><td><span class="lcore-warning">warning</span></td>' in html
    assert '<td><a href="../food/cake.html#cake-r3" title="Eat">R3</a></td>' in html
    assert html.count("<code>lcore.missing_acceptance_criteria</code>") == 3  # once by its rule
    assert html.count('<span class="lcore-info">info</span>') == 4


def test_the_source_of_a_finding_is_a_link_where_it_is_configured(make_site: MakeSite) -> None:
    conf = 'lcore_source_url = "https://example.org/blob/main/docs/{path}#L{line}"'
    html = make_site(FILES, conf=conf).build().read("traceability/findings.html")
    assert '<a href="https://example.org/blob/main/docs/food/cake.md#L15">food/cake.md:15</a>' in html


def test_a_ticket_is_a_link_where_it_is_configured(make_site: MakeSite) -> None:
    conf = 'lcore_ticket_url = "https://example.org/browse/{key}"'
    assert '<a href="https://example.org/browse/LCORE-1">LCORE-1</a></td>' in make_site(FILES, conf=conf).build().read(
        PAGE
    )


def test_without_findings_and_holes_the_pages_say_so(make_site: MakeSite) -> None:
    built = make_site({"index.md": TEA}).build()
    assert built.findings == []
    assert '<p class="lcore-empty">No findings.</p>' in built.read("traceability/findings.html")
    assert '<p class="lcore-empty">No holes. Every requirement' in built.read("traceability/holes.html")


def test_a_project_without_designs_has_pages_that_say_so(make_site: MakeSite) -> None:
    built = make_site({"index.md": "# Nothing\n\nSee {ref}`traceability`.\n"}).build()
    assert built.warnings == ""
    for page in PAGES:
        assert '<p class="lcore-empty">' in built.read(file_of(page)), page.name
        assert page_of(built, file_of(page)).head_cells == []
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


def test_the_other_pages_lead_to_a_document_that_stands_for_one_of_them(make_site: MakeSite) -> None:
    built = make_site({"index.md": TEA, "traceability/holes.md": "---\norphan: true\n---\n# By hand\n"}).build()
    assert page_of(built, "traceability/holes.html").headings == [("h1", "By hand")]
    assert '<li><a href="holes.html">Holes</a></li>' in built.read("traceability/matrix.html")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("name", ["traceability.md", "traceability/index.md", "traceability/grid/index.md"])
def test_a_link_to_a_page_follows_when_a_document_takes_its_place_and_gives_it_back(
    make_site: MakeSite, builder: str, name: str
) -> None:
    links = "# I\n\n{ref}`traceability`, {ref}`traceability-grid`\n"
    site = make_site({"index.md": links})
    before = body_of(site.build(builder), "index.html")
    site.write({name: "---\norphan: true\n---\n# By hand\n"})
    taken = body_of(site.build(builder), "index.html")
    assert taken == body_of(site.build(builder, out="clean"), "index.html")
    site.remove(name)
    assert body_of(site.build(builder), "index.html") == before


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


@every_page
def test_each_page_has_a_label(make_site: MakeSite, page: GeneratedPage) -> None:
    built = make_site({"index.md": f"# Index\n\n{{ref}}`{page.label}`\n"}).build()
    link = f'href="traceability/{page.name}.html"><span>{page.title}</span></a>'
    assert link in body_of(built, "index.html")
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


def test_a_row_of_a_large_matrix_is_small(make_site: MakeSite) -> None:
    design = "# Tea\n\n:::{feature-design} tea\n:::\n"
    for number in range(1, 301):
        design += f"\n::::{{requirement}} R{number} Boil\n:status: draft\n:priority: must\n\nIt boils.\n\n"
        design += ":::{acceptance-criteria}\n- It sings\n- It is hot\n:::\n::::\n"
    html = make_site({"index.md": design}).build().read("traceability/matrix.html")
    rows = re.findall(r"<tr[^>]*><th scope=.row.>.*?</tr>", html, re.DOTALL)
    assert len(rows) == 300
    beyond = sum(len(row) - len(re.sub("<[^>]*>", "", row)) for row in rows) / len(rows)
    assert beyond < 1024
