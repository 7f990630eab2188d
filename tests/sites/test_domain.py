"""What the domain gives to Sphinx: anchors, the inventory, the search index, the contents of a page."""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

MYST = """\
# Feature design for tea

:::{feature-design} tea
:::

## Requirements

:::{requirement} R1 Boil the **water**
It is hot.
:::

:::{requirement} R2
It is poured.
:::

## Use Cases

:::{use-case} U1 Guests
As a guest, I want tea.
:::
"""
RST = """\
Feature design for tea
======================

.. feature-design:: tea

Requirements
------------

.. requirement:: R1 Boil the **water**

   It is hot.

.. requirement:: R2

   It is poured.

Use Cases
---------

.. use-case:: U1 Guests

   As a guest, I want tea.
"""


def _inventory(built: Built) -> dict[tuple[str, str], tuple[str, str]]:
    """The entries of our domain: kind and name to address and title."""
    *head, body = (built.out / "objects.inv").read_bytes().split(b"\n", 4)
    assert head[0] == b"# Sphinx inventory version 2"
    entries = {}
    for line in zlib.decompress(body).decode().splitlines():
        match = re.fullmatch(r"(\S+) lcore:(\S+) -?\d+ (\S+) (.*)", line)
        if match:
            address = match[3].replace("$", match[1])
            entries[match[2], match[1]] = (address, match[4])
    return entries


def _ids(built: Built, page: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', built.read(page))


@in_both_languages(MYST, RST)
def test_the_inventory_leads_to_anchors_that_exist(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    inventory = _inventory(built)
    assert inventory == {
        ("feature", "tea"): ("index.html#tea", "Feature design for tea"),
        ("requirement", "tea.R1"): ("index.html#tea-r1", "tea.R1 Boil the water"),
        ("requirement", "tea.R2"): ("index.html#tea-r2", "-"),
        ("use-case", "tea.U1"): ("index.html#tea-u1", "tea.U1 Guests"),
    }
    ids = _ids(built, "index.html")
    assert [address for address, _ in inventory.values() if address.partition("#")[2] not in ids] == []


def test_another_project_links_to_a_requirement(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": MYST}).build()
    conf = f"""
extensions += ["sphinx.ext.intersphinx"]
intersphinx_mapping = {{"tea": ("https://example.org/tea/", {str(built.out / "objects.inv")!r})}}
"""
    text = "# Other\n\n{external+tea:lcore:req}`tea.R1` {external+tea:lcore:uc}`tea.U1`\n"
    other = make_site({"index.md": text}, conf=conf).build()
    assert other.warnings == ""
    assert 'href="https://example.org/tea/index.html#tea-r1"' in other.read("index.html")
    assert 'href="https://example.org/tea/index.html#tea-u1"' in other.read("index.html")


@in_both_languages(MYST, RST)
def test_the_search_index_has_the_items(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    index = json.loads(re.sub(r"^Search\.setIndex\((.*)\)$", r"\1", built.read("searchindex.js")))
    kinds = {kind[1]: int(number) for number, kind in index["objnames"].items() if kind[0] == "lcore"}
    found = {
        (prefix, entry[4]): index["objnames"][str(entry[1])][2]
        for prefix, entries in index["objects"].items()
        for entry in entries
        if entry[1] in kinds.values()
    }
    assert found == {
        ("tea", "R1 Boil the water"): "Feature design requirement",
        ("tea", "R2"): "Feature design requirement",
        ("tea", "U1 Guests"): "Feature design use case",
    }
    assert "hot" in index["terms"]
    assert index["titles"] == ["Feature design for tea"]  # by which a feature is found


@in_both_languages(MYST, RST)
def test_the_contents_of_a_page_list_its_cards(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    toc = built.app.env.tocs["index"]
    references = [node for node in toc.findall(nodes.reference) if "anchorname" in node]
    entries = [(node.astext(), node["anchorname"]) for node in references]
    assert entries == [
        ("Feature design for tea", ""),
        ("Requirements", "#requirements"),
        ("R1", "#tea-r1"),
        ("R2", "#tea-r2"),
        ("Use Cases", "#use-cases"),
        ("U1", "#tea-u1"),
    ]


@in_both_languages(MYST, RST)
def test_a_card_has_two_anchors_and_a_permalink(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    ids = _ids(built, "index.html")
    assert {"tea", "tea-r1", "r1", "tea-r2", "r2", "tea-u1", "u1"} <= set(ids)
    assert 'href="#tea-r1"' in built.read("index.html")


@in_both_languages(MYST, RST)
def test_one_long_page_has_the_long_anchors_alone(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    coffee = MYST.replace("tea", "coffee")
    files = {**files, "coffee.md": coffee}
    (index,) = [name for name in files if name.startswith("index")]
    toctree = "\n```{toctree}\ncoffee\n```\n" if index.endswith(".md") else "\n.. toctree::\n\n   coffee\n"
    files[index] += toctree
    ids = _ids(make_site(files).build("singlehtml"), "index.html")
    assert {"tea-r1", "coffee-r1"} <= set(ids)
    assert "r1" not in ids
    assert "u1" not in ids


@in_both_languages(
    "# Tea\n\n## R1\n\nWords.\n\n## tea R2\n\nWords.\n\n:::{feature-design} tea\n:::\n\n"
    ":::{requirement} R1\nIt is.\n:::\n\n:::{requirement} R2\nIt is.\n:::\n",
    "Tea\n===\n\nR1\n--\n\nWords.\n\ntea R2\n------\n\nWords.\n\n.. feature-design:: tea\n\n"
    ".. requirement:: R1\n\n   It is.\n\n.. requirement:: R2\n\n   It is.\n",
)
def test_a_heading_keeps_its_anchor(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    page = built.read("index.html")
    assert re.search(r'<section id="r1">\s*<h2>R1', page)
    assert re.search(r'<section id="tea-r2">\s*<h2>tea R2', page)
    ids = _ids(built, "index.html")
    assert sorted(ids) == sorted(set(ids)), "no anchor stands twice"
    anchors = {each["id"]: each["anchor"] for each in built.json["requirements"]}
    assert anchors == {"tea.R1": "tea-r1", "tea.R2": "tea-r2-2"}
    assert set(anchors.values()) <= set(ids)


def test_a_feature_whose_key_is_the_slug_of_its_heading_shares_the_anchor(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": "# Tea\n\n:::{feature-design} tea\n:::\n"}).build()
    assert _ids(built, "index.html").count("tea") == 1
    assert built.json["features"][0]["anchor"] == "tea"


def test_a_feature_without_a_block_is_no_object(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n"}).build()
    assert list(_inventory(built)) == [("requirement", "index.R1")]


@pytest.mark.parametrize("docname", ["index", "guide/index", "guide/README", "guide/My Tea"])
@pytest.mark.verifies("directives-and-records.R5")
def test_the_key_comes_from_the_name_of_the_file(make_site: Callable[..., Site], docname: str) -> None:
    files = {"index.md": "# Site\n", f"{docname}.md": "# Tea\n\n:::{feature-design}\n:::\n"}
    key = {"index": "index", "guide/index": "guide", "guide/README": "guide", "guide/My Tea": "my-tea"}[docname]
    assert [each["id"] for each in make_site(files).build().json["features"]] == [key]
