"""What is found in the files that set a build up: ``conf.py`` and the policy."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.model.records import Level

RULES = (
    Rule(
        "invalid_config",
        Level.WARNING,
        "An option of conf.py that is unknown or wrong has no effect.",
        Example('lcore_tickets = "https://example.org"', ""),
    ),
    Rule(
        "invalid_policy",
        Level.WARNING,
        "What the policy says in a way that is not understood has no effect.",
        Example('[levels]\nnumbering_gaps = "off"', ""),
    ),
    Rule(
        "expired_waiver",
        Level.WARNING,
        "A waiver was given for a time, and the time is over.",
        Example(
            '[[waivers]]\nrule = "placeholder"\nitem = "tea.R1"\nreason = "Under review"\nexpires = 2026-01-31', ""
        ),
    ),
    Rule(
        "unused_waiver",
        Level.INFO,
        "A waiver of nothing would hide the next mistake.",
        Example('[[waivers]]\nrule = "placeholder"\nitem = "tea.R9"\nreason = "Under review"', ""),
    ),
)
