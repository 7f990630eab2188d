"""Plain designs for tests: written once, read in MyST and in RST, many in one site."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .conftest import CONF, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Item

    from .conftest import Built

PLAIN = 'lcore_designs = ["**"]\nexclude_patterns = ["index.*"]\nroot_doc = "start"\n'
_UNDERLINES = {1: "=", 2: "-", 3: "~", 4: "^"}
_ADDED = re.compile(r"\b(?:lcore-links|lcore-inline-links|headerlink)\b")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def design(body: str, title: str = "Feature design for tea") -> str:
    """A design of a title and a body."""
    return f"# {title}\n\n{body.strip()}\n"


def to_rst(text: str) -> str:
    """The same document in RST: headings, code and hard breaks are written otherwise."""
    lines: list[str] = []
    for line in text.splitlines():
        heading = re.fullmatch(r"(#+) (.*)", line)
        if heading:
            lines += [heading[2], _UNDERLINES[len(heading[1])] * len(heading[2])]
        else:
            lines.append(re.sub(r"(?<!`)`(?!`)([^`]+)`", r"``\1``", line))
    return "\n".join(lines) + "\n"


def in_both(bodies: Mapping[str, str]) -> dict[str, str]:
    """A file in MyST and one in RST for each body."""
    return {f"{name}-md.md": design(body) for name, body in bodies.items()} | {
        f"{name}-rst.rst": to_rst(design(body)) for name, body in bodies.items()
    }


def build(root: Path, files: Mapping[str, str], conf: str = "", builder: str = "html") -> Built:
    """Build a site of plain designs, with a page that holds them together."""
    site = Site(root, CONF + PLAIN + conf)
    site.write({"start.md": "# Start\n\n```{toctree}\n:glob:\n\n*\n```\n", **files})
    return site.build(builder)


def document(built: Built, name: str) -> Document:
    """What a document states."""
    found = built.catalog.document(name)
    assert found is not None
    return found


def source_lines(built: Built, path: str) -> list[str]:
    return (built.site.source / path).read_text(encoding="utf-8").splitlines()


def source_line(built: Built, item: Item) -> str:
    """The line of the source at which an item says that it stands."""
    return _without_markup(source_lines(built, item.path)[item.line - 1])


def _without_markup(line: str) -> str:
    """A line of either language: without the marks of a heading in MyST, and of code in RST."""
    return re.sub(r"^#+ ", "", line.strip()).replace("``", "`")


def rules_of(built: Built, name: str) -> set[str]:
    """The rules of the findings about a document."""
    return {finding.rule for finding in built.findings if finding.path.partition(".")[0] == name}


def lines_of(built: Built, name: str, rule: str) -> list[str]:
    """The source lines that a rule found fault with in a document."""
    found = [each for each in built.findings if each.path.partition(".")[0] == name and each.rule == rule]
    return [_without_markup(source_lines(built, each.path)[each.line - 1]) for each in found]


class _Words(HTMLParser):
    """The words of the body of a page, without what the extension adds; and the ids of all its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self._open: list[tuple[str, bool]] = []

    @property
    def _silent(self) -> bool:
        return any(silent for _, silent in self._open) or not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids += [known["id"]] if known.get("id") else []  # type: ignore[list-item]
        if tag in _VOID:
            return
        if self._open or known.get("role") == "main":
            self._open.append((tag, _ADDED.search(known.get("class") or "") is not None))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def _parsed(page: str) -> _Words:
    parser = _Words()
    parser.feed(page)
    return parser


def words_of(page: str) -> str:
    """What the body of a page says, without what the extension adds."""
    return " ".join("".join(_parsed(page).words).split())


def ids_of(page: str) -> list[str]:
    """The ids of all elements of a page."""
    return _parsed(page).ids


def pages(built: Built, names: Iterable[str]) -> dict[str, str]:
    return {name: built.read(f"{name}.html") for name in names}
