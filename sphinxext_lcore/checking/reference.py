"""The reference of the rules, made of the registry: ``python -m sphinxext_lcore.checking.reference`` prints it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.registry import TABLES
from sphinxext_lcore.checking.rule import File

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from sphinxext_lcore.checking.rule import Example, Rule

_HEAD = """\
# Rules

A finding names its rule in brackets, as in `[lcore.duplicate_id]`. The policy
sets the level of a rule or turns it off; `suppress_warnings` in `conf.py`
silences it.

Each rule has an example that breaks it and one in which that is mended. The
tests build both. Documents below `plain/` are read as plain designs. The page is
made of the registry of rules, and is not written by hand.
"""
_LANGUAGES = {".md": "markdown", ".py": "python", ".toml": "toml", ".xml": "xml", ".json": "json"}
_FENCE = re.compile(r"^[`:]{3,}", re.MULTILINE)


def reference() -> str:
    """The page, as Markdown."""
    return "\n".join((_HEAD, *(part for table in TABLES for part in _table(table))))


def _table(table: ModuleType) -> Iterator[str]:
    title = (table.__doc__ or "").partition("\n")[0].rstrip(".")
    yield f"## {title.partition(':')[0].partition(';')[0]}\n"
    for rule in table.RULES:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    asked = ", off unless the policy turns it on" if rule.on_request else ""
    yield f"### `{rule.code}`\n\n{rule.reason} Level: {rule.level.value}{asked}.\n"
    for what, files in _examples(rule.example):
        yield f"{what}\n"
        for file in files:
            yield _code(file)


def _examples(example: Example) -> Iterator[tuple[str, tuple[File, ...]]]:
    if example.conf:
        yield "Both with:", (File("conf.py", example.conf),)
    if example.beside:
        yield "Both beside:", example.beside
    if example.before:
        yield "The baseline was written of:", (File(example.file, example.before),)
    yield "Fails:", (File(example.file, example.failing),)
    yield "Passes:", (File(example.file, example.passing),)


def _code(file: File) -> str:
    """A file as a block of code, in a fence that nothing in it ends."""
    longest = max((len(each) for each in _FENCE.findall(file.text)), default=2)
    fence = "`" * (longest + 1)
    language = next((name for suffix, name in _LANGUAGES.items() if file.name.endswith(suffix)), "text")
    return f"{fence}{{code-block}} {language}\n:caption: {file.name}\n\n{file.text.strip()}\n{fence}\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
