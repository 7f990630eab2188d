"""Blocks of facts straight to HTML: a table of many thousand rows costs a fraction of what its nodes would."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sphinxext_lcore.model.terms import term
from sphinxext_lcore.rendering.browsing import FIRST_ROWS, toolbar_html
from sphinxext_lcore.rendering.svg import map_html
from sphinxext_lcore.rendering.translation import translate
from sphinxext_lcore.tracing.blocks import OPENING, Figures, Table, Target, Ticket, Tone, View
from sphinxext_lcore.tracing.since import CHANGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_lcore.rendering.addresses import Addresses
    from sphinxext_lcore.tracing.blocks import (
        Block,
        Cell,
        Column,
        Details,
        Facets,
        Figure,
        Group,
        LabelledCell,
        Row,
        Run,
    )

_UNNAMED = term("Table")
_UNBROKEN = frozenset({"date", "ticket"})
_PROSE = frozenset(
    {
        "verified-by",
        "change",
        "reason",
        "description",
        "message",
        "cure",
        "missing",
        "benefit",
        "origin",
        "owner",
        "place",
    }
)
"""Columns of free text: they keep a width at which it can be read, and break long paths."""


def blocks_html(blocks: Iterable[Block], addresses: Addresses) -> str:
    """Blocks, each with its caption; a sentence instead of a table without rows."""
    return "".join(block_html(block, addresses) for block in blocks)


def block_html(block: Block, addresses: Addresses) -> str:
    """A block."""
    if isinstance(block, Table):
        return "".join(_table(block, addresses))
    if isinstance(block, Figures):
        return "".join(_figures(block, addresses))
    return map_html(block, addresses)


def _figures(block: Figures, addresses: Addresses) -> Iterator[str]:
    if block.caption:
        yield f'<p class="lcore-caption">{escape(translate(block.caption))}</p>\n'
    yield '<dl class="lcore-figures">\n'
    yield from (_figure(figure, addresses) for figure in block.figures)
    yield "</dl>\n"


def _figure(figure: Figure, addresses: Addresses) -> str:
    label = escape(translate(figure.label))
    return f"<div{_title(figure.hint)}><dt>{label}</dt><dd>{run_html(figure.value, addresses)}</dd></div>\n"


def _table(table: Table, addresses: Addresses) -> Iterator[str]:
    if table.is_empty:
        if table.caption:
            yield f'<p class="lcore-caption">{escape(translate(table.caption))}</p>\n'
        yield f'<p class="lcore-empty">{escape(translate(table.empty))}</p>\n'
        return
    label = escape(translate(table.caption or _UNNAMED))
    grouped = " lcore-grouped" if any(column.repeats_group for column in table.columns) else ""
    yield toolbar_html(table)
    # A wide table scrolls in its own frame, which the keyboard can reach.
    yield f'<div class="lcore-scroll" role="region" aria-label="{label}" tabindex="0">\n'
    yield f'<table class="docutils lcore-table lcore-{table.name}{grouped}">\n'
    if table.caption:
        yield f"<caption>{escape(translate(table.caption))}</caption>\n"
    yield "<thead><tr>" + "".join(_head(column, addresses) for column in table.columns) + "</tr></thead>\n"
    for group, is_late in _pieces(table):
        yield from _group(table.columns, group, addresses, is_late=is_late)
    yield "</table>\n</div>\n"


def _head(column: Column, addresses: Addresses) -> str:
    label = escape(translate(column.label))
    if column.target is not None:
        label = f'<a href="{escape(addresses.of(column.target))}">{label}</a>'
    return f'<th scope="col" data-column="{escape(column.name)}"{_title(column.hint)}>{label}</th>'


def _pieces(table: Table) -> Iterator[tuple[Group, bool]]:
    """The groups, each with whether it stands behind the rows that are shown at first; one without a head is cut."""
    before = 0
    for group in table.groups:
        first = len(group.rows) if group.head or not table.is_browsable else FIRST_ROWS
        for rows in filter(None, (group.rows[:first], group.rows[first:])):
            yield group._replace(rows=rows), table.is_browsable and before >= FIRST_ROWS
            before += len(rows)


def _group(columns: Sequence[Column], group: Group, addresses: Addresses, *, is_late: bool) -> Iterator[str]:
    shared = _shared(group)
    anchor = f' id="{escape(group.anchor)}"' if group.anchor else ""
    late = ' class="lcore-late"' if is_late else ""
    yield f"<tbody{anchor}{late}{_facets(shared)}>\n"
    if group.head:
        yield f'<tr><th colspan="{len(columns)}" scope="rowgroup">{cell_html(group.head, addresses)}</th></tr>\n'
    tags = [_cell_tag(column) for column in columns[1:]]
    opening = next((n for n, column in enumerate(columns) if column.name == OPENING), None)
    for row in group.rows:
        cells = [cell_html(cell, addresses) for cell in row.cells]
        if row.details is not None and opening is not None:
            cells[opening] = _opening(cells[opening], row.details, addresses)
        yield f'<tr{_facets(_own_facets(row, shared))}><th scope="row">{cells[0]}</th>'
        yield "".join(f"<{tag}>{cell}</td>" for tag, cell in zip(tags, cells[1:], strict=True))
        yield "</tr>\n"
    yield "</tbody>\n"


def _shared(group: Group) -> dict[str, str]:
    """The feature and its owners, where all rows of a group are of one feature."""
    facets = [row.facets for row in group.rows if row.facets is not None]
    if not facets or len({each.feature for each in facets}) > 1:
        return {}
    return {"feature": facets[0].feature, "owner": facets[0].owner}


def _own_facets(row: Row, shared: dict[str, str]) -> dict[str, str]:
    if row.facets is None:
        return {}
    return {name: text for name, text in _named_facets(row.facets).items() if text and name not in shared}


def _named_facets(facets: Facets) -> dict[str, str]:
    return {**facets._asdict(), "hole": "1" if facets.hole else ""}


def _facets(facets: dict[str, str]) -> str:
    return "".join(f' data-{name}="{escape(text)}"' for name, text in facets.items())


def _cell_tag(column: Column) -> str:
    if column.name == OPENING:
        return 'td class="lcore-words"'
    if column.name in _PROSE:
        return 'td class="lcore-prose"'
    return 'td class="lcore-unbroken"' if column.name in _UNBROKEN else "td"


def _opening(title: str, details: Details, addresses: Addresses) -> str:
    """A title that opens to show the details of its row."""
    text = "".join(f"<p>{escape(each)}</p>" for each in details.text.split("\n\n") if each)
    points = "".join(
        f"<dt>{escape(point.label)}</dt><dd>{cell_html(point.cell, addresses)}</dd>" for point in details.points
    )
    body = text + (f"<dl>{points}</dl>" if points else "")
    return f"<details><summary>{title}</summary>{body}</details>"


def lines_html(lines: Iterable[LabelledCell], kind: str, addresses: Addresses) -> str:
    """Labelled lines of a card, as a theme shows a list of fields."""
    fields = (f"<dt>{escape(translate(line.label))}</dt>\n<dd>{_folded(line, addresses)}</dd>\n" for line in lines)
    return f'<dl class="lcore-facts lcore-{kind} field-list simple">\n{"".join(fields)}</dl>\n'


def _folded(line: LabelledCell, addresses: Addresses) -> str:
    """What stands beside a label; what it opens to show is a list."""
    if not line.folded:
        return _prose(line.cell, addresses)
    rows = "".join(f"<li>{_prose(cell, addresses)}</li>\n" for cell in line.folded)
    return f"<details><summary>{_prose(line.cell, addresses)}</summary>\n<ul>\n{rows}</ul>\n</details>"


def lines_inline_html(lines: Iterable[LabelledCell], addresses: Addresses) -> str:
    """The links of an item of a plain design, behind its words."""
    texts = (f"{escape(translate(line.label))}: {_prose(line.cell, addresses)}" for line in lines)
    return f'<span class="lcore-inline-links"> ({"; ".join(texts)})</span>'


def _prose(cell: Cell, addresses: Addresses) -> str:
    """A cell whose links look as those in the text of a page."""
    return "".join(_link(run, addresses) if run.target is not None else run_html(run, addresses) for run in cell)


def _link(run: Run, addresses: Addresses) -> str:
    address = addresses.of(run.target) if run.target is not None else ""
    if not address:
        return run_html(run, addresses)
    kind = "internal" if isinstance(run.target, (Target, View)) else "external"
    if isinstance(run.target, Ticket):
        kind += " lcore-ticket"
    return f'<a class="reference {kind}" href="{escape(address)}"{_title(run.hint)}>{escape(run.text)}</a>'


def cell_html(cell: Cell, addresses: Addresses) -> str:
    """A cell."""
    return "".join(run_html(run, addresses) for run in cell)


def run_html(run: Run, addresses: Addresses) -> str:
    """A piece of text: a link, or words in the tone of what they mean."""
    address = addresses.of(run.target) if run.target is not None else ""
    text = escape(run.text if run.target is not None else translate(run.text)) + _bar(run)
    hint = _title(run.hint)
    if address:
        kind = "" if run.tone is Tone.PLAIN else f' class="lcore-{run.tone}"'
        return f'<a{kind} href="{escape(address)}"{hint}>{text}</a>'
    if run.tone is Tone.CODE:
        return f"<code>{text}</code>"
    if run.tone in CHANGE_WORDS:
        return _changed(run)
    if run.tone is Tone.PLAIN and not hint:
        return text
    if hint and not any(map(str.isalnum, run.text)):
        # A mark is read aloud as what it stands for.
        hint += f' role="img" aria-label="{escape(translate(run.hint))}"'
    return f'<span class="lcore-{run.tone}"{hint}>{text}</span>'


def _changed(run: Run) -> str:
    """A text that was taken out or put in; to the eye the style sheet says it, to the ear a word."""
    element, words = ("del" if run.tone is Tone.REMOVED else "ins"), escape(translate(CHANGE_WORDS[run.tone]))
    before, after = (f'<span class="lcore-unseen">{text}</span>' for text in (f"[{words} ", "]"))
    return f'<{element} class="lcore-{run.tone}">{before}{escape(run.text)}{after}</{element}>'


def _bar(run: Run) -> str:
    if run.percent is None:
        return ""
    return f'<span class="lcore-bar" aria-hidden="true"><span style="width:{run.percent:.4g}%"></span></span>'


def _title(hint: str) -> str:
    return f' title="{escape(translate(hint))}"' if hint else ""
