"""The map of the trace on real pages: a picture in HTML, a table elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.sites.conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sites.conftest import Built, Site

    MakeSite = Callable[..., Site]

QUIET = 'suppress_warnings = ["lcore"]\nexclude_patterns = []\n'
SVG = "{http://www.w3.org/2000/svg}"
TEA = """\
# Tea

:::{feature-design} tea
:::

::::{requirement} R1 Boil the **water** & <wait>
:use-cases: U1

Water boils.

:::{acceptance-criteria}
- Given cold water, then it boils
- Given none, then nothing
:::
::::

:::{requirement} R2 Pour
:refines: R1

It flows.
:::

:::{use-case} U1 Drink
As a guest, I want tea, so that I am warm.
:::

:::{traceability-map}
:::
"""
RST = """\
Tea
===

.. feature-design:: tea

.. requirement:: R1 Boil
   :use-cases: U1

   Water boils.

   .. acceptance-criteria::

      - Given cold water, then it boils

.. use-case:: U1 Drink

   As a guest, I want tea, so that I am warm.

.. traceability-map::
   :features: tea
   :caption: Trace
"""
MYST_MAP = ":::{traceability-map}\n:features: tea\n:caption: Trace\n:::\n"


def pictures(page: str) -> list[ET.Element]:
    """The pictures of a page; each must be well-formed by itself."""
    found = re.findall(r"<svg role.*?</svg>", page, re.DOTALL)
    return [ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)) for svg in found]


def nodes(picture: ET.Element) -> list[ET.Element]:
    return list(picture.iter(f"{SVG}a"))


def titles(picture: ET.Element) -> list[str]:
    return [each.findtext(f"{SVG}title") or "" for each in nodes(picture)]


def words(element: ET.Element) -> str:
    return "".join(element.find(f"{SVG}text").itertext())  # type: ignore[union-attr]


def map_of(built: Built, page: str = "index.html") -> ET.Element:
    (picture,) = pictures(built.read(page))
    return picture


@pytest.fixture
def tea(make_site: MakeSite) -> Built:
    return make_site({"index.md": TEA}, QUIET).build()


@in_both_languages(TEA.replace(":::{traceability-map}\n:::\n", MYST_MAP), RST)
def test_a_map_is_drawn_where_the_directive_stands(files: dict[str, str], make_site: MakeSite) -> None:
    built = make_site(files, QUIET).build()
    assert built.warnings == ""
    assert "<figcaption>Trace: Tea</figcaption>" in built.read("index.html")
    assert {title.split()[0] for title in titles(map_of(built))} >= {"U1", "R1", "AC1"}


class TestNodes:
    def test_each_is_a_link_to_its_item_with_a_title_and_visible_words(self, tea: Built) -> None:
        found = {each.get("href"): (words(each), each.findtext(f"{SVG}title")) for each in nodes(map_of(tea))}
        assert set(found) == {
            "#tea-u1",
            "#tea-r1",
            "#tea-r2",
            "#tea-r1-ac1",
            "#tea-r1-ac2",
        }
        assert found["#tea-u1"] == ("U1 Drink", "U1 Drink\nRequirements: R1")
        assert all(text and title for text, title in found.values())

    def test_the_title_says_the_state_and_the_links_in_words(self, tea: Built) -> None:
        boil, pour = (title for title in titles(map_of(tea)) if title.startswith("R"))
        assert boil.split("\n")[1:] == ["accepted-for and traced", "Use cases: U1", "Acceptance criteria: AC1, AC2"]
        assert pour.split("\n") == ["R2 Pour", "no acceptance criteria", "refines: R1"]

    def test_addresses_lead_to_places_that_exist(self, make_site: MakeSite) -> None:
        built = make_site({"index.md": "# Start\n\n:::{traceability-map}\n:::\n", "sub/tea.md": TEA}, QUIET).build()
        page = built.read("sub/tea.html")
        for node in nodes(map_of(built)):
            document, _, anchor = (node.get("href") or "").partition("#")
            assert document == "sub/tea.html"
            assert f'id="{anchor}"' in page

    def test_what_is_missing_stands_on_the_node(self, tea: Built) -> None:
        pour = next(each for each in nodes(map_of(tea)) if words(each).startswith("R2"))
        assert (pour.get("class"), words(pour)) == ("lcore-missing", "R2 Pourno acceptance criteria")

    def test_the_legend_explains_only_what_is_on_the_map(self, tea: Built) -> None:
        legend = re.search(r'<ul class="lcore-legend">(.*)</ul>', tea.read("index.html"))
        assert legend is not None
        assert re.findall(r"<li class=\"(.*?)\">(.*?)</li>", legend[1]) == [
            ("lcore-good", "nothing is missing"),
            ("lcore-missing", "something is missing"),
            ("lcore-refines", "refines"),
        ]

    def test_columns_are_groups_and_an_empty_one_says_so(self, make_site: MakeSite) -> None:
        text = TEA.replace(":use-cases: U1\n", "").replace("use-case}", "note}")
        picture = map_of(make_site({"index.md": text}, QUIET).build())
        groups = list(picture.findall(f"{SVG}g"))
        assert [each.get("aria-label") for each in groups] == ["Use cases", "Requirements", "Acceptance criteria"]
        assert [each.text for each in groups[0].iter(f"{SVG}text")] == ["Use cases", "none"]
        assert picture.get("aria-label") == "Use cases: 0, Requirements: 2, Acceptance criteria: 2"


class TestPaths:
    def test_the_path_of_a_node_is_beside_it_and_reaches_both_ends(self, tea: Built) -> None:
        groups = map_of(tea).findall(f"{SVG}g")
        elements = [each for group in groups for each in group]
        path_of = {
            words(node).split(" ", 1)[0]: path.get("d") or ""
            for node, path in pairwise(elements)
            if node.tag == f"{SVG}a" and path.tag == f"{SVG}path"
        }
        curves = {name: way.count("c") for name, way in path_of.items()}
        rings = {name: way.count("z") for name, way in path_of.items()}
        # U1 to R1, R1 to both criteria, and R1 to what refines it.
        assert (curves["U1"], rings["U1"]) == (4, 4)
        assert (curves["R1"], rings["R1"]) == (4, 4)
        assert (curves["R2"], rings["R2"]) == (2, 2)
        assert (curves["AC2"], rings["AC2"]) == (2, 2)

    def test_where_everything_is_linked_only_the_next_nodes_are_raised(self, make_site: MakeSite) -> None:
        use_cases = ", ".join(f"U{n}" for n in range(1, 31))
        text = "# Tea\n\n:::{feature-design} tea\n:::\n\n"
        text += "".join(f":::{{requirement}} R{n} Boil\n:use-cases: {use_cases}\n\nIt boils.\n:::\n" for n in range(60))
        text += "".join(f":::{{use-case}} U{n} Drink\nAs a guest, I want tea.\n:::\n" for n in range(1, 31))
        text += "".join(f":::{{acceptance-criteria}} R{n}\n- It boils\n:::\n" for n in range(60))
        picture = map_of(make_site({"index.md": text + MYST_MAP}, QUIET).build())
        paths = [each.get("d") or "" for group in picture.findall(f"{SVG}g") for each in group.findall(f"{SVG}path")]
        assert max(way.count("c") for way in paths) == 60


class TestPage:
    def test_a_page_with_a_map_links_its_style_and_no_script(self, tea: Built) -> None:
        page = tea.read("index.html")
        assert "lcore-map.css" in page
        assert "lcore-browse.js" not in page
        assert "<script" not in page.partition('<figure class="lcore-map">')[2].partition("</figure>")[0]

    def test_a_page_without_a_map_links_no_style_for_it(self, make_site: MakeSite) -> None:
        built = make_site({"index.md": TEA.partition(":::{traceability-map}")[0]}, QUIET).build()
        assert "lcore-map.css" not in built.read("index.html")

    def test_two_maps_on_a_page_share_no_id(self, make_site: MakeSite) -> None:
        built = make_site({"index.md": TEA + "\n" + MYST_MAP}, QUIET).build()
        found = pictures(built.read("index.html"))
        assert len(found) == 2
        assert not [each for picture in found for each in picture.iter() if each.get("id")]

    def test_the_generated_page_has_a_map_of_each_feature(self, make_site: MakeSite) -> None:
        milk = TEA.replace("tea", "milk").replace("# Tea", "# Milk")
        built = make_site({"index.md": TEA, "milk.md": milk}, QUIET).build()
        assert len(pictures(built.read("traceability/map.html"))) == 2

    def test_without_designs_the_page_says_so(self, make_site: MakeSite) -> None:
        built = make_site({"index.md": "# Start\n\n:::{traceability-map}\n:::\n"}, QUIET).build()
        assert '<p class="lcore-empty">There is nothing to show yet.</p>' in built.read("index.html")
        assert "lcore-map.css" not in built.read("index.html")

    def test_two_clean_builds_give_the_same(self, make_site: MakeSite) -> None:
        site = make_site({"index.md": TEA}, QUIET)
        first, second = (site.build(out=out).read("traceability/map.html") for out in ("one", "two"))
        assert first == second

    def test_a_map_changes_with_what_it_shows(self, make_site: MakeSite) -> None:
        start = "# Start\n\n:::{traceability-map}\n:::\n"
        site = make_site({"index.md": start, "tea.md": TEA}, QUIET)
        site.build()
        site.write({"tea.md": TEA.replace("R2 Pour", "R2 Spill")})
        built = site.build()
        assert built.read("index.html") == site.build(out="clean").read("index.html")
        assert "R2 Spill" in titles(map_of(built))[2]


class TestUntrustedTitles:
    @pytest.mark.parametrize(
        "title",
        [
            "<script>alert(1)</script>",
            "</title></svg><img src=x onerror=alert(1)>",
            "\"' onload='alert(1)",
            "&lt;b&gt; &#60;b> ]]> <!-- -->",
            "水" * 200,
            "w" * 500,
        ],
    )
    def test_a_title_stays_text(self, title: str, make_site: MakeSite) -> None:
        design = RST.replace("R1 Boil", f"R1 {title}").replace("U1 Drink", f"U1 {title}")
        built = make_site({"index.rst": design}, QUIET).build()
        page = built.read("index.html")
        picture = map_of(built)
        assert {each.tag.removeprefix(SVG) for each in picture.iter()} == {
            "svg",
            "path",
            "g",
            "text",
            "tspan",
            "a",
            "title",
            "rect",
        }
        assert titles(picture)[0].startswith("U1 ")
        assert not [name for _, attributes in tags(page) for name in attributes if name.startswith("on")]


def tags(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    Reader().feed(page.partition('<figure class="lcore-map">')[2].partition("</figure>")[0])
    return iter(found)


class TestSixtyRequirements:
    def test_each_has_a_node_at_which_it_can_be_read_and_reached(self, make_site: MakeSite) -> None:
        text = "# Tea\n\n:::{feature-design} tea\n:::\n\n" + "".join(
            f"::::{{requirement}} R{n} Boil the water until it steams\n:use-cases: U{1 + n // 6}\n\nIt boils.\n\n"
            ":::{acceptance-criteria}\n- Given cold water, when heated, then it boils\n:::\n::::\n"
            for n in range(1, 61)
        )
        text += "".join(f":::{{use-case}} U{n} Drink\nAs a guest, I want tea.\n:::\n" for n in range(1, 12))
        built = make_site({"index.md": text + MYST_MAP}, QUIET).build()
        picture = map_of(built)
        boxes = [rect for node in nodes(picture) for rect in node.findall(f"{SVG}rect")]
        assert len(boxes) == 60 + 60 + 11
        assert all(float(box.get("height") or 0) >= 24 and float(box.get("width") or 0) >= 24 for box in boxes)
        assert f"min-width:{float(picture.get('width') or 0) / 16:g}rem" in (picture.get("style") or "")
        figure = built.read("index.html").partition('<figure class="lcore-map">')[2].partition("</figure>")[0]
        assert len(figure) / len(boxes) < 650


class TestOtherBuilders:
    @pytest.mark.parametrize(
        ("builder", "page"),
        [("text", "index.txt"), ("man", "site.1"), ("latex", "site.tex"), ("xml", "index.xml")],
    )
    def test_a_map_is_a_table(self, builder: str, page: str, make_site: MakeSite) -> None:
        conf = (
            QUIET
            + 'man_pages = [("index", "site", "site", ["A"], 1)]\nlatex_documents = [("index", "site.tex", "s", "A", "howto")]\n'
        )
        built = make_site({"index.md": TEA}, conf).build(builder)
        assert built.warnings == ""
        shown = built.read(page)
        assert "svg" not in shown
        for said in ("Requirement", "Use cases", "Criteria", "Pour", "by refinement", "missing"):
            assert said in shown

    @pytest.mark.parametrize(
        ("builder", "page"), [("dirhtml", "index.html"), ("singlehtml", "index.html"), ("epub", "index.xhtml")]
    )
    def test_whatever_is_html_shows_the_picture(self, builder: str, page: str, make_site: MakeSite) -> None:
        built = make_site({"index.md": TEA}, QUIET + 'epub_copyright = "A"\nversion = "1"\n').build(builder)
        assert built.warnings == ""
        assert len(nodes(map_of(built, page))) == 5
