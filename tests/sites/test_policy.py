"""The policy of a team in a build: where its file is, and what a change of it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites.plain import PLAIN, to_rst

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_lcore.model.document import Heading
    from tests.sites.conftest import Built, Site

    MakeSite = Callable[..., Site]

PLAIN_DESIGN = """\
# Feature design for tea

|             |            |
|-------------|------------|
| **Date**    | 2026-03-16 |
| **Authors** | A. Author  |
| **Feature** | LCORE-1311 |

## What

It boils.

## Why

<!-- to do -->

## Requirements

- **R1:** The water boils.

## Architecture

### Overview

### Configuration

```yaml
kettle: on
```

## Changelog

| Date       | Change          |
|------------|-----------------|
| 2026-03-16 | Initial version |
"""
MYST = """\
# Tea

:::{feature-design} tea
:date: 2026-03-16
:authors: A. Author
:feature: LCORE-1311
:::

## What

:::{feature-index}
:::

## Why

% to do

## Requirements

:::{requirement} R1
:derived: physics

The water boils.
:::

## Changelog

:::{design-changelog}
- 2026-03-16: Initial version
:::
"""
RST = """\
Tea
===

.. feature-design:: tea
   :date: 2026-03-16
   :authors: A. Author
   :feature: LCORE-1311

What
----

.. feature-index::

Why
---

.. to do

.. _a-label:

Requirements
------------

.. requirement:: R1
   :derived: physics

   The water boils.

Changelog
---------

.. design-changelog::

   - 2026-03-16: Initial version
"""
POLICY = """\
[[sections]]
name = "Use Cases"

[[waivers]]
rule = "missing_acceptance_criteria"
item = "tea.R1"
reason = "Not <before> the review"
expires = 2999-12-31
"""
WAIVED = {"index.md": MYST, "lcore.toml": POLICY}


def told(built: Built) -> list[tuple[str, int, str, str]]:
    return [(each.path, each.line, each.level, each.rule) for each in built.findings]


def outline(built: Built, name: str) -> dict[str, Heading]:
    document = built.catalog.document(name)
    assert document is not None
    return {each.title: each for each in document.outline}


# The outline


@pytest.mark.parametrize(
    ("files", "conf", "empty"),
    [
        ({"index.md": MYST}, "", {"Why"}),
        ({"index.rst": RST}, "", {"Why"}),
        ({"index.md": PLAIN_DESIGN}, 'lcore_designs = ["**"]\n', {"Why", "Overview"}),
    ],
    ids=["myst", "rst", "plain"],
)
def test_the_empty_sections_of_a_design_are_found(
    make_site: MakeSite, files: dict[str, str], conf: str, empty: set[str]
) -> None:
    built = make_site(files, conf=conf).build("dummy")
    ((name, text),) = files.items()
    found = outline(built, "index")
    assert {title for title, heading in found.items() if heading.empty} == empty
    lines = text.splitlines()
    assert [lines[each.line - 1].lstrip("# ") for each in found.values()] == list(found)
    assert {each.level for each in found.values()} >= {1, 2}
    rows = [(path, line, level) for path, line, level, rule in told(built) if rule == "empty_section"]
    assert rows == [(name, found[title].line, "INFO") for title in found if title in empty]


def test_a_plain_design_in_rst_has_the_same_outline(make_site: MakeSite) -> None:
    body = "# Feature design for tea\n\n## Why\n\n## Requirements\n\n- **R1:** Boil.\n\n## Changelog\n"
    site = make_site({"start.md": "# S\n", "a.md": body, "b.rst": to_rst(body)}, conf=PLAIN)
    built = site.build("dummy")
    shown = [[(each.title, each.level, each.empty) for each in outline(built, name).values()] for name in "ab"]
    assert shown[0] == shown[1]
    assert [title for title, _, empty in shown[0] if empty] == ["Why", "Changelog"]


def test_a_section_of_an_included_file_is_told_there(make_site: MakeSite) -> None:
    main = MYST.replace("## Why\n\n% to do\n", "```{include} part.inc\n```\n")
    built = make_site({"index.md": main, "part.inc": "An intro.\n\n## Why\n"}).build("dummy")
    assert ("part.inc", 3, "INFO", "empty_section") in told(built)


def test_a_section_in_an_inactive_only_is_no_section(make_site: MakeSite) -> None:
    rst = RST + "\n.. only:: slides\n\n   Use Cases\n   ---------\n\n   None.\n"
    site = make_site({"index.rst": rst, "lcore.toml": '[[sections]]\nname = "Use Cases"\n'})
    assert "missing_section" in site.build("dummy").rules()
    assert "missing_section" not in site.build("dummy", out="slides", tags=["slides"]).rules()


# The file


def test_lcore_toml_beside_conf_py_is_the_policy(make_site: MakeSite) -> None:
    built = make_site({"index.md": MYST, "lcore.toml": POLICY}).build()
    assert told(built) == [
        ("index.md", 3, "WARNING", "missing_section"),
        ("index.md", 14, "WARNING", "empty_section"),
    ]
    assert "add '## Use Cases', or set the section to if-applicable in lcore.toml" in built.warnings


def test_no_folder_above_is_looked_into(make_site: MakeSite) -> None:
    site = make_site({"index.md": MYST})
    (site.source.parent / "lcore.toml").write_text(POLICY, encoding="utf-8")
    assert "missing_section" not in site.build("dummy").rules()


def test_the_policy_is_where_the_option_says_also_above(make_site: MakeSite) -> None:
    site = make_site({"index.md": MYST}, conf='lcore_policy = "../team/feature-design.config"\n')
    (site.source.parent / "team").mkdir()
    text = "require_use_cases_section = yes\nrequire_why_section = perhaps\n"
    (site.source.parent / "team/feature-design.config").write_text(text, encoding="utf-8")
    built = site.build()
    found = [each for each in built.findings if each.rule in {"missing_section", "invalid_policy"}]
    assert [(each.path, each.line) for each in found] == [
        ("../team/feature-design.config", 2),
        ("index.md", 3),
    ]
    assert found[1].message.endswith(
        "or set require_use_cases_section to if_applicable in ../team/feature-design.config"
    )


@pytest.mark.parametrize("name", ["gone.toml", ".", ""])
def test_a_named_file_that_is_missing_is_told_at_the_option(make_site: MakeSite, name: str) -> None:
    site = make_site({"index.md": MYST}, conf=f"\nlcore_policy = {name!r}\n")
    (found,) = [each for each in site.build("dummy").findings if each.rule == "invalid_config"]
    assert (
        found.message
        == f"invalid value of lcore_policy; there is no file '{name}', seen from the folder of conf.py; write it, or take the option out"
    )
    assert (found.path, found.line) == ("conf.py", site.conf.splitlines().index(f"lcore_policy = {name!r}") + 1)


def test_a_mistake_in_the_policy_is_told_in_every_build_and_on_the_page_of_findings(make_site: MakeSite) -> None:
    site = make_site({"index.md": MYST, "lcore.toml": '\n[levels]\nempty_sektion = "off"\n'})
    for _ in range(2):
        built = site.build()
        assert ("lcore.toml", 3, "WARNING", "invalid_policy") in told(built)
    assert "did you mean empty_section?" in built.read("traceability/findings.html")


# What a change of the file changes


def _pages(built: Built) -> dict[str, str]:
    return {path.relative_to(built.out).as_posix(): path.read_text("utf-8") for path in built.out.rglob("*.html")}


def _after(site: Site, change: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[Built, list[str]]:
    """The next build, and the documents that it read."""
    site.write(change)
    read: list[str] = []
    monkeypatch.setattr("sphinx.builders.Builder.read_doc", lambda self, docname, **_: read.append(docname))
    return site.build(), read


@pytest.mark.parametrize(
    "policy",
    [
        "",
        POLICY.replace("2999", "2001"),
        POLICY.replace("Use Cases", "Rollback"),
        '[levels]\nempty_section = "off"\nmissing_acceptance_criteria = "error"\n',
        "[levels",
    ],
    ids=["empty", "expired", "sections", "levels", "broken"],
)
def test_a_changed_policy_is_applied_without_reading_a_document(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    holes = "# Holes\n\n:::{traceability-holes}\n:::\n\n:::{finding-index}\n:::\n"
    site = make_site({**WAIVED, "index.md": MYST + "\n```{toctree}\nholes\n```\n", "holes.md": holes})
    before = site.build().read("lcore.json")
    built, read = _after(site, {"lcore.toml": policy}, monkeypatch)
    monkeypatch.undo()
    clean = site.build(out="clean")
    assert read == []
    assert told(built) == told(clean)
    assert _pages(built) == _pages(clean)
    assert built.read("lcore.json") == clean.read("lcore.json")
    assert built.read("lcore.json") != before


def test_a_policy_that_is_removed_holds_no_longer(make_site: MakeSite) -> None:
    site = make_site(WAIVED)
    site.build()
    site.remove("lcore.toml")
    assert "missing_acceptance_criteria" in site.build().rules()


# Waivers


def test_what_is_waived_is_neither_told_nor_counted_and_shown_apart(make_site: MakeSite) -> None:
    built = make_site(WAIVED).build()
    assert "missing_acceptance_criteria" not in built.rules()
    (waived,) = built.json["waived"]
    assert (waived["item"], waived["waived"], waived["waived_until"]) == (
        "tea.R1",
        "Not <before> the review",
        "2999-12-31",
    )
    assert waived["id"] not in {each["id"] for each in built.json["findings"]}
    page = built.read("traceability/holes.html")
    assert "Not &lt;before&gt; the review" in page
    assert "2999-12-31" in page
    assert "missing_acceptance_criteria" not in built.read("traceability/findings.html")


@pytest.mark.parametrize(
    ("epoch", "expired"), [("1767225600", False), ("1767312000", True)], ids=["2026-01-01", "2026-01-02"]
)
def test_the_day_is_that_of_a_repeatable_build(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, epoch: str, expired: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    built = make_site({**WAIVED, "lcore.toml": POLICY.replace("2999-12-31", "2026-01-01")}).build("dummy")
    assert ("expired_waiver" in built.rules()) is expired
    assert ("missing_acceptance_criteria" in built.rules()) is expired


def test_an_error_by_policy_fails_the_build_and_a_waived_one_does_not(make_site: MakeSite) -> None:
    levels = '[levels]\nmissing_acceptance_criteria = "error"\nempty_section = "off"\n\n'
    site = make_site({"index.md": MYST, "lcore.toml": levels})
    assert site.build("dummy").app.statuscode == 1
    site.write({"lcore.toml": levels + POLICY})
    assert site.build("dummy").app.statuscode == 0


def test_two_processes_apply_the_policy_that_one_applies(make_site: MakeSite) -> None:
    site = make_site({**WAIVED, **{f"d{number}.md": MYST.replace("tea", f"d{number}") for number in range(6)}})
    assert told(site.build("dummy", jobs=2, out="two")) == told(site.build("dummy", out="one"))
