"""Links to a heading that becomes a directive: they lead to the item afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.conversion.convert import convert
from tests.sites.conftest import CONF, Site

if TYPE_CHECKING:
    from pathlib import Path

MYST = """\
# Feature design for tea

Begin with {link}.

[label]: #r1-boil-it

## Requirements

### R1: Boil it

It is hot.

### R2: Steep

#### Details

Not long.

## Use Cases

### U1: Drink `tea`

As a guest, I want tea.
"""
RST = """\
Feature design for tea
======================

Begin with {link}.

Requirements
------------

R1: Boil it
~~~~~~~~~~~

It is hot.

R2
~~

It steeps.

Use Cases
---------

U1: Drink
~~~~~~~~~

As a guest, I want tea.
"""
LINKS = [
    ("md", "[it](#r1-boil-it)", "[it](#R1)", "tea-r1"),
    ("md", "[it](<#r1-boil-it>)", "[it](<#R1>)", "tea-r1"),
    ("md", '[it](\n#r1-boil-it "Title")', '[it](\n#R1 "Title")', "tea-r1"),
    ("md", "[it](tea.md#r1-boil-it)", "[it](#R1)", "tea-r1"),
    ("md", "[it](./tea.md#r1-boil-it)", "[it](#R1)", "tea-r1"),
    ("md", "[it](#u1-drink-tea)", "[it](#U1)", "tea-u1"),
    ("md", "`some\ncode` [it](#r1-boil-it) `` ` ``", "`some\ncode` [it](#R1) `` ` ``", "tea-r1"),
    ("md", "[it][label]", "[it][label]", "tea-r1"),
    ("rst", "`R1: Boil it`_", ":req:`R1: Boil it <R1>`", "tea-r1"),
    ("rst", "`r1: boil\nit`_", ":req:`r1: boil\nit <R1>`", "tea-r1"),
    ("rst", "R2_", ":req:`R2 <R2>`", "tea-r2"),
    ("rst", "`U1: Drink`_", ":uc:`U1: Drink <U1>`", "tea-u1"),
]


@pytest.mark.parametrize(("language", "before", "after", "anchor"), LINKS)
def test_a_link_leads_to_the_item(tmp_path: Path, language: str, before: str, after: str, anchor: str) -> None:
    source, name = (MYST if language == "md" else RST).replace("{link}", before), f"tea.{language}"
    converted = convert(source, name).text
    assert f"Begin with {after}." in converted
    site = Site(tmp_path, CONF + 'root_doc = "tea"\nlcore_designs = ["tea"]\nmyst_heading_anchors = 3\n')
    for text in (source, converted):
        site.write({name: text})
        built = site.build(fresh=True)
        assert not [each for each in built.warnings.splitlines() if "[lcore." not in each]
    assert re.search(rf'<p>Begin with [^.]*<a class="[^"]*" href="#{anchor}"', built.read("tea.html"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("md", "[it](#r2-steep), whose heading stays"),
        ("md", "[it](#r1-boil-it-twice), another heading"),
        ("md", "[it](cup.md#r1-boil-it), of another document"),
        ("md", "so:\n\n```markdown\n[it](#r1-boil-it)\n```\n\nAnd on"),
        ("md", "`code [it](#r1-boil-it)\nof two` lines"),
        ("rst", "`R1: Boil it`__, an anonymous link"),
        ("rst", "``R1: Boil it``"),
    ],
)
def test_what_is_no_such_link_stays(language: str, text: str) -> None:
    source = (MYST if language == "md" else RST).replace("{link}", text)
    assert f"Begin with {text}." in convert(source, f"tea.{language}").text


@pytest.mark.parametrize(("language", "link"), [("md", "[it](#r1-boil-it)"), ("rst", "`R1: Boil it`_")])
def test_a_second_conversion_changes_no_link(language: str, link: str) -> None:
    source, name = (MYST if language == "md" else RST).replace("{link}", link), f"tea.{language}"
    once = convert(source, name).text
    assert convert(once, name).text == once
