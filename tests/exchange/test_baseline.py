from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.exchange.baseline import dump, load, retired
from sphinxext_lcore.model.records import Priority
from sphinxext_lcore.tracing.changes import Baseline, compare
from tests.designs import METADATA, catalog, change, criterion, document, one, requirement, row, separate, use_case

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxext_lcore.model.catalog import Catalog


def full() -> Catalog:
    return catalog(
        document(
            "tea",
            docname="designs/tea",
            metadata={**METADATA, "title": "Tea <hot> 🫖", "status": "accepted"},
            requirements=[
                requirement("R10", statement="It sings.", status="deferred"),
                requirement("R2", "Boil", priority=Priority.MUST, use_cases=("U1", "U9"), depends_on=("milk.R1",)),
                requirement("R3", refines=("R2",)),
                requirement("R4", derived="Physics."),
                requirement("R2", "Twice"),
            ],
            use_cases=[use_case("U1", "Warm", benefit="I am warm")],
            criteria=[row("R2", "R3", text="row"), criterion("R2", text="nested"), separate("R2", text="se\npa")],
            changelog=[change("2026-03-01", "Initial “version”"), change("", "Once")],
        ),
        document("milk", docname="designs/milk", metadata={"status": "rejected"}, requirements=[requirement("R1")]),
    )


def written(folder: Path, text: str) -> Path:
    path = folder / "lcore-baseline.json"
    path.write_text(text, encoding="utf-8")
    return path


def read_back(folder: Path, found: Catalog, before: Baseline | None = None) -> Baseline:
    return load(written(folder, dump(found, before)))


def test_what_is_read_back_differs_in_nothing(tmp_path: Path) -> None:
    old = read_back(tmp_path, full()).catalog
    for changes in (compare(old, full()), compare(full(), old)):
        assert changes[:4] == ((), (), (), ())
        assert [each.before for each in changes.coverage] == [each.after for each in changes.coverage]
    assert dump(old) == dump(full())


def test_every_requirement_has_a_line_of_its_own_in_the_order_of_ids() -> None:
    lines = dump(full()).splitlines()
    entries = [json.loads(line.rstrip(",")) for line in lines if line.startswith('  {"id":"') and "fingerprint" in line]
    assert [each["id"] for each in entries] == ["milk.R1", "tea.R2", "tea.R3", "tea.R4", "tea.R10", "tea.U1"]
    assert all(len(each["fingerprint"]) == 32 for each in entries)


def test_an_edit_of_one_requirement_changes_one_line() -> None:
    old, new = (one(requirements=[requirement("R1"), requirement("R2", statement=text)]) for text in ("a", "b"))
    pairs = list(zip(dump(old).splitlines(), dump(new).splitlines(), strict=True))
    assert sum(before != after for before, after in pairs) == 1


def test_lines_and_typing_leave_the_fingerprints_as_they_are() -> None:
    old, new = (
        one(requirements=[requirement("R1", statement=text, line=line)]) for text, line in (("a “b”", 5), ('a\n"b"', 9))
    )
    prints = [json.loads(dump(each))["requirements"][0]["fingerprint"] for each in (old, new)]
    assert prints[0] == prints[1]


def test_without_designs_there_is_an_empty_baseline(tmp_path: Path) -> None:
    assert read_back(tmp_path, catalog()).catalog.features == ()


def test_ids_that_are_gone_are_kept_as_retired_until_they_come_back(tmp_path: Path) -> None:
    first = read_back(tmp_path, one(requirements=[requirement("R1"), requirement("R2"), requirement("R10")]))
    second = read_back(tmp_path, one(requirements=[requirement("R1")]), first)
    assert list(second.retired) == ["tea.R2", "tea.R10"]
    third = read_back(tmp_path, one(requirements=[requirement("R2")]), second)
    assert list(third.retired) == ["tea.R1", "tea.R10"]
    assert (
        third.retired["tea.R10"] == first.catalog.view(lambda found: dict(retired(one(), Baseline(found))))["tea.R10"]
    )


def changed(**updates: Any) -> str:
    return json.dumps({**json.loads(dump(full())), **updates})


def hand_edited() -> str:
    return dump(full()).replace("It sings.", "It hums.")


WRONG = {
    "no JSON": ("tea", "Invalid JSON"),
    "nothing": ("", "Invalid JSON"),
    "half a file": (dump(full())[:200], "Invalid JSON"),
    "a conflict": ("<<<<<<< HEAD\n" + dump(full()), "Invalid JSON"),
    "a list": ("[]", "object"),
    "another kind": (changed(kind="lcore"), "lcore-baseline"),
    "another version": (changed(version=2), "1"),
    "more than is known": (changed(more=1), "Extra inputs"),
    "words changed by hand": (hand_edited(), "the words of tea.R10 do not fit its fingerprint"),
    "a requirement of no feature": (changed(features=[]), "the feature 'milk' is not in the list of features"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_a_value_error_that_says_why(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=message):
        load(written(tmp_path, text))
