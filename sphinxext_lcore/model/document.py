"""The facts of one document, as they were read; nothing in them is derived from another document."""

from __future__ import annotations

import json
from typing import NamedTuple

from pydantic import Field

from sphinxext_lcore.model.queries import Aggregate
from sphinxext_lcore.model.records import (
    ChangelogEntry,
    Criterion,
    Feature,
    Finding,
    Item,
    KeyFile,
    Mention,
    OpenQuestion,
    Record,
    Requirement,
    UseCase,
)


class OptionLine(NamedTuple):
    """Where an option of an item stands, for findings about its value. A project may have ten thousand of them."""

    item: str
    """The full id of the item; of a criterion its position after ``#``, as others may yet change its number."""
    item_line: int
    """The line of the item, as several may have one id."""
    option: str
    line: int
    """Its line; 0 where it is written in another file than the item, in which the line would be another."""


def option_holder(item: Item) -> str:
    """How an option line names its item."""
    return f"#{item.position}" if isinstance(item, Criterion) else item.id


class Condition(Record):
    """An item that stands inside ``only`` directives."""

    item: str = Field(title="Item", description="The full id of the item.")
    path: str = Field(title="Path", description="The source file of the item.")
    line: int = Field(title="Line", description="The line of the item.")
    expression: str = Field(title="Expression", description="The tags that must hold for the item to be there.")


class Heading(Record):
    """A section of a design: its title, and whether anything stands below it."""

    title: str = Field(title="Title", description="The title, as plain text.")
    level: int = Field(ge=1, title="Level", description="How deep the section stands; the outermost is 1.")
    path: str = Field(title="Path", description="The source file.")
    line: int = Field(ge=1, title="Line", description="The line of the title.")
    empty: bool = Field(default=False, title="Empty", description="Whether neither it nor a subsection says anything.")
    diagram: bool = Field(
        default=False, title="Diagram", description="Whether it, about the architecture, shows a picture."
    )
    condition: str = Field(default="", title="Condition", description="The tags that must hold for it to be there.")


class Document(Record):
    """What one document states: the unit that the domain keeps, drops and merges."""

    docname: str = Field(title="Document", description="Sphinx's name of the document.")
    title: str = Field(default="", title="Title", description="The title of the document, as plain text.")
    path: str = Field(title="Path", description="The source file, relative to the source folder.")
    feature: Feature | None = Field(default=None, title="Feature", description="The feature that it describes.")
    requirements: tuple[Requirement, ...] = Field(default=(), title="Requirements", description="In document order.")
    use_cases: tuple[UseCase, ...] = Field(default=(), title="Use cases", description="In document order.")
    criteria: tuple[Criterion, ...] = Field(default=(), title="Criteria", description="In document order.")
    changelog: tuple[ChangelogEntry, ...] = Field(default=(), title="Changelog", description="In document order.")
    has_changelog: bool = Field(default=False, title="Has changelog", description="Whether there is a changelog block.")
    open_questions: tuple[OpenQuestion, ...] = Field(default=(), title="Questions", description="In document order.")
    key_files: tuple[KeyFile, ...] = Field(default=(), title="Key files", description="In document order.")
    outline: tuple[Heading, ...] = Field(default=(), title="Outline", description="The sections of a design.")
    code: tuple[str, ...] = Field(default=(), title="Code", description="Code of a design that looks like words.")
    mentions: tuple[Mention, ...] = Field(default=(), title="Mentions", description="Roles in the document.")
    other_links: tuple[str, ...] = Field(
        default=(), title="Other links", description="Targets of links that are no role of ours, yet may lead to items."
    )
    aggregates: tuple[Aggregate, ...] = Field(default=(), title="Aggregates", description="Aggregate directives.")
    findings: tuple[Finding, ...] = Field(default=(), title="Findings", description="What could not be read.")
    option_lines: tuple[OptionLine, ...] = Field(default=(), title="Option lines", description="Lines of options.")
    conditions: tuple[Condition, ...] = Field(default=(), title="Conditions", description="Items inside only.")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # As JSON text an environment of many records is written and read in a fraction of the time
        # that pickle needs for the attributes of each record.
        return Document.model_validate_json, (self.model_dump_json(exclude_defaults=True),)

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that the document states, by kind."""
        return (
            *self.requirements,
            *self.use_cases,
            *self.criteria,
            *self.changelog,
            *self.open_questions,
            *self.key_files,
        )


def without_half_characters(document: Document) -> Document:
    """The same facts with ``?`` for each half of a surrogate pair: substitutions may bring what no file can hold."""
    said = json.dumps(document.model_dump(), default=str, ensure_ascii=False)
    return Document.model_validate_json(said.encode("utf-8", "replace"))
