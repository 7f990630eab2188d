from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

DESIGN = """\
# Feature design for tea

:::{feature-design} tea
:date: 2026-01-02
:authors: A. Author
:feature: LCORE-1
:::

## Requirements

::::{requirement} R1 Boil
:use-cases: U1

Water boils.

:::{acceptance-criteria}
- Given cold water, when heated, then it boils
:::
::::

## Use Cases

:::{use-case} U1
As a guest, I want tea, so that I am warm.
:::

## Changelog

:::{design-changelog}
| Date | Change | Reason |
|------|--------|--------|
| 2026-01-02 | Initial version | |
:::
"""


def test_a_complete_design_has_no_finding(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": DESIGN}).build()
    assert built.warnings == ""
    assert built.findings == []
    assert [each["id"] for each in built.json["requirements"]] == ["tea.R1"]


RICH_MYST = """\
# Tea

::::{requirement} R1
A paragraph with *emphasis*, `code`, a [link](https://example.org), a footnote[^1], $x^2$ and {ref}`more <there>`.

```python
boil(kettle)
```

| degrees | state |
|---------|-------|
| 100     | steam |

- one
  - two

1. first

> quoted

```{note}
A note.
```

```{image} drop.png
:alt: a drop
```

```{figure} drop.png
A figure.
```

$$E = mc^2$$

Term
: definition

:::{acceptance-criteria}
- A criterion with `code`:

  ```
  verbatim
  ```

  and more[^1]
:::
::::

[^1]: The footnote.

(there)=
## There
"""
RICH_RST = """\
Tea
===

.. requirement:: R1

   A paragraph with *emphasis*, ``code``, a `link <https://example.org>`__, a footnote [1]_, :math:`x^2` and
   :ref:`more <there>`.

   .. code-block:: python

      boil(kettle)

   ======= =====
   degrees state
   ======= =====
   100     steam
   ======= =====

   - one

     - two

   1. first

   ..

     quoted

   .. note:: A note.

   .. image:: drop.png
      :alt: a drop

   .. figure:: drop.png

      A figure.

   .. math:: E = mc^2

   Term
     definition

   .. acceptance-criteria::

      - A criterion with ``code``::

          verbatim

        and more [1]_

.. [1] The footnote.

.. _there:

There
-----
"""


def _card(built: Built, anchor: str, page: str = "index.html") -> str:
    """The HTML of a card."""
    html = built.read(page)
    start = html.index(f'id="{anchor}"')
    return html[html.rindex("<dl", 0, start) : html.index("</section>", start)]


@in_both_languages(RICH_MYST, RICH_RST)
@pytest.mark.verifies("directives-and-records.R7")
def test_a_body_holds_any_markup(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    site = make_site(files, conf="myst_enable_extensions = ['dollarmath', 'deflist']\n")
    (site.source / "drop.png").write_bytes(b"\x89PNG")
    built = site.build()
    assert [line for line in built.warnings.splitlines() if "[lcore." not in line] == []
    card = _card(built, "index-r1")
    for piece in (
        *("<em>emphasis</em>", 'href="https://example.org"', "footnote-reference", 'class="math', 'href="#there"'),
        *("highlight-python", "<td>", "<ol", "admonition note", 'alt="a drop"', "<figure", "<dt>Term", "<blockquote>"),
        *("verbatim", "AC1"),
    ):
        assert piece in card, piece
    (record,) = built.json["requirements"]
    text = record["statement"].split("\n\n")
    assert text[0].startswith("A paragraph with emphasis, code, a link, a footnote")
    assert text[0].endswith("and more.")
    assert {"boil(kettle)", "100", "steam", "one", "two", "first", "quoted", "A note.", "a drop", "A figure."} <= set(
        text
    )
    assert "verbatim" in built.json["criteria"][0]["text"]
    assert "verbatim" not in record["statement"]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1 The *one* with `code` & <b> and {ref}`there <there>`\nIt is.\n:::\n\n"
    "(there)=\n## There\n",
    "Tea\n===\n\n.. requirement:: R1 The *one* with ``code`` & <b> and :ref:`there <there>`\n\n   It is.\n\n"
    ".. _there:\n\nThere\n-----\n",
)
@pytest.mark.verifies("directives-and-records.R7")
def test_a_title_holds_inline_markup(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert built.json["requirements"][0]["title"] == "The one with code & <b> and there"
    card = _card(built, "index-r1")
    assert "<em>one</em>" in card
    assert "&lt;b&gt;" in card
    assert 'href="#there"' in card
    assert "The one with code &amp; &lt;b&gt; and there" in built.read("traceability/matrix.html")


@pytest.mark.parametrize("argument", ["R1 Title", "R1: Title", "R1. Title", "  R1   Title  "])
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_title_follows_the_id(make_site: Callable[..., Site], ending: str, argument: str) -> None:
    text = (
        f"# Tea\n\n:::{{requirement}} {argument}\nIt is.\n:::\n"
        if ending == ".md"
        else f"Tea\n===\n\n.. requirement:: {argument}\n\n   It is.\n"
    )
    (record,) = make_site({f"index{ending}": text}).build("html").json["requirements"]
    assert (record["id"], record["title"]) == ("index.R1", "Title")


NAMED_MYST = """\
# Tea

:::{feature-design} tea
:class: one two
:name: about tea
:::

:::{requirement} R1 Boil
:class: one two
:name: the boiling
It is.
:::

:::{use-case} U1
:name: guests
As a guest, I want tea.
:::

:::{open-questions}
:class: one two
:name: questions
- Why?
:::

:::{traceability-matrix}
:class: one two
:name: matrix
:::

See: {ref}`a <about tea>` {ref}`b <the boiling>` {ref}`c <guests>` {ref}`d <questions>` {ref}`e <matrix>`
"""
NAMED_RST = """\
Tea
===

.. feature-design:: tea
   :class: one two
   :name: about tea

.. requirement:: R1 Boil
   :class: one two
   :name: the boiling

   It is.

.. use-case:: U1
   :name: guests

   As a guest, I want tea.

.. open-questions::
   :class: one two
   :name: questions

   - Why?

.. traceability-matrix::
   :class: one two
   :name: matrix

See: :ref:`a <about tea>` :ref:`b <the boiling>` :ref:`c <guests>` :ref:`d <questions>` :ref:`e <matrix>`
"""


@in_both_languages(NAMED_MYST, NAMED_RST)
def test_a_name_is_a_target(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [line for line in built.warnings.splitlines() if "[lcore." not in line] == []
    page = built.read("index.html")
    (paragraph,) = re.findall(r"<p>See: .*</p>", page)
    links = re.findall(r'href="#([^"]*)"', paragraph)
    assert links == ["about-tea", "the-boiling", "guests", "questions", "matrix"]
    assert [link for link in links if f'id="{link}"' not in page] == []


@in_both_languages(NAMED_MYST, NAMED_RST)
def test_a_class_is_set_on_the_outermost_element(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    page = make_site(files).build().read("index.html")
    classes = [each for each in re.findall(r'class="([^"]*)"', page) if "one two" in each]
    assert len(classes) == 4


@in_both_languages(
    "# Tea\n\n:::{feature-design} tea\n:no-index:\n:::\n\n"
    "::::{requirement} R1 Boil\n:no-index:\n:use-cases: U7\n\nIt is.\n\n"
    ":::{acceptance-criteria}\n- It\n:::\n::::\n\n:::{use-case} U1\n:no-index:\nAs a guest, I want tea.\n:::\n\n"
    ":::{open-questions}\n:no-index:\n- Why?\n:::\n",
    "Tea\n===\n\n.. feature-design:: tea\n   :no-index:\n\n"
    ".. requirement:: R1 Boil\n   :no-index:\n   :use-cases: U7\n\n   It is.\n\n"
    "   .. acceptance-criteria::\n\n      - It\n\n.. use-case:: U1\n   :no-index:\n\n   As a guest, I want tea.\n\n"
    ".. open-questions::\n   :no-index:\n\n   - Why?\n",
)
def test_what_is_not_indexed_is_shown_and_not_recorded(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    data = built.json
    assert {name: value for name, value in data.items() if name != "version" and value} == {}
    page = built.read("index.html")
    assert "Boil" in page
    assert "As a guest" in page
    assert 'id="r1"' not in page


@in_both_languages(
    "# Tea\n\n:::{design-changelog}\n- 2026-01-02 - first\n- 2026-01-03 – second: more\n:::\n",
    "Tea\n===\n\n.. design-changelog::\n\n   - 2026-01-02 - first\n   - 2026-01-03 – second: more\n",
)
def test_an_entry_may_have_a_dash_behind_its_date(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [(each["date"], each["change"]) for each in built.json["changelog"]] == [
        ("2026-01-02", "first"),
        ("2026-01-03", "second: more"),
    ]
    assert "malformed_date" not in built.rules()


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("user", "a user"),
        ("European user", "a European user"),
        ("one-time guest", "a one-time guest"),
        ("owner", "an owner"),
        ("unknown guest", "an unknown guest"),
        ("hourly worker", "an hourly worker"),
        ("guest", "a guest"),
    ],
)
def test_a_story_of_options_has_the_article_of_its_role(make_site: Callable[..., Site], role: str, said: str) -> None:
    text = f"# Tea\n\n:::{{use-case}} U1\n:role: {role}\n:want: tea\n:::\n"
    assert make_site({"index.md": text}).build().json["use_cases"][0]["story"] == f"As {said}, I want tea."


@in_both_languages(
    "# Tea\n\n:::{design-changelog}\n- 2026-01-02: first\n- second, without a date\n:::\n",
    "Tea\n===\n\n.. design-changelog::\n\n   - 2026-01-02: first\n   - second, without a date\n",
)
def test_an_entry_without_a_date_is_kept(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [(each["date"], each["change"]) for each in built.json["changelog"]] == [
        ("2026-01-02", "first"),
        (None, "second, without a date"),
    ]
    assert "no date in the changelog" in next(each.message for each in built.findings if each.rule == "malformed_date")


@in_both_languages(
    "# Tea\n\n:::{open-questions}\n- One — from *the* spike\n- Two, deferred from LCORE-1\n- Three (raised in review)\n"
    "- Four, see [the spike](https://example.org)\n- Five-fold\n:::\n",
    "Tea\n===\n\n.. open-questions::\n\n   - One — from *the* spike\n   - Two, deferred from LCORE-1\n"
    "   - Three (raised in review)\n   - Four, see `the spike <https://example.org>`__\n   - Five-fold\n",
)
def test_a_question_says_where_it_comes_from(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    questions = make_site(files).build().json["open_questions"]
    assert [(each["text"], each["origin"]) for each in questions] == [
        ("One", "from the spike"),
        ("Two", "deferred from LCORE-1"),
        ("Three", "raised in review"),
        ("Four, see the spike", "the spike"),
        ("Five-fold", ""),
    ]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n\n:::{acceptance-criteria} R1\n"
    "- AC2: second\n- first, and AC3: no name\n- **AC5:** *fifth*\n- **AC6**: sixth\n- AC8a. `eighth`\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n\n   It is.\n\n.. acceptance-criteria:: R1\n\n"
    "   - AC2: second\n   - first, and AC3: no name\n   - **AC5:** *fifth*\n   - **AC6**: sixth\n"
    "   - AC8a. ``eighth``\n",
)
def test_a_criterion_keeps_the_name_that_it_begins_with(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [(each["id"], each["text"]) for each in built.json["criteria"]] == [
        ("index.R1.AC2", "second"),
        ("index.R1.AC3", "first, and AC3: no name"),
        ("index.R1.AC5", "fifth"),
        ("index.R1.AC6", "sixth"),
        ("index.R1.AC8a", "eighth"),
    ]
    items = re.findall(r"<li>\s*<p>(.*?)</p>", built.read("index.html"))
    assert [re.sub(r"<[^>]+>", "", each) for each in items if "index-r1-ac" in each] == [
        "AC2 second",
        "AC3 first, and AC3: no name",
        "AC5 fifth",
        "AC6 sixth",
        "AC8a eighth",
    ]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n\n:::{acceptance-test-surface}\n| Req | Observable behavior |\n|---|---|\n"
    "| R1 | boils |\n|  | sings |\n| R1 (partly) | steams |\n| R1: Hot | whistles |\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n\n   It is.\n\n.. acceptance-test-surface::\n\n   .. list-table::\n      :header-rows: 1\n\n"
    "      * - Req\n        - Observable behavior\n      * - R1\n        - boils\n      * -\n        - sings\n"
    "      * - R1 (partly)\n        - steams\n      * - R1: Hot\n        - whistles\n",
)
def test_a_row_names_requirements_as_in_a_plain_design(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert [(each["text"], each["requirements"]) for each in built.json["criteria"]] == [
        (text, ["index.R1"]) for text in ("boils", "steams", "whistles")
    ]
    assert "R1 (partly)" in built.read("index.html")
    (told,) = [each for each in built.findings if each.rule == "unread_item"]
    assert told.message == "a row whose requirement is '' accepts none; name ids, such as R1 or R1..R3"
    assert "sings" in next(reversed(files.values())).splitlines()[told.line - 1]


@in_both_languages(
    "# Tea\n\n:::{traceability-matrix}\n:name: all\n:caption: All of it\n:::\n\nSee {ref}`all`.\n",
    "Tea\n===\n\n.. traceability-matrix::\n   :name: all\n   :caption: All of it\n\nSee :ref:`all`.\n",
)
def test_a_reference_to_a_block_shows_its_caption(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files).build()
    assert built.warnings == ""
    assert '<a class="reference internal" href="#all"><span class="std std-ref">All of it</span></a>' in built.read(
        "index.html"
    )


@pytest.mark.parametrize(
    "line",
    [":priority:must", ":priority : must", ": priority: must", ":priority", "\n:priority: must", "It\n:priority:must"],
)
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_an_option_that_is_read_as_text_is_told(make_site: Callable[..., Site], ending: str, line: str) -> None:
    block = f"{line}\n:use-cases: U1\n\nIt is.\n"
    below = "".join(f"   {each}\n" if each else "\n" for each in block.splitlines())
    text = f":::{{requirement}} R1\n{block}:::\n" if ending == ".md" else f".. requirement:: R1\n{below}"
    built = make_site({f"index{ending}": f"Tea\n===\n\n{text}"}).build("dummy")
    told = [(each.line, each.message) for each in built.findings if each.rule == "unknown_option"]
    first, value = 5 + line.count("\n"), "" if line == ":priority" else " must"
    end = "directly below the beginning of the block"
    assert told[0] == (first, f"option priority is read as text; write ':priority:{value}' {end}")
    if ending == ".md" or line.startswith("\n"):  # in RST, a right option below is read
        assert told[1:] == [(first + 1, f"option use-cases is read as text; write ':use-cases: U1' {end}")]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:colour: green\n\n:req:`R1` is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :colour: green\n\n   :req:`R1` is.\n",
)
def test_text_that_begins_with_a_role_is_no_option(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    told = [each.message for each in make_site(files).build("dummy").findings if each.rule == "unknown_option"]
    assert [each.partition(";")[0] for each in told] == ["unknown option :colour:"]
