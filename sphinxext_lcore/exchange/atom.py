"""An Atom feed (RFC 4287) of the changelogs of all designs."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from sphinxext_lcore.tracing.timeline import newest_first

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import ChangelogEntry, Feature

FEED_NAME = "changelog.atom"
FEED_TYPE = "application/atom+xml"
_NEWEST = 100
_NO_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""What no XML document may hold; made an expression of where there is a feed, as it takes its time."""


class Head(NamedTuple):
    """What a feed says of itself."""

    title: str
    page: str
    """The absolute address of the page that shows the same."""
    feed: str
    """The absolute address of the feed."""


def atom(catalog: Catalog, head: Head, address_of: Callable[[Feature], str]) -> str:
    """A feed of the newest dated changes; no clock is read, so that equal designs give an equal feed.

    Args:
        catalog: The catalog.
        head: What the feed says of itself.
        address_of: Gives the absolute address of a feature's design.

    Returns:
        The text of the feed; empty where no change has a date.
    """
    entries = [(entry, entry.date) for entry in newest_first(catalog.changelog) if entry.date is not None][:_NEWEST]
    if not entries:
        return ""
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _add(feed, ("id", head.page), ("title", head.title), ("updated", _moment(entries[0][1])))
    ET.SubElement(feed, "link", {"href": head.page})
    ET.SubElement(feed, "link", {"rel": "self", "href": head.feed})
    _add(ET.SubElement(feed, "author"), ("name", head.title))
    for entry, day in entries:
        feature = catalog.feature(entry.feature)
        if feature is not None:
            _add_entry(feed, entry, day, feature, address_of(feature))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add_entry(feed: ET.Element, entry: ChangelogEntry, day: date, feature: Feature, address: str) -> None:
    element = ET.SubElement(feed, "entry")
    # Rows have no name of their own, and a number would move when a row is put before another.
    mark = blake2b(f"{entry.feature}\n{entry.change}".encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    _add(
        element,
        ("id", f"{address.partition('#')[0]}#changelog-{day}-{mark}"),
        ("title", f"{feature.title or feature.id}: {entry.change}"),
        ("updated", _moment(day)),
        ("summary", entry.reason or entry.change),
    )
    ET.SubElement(element, "link", {"href": address})
    for author in feature.authors:
        _add(ET.SubElement(element, "author"), ("name", author))


def _add(element: ET.Element, *texts: tuple[str, str]) -> None:
    for tag, text in texts:
        ET.SubElement(element, tag).text = re.sub(_NO_XML, "\N{REPLACEMENT CHARACTER}", text)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
