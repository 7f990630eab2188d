"""Markup that is broken over two lines of the source: what stands behind it is told with its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .plain import build, design, document, source_lines, to_rst

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "md": {
        "code": "`code over\ntwo lines`",
        "code-with-backticks": "`` a `code` over\ntwo lines ``",
        "target": "[a link](\nhttps://example.org/)",
        "title": '[a link](https://example.org/\n"a title\nof two lines")',
        "label": "[a link][the\nlabel]",
        "image": "![a\nkettle](\nhttps://example.org/kettle.png)",
        "role": "{command}`code over\ntwo lines`",
        "html": '<b\nclass="x">bold</b>',
        "link-text": "[a\nlink](https://example.org/)",
        "code-twice": "`one two` and `one\ntwo` and `one two` and `one\ntwo`",
        "quotes": "it's \"so\", isn't `it\nso`, and that's it: it's",
        "hard-break": "`code over\ntwo lines`\\\n",
    },
    "rst": {
        "code": "``code over\ntwo lines``",
        "target": "`a link\n<https://example.org/>`_",
        "label": "`a\nlink`__",
        "role": ":command:`code over\ntwo lines`",
        "title-and-target": ":ref:`a title\n<search>`",
        "substitution": "|a\nkettle|",
        "code-twice": "``one two`` and ``one\ntwo`` and `one\n<https://example.org/1>`_ and `a\n<https://example.org/2>`_",
        "quotes": "it's \"so\" -- isn't `it\n<https://example.org/3>`_, and that's it\\: it's",
    },
}
CASES = [(language, name) for language, forms in BROKEN.items() for name in forms]
BEHIND = {
    "md": "## Notes\n\nWords {} R96 go on\nand on: TODO, R97 and *R98*\nand {{req}}`R99`.\n\n[the label]: https://example.org/\n",
    "rst": "Notes\n-----\n\nWords {} R96 go on\nand on: TODO, R97 and *R98*\nand :req:`R99`.\n\n__ https://example.org/\n\n"
    ".. |a kettle| replace:: that kettle\n",
}


@pytest.mark.parametrize(("language", "name"), CASES)
def test_what_stands_behind_broken_markup_has_its_line(tmp_path: Path, language: str, name: str) -> None:
    head = design("## Requirements\n\n- **R1:** Hot.\n")
    text = (head if language == "md" else to_rst(head)) + "\n" + BEHIND[language].format(BROKEN[language][name])
    built = build(tmp_path / "site", {f"tea.{language}": text})
    lines = source_lines(built, f"tea.{language}")
    mentions = {each.target: each.line for each in document(built, "tea").mentions}
    (placeholder,) = [each.line for each in built.findings if each.rule == "placeholder"]
    assert mentions.keys() == {"R96", "R97", "R98", "R99"}
    for words, line in {**mentions, "TODO": placeholder}.items():
        assert words in lines[line - 1]


@pytest.mark.parametrize("language", ["md", "rst"])
def test_an_item_in_the_middle_of_a_paragraph_has_its_line(tmp_path: Path, language: str) -> None:
    items = {
        "md": "**R1:** Hot `as\nit` is [a](\nhttps://example.org/) drink\nand\n**R2:** Sweet\\\n**R3:** Cold\n",
        "rst": "**R1:** Hot ``as\nit`` is `a\n<https://example.org/>`_ drink\nand\n**R2:** Sweet\n**R3:** Cold\n",
    }
    head = design("## Requirements")
    text = (head if language == "md" else to_rst(head)) + "\n" + items[language]
    built = build(tmp_path / "site", {f"tea.{language}": text})
    lines = source_lines(built, f"tea.{language}")
    for item in document(built, "tea").requirements:
        assert lines[item.line - 1].startswith(f"**{item.local_id}:**")
