"""Findings in the log: in every build, once, in order, and with the power that Sphinx's own options give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import main as sphinx_build

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.reading.directives import DIRECTIVES
from sphinxext_lcore.rendering.views import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Built, Site

    MakeSite = Callable[..., Site]

META = ":date: 2026-01-02\n:authors: A. Author\n:feature: LCORE-1\n"
CHANGELOG = "\n:::{design-changelog}\n- 2026-01-02: Initial version\n:::\n"
WARNED = f"""\
---
orphan: true
---
# Tea

:::{{feature-design}}
{META}:::

:::{{requirement}} R2
:use-cases: U9
:staus: draft

Steep.
:::

:::{{requirement}} R1
Boil.
:::
{CHANGELOG}"""
TOLD = """\
:orphan:

Cake
====

.. feature-design::
   :date: 2026-01-02
   :authors: A. Author
   :feature: LCORE-2

.. requirement:: R1
   :derived: hunger

   Bake.

   .. acceptance-criteria::

      - It is baked

.. requirement:: R3
   :derived: hunger

   Eat.

   .. acceptance-criteria::

      - It is eaten

.. design-changelog::

   - 2026-01-02: Initial version
"""
FILES = {"index.md": "# Index\n", "tea.md": WARNED, "cake.rst": TOLD, "water.md": WARNED.replace("# Tea", "# Water")}
EXPECTED = [
    ("tea.md", 12, "WARNING", "missing_acceptance_criteria"),
    ("tea.md", 13, "WARNING", "unknown_reference"),
    ("tea.md", 14, "WARNING", "unknown_option"),
    ("tea.md", 19, "WARNING", "missing_acceptance_criteria"),
    ("water.md", 12, "WARNING", "missing_acceptance_criteria"),
    ("water.md", 13, "WARNING", "unknown_reference"),
    ("water.md", 14, "WARNING", "unknown_option"),
    ("water.md", 19, "WARNING", "missing_acceptance_criteria"),
    ("cake.rst", 20, "INFO", "numbering_gap"),
]


def seen(built: Built) -> list[tuple[str, int, str, str]]:
    return [(each.path, each.line, each.level, each.rule) for each in built.findings]


def test_findings_are_sorted_by_document_and_line(make_site: MakeSite) -> None:
    assert seen(make_site(FILES).build()) == EXPECTED


@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_told_in_every_build_also_when_nothing_changed(make_site: MakeSite, jobs: int) -> None:
    site = make_site(FILES)
    assert [seen(site.build(jobs=jobs)) for _ in range(3)] == [EXPECTED] * 3


def test_findings_of_documents_that_did_not_change_are_told_beside_new_ones(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build()
    site.write({"water.md": FILES["water.md"].replace(":staus: draft\n", "")})
    gone = {("water.md", 14, "WARNING", "unknown_option"), ("water.md", 19, "WARNING", "missing_acceptance_criteria")}
    moved = ("water.md", 18, "WARNING", "missing_acceptance_criteria")
    assert seen(site.build()) == [*(each for each in EXPECTED[:8] if each not in gone), moved, EXPECTED[8]]


def test_another_builder_tells_the_same_findings(make_site: MakeSite) -> None:
    site = make_site(FILES)
    html = site.build("html", doctrees="shared")
    text = site.build("text", out="text", doctrees="shared")
    assert html.findings == text.findings


def test_a_finding_names_the_file_as_an_editor_opens_it(make_site: MakeSite) -> None:
    built = make_site(FILES).build()
    assert f"{built.site.source / 'tea.md'}:13: WARNING: unknown use case U9 in :use-cases:" in built.warnings


# Suppression


@pytest.mark.parametrize(
    ("suppressed", "left"),
    [
        ("lcore.numbering_gap", EXPECTED[:8]),
        ("lcore.unknown_option", [each for each in EXPECTED if each[3] != "unknown_option"]),
        ("lcore", []),
        ("lcore.*", []),
        ("toc", EXPECTED),
    ],
)
def test_findings_are_suppressed_as_any_warning_of_sphinx(
    make_site: MakeSite, suppressed: str, left: list[tuple[str, int, str, str]]
) -> None:
    assert seen(make_site(FILES, conf=f'suppress_warnings = ["{suppressed}"]').build()) == left


def test_what_is_suppressed_in_the_log_is_still_in_the_export(make_site: MakeSite) -> None:
    built = make_site(FILES, conf='suppress_warnings = ["lcore"]').build()
    assert len(built.json["findings"]) == len(EXPECTED)


# Exit codes


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ({"tea.md": WARNED}, [], 0),
        ({"tea.md": WARNED}, ["-W"], 1),
        ({"tea.md": WARNED}, ["-W", "-D", "suppress_warnings=lcore"], 0),
        ({"cake.rst": TOLD}, ["-W"], 0),
    ],
    ids=["warnings", "warnings with -W", "suppressed warnings with -W", "information with -W"],
)
@pytest.mark.verifies("findings.R4")
def test_warnings_fail_a_strict_build_and_information_does_not(
    make_site: MakeSite, files: dict[str, str], options: list[str], code: int
) -> None:
    assert built_by_command(make_site({"index.md": "# Index\n", **files}), *options) == code


@pytest.mark.verifies("incremental-builds.R10")
def test_a_strict_build_fails_again_when_nothing_changed(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert [built_by_command(site, "-W") for _ in range(2)] == [1, 1]


@pytest.mark.parametrize(("suppressed", "code"), [("nothing", 1), ("lcore.numbering_gap", 0)])
@pytest.mark.verifies("findings.R5")
def test_an_error_fails_any_build_unless_it_is_suppressed(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, suppressed: str, code: int
) -> None:
    monkeypatch.setitem(RULES, "numbering_gap", RULES["numbering_gap"]._replace(level=Level.ERROR))
    site = make_site({"index.md": "# Index\n", "cake.rst": TOLD})
    assert built_by_command(site, "-D", f"suppress_warnings={suppressed}") == code
    assert (site.out() / "lcore.json").exists()


def built_by_command(site: Site, *options: str) -> int:
    return sphinx_build(["-q", "-b", "html", *options, str(site.source), str(site.out())])


# Assets

SHOWING = {
    "matrix": ":::{traceability-matrix}\n:::",
    "coverage": ":::{traceability-coverage}\n:::",
    "features": ":::{feature-index}\n:::",
    "design": ":::{feature-design}\n:::",
    "requirement": ":::{requirement} R1\nBoil.\n:::",
    "case": ":::{use-case} U1\nAs a guest, I want tea.\n:::",
    "criteria": ":::{acceptance-criteria} design.R1\n- Boils\n:::",
    "surface": ":::{acceptance-test-surface}\n| Req | Observable behavior |\n|---|---|\n| R1 | Boils |\n:::",
    "changelog": ":::{design-changelog}\n- 2026-01-02: Initial version\n:::",
    "questions": ":::{open-questions}\n- Why?\n:::",
    "files": ":::{key-files}\n| File | What to do |\n|---|---|\n| a.py | write |\n:::",
}
NOT_SHOWING = {
    "prose": "Nothing of ours.",
    "links": "See {req}`requirement.R1`, {feature}`design`, {ticket}`LCORE-1` and {ref}`traceability`.",
}


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_the_style_sheet_is_linked_from_the_pages_that_show_our_blocks(make_site: MakeSite, theme: str) -> None:
    files = {
        f"{name}.md": f"---\norphan: true\n---\n# {name}\n\n{text}\n" for name, text in (SHOWING | NOT_SHOWING).items()
    }
    built = make_site({"index.md": "# Index\n"} | files, conf=f'html_theme = "{theme}"').build()
    pages = {path.relative_to(built.out).with_suffix("").as_posix(): path for path in built.out.rglob("*.html")}
    linked = {name for name, path in pages.items() if "lcore.css" in path.read_text(encoding="utf-8")}
    assert linked == {*SHOWING, *(f"traceability/{page.name}" for page in PAGES)}
    assert (built.out / "_static" / "lcore.css").exists()


@pytest.mark.parametrize(
    ("asset", "directive", "generated"),
    [
        ("lcore-browse.css", "traceability-matrix", "matrix"),
        ("lcore-browse.js", "traceability-matrix", "matrix"),
        ("lcore-map.css", "traceability-map", "map"),
    ],
)
def test_what_only_some_views_need_is_linked_from_those_alone(
    make_site: MakeSite, asset: str, directive: str, generated: str
) -> None:
    names = [name for name in DIRECTIVES if name.startswith("traceability-") or name.endswith(("-index", "-timeline"))]
    files = {f"{name}.md": f"---\norphan: true\n---\n# V\n\n:::{{{name}}}\n:::\n" for name in names}
    built = make_site({"index.rst": TOLD, **files}).build()
    pages = {path.relative_to(built.out).with_suffix("").as_posix(): path for path in built.out.rglob("*.html")}
    linked = {name for name, path in pages.items() if f"_static/{asset}" in path.read_text(encoding="utf-8")}
    assert linked == {directive, f"traceability/{generated}"}


def test_an_empty_matrix_needs_no_script(make_site: MakeSite) -> None:
    built = make_site({"index.md": "# Index\n\n:::{traceability-matrix}\n:::\n"}).build()
    assert "lcore-browse" not in built.read("index.html") + built.read("traceability/matrix.html")


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_the_style_sheet_is_linked_once_and_after_those_of_the_theme(make_site: MakeSite, theme: str) -> None:
    files = {name: f"# {name}\n\n:::{{traceability-matrix}}\n:::\n" for name in ("index.md", "other.md")}
    built = make_site(files, conf=f'html_theme = "{theme}"').build()
    for page in ("index.html", "other.html", "traceability/index.html"):
        styles = [line for line in built.read(page).splitlines() if 'rel="stylesheet"' in line]
        assert ["lcore.css" in line for line in styles].count(True) == 1
