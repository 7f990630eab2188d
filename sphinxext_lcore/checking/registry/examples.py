"""The blocks that the examples of the rules are made of."""

from __future__ import annotations


def design(key: str, *options: str) -> str:
    """The metadata block of a feature."""
    return "\n".join((f":::{{feature-design}} {key}", *options, ":::"))


def requirement(name: str, statement: str, criterion: str, *options: str) -> str:
    """A requirement, by its id and title, with one criterion."""
    head = "\n".join((f"::::{{requirement}} {name}", *options))
    return f"{head}\n\n{statement}\n\n:::{{acceptance-criteria}}\n- {criterion}\n:::\n::::"


def changelog(*rows: str) -> str:
    """A changelog with its rows."""
    return "\n".join((":::{design-changelog}", *(f"- {row}" for row in rows), ":::"))


def page(*blocks: str) -> str:
    """A document of blocks."""
    return "\n\n".join(blocks)
