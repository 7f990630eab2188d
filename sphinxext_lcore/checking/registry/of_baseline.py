"""Rules that hold designs against a baseline; without one they cannot be judged and stay silent."""

from __future__ import annotations

from sphinxext_lcore.checking.registry.examples import changelog, design, page, requirement
from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.checking.rules import drift
from sphinxext_lcore.model.records import Level

_DEPENDS = ":depends-on: R1"


def _hot(statement: str, name: str = "R1") -> str:
    return requirement(f"{name} Hot", statement, "The kettle sings")


def _poured(*options: str) -> str:
    return requirement("R2 Poured", "The water is poured over the leaves.", "The leaves are wet", *options)


def _paid(name: str) -> str:
    return requirement(f"{name} Paid", "A guest pays by card.", "The card is charged")


def _tea(*requirements: str, change: str = "") -> str:
    """A design with its changelog, which has a second row where something changed."""
    rows = ("2026-03-01: Initial version", *filter(None, (change,)))
    return page(design("tea"), *requirements, changelog(*rows))


_AGREED = _tea(_hot("The water must boil."))
_BOTH = _tea(_hot("The water must boil."), _poured())

RULES = (
    Rule(
        "changelog_drift",
        Level.WARNING,
        "Readers of a changelog believe that it says what changed.",
        Example(
            _tea(_hot("The water must be hot.")),
            _tea(_hot("The water must be hot."), change="2026-04-01: R1 asks for less heat"),
            before=_AGREED,
        ),
        drift.changelog_drift,
    ),
    Rule(
        "removed_id",
        Level.WARNING,
        "Code, tests and tickets cite an id long after its requirement is gone.",
        Example(
            _AGREED,
            _tea(_hot("The water must boil."), _poured(":status: rejected")),
            before=_BOTH,
        ),
        drift.removed_id,
    ),
    Rule(
        "reused_id",
        Level.WARNING,
        "What cites an id that was given away means the wrong requirement.",
        Example(
            _tea(_paid("R1"), _hot("The water must boil.", "R2"), change="2026-04-01: Money comes first"),
            _tea(_hot("The water must boil."), _paid("R2"), change="2026-04-01: A guest pays"),
            before=_AGREED,
        ),
        drift.reused_id,
    ),
    Rule(
        "weakened_criterion",
        Level.WARNING,
        "A requirement that asks for less is met without anybody doing more.",
        Example(
            _tea(_hot("The water should boil."), change="2026-04-01: All is calmer"),
            _tea(_hot("The water should boil."), change="2026-04-01: R1 is a wish, as green tea wants less"),
            before=_AGREED,
        ),
        drift.weakened_criterion,
    ),
    Rule(
        "suspect_link",
        Level.INFO,
        "What relies on a requirement may be wrong when that requirement changes.",
        Example(
            _tea(
                _hot("The water must be hot."),
                _poured(_DEPENDS),
                change="2026-04-01: R1 is cooler",
            ),
            _tea(
                _hot("The water must be hot."),
                _poured(_DEPENDS),
                change="2026-04-01: R1 is cooler; R2 stays as it is",
            ),
            before=_tea(_hot("The water must boil."), _poured(_DEPENDS)),
        ),
        drift.suspect_link,
    ),
    Rule(
        "new_requirement",
        Level.INFO,
        "What was added since the designs were agreed has to be agreed, too.",
        Example(_BOTH, _AGREED, before=_AGREED),
        drift.new_requirement,
    ),
)
