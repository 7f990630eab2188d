"""The two demo sites: the designs of this project are sound, and the gaps show every rule."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level
from tests.sites.conftest import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sites.conftest import Built

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo-docs"
GAPS = DEMO / "gaps"
README_EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})markdown\n(?P<text># Feature design .*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)


def _build(folder: Path, work: Path) -> Built:
    site = Site(work)
    shutil.copytree(folder, site.source, ignore=shutil.ignore_patterns("_build"))
    return site.build(options={"html_theme": "basic"})  # theirs is not installed where the tests run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _build(DEMO, tmp_path_factory.mktemp("demo"))


def test_the_build_warns_of_each_requirement_that_the_tests_do_not_prove(tmp_path: Path) -> None:
    results = tmp_path / "build" / "results" / "tests.xml"
    results.parent.mkdir(parents=True)
    cites = '<properties><property name="verifies" value="evidence.R9"/></properties>'
    results.write_text(f'<testsuite><testcase classname="tests.a" name="b">{cites}</testcase></testsuite>', "utf-8")
    built = _build(DEMO, tmp_path)
    by_benchmarks = {"reading-plain-designs.R12", "check-command.R2"}
    unproven = {each.id for each in built.catalog.requirements} - {"evidence.R9", *by_benchmarks}
    told = [each for each in built.catalog.findings if each.rule == "unverified_requirement"]
    assert {each.item for each in told} == unproven
    assert {each.level for each in told} == {Level.WARNING}


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _build(GAPS, tmp_path_factory.mktemp("gaps"))


def test_the_designs_of_this_project_have_neither_a_warning_nor_a_finding(demo: Built) -> None:
    assert demo.warnings == ""
    assert demo.findings == []
    assert len(demo.catalog.features) == len(list((DEMO / "designs").iterdir()))


def test_the_gaps_show_every_rule(gaps: Built) -> None:
    assert {*gaps.rules(), "missing_parser"} == set(RULES)  # where this runs, the parsers are there


def test_the_gaps_have_no_warning_but_our_findings(gaps: Built) -> None:
    assert [line for line in gaps.warnings.splitlines() if "[lcore." not in line] == []


def test_every_page_of_the_gaps_shows_one(gaps: Built) -> None:
    pages = {path.relative_to(GAPS).as_posix() for path in GAPS.rglob("*") if path.suffix in {".md", ".rst"}}
    others = {"conf.py", "lcore.toml", *(f"results/{name}.xml" for name in ("unit", "again", "broken"))}
    assert {finding.path for finding in gaps.findings} == {*pages, *others} - {"index.md"}


def test_what_a_plain_design_leaves_open_gives_no_record(gaps: Built) -> None:
    words = [each.local_id for each in gaps.catalog.requirements if each.feature == "words"]
    assert words == ["R1", "R2"]
    assert gaps.catalog.feature("spike") is None


def test_of_a_directive_and_plain_text_the_directive_counts(gaps: Built) -> None:
    requirement = gaps.catalog.requirement("words.R2")
    assert requirement is not None
    assert requirement.statement == "The library sends a reminder on the last day."
    (finding,) = [each for each in gaps.findings if each.rule == "contradiction"]
    assert finding.line < requirement.line


def _names(tree: ast.Module) -> Iterator[str]:
    """The tests of a module, as ``pytest`` calls them."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef))


def _exists(promise: str) -> bool:
    name, _, test = promise.partition("::")
    path = ROOT / name
    if not test:
        return path.exists()
    return path.is_file() and test in _names(ast.parse(path.read_text(encoding="utf-8")))


def test_every_test_that_the_designs_name_exists(demo: Built) -> None:
    requirements, criteria = demo.catalog.requirements, demo.catalog.criteria
    promised = [*(each.verified_by for each in requirements), *(each.verified_by for each in criteria)]
    promises = {promise for each in promised for promise in each if promise.startswith("tests/")}
    assert promises
    assert [promise for promise in sorted(promises) if not _exists(promise)] == []


def test_every_key_file_that_is_not_planned_exists(demo: Built) -> None:
    files = {each.file for each in demo.catalog.key_files if not each.planned}
    assert files
    assert [file for file in sorted(files) if not (ROOT / file).exists()] == []


def test_every_planned_key_file_is_still_missing(demo: Built) -> None:
    assert [each.file for each in demo.catalog.key_files if each.planned and (ROOT / each.file).exists()] == []


def test_the_designs_of_the_readme_are_sound(make_site: Callable[..., Site]) -> None:
    plain, directives = (match["text"] for match in README_EXAMPLE.finditer((ROOT / "README.md").read_text("utf-8")))
    directives = directives.replace("\n", ", again\n", 1)  # two designs of one site have not one title
    files = {"index.md": "# Index\n\n```{toctree}\nconversation\ndirectives\n```\n", "conversation.md": plain}
    built = make_site({**files, "directives.md": directives}, conf='lcore_designs = ["conversation"]\n').build()
    assert built.warnings == ""
    assert built.findings == []
    assert [len(built.json[kind]) for kind in ("features", "requirements", "use_cases", "criteria")] == [2] * 4
