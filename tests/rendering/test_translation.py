from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import sphinxext_lcore
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.translation import CATALOG, LOCALE, translate

PACKAGE = Path(sphinxext_lcore.__file__).parent
KEYWORDS = {"term": None}


def extracted() -> set[str]:
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {str(message) for _, _, message, _, _ in found}


def test_the_shipped_template_has_every_term() -> None:
    with (LOCALE / f"{CATALOG}.pot").open(encoding="utf-8") as file:
        shipped = {str(message.id) for message in read_po(file) if message.id}
    assert shipped == extracted()


def test_headings_labels_and_empty_states_are_terms() -> None:
    assert {"Traceability", "Use cases", "Depends on", "No findings.", "Acceptance criteria", "missing"} <= extracted()


def test_a_term_that_the_catalog_lacks_stays_as_it_is() -> None:
    assert translate(term("no such text")) == "no such text"
