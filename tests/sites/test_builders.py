"""Every builder shows what the directives say, without a warning; links in HTML lead somewhere."""

from __future__ import annotations

import base64
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .conftest import Site

TEA = """\
# Feature design for tea

:::{feature-design} tea
:date: 2026-01-02
:component: kettle
:authors: A. Author, B. Writer
:feature: LCORE-1
:spike: LCORE-2
:links: {ref}`traceability`, {doc}`design/coffee`
:status: accepted
:superseded-by: coffee
:reviewers: C. Reader

What it is about, see {req}`coffee.R1`.
:::

## Requirements

::::{requirement} R1 Boil the **water** to `100` degrees & more
:status: approved
:priority: must
:use-cases: U1, coffee.U1
:verification: test
:verified-by: unit
:ticket: LCORE-4
:name: boiling

Water boils[^1], see {req}`R2`, {uc}`U1`, {feature}`coffee`, {ticket}`LCORE-5` and {ref}`this <boiling>`.

```python
boil(kettle)
```

| degrees | state |
|---------|-------|
| 100     | steam |

- one
  - two

```{note}
It is hot.
```

```{image} drop.png
:alt: a drop
```

$$E = mc^2$$

:::{acceptance-criteria}
:verified-by: e2e

- Given cold water, when heated, then it boils
- AC7: Given none, then nothing
:::
::::

[^1]: At sea level.

:::{requirement} R2
:refines: R1
:depends-on: R1, coffee.R1
:derived: the *kettle* needs it

It is hot.
:::

:::{requirement} R3 Milk
:status: deferred

Milk.
:::

:::{acceptance-criteria} R2
1. Given steam, then it is hot
:::

## Use Cases

:::{use-case} U1 Guests
As a guest, I want tea, so that I am warm.
:::

## Acceptance

:::{acceptance-test-surface}
| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| R1, R2 | `100` degrees | unit |
:::

## Changelog

:::{design-changelog}
| Date | Change | Reason |
|------|--------|--------|
| 2026-01-02 | Initial version | see {req}`R1` |
:::

:::{open-questions}
- Which tea? — deferred from LCORE-2
:::

:::{key-files}
| File | What to do |
|------|------------|
| `src/tea.py` | change |
:::
"""
COFFEE = """\
Feature design for coffee
=========================

.. feature-design:: coffee
   :date: 2026-01-02
   :authors: C. Drinker
   :feature: LCORE-9
   :component: machine

.. requirement:: R1 Grind :req:`tea.R1`
   :use-cases: U1, tea.U1
   :priority: should

   Beans are ground.

   .. math:: a + b

   .. acceptance-criteria::

      - Given beans, then powder

.. use-case:: U1

   As a host, I want coffee, so that I wake up.

.. design-changelog::

   - 2026-01-02: Initial version

.. open-questions::

   - Which beans?
"""
OVERVIEW = """\
# Overview

:::{traceability-matrix}
:caption: All <requirements>
:group-by: feature
:::

:::{traceability-matrix}
:style: grid
:features: tea
:::

:::{traceability-matrix}
:rows: use-case
:::

:::{traceability-matrix}
:only: gaps
:priority: could
:caption: Nothing
:::

:::{traceability-coverage}
:caption: Coverage
:::

:::{feature-index}
:caption: Features
:::

:::{traceability-overview}
:caption: How things stand
:::

:::{traceability-map}
:caption: Map
:::

:::{traceability-holes}
:caption: Holes
:::

:::{use-case-index}
:caption: Who wants what
:::

:::{finding-index}
:caption: Findings
:::

:::{finding-index}
:features: tea
:::

:::{changelog-timeline}
:limit: 5
:caption: Changes
:::

:::{changelog-timeline}
:::

:::{open-question-index}
:caption: Open questions
:::

{req}`tea.R1`, {req}`~coffee.R1`, {req}`!coffee.R1`, {any}`tea.U1`, {ref}`traceability`
"""
INDEX = "Site\n====\n\n.. toctree::\n\n   tea\n   design/coffee\n   overview\n"
IMAGE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
CONF = """
lcore_extra_fields = ["reviewers"]
myst_enable_extensions = ["dollarmath"]
version = copyright = "2026"
"""
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "linkcheck", "dummy"),
)


def _site(make_site: Callable[..., Site]) -> Site:
    files = {"tea.md": TEA, "design/coffee.rst": COFFEE, "overview.md": OVERVIEW, "index.rst": INDEX}
    site = make_site(files, conf=CONF)
    (site.source / "drop.png").write_bytes(IMAGE)
    return site


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_builds_clean(make_site: Callable[..., Site], builder: str) -> None:
    built = _site(make_site).build(builder)
    assert built.warnings == ""
    assert built.app.statuscode == 0


_LINK_ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src"}


class Page(HTMLParser):
    """The ids of a page and its links, external ones left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids[str(attributes["id"])] += 1
        link = attributes.get(_LINK_ATTRIBUTES.get(tag, ""))
        if link is not None and not re.match(r"[a-z]+:", link):
            self.links.append(link)


def _broken_links(out: Path) -> Iterator[str]:
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in out.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            address, fragment = urldefrag(link)
            file = unquote(address).partition("?")[0]
            target = (path.parent / file).resolve() if file else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                yield f"{path.relative_to(out)}: no file {link}"
            elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
                yield f"{path.relative_to(out)}: no anchor {link}"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_internal_link_leads_to_an_anchor(make_site: Callable[..., Site], builder: str) -> None:
    assert list(_broken_links(_site(make_site).build(builder).out)) == []


def test_every_link_in_one_long_page_leads_to_an_anchor_of_that_page(make_site: Callable[..., Site]) -> None:
    site = _site(make_site)
    # Sphinx links pages that this builder does not write, and gives the entries of its contents two anchors.
    site.write({"conf.py": f"{site.conf}html_sidebars = {{'**': []}}\nhtml_use_index = False\n"})
    links = Page(site.build("singlehtml").read("index.html"))
    assert {"#tea-r1", "#coffee-r1", "#tea-u1", "#tea"} <= set(links.links)
    assert {link for link in links.links if link.startswith("#") and link[1:] not in {"", *links.ids}} == set()


def test_the_pages_of_a_book_are_well_formed(make_site: Callable[..., Site]) -> None:
    pages = sorted(_site(make_site).build("epub").out.rglob("*.xhtml"))
    assert "overview.xhtml" in {page.name for page in pages}
    for page in pages:
        ET.parse(page)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_no_id_stands_twice_on_a_page(make_site: Callable[..., Site], builder: str) -> None:
    out = _site(make_site).build(builder).out
    twice = {
        path.name: [each for each, number in Page(path.read_text(encoding="utf-8")).ids.items() if number > 1]
        for path in out.rglob("*.html")
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_the_matrix_links_to_the_requirements_of_other_documents(make_site: Callable[..., Site]) -> None:
    built = _site(make_site).build("html")
    links = Page(built.read("overview.html")).links
    assert {"tea.html#tea-r1", "tea.html#tea-u1", "design/coffee.html#coffee-r1"} <= set(links)
    assert {"../tea.html#tea-r1"} <= set(Page(built.read("design/coffee.html")).links)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_roles_are_links_in_every_html(make_site: Callable[..., Site], builder: str) -> None:
    out = _site(make_site).build(builder).out
    page = out / {"html": "tea.html", "dirhtml": "tea/index.html", "singlehtml": "index.html"}[builder]
    statement = re.findall(r"<p>Water boils.*</p>", page.read_text(encoding="utf-8"))[0]
    assert len(Page(statement).links) == 5


SHOWN = {
    "latex": "site.tex",
    "text": "tea.txt",
    "man": "site.1",
    "texinfo": "site.texi",
    "xml": "tea.xml",
    "html": "tea.html",
    "epub": "tea.xhtml",
    "pseudoxml": "tea.pseudoxml",
}


@pytest.mark.parametrize("builder", SHOWN)
def test_a_card_says_everything_in_every_builder(make_site: Callable[..., Site], builder: str) -> None:
    text = re.sub(r"<[^>]+>|\\[-&]|\s+", " ", _site(make_site).build(builder).read(SHOWN[builder]))
    for piece in (
        "Boil the",
        "approved",
        "must",
        "Water boils",
        "Given cold water",
        "Use cases",
        "Served by",
        "Derived",
    ):
        assert piece in text, piece


VIEWS = ("Features", "How things stand", "Who wants what", "Findings", "Changes", "Open questions", "Holes")


@pytest.mark.parametrize(("builder", "file"), [("latex", "site.tex"), ("text", "overview.txt"), ("man", "site.1")])
def test_a_view_is_a_table_with_its_caption_where_there_is_no_html(
    make_site: Callable[..., Site], builder: str, file: str
) -> None:
    text = re.sub(r"\\\\[-&]|\\s+", " ", _site(make_site).build(builder).read(file))
    for caption in VIEWS if builder != "man" else ():  # docutils before 0.21 drops the captions there
        assert caption in text, caption
    for piece in ("Accepted", "Guest", "Which beans", "deferred from LCORE", "2026"):
        assert piece in text, piece
