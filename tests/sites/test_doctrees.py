"""The docutils tree of each directive, as a snapshot: in MyST and in RST it is the same.

``LCORE_UPDATE_SNAPSHOTS=1 pytest tests/sites/test_doctrees.py`` writes the files in ``doctrees/`` again, from MyST.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

SNAPSHOTS = Path(__file__).parent / "doctrees"
UPDATE = "LCORE_UPDATE_SNAPSHOTS"


class Example(NamedTuple):
    """A block in both languages."""

    myst: str
    rst: str


EXAMPLES = {
    "feature-design": Example(
        ":::{feature-design} tea\n:date: 2026-01-02\n:component: kettle, cup\n:authors: A. Author, B. *Writer*\n"
        ":feature: LCORE-1\n:spike: LCORE-2\n:links: {doc}`index`\n:status: accepted\n:superseded-by: coffee\n"
        ":class: wide\n:name: about tea\n\nWhat it is about.\n:::\n",
        ".. feature-design:: tea\n   :date: 2026-01-02\n   :component: kettle, cup\n"
        "   :authors: A. Author, B. *Writer*\n   :feature: LCORE-1\n   :spike: LCORE-2\n"
        "   :links: :doc:`index`\n   :status: accepted\n   :superseded-by: coffee\n   :class: wide\n"
        "   :name: about tea\n\n   What it is about.\n",
    ),
    "requirement": Example(
        "::::{requirement} R1 Boil the **water**\n:status: approved\n:priority: must\n:use-cases: U1\n"
        ":verification: test, inspection\n:verified-by: unit, e2e\n:derived: the *kettle* needs it\n:ticket: LCORE-4\n"
        ":class: wide\n:name: boiling\n\nWater boils, see {req}`R2`.\n\n:::{acceptance-criteria}\n- It boils\n:::\n"
        "::::\n",
        ".. requirement:: R1 Boil the **water**\n   :status: approved\n   :priority: must\n   :use-cases: U1\n"
        "   :verification: test, inspection\n   :verified-by: unit, e2e\n   :derived: the *kettle* needs it\n"
        "   :ticket: LCORE-4\n   :class: wide\n   :name: boiling\n\n   Water boils, see :req:`R2`.\n\n"
        "   .. acceptance-criteria::\n\n      - It boils\n",
    ),
    "requirement-without-title": Example(
        ":::{requirement} R1\nIt is.\n:::\n",
        ".. requirement:: R1\n\n   It is.\n",
    ),
    "requirement-not-indexed": Example(
        ":::{requirement} R1 Boil\n:no-index:\n\nIt is.\n:::\n",
        ".. requirement:: R1 Boil\n   :no-index:\n\n   It is.\n",
    ),
    "acceptance-criteria": Example(
        ":::{acceptance-criteria} R1, R2\n:verified-by: unit\n\n- It **boils**\n- AC7: It does not\n:::\n",
        ".. acceptance-criteria:: R1, R2\n   :verified-by: unit\n\n   - It **boils**\n   - AC7: It does not\n",
    ),
    "acceptance-test-surface": Example(
        ":::{acceptance-test-surface}\n| Req | Observable behavior | Verified by |\n|---|---|---|\n"
        "| R1, R2 | It boils | unit |\n:::\n",
        ".. acceptance-test-surface::\n\n   ====== =================== ===========\n"
        "   Req    Observable behavior Verified by\n   ====== =================== ===========\n"
        "   R1, R2 It boils            unit\n   ====== =================== ===========\n",
    ),
    "use-case": Example(
        ":::{use-case} U1 Guests\n:ticket: LCORE-6\n\nAs a guest, I want tea.\n:::\n",
        ".. use-case:: U1 Guests\n   :ticket: LCORE-6\n\n   As a guest, I want tea.\n",
    ),
    "use-case-of-options": Example(
        ":::{use-case} U1\n:role: owner\n:want: *tea*\n:benefit: I am warm\n:::\n",
        ".. use-case:: U1\n   :role: owner\n   :want: *tea*\n   :benefit: I am warm\n",
    ),
    "design-changelog": Example(
        ":::{design-changelog}\n- 2026-01-02: First, see {req}`R1`\n:::\n",
        ".. design-changelog::\n\n   - 2026-01-02: First, see :req:`R1`\n",
    ),
    "open-questions": Example(
        ":::{open-questions}\n- Which? — deferred from LCORE-2\n:::\n",
        ".. open-questions::\n\n   - Which? — deferred from LCORE-2\n",
    ),
    "key-files": Example(
        ":::{key-files}\n| File | What to do |\n|---|---|\n| `src/tea.py` | change |\n:::\n",
        ".. key-files::\n\n   ============== ==========\n   File           What to do\n   ============== ==========\n"
        "   ``src/tea.py`` change\n   ============== ==========\n",
    ),
    "traceability-matrix": Example(
        ":::{traceability-matrix}\n:caption: All of it\n:columns: id, use-cases\n:class: wide\n:name: matrix\n:::\n",
        ".. traceability-matrix::\n   :caption: All of it\n   :columns: id, use-cases\n   :class: wide\n"
        "   :name: matrix\n",
    ),
    "traceability-coverage": Example(
        ":::{traceability-coverage}\n:minimum: traced 10\n:::\n",
        ".. traceability-coverage::\n   :minimum: traced 10\n",
    ),
    "feature-index": Example(
        ":::{feature-index}\n:caption: Features\n:::\n", ".. feature-index::\n   :caption: Features\n"
    ),
    **{
        name: Example(
            f":::{{{name}}}\n:features: tea\n:caption: All\n:::\n",
            f".. {name}::\n   :features: tea\n   :caption: All\n",
        )
        for name in (
            "traceability-overview",
            "traceability-map",
            "traceability-holes",
            "use-case-index",
            "finding-index",
            "open-question-index",
        )
    },
    "changelog-timeline": Example(
        ":::{changelog-timeline}\n:limit: 5\n:::\n", ".. changelog-timeline::\n   :limit: 5\n"
    ),
    "roles": Example(
        "{req}`R1` {req}`~tea.R1` {uc}`!U1` {feature}`the drink <tea>` {ticket}`LCORE-1`\n",
        ":req:`R1` :req:`~tea.R1` :uc:`!U1` :feature:`the drink <tea>` :ticket:`LCORE-1`\n",
    ),
}
# How a language of docutils tells where it stands, which column widths it was given, and whether a list is tight.
_OF_THE_LANGUAGE = ("source", "line", "colwidth", "bullet", "refdoc", "refexplicit", "refwarn", "query", "xml:space")


def tree_text(block: nodes.Node) -> str:
    """A tree as text, without what differs by language or by the version of docutils."""
    copy = block.deepcopy()
    for element in copy.findall(nodes.Element):
        for name in (*_OF_THE_LANGUAGE, "colwidths-auto"):
            element.attributes.pop(name, None)
        element["classes"] = [each for each in element["classes"] if each != "colwidths-auto"]
        if "lines" in element:
            element["lines"] = tuple(line._replace(line=None) for line in element["lines"])
    lines = (re.sub(r'="(True|False)"', lambda m: f'="{int(m[1] == "True")}"', line) for line in _lines(copy))
    return "\n".join(lines) + "\n"


def _lines(node: nodes.Node) -> list[str]:
    return [line.rstrip() for line in node.pformat("  ").splitlines()]


def _block(make_site: Callable[..., Site], ending: str, example: Example) -> str:
    text = f"# Tea\n\n{example.myst}" if ending == ".md" else f"Tea\n===\n\n{example.rst}"
    built = make_site({f"index{ending}": text}).build("dummy")
    (section,) = built.app.env.get_doctree("index").findall(nodes.section)
    return "".join(tree_text(block) for block in section.children[1:])


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_the_tree_of_a_directive(make_site: Callable[..., Site], ending: str, name: str) -> None:
    found = _block(make_site, ending, EXAMPLES[name])
    file = SNAPSHOTS / f"{name}.txt"
    if os.environ.get(UPDATE) and ending == ".md":
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8"), f"set {UPDATE}=1 to write it again"


def test_every_snapshot_is_of_an_example() -> None:
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(EXAMPLES)
