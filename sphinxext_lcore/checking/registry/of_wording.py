"""Rules about wording, which are off unless the policy names a level for them."""

from __future__ import annotations

from sphinxext_lcore.checking.rule import Example, File, Rule
from sphinxext_lcore.checking.rules import wording
from sphinxext_lcore.model.records import Level


def _tea(statement: str) -> str:
    return (
        f":::{{feature-design}} tea\n:::\n\n::::{{requirement}} R1 Tea\n{statement}\n\n"
        ":::{acceptance-criteria}\n- The kettle sings\n:::\n::::"
    )


def _on(code: str) -> tuple[File, ...]:
    return (File("lcore.toml", f'[levels]\n{code} = "info"\n'),)


RULES = (
    Rule(
        "vague_term",
        Level.INFO,
        "Nobody can say whether a promise without a measure is kept.",
        Example(
            _tea("The kettle must boil quickly."),
            _tea("The kettle must boil within three minutes."),
            beside=_on("vague_term"),
        ),
        check_by_policy=wording.vague_term,
        on_request=True,
    ),
    Rule(
        "and_or",
        Level.INFO,
        "One reader takes and/or for both, another one for either.",
        Example(
            _tea("The guest must be offered milk and/or sugar."),
            _tea("The guest must be offered milk, sugar, or both."),
            beside=_on("and_or"),
        ),
        wording.and_or,
        on_request=True,
    ),
    Rule(
        "not_ears",
        Level.INFO,
        "A statement in a known pattern says who must do what, and when.",
        Example(
            _tea("Boiling is done by the kettle."),
            _tea("When the lid is closed, the kettle must boil the water."),
            beside=_on("not_ears"),
        ),
        wording.not_ears,
        on_request=True,
    ),
)
