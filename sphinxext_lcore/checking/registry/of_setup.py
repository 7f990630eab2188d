"""What is found in the files that set a build up: ``conf.py`` and the policy."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.model.records import Level

_POLICY = "lcore.toml"
_WAIVER = '[[waivers]]\nrule = "missing_metadata"\nitem = "tea"\nreason = "Written next week"\n'

RULES = (
    Rule(
        "invalid_config",
        Level.WARNING,
        "An option of conf.py that is unknown or wrong has no effect.",
        Example(
            'lcore_tickets = "https://example.org"', 'lcore_ticket_url = "https://example.org/{key}"', file="conf.py"
        ),
    ),
    Rule(
        "invalid_policy",
        Level.WARNING,
        "What the policy says in a way that is not understood has no effect.",
        Example('[levels]\nnumbering_gaps = "off"', '[levels]\nnumbering_gap = "off"', file=_POLICY),
    ),
    Rule(
        "expired_waiver",
        Level.WARNING,
        "A waiver was given for a time, and the time is over.",
        Example(_WAIVER + "expires = 2020-01-31", _WAIVER + "expires = 2999-12-31", file=_POLICY),
    ),
    Rule(
        "unused_waiver",
        Level.INFO,
        "A waiver of nothing would hide the next mistake.",
        Example(_WAIVER.replace('"tea"', '"tea.R9"'), _WAIVER, file=_POLICY),
    ),
)
