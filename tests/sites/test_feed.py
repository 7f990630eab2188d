"""The Atom feed: where it is, and what leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.sites.test_pages import FILES, dead_links

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]

BASE = 'html_baseurl = "https://example.org/docs/"'
FEED = "traceability/changelog.atom"


@pytest.mark.parametrize(
    ("builder", "page", "way", "design"),
    [
        ("html", "traceability/changelog.html", "changelog.atom", "tea.html"),
        ("dirhtml", "traceability/changelog/index.html", "../changelog.atom", "tea/"),
    ],
)
def test_a_site_that_knows_its_address_has_a_feed(
    make_site: MakeSite, builder: str, page: str, way: str, design: str
) -> None:
    built = make_site(FILES, conf=BASE).build(builder)
    html = built.read(page)
    assert f'<link rel="alternate" title="Changes of all designs" href="{way}" type="application/atom+xml">' in html
    assert f'<a href="{way}" type="application/atom+xml">Atom feed of these changes</a>' in html
    assert dead_links(built.out, built.out / page) == []
    feed = ET.fromstring(built.read(FEED))
    links = [each.attrib["href"] for each in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert links[:2] == [
        f"https://example.org/docs/{page.removesuffix('index.html')}",
        f"https://example.org/docs/{FEED}",
    ]
    assert f"https://example.org/docs/{design}#tea" in links


def test_a_site_that_does_not_know_its_address_has_none(make_site: MakeSite) -> None:
    site = make_site(FILES, conf=BASE)
    assert (site.build().out / FEED).exists()
    built = site.build(options={"html_baseurl": ""})
    assert not (built.out / FEED).exists()
    assert "atom" not in built.read("traceability/changelog.html")


@pytest.mark.parametrize("conf", [f"{BASE}\nlcore_pages = None", BASE])
def test_there_is_no_feed_without_pages_or_without_changes(make_site: MakeSite, conf: str) -> None:
    files = FILES if "None" in conf else {"index.md": "# Index\n"}
    assert list(make_site(files, conf=conf).build().out.rglob("*.atom")) == []


def test_a_document_in_the_place_of_the_page_takes_the_feed_with_it(make_site: MakeSite) -> None:
    files = FILES | {"traceability/changelog.md": "---\norphan: true\n---\n# By hand\n"}
    assert list(make_site(files, conf=BASE).build().out.rglob("*.atom")) == []
