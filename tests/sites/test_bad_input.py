"""What authors get wrong: a finding with its line, never a traceback, and the rest of the build goes on."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Logged, Site

GOOD = "# Good\n\n:::{feature-design} good\n:::\n\n:::{requirement} R1 Fine\nIt is fine.\n:::\n"


def _build(make_site: Callable[..., Site], files: dict[str, str], conf: str = "") -> Built:
    """Build a site beside whose bad document there is a good one, which must come out whole."""
    built = make_site({**files, "good.md": GOOD}, conf=conf).build()
    assert "good.R1" in [each["id"] for each in built.json["requirements"]]
    assert "Fine" in built.read("good.html")
    assert "Traceback" not in built.warnings
    assert "Exception occurred" not in built.warnings
    return built


def _found(built: Built, *rules: str) -> list[Logged]:
    return [each for each in built.findings if each.rule in rules and not each.path.startswith("good")]


def _line(files: dict[str, str], finding: Logged) -> str:
    return files[finding.path].splitlines()[finding.line - 1].strip()


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:staus: draft\n:priority: must\nIt is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :staus: draft\n   :priority: must\n\n   It is.\n",
)
@pytest.mark.verifies("directives-and-records.R9")
def test_an_unknown_option_is_dropped_and_the_rest_is_kept(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "unknown_option")
    assert finding.message == "unknown option :staus:; did you mean status?"
    assert _line(files, finding) == ":staus: draft"
    assert built.catalog.requirement("index.R1")
    assert "index.R1" in [each["id"] for each in built.json["requirements"] if each["priority"] == "must"]


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:status: draft\n:status: approved\n:status: proposed\nIt is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :status: draft\n   :status: approved\n   :status: proposed\n\n   It is.\n",
)
@pytest.mark.verifies("directives-and-records.R9")
def test_of_an_option_that_is_given_twice_the_first_stands(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    assert [_line(files, each) for each in _found(built, "duplicate_option")] == [
        ":status: approved",
        ":status: proposed",
    ]
    assert built.json["requirements"][-1]["status"] == "draft"


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:status: aproved\n:priority: urgent\n:verification: testing\nIt is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :status: aproved\n   :priority: urgent\n   :verification: testing\n\n"
    "   It is.\n",
)
def test_an_invalid_value_is_left_out(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    found = _found(built, "invalid_value")
    assert [each.message for each in found] == [
        "invalid value 'aproved' in :status:; did you mean approved?",
        "invalid value 'urgent' in :priority:; known: must, should, could, wont",
        "invalid value 'testing' in :verification:; did you mean test?",
    ]
    assert [_line(files, each) for each in found] == [":status: aproved", ":priority: urgent", ":verification: testing"]
    record = built.json["requirements"][-1]
    assert (record["status"], record["priority"], record["verification"]) == ("", None, [])


@pytest.mark.parametrize("name", ["requirement", "use-case"])
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_missing_id_is_found_and_the_block_is_shown(make_site: Callable[..., Site], ending: str, name: str) -> None:
    arguments = ("", "Fast boiling", "r1 Fast", "R Fast", "1 Fast")
    files = {
        f"case{n}{ending}": f"# Tea\n\n:::{{{name}}} {argument}\nIt is hot.\n:::\n"
        if ending == ".md"
        else f"Tea\n===\n\n.. {name}:: {argument}\n\n   It is hot.\n"
        for n, argument in enumerate(arguments)
    }
    built = _build(make_site, {**files, "index.md": "# Site\n"})
    found = _found(built, "missing_id")
    assert [each.path for each in found] == list(files)
    assert {each.line for each in found} == {3 if ending == ".md" else 4}
    assert all(each.message.startswith(f"{name} without an id; begin its argument with one") for each in found)
    pages = [built.read(f"case{n}.html") for n in range(len(arguments))]
    assert all(argument in page and "It is hot." in page for argument, page in zip(arguments, pages, strict=True))


TABLES = {
    "design-changelog": ("Date", "Date | Change | Reason"),
    "acceptance-test-surface": ("Req", "Req | Observable behavior | Verified by"),
    "key-files": ("File", "File | What to do | Repo"),
}


@pytest.mark.parametrize(
    ("myst", "rst", "found"),
    [
        (":::{requirement} R2\nIt is.\n:::", ".. requirement:: R2\n\n   It is.", "a requirement"),
        (":::{use-case} U1\nTea\n:::", ".. use-case:: U1\n\n   Tea", "a use-case"),
        ("    tea", "::\n\n   tea", "a code block"),
        ("> Tea", ".. epigraph::\n\n   Tea", "a quote"),
        ("Tea", "Tea", "a paragraph"),
    ],
)
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_what_stands_in_place_of_criteria_is_told_in_the_words_of_an_author(
    make_site: Callable[..., Site], ending: str, myst: str, rst: str, found: str
) -> None:
    text = f"# Tea\n\n::::{{acceptance-criteria}} R1\n\n{myst}\n::::\n"
    if ending == ".rst":
        text = f"Tea\n===\n\n.. acceptance-criteria:: R1\n\n{textwrap.indent(rst, '   ')}\n"
    (finding,) = _found(_build(make_site, {f"index{ending}": text}), "malformed_list")
    assert finding.message == f"acceptance-criteria needs a list, a criterion an item; found {found}"


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("ending", [".md", ".rst"])
@pytest.mark.verifies("findings.R9")
def test_a_malformed_table_names_the_columns_expected_and_found(
    make_site: Callable[..., Site], ending: str, name: str
) -> None:
    missing, expected = TABLES[name]
    files = (
        {"index.md": f"# Tea\n\n:::{{{name}}}\n| When | Who |\n|------|-----|\n| now | me |\n:::\n"}
        if ending == ".md"
        else {
            "index.rst": f"Tea\n===\n\n.. {name}::\n\n   ==== ===\n   When Who\n   ==== ===\n   now  me\n   ==== ===\n"
        }
    )
    built = _build(make_site, files)
    (finding,) = _found(built, "malformed_table")
    assert f"no column {missing}" in finding.message
    assert f"expected {expected}, found When | Who" in finding.message
    assert "When" in _line(files, finding)
    assert "<td><p>me</p></td>" in built.read("index.html").replace('<td class="text-left">', "<td>")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_table_directive_without_a_table_is_found(make_site: Callable[..., Site], ending: str, name: str) -> None:
    text = f"# Tea\n\n:::{{{name}}}\nWords.\n:::\n" if ending == ".md" else f"Tea\n===\n\n.. {name}::\n\n   Words.\n"
    built = _build(make_site, {f"index{ending}": text})
    (finding,) = _found(built, "malformed_table")
    assert TABLES[name][1] in finding.message
    assert finding.line == (3 if ending == ".md" else 4)


@in_both_languages(
    "# Tea\n\n:::{design-changelog}\n| Date | Change | Reason |\n|---|---|---|\n| 2026-01-01 |\n"
    "| soon | Changed |\n| | | |\n:::\n",
    "Tea\n===\n\n.. design-changelog::\n\n   ========== ======= ======\n   Date       Change  Reason\n"
    "   ========== ======= ======\n   2026-01-01\n   soon       Changed\n   \\\n   ========== ======= ======\n",
)
def test_rows_that_lack_cells_are_read_as_far_as_they_go(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    assert [(each["date"], each["change"]) for each in built.json["changelog"]] == [
        ("2026-01-01", ""),
        (None, "Changed"),
        (None, ""),
    ]
    assert "malformed date 'soon'" in _found(built, "malformed_date")[0].message


@in_both_languages(
    "# Tea\n\n::::{use-case} U1\nAs a user, I want tea.\n\n:::{acceptance-criteria}\n- It is\n:::\n::::\n",
    "Tea\n===\n\n.. use-case:: U1\n\n   As a user, I want tea.\n\n   .. acceptance-criteria::\n\n      - It is\n",
)
def test_criteria_in_a_use_case_are_misplaced(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "misplaced_directive")
    assert finding.message == "acceptance-criteria inside a use-case; move it out, after the end of that block"
    assert "acceptance-criteria" in _line(files, finding)
    assert built.json["criteria"] == []


@pytest.mark.parametrize("name", ["requirement", "use-case", "design-changelog", "open-questions", "key-files"])
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_block_in_a_requirement_is_misplaced(make_site: Callable[..., Site], ending: str, name: str) -> None:
    argument, body = {
        "requirement": ("R2", "It is."),
        "use-case": ("U1", "As a user, I want it."),
        "design-changelog": ("", "- 2026-01-01: one"),
        "open-questions": ("", "- Why?"),
        "key-files": ("", ""),
    }[name]
    if name == "key-files":
        body = (
            "| File | What to do |\n|---|---|\n| a | b |"
            if ending == ".md"
            else "==== ==========\nFile What to do\n==== ==========\na    b\n==== =========="
        )
    if ending == ".md":
        text = f"# Tea\n\n::::{{requirement}} R1\nIt is.\n\n:::{{{name}}} {argument}\n{body}\n:::\n::::\n"
    else:
        inner = textwrap.indent(body, "      ")
        text = f"Tea\n===\n\n.. requirement:: R1\n\n   It is.\n\n   .. {name}:: {argument}\n\n{inner}\n"
    built = _build(make_site, {f"index{ending}": text})
    (finding,) = _found(built, "misplaced_directive")
    assert finding.message.startswith(f"{name} inside a requirement")
    assert name in _line({f"index{ending}": text}, finding)


@in_both_languages(
    "# Tea\n\n:::{requirement} R1 First\nIt is.\n:::\n\n:::{requirement} R1 Second\nIt was.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1 First\n\n   It is.\n\n.. requirement:: R1 Second\n\n   It was.\n",
)
def test_of_two_equal_ids_the_first_stands_and_both_are_shown(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "duplicate_id")
    first_line = 3 if "index.md" in files else 4
    (path,) = files
    assert finding.message == f"duplicate id R1; the first stands in {path}:{first_line}, so number this one R2"
    assert _line(files, finding).endswith("R1 Second")
    assert [each["title"] for each in built.json["requirements"] if each["feature"] == "index"] == ["First"]
    page = built.read("index.html")
    assert "It is." in page
    assert "It was." in page
    assert len(re.findall('id="index-r1"', page)) == 1


def test_of_two_equal_keys_the_later_is_recorded_under_its_document(make_site: Callable[..., Site]) -> None:
    tea = "# Tea\n\n:::{feature-design} tea\n:::\n\n:::{requirement} R1\nIt is.\n:::\n"
    files = {"index.md": tea, "sub/more.md": tea}
    built = _build(make_site, files)
    (finding,) = _found(built, "duplicate_key")
    assert (finding.path, finding.line) == ("sub/more.md", 3)
    assert "index.md:3" in finding.message
    assert {"tea.R1", "sub-more.R1"} <= {each["id"] for each in built.json["requirements"]}


KEYS = {
    "two words": "two-words",
    "a.b": "a-b",
    "*tea*": "tea",
    "<script>alert(1)</script>": "script-alert-1-script",
    "größe": "gr-e",
    "-": "feature",
    "../../etc": "etc",
}


@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_malformed_key_is_read_as_a_good_one(make_site: Callable[..., Site], ending: str) -> None:
    files = {
        f"case{n}{ending}": f"# Tea\n\n:::{{feature-design}} {argument}\n:::\n"
        if ending == ".md"
        else f"Tea\n===\n\n.. feature-design:: {argument}\n"
        for n, argument in enumerate(KEYS)
    }
    built = _build(make_site, {**files, "index.md": "# Site\n"})
    found = _found(built, "malformed_key")
    assert [each.message.partition(";")[0] for each in found] == [f"malformed key '{each}'" for each in KEYS]
    assert {each.line for each in found} == {3 if ending == ".md" else 4}
    assert [each["id"] for each in built.json["features"] if each["id"] != "good"] == list(KEYS.values())
    assert all(f'id="{key}"' in built.read(f"case{n}.html") for n, key in enumerate(KEYS.values()))


@in_both_languages(
    "# Tea\n\n:::{feature-design} tea\n:feature: LCORE-1, LCORE-2\n:spike: LCORE-3\n:links: LCORE-4, LCORE-5\n:::\n",
    "Tea\n===\n\n.. feature-design:: tea\n   :feature: LCORE-1, LCORE-2\n   :spike: LCORE-3\n"
    "   :links: LCORE-4, LCORE-5\n",
)
def test_a_second_ticket_for_which_a_record_has_no_room_is_named(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "malformed_ticket")
    assert _line(files, finding) == ":feature: LCORE-1, LCORE-2"
    assert finding.message == ":feature: names several tickets, of which only LCORE-1 is read; move LCORE-2 to :links:"
    (tea,) = [each for each in built.json["features"] if each["id"] == "tea"]
    assert (tea["ticket"], tea["spike"], tea["links"]) == ("LCORE-1", "LCORE-3", "LCORE-4, LCORE-5")


@in_both_languages(
    "# Tea\n\n:::{feature-design} tea\n:::\n\n:::{feature-design} coffee\n:::\n",
    "Tea\n===\n\n.. feature-design:: tea\n\n.. feature-design:: coffee\n",
)
def test_a_second_feature_in_a_document_is_found(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "duplicate_feature")
    assert "coffee" in _line(files, finding)
    assert [each["id"] for each in built.json["features"]] == ["good", "tea"]


EMPTY = {
    "feature-design": "missing_metadata",
    "requirement": "missing_id",
    "acceptance-criteria": "empty_block",
    "acceptance-test-surface": "malformed_table",
    "use-case": "missing_id",
    "design-changelog": "empty_changelog",
    "open-questions": "empty_block",
    "key-files": "malformed_table",
    "traceability-matrix": "",
    "traceability-coverage": "",
    "traceability-overview": "",
    "traceability-map": "",
    "traceability-holes": "",
    "feature-index": "",
    "use-case-index": "",
    "finding-index": "",
    "changelog-timeline": "",
    "open-question-index": "",
}


@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_empty_blocks_are_found(make_site: Callable[..., Site], ending: str) -> None:
    files = {
        f"{name}{ending}": f"# Tea\n\n:::{{{name}}}\n:::\n" if ending == ".md" else f"Tea\n===\n\n.. {name}::\n"
        for name in EMPTY
    }
    built = _build(make_site, {**files, "index.md": "# Site\n"})
    found: dict[str, list[str]] = {}
    for each in built.findings:
        found.setdefault(each.path.removesuffix(ending), []).append(each.rule)
        assert each.line == (3 if ending == ".md" else 4) or each.path == "good.md"
    assert {name: rule in found.get(name, [""]) for name, rule in EMPTY.items()} == dict.fromkeys(EMPTY, True)


@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_very_long_title_is_kept_whole(make_site: Callable[..., Site], ending: str) -> None:
    title = "long " * 20_000
    text = (
        f"# Tea\n\n:::{{requirement}} R1 {title}\n:status: x{title}\nIt is.\n:::\n\n{{req}}`{'R' * 100_000}`\n"
        if ending == ".md"
        else f"Tea\n===\n\n.. requirement:: R1 {title}\n   :status: x{title}\n\n   It is.\n\n:req:`{'R' * 100_000}`\n"
    )
    built = _build(make_site, {f"index{ending}": text})
    assert built.json["requirements"][-1]["title"] == title.strip()
    assert max(len(each.message) for each in built.findings) < 500
    assert {"invalid_value", "unknown_reference"} <= set(built.rules())


BAD = '<script>alert("1")</script><evil onclick="x">&amp;'


@pytest.mark.parametrize("ending", [".md", ".rst"])
@pytest.mark.verifies("findings.R9")
def test_markup_of_html_in_any_text_is_text(make_site: Callable[..., Site], ending: str) -> None:
    markdown = f"""\
# Tea

:::{{feature-design}} tea
:title: {BAD}
:component: {BAD}
:authors: {BAD}
:feature: {BAD}
:spike: {BAD}
:status: {BAD}
:superseded-by: {BAD}
:class: {BAD}
:reviewers: {BAD}
:::

:::{{requirement}} R1 `{BAD}`
:use-cases: {BAD}
:depends-on: {BAD}
:verified-by: {BAD}
:derived: `{BAD}`
:ticket: {BAD}
`{BAD}`
:::

:::{{requirement}} {BAD}
It is.
:::

:::{{acceptance-criteria}} {BAD}
- `{BAD}`
:::

:::{{use-case}} U1 `{BAD}`
:role: `{BAD}`
:want: `{BAD}`
:::

:::{{traceability-matrix}}
:caption: {BAD}
:features: {BAD}
:components: {BAD}
:::

:::{{traceability-matrix}}
:caption: {BAD}
:::

:::{{design-changelog}} {BAD}
- `{BAD}`: `{BAD}`
:::

{{req}}`{BAD}` {{ticket}}`{BAD}` {{feature}}`tea`
"""
    text = markdown if ending == ".md" else _in_rst(markdown)
    built = _build(make_site, {f"index{ending}": text}, conf="lcore_extra_fields = ['reviewers']\n")
    for name in ("index.html", "traceability/index.html"):
        assert re.findall(r"<script>\s*alert|<evil|javascript:", built.read(name)) == [], name
    assert "&lt;script&gt;alert" in built.read("index.html")


def _in_rst(markdown: str) -> str:
    """The same document in RST, as far as this module writes Markdown."""
    lines = []
    inside = False
    for line in markdown.splitlines():
        if line.startswith("# "):
            lines += [line[2:], "=" * len(line)]
        elif line == ":::":
            inside = False
        elif match := re.fullmatch(r":::\{([\w-]+)\}(.*)", line):
            lines.append(f".. {match[1]}::{match[2]}")
            inside = True
        else:
            code = re.sub(r"\{(\w+)\}(`[^`]*`)", r":\1:\2", line)
            code = re.sub(r"(?<!:)(`[^`]*`)", r"`\1`", code)
            lines.append(f"   {code}" if inside and code else code)
    return "\n".join(lines) + "\n"


CONTROL = "".join(map(chr, range(0x20))).replace("\n", "").replace("\r", "")


@pytest.mark.parametrize("ending", [".md", ".rst"])
@pytest.mark.parametrize("builder", ["html", "xml", "latex"])
@pytest.mark.verifies("findings.R9")
def test_control_characters_do_no_harm(make_site: Callable[..., Site], ending: str, builder: str) -> None:
    markdown = (
        f"# Tea\n\n:::{{feature-design}} te{CONTROL}a\n:authors: A{CONTROL}B\n:::\n\n"
        f":::{{requirement}} R1 Ti{CONTROL}tle\n:verified-by: a{CONTROL}b\n:dra{CONTROL}ft: x\nIt{CONTROL}is.\n:::\n\n"
        f":::{{requirement}} R2{CONTROL} Title\nIt is.\n:::\n\n:::{{open-questions}}\n- What{CONTROL}?\n:::\n"
    )
    site = make_site({f"index{ending}": markdown if ending == ".md" else _in_rst(markdown)})
    built = site.build(builder)
    assert "Traceback" not in built.warnings
    assert "R1" in [each.local_id for each in built.catalog.requirements]
    if builder == "html":
        assert built.json["requirements"][0]["id"].endswith(".R1")


@in_both_languages(
    "# Tea\n\n:::{requirement} Ä1 Größe\nIt is.\n:::\n\n:::{requirement} R1 Größe 茶 🍵\nIt is ÄÖÜ.\n:::\n\n"
    "{req}`Ä1`\n",
    "Tea\n===\n\n.. requirement:: Ä1 Größe\n\n   It is.\n\n.. requirement:: R1 Größe 茶 🍵\n\n   It is ÄÖÜ.\n\n"
    ":req:`Ä1`\n",
)
def test_ids_are_ascii_and_titles_anything(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "missing_id")
    assert "Ä1" in _line(files, finding)
    assert built.json["requirements"][-1]["title"] == "Größe 茶 🍵"
    assert [each.message.partition(";")[0] for each in _found(built, "unknown_reference")] == ["unknown requirement Ä1"]


PLACES = {
    "list": ("- one\n\n  {0}\n", "- one\n\n  {0}\n"),
    "quote": ("> {1}\n", "..\n\n  {0}\n"),
    "footnote": ("[^1]\n\n[^1]: a\n\n    {2}\n", "[1]_\n\n.. [1] a\n\n   {0}\n"),
    "table": (
        "::::{{list-table}}\n* - a\n\n    {2}\n::::\n",
        ".. list-table::\n\n   * - a\n\n       {3}\n",
    ),
    "note": ("::::{{note}}\n\n{4}\n::::\n", ".. note::\n\n   {0}\n"),
    "deep": ("- a\n  - b\n    - c\n\n      {3}\n", "- a\n\n  - b\n\n    - c\n\n      {3}\n"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_directive_may_stand_anywhere(make_site: Callable[..., Site], ending: str, place: str) -> None:
    template = PLACES[place][0 if ending == ".md" else 1]
    block = ":::{requirement} R1 Here\n:staus: draft\nIt is {req}`R9`.\n:::"
    if ending == ".rst":
        block = ".. requirement:: R1 Here\n   :staus: draft\n\n   It is :req:`R9`."
    forms = (
        textwrap.indent(block, "  ").strip(),
        block.replace("\n", "\n> "),
        textwrap.indent(block, "    ").strip(),
        textwrap.indent(block, "       " if place == "table" else "      ").strip(),
        block,
    )
    if ending == ".rst" and place in {"footnote", "note"}:
        forms = (textwrap.indent(block, "   ").strip(), *forms[1:])
    title = "# Tea\n\n" if ending == ".md" else "Tea\n===\n\n"
    files = {f"index{ending}": title + template.format(*forms)}
    built = _build(make_site, files)
    (record,) = [each for each in built.json["requirements"] if each["feature"] == "index"]
    assert (record["id"], record["title"], record["statement"]) == ("index.R1", "Here", "It is R9.")
    lines = files[f"index{ending}"].splitlines()
    assert "R1 Here" in lines[record["line"] - 1]
    assert [":staus:" in lines[each.line - 1] for each in _found(built, "unknown_option")] == [True]
    assert ["R9" in lines[each.line - 1] for each in _found(built, "unknown_reference")] == [True]


def test_deeply_nested_blocks_are_read(make_site: Callable[..., Site]) -> None:
    depth = 12
    opening = "\n".join(f"{':' * (depth + 4 - n)}{{note}}" for n in range(depth))
    closing = "\n".join(":" * (5 + n) for n in range(depth))
    card = "::::{requirement} R1\nIt is.\n\n:::{acceptance-criteria}\n- It\n:::\n::::\n"
    text = f"# Tea\n\n{opening}\n{card}{closing}\n"
    built = _build(make_site, {"index.md": text})
    assert [each["id"] for each in built.json["criteria"]] == ["index.R1.AC1"]
    assert _found(built, "stray_fence", "misplaced_directive") == []


@in_both_languages(
    "# Tea\n\n:::{requirement} R1 An *open emphasis and `code\nIt is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1 An *open emphasis and `code\n\n   It is.\n",
)
def test_broken_inline_markup_in_a_title_does_not_get_into_the_record(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    assert built.json["requirements"][-1]["title"] == "An *open emphasis and `code"


@in_both_languages(
    "# Tea\n\n:::{requirement} R1\n:use-cases: U1..U999999999, ,;, U1–X2\n:refines: R1\n:depends-on: , ,\n"
    "It is.\n:::\n",
    "Tea\n===\n\n.. requirement:: R1\n   :use-cases: U1..U999999999, ,;, U1–X2\n   :refines: R1\n"
    "   :depends-on: , ,\n\n   It is.\n",
)
def test_strange_lists_of_references_are_unknown_references(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = _build(make_site, files)
    assert [each.message.partition(" in ")[0] for each in _found(built, "unknown_reference")] == [
        "unknown use case U1..U999999999",
        "unknown use case U1–X2",
    ]
    assert [each.rule for each in _found(built, "reference_cycle")] == ["reference_cycle"]


@in_both_languages(
    "# Tea\n\n:::{traceability-matrix}\n:rows: everything\n:columns: id, nothing\n:minimum: 101\n:group-by: owner\n"
    ":only: holes\n:style: grid\n:priority: high\n:status: done\n:::\n",
    "Tea\n===\n\n.. traceability-matrix::\n   :rows: everything\n   :columns: id, nothing\n   :minimum: 101\n"
    "   :group-by: owner\n   :only: holes\n   :style: grid\n   :priority: high\n   :status: done\n",
)
def test_wrong_options_of_a_matrix_are_found(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    found = [_line(files, each).partition(": ")[0] for each in _found(built, "invalid_value")]
    assert {":rows", ":minimum", ":group-by", ":only", ":priority", ":status"} <= set(found)
    assert "lcore-table" in built.read("index.html") or "lcore-empty" in built.read("index.html")


@in_both_languages(
    "# Tea\n\n:::{traceability-matrix}\n:caption: All\n:columns: id, titel\n:::\n",
    "Tea\n===\n\n.. traceability-matrix::\n   :caption: All\n   :columns: id, titel\n",
)
def test_an_unknown_column_of_a_matrix_is_found(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "invalid_value")
    assert finding.message == "invalid value 'titel' in :columns:; did you mean title?"
    assert _line(files, finding) == ":columns: id, titel"


@in_both_languages(
    "# Tea\n\n:::{traceability-matrix}\n:caption: Kept\n:columns: id\n:style: grid\n:::\n",
    "Tea\n===\n\n.. traceability-matrix::\n   :caption: Kept\n   :columns: id\n   :style: grid\n",
)
def test_options_that_do_not_go_together_cost_no_others(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = _build(make_site, files)
    (finding,) = _found(built, "invalid_value")
    assert finding.message.startswith("a grid has the use cases as columns; leave out :columns: and :rows:")
    assert _line(files, finding) == ":columns: id"
    assert "<caption>Kept" in built.read("index.html")


def test_half_a_character_that_a_substitution_brings_is_a_question_mark(make_site: Callable[..., Site]) -> None:
    front = '---\nmyst:\n  substitutions:\n    half: "a\\ud800b"\n---\n'
    body = "# Tea\n\n:::{feature-design} tea\n:date: 2026-01-02\n:::\n\n"
    body += ":::{requirement} R1 Boil {{ half }}\n:status: draft\nIt {{ half }}s.\n:::\n"
    site = make_site({"index.md": front + body}, conf='myst_enable_extensions = ["substitution"]\n')
    built = site.build("lcore")  # some versions of docutils can write no page of it
    (requirement,) = built.json["requirements"]
    assert "a?b" in requirement["statement"]
    assert requirement["status"] == "draft"
    assert site.build("lcore").json == built.json
