"""After any edit, an incremental build leaves what a clean build gives, and writes only the pages that change."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from sphinx.cmd.build import main as sphinx_build

from sphinxext_lcore import domain
from sphinxext_lcore.rendering.views import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]

# No document stands in a toctree: Sphinx does not write neighbours again when a title changes, so that the links to
# the next and the previous page would differ with and without the extension.
TEA = """\
---
orphan: true
---
# Feature design for tea

:::{feature-design} tea
:date: 2026-01-02
:component: kitchen
:authors: A. Author
:feature: LCORE-1
:::

## Requirements

:::::{requirement} R1 Boil the water
:status: approved
:priority: must
:use-cases: U1, kettle.U1
:depends-on: kettle.R1

Water boils.

::::{acceptance-criteria}
- Given cold water, when heated, then it boils
- Given boiling water, when heated, then the heat ends
::::
:::::

:::{requirement} R2 Steep the leaves
:status: draft
:refines: R1

Leaves steep for three minutes.
:::

## Use Cases

:::{use-case} U1 Drink
As a guest, I want tea, so that I am warm.
:::

## Acceptance

:::{acceptance-test-surface}
| Req    | Observable behavior | Verified by |
|--------|---------------------|-------------|
| R1, R2 | Tea is hot          | test_tea    |
:::

## Changelog

:::{design-changelog}
| Date       | Change          | Reason |
|------------|-----------------|--------|
| 2026-01-02 | Initial version |        |
:::
"""
KETTLE = """\
:orphan:

Feature design for the kettle
=============================

.. feature-design:: kettle
   :date: 2026-01-03
   :authors: B. Author
   :feature: LCORE-2

Requirements
------------

.. requirement:: R1 Switch off
   :status: approved
   :use-cases: U1, tea.U1

   The kettle switches off.

   .. acceptance-criteria::

      - Given boiling water, then the kettle is off

.. requirement:: R2 Whistle
   :depends-on: tea.R1

   The kettle whistles, as :uc:`tea.U1` asks.

   .. acceptance-criteria::

      - Given boiling water, then it can be heard

What the kettle owes to the tea:

.. acceptance-criteria:: tea.R1

   - Given a full kettle, then it boils in three minutes

Use Cases
---------

.. use-case:: U1 Boil an egg

   As a cook, I want hot water, so that I can boil an egg.

.. design-changelog::

   - 2026-01-03: Initial version
"""
CUPS = """\
---
orphan: true
---
# Feature design for cups

:::{feature-design} cups
:date: 2026-01-04
:authors: C. Author
:feature: LCORE-3
:::

::::{requirement} R1 Hold tea
:derived: tea must be somewhere

A cup holds tea.

:::{acceptance-criteria}
- Given tea, then the table is dry
:::
::::

:::{design-changelog}
- 2026-01-04: Initial version
:::
"""
NOTES = """\
:orphan:

Notes
=====

On :req:`tea.R1`, the :feature:`kettle`, and what LCORE-2 needs, :req:`LCORE-2.R1`.
"""
MEMO = """\
---
orphan: true
---
# Memo

Nothing about designs yet.
"""
OVERVIEW = """\
---
orphan: true
---
# Overview

:::{traceability-matrix}
:caption: All requirements
:::

:::{traceability-matrix}
:style: grid
:::

:::{traceability-matrix}
:rows: use-case
:group-by: feature
:::

:::{traceability-matrix}
:only: gaps
:columns: id, criteria
:::

:::{traceability-coverage}
:::

:::{feature-index}
:::
"""
VIEWS = """\
---
orphan: true
---
# Views

:::{traceability-overview}
:::

:::{traceability-map}
:::

:::{traceability-holes}
:::

:::{use-case-index}
:::

:::{finding-index}
:::

:::{changelog-timeline}
:::

:::{open-question-index}
:::
"""
INDEX = """\
# Kitchen

See {ref}`traceability`, and the {doc}`overview`.
"""
FILES = {
    "cups.md": CUPS,
    "index.md": INDEX,
    "kettle.rst": KETTLE,
    "memo.md": MEMO,
    "notes.rst": NOTES,
    "overview.md": OVERVIEW,
    "tea.md": TEA,
    "views.md": VIEWS,
}
GENERATED = frozenset(f"traceability/{page.name}" for page in PAGES)


@dataclass(frozen=True)
class Edit:
    """One edit of the site, and which documents show it besides the edited ones."""

    name: str
    changes: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By file: what is replaced by what."""
    added: dict[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    shown_on: frozenset[str] = frozenset()

    @property
    def files(self) -> set[str]:
        return {*self.changes, *self.added, *self.removed}

    @property
    def written(self) -> dict[str, str]:
        """The edited files with their new texts."""
        return self.added | {name: replaced(FILES[name], pairs) for name, pairs in self.changes.items()}

    def apply(self, site: Site) -> None:
        for name in self.removed:
            site.remove(name)
        site.write(self.written)

    def revert(self, site: Site) -> None:
        for name in self.added:
            site.remove(name)
        site.write({name: FILES[name] for name in (*self.changes, *self.removed)})


def replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the document"
        text = text.replace(old, new)
    return text


def edit(name: str, file: str, *pairs: tuple[str, str], shown_on: Iterable[str] = ()) -> Edit:
    return Edit(name, {file: pairs}, shown_on=frozenset(shown_on))


EDITS = (
    edit(
        "title of a requirement changed",
        "tea.md",
        ("R1 Boil the water", "R1 Heat the water"),
        # The hint of each link to it, and the rows of the tables.
        shown_on={"kettle", "notes", "overview"},
    ),
    edit(
        "title of a requirement removed, so that its statement stands for it",
        "kettle.rst",
        ("R1 Switch off", "R1"),
        shown_on={"notes", "overview", "tea"},
    ),
    edit(
        "title of a use case changed",
        "tea.md",
        ("U1 Drink", "U1 Sip"),
        shown_on={"kettle", "overview"},
    ),
    edit(
        "title of a feature changed",
        "kettle.rst",
        ("Feature design for the kettle\n====", "Feature design for two kettles\n===="),
        shown_on={"notes", "overview"},
    ),
    edit(
        "status changed",
        "tea.md",
        (":status: draft", ":status: approved"),
        shown_on={"overview"},
    ),
    edit(
        "status that does not count",
        "kettle.rst",
        (":status: approved", ":status: rejected"),
        shown_on={"overview"},
    ),
    edit(
        "use case linked",
        "kettle.rst",
        (":depends-on: tea.R1\n", ":depends-on: tea.R1\n   :use-cases: tea.U1\n"),
        shown_on={"overview", "tea"},
    ),
    edit(
        "use case no longer linked",
        "tea.md",
        (":use-cases: U1, kettle.U1", ":use-cases: U1"),
        shown_on={"kettle", "overview"},
    ),
    edit(
        "dependency removed",
        "kettle.rst",
        ("   :depends-on: tea.R1\n", ""),
        shown_on={"overview", "tea"},
    ),
    edit(
        "link to what does not exist",
        "tea.md",
        (":depends-on: kettle.R1", ":depends-on: kettle.R9"),
        shown_on={"kettle", "overview"},
    ),
    edit(
        "criterion added before one that stands in another document",
        "tea.md",
        ("- Given boiling water", "- Given no water, when heated, then nothing boils\n- Given boiling water"),
        shown_on={"kettle", "overview"},
    ),
    edit(
        "criterion removed before one that stands in another document",
        "tea.md",
        ("- Given boiling water, when heated, then the heat ends\n", ""),
        shown_on={"kettle", "overview"},
    ),
    edit(
        "criterion named",
        "tea.md",
        ("- Given cold water", "- AC7: Given cold water"),
        shown_on={"overview"},
    ),
    edit(
        "criterion reworded that links show",
        "tea.md",
        ("then it boils\n", "then it bubbles\n"),
        shown_on={"overview"},
    ),
    edit(
        "criterion reworded that only the matrix shows",
        "tea.md",
        ("then the heat ends", "then the heat is off"),
        shown_on={"overview"},
    ),
    edit(
        "acceptance row added",
        "tea.md",
        ("test_tea    |\n", "test_tea    |\n| R2     | Leaves sink         | test_leaves |\n"),
        shown_on={"overview"},
    ),
    edit(
        "requirement deleted",
        "tea.md",
        # What it said stays, as prose.
        (":::{requirement} R2 Steep the leaves\n:status: draft\n:refines: R1\n", ""),
        ("three minutes.\n:::", "three minutes."),
        shown_on={"overview"},
    ),
    edit(
        "requirement renumbered that others link",
        "kettle.rst",
        ("R1 Switch off", "R3 Switch off"),
        shown_on={"notes", "overview", "tea"},
    ),
    Edit(
        "requirement moved to another document",
        changes={
            "kettle.rst": (("   The kettle whistles, as :uc:`tea.U1` asks.\n", "   The kettle whistles.\n"),),
            "cups.md": (
                (
                    "::::{requirement} R1 Hold tea",
                    ":::{requirement} R2 Whistle\nSee {uc}`tea.U1`.\n:::\n\n::::{requirement} R1 Hold tea",
                ),
            ),
        },
        shown_on=frozenset({"overview", "tea"}),
    ),
    Edit(
        "feature moved to another document",
        added={"drinks/green.md": TEA},
        removed=("tea.md",),
        shown_on=frozenset({"kettle", "notes", "overview"}),
    ),
    Edit(
        "document removed that others link",
        removed=("kettle.rst",),
        shown_on=frozenset({"notes", "overview", "tea"}),
    ),
    Edit(
        "document removed that nothing links",
        removed=("cups.md",),
        shown_on=frozenset({"overview"}),
    ),
    Edit(
        "document without designs removed",
        removed=("memo.md",),
    ),
    edit(
        "key of a feature changed",
        "tea.md",
        ("{feature-design} tea", "{feature-design} green-tea"),
        shown_on={"kettle", "notes", "overview"},
    ),
    edit(
        "two features with one key, of which the later loses it",
        "cups.md",
        ("{feature-design} cups", "{feature-design} kettle"),
        shown_on={"kettle", "notes", "overview", "tea"},
    ),
    Edit(
        "document added that takes the key of a later one",
        added={"brew.md": CUPS.replace("{feature-design} cups", "{feature-design} tea")},
        shown_on=frozenset({"kettle", "notes", "overview", "tea"}),
    ),
    edit(
        "ticket of a feature changed",
        "kettle.rst",
        (":feature: LCORE-2", ":feature: LCORE-4"),
        shown_on={"notes", "overview"},
    ),
    edit(
        "ticket of two features, so that it names neither",
        "cups.md",
        (":feature: LCORE-3", ":feature: LCORE-2"),
        shown_on={"kettle", "notes", "overview"},
    ),
    edit(
        "component changed",
        "tea.md",
        (":component: kitchen", ":component: scullery"),
        shown_on={"overview"},
    ),
    edit(
        "role added to a page that is no design",
        "memo.md",
        ("Nothing about designs yet.", "Mind {req}`tea.R1`."),
        shown_on={"tea"},
    ),
    edit(
        "title changed of a page that mentions",
        "notes.rst",
        ("Notes\n=====", "Remarks\n======="),
        shown_on={"kettle", "tea"},
    ),
    edit(
        "finding moved by a line",
        "memo.md",
        ("Nothing about designs yet.", "Nothing about designs yet.\n\n:::{open-questions}\n:::"),
    ),
    edit(
        "statement changed, which the matrix opens to show",
        "tea.md",
        ("Water boils.", "Water boils well."),
        shown_on={"overview"},
    ),
    edit(
        "prose changed that nothing else shows",
        "notes.rst",
        ("and what LCORE-2 needs", "and whatever LCORE-2 needs"),
    ),
    Edit("nothing changed"),
)
by_name = pytest.mark.parametrize("change", EDITS, ids=lambda change: change.name)

NO_PART_OF_THE_OUTPUT = {".buildinfo", ".buildinfo.bak", ".lcore-pages.json", ".lcore-building", "searchindex.js"}


def output(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder that an incremental build owes to be right."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NO_PART_OF_THE_OUTPUT
    }


def assert_same(incremental: dict[str, bytes], clean: dict[str, bytes], removed: Iterable[str] = ()) -> None:
    """The same files with the same bytes; Sphinx leaves the pages of removed documents behind."""
    left_over = {form for name in removed for form in (f"{Path(name).with_suffix('')}.html", f"_sources/{name}.txt")}
    assert incremental.keys() - left_over == clean.keys()
    assert [name for name in clean if incremental[name] != clean[name]] == []


# With two processes every fourth edit will do: that these give what one gives is a matter of test_parallel.
@pytest.mark.parametrize(
    ("change", "jobs"),
    [*((change, 1) for change in EDITS), *((change, 2) for change in EDITS[::4])],
    ids=lambda value: getattr(value, "name", str(value)),
)
@pytest.mark.verifies("incremental-builds.R4")
def test_after_an_edit_and_after_its_revocation_the_output_is_that_of_a_clean_build(
    make_site: MakeSite, change: Edit, jobs: int
) -> None:
    site = make_site(FILES)
    before = output(site.build(jobs=jobs).out)
    change.apply(site)
    after = output(site.build(jobs=jobs).out)

    elsewhere = make_site(FILES)
    change.apply(elsewhere)
    assert_same(after, output(elsewhere.build(jobs=jobs).out), change.removed)

    change.revert(site)
    assert_same(output(site.build(jobs=jobs).out), before, change.added)


FAR_AHEAD = 4_000_000_000
"""A time at which no page is written; it is after every source file and template, so that no page is out of date."""


def forget_writing(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (FAR_AHEAD, FAR_AHEAD))


def written_since(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != FAR_AHEAD
    }


def written_pages(folder: Path) -> set[str]:
    """The pages that were written, by their documents; those that Sphinx writes in every build are left out."""
    pages = {Path(name).with_suffix("").as_posix() for name in written_since(folder) if name.endswith(".html")}
    return pages - {"genindex", "search"}


def overviews(folder: Path) -> dict[str, str]:
    """The pages that show something of everything, by name: the generated ones, and the one with their directives."""
    return {name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in {*GENERATED, "views"}}


@by_name
def test_only_the_pages_are_written_that_show_the_edit(make_site: MakeSite, change: Edit) -> None:
    site = make_site(FILES)
    before = overviews(site.build().out)
    forget_writing(site.out())

    change.apply(site)
    after = overviews(site.build().out)
    own = {Path(name).with_suffix("").as_posix() for name in change.written}
    showing = {name for name in before if before[name] != after[name]}
    assert written_pages(site.out()) == own | change.shown_on | showing


@pytest.mark.verifies("incremental-builds.R10")
def test_after_no_edit_nothing_of_ours_is_written(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build()
    forget_writing(site.out())
    site.build()
    assert written_pages(site.out()) == set()
    assert not written_since(site.out()) & {"lcore.json", ".lcore-pages.json"}


@pytest.mark.verifies("incremental-builds.R10")
@pytest.mark.parametrize("builder", ["html", "lcore", "text"])
def test_after_no_edit_nothing_is_checked_and_all_is_told(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    site = make_site(FILES | {"lone.md": UNKNOWN})
    first = site.build(builder)
    monkeypatch.setattr(domain, "check", must_not_be_called)
    second = site.build(builder)
    assert first.findings
    assert second.findings == first.findings
    assert second.catalog.findings == first.catalog.findings


UNKNOWN = """\
---
orphan: true
---
# Lone

:::{requirement} R1 Stand alone
:use-cases: U9

It stands.
:::
"""


def must_not_be_called(*_arguments: object) -> NoReturn:
    raise AssertionError


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("lcore.json", lambda path: path.unlink()),
        ("lcore.json", lambda path: path.write_text("{}", encoding="utf-8")),
        ("traceability/grid.html", lambda path: path.unlink()),
        ("traceability/changelog.atom", lambda path: path.unlink()),
        (".lcore-pages.json", lambda path: path.write_text("{}", encoding="utf-8")),
    ],
)
@pytest.mark.verifies("incremental-builds.R10")
def test_what_was_damaged_in_the_output_is_whole_after_a_build_without_an_edit(
    make_site: MakeSite, name: str, damage: Callable[[Path], object]
) -> None:
    site = make_site(FILES, conf='html_baseurl = "https://example.org/"')
    before = (site.build().out / name).read_bytes()
    damage(site.out() / name)
    assert (site.build().out / name).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lcore.toml", '[rules]\nmissing_metadata = "off"\nunknown_reference = "error"\n'),
        ("results.xml", '<testsuite><testcase classname="a" name="b"><failure/></testcase></testsuite>'),
    ],
)
def test_what_a_build_is_given_beside_its_documents_may_change_alone(make_site: MakeSite, name: str, text: str) -> None:
    conf = 'lcore_evidence = ["results.xml"]'
    old = {"lcore.toml": "", "results.xml": "<testsuite></testsuite>", "lone.md": UNKNOWN}
    site = make_site(FILES | old, conf=conf)
    site.build()
    site.write({name: text})
    clean = make_site(FILES | old | {name: text}, conf=conf).build()
    again = site.build()
    assert again.findings == clean.findings
    assert_same(output(again.out), output(clean.out))


def test_a_generated_page_comes_back_when_the_document_in_its_place_is_gone(make_site: MakeSite) -> None:
    site = make_site(FILES | {"traceability/holes.md": "---\norphan: true\n---\n# Mine\n"})
    assert "<title>Mine" in site.build().read("traceability/holes.html")
    site.remove("traceability/holes.md")
    site.build()
    assert "<title>Mine" not in site.build().read("traceability/holes.html")


@pytest.mark.parametrize(
    "between",
    [{"builder": "lcore", "out": "checked"}, {"only": ["memo.md"]}],
    ids=["by a builder without pages", "for one page"],
)
def test_pages_of_documents_that_were_read_anew_in_between_are_those_of_a_clean_build(
    make_site: MakeSite, between: dict[str, Any]
) -> None:
    conf = 'lcore_ticket_url = "https://example.org/{key}"\n'
    site = make_site(FILES)
    site.build(doctrees="shared")
    site.conf += conf
    site.write({})
    site.build(doctrees="shared", **between)
    assert pages(site.build(doctrees="shared").out) == pages(make_site(FILES, conf=conf).build().out)


def test_where_all_pages_are_written_the_generated_ones_are_written_too(make_site: MakeSite) -> None:
    site = make_site(FILES)
    page = site.build().out / "traceability" / "grid.html"
    before = page.read_text(encoding="utf-8")
    page.write_text("damaged", encoding="utf-8")
    sphinx_build(["-Q", "-a", "-d", str(site.root / "out.doctrees"), str(site.source), str(site.out())])
    assert page.read_text(encoding="utf-8") == before


def test_builders_that_share_an_output_folder_write_their_own_links_each_time(make_site: MakeSite) -> None:
    site = make_site(FILES)
    first = site.build("html").read("traceability/index.html")
    site.build("dirhtml")
    assert site.build("html").read("traceability/index.html") == first


def test_pages_that_were_not_asked_for_are_written_by_the_next_build(make_site: MakeSite) -> None:
    change = next(each for each in EDITS if each.name == "title of a requirement changed")
    site = make_site(FILES)
    site.build()
    change.apply(site)
    site.build(only=["tea.md"])
    site.build()

    elsewhere = make_site(FILES)
    change.apply(elsewhere)
    assert_same(output(site.out()), output(elsewhere.build().out))


@pytest.mark.parametrize(
    "link",
    ["{any}`tea.R1`", "{any}`LCORE-1.R1`", "[](#tea.R1)", "<project:#tea.R1>", "[it](tea.R1)"],
)
def test_links_by_other_means_than_our_roles_follow_their_target(make_site: MakeSite, link: str) -> None:
    linking = {"memo.md": f"---\norphan: true\n---\n# Memo\n\nMind {link}.\n"}
    site = make_site(FILES | linking)
    assert 'title="Boil the water"' in site.build().read("memo.html")
    site.write({"tea.md": TEA.replace("R1 Boil the water", "R1 Heat the water")})
    assert 'title="Heat the water"' in site.build().read("memo.html")


@pytest.mark.parametrize(
    "conf",
    ['release = "2"', 'language = "de"', 'html_title = "Other"', 'copyright = "us"', 'lcore_statuses = ["open"]'],
)
def test_after_a_change_of_the_configuration_the_output_is_that_of_a_clean_build(
    make_site: MakeSite, conf: str
) -> None:
    site = make_site(FILES)
    site.build()
    site.conf += conf
    site.write({})
    site.build()
    assert pages(site.out()) == pages(make_site(FILES, conf=conf).build().out)


def test_after_a_change_of_a_template_the_output_is_that_of_a_clean_build(make_site: MakeSite) -> None:
    files = FILES | {"_templates/page.html": '{% extends "!page.html" %}{% block footer %}old{% endblock %}'}
    new = {"_templates/page.html": '{% extends "!page.html" %}{% block footer %}new{% endblock %}'}
    conf = 'templates_path = ["_templates"]'
    site = make_site(files, conf=conf)
    site.build()
    site.write(new)
    assert_same(output(site.build().out), output(make_site(files | new, conf=conf).build().out))


def pages(folder: Path) -> dict[str, bytes]:
    """Every page, without the checksums of assets: Sphinx keeps those for the time of a process."""
    found = output(folder)
    return {name: re.sub(rb"\?v=\w+", b"", found[name]) for name in found if name.endswith(".html")}


def test_with_a_toctree_and_a_theme_the_bodies_are_those_of_a_clean_build(make_site: MakeSite) -> None:
    """Sphinx does not write neighbours again for the titles in their navigation."""
    change = next(each for each in EDITS if each.name == "title of a feature changed")
    files = FILES | {"index.md": INDEX + "\n```{toctree}\ntea\nkettle\noverview\nnotes\n```\n"}
    site = make_site(files, conf='html_theme = "alabaster"')
    site.build()
    change.apply(site)
    incremental = bodies(site.build().out)

    elsewhere = make_site(files, conf='html_theme = "alabaster"')
    change.apply(elsewhere)
    assert incremental == bodies(elsewhere.build().out)


def bodies(folder: Path) -> dict[str, str]:
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
    return {
        name: text.partition('<div class="body"')[2].partition('class="sphinxsidebar"')[0]
        for name, text in pages.items()
    }


# Plain designs

POT = """\
---
orphan: true
---
# Feature design for pots

|  |  |
|--|--|
| **Date** | 2026-01-05 |
| **Feature** | LCORE-5 |

## Requirements

- **R1:** A pot holds water for the tea (R1, LCORE-1).
- **R2:** A pot has a lid, for U1.

## Use Cases

- **U1:** As a guest, I want a pot, so that tea stays hot.

## Acceptance test surface

| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| R1  | Nothing leaks       | test_pot    |

R2 goes with R1, and with R9 of the future.
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tea.md", "R1 Boil the water", "R1 Heat the water"),
        ("tea.md", "{feature-design} tea", "{feature-design} green-tea"),
        ("tea.md", ":feature: LCORE-1", ":feature: LCORE-9"),
        ("tea.md", "{requirement} R1", "{requirement} R7"),
        ("pot.md", "for the tea (R1, LCORE-1)", "for the tea"),
        ("pot.md", "a lid, for U1", "a lid"),
        ("pot.md", "I want a pot, so", "I want a pot (R1), so"),
        ("pot.md", "| R1  | Nothing leaks ", "| R1, R2 | Nothing leaks "),
        ("pot.md", "- **R2:**", "- **R9:**"),
        ("pot.md", "LCORE-5", "LCORE-1"),
        ("kettle.rst", "as :uc:`tea.U1` asks", "as :req:`pot.R1` asks"),
        ("kettle.rst", ".. feature-design:: kettle", ".. feature-design:: pot"),
    ],
)
def test_plain_designs_are_as_right_after_an_edit(make_site: MakeSite, file: str, old: str, new: str) -> None:
    files, conf = FILES | {"pot.md": POT}, 'lcore_designs = ["pot*"]'
    change = {file: replaced(files[file], [(old, new)])}
    site = make_site(files, conf=conf)
    before = output(site.build().out)
    site.write(change)
    after = output(site.build().out)
    assert_same(after, output(make_site(files | change, conf=conf).build().out))
    site.write({file: files[file]})
    assert_same(output(site.build().out), before)
