from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_lcore.evidence import junit
from tests.evidence.readers import Read, read

if TYPE_CHECKING:
    from pathlib import Path

PYTEST = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" \
failures="1" skipped="1" tests="4" time="0.021" timestamp="2026-03-01T09:54:22.1+01:00" hostname="ci-7">\
<testcase classname="tests.test_tea.TestPot" name="test_boils[green]" time="0.001"><properties>\
<property name="verifies" value="tea.R1" /><property name="verifies" value="tea.R1.AC2" /></properties></testcase>\
<testcase classname="tests.test_tea" name="test_pours" time="0.001"><failure message="assert 1 == 2">def test_pours():
&gt;       assert 1 == 2</failure></testcase>\
<testcase classname="tests.test_tea" name="test_sings" time="0.000"><skipped type="pytest.skip" message="no">x</skipped>\
</testcase><testcase classname="tests.test_tea" name="test_opens" time="0.000"><error message="failed on setup">E\
</error></testcase></testsuite></testsuites>"""

PYTEST_XUNIT1 = """<testsuites><testsuite name="pytest"><properties><property name="verifies" value="tea.R4"/></properties>
<testcase classname="tests.test_tea.TestPot" name="test_boils" file="tests/test_tea.py" line="41" time="0.001"/>
</testsuite></testsuites>"""

SUREFIRE = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2" name="com.acme.PotTest" time="0.05"
  tests="3" errors="0" skipped="1" failures="1">
  <properties><property name="java.version" value="21.0.2"/><property name="verifies" value="tea.R2"/></properties>
  <testcase name="boils" classname="com.acme.PotTest" time="0.01"/>
  <testcase name="pours" classname="com.acme.PotTest" time="0.02"><failure message="expected: 1" type="E">at</failure>
    <system-out><![CDATA[pouring]]></system-out></testcase>
  <testcase name="flaky" classname="com.acme.PotTest"><flakyFailure message="once" type="E">at</flakyFailure></testcase>
  <testcase name="sings" classname="com.acme.PotTest" time="0"><skipped message="later"/></testcase>
</testsuite>"""

JEST = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="2" failures="1" errors="0" time="0.8">
  <testsuite name="the pot" errors="0" failures="1" skipped="0" timestamp="2026-03-01T10:00:00" time="0.5" tests="2">
    <testcase classname="the pot boils" name="the pot boils" time="0.005" file="src/pot.test.js">
      <properties><property name="verifies" value="tea.R1, tea.R3"/></properties></testcase>
    <testcase classname="the pot pours" name="the pot pours" time="0.005"><failure>Error</failure></testcase>
  </testsuite>
</testsuites>"""

GTEST = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="0" disabled="1" errors="0" time="0.01" timestamp="2026-03-01T10:00:00" name="AllTests">
  <testsuite name="PotTest" tests="3" failures="0" disabled="1" skipped="0" errors="0" time="0.01">
    <testcase name="Boils" file="pot_test.cc" line="12" status="run" result="completed" time="0" classname="PotTest">
      <properties><property name="verifies" value="tea.R1"/></properties></testcase>
    <testcase name="Old" verifies="tea.R3" status="run" result="completed" time="0" classname="PotTest" />
    <testcase name="DISABLED_Pours" status="notrun" result="suppressed" time="0" classname="PotTest" />
  </testsuite>
</testsuites>"""

BEHAVE = """<testsuite name="tea.Tea" tests="2" errors="0" failures="0" skipped="1" time="0.0" hostname="ci">
<testcase classname="tea.Tea" name="It boils" status="passed" time="0.0"><system-out><![CDATA[
@scenario.begin
  @tea.R1
  Scenario: It boils
@scenario.end
]]></system-out></testcase>
<testcase classname="tea.Tea" name="It pours -- @1.2 cups" status="undefined" time="0"><failure type="undefined" message=""/>
</testcase><testcase classname="tea.Tea" name="It sings" status="skipped" time="0"><skipped/></testcase></testsuite>"""


class TestRunners:
    def test_pytest(self, tmp_path: Path) -> None:
        found = read(tmp_path, "unit.xml", PYTEST, "unit")
        assert found.outcomes == {
            "tests.test_tea.TestPot::test_boils[green]": "passed",
            "tests.test_tea::test_pours": "failed",
            "tests.test_tea::test_sings": "skipped",
            "tests.test_tea::test_opens": "failed",
        }
        assert found.tests[0].cites == ("tea.R1", "tea.R1.AC2")
        assert {(test.kind, test.source, test.path) for test in found.tests} == {("unit", "unit.xml", "unit.xml")}

    def test_pytest_with_files_and_the_properties_of_a_suite(self, tmp_path: Path) -> None:
        (test,) = read(tmp_path, "unit.xml", PYTEST_XUNIT1).tests
        assert test.name == "tests/test_tea.py::TestPot::test_boils"
        assert (test.path, test.line, test.source) == ("tests/test_tea.py", 42, "unit.xml")
        assert test.cites == ("tea.R4",)

    def test_surefire(self, tmp_path: Path) -> None:
        found = read(tmp_path, "TEST-PotTest.xml", SUREFIRE)
        assert list(found.outcomes.items()) == [
            ("com.acme.PotTest::boils", "passed"),
            ("com.acme.PotTest::pours", "failed"),
            ("com.acme.PotTest::flaky", "passed"),
            ("com.acme.PotTest::sings", "skipped"),
        ]
        assert {test.cites for test in found.tests} == {("tea.R2",)}

    def test_jest_junit(self, tmp_path: Path) -> None:
        found = read(tmp_path, "junit.xml", JEST)
        assert [(test.name, test.outcome, test.cites) for test in found.tests] == [
            ("src/pot.test.js::the pot boils::the pot boils", "passed", ("tea.R1", "tea.R3")),
            ("the pot pours::the pot pours", "failed", ()),
        ]

    def test_googletest(self, tmp_path: Path) -> None:
        found = read(tmp_path, "gtest.xml", GTEST)
        assert [(test.name, test.outcome, test.cites) for test in found.tests] == [
            ("pot_test.cc::PotTest::Boils", "passed", ("tea.R1",)),
            ("PotTest::Old", "passed", ("tea.R3",)),
            ("PotTest::DISABLED_Pours", "skipped", ()),
        ]
        assert (found.tests[0].path, found.tests[0].line) == ("pot_test.cc", 12)

    def test_behave(self, tmp_path: Path) -> None:
        found = read(tmp_path, "TESTS-tea.xml", BEHAVE)
        assert found.outcomes == {
            "tea.Tea::It boils": "passed",
            "tea.Tea::It pours -- @1.2 cups": "failed",
            "tea.Tea::It sings": "skipped",
        }


class TestSuites:
    def test_nested_suites_hand_their_properties_down_wherever_they_state_them(self, tmp_path: Path) -> None:
        found = read(
            tmp_path,
            "unit.xml",
            '<testsuites><testsuite name="a"><testsuite name="b"><testcase classname="b" name="t"/>'
            '<properties><property name="verifies" value="tea.R2"/></properties></testsuite>'
            '<properties><property name="verifies" value="tea.R1"/></properties></testsuite>'
            '<testsuite name="c"><testcase classname="c" name="t"/></testsuite></testsuites>',
        )
        assert found.cites == {"b::t": ("tea.R1", "tea.R2"), "c::t": ()}

    def test_a_range_names_each_requirement(self, tmp_path: Path) -> None:
        case = '<testsuite><testcase name="t" verifies="tea.R1..R3"/></testsuite>'
        assert read(tmp_path, "a.xml", case).tests[0].cites == ("tea.R1", "tea.R2", "tea.R3")

    def test_times_and_hosts_leave_no_trace(self, tmp_path: Path) -> None:
        other = PYTEST.replace("0.021", "9.9").replace("ci-7", "ci-8").replace("2026-03-01", "2026-03-02")
        assert read(tmp_path, "a.xml", PYTEST) == read(tmp_path, "a.xml", other)

    def test_a_file_of_another_machine_is_not_named(self, tmp_path: Path) -> None:
        case = '<testsuite><testcase name="t" file="/home/ci/work/pot_test.cc" line="3"/></testsuite>'
        (test,) = read(tmp_path, "a.xml", case).tests
        assert (test.name, test.path, test.line) == ("t", "a.xml", 1)

    def test_a_file_of_this_machine_is_named_as_seen_from_conf_py(self, tmp_path: Path) -> None:
        case = f'<testsuite><testcase name="t" file="{tmp_path}/pot_test.cc" line="3"/></testsuite>'
        (test,) = read(tmp_path, "a.xml", case).tests
        assert (test.name, test.path, test.line) == ("pot_test.cc::t", "pot_test.cc", 3)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&a;"/></testsuite>'


class TestBadInput:
    def test_of_a_truncated_file_what_is_whole_is_read(self, tmp_path: Path) -> None:
        found = read(tmp_path, "unit.xml", PYTEST[: PYTEST.index("<skipped type")])
        assert len(found.tests) == 2
        assert found.problem.startswith("it is empty or cut off")
        assert found.line == 2

    @pytest.mark.parametrize("content", [BOMB, EXTERNAL], ids=["bomb", "external"])
    def test_entities_are_refused(self, tmp_path: Path, content: str) -> None:
        found = read(tmp_path, "unit.xml", content)
        assert found.tests == []
        assert "entities" in found.problem

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "it is empty or cut off"),
            (b"<html><body/></html>", "no JUnit XML, as it begins with <html>"),
            (b'<?xml version="1.0" encoding="klingon"?><testsuite/>', ""),
            (b'<?xml version="1.0" encoding="utf-8"?><testsuite name="\xff"/>', "no well-formed XML"),
            (b"<testsuite>" * 1000, "more than 100 deep"),
        ],
    )
    def test_what_is_no_result_is_told(self, tmp_path: Path, content: bytes, problem: str) -> None:
        found = read(tmp_path, "unit.xml", content)
        assert found.problem
        assert problem in found.problem

    def test_other_encodings_are_read(self, tmp_path: Path) -> None:
        case = '<?xml version="1.0" encoding="{}"?><testsuite><testcase name="Tée"/></testsuite>'
        for encoding in ("utf-16", "iso-8859-1"):
            assert read(tmp_path, "a.xml", case.format(encoding).encode(encoding)).tests[0].name == "Tée"

    def test_too_many_tests_are_too_many(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(junit, "MOST_TESTS", 10)
        found = read(tmp_path, "unit.xml", "<testsuite>" + '<testcase name="t"/>' * 20 + "</testsuite>")
        assert "more than 10 tests" in found.problem

    def test_a_tag_that_never_ends_is_not_kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(junit, "_MOST_PENDING", 1 << 20)
        found = read(tmp_path, "unit.xml", '<testsuite name="' + "x" * (1 << 22))
        assert "a tag in it has more than 1 MB" in found.problem
        assert found.tests == []

    def test_captured_output_costs_little(self, tmp_path: Path) -> None:
        output = f"<system-out>{'x' * 99 + chr(10)}</system-out>".replace("x", "x" * 1000)
        started = perf_counter()
        content = "<testsuite>" + f'<testcase name="t">{output}</testcase>' * 300 + "</testsuite>"
        assert len(read(tmp_path, "unit.xml", content).tests) == 300
        assert perf_counter() - started < 5


PIECES = [
    "<testsuite>",
    "</testsuite>",
    "<testsuites>",
    "<testcase",
    "</testcase>",
    "<failure/>",
    "&a;",
    "name='t'",
    "line='x'",
    "/>",
    "verifies='R1..R9'",
    "<property",
    "name='verifies'",
    "value='R1..R9'/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x",
    "?>",
    "\x00",
    "é",
]
MARKUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map(" ".join)


@given(content=MARKUP | st.binary())
def test_whatever_is_in_a_file_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="surrogatepass")
    found = read(tmp_path_factory.getbasetemp(), "any.xml", b"<testsuite>" + data)
    assert isinstance(found, Read)
