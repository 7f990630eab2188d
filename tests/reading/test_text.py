from __future__ import annotations

import pytest
from docutils import nodes

from sphinxext_lcore.reading import text as of_text
from sphinxext_lcore.reading.text import WordLines, blocks_text, line_of, plain_text


def paragraph(*children: nodes.Node | str) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(each) if isinstance(each, str) else each for each in children))


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (nodes.Text("a  b"), "a  b"),
        (paragraph("a  b\n c "), "a b c"),
        (paragraph("a", nodes.strong("", "b"), nodes.literal("", "c")), "abc"),
        (paragraph("a ", nodes.emphasis("", "", nodes.strong("", "b")), " c"), "a b c"),
        (paragraph("a ", nodes.image(alt="kettle", uri="k.png"), " b"), "a kettle b"),
        (paragraph("a", nodes.raw("", "<br />", format="html"), "b"), "a b"),
        (nodes.image(uri="k.png"), ""),
        (nodes.literal_block("", "a\n  b"), "a\n  b"),
        (nodes.comment("", "secret"), ""),
        (nodes.raw("", "<b>", format="html"), ""),
        (nodes.target("", "", ids=["x"]), ""),
        (nodes.container("", paragraph("a"), nodes.comment("", "b"), paragraph("c")), "a\n\nc"),
        (nodes.bullet_list("", nodes.list_item("", paragraph("a")), nodes.list_item("", paragraph("b"))), "a\n\nb"),
    ],
)
def test_the_text_is_what_a_reader_reads(node: nodes.Node, text: str) -> None:
    assert plain_text(node) == text


def test_blocks_are_parted_by_an_empty_line() -> None:
    assert blocks_text([paragraph("a"), paragraph(), nodes.literal_block("", "b")]) == "a\n\nb"


def test_a_line_is_sought_inwards_then_outwards() -> None:
    inner, outer = paragraph("a"), nodes.container()
    outer += nodes.container("", inner)
    assert line_of(outer, 1) == 1
    outer.line = 5
    assert line_of(inner, 1) == 5
    inner.line = 7
    assert line_of(outer[0], 1) == 7


def test_the_line_breaks_of_a_paragraph_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[nodes.Element] = []

    def count(block: nodes.Element) -> dict[int, int]:
        counted.append(block)
        return real(block)

    real = of_text.line_breaks
    monkeypatch.setattr(of_text, "line_breaks", count)
    words = [nodes.Text("R1\n"), nodes.emphasis("", "R1"), nodes.Text("\nR1"), nodes.Text("R1\n")]
    block = nodes.paragraph("", "", *words)
    block.line = 3
    lines = WordLines()
    assert [lines.of(each) for each in words] == [3, 4, 4, 5]
    assert counted == [block]
