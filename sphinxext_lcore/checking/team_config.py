"""``feature-design.config``, in which a team says yes, no or if_applicable to the sections of the template.

The file is freeform and speaks of much else: branches, spikes, pull requests. What it says about the sections of the
design document and about its content is policy; all other keys are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.policy import Policy, PolicyLevel, Section, Use
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import nearest, shorten
from sphinxext_lcore.model.template import TEMPLATE_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

USES = {"yes": Use.REQUIRED, "if_applicable": Use.IF_APPLICABLE, "no": Use.NOT_USED}
"""What the file calls the uses of a section, the strongest first."""
LEVELS = {Use.REQUIRED: PolicyLevel.WARNING, Use.IF_APPLICABLE: PolicyLevel.INFO, Use.NOT_USED: PolicyLevel.OFF}
"""How grave a rule is to a team that says so of what the rule looks for."""
RULES_OF_KEYS = {
    "requirements_numbered_with_R_prefix": "generated_id",
    "open_questions_traceability_required": "question_without_origin",
    "spike_doc_link_in_metadata": "missing_spike",
    "arch_overview_with_diagram": "missing_diagram",
}
"""The rules that look for what the keys about content say."""
_NAMES = {key: section.name for section in TEMPLATE_SECTIONS for key in section.keys}
_READ = frozenset({*_NAMES, *RULES_OF_KEYS})
_LINE = re.compile(r"\s*(?P<key>\w+)\s*=\s*(?P<value>.*?)\s*(?:(?<!\S)#.*)?")


def parse(text: str, path: str) -> Policy:
    """The policy of such a file.

    Args:
        text: Its text.
        path: What findings call it.
    """
    uses: dict[str, Use] = {}
    levels: dict[str, PolicyLevel] = {}
    findings: list[Finding] = []
    for number, key, value in _pairs(text):
        use = USES.get(value.lower())
        if use is None:
            findings.append(_wrong_value(key, value, path, number))
            continue
        if key in RULES_OF_KEYS:
            levels[RULES_OF_KEYS[key]] = LEVELS[use]
        if key in _NAMES:  # two keys may speak of one section; the stronger one counts
            uses[_NAMES[key]] = min(use, uses.get(_NAMES[key], use), key=list(USES.values()).index)
    sections = tuple(Section(name=name, use=use) for name, use in uses.items())
    return Policy(path=path, levels=levels, sections=sections, findings=tuple(findings))


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """The line, key and value of whatever speaks of the design document."""
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is not None and match["key"] in _READ:
            yield number, match["key"], match["value"]


def _wrong_value(key: str, value: str, path: str, line: int) -> Finding:
    best = nearest(value, USES)
    meant = f"did you mean {best}?" if best else f"write {', '.join(USES)}"
    message = f"invalid value '{shorten(value)}' of {key}; {meant}"
    return Finding(rule="invalid_policy", message=message, path=path, line=line)
