"""Whatever is written, a build gives findings and never a traceback; whatever is edited, it gives what a clean one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_lcore.conversion.convert import convert
from tests.sites.test_incremental import assert_same, output

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]

# Words, and pieces of what means something: in Markdown, in RST, in YAML, in HTML, and to us.
PIECES = st.sampled_from(
    [
        *(
            "R1",
            "U1",
            "R1..R9",
            "R4a",
            "tea.R1",
            "LCORE-1",
            "TODO",
            "2026-02-31",
            "As a guest, I want tea, so that",
            "must",
        ),
        *(
            ":",
            "::",
            ":::",
            "```",
            "`",
            "``",
            "**",
            "_",
            "|",
            "|---|",
            "- ",
            "1. ",
            "# ",
            "> ",
            "---",
            "===",
            "..",
            "::",
        ),
        *(
            "{req}`R1`",
            ":req:`R1`",
            "[x](y)",
            "[x](javascript:y)",
            "<script>",
            "<!--",
            "&amp;",
            "$x$",
            "%s",
            "{0}",
            "\\",
        ),
        *(
            ":status: x",
            ":use-cases: U1",
            "key: [",
            "? ",
            "- - -",
            "&a",
            "*a",
            "!!python/object:x",
            "é🫖",
            "\u202e",
            "\t",
        ),
    ]
)
LINES = st.lists(
    st.one_of(PIECES, st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=8)), max_size=6
).map(" ".join)
TEXTS = st.lists(LINES, max_size=6).map("\n".join)


class Words(NamedTuple):
    """What an author writes in each place."""

    title: str
    argument: str
    option: str
    statement: str
    items: str
    cell: str
    story: str
    yaml: str
    plain: str


WORDS = st.builds(Words, LINES, LINES, LINES, TEXTS, TEXTS, LINES, TEXTS, TEXTS, TEXTS)


def _below(text: str, depth: str) -> str:
    return "\n".join(f"{depth}{line}" for line in text.splitlines())


def myst(words: Words) -> str:
    return f"""\
# Tea {words.title}

::::::{{feature-design}} tea
:date: {words.option}
:links: {words.option}
::::::

::::::{{requirement}} R1 {words.argument}
:status: {words.option}
:use-cases: {words.option}
:verified-by: {words.option}

{words.statement}

:::::{{acceptance-criteria}}
- {words.items}
:::::
::::::

::::::{{use-case}} U1 {words.argument}
{words.story}
::::::

::::::{{design-changelog}}
| Date | Change | Reason |
|------|--------|--------|
| {words.cell} | {words.cell} | |
::::::

::::::{{config-example}}
{words.yaml}
::::::

::::::{{traceability-matrix}}
:features: {words.option}
:minimum: {words.option}
::::::
"""


def rst(words: Words) -> str:
    return f"""\
Tea
===

.. feature-design:: tea
   :date: {words.option}
   :links: {words.option}

.. requirement:: R1 {words.argument}
   :status: {words.option}
   :use-cases: {words.option}
   :verified-by: {words.option}

{_below(words.statement, "   ")}

   .. acceptance-criteria::

{_below(f"- {words.items}", "      ")}

.. use-case:: U1 {words.argument}

{_below(words.story, "   ")}

.. design-changelog::

   - 2026-01-01: {words.cell}

.. config-example::

{_below(words.yaml, "   ")}

.. traceability-matrix::
   :features: {words.option}
   :minimum: {words.option}
"""


def plain(words: Words) -> str:
    return f"""\
# Feature design for {words.title}

|   |   |
|---|---|
| **Date** | {words.cell} |
| {words.cell} | {words.cell} |

## Requirements

- **R1:** {words.statement}
{words.plain}

## Use Cases

{words.story}

## Acceptance test surface

| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| {words.cell} | {words.cell} | {words.cell} |

## Changelog

{words.plain}
"""


CONF = 'lcore_designs = ["plain*"]\n'


@settings(max_examples=20)
@given(words=WORDS)
@pytest.mark.parametrize(("name", "write"), [("index.md", myst), ("index.rst", rst), ("plain.md", plain)])
def test_whatever_an_author_writes_the_build_goes_on(
    make_site: MakeSite, name: str, write: Callable[[Words], str], words: Words
) -> None:
    files = {"index.md": "# Index\n"} if name == "plain.md" else {}
    built = make_site({**files, name: write(words)}, CONF).build()
    assert all(each.line >= 1 and each.message.isprintable() for each in built.findings)
    assert "Traceback" not in built.warnings


@settings(max_examples=30)
@given(words=WORDS)
def test_what_was_converted_is_not_converted_again(words: Words) -> None:
    once = convert(plain(words), "plain.md")
    assert convert(once.text, "plain.md").text == once.text


class Edit(NamedTuple):
    """A document as it is from now on; without a text it is gone."""

    name: str
    text: str


def _design(key: str, title: str, links: tuple[str, ...], *, with_criteria: bool) -> str:
    criteria = "\n:::{acceptance-criteria}\n- It works\n:::\n" if with_criteria else ""
    options = f":depends-on: {', '.join(links)}\n" if links else ""
    mentions = " ".join(f"{{req}}`{link}`" for link in links)
    return (
        f"---\norphan: true\n---\n# {title}\n\n:::{{feature-design}} {key}\n:::\n\n"
        f"::::{{requirement}} R1 {title}\n{options}\nIt is {title}. {mentions}\n{criteria}::::\n\n"
        f":::{{requirement}} R2 Second of {key}\nMore.\n:::\n"
    )


NAMES = ("tea", "milk", "folder/pot")
LINKS = st.lists(st.sampled_from([f"{key}.R{n}" for key in ("tea", "milk", "pot") for n in (1, 2, 3)]), max_size=2).map(
    tuple
)
EDITS = st.one_of(
    st.builds(
        lambda name, title, links, criteria: Edit(
            f"{name}.md", _design(name.rpartition("/")[2], title, links, with_criteria=criteria)
        ),
        st.sampled_from(NAMES),
        st.sampled_from(["hot", "cold", "mild"]),
        LINKS,
        st.booleans(),
    ),
    st.sampled_from(NAMES).map(lambda name: Edit(f"{name}.md", "")),
    st.sampled_from(["", ":columns: id, title\n", ":only: gaps\n"]).map(
        lambda options: Edit("index.md", f"# Index\n\n:::{{traceability-matrix}}\n{options}:::\n")
    ),
)


@settings(max_examples=8)
@given(rounds=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_a_build_gives_what_a_clean_one_gives(make_site: MakeSite, rounds: list[list[Edit]]) -> None:
    site, files = make_site({"index.md": "# Index\n"}), {"index.md": "# Index\n"}
    site.build()
    removed: set[str] = set()
    for edits in rounds:
        for edit in edits:
            if edit.text:
                site.write({edit.name: edit.text})
                files[edit.name] = edit.text
            elif files.pop(edit.name, None) is not None:
                site.remove(edit.name)
                removed.add(edit.name)
        built = site.build()
    clean = make_site(files).build()
    assert_same(output(built.out), output(clean.out), removed - files.keys())
    assert built.catalog.findings == clean.catalog.findings
