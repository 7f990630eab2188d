"""What a team says about the rules: how grave each is, since when it holds, what is waived, what is wanted."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - as in the records
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints, model_validator

from sphinxext_lcore.checking.wording import Wording
from sphinxext_lcore.model.records import Finding, Level, Record
from sphinxext_lcore.model.template import names_of, plain_name, template_section

if TYPE_CHECKING:
    from sphinxext_lcore.checking.rule import Rule

_WITH_SECTIONS = {"empty_section": Level.WARNING}
"""What is graver where a team says which sections its designs have."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class PolicyLevel(StrEnum):
    """How grave a rule is to a team."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Use(StrEnum):
    """Whether designs have a section."""

    REQUIRED = "required"
    IF_APPLICABLE = "if-applicable"
    NOT_USED = "not-used"


class Waiver(Record):
    """Findings that a team knows of and accepts for a time."""

    rule: str = Field(title="Rule", description="The rule whose findings are waived.")
    item: str = Field(default="", title="Item", description="The full id of the item or the feature; * is anything.")
    path: str = Field(default="", title="Path", description="The source file of the finding; * is anything.")
    reason: Words = Field(title="Reason", description="Why it is acceptable.")
    expires: Date | None = Field(default=None, title="Expires", description="The last day on which the waiver holds.")
    line: int = Field(default=1, ge=1, title="Line", description="Where it stands; the reader of the file sets it.")

    @model_validator(mode="after")
    def _says_what_it_is_about(self) -> Waiver:
        if not (self.item or self.path):
            message = 'the waiver says for nothing; add item = "feature.R1" or path = "folder/*"'
            raise ValueError(message)  # pydantic makes a finding of a ValueError alone
        return self

    @property
    def subject(self) -> str:
        """What it is about, for a message."""
        return " in ".join(filter(None, (self.item, self.path)))

    def expired(self, today: Date | None) -> bool:
        """Whether its last day is over."""
        return today is not None and self.expires is not None and today > self.expires

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that it is about."""
        return (
            finding.rule == self.rule
            and (not self.item or fnmatchcase(finding.item, self.item))
            and (not self.path or fnmatchcase(finding.path, self.path))
        )


class Section(Record):
    """A section, of the template or of a team's own."""

    name: Words = Field(title="Name", description="The name of the section, such as Acceptance test surface.")
    use: Use = Field(default=Use.REQUIRED, title="Use", description="Whether designs have it.")
    aliases: tuple[Words, ...] = Field(default=(), title="Aliases", description="Other titles that mean the same.")

    @property
    def identity(self) -> str:
        """The name by which two sections are the same."""
        known = template_section(self.name)
        return known.name if known is not None else plain_name(self.name)

    @property
    def titles(self) -> frozenset[str]:
        """All the names that a heading of this section may have."""
        known = template_section(self.name)
        variants = () if known is None else (known.name.lower(), *known.variants)
        return frozenset({plain_name(self.name), *map(plain_name, self.aliases), *variants})

    @property
    def parent(self) -> str:
        """The section of the template in which it stands, where that matters."""
        known = template_section(self.name)
        return known.parent if known is not None else ""

    def is_called(self, title: str) -> bool:
        """Whether a heading is that of this section."""
        return bool(names_of(title) & self.titles)


class Policy(Record):
    """What a team says about the rules. Without a policy every rule has the level of the registry."""

    path: str = Field(default="", title="Path", description="The file, relative to the source folder; empty for none.")
    levels: dict[str, PolicyLevel] = Field(default={}, title="Levels", description="The level of a rule.")
    since: dict[str, Date] = Field(
        default={}, title="Since", description="Designs of an earlier date are exempt from the rule."
    )
    waivers: tuple[Waiver, ...] = Field(default=(), title="Waivers", description="What is accepted for a time.")
    sections: tuple[Section, ...] = Field(default=(), title="Sections", description="The sections that designs have.")
    wording: Wording = Field(default=Wording.model_construct(), title="Wording", description="Which words are vague.")
    team_config: str = Field(
        default="", title="Team config", description="The file of yes, no and if_applicable on which this one builds."
    )
    findings: tuple[Finding, ...] = Field(default=(), title="Findings", description="What could not be read.")

    @model_validator(mode="after")
    def _each_section_once(self) -> Policy:
        seen: set[str] = set()
        for section in self.sections:
            if section.identity in seen:
                message = f"section '{section.name}' is there twice; keep one of the two"
                raise ValueError(message)
            seen.add(section.identity)
        return self

    def level(self, rule: Rule) -> Level | None:
        """The level of a rule; None where the team has turned it off, or has not asked for it."""
        chosen = self.levels.get(rule.code)
        if chosen is not None:
            return None if chosen is PolicyLevel.OFF else Level(chosen.value)
        if rule.on_request:
            return None
        return _WITH_SECTIONS.get(rule.code, rule.level) if self.sections else rule.level

    def over(self, base: Policy) -> Policy:
        """This policy, and that of another file where this one says nothing."""
        said = {section.identity for section in self.sections}
        rest = tuple(section for section in base.sections if section.identity not in said)
        return self.model_copy(
            update={
                "levels": {**base.levels, **self.levels},
                "sections": (*rest, *self.sections),
                "findings": (*base.findings, *self.findings),
            }
        )

    def section(self, name: str) -> Section | None:
        """What the team says about a section of the template."""
        return next((each for each in self.sections if each.identity == name), None)


NO_POLICY = Policy.model_construct()
"""Where a team says nothing. Nothing is validated for it, which would take as long as reading a document."""
