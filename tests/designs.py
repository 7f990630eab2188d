"""Make the facts of designs in a line each, without Sphinx.

A catalog that several tests share is made by a function: it remembers what was derived of it, and only the first of
the tests would try the code that derives it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sphinxext_lcore.model.catalog import Catalog
from sphinxext_lcore.model.document import Document, Heading, OptionLine
from sphinxext_lcore.model.ids import anchor_of, full_id
from sphinxext_lcore.model.queries import Aggregate, AnyQuery, CoverageQuery, FeatureIndexQuery, MatrixQuery
from sphinxext_lcore.model.records import (
    Anchored,
    ChangelogEntry,
    Criterion,
    CriterionSource,
    Feature,
    Item,
    KeyFile,
    Mention,
    OpenQuestion,
    Requirement,
    UseCase,
)
from sphinxext_lcore.tracing.aggregates import answer
from sphinxext_lcore.tracing.blocks import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinxext_lcore.tracing.blocks import Cell, LabelledCell

ItemT = TypeVar("ItemT", bound=Item)

METADATA: Mapping[str, Any] = {"date": date(2026, 3, 1), "authors": ("A. Author",), "ticket": "TEA-1", "spike": "TEA-2"}


def requirement(local_id: str, title: str = "", **fields: Any) -> Requirement:
    return Requirement(**{"id": local_id, "path": "", "line": 1, "title": title, "statement": "It works.", **fields})


def use_case(local_id: str, title: str = "", **fields: Any) -> UseCase:
    story = {"story": "As a guest, I want tea.", "role": "guest", "want": "tea"}
    return UseCase(**{"id": local_id, "path": "", "line": 1, "title": title, **story, **fields})


def criterion(
    *requirements: str, source: CriterionSource = CriterionSource.NESTED, text: str = "It boils", **fields: Any
) -> Criterion:
    return Criterion(id="?", path="", line=1, requirements=requirements, text=text, source=source, **fields)


def separate(*requirements: str, **fields: Any) -> Criterion:
    return criterion(*requirements, source=CriterionSource.SEPARATE, **fields)


def row(*requirements: str, **fields: Any) -> Criterion:
    return criterion(*requirements, source=CriterionSource.ROW, **fields)


def change(day: str, text: str = "Changed") -> ChangelogEntry:
    return ChangelogEntry(id="change", path="", line=1, date=date.fromisoformat(day) if day else None, change=text)


def question(text: str, **fields: Any) -> OpenQuestion:
    return OpenQuestion(id="question", path="", line=1, text=text, **fields)


def key_file(file: str, **fields: Any) -> KeyFile:
    return KeyFile(id="file", path="", line=1, file=file, **fields)


def mention(role: str, target: str, item: str = "", **fields: Any) -> Mention:
    return Mention(**{"role": role, "target": target, "item": item, "path": "tea.md", "line": 1, **fields})


def heading(title: str, level: int = 2, **fields: Any) -> Heading:
    return Heading(**{"title": title, "level": level, "path": "tea.md", "line": 1, **fields})


def matrix_query(**options: Any) -> MatrixQuery:
    return MatrixQuery.model_validate({"kind": "matrix", **options})


def coverage_query(**options: Any) -> CoverageQuery:
    return CoverageQuery.model_validate({"kind": "coverage", **options})


def index_query(**options: Any) -> FeatureIndexQuery:
    return FeatureIndexQuery.model_validate({"kind": "features", **options})


def aggregate(query: AnyQuery, line: int = 70) -> Aggregate:
    return Aggregate(query=query, path="tea.md", line=line)


def option_line(item: Item | str, option: str, line: int) -> OptionLine:
    name, item_line = (item, 1) if isinstance(item, str) else (item.id, item.line)
    return OptionLine(item=name, item_line=item_line, option=option, line=line)


def document(key: str, *, docname: str = "", metadata: Mapping[str, Any] | None = None, **facts: Any) -> Document:
    """A document with one feature; its items get full ids, anchors, and every tenth line, unless they have a line."""
    docname = docname or key
    path = f"{docname}.md"
    feature = Feature(
        **{
            "id": key,
            "feature": key,
            "docname": docname,
            "path": path,
            "line": 1,
            "anchor": key,
            **(METADATA if metadata is None else metadata),
        }
    )
    lines = iter(range(10, 100_000, 10))

    def settled(items: Sequence[ItemT]) -> tuple[ItemT, ...]:
        return tuple(_settled(item, feature, number, next(lines)) for number, item in enumerate(items, start=1))

    kinds = ("requirements", "use_cases", "criteria", "changelog", "open_questions", "key_files")
    mentions = (
        each.model_copy(update={"item": full_id(key, each.item) if each.item else ""})
        for each in facts.pop("mentions", ())
    )
    return Document(
        docname=docname,
        path=path,
        feature=feature,
        has_changelog=facts.pop("has_changelog", "changelog" in facts),
        mentions=tuple(mentions),
        **{name: settled(facts.pop(name, ())) for name in kinds},
        **{name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()},
    )


def _settled(item: ItemT, feature: Feature, number: int, line: int) -> ItemT:
    update: dict[str, Any] = {"feature": feature.id, "docname": feature.docname, "path": feature.path}
    if item.line == 1:
        update["line"] = line
    if isinstance(item, Criterion):
        update["position"] = number
    elif isinstance(item, Anchored):
        update |= {"id": full_id(feature.id, item.id), "anchor": anchor_of(feature.id, item.id)}
    else:
        update["id"] = full_id(feature.id, f"{item.id}-{number}")
    return item.model_copy(update=update)


def page(docname: str, **facts: Any) -> Document:
    """A document that describes no feature."""
    return Document(docname=docname, path=f"{docname}.md", **facts)


def catalog(*documents: Document) -> Catalog:
    return Catalog(documents)


def one(key: str = "tea", **facts: Any) -> Catalog:
    """A catalog of one document."""
    return Catalog([document(key, **facts)])


def ids(items: Sequence[Item]) -> list[str]:
    return [item.id for item in items]


def text(cell: Cell) -> str:
    return "".join(run.text for run in cell)


def rows(table: Table) -> list[list[str]]:
    """The words of a table's cells, without the groups."""
    return [[text(cell) for cell in row.cells] for group in table.groups for row in group.rows]


def column(table: Table, name: str) -> list[str]:
    """The words of a column."""
    place = [each.name for each in table.columns].index(name)
    return [cells[place] for cells in rows(table)]


def heads(table: Table) -> dict[str, str]:
    """What the columns of a table are called, by the names that scripts and styles know."""
    return {each.name: each.label for each in table.columns}


def lines(links: Sequence[LabelledCell]) -> dict[str, str]:
    """The words of the lines on a card."""
    return {line.label: text(line.cell) for line in links}


def table_of(catalog: Catalog, query: AnyQuery) -> Table:
    """The one table that answers a query."""
    (table,) = tables_of(catalog, query)
    return table


def tables_of(catalog: Catalog, query: AnyQuery) -> list[Table]:
    """The tables among the blocks that answer a query."""
    return [block for block in answer(catalog, query) if isinstance(block, Table)]
