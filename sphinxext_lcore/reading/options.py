"""The options of the directives: one frozen model each, and the findings where a value does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from sphinxext_lcore.model.queries import (
    CoverageQuery,
    FeatureIndexQuery,
    FindingIndexQuery,
    HolesQuery,
    MapQuery,
    MatrixQuery,
    OverviewQuery,
    QuestionIndexQuery,
    TimelineQuery,
    UseCaseIndexQuery,
)
from sphinxext_lcore.model.records import Priority, Record, Verification
from sphinxext_lcore.model.suggestion import cure, shorten
from sphinxext_lcore.model.values import Flag, OptionalDate, ReferenceList, Status, WordList, choice_of, choices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_lcore.reading.blocks import RawOption

OptionsT = TypeVar("OptionsT", bound="Options")


def option_name(field_name: str) -> str:
    """The name of an option in a document: ``use-cases`` for the field ``use_cases``."""
    return field_name.rstrip("_").replace("_", "-")


class Options(Record):
    """The options that every directive takes, as Sphinx's own objects do."""

    model_config = ConfigDict(alias_generator=option_name, populate_by_name=True)

    class_: str = Field(default="", title="Class", description="Classes for the outermost element.")
    name: str = Field(default="", title="Name", description="A name for cross-references, as in every directive.")
    no_index: Flag = Field(default=False, title="No index", description="Show the block, but make no record of it.")


class FeatureDesignOptions(Options):
    """The options of ``feature-design``; further fields come from ``lcore_extra_fields``."""

    title: str = Field(default="", title="Title", description="The title of the feature, else the document's.")
    date: OptionalDate = Field(default=None, title="Date", description="The date of the design, as YYYY-MM-DD.")
    component: str = Field(default="", title="Component", description="The component that it belongs to.")
    authors: WordList = Field(default=(), title="Authors", description="Who owns the design, with commas.")
    feature: str = Field(default="", title="Feature", description="The ticket of the feature.")
    spike: str = Field(default="", title="Spike", description="The ticket or document of the spike.")
    links: str = Field(default="", title="Links", description="Further links.")
    status: Status = Field(default="", title="Status", description="The status of the design.")
    superseded_by: str = Field(default="", title="Superseded by", description="The feature that replaces it.")


class RequirementOptions(Options):
    """The options of ``requirement``."""

    status: Status = Field(default="", title="Status", description="The status of the requirement.")
    priority: Annotated[Priority | None, choice_of(Priority)] = Field(
        default=None, title="Priority", description="must, should, could or wont."
    )
    use_cases: ReferenceList = Field(default=(), title="Use cases", description="The use cases that it serves.")
    refines: ReferenceList = Field(default=(), title="Refines", description="The requirements that it refines.")
    depends_on: ReferenceList = Field(default=(), title="Depends on", description="The requirements it depends on.")
    verification: Annotated[tuple[Verification, ...], choices_of(Verification)] = Field(
        default=(), title="Verification", description="Any of test, analysis, inspection, demonstration."
    )
    verified_by: WordList = Field(default=(), title="Verified by", description="What is to verify it.")
    derived: str = Field(default="", title="Derived", description="Why it needs no use case.")
    ticket: str = Field(default="", title="Ticket", description="The ticket of the requirement.")


class AcceptanceCriteriaOptions(Options):
    """The options of ``acceptance-criteria``."""

    verified_by: WordList = Field(default=(), title="Verified by", description="What is to verify the criteria.")


class UseCaseOptions(Options):
    """The options of ``use-case``."""

    role: str = Field(default="", title="Role", description="Who wants it, else read from the story.")
    want: str = Field(default="", title="Want", description="What is wanted, else read from the story.")
    benefit: str = Field(default="", title="Benefit", description="What it is good for, else read from the story.")
    ticket: str = Field(default="", title="Ticket", description="The ticket of the use case.")


class ConfigExampleOptions(Options):
    """The options of ``config-example``."""

    model: str = Field(default="", title="Model", description="The pydantic model, as package.module:Class.")
    caption: str = Field(default="", title="Caption", description="The caption of the example.")


class MatrixOptions(Options, MatrixQuery):
    """The options of ``traceability-matrix``."""


class CoverageOptions(Options, CoverageQuery):
    """The options of ``traceability-coverage``."""


class FeatureIndexOptions(Options, FeatureIndexQuery):
    """The options of ``feature-index``."""


class OverviewOptions(Options, OverviewQuery):
    """The options of ``traceability-overview``."""


class MapOptions(Options, MapQuery):
    """The options of ``traceability-map``."""


class UseCaseIndexOptions(Options, UseCaseIndexQuery):
    """The options of ``use-case-index``."""


class HolesOptions(Options, HolesQuery):
    """The options of ``traceability-holes``."""


class FindingIndexOptions(Options, FindingIndexQuery):
    """The options of ``finding-index``."""


class TimelineOptions(Options, TimelineQuery):
    """The options of ``changelog-timeline``."""


class QuestionIndexOptions(Options, QuestionIndexQuery):
    """The options of ``open-question-index``."""


class Fault(NamedTuple):
    """A finding about an option, before it has a place."""

    rule: str
    message: str
    line: int | None


def option_names(model: type[Options], preset: dict[str, str]) -> list[str]:
    """The names of the options that an author may write.

    Args:
        model: The options that a directive takes.
        preset: Fields that are given by the directive itself.
    """
    return [option_name(name) for name in model.model_fields if name not in preset]


def check_options(
    model: type[OptionsT], written: Sequence[RawOption], statuses: tuple[str, ...], preset: dict[str, str]
) -> tuple[OptionsT, list[Fault]]:
    """Check the options of a directive, and leave out what does not fit.

    Args:
        model: The options that the directive takes.
        written: What the author wrote.
        statuses: The statuses that a ``status`` option may have.
        preset: Fields that are given by the directive itself.

    Returns:
        The options, and a fault for each that is unknown, repeated or wrong.
    """
    known = option_names(model, preset)
    values, lines, faults = _sort_out(written, known)
    while True:
        try:
            options = model.model_validate({**values, **preset}, context={"statuses": statuses})
        except ValidationError as errors:
            for error in errors.errors(include_url=False):
                message = error["msg"].removeprefix("Value error, ")
                # What concerns several options has no place; its message names them.
                names = [str(each) for each in error["loc"][:1]] or [name for name in values if f":{name}:" in message]
                faults.append(_fault(error["type"], message, names, values, lines))
                for name in names or tuple(values):
                    values.pop(name, None)
        else:
            return options, faults


def _sort_out(written: Sequence[RawOption], known: Sequence[str]) -> tuple[dict[str, str], dict[str, int], list[Fault]]:
    """The values and the lines of the options that are known, and a fault for each other."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    faults: list[Fault] = []
    for option in written:
        if option.name not in known:
            message = f"unknown option :{option.name}:; {cure(option.name, known)}"
            faults.append(Fault("unknown_option", message, option.line))
        elif option.name in values:
            message = f"option :{option.name}: is given twice, first on line {lines[option.name]}; keep one of them"
            faults.append(Fault("duplicate_option", message, option.line))
        else:
            values[option.name] = option.value
            lines[option.name] = option.line
    return values, lines, faults


def _fault(kind: str, message: str, names: Sequence[str], values: dict[str, str], lines: dict[str, int]) -> Fault:
    if len(names) != 1:
        return Fault("invalid_value", message, min((lines[name] for name in names), default=None))
    (name,) = names
    rule = "malformed_date" if kind == "malformed_date" else "invalid_value"
    what = "malformed date" if rule == "malformed_date" else "invalid value"
    return Fault(rule, f"{what} '{shorten(values.get(name, ''))}' in :{name}:; {message}", lines.get(name))
