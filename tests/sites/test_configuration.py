"""The code in the section called Configuration: what does not parse is found at its line in the block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Logged, Site

CODES = ("malformed_yaml", "malformed_python")
MYST = "# Feature design for tea\n\n:::{feature-design} tea\n:::\n\n## Architecture\n\n### Configuration\n\n"
RST = "Feature design for tea\n======================\n\n.. feature-design:: tea\n\nConfiguration\n-------------\n\n"
PLAIN = "# Feature design for tea\n\n## Requirements\n\n- **R1:** It is hot.\n\n## Configuration\n\n"
YAML = "kettle:\n  heat: 90\n  lid: a: b\n"
PYTHON = "class Kettle:\n    heat: int = 90\n    lid = = True\n"
WRONG = {"lid: a: b", "lid = = True"}


def found(make_site: Callable[..., Site], files: dict[str, str], conf: str = "") -> list[Logged]:
    index = {"index.md": "# Index\n"}
    built = make_site({**index, **files}, conf).build("dummy")
    return [each for each in built.findings if each.rule in CODES]


def lines(told: list[Logged], files: dict[str, str]) -> list[str]:
    return [files[each.path].splitlines()[each.line - 1].strip("> ") for each in told]


def indented(text: str, by: int = 3) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


def test_both_are_warnings() -> None:
    assert {RULES[code].level for code in CODES} == {Level.WARNING}


@pytest.mark.parametrize(
    "block",
    [
        f"```yaml\n{YAML}```\n",
        f"```yml\n\n\n{YAML}```\n",
        f"```python\n{PYTHON}```\n",
        f"~~~~py\n{PYTHON}~~~~\n",
        f"```{{code-block}} yaml\n:caption: kettle.yaml\n:linenos:\n\n{YAML}```\n",
        f":::{{code-block}} python\n{PYTHON}:::\n",
        f"- A list\n\n  ```yaml\n{indented(YAML, 2)}  ```\n",
        f"> ```yaml\n> {YAML.strip().replace(chr(10), chr(10) + '> ')}\n> ```\n",
        f"#### Of the kettle\n\n```yaml\n{YAML}```\n",
    ],
)
def test_in_myst_it_is_found_at_its_line(make_site: Callable[..., Site], block: str) -> None:
    files = {"tea.md": f"{MYST}Text.\n\n{block}\nMore text.\n"}
    told = found(make_site, files)
    assert len(told) == 1
    assert set(lines(told, files)) <= WRONG
    assert told[0].level == "WARNING"


@pytest.mark.parametrize(
    "block",
    [
        f".. code-block:: yaml\n\n{indented(YAML)}",
        f".. code:: python\n\n{indented(PYTHON)}",
        f".. code-block:: python\n   :caption: kettle.py\n   :linenos:\n\n{indented(PYTHON)}",
        f"- A list\n\n  .. sourcecode:: yml\n\n{indented(YAML, 5)}",
        f".. highlight:: yaml\n\n.. code-block:: yaml\n   :emphasize-lines: 1\n\n\n{indented(YAML)}",
    ],
)
def test_in_rst_it_is_found_at_its_line(make_site: Callable[..., Site], block: str) -> None:
    files = {"tea.rst": f"{RST}Text.\n\n{block}\nMore text.\n"}
    told = found(make_site, files)
    assert len(told) == 1
    assert set(lines(told, files)) <= WRONG


def test_a_plain_design_is_looked_at_too(make_site: Callable[..., Site]) -> None:
    files = {"tea.md": f"{PLAIN}```yaml\n{YAML}```\n\n```python\n{PYTHON}```\n"}
    told = found(make_site, files, 'lcore_designs = ["tea"]\n')
    assert [each.rule for each in told] == list(CODES)
    assert lines(told, files) == ["lid: a: b", "lid = = True"]
    assert told[0].message == (
        "this is no YAML: mapping values are not allowed here; mend the line, or write '...' where something is left out"
    )


def test_of_two_equal_blocks_each_has_its_line(make_site: Callable[..., Site]) -> None:
    files = {"tea.md": MYST + f"```yaml\n{YAML}```\n\n" * 2}
    first, second = found(make_site, files)
    assert second.line - first.line == len(YAML.splitlines()) + 3


def test_in_an_included_file_it_is_found_there(make_site: Callable[..., Site]) -> None:
    files = {
        "tea.rst": f"{RST}.. include:: part.txt\n",
        "part.txt": f"Text.\n\n.. code-block:: yaml\n\n{indented(YAML)}",
    }
    (told,) = found(make_site, files)
    assert (told.path, told.line) == ("part.txt", 7)


@pytest.mark.parametrize(
    "text",
    [
        f"{MYST}```yaml\nkettle:\n  heat: 90\n  ...\n  lid: a: b\n```\n",
        f"{MYST}```\n{YAML}```\n",
        f"{MYST}```text\n{YAML}```\n",
        f"{MYST}## Error handling\n\n```yaml\n{YAML}```\n",
        f"# Tea\n\n## Configuration\n\n```yaml\n{YAML}```\n",
        f"{MYST}```{{literalinclude}} kettle.yaml\n:language: yaml\n```\n",
    ],
    ids=["excerpt", "no language", "another language", "another section", "no design", "a file of its own"],
)
def test_anything_else_is_not_judged(make_site: Callable[..., Site], text: str) -> None:
    assert found(make_site, {"tea.md": text, "kettle.yaml": YAML}) == []
