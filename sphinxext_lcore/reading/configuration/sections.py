"""The code in the section called Configuration, which readers copy: whether it parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.template import names_of, template_section
from sphinxext_lcore.reading.plain.sections import title_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.reading.places import SourceFiles

_YAML, _PYTHON = "YAML", "Python"
_LANGUAGES = {"yaml": _YAML, "yml": _YAML, "python": _PYTHON, "python3": _PYTHON, "py": _PYTHON, "py3": _PYTHON}
_SECTION = "Configuration"


def malformed_code(document: nodes.document, files: SourceFiles) -> Iterator[Finding]:
    """The blocks of YAML and of Python in the configuration section that do not parse.

    Args:
        document: The document, complete.
        files: Its files.
    """
    for block in _blocks(document, inside=False):
        from sphinxext_lcore.reading.configuration import code_syntax  # noqa: PLC0415 - few documents need its parsers

        name = _LANGUAGES[block["language"].lower()]
        error = (code_syntax.yaml_error if name == _YAML else code_syntax.python_error)(block.astext())
        if error is not None:
            line = _first_line(block, files.lines_of(block)) + error[0] - 1
            message = f"this is no {name}: {error[1]}; mend the line, or write '...' where something is left out"
            yield Finding(rule=f"malformed_{name.lower()}", message=message, path=files.path_of(block), line=line)


def _blocks(node: nodes.Element, *, inside: bool) -> Iterator[nodes.literal_block]:
    """The blocks that are judged; what comes from a file of its own, by literalinclude, is that file's matter."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield from _blocks(child, inside=inside or _is_configuration(child))
        elif isinstance(child, nodes.literal_block):
            if inside and child.get("language", "").lower() in _LANGUAGES and "source" not in child:
                yield child
        elif isinstance(child, nodes.Element):
            yield from _blocks(child, inside=inside)


def _is_configuration(section: nodes.section) -> bool:
    known = map(template_section, names_of(title_text(section)))
    return any(each is not None and each.name == _SECTION for each in known)


def _first_line(block: nodes.literal_block, source: Sequence[str]) -> int:
    """The line of the source on which the code begins: its node knows that of its fence, or of its directive."""
    code = [line.strip() for line in block.astext().rstrip("\n").split("\n")]
    told = block.line or 1
    lines = [line.strip().removeprefix(">").strip() for line in source]
    starts = (at for at in range(len(lines) - len(code) + 1) if lines[at : at + len(code)] == code)
    return 1 + min(starts, key=lambda at: abs(at - told), default=told)
