"""What an author overlooked: leftovers of the template, links to the wrong ticket, files that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

MYST = """\
# Feature design for tea

:::{feature-design} tea
:links: [LCORE-1](https://example.org/LCORE-2)
:::

## Architecture

### Overview

REMOVE IF NOT APPLICABLE. See [LCORE-3](https://example.org/LCORE-3)
and [LCORE-4](https://example.org/browse/LCORE-5?focus=1), `[LCORE-6](https://example.org/LCORE-7)`.

:::{key-files}
| File | What to do |
|------|------------|
| `src/kettle.py` | Boil |
| `src/pot.py` | New file |
| `../secret` | Read |
:::
"""
RST = """\
Feature design for tea
======================

.. feature-design:: tea
   :links: `LCORE-1 <https://example.org/LCORE-2>`__

Architecture
------------

Overview
~~~~~~~~

REMOVE IF NOT APPLICABLE. See `LCORE-3 <https://example.org/LCORE-3>`__
and `LCORE-4 <https://example.org/browse/LCORE-5?focus=1>`__, ``LCORE-6 <https://example.org/LCORE-7>``.

.. key-files::

   ================= ==========
   File              What to do
   ================= ==========
   ``src/kettle.py`` Boil
   ``src/pot.py``    New file
   ``../secret``     Read
   ================= ==========
"""
both = in_both_languages(MYST, RST)


def _line(files: dict[str, str], words: str) -> int:
    (text,) = files.values()
    return next(n for n, line in enumerate(text.splitlines(), start=1) if words in line)


@both
def test_a_leftover_of_the_template_is_found_at_its_line(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    (found,) = [each for each in make_site(files).build().findings if each.rule == "placeholder"]
    assert found.line == _line(files, "REMOVE IF")
    assert found.message == "placeholder REMOVE IF NOT APPLICABLE left over; fill it in, or remove the line"


@pytest.mark.parametrize(
    "words",
    [
        "Remove if not applicable.",
        "REMOVE ANY SUB-SECTION THAT DOES NOT APPLY",
        "REMOVE ANY SUBSECTION THAT DOES NOT APPLY",
    ],
)
def test_all_instructions_of_the_template_are_found(make_site: Callable[..., Site], words: str) -> None:
    built = make_site({"index.md": f"# Tea\n\n:::{{feature-design}} tea\n:::\n\nAuth. {words} Or not.\n"}).build()
    assert [each.line for each in built.findings if each.rule == "placeholder"] == [6]


@both
def test_a_link_that_leads_to_another_ticket_is_found_at_its_line(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    found = [each for each in make_site(files).build().findings if each.rule == "ticket_mismatch"]
    assert [(each.line, each.message) for each in found] == [
        (_line(files, ":links:"), "link says LCORE-1 and leads to LCORE-2; correct the one or the other"),
        (_line(files, "LCORE-5"), "link says LCORE-4 and leads to LCORE-5; correct the one or the other"),
    ]


BROKEN_LINKS = pytest.mark.parametrize(
    ("name", "link"),
    [
        ("index.md", "[LCORE-4](\n  https://example.org/LCORE-5)"),
        ("index.rst", "`LCORE-4\n<https://example.org/LCORE-5>`_"),
    ],
    ids=["myst", "rst"],
)


@BROKEN_LINKS
def test_a_link_with_its_target_on_the_next_line_is_found_at_its_line(
    make_site: Callable[..., Site], name: str, link: str
) -> None:
    directive = ":::{feature-design} tea\n:::" if name.endswith(".md") else ".. feature-design:: tea"
    built = make_site({name: f"Tea\n===\n\n{directive}\n\nIt is\nlike {link}.\n"}).build()
    (line,) = [each.line for each in built.findings if each.rule == "ticket_mismatch"]
    assert line == (8 if name.endswith(".md") else 7)


SKETCHES = {
    "a picture": ("![a pot](pot.png)", ".. image:: pot.png"),
    "a sketch": ("```text\nkettle > pot\n```", ".. code-block:: text\n\n   kettle > pot"),
    "arrows": ("```\nkettle --> pot\n```", "::\n\n   kettle --> pot"),
}


@pytest.mark.parametrize("sketch", [*SKETCHES.values(), None], ids=[*SKETCHES, "none"])
@both
def test_an_overview_has_a_diagram_or_a_finding(
    make_site: Callable[..., Site], files: dict[str, str], sketch: tuple[str, str] | None
) -> None:
    (name,) = files
    text = files[name]
    if sketch is not None:
        drawn = sketch[name.endswith(".rst")]
        text = text.replace("\nREMOVE IF", f"\n{drawn}\n\nREMOVE IF")
    site = make_site({name: text, "pot.png": ""})
    found = [each for each in site.build("dummy").findings if each.rule == "missing_diagram"]
    assert [each.line for each in found] == ([] if sketch else [_line(files, "Overview")])


@both
def test_a_key_file_must_be_there_or_be_new(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    site = make_site(files, conf='lcore_source_root = ".."\n')
    (site.root / "secret").touch()

    def missing() -> list[int]:
        return [each.line for each in site.build().findings if each.rule == "missing_key_file"]

    assert missing() == [_line(files, "kettle.py"), _line(files, "../secret")]
    (site.root / "src").mkdir()
    (site.root / "src" / "kettle.py").touch()
    assert missing() == [_line(files, "../secret")]


@pytest.mark.parametrize(
    ("path", "found"),
    [("src/**.py", True), ("src/**.c", False), ("**/kettle.*", True), ("x" * 300 + ".py", False), ("src/[.py", False)],
)
def test_a_key_file_may_be_called_anything(make_site: Callable[..., Site], path: str, found: bool) -> None:
    table = f":::{{key-files}}\n| File | What to do |\n|---|---|\n| `{path}` | Boil |\n:::\n"
    site = make_site({"index.md": table}, conf='lcore_source_root = ".."\n')
    (site.root / "src").mkdir()
    (site.root / "src" / "kettle.py").touch()
    assert ("missing_key_file" not in site.build("dummy").rules()) is found


def test_without_a_source_root_no_file_is_looked_for(make_site: Callable[..., Site]) -> None:
    assert "missing_key_file" not in make_site({"index.md": MYST}).build().rules()


@pytest.mark.parametrize(
    ("repository", "found"), [("kettle", False), ("pot", True), ("gone", False), ("../pot", False)]
)
def test_repositories_that_stand_side_by_side_are_looked_into(
    make_site: Callable[..., Site], repository: str, found: bool
) -> None:
    table = f":::{{key-files}}\n| File | What to do | Repo |\n|---|---|---|\n| `a.py` | Boil | {repository} |\n:::\n"
    site = make_site({"index.md": table}, conf='lcore_source_root = ".."\n')
    for name in ("kettle", "pot"):
        (site.root / name).mkdir()
    (site.root / "kettle" / "a.py").touch()
    assert ("missing_key_file" in site.build().rules()) is found


def test_a_source_root_that_is_missing_is_told_at_the_option(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": "# Tea\n"}, conf='lcore_source_root = "nowhere"\n')
    (found,) = site.build().findings
    assert found.message == (
        "invalid value of lcore_source_root; there is no folder 'nowhere', seen from the folder of conf.py; name the one that the paths of key files begin in"
    )
