"""Plain designs of several files: what an included one states stands there, and not in the document that includes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import myst_parser
import pytest

from .plain import PLAIN, ids_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

PART = {
    "myst": """\
Words before.

## Requirements

- **R1:** Boil (U1), see R91.
- **R2:** Steam
  like R92.
- nothing

R4
: Pour.

### R3: Cool

Down to R93.

## Use Cases

**U1:** As a guest, I want tea.

## Acceptance test surface

| Req  | Observable behavior | Verified by |
|------|---------------------|-------------|
| R1   | it is hot, R94      | e2e         |
| some | it is TODO          | e2e         |

- **R2:** there is steam
- nobody steams

## Key files

| File   | What to do |
|--------|------------|
| tea.py | brew, [LCORE-1](https://tracker.example.org/LCORE-2) |

## Changelog

| Date       | Change | Reason |
|------------|--------|--------|
| 2026-03-16 | first  |        |
| 2026-99-16 | second |        |

### 2026-03-18

Third.

## Open Questions

- Why?

### How?

Somehow.

""",
    "rst": """\
Words before.

Requirements
------------

- **R1:** Boil (U1), see R91.
- **R2:** Steam
  like R92.
- nothing

R4
  Pour.

R3: Cool
~~~~~~~~

Down to R93.

Use Cases
---------

**U1:** As a guest, I want tea.

Acceptance test surface
-----------------------

==== =================== ===========
Req  Observable behavior Verified by
==== =================== ===========
R1   it is hot, R94      e2e
some it is TODO          e2e
==== =================== ===========

- **R2:** there is steam
- nobody steams

Key files
---------

====== =========================================================
File   What to do
====== =========================================================
tea.py brew, `LCORE-1 <https://tracker.example.org/LCORE-2>`__
====== =========================================================

Changelog
---------

========== ====== ======
Date       Change Reason
========== ====== ======
2026-03-16 first  none
2026-99-16 second none
========== ====== ======

2026-03-18
~~~~~~~~~~

Third.

Open Questions
--------------

- Why?

How?
~~~~

Somehow.

""",
}
WHOLE = {
    "myst": "# Feature design for tea\n\nSome\nlines.\n\n```{include} parts/part.inc\n```\n\n### Whence?\n\nFrom R95.\n",
    "rst": "Feature design for tea\n======================\n\nSome\nlines.\n\n.. include:: parts/part.inc\n\n"
    "Whence?\n~~~~~~~\n\nFrom R95.\n",
}
NAME = {"myst": "tea.md", "rst": "tea.rst"}
FIRST_LINE = {"myst": 2 if myst_parser.__version__.startswith("4.") else 1, "rst": 1}
"""MyST-Parser 4 counts the lines of an included file from 2."""


def _stands(built: Built, language: str, piece: str, path: str, line: int) -> bool:
    """Whether a piece of text stands on a line of a source file, as far as the parser can count."""
    lines = dict(enumerate((built.site.source / path).read_text(encoding="utf-8").splitlines(), start=1))
    possible = {line, line + 1 - FIRST_LINE[language]} if path.startswith("parts/") else {line}
    return any(piece in lines.get(number, "") for number in possible)


@pytest.fixture(params=["myst", "rst"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def built(make_site: Callable[..., Site], language: str) -> Built:
    files = {NAME[language]: WHOLE[language], "parts/part.inc": PART[language], "start.md": "# Start\n"}
    return make_site(files, conf=f'{PLAIN}myst_enable_extensions = ["deflist"]\n').build()


@pytest.mark.verifies("reading-plain-designs.R4")
def test_a_record_has_the_path_and_the_line_of_the_file_that_states_it(built: Built, language: str) -> None:
    part, own = "parts/part.inc", NAME[language]
    expected = {
        "tea": (own, "Feature design for tea"),
        "tea.R1": (part, "Boil"),
        "tea.R2": (part, "Steam"),
        "tea.R3": (part, "R3: Cool"),
        "tea.R4": (part, "R4"),
        "tea.U1": (part, "As a guest"),
        "tea.R1.AC1": (part, "it is hot"),
        "tea.R2.AC1": (part, "there is steam"),
        "tea.file-1": (part, "tea.py"),
        "tea.changelog-1": (part, "first"),
        "tea.changelog-2": (part, "second"),
        "tea.changelog-3": (part, "2026-03-18"),
        "tea.question-1": (part, "Why?"),
        "tea.question-2": (part, "How?"),
        "tea.question-3": (own, "Whence?"),
    }
    records = {
        record["id"]: record
        for group in built.json.values()
        if isinstance(group, list)
        for record in group
        if "rule" not in record
    }
    assert {name: record["path"] for name, record in records.items()} == {n: path for n, (path, _) in expected.items()}
    places = {name: (record["path"], record["line"]) for name, record in records.items()}
    assert [name for name, at in places.items() if not _stands(built, language, expected[name][1], *at)] == []


@pytest.mark.verifies("reading-plain-designs.R4")
def test_a_finding_has_the_path_and_the_line_of_the_words_that_it_is_about(built: Built, language: str) -> None:
    part, own = "parts/part.inc", NAME[language]
    expected = {
        "R91 is mentioned": (part, "R91"),
        "R92 is mentioned": (part, "R92"),
        "R93 is mentioned": (part, "R93"),
        "R94 is mentioned": (part, "R94"),
        "R95 is mentioned": (own, "R95"),
        "stands among items with an id": (part, "- nothing"),
        "requirement R3 has no acceptance criteria": (part, "R3: Cool"),
        "a row whose requirement is 'some'": (part, "some"),
        "placeholder TODO": (part, "TODO"),
        "link says LCORE-1": (part, "LCORE-2"),
        "names no requirement with which it begins": (part, "nobody steams"),
        "malformed date '2026-99-16'": (part, "2026-99-16"),
        "open question 'Why?'": (part, "Why?"),
    }
    wrong = {}
    for beginning, (path, piece) in expected.items():
        found = [each for each in built.findings if each.message.startswith(beginning)]
        if [(each.path, _stands(built, language, piece, each.path, each.line)) for each in found] != [(path, True)]:
            wrong[beginning] = [(each.path, each.line) for each in found]
    assert wrong == {}


def test_a_document_may_be_nothing_but_an_included_file(make_site: Callable[..., Site], language: str) -> None:
    include = {"myst": "```{include} parts/part.inc\n```\n", "rst": ".. include:: parts/part.inc\n"}[language]
    title = {"myst": "# Tea\n\n", "rst": "Tea\n***\n\n"}[language]
    files = {NAME[language]: include, "parts/part.inc": title + PART[language], "start.md": "# Start\n"}
    built = make_site(files, conf=PLAIN).build()
    (feature,) = built.json["features"]
    assert (feature["title"], feature["path"]) == ("Tea", "parts/part.inc")
    assert _stands(built, language, "Tea", feature["path"], feature["line"])


METADATA = {
    "myst": "| **Date** | 2026-99-16 |\n|---|---|\n| **Feature** | LCORE 7 |\n| **Authors** | A. Author |\n",
    "rst": "=========== ==========\n**Date**    2026-99-16\n**Feature** LCORE 7\n**Authors** Author\n=========== ==========\n",
}


def test_a_finding_about_metadata_does_not_mix_the_file_of_the_title_with_a_line_of_another(
    make_site: Callable[..., Site], language: str
) -> None:
    whole = WHOLE[language].replace("part.inc", "metadata.inc")
    files = {NAME[language]: whole, "parts/metadata.inc": METADATA[language], "start.md": "# Start\n"}
    built = make_site(files, conf=PLAIN).build()
    (date,) = [each for each in built.findings if each.rule == "malformed_date"]
    assert date.path == "parts/metadata.inc"
    assert _stands(built, language, "2026-99-16", date.path, date.line)
    (ticket,) = [each for each in built.findings if each.rule == "malformed_ticket"]
    assert (ticket.path, ticket.line) == (NAME[language], 1)
    assert "missing_metadata" not in built.rules()


CRITERIA = {
    "myst": (
        "# Tea\n\n```{include} parts/part.inc\n```\n\n## Acceptance criteria\n\n- **R1:** second\n",
        "Many\n\nwords\n\nbefore.\n\n## Requirements\n\n- **R1:** Boil.\n\n  Acceptance criteria:\n\n  - first\n",
    ),
    "rst": (
        "Tea\n===\n\n.. include:: parts/part.inc\n\nAcceptance criteria\n-------------------\n\n- **R1:** second\n",
        "Many\n\nwords\n\nbefore.\n\nRequirements\n------------\n\n- **R1:** Boil.\n\n  Acceptance criteria:\n\n  - first\n",
    ),
}


def test_criteria_are_numbered_as_they_are_read_and_not_by_the_lines_of_several_files(
    make_site: Callable[..., Site], language: str
) -> None:
    whole, part = CRITERIA[language]
    files = {NAME[language]: whole, "parts/part.inc": part, "start.md": "# Start\n"}
    built = make_site(files, conf=PLAIN).build()
    assert [(each["id"], each["text"]) for each in built.json["criteria"]] == [
        ("tea.R1.AC1", "first"),
        ("tea.R1.AC2", "second"),
    ]


def test_an_anchor_in_the_html_of_an_included_file_is_not_given_twice(make_site: Callable[..., Site]) -> None:
    part = '<a id="r1"></a>\n\n## Requirements\n\n- **R1:** Boil.\n'
    whole = "# Tea\n\n```{include} parts/part.inc\n```\n"
    built = make_site({"tea.md": whole, "parts/part.inc": part, "start.md": "# Start\n"}, conf=PLAIN).build()
    assert ids_of(built.read("tea.html")).count("r1") == 1
