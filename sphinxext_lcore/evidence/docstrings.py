"""Tests in Python: what their docstrings cite, and their marker ``verifies``. The files are parsed, never run."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from sphinxext_lcore.evidence import marks
from sphinxext_lcore.evidence.citations import named, of_docstring
from sphinxext_lcore.evidence.source import UnreadableError
from sphinxext_lcore.model.evidence import EvidenceTest, Mark, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_lcore.evidence.source import Source

_PROMISING = re.compile(rb"""[A-Z][0-9]+[a-z]?(?:\s{0,9}[,;][^()]{1,200})?\)\.?\s*["']|\.verifies\b""")
"""Most files cite nothing, and parsing is what costs."""
_MARKER = "verifies"
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def read(source: Source) -> Iterator[EvidenceTest | Mark]:
    """The tests of a Python file that cite something, and its marks.

    Raises:
        UnreadableError: Something in it looks like a citation, and it is no Python.
    """
    data = source.beginning(marks.MOST_BYTES + 1)
    if len(data) > marks.MOST_BYTES:
        return
    yield from marks.of_data(data, source)
    if _PROMISING.search(data):
        yield from _tests(_tree(data).body, source, (), ())


def _tree(data: bytes) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a backslash in a text, say, which is not ours to report
            return ast.parse(data)
    except SyntaxError as error:
        raise UnreadableError(f"it is no Python: {error.msg}", error.lineno or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadableError("it is no Python that can be parsed") from error


def _tests(
    body: Sequence[ast.stmt], source: Source, classes: tuple[str, ...], inherited: tuple[str, ...]
) -> Iterator[EvidenceTest]:
    module = _of_pytestmark(body)
    for node in body:
        if isinstance(node, ast.ClassDef):
            cites = (*inherited, *module, *_of_decorators(node.decorator_list))
            yield from _tests(node.body, source, (*classes, node.name), cites)
        elif isinstance(node, _Function) and node.name.startswith("test"):
            own = (*_of_decorators(node.decorator_list), *of_docstring(ast.get_docstring(node) or ""))
            cites = (*inherited, *module, *own)
            if cites:
                name = "::".join((source.name, *classes, node.name))
                distinct = tuple(dict.fromkeys(cites))
                yield EvidenceTest(name, Outcome.SEEN, distinct, source.kind, source.name, node.lineno, source.name)


def _of_pytestmark(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    """What ``pytestmark = pytest.mark.verifies(…)`` says for all tests of a module or a class."""
    for node in body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets):
            value = node.value
            return _of_decorators(value.elts if isinstance(value, ast.List | ast.Tuple) else [value])
    return ()


def _of_decorators(decorators: Sequence[ast.expr]) -> tuple[str, ...]:
    return tuple(
        cite
        for call in decorators
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == _MARKER
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        for cite in named(argument.value)
    )
