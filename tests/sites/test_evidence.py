"""Evidence in builds: what pages and files show of it, and which pages are written again when it changes."""

from __future__ import annotations

import json
import re
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from tests.sites.conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Built, Site

MYST = """\
# Tea

:::{feature-design} tea
:::

::::{requirement} R1 Boil
:verified-by: unit, e2e

It boils.

:::{acceptance-criteria}
- AC1: It sings
- AC2: It is hot
:::
::::
"""
RST = """\
Tea
===

.. feature-design:: tea

.. requirement:: R1 Boil
   :verified-by: unit, e2e

   It boils.

   .. acceptance-criteria::

      - AC1: It sings
      - AC2: It is hot
"""
both = in_both_languages(MYST, RST)
CONF = 'lcore_evidence = {"unit": ["unit.xml"], "e2e": ["e2e.xml"]}\nlcore_source_url = "https://example.org/{path}#{line}"\n'
PLAIN = 'lcore_evidence = ["unit.xml"]\n'


def results(*tests: tuple[str, str, str]) -> str:
    """A result file: of each test its name, what it cites, and how it ended."""
    cases = "".join(
        f'<testcase classname="tests.test_{name}" name="test_{name}" file="tests/test_{name}.py" line="6">'
        f'<properties><property name="verifies" value="{cites}"/></properties>{f"<{end}/>" if end else ""}</testcase>'
        for name, cites, end in tests
    )
    return f'<testsuites><testsuite name="pytest" timestamp="2026-01-01" hostname="h">{cases}</testsuite></testsuites>'


UNIT = results(("sings", "tea.R1.AC1", ""))
E2E = results(("hot", "tea.R1.AC2", "skipped"))
HOT = results(("hot", "tea.R1.AC2", ""))


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """One of two designs has evidence; a third document shows all of it, a fourth nothing."""
    other = "# Milk\n\n:::{feature-design} milk\n:::\n\n:::{requirement} R1 Pour\nIt flows.\n:::\n"
    matrix = "# Matrix\n\n:::{traceability-matrix}\n:::\n"
    files = {"index.md": MYST, "milk.md": other, "matrix.md": matrix, "words.md": "# Words\n"}
    return make_site({**files, "unit.xml": UNIT, "e2e.xml": E2E}, CONF)


def states(built: Built) -> dict[str, str | None]:
    return {each["id"]: each["state"] for kind in ("requirements", "criteria") for each in built.json[kind]}


@both
def test_each_requirement_and_each_criterion_has_its_state(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = make_site({**files, "unit.xml": UNIT, "e2e.xml": E2E}, CONF).build()
    assert states(built) == {"tea.R1": "skipped", "tea.R1.AC1": "verified", "tea.R1.AC2": "skipped"}


@both
def test_a_card_says_its_state_and_opens_to_show_its_tests(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    html = make_site({**files, "unit.xml": UNIT, "e2e.xml": E2E}, CONF).build().read("index.html")
    card = html[html.index("<details>") : html.index("</details>")]
    assert '<summary><span class="lcore-missing">skipped</span>' in card
    assert 'AC1: <span class="lcore-good">verified</span>' in card
    assert 'href="https://example.org/tests/test_hot.py#7">tests/test_hot.py::test_hot</a> (e2e)' in card


@pytest.mark.parametrize("builder", ["text", "xml", "latex", "man", "epub", "singlehtml", "dirhtml"])
def test_every_builder_shows_the_tests(make_site: Callable[..., Site], builder: str) -> None:
    built = make_site(
        {"index.md": MYST, "unit.xml": UNIT, "e2e.xml": HOT}, f'{CONF}version = "1"\ncopyright = "A"\n'
    ).build(builder)
    assert built.warnings == ""
    if builder == "text":
        assert "tests/test_hot.py::test_hot (e2e)" in built.read("index.txt")


@pytest.mark.verifies("findings.R10")
def test_without_the_option_nothing_is_said_of_evidence(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": MYST, "unit.xml": UNIT}).build()
    assert built.json["evidence"] is None
    assert states(built)["tea.R1"] is None
    for page in ("index", "traceability/index", "traceability/matrix"):
        assert "verified</" not in built.read(f"{page}.html")
    assert set(built.rules()) == {"missing_metadata", "missing_changelog"}


def test_a_card_says_where_sources_implement_it(make_site: Callable[..., Site]) -> None:
    source = "int pot; // lcore: implements tea.R1\n"
    site = make_site(
        {"index.md": MYST, "pot.c": source},
        'lcore_evidence = ["*.c"]\nlcore_source_url = "https://x.org/{path}#{line}"\n',
    )
    assert '<a class="reference external" href="https://x.org/pot.c#1">pot.c:1</a>' in site.build().read("index.html")


class TestPages:
    def test_the_matrix_has_a_column_of_states(self, site: Site) -> None:
        html = site.build().read("matrix.html")
        assert 'data-column="evidence"' in html
        assert '<span class="lcore-missing">skipped</span>' in html
        assert 'It sings <span class="lcore-good">verified</span>' in html

    def test_the_overview_counts_what_is_verified(self, site: Site) -> None:
        site.write({"e2e.xml": HOT})
        html = site.build().read("traceability/index.html")
        assert 'title="Requirements with passing evidence"><dt>Verified</dt>' in html
        assert "1 of 2" in html

    def test_the_map_says_what_is_not_verified(self, site: Site) -> None:
        assert "skipped" in site.build().read("traceability/map.html")

    def test_a_hole_is_what_has_no_passing_test(self, site: Site) -> None:
        html = site.build().read("traceability/holes.html")
        assert "Requirements without passing evidence" in html
        assert "milk.R1" in html

    def test_coverage_below_a_minimum_is_found(self, site: Site) -> None:
        site.write({"words.md": "# Words\n\n:::{traceability-coverage}\n:minimum: verified 100\n:::\n"})
        (found,) = [each for each in site.build().findings if each.rule == "low_coverage"]
        assert found.message.startswith("coverage below the minimum: verified 0 of 2")


class TestIncrementalBuilds:
    SHOWING = frozenset({"index", "matrix"})

    def changed(self, site: Site, name: str, text: str) -> Built:
        """A build after a change of a result file alone, which gives what a fresh one gives."""
        site.build()
        site.write({name: text})
        built = site.build()
        clean = site.build(out="clean", fresh=True)
        for page in ("index", "matrix", "milk", "traceability/matrix", "traceability/index", "traceability/holes"):
            assert built.read(f"{page}.html") == clean.read(f"{page}.html")
        assert built.read("lcore.json") == clean.read("lcore.json")
        return built

    def test_a_new_result_writes_the_pages_that_show_it_and_no_other(self, site: Site) -> None:
        built = self.changed(site, "e2e.xml", HOT)
        assert states(built)["tea.R1"] == "verified"
        pages = {docname for docname in built.app.env.all_docs if self.is_newer(built, docname)}
        assert pages == self.SHOWING

    def test_the_line_of_a_test_that_is_no_link_is_shown_by_no_page(self, site: Site) -> None:
        site.conf = "".join(line for line in site.conf.splitlines(keepends=True) if "lcore_source_url" not in line)
        site.write({})
        built = self.changed(site, "e2e.xml", E2E.replace('line="6"', 'line="66"'))
        assert not [docname for docname in built.app.env.all_docs if self.is_newer(built, docname)]

    def test_what_a_build_has_written_is_no_evidence(self, make_site: Callable[..., Site]) -> None:
        conf = 'lcore_evidence = ["../**/*.json", "../**/*.py"]\n'
        text = "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n\n{download}`pot.py`\n"
        site = make_site({"index.md": text, "pot.py": "# lcore: verifies index.R1\n"}, conf=conf)
        first, again = site.build(), site.build()
        assert again.findings == first.findings
        assert again.json == first.json
        assert len(first.json["evidence"]["tests"]) == 1

    def is_newer(self, built: Built, docname: str) -> bool:
        page, result = built.out / f"{docname}.html", built.site.source / "e2e.xml"
        return page.stat().st_mtime_ns >= result.stat().st_mtime_ns

    def test_another_time_and_another_host_change_nothing(self, site: Site) -> None:
        again = E2E.replace("2026-01-01", "2026-02-02").replace('hostname="h"', 'hostname="other" time="7.25"')
        built = self.changed(site, "e2e.xml", again)
        assert not [docname for docname in built.app.env.all_docs if self.is_newer(built, docname)]

    def test_results_that_are_gone_are_no_longer_shown(self, site: Site) -> None:
        site.write({"e2e.xml": HOT})
        assert states(site.build())["tea.R1"] == "verified"
        site.remove("e2e.xml")
        built = site.build()
        assert states(built)["tea.R1"] == "declared"
        assert "missing_evidence" in built.rules()


class TestFindings:
    def test_a_test_of_what_there_is_not_is_told_at_its_line(self, site: Site) -> None:
        site.write({"e2e.xml": results(("cold", "tea.R7", ""))})
        (found,) = [each for each in site.build().findings if each.rule == "unknown_evidence"]
        assert (found.path, found.line) == ("tests/test_cold.py", 7)
        assert found.message == "unknown requirement tea.R7; did you mean tea.R1?"

    def test_a_failing_test_is_told_at_its_requirement(self, site: Site) -> None:
        site.write({"e2e.xml": results(("hot", "tea.R1.AC2", "failure"))})
        (found,) = [each for each in site.build().findings if each.rule == "failing_requirement"]
        assert (found.path, found.line) == ("index.md", 6)

    def test_a_promised_kind_of_test_that_is_not_there_is_told_at_the_promise(self, site: Site) -> None:
        site.write({"e2e.xml": results(("cold", "milk.R1", ""))})
        found = [each for each in site.build().findings if each.rule == "unmet_promise"]
        assert [(each.line, each.message) for each in found] == [
            (7, "R1 promises e2e, only unit was found; add a test, or mend it")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            UNIT[:-40],
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><testsuite name="&b;"/>',
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><testsuite name="&a;"/>',
            "",
            "\\x00",
        ],
    )
    def test_a_file_that_cannot_be_read_is_told_and_the_build_goes_on(self, site: Site, text: str) -> None:
        site.write({"e2e.xml": text})
        built = site.build()
        assert [each.path for each in built.findings if each.rule == "unreadable_evidence"] == ["e2e.xml"]
        assert states(built)["tea.R1.AC1"] == "verified"

    def test_a_glob_that_leads_nowhere_is_told_at_the_option(self, make_site: Callable[..., Site]) -> None:
        built = make_site({"index.md": MYST}, PLAIN).build()
        (found,) = [each for each in built.findings if each.rule == "missing_evidence"]
        assert (found.path, found.line) == ("conf.py", 4)

    @pytest.mark.parametrize(
        "value", ["3", "'unit.xml'", "{'unit': 'unit.xml'}", "[3]", "{3: ['unit.xml']}", "['a\\0']"]
    )
    def test_an_option_of_the_wrong_form_is_told_and_nothing_is_judged(
        self, make_site: Callable[..., Site], value: str
    ) -> None:
        built = make_site({"index.md": MYST}, f"lcore_evidence = {value}\n").build()
        (found,) = [each for each in built.findings if each.rule == "invalid_config"]
        assert found.message.startswith("invalid value of lcore_evidence; write a list of globs, or such lists by kind")
        assert built.json["evidence"] is None


@pytest.mark.parametrize("value", ["", ","])
def test_on_the_command_line_an_empty_text_turns_evidence_off(site: Site, value: str) -> None:
    built = site.build(options={"lcore_evidence": value})
    assert built.json["evidence"] is None
    assert "invalid_config" not in built.rules()


def test_what_is_no_text_is_none_on_pages_either(site: Site) -> None:
    cucumber = '[{"uri": "a\\u001b[31m", "name": "T", "elements": [{"name": "x\\ud800", "tags": ["@tea.R1.AC2"], "steps": []}]}]'
    site.conf = site.conf.replace("e2e.xml", "e2e.json")
    site.write({"e2e.json": cucumber})
    names = {name for each in site.build().json["requirements"] for name in each["tests"]}
    assert "a\N{REPLACEMENT CHARACTER}[31m::T::x\N{REPLACEMENT CHARACTER}" in names


def test_a_criterion_of_two_requirements_has_its_state_with_each(make_site: Callable[..., Site]) -> None:
    design = (
        "# Tea\n\n:::{feature-design} tea\n:::\n\n:::{requirement} R1\nA.\n:::\n\n:::{requirement} R2\nB.\n:::\n\n"
        ":::{acceptance-test-surface}\n| Req | Observable behavior | Verified by |\n|---|---|---|\n| R1, R2 | It sings | |\n:::\n"
    )
    built = make_site({"index.md": design, "unit.xml": results(("sings", "tea.R2", ""))}, PLAIN).build()
    assert states(built) == {"tea.R1": "none", "tea.R2": "verified", "tea.R1.AC1": "none"}
    cards = built.read("index.html").split('id="tea-r2"')
    assert 'R1.AC1: <span class="lcore-good">verified</span>' in cards[1]


ROW_MYST = "| Req | Observable behavior |\n|---|---|\n| R1 | It steams |\n| R1 | AC: it sings |\n"
ROW_RST = (
    ".. list-table::\n   :header-rows: 1\n\n   * - Req\n     - Observable behavior\n   * - R1\n     - It steams\n"
    "   * - R1\n     - AC: it sings\n"
)
ROWS = {
    "directive.md": "# Tea\n\n:::{feature-design} tea\n:::\n\n:::{requirement} R1\nIt boils.\n:::\n\n"
    f":::{{acceptance-test-surface}}\n{ROW_MYST}:::\n",
    "directive.rst": "Tea\n===\n\n.. feature-design:: tea\n\n.. requirement:: R1\n\n   It boils.\n\n"
    f".. acceptance-test-surface::\n\n{indent(ROW_RST, '   ')}",
    "plain.md": "# Feature design for tea\n\n## Requirements\n\n- **R1:** It boils.\n\n"
    f"## Acceptance test surface\n\n{ROW_MYST}",
    "plain.rst": "Feature design for tea\n======================\n\nRequirements\n------------\n\n- **R1:** It boils.\n\n"
    f"Acceptance test surface\n-----------------------\n\n{ROW_RST}",
}


class TestNamesOfRows:
    @pytest.fixture(params=ROWS)
    def design(self, request: pytest.FixtureRequest) -> tuple[str, str, str]:
        """The form of a design, the name of its file, and its text."""
        form, suffix = request.param.split(".")
        return form, f"{'tea' if form == 'plain' else 'index'}.{suffix}", ROWS[request.param]

    @pytest.fixture
    def build(self, make_site: Callable[..., Site], design: tuple[str, str, str]) -> Callable[[str], Built]:
        """Build the design with another text, beside a test of its first criterion."""
        form, name, _ = design
        site = make_site({"unit.xml": results(("steams", "tea.R1.AC1", ""))}, PLAIN + 'lcore_designs = ["tea"]\n')

        def build(text: str) -> Built:
            start = {"index.md": "# Start\n\n```{toctree}\ntea\n```\n"} if form == "plain" else {}
            site.write({**start, name: text})
            return site.build()

        return build

    def test_a_cited_row_is_named_as_the_finding_says(
        self, build: Callable[[str], Built], design: tuple[str, str, str]
    ) -> None:
        *_, text = design
        (told,) = [each for each in build(text).findings if each.rule == "unnamed_criterion"]
        assert "R1" in text.splitlines()[told.line - 1]
        (name,) = re.findall('name it "(.*)"', told.message)
        named = build(text.replace("It steams", f"{name} It steams"))
        assert "unnamed_criterion" not in named.rules()
        assert states(named)["tea.R1.AC1"] == "verified"

    @pytest.mark.parametrize("written", ["AC7: It steams", "**AC7:** It steams", "AC7. It steams", "AC7 – It steams"])
    def test_the_record_is_without_the_name_and_the_page_keeps_it(
        self, build: Callable[[str], Built], design: tuple[str, str, str], written: str
    ) -> None:
        name, text = design[1:]
        built = build(text.replace("It steams", written))
        assert [(each["id"], each["text"]) for each in built.json["criteria"]] == [
            ("tea.R1.AC7", "It steams"),
            ("tea.R1.AC2", "AC: it sings"),
        ]
        page = re.sub(r"<[^>]+>", "", built.read(f"{name.partition('.')[0]}.html"))
        assert written.replace("*", "") in page

    def test_a_name_alone_accepts_nothing(self, build: Callable[[str], Built], design: tuple[str, str, str]) -> None:
        rules = build(design[2].replace("It steams", "AC1:")).rules()
        assert {"unread_item", "empty_statement"} & set(rules)


def test_names_of_tests_are_text_and_nothing_else(site: Site) -> None:
    site.write({"e2e.xml": HOT.replace('name="test_hot"', 'name="test_hot[&lt;script&gt;alert(1)&lt;/script&gt;]"')})
    built = site.build()
    for page in ("index", "matrix", "traceability/matrix", "traceability/map"):
        assert "<script>alert" not in built.read(f"{page}.html")
    assert "&lt;script&gt;alert" in built.read("index.html")


def test_the_same_with_two_processes(site: Site) -> None:
    one, two = site.build(fresh=True), site.build(out="two", jobs=2, fresh=True)
    assert one.read("lcore.json") == two.read("lcore.json")
    assert [each.message for each in one.findings] == [each.message for each in two.findings]
    assert json.loads(one.read("lcore.json"))["evidence"]["kinds"] == ["unit", "e2e"]
