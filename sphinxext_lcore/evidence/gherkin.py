"""Gherkin features: each scenario is a test that is seen; its tags, and those around it, say what it verifies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxext_lcore.evidence.citations import of_tags
from sphinxext_lcore.evidence.source import UnreadableError
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinxext_lcore.evidence.source import Source

PARSER = "gherkin"
_MOST_BYTES = 4_000_000
_LEFT_OUT = frozenset({"skip", "skipped", "ignore", "wip", "disabled"})
"""Tags that keep a scenario from being run, by the habits of the runners."""


def read(source: Source) -> Iterator[EvidenceTest]:
    """The scenarios of a feature file.

    Raises:
        UnreadableError: It is no Gherkin, or not in UTF-8.
    """
    from gherkin.errors import CompositeParserException, ParserError, ParserException  # noqa: PLC0415 - optional
    from gherkin.parser import Parser  # noqa: PLC0415

    text = source.text(_MOST_BYTES)
    try:
        document: Mapping[str, Any] = Parser().parse(text)
    except ParserError as error:
        first: Exception = error.errors[0] if isinstance(error, CompositeParserException) and error.errors else error
        line = first.location.get("line", 1) if isinstance(first, ParserException) else 1
        raise UnreadableError(f"it is no Gherkin: {_told(first)}", line) from error
    feature = document.get("feature")
    if feature is None:
        return
    for scenario in _scenarios(feature["children"], _tags(feature)):
        yield from _tests(scenario, feature["name"], source)


def outcome_of_tags(tags: Iterable[str]) -> Outcome:
    """What tags alone say of a scenario: skipped, or seen."""
    return Outcome.SKIPPED if _LEFT_OUT & {tag.lower() for tag in tags} else Outcome.SEEN


def scenario_name(file: str, feature: str, scenario: str) -> str:
    """The name of a scenario among the tests."""
    return "::".join(filter(None, (file, feature, scenario)))


class _Scenario(NamedTuple):
    """A scenario or an outline, with the tags that it has and inherits."""

    node: Mapping[str, Any]
    tags: list[str]


def _scenarios(children: Iterable[Mapping[str, Any]], tags: list[str]) -> Iterator[_Scenario]:
    for child in children:
        if "scenario" in child:
            yield _Scenario(child["scenario"], [*tags, *_tags(child["scenario"])])
        elif "rule" in child:
            yield from _scenarios(child["rule"]["children"], [*tags, *_tags(child["rule"])])


def _tests(scenario: _Scenario, feature: str, source: Source) -> Iterator[EvidenceTest]:
    """One test, or one for each name that the rows of an outline give it; tables with tags have tests of their own."""
    node = scenario.node
    tables: list[Mapping[str, Any]] = [*node.get("examples", ())]
    tagged = {number: table for number, table in enumerate(tables, start=1) if table["tags"]}
    plain = [table for table in tables if not table["tags"]]
    parts: list[tuple[str, dict[str, int], list[str]]] = []
    if plain or not tagged:
        parts.append(("", _names(node, plain, node), scenario.tags))
    for number, table in tagged.items():
        parts.append((f" -- @{number}", _names(node, [table], table), [*scenario.tags, *_tags(table)]))
    for number_of_table, names, tags in parts:
        cites, attempts = of_tags(tags)
        for name, line in names.items():
            yield EvidenceTest(
                name=scenario_name(source.name, feature, name) + number_of_table,
                outcome=outcome_of_tags(tags),
                cites=cites,
                kind=source.kind,
                path=source.name,
                line=line,
                source=source.name,
                attempts=attempts,
            )


def _names(outline: Mapping[str, Any], tables: Iterable[Mapping[str, Any]], place: Mapping[str, Any]) -> dict[str, int]:
    """What runners call a scenario, with the lines: by the rows of its tables where its name has their columns."""
    name: str = outline["name"]
    names: dict[str, int] = {}
    for table in tables:
        columns = [f"<{cell['value']}>" for cell in (table.get("tableHeader") or {}).get("cells", ())]
        if any(column in name for column in columns):
            for row in table["tableBody"]:
                filled = name
                for column, cell in zip(columns, row["cells"], strict=True):
                    filled = filled.replace(column, cell["value"])
                names.setdefault(filled, row["location"]["line"])
    return names or {name: place["location"]["line"]}


def _tags(node: Mapping[str, Any]) -> list[str]:
    return [tag["name"].removeprefix("@") for tag in node["tags"]]


def _told(error: Exception) -> str:
    """What the parser says, without the place, which a finding has already."""
    return " ".join(str(error).partition(": ")[2].split())[:200]
