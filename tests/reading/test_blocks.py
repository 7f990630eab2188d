from __future__ import annotations

import pytest

from sphinxext_lcore.reading.blocks import _COLON_OPTION, RawOption, _option_lines, _split_options, _yaml_options


@pytest.mark.parametrize(
    ("lines", "options", "others"),
    [
        ([":status: draft"], [RawOption("status", "draft", 7)], []),
        ([":status:"], [RawOption("status", "", 7)], []),
        (["  :use-cases:   U1, U2  "], [RawOption("use-cases", "U1, U2", 7)], []),
        ([":a: 1", ":b: 2"], [RawOption("a", "1", 7), RawOption("b", "2", 8)], []),
        ([":a: 1", ":a: 2"], [RawOption("a", "1", 7), RawOption("a", "2", 8)], []),
        ([":a: one", "  two", "  three"], [RawOption("a", "one two three", 7)], []),
        ([":a:", "  two"], [RawOption("a", "two", 7)], []),
        ([":a: ':b'"], [RawOption("a", ":b", 7)], []),
        ([":a: 1", "text"], [RawOption("a", "1", 7)], [("text", 8)]),
        (["text", ":a: 1"], [RawOption("a", "1", 8)], [("text", 7)]),
        (["text"], [], [("text", 7)]),
        ([":a: 1", "text", "  more"], [RawOption("a", "1", 7)], [("text", 8), ("  more", 9)]),
        (["  :a: 1", "  :b: 2", "    more"], [RawOption("a", "1", 7), RawOption("b", "2 more", 8)], []),
        (["  :a: 1", "  text"], [RawOption("a", "1", 7)], [("  text", 8)]),
        ([":role:`x` is text"], [], [(":role:`x` is text", 7)]),
        ([":1: x"], [], [(":1: x", 7)]),
        ([], [], []),
    ],
)
def test_options_with_colons_are_parted_from_other_lines(
    lines: list[str], options: list[RawOption], others: list[tuple[str, int]]
) -> None:
    assert _split_options(lines, 7, _COLON_OPTION) == (tuple(options), others)


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (["status: draft"], [RawOption("status", "draft", 7)]),
        (["status : draft"], [RawOption("status", "draft", 7)]),
        (["status:"], [RawOption("status", "", 7)]),
        (['title: "A: b"', "date: '2026-01-01'"], [RawOption("title", "A: b", 7), RawOption("date", "2026-01-01", 8)]),
        (["links: |", "  one", "  two"], [RawOption("links", "one two", 7)]),
        (["links: >-", "  one"], [RawOption("links", "one", 7)]),
        (["- item"], []),
        (
            ["authors:", "- A. One", "- B. Two", "status: draft"],
            [RawOption("authors", "A. One, B. Two", 7), RawOption("status", "draft", 10)],
        ),
        (["verified-by:", "  - unit", "  - e2e"], [RawOption("verified-by", "unit, e2e", 7)]),
        (["use-cases: [U1, U2]"], [RawOption("use-cases", "U1, U2", 7)]),
        (["status: approved # since May"], [RawOption("status", "approved", 7)]),
        (
            ["date: 2026-01-01", "a: 1", "a: 2"],
            [RawOption("date", "2026-01-01", 7), RawOption("a", "1", 8), RawOption("a", "2", 9)],
        ),
        (
            ["links: [Spike](spike.md)", "status: draft"],
            [RawOption("links", "[Spike](spike.md)", 7), RawOption("status", "draft", 8)],
        ),
        (["links: {doc}`tea`"], [RawOption("links", "{doc}`tea`", 7)]),
        (["a: {b: c}"], [RawOption("a", "{b: c}", 7)]),
        (["a: " + "[" * 10_000], [RawOption("a", "[" * 10_000, 7)]),
        (["a: &a [x, x]", "b: [*a, *a]"], [RawOption("a", "&a [x, x]", 7), RawOption("b", "[*a, *a]", 8)]),
    ],
)
def test_options_of_a_yaml_block_are_read(lines: list[str], options: list[RawOption]) -> None:
    assert _yaml_options(lines, 7) == tuple(options)


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([":a: 1", ":b: 2", "text"], 2),
        ([":a: 1", "  more", "", ":b: 2"], 2),
        ([":a: 1", "  ", "text"], 1),
        (["text", ":a: 1"], 0),
        (["  indented"], 0),
        (["  :a: 1", "  :b: 2", "    more", "  text"], 3),
        (["  :a: 1", "  text"], 1),
        ([":a: 1"], 1),
        ([], 0),
    ],
)
def test_options_end_at_the_first_line_that_is_none(lines: list[str], count: int) -> None:
    assert _option_lines(lines) == count
