"""The records: what a feature design states, each with the place where it stands."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - a field is called date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    # A validator is built when a record is first made: a build needs a third of the models, and building them all
    # would take as long as reading several documents.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Level(StrEnum):
    """How grave a finding is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Priority(StrEnum):
    """How much a requirement matters, after MoSCoW."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class Verification(StrEnum):
    """The verification methods of ISO/IEC/IEEE 29148."""

    TEST = "test"
    ANALYSIS = "analysis"
    INSPECTION = "inspection"
    DEMONSTRATION = "demonstration"


class CriterionSource(StrEnum):
    """How a criterion came to its requirement; the numbering goes in this order."""

    NESTED = "nested"
    SEPARATE = "separate"
    ROW = "row"


REQUIREMENT_STATUSES = ("draft", "proposed", "approved", "implemented", "deferred", "rejected", "superseded")
_TITLE_OF_TEMPLATE = re.compile(r"feature design(?:\s+(?:for|of)(?:\s+(?:an?|the))?\b|\s*[:–—-])\s*", re.IGNORECASE)
"""How the title of a design begins in the template."""
NOT_IN_FORCE = frozenset({"rejected", "superseded", "deferred"})


class Item(Record):
    """Something that a design states, and where."""

    id: str = Field(title="Id", description="The full id, such as compaction.R4a.")
    feature: str = Field(default="", title="Feature", description="The key of the feature.")
    docname: str = Field(default="", title="Document", description="Sphinx's name of the document.")
    path: str = Field(title="Path", description="The source file, relative to the source folder, with / between parts.")
    line: int = Field(ge=1, title="Line", description="The line of the source file, counted from 1.")

    @property
    def local_id(self) -> str:
        """The id inside the feature: ``R4a`` of ``compaction.R4a``."""
        return self.id.rpartition(".")[2]


class Anchored(Item):
    """An item that a link can lead to."""

    anchor: str = Field(default="", title="Anchor", description="The anchor on the page of the document.")


class NamedValue(Record):
    """A metadata field that the design names but the extension does not know."""

    name: str = Field(title="Name", description="The name of the field, normalised.")
    value: str = Field(title="Value", description="What the design says.")


class Feature(Anchored):
    """A feature design: its metadata. Its id is the key."""

    title: str = Field(default="", title="Title", description="The title of the feature, as plain text.")
    summary: str = Field(default="", title="Summary", description="The body of the feature-design block.")
    date: Date | None = Field(default=None, title="Date", description="The date of the design.")
    component: str = Field(default="", title="Component", description="The component that the feature belongs to.")
    authors: tuple[str, ...] = Field(default=(), title="Authors", description="Who owns the design.")
    ticket: str = Field(default="", title="Ticket", description="The ticket of the feature.")
    spike: str = Field(default="", title="Spike", description="The spike that the design follows.")
    links: str = Field(default="", title="Links", description="Further links, as plain text.")
    urls: tuple[str, ...] = Field(default=(), title="URLs", description="Where the links of the metadata lead.")
    status: str = Field(default="", title="Status", description="The status of the design.")
    superseded_by: str = Field(default="", title="Superseded by", description="The feature that replaces this one.")
    fields: tuple[NamedValue, ...] = Field(default=(), title="Fields", description="Further metadata fields.")
    declared: bool = Field(default=True, title="Declared", description="Whether the document states it at all.")
    plain: bool = Field(default=False, title="Plain", description="Whether it is read from the plain template.")

    @property
    def name(self) -> str:
        """What the feature is called among others: its title without the words with which every title begins."""
        short = _TITLE_OF_TEMPLATE.sub("", self.title)
        return short[:1].upper() + short[1:] or self.title or self.id

    @property
    def in_force(self) -> bool:
        """Whether the requirements of this feature count."""
        return self.status not in NOT_IN_FORCE


class Requirement(Anchored):
    """A numbered requirement."""

    title: str = Field(default="", title="Title", description="The title, as plain text.")
    statement: str = Field(default="", title="Statement", description="The statement, as plain text.")
    status: str = Field(default="", title="Status", description="The status, such as approved.")
    priority: Priority | None = Field(default=None, title="Priority", description="How much it matters.")
    use_cases: tuple[str, ...] = Field(default=(), title="Use cases", description="The use cases that it serves.")
    refines: tuple[str, ...] = Field(default=(), title="Refines", description="The requirements that it refines.")
    depends_on: tuple[str, ...] = Field(default=(), title="Depends on", description="The requirements it depends on.")
    verification: tuple[Verification, ...] = Field(default=(), title="Verification", description="The methods.")
    verified_by: tuple[str, ...] = Field(default=(), title="Verified by", description="What is to verify it.")
    derived: str = Field(default="", title="Derived", description="Why it needs no use case.")
    ticket: str = Field(default="", title="Ticket", description="The ticket of the requirement.")

    @property
    def label(self) -> str:
        """The title, or the beginning of the statement where there is none."""
        return self.title or first_sentence(self.statement)


class UseCase(Anchored):
    """A use case, told as a user story."""

    title: str = Field(default="", title="Title", description="The title, as plain text.")
    story: str = Field(default="", title="Story", description="The user story, as plain text.")
    role: str = Field(default="", title="Role", description="Who wants it.")
    want: str = Field(default="", title="Want", description="What is wanted.")
    benefit: str = Field(default="", title="Benefit", description="What it is good for.")
    ticket: str = Field(default="", title="Ticket", description="The ticket of the use case.")

    @property
    def label(self) -> str:
        """The title, or the beginning of the story where there is none."""
        return self.title or first_sentence(self.story)


class Criterion(Anchored):
    """An acceptance criterion, of each requirement that it names."""

    name: str = Field(default="", title="Name", description="The name that the author gave it, such as AC2.")
    requirements: tuple[str, ...] = Field(title="Requirements", description="The requirements that it accepts.")
    text: str = Field(title="Text", description="What can be observed, as plain text.")
    verified_by: tuple[str, ...] = Field(default=(), title="Verified by", description="What is to verify it.")
    source: CriterionSource = Field(title="Source", description="Where it stands in the document.")
    position: int = Field(default=0, title="Position", description="Which criterion of its document it is, from 1.")

    def name_at(self, requirement: Requirement) -> str:
        """What it is called beside a requirement: ``AC1`` where it is its own, ``R4.AC1`` where it has R4's number."""
        return self.id.removeprefix(f"{requirement.id}.").removeprefix(f"{requirement.feature}.")


class ChangelogEntry(Item):
    """A row of the changelog."""

    date: Date | None = Field(default=None, title="Date", description="When the design changed.")
    change: str = Field(default="", title="Change", description="What changed, as plain text.")
    reason: str = Field(default="", title="Reason", description="Why it changed, as plain text.")


class OpenQuestion(Item):
    """Something left for later."""

    text: str = Field(title="Text", description="The question, as plain text.")
    origin: str = Field(default="", title="Origin", description="Where the question comes from.")


class KeyFile(Item):
    """A file that the feature touches."""

    file: str = Field(title="File", description="The file, as the design names it.")
    action: str = Field(default="", title="Action", description="What to do with it.")
    repo: str = Field(default="", title="Repo", description="The repository of the file, where there are several.")
    planned: bool = Field(default=False, title="Planned", description="Whether the feature makes the file.")


class Finding(Record):
    """Something wrong, owed or noteworthy, with its place and its cure."""

    rule: str = Field(title="Rule", description="The code of the rule.")
    level: Level = Field(default=Level.WARNING, title="Level", description="How grave it is.")
    message: str = Field(title="Message", description="What is wrong, and how to mend it.")
    feature: str = Field(default="", title="Feature", description="The key of the feature, where there is one.")
    item: str = Field(default="", title="Item", description="The full id of the item, where there is one.")
    docname: str = Field(default="", title="Document", description="Sphinx's name of the document.")
    path: str = Field(title="Path", description="The source file, relative to the source folder.")
    line: int = Field(ge=1, title="Line", description="The line of the source file, counted from 1.")
    waived: str = Field(default="", title="Waived", description="Why it is waived; empty for one in force.")
    waived_until: Date | None = Field(
        default=None, title="Waived until", description="The last day of the waiver, where it has one."
    )

    @property
    def place(self) -> tuple[str, str, int, str, str, str]:
        """By what findings are sorted: document, file, line, rule, item and words."""
        return self.docname, self.path, self.line, self.rule, self.item, self.message


class Mention(Record):
    """A role in running text that names something of a design."""

    role: str = Field(title="Role", description="The role: req, uc or feature.")
    target: str = Field(title="Target", description="What the author wrote.")
    item: str = Field(default="", title="Item", description="The full id of the item whose text mentions it.")
    path: str = Field(title="Path", description="The source file.")
    line: int = Field(ge=1, title="Line", description="The line of the source file.")
    plain: bool = Field(default=False, title="Plain", description="Whether it is an id in plain words, and no role.")
    condition: str = Field(default="", title="Condition", description="The tags that must hold for it to be there.")


def first_sentence(text: str, width: int = 120) -> str:
    """The first sentence of a text, cut at a width in characters."""
    head = " ".join(text[: width * 4].split())
    end = head.find(". ")
    if 0 < end < width:
        return head[: end + 1]
    return head if len(head) <= width else head[: width - 1].rsplit(" ", 1)[0] + "…"
