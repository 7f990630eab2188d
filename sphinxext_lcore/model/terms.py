"""Texts that readers of a page see: marked where they are made, translated where they are written."""

from __future__ import annotations


def term(text: str) -> str:
    """Mark a text for translators; it comes back as it is.

    The facts know no language. The writers look each text up in the message catalog ``sphinxext_lcore``.
    """
    return text
