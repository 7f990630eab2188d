"""The pages of plain designs: nothing lost, anchors, every builder, right after every rebuild, alike with -j2."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from . import test_plain_forms, test_plain_records
from .conftest import Site
from .plain import PLAIN, build, design, document, ids_of, in_both, to_rst, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .conftest import Built

TEA = """\
|   |   |
|---|---|
| **Date** | 2026-01-02 |
| **Feature** | LCORE-1311 |

## Requirements

- **R1:** It is *hot* (U1).
- **R2:** It is `sweet`.

  As in R1 and cup.R1.

  - **R2a:** Very.

**R3 – Milk**
It is white -- "not black".

### R4: Lemon

It is sour.

#### Acceptance criteria

- Given a lemon
- When it is cut
- Then it is sour

## Use cases

- **U1:** As a guest, I want tea, so that R2 is met.

## Acceptance test surface

| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| R1, R2 | It is *tea* | unit |
| R1..R3 | It is good, see R4 | |

## Notes

See R1..R4, R3/R4, cup.R1 and (R1, LCORE-9).

## Open questions

- Which tea? — the spike, as R1 says

## Changelog

| Date | Change | Reason |
|------|--------|--------|
| 2026-01-02 | First, with R1 | |
"""
CUP = """\
|   |   |
|---|---|
| **Feature** | LCORE-9 |

## Requirements

- **R1:** It is round.
- **R2:** It is white.

## Changelog

- 2026-01-02: First.
"""
DESIGNS = {"tea.md": design(TEA), "cup.md": design(CUP, "Feature design for cups")}
RST = re.sub(r"(?:^\|.*\n)+", "", TEA, flags=re.MULTILINE)
ALL = {**DESIGNS, "pot.rst": to_rst(design(RST, "Feature design for pots"))}
QUIET = 'suppress_warnings = ["image.not_readable", "myst.xref_missing", "myst.header", "misc.highlighting_failure"]\n'
CONTROL = (
    'extensions = ["myst_parser"]\nhtml_theme = "basic"\nproject = "site"\nmyst_enable_extensions = ["colon_fence"]\n'
)


def without_extension(root: Path, files: Mapping[str, str]) -> Built:
    """The same site as Sphinx alone builds it."""
    site = Site(root, CONTROL + PLAIN.partition("\n")[2] + QUIET)
    site.write({"start.md": "# Start\n\n```{toctree}\n:glob:\n\n*\n```\n", **files})
    return site.build()


def many_documents() -> dict[str, str]:
    """All that the tests of forms and of records read."""
    records = test_plain_records
    bodies = {name: case.body for name, case in (records.CRITERIA | records.NESTED | records.HISTORY).items()}
    tables = records.ACCEPTANCE | records.HISTORY_TABLES
    found = test_plain_forms.documents() | in_both(bodies) | ALL
    return found | {f"table-{name}.md": design(f"{records.REQUIREMENTS}\n{case.body}") for name, case in tables.items()}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    root = tmp_path_factory.mktemp("words")
    return build(root / "with", many_documents(), QUIET), without_extension(root / "without", many_documents())


@pytest.mark.parametrize("name", [name.partition(".")[0] for name in many_documents()])
@pytest.mark.verifies("reading-plain-designs.R5")
def test_no_word_and_no_anchor_is_lost(both: tuple[Built, Built], name: str) -> None:
    ours, plain = (built.read(f"{name}.html") for built in both)
    assert words_of(ours) == words_of(plain)
    assert set(ids_of(plain)) <= set(ids_of(ours))
    assert not [identifier for identifier, count in Counter(ids_of(ours)).items() if count > 1]


def test_titles_and_contents_stay(both: tuple[Built, Built]) -> None:
    for name in ("tea", "pot"):
        ours, plain = (re.findall(r'<section id="([^"]*)"', built.read(f"{name}.html")) for built in both)
        assert ours == plain


@pytest.mark.parametrize("name", ["tea", "pot"])
def test_each_item_has_its_two_anchors(both: tuple[Built, Built], name: str) -> None:
    found = ids_of(both[0].read(f"{name}.html"))
    for identifier in ("r1", "r2", "r2a", "r3", "r4", "u1"):
        assert {identifier, f"{name}-{identifier}"} <= set(found)


def test_an_anchor_made_by_hand_keeps_its_place(tmp_path: Path) -> None:
    body = '## Requirements\n\n- <a id="r1"></a>**R1:** Hot.\n- **R2:** Sweet, see R1.\n\n<a name="r2"></a>\n'
    built = build(tmp_path / "site", {"tea.md": design(body)})
    page = built.read("tea.html")
    assert [each.local_id for each in document(built, "tea").requirements] == ["R1", "R2"]
    assert len(re.findall(r'(?:id|name)="r[12]"', page)) == 2
    assert 'href="#tea-r1"' in page


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "xml", "gettext", "dummy"]
)
def test_every_builder_writes_plain_designs_without_a_word_of_warning(tmp_path: Path, builder: str) -> None:
    man = (
        'man_pages = [("start", "site", "Site", [], 1)]\n'
        'latex_documents = [("start", "site.tex", "Site", "A", "manual")]\n'
    )
    quiet = (
        'suppress_warnings = ["lcore.*", "lcore", "epub.unknown_project_files"]\nversion = "1"\ncopyright = "2026"\n'
    )
    built = build(tmp_path / "site", ALL, quiet + man, builder)
    assert not built.warnings
    assert not built.app.statuscode


@pytest.mark.parametrize(
    ("builder", "option", "icon"),
    [
        ("html", "", "¶"),
        ("html", 'html_permalinks_icon = "<b>#</b>"\n', "<b>#</b>"),
        ("html", "html_permalinks = False\n", None),
        ("epub", "", None),
    ],
)
def test_a_permalink_is_as_the_theme_has_it(tmp_path: Path, builder: str, option: str, icon: str | None) -> None:
    built = build(tmp_path / "site", DESIGNS, builder=builder, conf=option)
    page = built.read("tea.html" if builder == "html" else "tea.xhtml")
    written = f'<a class="headerlink" href="#tea-r1" title="Link to this definition">{icon}</a>'
    assert (written in page) is (icon is not None)
    assert icon is not None or "headerlink" not in page
    views = built.out / "traceability" / "index.html"
    if views.exists():
        assert ("headerlink" in views.read_text(encoding="utf-8")) is (icon is not None)


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex"])
def test_links_and_coverage_are_in_other_builders_too(tmp_path: Path, builder: str) -> None:
    latex = 'latex_documents = [("start", "site.tex", "Site", "A", "manual")]\n'
    built = build(tmp_path / "site", ALL, latex, builder)
    text = built.read({"singlehtml": "start.html", "text": "tea.txt", "latex": "site.tex"}[builder])
    assert "Coverage" in text
    assert "Served by" in text
    if builder == "singlehtml":
        # In one long page Sphinx repeats the anchors of equal headings; ours have the key of the feature before them.
        ours = [each for each in ids_of(text) if re.fullmatch(r"(?:(?:tea|cup|pot)-)?[ru]\d+[a-z]?(?:-ac\d+)?", each)]
        assert len(ours) == len(set(ours)) > 10


EDITS = {
    "a-requirement-goes": ("cup.md", "- **R1:** It is round.\n", ""),
    "a-requirement-comes": ("cup.md", "- **R2:**", "- **R3:** It is tall.\n- **R2:**"),
    "a-statement-changes": ("cup.md", "It is round.", "It is square."),
    "a-ticket-changes": ("cup.md", "LCORE-9", "LCORE-10"),
    "a-mention-goes": ("tea.md", "  As in R1 and cup.R1.\n", "  As in R1.\n"),
    "an-id-changes": ("tea.md", "**R3 – Milk**", "**R5 – Milk**"),
    "no-design-any-more": ("cup.md", None, "# Cups\n\nNothing.\n"),
    "no-document-any-more": ("cup.md", None, None),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_page_is_right_after_another_design_is_edited(tmp_path: Path, edit: str) -> None:
    name, old, new = EDITS[edit]
    site = build(tmp_path / "site", ALL).site
    if new is None:
        site.remove(name)
    else:
        site.write({name: new if old is None else changed(ALL[name], old, new)})
    again = site.build()
    clean = site.build(out="clean")
    assert [(each.path, each.line, each.message) for each in again.findings] == [
        (each.path, each.line, each.message) for each in clean.findings
    ]
    assert again.read("lcore.json") == clean.read("lcore.json")
    for page in ("tea", "pot", "start", *(["cup"] if new is not None else [])):
        assert again.read(f"{page}.html") == clean.read(f"{page}.html")


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    files = test_plain_forms.documents() | ALL
    site = build(tmp_path / "site", files, QUIET).site
    one, two = site.build(out="one"), site.build(out="two", jobs=2)
    assert one.findings == two.findings
    assert one.read("lcore.json") == two.read("lcore.json")
    for name in files:
        page = f"{name.partition('.')[0]}.html"
        assert one.read(page) == two.read(page)


def test_other_documents_of_the_pattern_are_left_alone_and_told_once(tmp_path: Path) -> None:
    files = {
        "spike.md": "# Spike\n\n- **R1:** See R2 and LCORE-3.\n\n## Requirements for audit log\n\n- **R2:** no\n",
        "poc.rst": "Proof of concept\n================\n\nR1 it is.\n",
        "words.md": "Only words, and R1.\n",
        "nothing.md": "",
    }
    conf = 'lcore_ticket_url = "https://tickets.example.org/browse/{key}"\nsuppress_warnings = ["toc.no_title"]\n'
    built = build(tmp_path / "with", files, conf)
    told = [each for each in built.findings if each.path != "start.md"]
    assert sorted((each.path, each.level, each.rule) for each in told) == [
        (name, "INFO", "not_a_design") for name in sorted(files)
    ]
    plain = without_extension(tmp_path / "without", files)
    for name in ("spike", "poc", "words", "nothing"):
        main = [
            re.search(r'role="main">.*?<div class="clearer">', each.read(f"{name}.html"), re.DOTALL)
            for each in (built, plain)
        ]
        assert main[0] is not None
        assert main[1] is not None
        assert main[0][0] == main[1][0]


def test_what_the_pattern_does_not_match_is_never_read(tmp_path: Path) -> None:
    built = build(tmp_path / "site", DESIGNS, 'lcore_designs = ["design/**"]\n')
    assert not built.catalog.documents
    assert not built.findings
