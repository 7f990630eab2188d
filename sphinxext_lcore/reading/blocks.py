"""The raw lines of a directive, taken apart alike in MyST and RST: argument, options with their lines, body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.parsers.rst import Directive

_COLON_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*))?\s*")
_YAML_OPTION = re.compile(r"(?P<name>[A-Za-z][\w-]*)\s*:(?:\s+(?P<value>.*))?\s*")
_YAML_FENCE = "---"
_FARTHEST_RIGHT = 1_000_000
"""Nothing is indented deeper than before the first option."""


class RawOption(NamedTuple):
    """An option as it is written."""

    name: str
    value: str
    line: int


class Block(NamedTuple):
    """A directive, taken apart."""

    argument: str
    options: tuple[RawOption, ...]
    content: StringList
    content_offset: int


def read_block(directive: Directive) -> Block:
    """Take apart a directive that declares no option and one optional argument.

    docutils drops a directive with an unknown option, MyST drops the option; both leave the lines of a directive
    alone that declares none, so that ours are read alike in both. The argument is the first line; what follows it
    and is neither an option nor parted from it by an empty line belongs to the body.
    """
    state: object = directive.state  # MyST gives a mock of it
    return _read_rst(directive) if isinstance(state, RSTState) else _read_myst(directive)


def _read_rst(directive: Directive) -> Block:
    lines = directive.arguments[0].splitlines() if directive.arguments else []
    _, _, rest_of_first_line = directive.block_text.partition("\n")[0].partition("::")
    inline = bool(rest_of_first_line.strip())
    argument = lines.pop(0).strip() if inline and lines else ""
    first = directive.lineno + 1
    options, body = _split_options(lines, first, _COLON_OPTION)
    if not body:
        return Block(argument, options, directive.content, directive.content_offset)
    source, line_in_source = directive.state_machine.get_source_and_line(directive.lineno)
    source, shift = source or "", (line_in_source or directive.lineno) - directive.lineno  # behind an include
    content = StringList([line for line, _ in body], items=[(source, number - 1 + shift) for _, number in body])
    if directive.content:
        content.append("", source, directive.content_offset - 1 + shift)
        content.extend(directive.content)
    return Block(argument, options, content, body[0][1] - 1)


def _read_myst(directive: Directive) -> Block:
    argument = directive.arguments[0].strip() if directive.arguments else ""
    content, offset = directive.content, directive.content_offset
    if offset != 0 or not content:  # an empty line ends the options before they begin
        return Block(argument, (), content, offset)
    first = directive.lineno + 1
    lines = list(content)
    if lines[0].startswith(_YAML_FENCE):
        end = next((n for n, line in enumerate(lines[1:], start=1) if line.startswith(_YAML_FENCE)), len(lines))
        options = _yaml_options(lines[1:end], first + 1)
        taken = min(end + 1, len(lines))
    else:
        taken = _option_lines(lines)
        options, _ = _split_options(lines[:taken], first, _COLON_OPTION)
    while taken < len(lines) and not lines[taken].strip():
        taken += 1
    return Block(argument, options, content[taken:], offset + taken)


def _option_lines(lines: Sequence[str]) -> int:
    """How many of the lines are options, or go on with one."""
    taken, indentation = 0, _FARTHEST_RIGHT
    for line in lines:
        goes_on = line.strip() and _indentation(line) > indentation
        if not goes_on and _COLON_OPTION.fullmatch(line.strip()) is None:
            break
        taken += 1
        if not goes_on:
            indentation = _indentation(line)
    return taken


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _yaml_options(lines: Sequence[str], first: int) -> tuple[RawOption, ...]:
    """The options of a YAML block: those of a mapping of texts and of lists of texts; else by their lines."""
    import yaml  # noqa: PLC0415 - most documents have no such block

    try:
        block = yaml.compose("\n".join(lines), yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        block = None
    pairs = block.value if isinstance(block, yaml.MappingNode) else []
    options = []
    for name, node in pairs:
        values = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(each, yaml.ScalarNode) for each in (name, *values)):
            return _split_options(lines, first, _YAML_OPTION)[0]
        value = ", ".join(" ".join(each.value.split()) for each in values)
        options.append(RawOption(name.value, value, first + name.start_mark.line))
    return tuple(options) or _split_options(lines, first, _YAML_OPTION)[0]


def _split_options(
    lines: Sequence[str], first: int, pattern: re.Pattern[str]
) -> tuple[tuple[RawOption, ...], list[tuple[str, int]]]:
    """The options among the lines, and the other lines with their numbers.

    A line that is indented deeper than its option goes on with it.
    """
    options: list[RawOption] = []
    others: list[tuple[str, int]] = []
    indentation = _FARTHEST_RIGHT
    for number, line in enumerate(lines, start=first):
        goes_on = _indentation(line) > indentation
        match = None if goes_on else pattern.fullmatch(line.strip())
        if match is not None:
            options.append(RawOption(match["name"], _unquoted(match["value"] or ""), number))
            indentation = _indentation(line)
        elif goes_on and not others:
            last = options[-1]
            options[-1] = last._replace(value=f"{last.value} {line.strip()}".strip())
        else:
            others.append((line, number))
    return tuple(options), others


def _unquoted(value: str) -> str:
    text = value.strip()
    if text in {"|", ">", "|-", ">-"}:  # the mark of a YAML block, whose lines follow
        return ""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
