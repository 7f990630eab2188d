"""Rules about the words of statements and criteria. They are on request: a team has to want them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.checking.wording import fault_of
from sphinxext_lcore.model.ears import ears
from sphinxext_lcore.tracing.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Criterion, Finding, Requirement

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)[\'‘][^\'’]*[\'’](?!\w)|`[^`]*`')
"""What is quoted is somebody else's wording."""
_BEFORE, _AFTER = r"(?<![\w./\\=@$#:-])", r"(?![\w/\\=(@-]|[.:]\w)"
"""A word that these touch is a part of a name or of code: ``fast_path``, ``--fast``, ``fast.py``."""
_AND_OR = re.compile(rf"{_BEFORE}(?:and ?/ ?or|or ?/ ?and){_AFTER}", re.IGNORECASE)


def vague_term(catalog: Catalog, policy: Policy) -> Iterator[Finding]:
    """A word that promises, and nobody can say whether the promise is kept."""
    vague = _any_of(policy.wording.terms)
    for item, text in _wordings(catalog):
        for term in dict.fromkeys(" ".join(match[0].lower().split()) for match in vague.finditer(text)):
            message = f"vague: '{term}' {fault_of(term)}, or leave the term out of [wording]"
            yield about(item, "vague_term", message)


def and_or(catalog: Catalog) -> Iterator[Finding]:
    """An "and/or", which may be read in two ways."""
    for item, text in _wordings(catalog):
        if _AND_OR.search(text):
            yield about(item, "and_or", "'and/or' can be read in two ways; write 'and', 'or', or 'a or b, or both'")


def not_ears(catalog: Catalog) -> Iterator[Finding]:
    """A statement in none of the patterns of EARS."""
    for requirement in filter(catalog.view(Coverage).in_force, catalog.requirements):
        if requirement.statement and ears(requirement.statement) is None:
            message = (
                f"the statement of {requirement.local_id} is in no EARS pattern; write 'The … must …', "
                "after 'When …,', 'While …,' or 'Where …,' if it has a condition, or 'If …, then the … must …'"
            )
            yield about(requirement, "not_ears", message)


def _wordings(catalog: Catalog) -> Iterator[tuple[Requirement | Criterion, str]]:
    """The statements and criteria of requirements in force, without what is quoted or code."""
    coverage = catalog.view(Coverage)
    criteria: dict[str, Criterion] = {}
    for requirement in filter(coverage.in_force, catalog.requirements):
        yield requirement, _prose(catalog, requirement.docname, requirement.statement)
        criteria.update((each.id, each) for each in catalog.criteria_of(requirement))  # one may accept several
    for criterion in criteria.values():
        yield criterion, _prose(catalog, criterion.docname, criterion.text)


def _prose(catalog: Catalog, docname: str, text: str) -> str:
    """A text without code: blocks of several lines, and what the document writes as code anywhere."""
    blocks = " ¶ ".join(block for block in text.split("\n\n") if "\n" not in block)
    document = catalog.document(docname)
    code = document.code if document is not None else ()
    return _any_of(code).sub("¶", _QUOTED.sub("¶", blocks)) if code else _QUOTED.sub("¶", blocks)


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """Whole words, the longest first, in whatever case and over whatever space."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    alternatives = "|".join(r"\s+".join(map(re.escape, term.split())) for term in longest_first)
    return re.compile(f"{_BEFORE}(?:{alternatives or '(?!)'}){_AFTER}", re.IGNORECASE)
