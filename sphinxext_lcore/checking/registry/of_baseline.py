"""Rules that hold designs against a baseline; without one they cannot be judged and stay silent."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, Rule
from sphinxext_lcore.checking.rules import drift
from sphinxext_lcore.model.records import Level


def _tea(*blocks: str) -> str:
    return "\n\n".join((":::{feature-design} tea\n:::", *blocks))


def _hot(statement: str, *criteria: str, options: str = "") -> str:
    listed = "\n".join(f"- {each}" for each in criteria or ("The kettle sings",))
    return f"::::{{requirement}} R1 Hot\n{options}\n{statement}\n\n:::{{acceptance-criteria}}\n{listed}\n:::\n::::"


def _poured(name: str = "R2", options: str = "") -> str:
    return _hot("The water is poured over the leaves.", "The leaves are wet", options=options).replace(
        "R1 Hot", f"{name} Poured"
    )


def _paid(name: str) -> str:
    return _hot("A guest pays by card.", "The card is charged").replace("R1 Hot", f"{name} Paid")


def _changes(*rows: str) -> str:
    return "\n".join((":::{design-changelog}", "- 2026-03-01: Initial version", *(f"- {row}" for row in rows), ":::"))


_AGREED = _tea(_hot("The water must boil."), _changes())
_BOTH = _tea(_hot("The water must boil."), _poured(), _changes())

RULES = (
    Rule(
        "changelog_drift",
        Level.WARNING,
        "Readers of a changelog believe that it says what changed.",
        Example(
            _tea(_hot("The water must be hot."), _changes()),
            _tea(_hot("The water must be hot."), _changes("2026-04-01: R1 asks for less heat")),
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
            _tea(_hot("The water must boil."), _poured(options=":status: rejected\n"), _changes()),
            before=_BOTH,
        ),
        drift.removed_id,
    ),
    Rule(
        "reused_id",
        Level.WARNING,
        "What cites an id that was given away means the wrong requirement.",
        Example(
            _tea(
                _paid("R1"), _hot("The water must boil.").replace("R1", "R2"), _changes("2026-04-01: Money comes first")
            ),
            _tea(_hot("The water must boil."), _paid("R2"), _changes("2026-04-01: A guest pays")),
            before=_AGREED,
        ),
        drift.reused_id,
    ),
    Rule(
        "weakened_criterion",
        Level.WARNING,
        "A requirement that asks for less is met without anybody doing more.",
        Example(
            _tea(_hot("The water should boil."), _changes("2026-04-01: All is calmer")),
            _tea(_hot("The water should boil."), _changes("2026-04-01: R1 is a wish, as green tea wants less")),
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
                _poured(options=":depends-on: R1\n"),
                _changes("2026-04-01: R1 is cooler"),
            ),
            _tea(
                _hot("The water must be hot."),
                _poured(options=":depends-on: R1\n"),
                _changes("2026-04-01: R1 is cooler; R2 stays as it is"),
            ),
            before=_tea(_hot("The water must boil."), _poured(options=":depends-on: R1\n"), _changes()),
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
