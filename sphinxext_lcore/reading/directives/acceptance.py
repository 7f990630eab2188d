"""``acceptance-criteria`` and ``acceptance-test-surface``: how a requirement is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from docutils import nodes

from sphinxext_lcore.model.ids import split_references
from sphinxext_lcore.model.records import Criterion, CriterionSource
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.model.values import split_list
from sphinxext_lcore.reading.block_names import block_name
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.named_requirements import ids_of_cell, name_and_text
from sphinxext_lcore.reading.options import AcceptanceCriteriaOptions, Options
from sphinxext_lcore.reading.tables import ExpectedColumn, TableRow, columns_text, has_table
from sphinxext_lcore.reading.text import line_of, plain_text
from sphinxext_lcore.rendering.cards import CRITERIA, CRITERION_ATTRIBUTE, SILENT_ATTRIBUTE, facts, text_nodes
from sphinxext_lcore.rendering.nodes import card_criteria, item_link
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLASS = "lcore-criteria"
SURFACE_COLUMNS = (
    ExpectedColumn("Req", frozenset({"requirement", "requirements", "reqs", "id"})),
    ExpectedColumn(
        "Observable behavior",
        frozenset(
            {
                "observable behaviour",
                "observable behaviors",
                "observable behaviours",
                "behavior",
                "behaviour",
                "expected behavior",
                "expected behaviour",
                "acceptance criterion",
                "acceptance criteria",
            }
        ),
    ),
    ExpectedColumn("Verified by", frozenset({"verification", "how verified", "test", "tests"}), required=False),
)


def is_criteria(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Whether a node is the block of an ``acceptance-criteria`` directive."""
    return isinstance(node, (card_criteria, nodes.container)) and _CLASS in node["classes"]


class AcceptanceCriteria(DesignDirective[AcceptanceCriteriaOptions]):
    """Gives a container with the list as it is written; each item is a criterion, and gets its number later."""

    options_model = AcceptanceCriteriaOptions

    def build(self) -> list[nodes.Node]:
        """Make the list, and note the criteria."""
        requirements = split_references(self.argument) if self.argument else ()
        content = self.parse_list()
        lists = [node for node in content if isinstance(node, (nodes.bullet_list, nodes.enumerated_list))]
        items = [item for listing in lists for item in listing.children if isinstance(item, nodes.list_item)]
        if not content:
            self.find("empty_block", "acceptance-criteria is empty; write a list, a criterion an item")
        elif not items:
            found = block_name(content[0])
            self.find("malformed_list", f"acceptance-criteria needs a list, a criterion an item; found {found}")
        self.note.items = tuple(self._criterion(item, requirements) for item in items)
        self.note.item_nodes = tuple(items)
        self.note.option_lines["requirements"] = self.lineno_in_source  # the argument
        verified_by = text_nodes(", ".join(self.checked.verified_by))
        foot = facts([(term("Verified by"), verified_by, self.option_line("verified-by"))], "reasons")
        content = [*content, *([foot] if foot.children else ())]
        if not requirements:
            return [card_criteria("", *content, classes=["lcore", _CLASS])]
        head = nodes.rubric("", translate(CRITERIA), nodes.Text(" " + translate(term("of")) + " "))
        self.set_source_info(head)
        head += comma_separated(item_link("req", name, self.env.docname) for name in requirements)
        return [nodes.container("", head, *content, classes=["lcore", _CLASS])]

    def _criterion(self, item: nodes.list_item, requirements: tuple[str, ...]) -> Criterion:
        name, line = _take_name(item), line_of(item, self.lineno_in_source)
        text = plain_text(item)
        if not text:
            self.find("empty_statement", "empty acceptance criterion; say what can be observed, or remove it", line)
        label_criterion(item)
        return Criterion(
            id=name or "?",
            path=self.path,
            line=line,
            name=name,
            requirements=requirements,
            text=text,
            verified_by=self.checked.verified_by,
            source=CriterionSource.SEPARATE if requirements else CriterionSource.NESTED,
        )


class AcceptanceTestSurface(DesignDirective[Options]):
    """Gives the table as it is written, its ids as links; each row is a criterion of each requirement in it."""

    options_model = Options

    def build(self) -> list[nodes.Node]:
        """Make the table, and note the criteria."""
        self.expect_no_argument()
        content = self.parse_content_to_nodes()
        rows = [(row, _named(row)) for row in self.rows(content, SURFACE_COLUMNS)]
        if not has_table(content):
            self.find("malformed_table", f"no table; expected one with {columns_text(SURFACE_COLUMNS)}")
        for row, names in rows:
            if not names:
                self.find("unread_item", accepts_none(row), row.line)
        rows = [(row, names) for row, names in rows if names]
        self.note.items = tuple(self._criterion(row, names) for row, names in rows)
        self.note.item_nodes = tuple(row.node for row, _ in rows)
        for row, names in rows:
            self._link_ids(row, names)
        return [nodes.container("", *content, classes=["lcore", "lcore-surface"])]

    def _criterion(self, row: TableRow, names: tuple[str, ...]) -> Criterion:
        criterion = row_criterion(row, names, self.path, split_list(row.text(2)))
        if not criterion.text:
            self.find("empty_statement", "acceptance row without a behavior; say what can be observed", row.line)
        return criterion

    def _link_ids(self, row: TableRow, names: tuple[str, ...]) -> None:
        label_criterion(row.node, silent=True)
        entry = row.entries[0]
        first = next(iter(entry.findall(nodes.paragraph)), None) if entry is not None else None
        # A remark beside the ids stays as it is.
        if first is not None and entry is not None and len(entry.children) == 1 and names == _listed(row):
            first.children = []
            first += comma_separated(item_link("req", name, self.env.docname) for name in names)


def _named(row: TableRow) -> tuple[str, ...]:
    """The requirements that a row names, as a plain design names them; else what it lists, whatever that is."""
    entry = row.entries[0]
    return (ids_of_cell(entry) if entry is not None else ()) or _listed(row)


def _listed(row: TableRow) -> tuple[str, ...]:
    return tuple(filter(None, split_references(row.text(0))))


def accepts_none(row: TableRow) -> str:
    """What is told of a row that names no requirement."""
    return f"a row whose requirement is '{shorten(row.text(0))}' accepts none; name ids, such as R1 or R1..R3"


def row_criterion(row: TableRow, requirements: tuple[str, ...], path: str, verified_by: tuple[str, ...]) -> Criterion:
    """The criterion of a row of the acceptance table. Its name stays in the cell, as no label shows it."""
    name, text = name_and_text(row.text(1))
    return Criterion(
        id=name or "?",
        path=path,
        line=row.line,
        name=name,
        requirements=requirements,
        text=text,
        verified_by=verified_by,
        source=CriterionSource.ROW,
    )


def label_criterion(node: nodes.Element, *, silent: bool = False) -> None:
    """Mark an item whose first paragraph gets its number; of a silent one it gets the anchor alone."""
    node[CRITERION_ATTRIBUTE], node[SILENT_ATTRIBUTE] = 0, silent


def comma_separated(items: Iterable[nodes.Node]) -> list[nodes.Node]:
    """The nodes with a comma between each two."""
    result: list[nodes.Node] = []
    for item in items:
        if result:
            result.append(nodes.Text(", "))
        result.append(item)
    return result


def _take_name(item: nodes.list_item) -> str:
    """The name at the beginning of a criterion, taken out of its text: the label shows it."""
    paragraph = next(iter(item.findall(nodes.paragraph)), None)
    written = paragraph.astext() if paragraph is not None else ""
    name, said = name_and_text(written)
    if not name or paragraph is None:
        return ""
    left = len(written) - len(said)
    for text in list(paragraph.findall(nodes.Text)):  # the name may be in bold, with its colon or without
        parent, taken = text.parent, min(left, len(text))
        parent.replace(text, nodes.Text(text[taken:]))
        if taken and parent is not paragraph and not parent.astext():
            parent.parent.remove(parent)
        left -= taken
    return name
