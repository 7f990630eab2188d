from __future__ import annotations

from datetime import date

import pytest

from sphinxext_lcore.model.queries import GroupBy, Measure
from sphinxext_lcore.model.records import REQUIREMENT_STATUSES, Priority, Verification
from sphinxext_lcore.reading.blocks import RawOption
from sphinxext_lcore.reading.options import (
    CoverageOptions,
    Fault,
    FeatureDesignOptions,
    FeatureIndexOptions,
    MatrixOptions,
    Options,
    OptionsT,
    RequirementOptions,
    UseCaseOptions,
    check_options,
    option_name,
)


def checked(model: type[OptionsT], *written: tuple[str, str], **preset: str) -> tuple[OptionsT, list[Fault]]:
    """Check options that stand on lines 2, 3 and so on."""
    raw = [RawOption(name, value, line) for line, (name, value) in enumerate(written, start=2)]
    return check_options(model, raw, REQUIREMENT_STATUSES, preset)


@pytest.mark.parametrize(("field", "option"), [("use_cases", "use-cases"), ("class_", "class"), ("name", "name")])
def test_an_option_is_written_with_hyphens(field: str, option: str) -> None:
    assert option_name(field) == option


def test_options_become_values() -> None:
    options, faults = checked(
        RequirementOptions,
        ("status", "Approved"),
        ("priority", "must"),
        ("use-cases", "U1..U3"),
        ("refines", "R2, other.R3"),
        ("depends-on", "R4 and R5"),
        ("verification", "test, inspection"),
        ("verified-by", "unit, tests/test_tea.py::test_boil[a, b]"),
        ("derived", "physics"),
        ("class", "wide"),
        ("no-index", ""),
    )
    assert faults == []
    assert (options.status, options.priority) == ("approved", Priority.MUST)
    assert options.use_cases == ("U1", "U2", "U3")
    assert (options.refines, options.depends_on) == (("R2", "other.R3"), ("R4", "R5"))
    assert options.verification == (Verification.TEST, Verification.INSPECTION)
    assert options.verified_by == ("unit", "tests/test_tea.py::test_boil[a, b]")
    assert (options.derived, options.class_, options.no_index) == ("physics", "wide", True)


@pytest.mark.parametrize(
    "model", [Options, FeatureDesignOptions, RequirementOptions, UseCaseOptions], ids=lambda model: model.__name__
)
def test_no_option_is_needed(model: type[Options]) -> None:
    assert checked(model) == (model(), [])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("staus", "unknown option :staus:; did you mean status?"),
        ("use_cases", "unknown option :use_cases:; did you mean use-cases?"),
        ("class_", "unknown option :class_:; did you mean class?"),
        (
            "zzz",
            "unknown option :zzz:; known: class, name, no-index, status",
        ),
    ],
)
def test_an_unknown_option_gets_a_suggestion(name: str, message: str) -> None:
    options, faults = checked(RequirementOptions, ("ticket", "TEA-1"), (name, "x"))
    (fault,) = faults
    assert (fault.rule, fault.line) == ("unknown_option", 3)
    assert fault.message.startswith(message)
    assert options.ticket == "TEA-1"


def test_of_an_option_that_is_given_twice_the_first_stands() -> None:
    options, faults = checked(RequirementOptions, ("status", "draft"), ("status", "approved"), ("status", "x"))
    assert options.status == "draft"
    assert [(fault.rule, fault.line) for fault in faults] == [("duplicate_option", 3), ("duplicate_option", 4)]
    assert faults[0].message == "option :status: is given twice, first on line 2; keep one of them"


@pytest.mark.parametrize(
    ("name", "value", "rule", "message"),
    [
        ("status", "aproved", "invalid_value", "invalid value 'aproved' in :status:; did you mean approved?"),
        ("status", "accepted", "invalid_value", "invalid value 'accepted' in :status:; known: draft, proposed"),
        (
            "priority",
            "urgent",
            "invalid_value",
            "invalid value 'urgent' in :priority:; known: must, should",
        ),
        ("priority", "", "invalid_value", "invalid value '' in :priority:; known: must"),
        ("verification", "test, tets", "invalid_value", "did you mean test?"),
        (
            "no-index",
            "perhaps",
            "invalid_value",
            "invalid value 'perhaps' in :no-index:; leave the value out, or write true or false",
        ),
        ("status", "x" * 100_000, "invalid_value", f"invalid value '{'x' * 59}…' in :status:; known: draft"),
    ],
)
def test_an_invalid_value_is_left_out_and_told(name: str, value: str, rule: str, message: str) -> None:
    options, faults = checked(RequirementOptions, ("ticket", "TEA-1"), (name, value))
    (fault,) = faults
    assert (fault.rule, fault.line) == (rule, 3)
    assert message in fault.message
    assert options == RequirementOptions(ticket="TEA-1")


@pytest.mark.parametrize(
    ("value", "read"), [("", True), ("true", True), ("Yes", True), ("1", True), ("False", False), ("off", False)]
)
def test_a_flag_is_on_without_a_value(value: str, read: bool) -> None:
    options, faults = checked(RequirementOptions, ("no-index", value))
    assert (options.no_index, faults) == (read, [])


@pytest.mark.parametrize(("value", "read"), [("2026-05-26", date(2026, 5, 26)), ("", None)])
def test_a_date_is_read(value: str, read: date | None) -> None:
    options, faults = checked(FeatureDesignOptions, ("date", value))
    assert (options.date, faults) == (read, [])


@pytest.mark.parametrize("value", ["last week", "2026-02-30"])
def test_a_date_that_cannot_be_read_is_told(value: str) -> None:
    options, faults = checked(FeatureDesignOptions, ("date", value))
    cure = "write it as YYYY-MM-DD, such as 2026-05-26"
    assert options.date is None
    assert faults == [Fault("malformed_date", f"malformed date '{value}' in :date:; {cure}", 2)]


def test_several_faults_are_all_told() -> None:
    options, faults = checked(
        RequirementOptions, ("status", "x"), ("priority", "y"), ("colour", "z"), ("ticket", "TEA-1")
    )
    assert sorted(fault.line or 0 for fault in faults) == [2, 3, 4]
    assert options == RequirementOptions(ticket="TEA-1")


def test_a_matrix_takes_its_filters_as_options() -> None:
    options, faults = checked(
        MatrixOptions, ("group-by", "status"), ("minimum", "90, traced 80 %"), ("features", "tea"), kind="matrix"
    )
    assert faults == []
    assert (options.group_by, options.features) == (GroupBy.STATUS, ("tea",))
    assert [minimum.measure for minimum in options.minimum] == [Measure.ACCEPTED_FOR, Measure.TRACED]


def test_what_the_directive_gives_itself_is_no_option() -> None:
    _, faults = checked(FeatureIndexOptions, ("kind", "matrix"), kind="features")
    assert [fault.rule for fault in faults] == ["unknown_option"]


def test_options_that_do_not_fit_each_other_are_left_out_and_told_at_the_first_of_them() -> None:
    options, faults = checked(MatrixOptions, ("caption", "All"), ("style", "grid"), ("columns", "id"), kind="matrix")
    message = "a grid has the use cases as columns; leave out :columns: and :rows:, or use ':style: table'"
    assert faults == [Fault("invalid_value", message, 3)]
    assert options == MatrixOptions(kind="matrix", caption="All")


def test_a_fault_inside_a_value_is_told_of_its_option() -> None:
    _, faults = checked(CoverageOptions, ("minimum", "traced 80, most"), kind="coverage")
    assert [(fault.rule, fault.line) for fault in faults] == [("invalid_value", 2)]
    assert faults[0].message.startswith("invalid value 'traced 80, most' in :minimum:; write a percentage")
