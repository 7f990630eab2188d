"""The rules: the tables in which each is registered, with its level, its reason and an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.checking.registry import of_baseline, of_catalog, of_evidence, of_reading, of_setup, of_wording

if TYPE_CHECKING:
    from sphinxext_lcore.checking.rule import Rule

TABLES = (of_catalog, of_baseline, of_evidence, of_reading, of_wording, of_setup)
"""The modules with a table of rules each, in the order of the reference."""
RULES: dict[str, Rule] = {rule.code: rule for table in TABLES for rule in table.RULES}
"""Every rule, by its code."""
