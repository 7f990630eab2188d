"""All evidence of a project, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.evidence import gathering
from sphinxext_lcore.evidence.files import find
from sphinxext_lcore.evidence.gathering import Gathered, gather
from sphinxext_lcore.evidence.source import Source
from sphinxext_lcore.model.evidence import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

CASE = '<testsuite hostname="{host}"><testcase classname="{group}" name="{name}">{body}</testcase></testsuite>'


def case(group: str, name: str, body: str = "", host: str = "ci") -> str:
    return CASE.format(group=group, name=name, body=body, host=host)


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    return tmp_path


class TestFiles:
    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("a.xml", ["a.xml"]),
            ("*.xml", ["a.xml", "b.xml"]),
            ("[!a].xml", ["b.xml"]),
            ("[ab].xml", ["a.xml", "b.xml"]),
            ("?.xml", ["a.xml", "b.xml"]),
            ("**/*.xml", ["a.xml", "b.xml", "sub/a.xml", "sub/deep/c.xml"]),
            ("**/deep/*", ["sub/deep/c.xml"]),
            ("sub/**", ["sub/a.xml", "sub/deep/c.xml"]),
            ("sub/../a.xml", ["a.xml"]),
            ("./*/a.xml", ["sub/a.xml"]),
            ("*.{xml}", []),
            ("[.xml", []),
            ("", []),
            ("none/*.xml", []),
        ],
    )
    def test_a_glob_matches_files_in_the_order_of_their_names(
        self, tmp_path: Path, pattern: str, names: list[str]
    ) -> None:
        write(tmp_path, dict.fromkeys(("b.xml", "a.xml", "sub/deep/c.xml", "sub/a.xml"), ""))
        found = find(pattern, tmp_path, heed_gitignore=False)
        assert [file.name for file in found] == names

    def test_links_in_a_circle_end(self, tmp_path: Path) -> None:
        write(tmp_path, {"sub/a.xml": ""})
        (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "sub" / "gone").symlink_to(tmp_path / "nowhere")
        (tmp_path / "sub" / "self.xml").symlink_to("self.xml")
        assert len(list(find("**/*.xml", tmp_path, heed_gitignore=False))) == 1

    def test_what_git_leaves_out_is_left_out(self, project: Path) -> None:
        names = ("src/a.py", "src/b.py", "src/keep.gen.py", "src/x.gen.py", "node_modules/c.py", "src/build/d.py")
        write(project, dict.fromkeys(names, ""))
        write(project, {".gitignore": "node_modules/\n*.gen.py\n[\n", "src/.gitignore": "/b.py\n!keep.gen.py\nbuild\n"})
        found = find("../**/*.py", project / "docs", heed_gitignore=True)
        assert [file.name for file in found if not file.ignored] == ["../src/a.py", "../src/keep.gen.py"]

    def test_what_is_named_is_read_even_so(self, project: Path) -> None:
        write(project, {".gitignore": "generated/\n", "generated/a.py": "", "generated/sub/b.py": ""})
        assert len(list(find("../generated/**/*.py", project / "docs", heed_gitignore=True))) == 2
        assert len(list(find("../generated/a.py", project / "docs", heed_gitignore=True))) == 1


NESTED = """\
describe('Tea', () => {
  describe("Pot", () => {
    // MARK
    test('brews', () => {})
  })
})
"""


class TestJoining:
    def test_a_feature_file_has_the_tags_and_a_result_the_outcome(self, project: Path) -> None:
        feature = "@tea.R1\nFeature: Tea\n  Scenario: It boils\n    * x\n  Scenario: It pours\n    * x\n"
        write(project, {"features/tea.feature": feature, "out/TESTS-tea.xml": case("tea.Tea", "It boils")})
        found = gather({"e2e": ["../features/*.feature", "../out/*.xml"]}, project / "docs")
        assert [(test.name, test.outcome, test.cites) for test in found.tests] == [
            ("../features/tea.feature::Tea::It pours", "seen", ("tea.R1",)),
            ("tea.Tea::It boils", "passed", ("tea.R1",)),
        ]
        assert {test.path for test in found.tests} == {"../features/tea.feature"}
        assert found.findings == ()

    def test_each_run_of_a_parametrised_test_cites_what_its_docstring_cites(self, project: Path) -> None:
        source = 'class TestPot:\n    def test_boils(self, x):\n        """Boils (R3, LCORE-1311)."""\n'
        runs = "".join(f'<testcase classname="tests.test_tea.TestPot" name="test_boils[{x}]"/>' for x in "ab")
        write(project, {"tests/test_tea.py": source, "out/unit.xml": f"<testsuite>{runs}</testsuite>"})
        found = gather({"unit": ["../tests/**/*.py", "../out/*.xml"]}, project / "docs")
        assert {(test.outcome, test.cites, test.path, test.line) for test in found.tests} == {
            ("passed", ("LCORE-1311.R3",), "../tests/test_tea.py", 2)
        }
        assert len(found.tests) == 2

    @pytest.mark.parametrize(
        ("source", "name", "group", "test"),
        [
            (
                "// lcore: verifies tea.R1\n@Test\nvoid boils() {}",
                "src/test/com/acme/PotTest.java",
                "com.acme.PotTest",
                "boils",
            ),
            (
                "# lcore: verifies tea.R1\ndef test_boils(): ...",
                "tests/unit/test_tea.py",
                "unit.test_tea",
                "test_boils",
            ),
        ],
    )
    def test_a_result_may_know_less_of_the_path(
        self, project: Path, source: str, name: str, group: str, test: str
    ) -> None:
        write(project, {name: source, "out/unit.xml": case(group, test)})
        (found,) = gather({"": [f"../{name}", "../out/*.xml"]}, project / "docs").tests
        assert (found.outcome, found.cites, found.path) == ("passed", ("tea.R1",), f"../{name}")

    @pytest.mark.parametrize(
        ("name", "source", "result"),
        [
            ("tea_test.cc", "//\n// MARK\nTEST(TeaTest, Fast) {}", 'classname="TeaTest" name="Fast" line="3"'),
            ("tea_test.cc", "//\n// MARK\nTEST(TeaTest, Fast) {}", 'classname="TeaTest" name="Fast"'),
            ("tea_test.cc", "//\n// MARK\nTEST_P(Tea, Fast) {}", 'classname="All/Tea" name="Fast/0" line="3"'),
            ("tea_test.cc", "//\n// MARK\nTYPED_TEST(Tea, Fast) {}", 'classname="Tea/1" name="Fast" line="3"'),
            ("tea.test.js", NESTED, 'classname="Tea" name="brews"'),
            ("tea.test.js", NESTED, 'classname="Tea Pot" name="brews"'),
            ("tea.test.js", NESTED, 'classname="Tea brews" name="Tea brews"'),
            ("tea.test.js", NESTED, 'classname="Tea Pot brews" name="Tea Pot brews"'),
            ("tea.test.js", NESTED, 'classname="Tea › Pot › brews" name="Tea › Pot › brews"'),
            ("tea.test.js", "// MARK\ntest('brews', f)", 'classname=" brews" name=" brews"'),
            ("TeaTest.php", "<?php\n// MARK\nfunction testX() {}", 'classname="Tests.Tea" name="testX" line="3"'),
            (
                "test_tea.py",
                "class TestPot:\n    # MARK\n    def test_x(self): ...",
                'classname="TestPot" name="test_x[a]"',
            ),
            ("tea.test.js", f"{NESTED}\ntest('brews', f)", 'classname="Tea" name="brews" line="4"'),
        ],
    )
    def test_a_result_that_names_its_file_is_of_the_marked_test_whose_name_it_ends_with(
        self, project: Path, name: str, source: str, result: str
    ) -> None:
        source = source.replace("MARK", "lcore: verifies tea.R1")
        write(project, {f"t/{name}": source, "u.xml": f'<testsuite><testcase {result} file="t/{name}"/></testsuite>'})
        (found,) = gather({"": ["../t/*", "../u.xml"]}, project / "docs").tests
        assert (found.outcome, found.cites, found.path) == ("passed", ("tea.R1",), f"../t/{name}")

    @pytest.mark.parametrize(
        ("source", "result"),
        [
            (f"{NESTED}\ndescribe('Milk', () => {{ test('brews', f) }})", 'classname="Milk" name="brews"'),
            (f"{NESTED}\ndescribe('Milk', () => {{ test('brews', f) }})", 'classname="x" name="Milk brews"'),
            (f"{NESTED}\ntest('brews', f)", 'classname="" name="brews"'),
            (f"{NESTED}\ntest('brews', f)", 'classname="" name="brews" line="7"'),
            (f"{NESTED}\ntest('never brews', f)", 'classname="Tea" name="never brews"'),
            (f"{NESTED}\ntest('never brews', f)", 'classname="x" name="Tea never brews"'),
            (NESTED, 'classname="Tea" name="a/brews"'),
            ("// MARK\nTEST(Tea, Fast) {}\nTEST(Milk, Fast) {}", 'classname="Milk" name="Fast" line="3"'),
            ("// MARK\nTEST(Tea, Fast) {}\nTEST(Milk, Fast) {}", 'classname="Milk" name="Fast"'),
        ],
    )
    def test_two_tests_of_one_name_in_a_file_stay_apart(self, project: Path, source: str, result: str) -> None:
        source = source.replace("MARK", "lcore: verifies tea.R1")
        write(project, {"t/tea.js": source, "u.xml": f'<testsuite><testcase {result} file="t/tea.js"/></testsuite>'})
        found = gather({"": ["../t/*", "../u.xml"]}, project / "docs").tests
        assert sorted((test.outcome, test.cites) for test in found) == [("passed", ()), ("seen", ("tea.R1",))]

    def test_a_test_of_a_class_has_the_result_of_that_class(self, project: Path) -> None:
        source = (
            "def test_boils(): ...\n\nclass TestPot:\n    # lcore: verifies tea.R1\n    def test_boils(self): ...\n\n"
            "    class TestLid:\n        # lcore: verifies tea.R2\n        def test_shuts(self): ...\n"
        )
        results = (
            case("tests.test_tea", "test_boils"),
            case("tests.test_tea.TestPot", "test_boils", "<failure/>"),
            case("tests.test_tea.TestPot.TestLid", "test_shuts"),
        )
        write(project, {"tests/test_tea.py": source, "u.xml": f"<testsuites>{''.join(results)}</testsuites>"})
        found = gather({"": ["../tests/*", "../u.xml"]}, project / "docs").tests
        assert {(test.cites, test.outcome) for test in found} == {
            ((), "passed"),
            (("tea.R1",), "failed"),
            (("tea.R2",), "passed"),
        }

    def test_the_result_of_another_test_of_its_name_is_not_taken(self, project: Path) -> None:
        source = "class TeaTest {\n  void boils() {}\n  class Hot {\n    // lcore: verifies tea.R1\n    void boils() {}\n  }\n}\n"
        write(project, {"t/TeaTest.java": source, "u.xml": case("TeaTest", "boils")})
        found = gather({"": ["../t/*", "../u.xml"]}, project / "docs").tests
        assert sorted((test.outcome, test.cites) for test in found) == [("passed", ()), ("seen", ("tea.R1",))]

    @pytest.mark.parametrize("outer", ["", "  @Test\n  String boils() {}\n", "  @Test\n  void boils() {}\n"])
    @pytest.mark.parametrize("nested", ["@Nested class Hot {", "@Nested\n  class Hot {", "inner class Hot {"])
    @pytest.mark.parametrize(("name", "file"), [("t/TeaTest.java", ""), ("t/TeaTest.kt", ' file="t/TeaTest.kt"')])
    def test_a_nested_test_of_java_has_the_result_of_its_class(
        self, project: Path, outer: str, nested: str, name: str, file: str
    ) -> None:
        mark = "// lcore: verifies tea.R1\n    @Test void boils() { fail(); }\n    @Test\n    void sings() {}\n"
        source = f"public class TeaTest extends Base {{\n{outer}  {nested}\n    {mark}  }}\n}}\n"
        classes = {"t.TeaTest": "", "t.TeaTest$Hot": "<failure/>"}
        results = (
            f'<testcase classname="{each}" name="boils"{file}>{said}</testcase>' for each, said in classes.items()
        )
        write(project, {name: source, "u.xml": f"<testsuites>{''.join(results)}</testsuites>"})
        found = gather({"": ["../t/*", "../u.xml"]}, project / "docs").tests
        assert sorted((test.outcome, test.cites) for test in found) == [("failed", ("tea.R1",)), ("passed", ())]

    def test_where_two_tests_may_be_meant_none_is(self, project: Path) -> None:
        source = "# lcore: verifies tea.R1\ndef test_boils(): ..."
        write(project, {"a/test_tea.py": source, "b/test_tea.py": source, "u.xml": case("test_tea", "test_boils")})
        found = gather({"": ["../*/*.py", "../u.xml"]}, project / "docs")
        assert sorted(test.outcome for test in found.tests) == ["passed", "seen", "seen"]

    def test_a_result_is_not_of_a_file_in_another_folder(self, project: Path) -> None:
        marked = "# lcore: verifies tea.R1\ndef test_boils(): ..."
        files = {
            "test_tea.py": marked,
            "b/test_tea.py": "def test_boils(): ...",
            "u.xml": case("b.test_tea", "test_boils"),
        }
        write(project, files)
        found = gather({"": ["../**/*.py", "../u.xml"]}, project / "docs")
        assert {(test.name, test.outcome, test.cites) for test in found.tests} == {
            ("../test_tea.py::test_boils", "seen", ("tea.R1",)),
            ("b.test_tea::test_boils", "passed", ()),
        }

    def test_of_two_files_that_fit_a_result_without_a_folder_neither_is_taken(self, project: Path) -> None:
        marked = "# lcore: verifies tea.R1\ndef test_boils(): ..."
        files = {
            "a/test_tea.py": marked,
            "b/test_tea.py": "def test_boils(): ...",
            "u.xml": case("test_tea", "test_boils"),
        }
        write(project, files)
        found = gather({"": ["../**/*.py", "../u.xml"]}, project / "docs")
        assert {(test.outcome, test.cites) for test in found.tests} == {("seen", ("tea.R1",)), ("passed", ())}

    def test_a_result_that_knows_its_file_is_of_that_file(self, project: Path) -> None:
        marked = "# lcore: verifies tea.R1\ndef test_boils(): ..."
        result = case("b.test_tea", "test_boils").replace("<testcase", '<testcase file="b/test_tea.py"')
        write(project, {"a/test_tea.py": marked, "b/test_tea.py": marked.replace("R1", "R2"), "u.xml": result})
        found = gather({"": ["../**/*.py", "../u.xml"]}, project / "docs")
        assert ("../b/test_tea.py::test_boils", "passed", ("tea.R2",)) in {
            (test.name, test.outcome, test.cites) for test in found.tests
        }

    def test_each_table_of_an_outline_has_results_of_its_own(self, project: Path) -> None:
        feature = (
            "Feature: Tea\n  Scenario Outline: It pours\n    * <x>\n\n    @tea.R1\n    Examples: a\n      | x |\n      | 1 |\n\n"
            "    @tea.R2 @skip\n    Examples: b\n      | x |\n      | 2 |\n"
        )
        results = case("tea.Tea", "It pours -- @1.1 a")
        write(project, {"features/tea.feature": feature, "u.xml": results})
        found = gather({"": ["../features/*.feature", "../u.xml"]}, project / "docs")
        assert {(test.outcome, test.cites) for test in found.tests} == {
            ("passed", ("tea.R1",)),
            ("skipped", ("tea.R2",)),
        }

    @pytest.mark.parametrize("name", ["It pours", "It pours <x>"])
    def test_each_row_of_an_outline_has_a_result_of_its_own(self, project: Path, name: str) -> None:
        feature = (
            f"Feature: Tea\n  @tea.R1\n  Scenario Outline: {name}\n    * <x>\n\n    Examples: a\n      | x |\n      | 1 |\n"
            "      | 2 |\n\n    Examples: b\n      | x |\n      | 3 |\n"
        )
        rows = [
            name.replace("<x>", row) + end
            for row, end in zip("123", (" -- @1.1 a", " -- @1.2 a", " -- @2.1 b"), strict=True)
        ]
        cases = "".join(case("tea.Tea", row, end) for row, end in zip(rows, ["", "<failure/>", ""], strict=True))
        write(project, {"features/tea.feature": feature, "u.xml": f"<testsuites>{cases}</testsuites>"})
        found = gather({"": ["../features/*.feature", "../u.xml"]}, project / "docs")
        outcomes = [(test.outcome, test.cites) for test in found.tests]
        assert outcomes == [("passed", ("tea.R1",)), ("failed", ("tea.R1",)), ("passed", ("tea.R1",))]

    @pytest.mark.parametrize(
        ("ends", "outcome"),
        [
            (("", "<error/>"), "failed"),
            (("<skipped/>", "<failure/>"), "failed"),
            (("", "<skipped/>"), "skipped"),  # as with two tests: not all of what should have been run has passed
            (("<skipped/>", ""), "skipped"),
        ],
    )
    def test_of_two_results_in_one_file_the_graver_counts_and_nothing_is_told(
        self, project: Path, ends: Sequence[str], outcome: str
    ) -> None:
        twice = "<testsuite>" + "".join(f'<testcase classname="a" name="t">{end}</testcase>' for end in ends)
        write(project, {"u.xml": f"{twice}</testsuite>"})
        found = gather({"": ["../u.xml"]}, project / "docs")
        assert [test.outcome for test in found.tests] == [outcome]
        assert found.findings == ()

    def test_of_two_results_of_a_test_the_graver_counts(self, project: Path) -> None:
        failure = case("tea", "t", "<failure/>")
        write(project, {"a.xml": case("tea", "t"), "b.xml": failure, "c.xml": case("tea", "t")})
        found = gather({"unit": ["../a.xml", "../b.xml"], "e2e": ["../c.xml"]}, project / "docs")
        assert [(test.kind, test.outcome) for test in found.tests] == [("unit", "failed"), ("e2e", "passed")]
        (finding,) = found.findings
        assert (finding.rule, finding.path) == ("duplicate_evidence", "../b.xml")
        assert finding.message == (
            "the result of tea::t is here again, after ../a.xml, and the graver one counts; remove old result files"
        )

    def test_marks_of_implementations_are_kept_apart(self, project: Path) -> None:
        write(project, {"src/pot.c": "// lcore: implements tea.R1\n"})
        found = gather({"": ["../src/**"]}, project / "docs")
        assert found == Gathered(marks=(Mark(("tea.R1",), "../src/pot.c", 1),))


class TestHostileFiles:
    def test_names_are_short_and_printable(self, project: Path) -> None:
        name = "x" * 5_000 + "&#10;"
        write(
            project, {"u.xml": f'<testsuite><testcase classname="a&#10;b" name="{name}" file="c&#10;d"/></testsuite>'}
        )
        (test,) = gather({"": ["../u.xml"]}, project / "docs").tests
        assert len(test.name) < 1_100
        assert (test.name + test.path).isprintable()

    @pytest.mark.parametrize("path", ["../../../../etc/passwd", "x" * 5_000, "a\ud800"])
    def test_a_file_outside_of_the_project_is_not_named(self, project: Path, path: str) -> None:
        source = Source("", "u.xml", "", project / "docs")
        assert source.relative(path) in {"", path}
        assert "etc" not in source.relative(path)

    def test_folders_that_are_links_are_not_entered(
        self, project: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        write(elsewhere, {"secret.c": "// lcore: verifies tea.R1\n"})
        (project / "src").mkdir()
        (project / "src/link").symlink_to(elsewhere)
        assert gather({"": ["../src/**/*.c"]}, project / "docs").tests == ()

    def test_a_range_from_the_end_to_the_beginning_is_none(self, project: Path) -> None:
        assert list(find("[z-a].xml", project, heed_gitignore=False)) == []

    def test_tags_too_deep_cost_no_test_before_them(self, project: Path) -> None:
        deep = "<x>" * 200
        write(project, {"u.xml": f'<testsuite><testcase classname="a" name="t"/><testcase name="u">{deep}'})
        found = gather({"": ["../u.xml"]}, project / "docs")
        assert [test.name for test in found.tests] == ["a::t"]


class TestFindings:
    def test_a_glob_that_matches_nothing_is_told(self, project: Path) -> None:
        (finding,) = gather({"": ["../out/*.xml"]}, project / "docs", line=12).findings
        assert (finding.rule, finding.path, finding.line) == ("missing_evidence", "conf.py", 12)
        assert finding.message.startswith("no file matches '../out/*.xml' of lcore_evidence; run the tests first")

    def test_what_cannot_be_read_is_told_and_the_rest_is_read(self, project: Path) -> None:
        write(project, {"a.xml": "<testsuite>", "b.xml": case("tea", "t"), "c.feature": "x", "d.json": "{"})
        found = gather({"": ["../*.xml", "../*.feature", "../*.json"]}, project / "docs")
        assert [(each.rule, each.path, each.line) for each in found.findings] == [
            ("unreadable_evidence", "../a.xml", 1),
            ("unreadable_evidence", "../c.feature", 1),
            ("unreadable_evidence", "../d.json", 1),
        ]
        assert [test.name for test in found.tests] == ["tea::t"]

    def test_a_file_that_two_globs_match_is_read_once(self, project: Path) -> None:
        write(project, {"a.xml": case("tea", "t")})
        found = gather({"": ["../a.xml", "../*.xml"]}, project / "docs")
        assert (len(found.tests), found.findings) == (1, ())

    def test_without_a_parser_a_finding_says_what_to_install(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        absent: Callable[[str], bool] = lambda name: False  # noqa: E731
        monkeypatch.setattr(gathering, "_installed", absent)
        write(project, {"a.xml": "", "b.xml": "", "c.feature": "", "d.py": ""})
        found = gather({"": ["../*.xml", "../*.feature", "../*.py"]}, project / "docs")
        assert [(each.rule, each.message) for each in found.findings] == [
            ("missing_parser", f"{what}, as {package} is not installed; pip install 'sphinxext-lcore[evidence]'")
            for what, package in (
                ("Gherkin: not read", "gherkin-official"),
                ("JUnit XML: not read", "defusedxml"),
                ("marks in source files: not read", "pathspec"),
            )
        ]


def test_a_run_that_is_repeated_gives_the_same(project: Path) -> None:
    write(project, {"a.xml": case("tea", "t", host="one"), "b.py": "# lcore: implements tea.R1\n"})
    first = gather({"": ["../*.xml", "../*.py"]}, project / "docs")
    write(project, {"a.xml": case("tea", "t", host="two")})
    second = gather({"": ["../*.py", "../*.xml"]}, project / "docs")
    assert first == second
    write(project, {"a.xml": case("tea", "t", "<failure/>")})
    assert gather({"": ["../*.py", "../*.xml"]}, project / "docs").tests != first.tests


def test_without_evidence_there_is_none(project: Path) -> None:
    assert gather({}, project) == Gathered()
