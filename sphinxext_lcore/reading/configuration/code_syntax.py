"""Whether a block of code parses. What is plainly an excerpt is not judged."""

from __future__ import annotations

import ast
import re
import warnings
from textwrap import dedent, indent
from typing import TYPE_CHECKING

from sphinxext_lcore.reading.configuration.yaml_text import syntax_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXCERPT = re.compile(r"\.\.\.|…|\{\{|\{%|\$\{|<[A-Za-z][\w .:/-]*>|^[^\S\n]*\[?(?:snip|omitted)\b", re.MULTILINE)
"""Something is left out, or is to be filled in."""
_CONSOLE = re.compile(r"^[^\S\n]*(?:>>>|\$ |%|!|In \[\d*\]:|[\w.]+\?{1,2}$)", re.MULTILINE)
"""The prompts of Python and of a shell, and the commands of IPython."""
_NEWER_PYTHON = re.compile(r"^[^\S\n]*(?:type \w|(?:async )?(?:def|class) \w+\[)", re.MULTILINE)
"""What a later Python than ours may read."""
_NEWER_MESSAGES = ("f-string", "multiple exception types")


def yaml_error(text: str) -> tuple[int, str] | None:
    """What keeps a text from being YAML, and its line, counted from 1; None where nothing does.

    Args:
        text: The text, which may hold several documents.
    """
    fault = None if _is_excerpt(text) else syntax_fault(dedent(text))
    return (fault.line + 1, fault.message) if fault is not None else None


def python_error(text: str) -> tuple[int, str] | None:
    """What keeps a text from being Python, and its line, counted from 1; None where nothing does.

    Args:
        text: The text, which may be a piece of a function, of a class or of a call.
    """
    code = dedent(text)
    error = _syntax_error(code)
    if error is None or _is_excerpt(text) or _CONSOLE.search(text) or _NEWER_PYTHON.search(text):
        return None
    message = error.msg
    if any(each in message for each in _NEWER_MESSAGES) or any(_syntax_error(each) is None for each in _wrapped(code)):
        return None
    lines = text.rstrip().count("\n") + 1
    return min(error.lineno or 1, lines), " ".join(message.split())


def _syntax_error(code: str) -> SyntaxError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape is no matter of ours
            ast.parse(code)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):  # null bytes, and nesting beyond all measure
        return None
    return None


def _wrapped(code: str) -> Iterator[str]:
    """The code with what may stand around it: a piece of a function, of a call, or a head without a body."""
    last = code.rstrip().rpartition("\n")[2]
    depth = last[: len(last) - len(last.lstrip())]
    headed = f"{code.rstrip()}\n{depth}    pass\n"
    for body in (code, headed):
        yield f"if x:\n    pass\n{body}"  # before else
        yield f"try:\n    pass\n{body}"  # before except
        yield f"match x:\n{indent(body, '    ')}"
    yield headed
    yield f"{code.rstrip()}\ndef f(): pass\n"  # a decorator
    yield f"f(\n{code}\n)"
    yield f"{{\n{code}\n}}"
    yield f"def f(\n{code}\n): pass"


def _is_excerpt(text: str) -> bool:
    """Whether something is left out, or the first line stands deeper than a later one."""
    lines = [line for line in dedent(text).splitlines() if line.strip()]
    return _EXCERPT.search(text) is not None or bool(lines and lines[0][0].isspace())
