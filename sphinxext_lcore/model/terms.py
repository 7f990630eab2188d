"""Texts that readers of a page see: marked where they are made, translated where they are written."""

from __future__ import annotations

from functools import cache


class Term(str):
    """A text of ours. The words of authors are none, so that no translation of ours changes them."""

    __slots__ = ()


@cache  # so that a doctree keeps each once
def term(text: str) -> Term:
    """Mark a text for translators.

    The facts know no language. The writers look each term up in the message catalog ``sphinxext_lcore``.
    """
    return Term(text)
