"""Items in included files, and items under ``only``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import myst_parser
import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

PART = {
    "myst": """\
Words before.

::::{requirement} R1 Boil {req}`R91`
:status: brewing
:use-cases: U92
:derived: because of {req}`R93`
:staus: draft

Water boils
like {req}`R94`.

:::{acceptance-criteria}
- Given water, then steam
:::
::::

:::{use-case} U1
As a guest, I want tea.
:::

:::{acceptance-test-surface}
| Req | Observable behavior |
|-----|---------------------|
| R1  | it is hot           |
| R95 | it is cold          |
:::

:::{open-questions}
- Why?
:::

Words
and TODO.
""",
    "rst": """\
Words before.

.. requirement:: R1 Boil :req:`R91`
   :status: brewing
   :use-cases: U92
   :derived: because of :req:`R93`
   :staus: draft

   Water boils
   like :req:`R94`.

   .. acceptance-criteria::

      - Given water, then steam

.. use-case:: U1

   As a guest, I want tea.

.. acceptance-test-surface::

   === ===================
   Req Observable behavior
   === ===================
   R1  it is hot
   R95 it is cold
   === ===================

.. open-questions::

   - Why?

Words
and TODO.
""",
}
WHOLE = {
    "myst": "# Tea\n\nSome\nlines\nhere.\n\n:::{feature-design} tea\n:::\n\n```{include} parts/part.inc\n```\n\n"
    ":::{requirement} R2 After\nIt is {req}`R96`.\n:::\n",
    "rst": "Tea\n===\n\nSome\nlines\nhere.\n\n.. feature-design:: tea\n\n.. include:: parts/part.inc\n\n"
    ".. requirement:: R2 After\n\n   It is :req:`R96`.\n",
}


# MyST-Parser 4 counts the lines of an included file from 2.
FIRST_LINE = {"myst": 2 if myst_parser.__version__.startswith("4.") else 1, "rst": 1}


def _written(files: dict[str, str], language: str, path: str, line: int) -> str:
    """What stands on a line of a source file."""
    first = FIRST_LINE[language] if path.startswith("parts/") else 1
    return files[path].splitlines()[line - first].strip()


@pytest.mark.parametrize("language", ["myst", "rst"])
def test_what_is_included_has_the_path_and_the_lines_of_its_file(make_site: Callable[..., Site], language: str) -> None:
    name = "index.md" if language == "myst" else "index.rst"
    files = {name: WHOLE[language], "parts/part.inc": PART[language]}
    built = make_site(files).build()
    records = {
        record["id"]: (record["path"], _written(files, language, record["path"], record["line"]))
        for group in built.json.values()
        if isinstance(group, list)
        for record in group
        if "rule" not in record
    }
    expected = {
        "tea": (name, "feature-design"),
        "tea.R1": ("parts/part.inc", "R1 Boil"),
        "tea.R2": (name, "R2 After"),
        "tea.U1": ("parts/part.inc", "U1"),
        "tea.R1.AC1": ("parts/part.inc", "- Given water"),
        "tea.R1.AC2": ("parts/part.inc", "it is hot"),
        "tea.unknown.AC1": ("parts/part.inc", "it is cold"),
        "tea.question-1": ("parts/part.inc", "- Why?"),
    }
    assert {each: path for each, (path, _) in records.items()} == {each: path for each, (path, _) in expected.items()}
    assert {each: line for each, (_, line) in records.items() if expected[each][1] not in line} == {}


@pytest.mark.parametrize("folder", ["/", "source", "source/parts"])
@pytest.mark.parametrize("language", ["myst", "rst"])
def test_the_path_does_not_depend_on_where_sphinx_is_started(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, language: str, folder: str
) -> None:
    name = "index.md" if language == "myst" else "index.rst"
    site = make_site({name: WHOLE[language], "parts/part.inc": PART[language]})
    monkeypatch.chdir(site.root / folder)
    paths = {each.id: each.path for each in site.build("dummy").catalog.requirements}
    assert paths == {"tea.R1": "parts/part.inc", "tea.R2": name}


@pytest.mark.parametrize("language", ["myst", "rst"])
@pytest.mark.verifies("findings.R1")
def test_a_finding_in_an_included_file_has_its_path_and_line(make_site: Callable[..., Site], language: str) -> None:
    name = "index.md" if language == "myst" else "index.rst"
    files = {name: WHOLE[language], "parts/part.inc": PART[language]}
    built = make_site(files).build("dummy")
    places = {
        "unknown requirement R91": ("parts/part.inc", "R1 Boil"),
        "unknown use case U92": ("parts/part.inc", ":use-cases: U92"),
        "unknown requirement R93": ("parts/part.inc", ":derived:"),
        "unknown requirement R94": ("parts/part.inc", "R94"),
        "unknown requirement R95": ("parts/part.inc", "R95"),
        "unknown requirement R96": (name, "R96"),
        "invalid value 'brewing'": ("parts/part.inc", ":status: brewing"),
        "unknown option :staus:": ("parts/part.inc", ":staus: draft"),
        "placeholder TODO": ("parts/part.inc", "TODO"),
        "requirement R2 has no acceptance criteria": (name, "R2 After"),
    }
    wrong = {}
    for beginning, (path, piece) in places.items():
        found = [each for each in built.findings if each.message.startswith(beginning)]
        if [(each.path, piece in _written(files, language, each.path, each.line)) for each in found] != [(path, True)]:
            wrong[beginning] = [(each.path, each.line) for each in found]
    assert wrong == {}


ONLY_MYST = (
    "# Tea\n\n:::{feature-design} tea\n:::\n\n"
    "::::::{only} draft\n\n"
    ":::::{requirement} R1 Hidden\nIt is.\n\n:::{acceptance-criteria}\n- It\n:::\n:::::\n\n"
    ":::{use-case} U1\nAs a user, I want it.\n:::\n\n:::{open-questions}\n- Why?\n:::\n::::::\n\n"
    ":::{requirement} R2 Always\n:depends-on: R1\n\nIt is.\n:::\n"
)
ONLY_RST = (
    "Tea\n===\n\n.. feature-design:: tea\n\n.. only:: draft\n\n   .. requirement:: R1 Hidden\n\n      It is.\n\n"
    "      .. acceptance-criteria::\n\n         - It\n\n   .. use-case:: U1\n\n      As a user, I want it.\n\n"
    "   .. open-questions::\n\n      - Why?\n\n.. requirement:: R2 Always\n   :depends-on: R1\n\n   It is.\n"
)


@in_both_languages(ONLY_MYST, ONLY_RST)
def test_items_under_a_tag_that_does_not_hold_are_left_out(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = make_site(files).build()
    data = built.json
    assert [each["id"] for each in data["requirements"]] == ["tea.R2"]
    assert (data["use_cases"], data["criteria"], data["open_questions"]) == ([], [], [])
    assert "unknown requirement R1 in :depends-on:; known: R2" in [each.message for each in built.findings]
    assert "Hidden" not in built.read("index.html")
    assert "Hidden" not in built.read("traceability/index.html")


@in_both_languages(ONLY_MYST, ONLY_RST)
def test_items_under_a_tag_that_holds_are_kept(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build(tags=["draft"])
    data = built.json
    assert [each["id"] for each in data["requirements"]] == ["tea.R1", "tea.R2"]
    assert [len(data[name]) for name in ("use_cases", "criteria", "open_questions")] == [1, 1, 1]
    assert "unknown_reference" not in built.rules()
    assert "Hidden" in built.read("index.html")


@in_both_languages(
    "# Tea\n\n::::::{only} html\n\n:::{requirement} R1\nIt is.\n:::\n::::::\n\n"
    "::::::{only} latex\n\n:::{requirement} R1\nIt is on paper.\n:::\n::::::\n",
    "Tea\n===\n\n.. only:: html\n\n   .. requirement:: R1\n\n      It is.\n\n"
    ".. only:: latex\n\n   .. requirement:: R1\n\n      It is on paper.\n",
)
def test_two_builders_may_each_have_their_own(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    site = make_site(files)
    assert [each.statement for each in site.build("html").catalog.requirements] == ["It is."]
    assert [each.statement for each in site.build("latex", out="paper").catalog.requirements] == ["It is on paper."]
    assert "duplicate_id" not in site.build("html").rules()


@in_both_languages(
    "# Tea\n\n:::::::{only} draft\n\n::::::{only} long or not short\n\n:::{requirement} R1\nIt is.\n:::\n"
    "::::::\n:::::::\n",
    "Tea\n===\n\n.. only:: draft\n\n   .. only:: long or not short\n\n      .. requirement:: R1\n\n         It is.\n",
)
def test_conditions_in_conditions_must_all_hold(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    site = make_site(files)
    shown = {
        tags: len(site.build("dummy", tags=tags).catalog.requirements)
        for tags in ((), ("draft",), ("long",), ("draft", "short"), ("draft", "short", "long"))
    }
    assert [tags for tags, number in shown.items() if number] == [("draft",), ("draft", "short", "long")]


@in_both_languages(
    "# Tea\n\n::::::{only} not (valid\n\n:::{requirement} R1\nIt is.\n:::\n::::::\n",
    "Tea\n===\n\n.. only:: not (valid\n\n   .. requirement:: R1\n\n      It is.\n",
)
def test_a_condition_that_cannot_be_read_hides_nothing(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    assert len(make_site(files).build("html").catalog.requirements) == 1


def test_a_body_without_an_empty_line_before_it_has_its_lines_behind_an_include(make_site: Callable[..., Site]) -> None:
    page = "Tea\n===\n\n.. include:: more.txt\n\n.. requirement:: R1\n   It is hot.\n\n   .. acceptance-criteria::\n      - It steams\n      -\n"
    built = make_site({"index.rst": page, "more.txt": "One.\n\nTwo.\n\nThree.\n"}).build()
    (found,) = [each for each in built.findings if each.rule == "empty_statement"]
    assert (found.path, found.line) == ("index.rst", 11)


@in_both_languages(
    "# Tea\n\n:::::{only} draft\n\n::::{requirement} R1\nIt is.\n::::\n\nSee {req}`R1`.\n:::::\n",
    "Tea\n===\n\n.. only:: draft\n\n   .. requirement:: R1\n\n      It is.\n\n   See :req:`R1`.\n",
)
def test_what_is_left_out_with_a_requirement_may_name_it(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    site = make_site(files)
    assert "unknown_reference" not in site.build("dummy").rules()
    assert "unknown_reference" not in site.build("dummy", tags=["draft"]).rules()


@in_both_languages(
    "# Tea\n\n::::::{requirement} R1\nIt is.\n\n:::::{only} draft\nSecret.\n:::::\n\n"
    "::::{note}\nAccepted:\n\n:::{acceptance-criteria}\n- It steams\n:::\n::::\n::::::\n",
    "Tea\n===\n\n.. requirement:: R1\n\n   It is.\n\n   .. only:: draft\n\n      Secret.\n\n"
    "   .. note::\n\n      Accepted:\n\n      .. acceptance-criteria::\n\n         - It steams\n",
)
def test_a_statement_is_what_every_build_shows_without_its_criteria(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    catalog = make_site(files).build("dummy", tags=["draft"]).catalog
    assert [each.statement for each in catalog.requirements] == ["It is.\n\nAccepted:"]
    assert [each.text for each in catalog.criteria] == ["It steams"]


PLAIN_MYST = """\
# Feature design for tea

## Requirements

- **R1:** It is hot.

```{only} draft
- **R2:** It is sweet.

**R3:** It is black.
```

- **R4:** It is tea.

  ```{only} draft
  It is green.

  - **R4a:** It is very green.
  ```

### R5

It is good.

```{only} draft
Acceptance criteria:

- It is drunk
```

## Acceptance criteria

### R1

```{only} draft
- It steams
```

### Others

```{only} draft
- **R4:** It is in a cup
```

- **R1:** It boils

## Acceptance test surface

```{only} draft
| Req | Observable behavior |
|-----|---------------------|
| R1  | It sings            |
```

## Key files

```{only} draft
| File   | What to do |
|--------|------------|
| tea.py | Change     |
```

## Open questions

- Why?

```{only} draft
- Which tea?
```

## Changelog

```{only} draft
| Date       | Change |
|------------|--------|
| 2026-01-02 | First  |
```

2026-01-03: Second
"""
PLAIN_RST = """\
Feature design for tea
======================

Requirements
------------

- **R1:** It is hot.

.. only:: draft

   - **R2:** It is sweet.

   **R3:** It is black.

- **R4:** It is tea.

  .. only:: draft

     It is green.

     - **R4a:** It is very green.

R5
~~

It is good.

.. only:: draft

   Acceptance criteria:

   - It is drunk

Acceptance criteria
-------------------

R1
~~

.. only:: draft

   - It steams

Others
~~~~~~

.. only:: draft

   - **R4:** It is in a cup

- **R1:** It boils

Acceptance test surface
-----------------------

.. only:: draft

   === ===================
   Req Observable behavior
   === ===================
   R1  It sings
   === ===================

Key files
---------

.. only:: draft

   ====== ==========
   File   What to do
   ====== ==========
   tea.py Change
   ====== ==========

Open questions
--------------

- Why?

.. only:: draft

   - Which tea?

Changelog
---------

.. only:: draft

   ========== ======
   Date       Change
   ========== ======
   2026-01-02 First
   ========== ======

2026-01-03: Second
"""
in_plain_designs = in_both_languages(PLAIN_MYST, PLAIN_RST)
DESIGNS = 'lcore_designs = ["**"]\n'


@in_plain_designs
def test_plain_items_under_a_tag_that_does_not_hold_are_left_out(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = make_site(files, conf=DESIGNS).build()
    catalog = built.catalog
    assert [(each.local_id, each.statement) for each in catalog.requirements] == [
        ("R1", "It is hot."),
        ("R4", "It is tea."),
        ("R5", "It is good."),
    ]
    assert [each.text for each in catalog.criteria] == ["It boils"]
    assert not catalog.key_files
    assert [each.text for each in catalog.open_questions] == ["Why?"]
    assert [each.change for each in catalog.changelog] == ["Second"]
    assert not {"unknown_mention", "unread_item"} & {*built.rules()}


@in_plain_designs
def test_plain_items_under_a_tag_that_holds_are_read(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files, conf=DESIGNS).build(tags=["draft"])
    (source,) = files.values()
    lines, catalog = source.splitlines(), built.catalog
    written = {
        "R2": "- **R2:** It is sweet.",
        "R3": "**R3:** It is black.",
        "R4a": "- **R4a:** It is very green.",
    }
    assert [each.local_id for each in catalog.requirements] == ["R1", "R2", "R3", "R4", "R4a", "R5"]
    assert {
        each.local_id: lines[each.line - 1].strip() for each in catalog.requirements if each.local_id in written
    } == written
    assert {(each.requirements, each.text) for each in catalog.criteria} == {
        (("R1",), "It steams"),
        (("R1",), "It boils"),
        (("R1",), "It sings"),
        (("R4",), "It is in a cup"),
        (("R5",), "It is drunk"),
    }
    assert all(each.text in lines[each.line - 1] for each in catalog.criteria)
    assert [each.file for each in catalog.key_files] == ["tea.py"]
    assert [each.text for each in catalog.open_questions] == ["Why?", "Which tea?"]
    assert [each.change for each in catalog.changelog] == ["First", "Second"]
    assert not {"unknown_mention", "unread_item"} & {*built.rules()}


@in_both_languages(
    "# Tea\n\n## Use cases\n\n```{only} draft\n- As a guest, I want tea.\n```\n\n## Requirements\n\n- **R1:** Hot.\n",
    "Tea\n===\n\nUse cases\n---------\n\n.. only:: draft\n\n   - As a guest, I want tea.\n\nRequirements\n------------\n\n"
    "- **R1:** Hot.\n",
)
def test_plain_items_without_an_id_under_a_tag_are_read_where_it_holds(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    site = make_site(files, conf=DESIGNS)
    assert not site.build("dummy").catalog.use_cases
    assert [each.want for each in site.build("dummy", tags=["draft"]).catalog.use_cases] == ["tea"]
