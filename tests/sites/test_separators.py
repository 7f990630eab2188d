"""Characters that end a line for Python and not for the parser of a document move no line of what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import __version_info__

from .plain import build, design, document, to_rst

if TYPE_CHECKING:
    from pathlib import Path

IN_MYST = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
IN_RST = ("\x0b", "\x0c")
"""At the others docutils ends a line, as Python does."""
CASES = [*(("md", each) for each in IN_MYST), *(("rst", each) for each in IN_RST)]

BODY = """\
Words SEPARATOR with it, and again:SEPARATOR.

## Requirements

### R1: Hot

It is.

## Configuration

CODE
## Changelog

"""
CODE = {
    "md": "```yaml\na: [1\n```\n\n:::{requirement} R2\nIt is.\n\n:::{acceptance-criteria}\n- It\n:::\n:::\n",
    "rst": ".. code-block:: yaml\n\n   a: [1\n",
}
RULES = {"md": {"malformed_yaml", "stray_fence"}, "rst": {"malformed_yaml", "empty_changelog"}}


@pytest.mark.skipif(__version_info__ < (0, 21), reason="this docutils ends lines as Python does")
@pytest.mark.parametrize(("language", "separator"), CASES, ids=ascii)
def test_a_separator_moves_no_line(tmp_path: Path, language: str, separator: str) -> None:
    files = {}
    for name, between in (("tea", separator), ("cup", " ")):
        text = design(BODY, title=f"Feature design for {name}")
        text = (text if language == "md" else to_rst(text)).replace("CODE\n", CODE[language])
        files[f"{name}.{language}"] = text.replace("SEPARATOR", between)
    built = build(tmp_path / "site", files)
    found, expected = ({(each.rule, each.line) for each in built.findings if each.path == path} for path in files)
    assert RULES[language] <= {rule for rule, _ in expected}
    assert found == expected
    outlines, wanted = ([each.line for each in document(built, name).outline] for name in ("tea", "cup"))
    assert outlines == wanted
