"""Whatever designs say, ``lcore.json`` and a baseline read back what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.exchange import baseline, lcore_json
from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome
from sphinxext_lcore.model.records import Priority
from sphinxext_lcore.tracing.changes import compare
from sphinxext_lcore.tracing.evidence import Evidence
from tests.designs import catalog, change, criterion, document, mention, question, requirement, row, use_case

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text(max_size=20)
KEYS = st.sampled_from(["tea", "milk", "old-tea"])
REQUIREMENTS = st.sampled_from(["R1", "R2", "R4a", "R10"])
USE_CASES = st.sampled_from(["U1", "U2"])
REFERENCES = st.lists(
    st.one_of(REQUIREMENTS, st.builds("{}.{}".format, KEYS, REQUIREMENTS), st.just("nowhere.R7")), max_size=3
).map(tuple)


@st.composite
def designs(draw: st.DrawFn) -> Catalog:
    """One to three designs with links that lead somewhere, nowhere, and around in circles."""
    found = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        ids = draw(st.lists(REQUIREMENTS, max_size=3, unique=True))
        requirements = [
            requirement(
                each,
                draw(WORDS),
                statement=draw(WORDS),
                status=draw(st.sampled_from(["", "approved", "rejected"])),
                priority=draw(st.sampled_from([None, *Priority])),
                use_cases=draw(st.lists(USE_CASES, max_size=2).map(tuple)),
                refines=draw(REFERENCES),
                depends_on=draw(REFERENCES),
                verified_by=draw(st.lists(WORDS, max_size=2).map(tuple)),
            )
            for each in ids
        ]
        facts: dict[str, Any] = {
            "requirements": requirements,
            "use_cases": [use_case(each, draw(WORDS)) for each in draw(st.lists(USE_CASES, max_size=2, unique=True))],
            "criteria": [criterion(each, text=draw(WORDS)) for each in ids]
            + [row(*draw(REFERENCES), text=draw(WORDS))],
            "changelog": [change("2026-01-02", draw(WORDS))],
            "open_questions": [question(draw(WORDS))],
            "mentions": [mention("req", each) for each in draw(REFERENCES)],
        }
        found.append(document(key, metadata={"title": draw(WORDS)}, **facts))
    return catalog(*found)


@st.composite
def judged(draw: st.DrawFn) -> Catalog:
    """Designs that were checked, perhaps with evidence."""
    made = draw(designs())
    given_ = []
    if draw(st.booleans()):
        tests = [
            EvidenceTest(f"t::{number}", draw(st.sampled_from(list(Outcome))), (cite,))
            for number, cite in enumerate(draw(REFERENCES))
        ]
        given_.append(Evidence(tuple(tests), kinds=("unit",)))
    made = Catalog(made.documents, given=given_)
    return made.with_findings(check(made))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exchange") / "lcore.json"


@settings(max_examples=60)
@given(designs=judged())
def test_an_export_reads_back_equal(file: Path, designs: Catalog) -> None:
    written = lcore_json.dump(designs)
    file.write_bytes(written)
    assert lcore_json.dump(Catalog.load(file)) == written


@settings(max_examples=40)
@given(designs=designs())
def test_a_design_has_not_changed_since_a_baseline_of_itself(file: Path, designs: Catalog) -> None:
    file.write_text(baseline.dump(designs), encoding="utf-8")
    changes = compare(baseline.load(file).catalog, designs)
    assert (changes.requirements, changes.use_cases, changes.features, changes.changelog) == ((), (), (), ())


@settings(max_examples=40)
@given(designs=designs())
def test_findings_do_not_depend_on_the_order_of_documents(designs: Catalog) -> None:
    assert check(designs) == check(Catalog(reversed(designs.documents)))
