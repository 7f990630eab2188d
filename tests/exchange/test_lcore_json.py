from __future__ import annotations

import json
import runpy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.policy import Policy, Waiver
from sphinxext_lcore.exchange import lcore_json
from sphinxext_lcore.exchange.lcore_json import dump, schema, shipped_schema
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Condition
from sphinxext_lcore.model.mentions import mentions_of
from sphinxext_lcore.model.records import Finding, NamedValue, Priority, Verification
from tests.designs import (
    METADATA,
    catalog,
    change,
    criterion,
    document,
    ids,
    key_file,
    mention,
    one,
    page,
    question,
    requirement,
    row,
    separate,
    use_case,
)

if TYPE_CHECKING:
    from pathlib import Path

LISTS = [
    "features",
    "requirements",
    "use_cases",
    "criteria",
    "changelog",
    "open_questions",
    "key_files",
    "findings",
    "waived",
]

TEA = document(
    "tea",
    docname="designs/tea",
    metadata={**METADATA, "title": "Tea <hot> 🫖", "fields": (NamedValue(name="reviewers", value="C"),)},
    requirements=[
        requirement(
            "R1",
            "Boil",
            priority=Priority.MUST,
            use_cases=("U1", "milk.U1", "U9"),
            depends_on=("milk.R1",),
            verification=(Verification.TEST,),
            verified_by=("unit", "e2e"),
        ),
        requirement("R2", refines=("R1", "tea.R1")),
        requirement("R2", "Twice"),
    ],
    use_cases=[use_case("U1", benefit="I am warm")],
    criteria=[
        row("R2", "R1", text="row of two"),
        criterion("R1", text="nested"),
        separate("R1", text="separate"),
        criterion("R1", name="AC2", text="named"),
        criterion("R1", name="AC2", text="named alike"),
        row("R9", text="row of nothing"),
        row("milk.R1", text="row of another"),
    ],
    changelog=[change("2026-03-01"), change("")],
    open_questions=[question("Sugar?", origin="review")],
    key_files=[key_file("kettle.py", action="new file", planned=True)],
    mentions=[mention("req", "R1", item="R2"), mention("uc", "U1", item="R1"), mention("req", "milk.R1")],
)
MILK = document(
    "milk",
    docname="designs/milk",
    requirements=[requirement("R1")],
    use_cases=[use_case("U1")],
    criteria=[criterion("R1", text="own")],
    mentions=[mention("req", "tea.R1"), mention("uc", "tea.U1", item="R1"), mention("feature", "tea")],
    findings=[
        Finding(rule="placeholder", message="TODO; fill it in", feature="milk", path="designs/milk.md", line=line)
        for line in (3, 9)
    ],
)
TWIN = document("tea", docname="old/tea", requirements=[requirement("R1", use_cases=("tea.U1",))])
INDEX = page("index", title="Start", mentions=(mention("req", "tea.R1"), mention("req", "R1")))


WAIVING = Policy(
    path="lcore.toml",
    waivers=(Waiver(rule="missing_changelog", item="milk", reason="Under review", expires=date(2027, 1, 1)),),
)


def checked(*documents: Any) -> Catalog:
    unchecked = catalog(*documents)
    return unchecked.with_findings(check(unchecked, WAIVING))


def full() -> Catalog:
    return checked(TEA, MILK, TWIN, INDEX)


def exported(found: Catalog) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(found))
    return data


def of(found: Catalog, kind: str, identifier: str) -> dict[str, Any]:
    (entry,) = [each for each in exported(found)[kind] if each["id"] == identifier]
    assert isinstance(entry, dict)
    return entry


class TestShape:
    def test_it_is_one_object_of_lists(self) -> None:
        data = exported(full())
        assert list(data) == ["version", *LISTS, "evidence"]
        assert data["version"] == 1
        assert all(isinstance(data[name], list) and data[name] for name in LISTS)

    def test_records_go_in_document_order(self) -> None:
        data = exported(full())
        assert [each["id"] for each in data["requirements"]] == ["milk.R1", "tea.R1", "tea.R2", "old-tea.R1"]
        assert [each["id"] for each in data["features"]] == ["milk", "tea", "old-tea"]

    @pytest.mark.parametrize("kind", LISTS)
    def test_every_record_says_what_it_is_and_where_it_stands(self, kind: str) -> None:
        for entry in exported(full())[kind]:
            assert entry["id"]
            assert entry["feature"] or entry["docname"] == "index"
            assert entry["path"].endswith(".md")
            assert entry["line"] >= 1

    @pytest.mark.parametrize("kind", LISTS)
    def test_every_id_is_there_once(self, kind: str) -> None:
        found = [each["id"] for each in exported(full())[kind]]
        assert len(found) == len(set(found))

    def test_a_requirement_names_what_it_is_linked_with_by_full_ids(self) -> None:
        entry = of(full(), "requirements", "tea.R1")
        assert entry["ears"] is None
        assert entry["use_cases"] == ["tea.U1", "milk.U1"]
        assert entry["depends_on"] == ["milk.R1"]
        assert entry["criteria"] == ["tea.R1.AC1", "tea.R1.AC2", "tea.R1.AC3", "tea.R1.AC4", "tea.R2.AC1"]
        assert entry["mentioned_by"] == ["milk", "tea.R2"]
        assert of(full(), "requirements", "tea.R2")["refines"] == ["tea.R1"]
        assert of(full(), "requirements", "milk.R1")["mentioned_by"] == ["tea"]

    def test_a_use_case_names_the_requirements_that_serve_it(self) -> None:
        entry = of(full(), "use_cases", "tea.U1")
        assert entry["requirements"] == ["tea.R1", "old-tea.R1"]
        assert entry["mentioned_by"] == ["milk.R1", "tea.R1"]
        assert (entry["role"], entry["want"], entry["benefit"]) == ("guest", "tea", "I am warm")

    def test_a_criterion_names_the_requirements_that_it_accepts(self) -> None:
        assert of(full(), "criteria", "tea.R2.AC1")["requirements"] == ["tea.R2", "tea.R1"]
        assert of(full(), "criteria", "tea.unknown.AC1")["requirements"] == []
        assert of(full(), "criteria", "milk.R1.AC2")["requirements"] == ["milk.R1"]

    def test_a_feature_has_its_key_and_its_ticket(self) -> None:
        entry = of(full(), "features", "tea")
        assert (entry["feature"], entry["ticket"], entry["title"]) == ("tea", "TEA-1", "Tea <hot> 🫖")
        assert entry["fields"] == [{"name": "reviewers", "value": "C"}]

    def test_a_finding_has_rule_level_message_and_item(self) -> None:
        entry = of(full(), "findings", "missing_acceptance_criteria:old-tea.R1")
        assert entry["rule"] == "missing_acceptance_criteria"
        assert (entry["level"], entry["item"]) == ("warning", "old-tea.R1")
        assert entry["message"].startswith("requirement R1 has no acceptance criteria")

    def test_findings_about_one_thing_are_numbered(self) -> None:
        found = [each["id"] for each in exported(full())["findings"] if each["rule"] == "placeholder"]
        assert found == ["placeholder:designs/milk.md", "placeholder:designs/milk.md:2"]

    def test_what_is_hidden_is_not_exported(self) -> None:
        facts = document(
            "tea",
            requirements=[requirement("R1")],
            conditions=[Condition(item="tea.R1", path="tea.md", line=10, expression="html")],
        )
        assert exported(Catalog([facts], holds=lambda _: False))["requirements"] == []

    def test_a_page_with_the_name_of_a_key_does_not_mention_as_a_feature(self) -> None:
        found = catalog(
            document("tea", docname="designs/tea", requirements=[requirement("R1")]),
            document("milk", docname="designs/milk"),
            page("milk", mentions=(mention("req", "tea.R1"),)),
        )
        assert of(found, "requirements", "tea.R1")["mentioned_by"] == []

    def test_it_ends_with_a_line_end(self) -> None:
        assert dump(catalog()).endswith(b"}\n")


class TestSchema:
    validator = Draft202012Validator(json.loads(shipped_schema()))

    def test_the_shipped_schema_is_the_one_of_the_models(self) -> None:
        assert shipped_schema() == schema()

    def test_it_is_a_json_schema(self) -> None:
        Draft202012Validator.check_schema(json.loads(shipped_schema()))

    @pytest.mark.parametrize("found", [full(), catalog(), one()], ids=["full", "empty", "bare"])
    def test_what_is_written_fits_it(self, found: Catalog) -> None:
        assert list(self.validator.iter_errors(exported(found))) == []

    @pytest.mark.parametrize(
        ("place", "value"),
        [("version", 2), ("features", {}), ("requirements", [{}]), ("more", 1)],
    )
    def test_something_else_does_not_fit_it(self, place: str, value: object) -> None:
        assert not self.validator.is_valid({**exported(full()), place: value})

    def test_every_field_has_a_description(self) -> None:
        definitions = [json.loads(shipped_schema()), *json.loads(shipped_schema())["$defs"].values()]
        fields = [field for definition in definitions for field in definition.get("properties", {}).items()]
        assert [name for name, field in fields if not field.get("description")] == []

    def test_run_as_a_program_the_module_prints_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        runpy.run_path(lcore_json.__file__, run_name="__main__")
        assert capsys.readouterr().out == schema()


class TestReadingBack:
    @pytest.mark.parametrize(
        "found",
        [full(), catalog(), one(), checked(MILK), checked(TEA), checked(document("tea", metadata={"declared": False}))],
        ids=["full", "empty", "bare", "one", "dangling", "undeclared"],
    )
    def test_a_catalog_that_is_read_back_gives_the_same_file(self, found: Catalog, tmp_path: Path) -> None:
        path = tmp_path / "lcore.json"
        path.write_bytes(dump(found))
        assert dump(Catalog.load(path)) == dump(found)

    def test_it_says_the_same_of_criteria_links_and_findings(self, tmp_path: Path) -> None:
        path = tmp_path / "lcore.json"
        path.write_bytes(dump(full()))
        loaded = Catalog.load(path)
        for before, after in zip(full().requirements, loaded.requirements, strict=True):
            assert ids(loaded.criteria_of(after)) == ids(full().criteria_of(before))
            assert ids(loaded.refined_by(after)) == ids(full().refined_by(before))
            assert ids(loaded.depended_on_by(after)) == ids(full().depended_on_by(before))
        assert loaded.findings == full().findings
        assert loaded.waived == full().waived
        assert loaded.features == full().features

    def test_it_owes_no_changelog_that_it_has(self, tmp_path: Path) -> None:
        path = tmp_path / "lcore.json"
        path.write_bytes(dump(checked(TEA)))
        assert "missing_changelog" not in {finding.rule for finding in check(Catalog.load(path))}

    def test_a_mention_by_what_is_not_in_the_file_is_passed_over(self, tmp_path: Path) -> None:
        path = tmp_path / "lcore.json"
        data = exported(one(requirements=[requirement("R1")]))
        data["requirements"][0]["mentioned_by"] = ["gone.R1"]
        path.write_text(json.dumps(data), encoding="utf-8")
        loaded = Catalog.load(path)
        assert mentions_of(loaded, loaded.requirements[0]) == ()

    @pytest.mark.parametrize(
        "content", ["", "[]", "{}", '{"version": 2}', dump(catalog()).decode().replace("1", "2"), "\x00"]
    )
    def test_what_is_no_such_file_is_refused(self, content: str, tmp_path: Path) -> None:
        path = tmp_path / "lcore.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ValidationError):
            Catalog.load(path)

    def test_a_file_that_is_not_there_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=r"lcore\.json"):
            Catalog.load(tmp_path / "lcore.json")
