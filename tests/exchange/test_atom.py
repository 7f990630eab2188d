from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sphinxext_lcore.exchange.atom import Head, atom
from tests.designs import catalog, change, document

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Feature

HEAD = Head("Kitchen: changes", "https://example.org/changelog.html", "https://example.org/changelog.atom")
ATOM = "{http://www.w3.org/2005/Atom}"


def address_of(feature: Feature) -> str:
    return f"https://example.org/{feature.docname}.html#{feature.anchor}"


def feed(found: Catalog) -> ET.Element:
    return ET.fromstring(atom(found, HEAD, address_of))


def entries(found: Catalog, tag: str) -> list[str | None]:
    return [each.findtext(ATOM + tag) for each in feed(found).iter(f"{ATOM}entry")]


TEA = document(
    "tea",
    metadata={"title": "Tea", "authors": ("A. Author", "B. Writer")},
    changelog=[change("2026-01-02", "Initial version"), change("2026-03-04", "Hotter"), change("", "Once")],
)


def test_each_dated_change_is_an_entry_the_newest_first() -> None:
    assert entries(catalog(TEA), "title") == ["Tea: Hotter", "Tea: Initial version"]
    assert entries(catalog(TEA), "updated") == ["2026-03-04T00:00:00Z", "2026-01-02T00:00:00Z"]


def test_the_feed_says_where_it_is_and_when_it_last_changed() -> None:
    found = feed(catalog(TEA))
    assert found.findtext(f"{ATOM}id") == HEAD.page
    assert found.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    assert [each.attrib for each in found.findall(f"{ATOM}link")] == [
        {"href": HEAD.page},
        {"rel": "self", "href": HEAD.feed},
    ]


def test_an_entry_leads_to_the_design_and_names_its_authors() -> None:
    entry = next(feed(catalog(TEA)).iter(f"{ATOM}entry"))
    assert [each.attrib["href"] for each in entry.findall(f"{ATOM}link")] == ["https://example.org/tea.html#tea"]
    assert [each.text for each in entry.iter(f"{ATOM}name")] == ["A. Author", "B. Writer"]


def test_an_entry_keeps_its_id_when_others_come_before_it() -> None:
    fewer = document("tea", changelog=[change("2026-01-02", "Initial version")])
    more = document("tea", changelog=[change("2026-02-02", "More"), change("2026-01-02", "Initial version")])
    assert entries(catalog(fewer), "id")[0] == entries(catalog(more), "id")[1]
    assert len(set(entries(catalog(more), "id"))) == 2


def test_markup_is_text_and_what_xml_forbids_is_replaced() -> None:
    hostile = document("tea", changelog=[change("2026-01-02", "<b>&\x00\x1b ]]> \ud800")])
    assert entries(catalog(hostile), "title") == [
        "tea: <b>&\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} ]]> \N{REPLACEMENT CHARACTER}"
    ]


def test_without_a_dated_change_there_is_no_feed() -> None:
    assert atom(catalog(document("tea", changelog=[change("")])), HEAD, address_of) == ""
