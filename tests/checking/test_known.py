from __future__ import annotations

import pytest

from sphinxext_lcore.checking.known import Known, KnownFileError, compare, dump, fingerprint, identify, load
from sphinxext_lcore.model.records import Finding


def finding(message: str = "unknown use case U9; did you mean U2?", line: int = 3, **fields: str) -> Finding:
    return Finding.model_validate(
        {"rule": "unknown_reference", "item": "tea.R1", "path": "tea.md", "message": message, "line": line, **fields}
    )


def test_a_finding_is_the_same_on_another_line() -> None:
    assert identify([finding(line=3)]) == identify([finding(line=30)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("unknown use case U9; did you mean U2?", "unknown use case U9; known: U1, U3"),
        (
            "option :a: is given twice, first on line 68; keep one",
            "option :a: is given twice, first on line 70; keep one",
        ),
        (
            "R2 differs from the directive on line 27, which counts",
            "R2 differs from the directive on line 3, which counts",
        ),
        ("coverage below: accepted-for 3 of 4 (75 %)", "coverage below: accepted-for 4 of 5 (80 %)"),
        ("the first stands in ids.md:18", "the first stands in ids.md:20"),
    ],
)
def test_a_finding_is_the_same_when_lines_numbers_and_cures_move(before: str, after: str) -> None:
    assert identify([finding(before)]) == identify([finding(after)])


@pytest.mark.parametrize(
    "other",
    [
        finding(rule="unknown_mention"),
        finding(item="tea.R2"),
        finding("unknown use case U8; did you mean U2?"),
        finding(item="", path="tea.md"),
    ],
)
def test_a_finding_is_another_with_another_rule_item_or_message(other: Finding) -> None:
    assert identify([finding()]) != identify([other])


def test_dates_and_ids_in_a_message_tell_findings_apart() -> None:
    messages = ["malformed date '2026-06-31'", "malformed date '2026-06-32'", "no R2", "no R3"]
    assert len(set(identify(finding(message) for message in messages))) == 4


def test_findings_that_are_alike_are_numbered_and_have_fingerprints_of_their_own() -> None:
    known = identify([finding(), finding(line=9)])
    assert [each.number for each in known] == [1, 2]
    assert len({fingerprint(each) for each in known}) == 2


def test_only_what_is_not_recorded_is_new_and_what_is_gone_is_fixed() -> None:
    old, gone, new = finding(), finding(item="tea.R2"), finding(item="tea.R3")
    compared = compare([new, finding(line=80)], identify([old, gone]))
    assert compared.new == (new,)
    assert compared.known == (finding(line=80),)
    assert compared.fixed == identify([gone])


def test_what_is_gone_is_told_in_the_order_of_the_file() -> None:
    gone = identify([finding(item="tea.R2"), finding(rule="numbering_gap", item="tea.R2"), finding(item="cups.R1")])
    fixed = compare([], gone).fixed
    assert [(each.about, each.rule) for each in fixed] == [
        ("cups.R1", "unknown_reference"),
        ("tea.R2", "numbering_gap"),
        ("tea.R2", "unknown_reference"),
    ]


def test_one_more_of_the_same_kind_is_new() -> None:
    compared = compare([finding(), finding(line=9)], identify([finding()]))
    assert compared.new == (finding(line=9),)


def test_the_file_has_a_finding_a_line_sorted_and_the_same_for_any_order() -> None:
    found = [finding(item="tea.R2"), finding(), finding(line=9)]
    text = dump(identify(found))
    assert text == dump(reversed(identify(found)))
    assert text.splitlines() == [
        '{"version": 1}',
        '{"rule": "unknown_reference", "about": "tea.R1", "message": "unknown use case U9"}',
        '{"rule": "unknown_reference", "about": "tea.R1", "message": "unknown use case U9", "number": 2}',
        '{"rule": "unknown_reference", "about": "tea.R2", "message": "unknown use case U9"}',
    ]


def test_what_is_written_is_read_back() -> None:
    known = identify([finding("Größe „X“ \u2028 is unknown"), finding()])
    assert set(load(dump(known))) == set(known)


def test_a_reader_can_read_what_is_written() -> None:
    assert '"message": "Größe “X” is unknown"' in dump(identify([finding("Größe “X” is unknown")]))


def test_nothing_known_is_a_file_too() -> None:
    assert load(dump([])) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "^it is empty$"),
        ("[]\n", "line 1"),
        ('{"version": 2}\n', "line 1 is none of its lines: version: "),
        ('{"version": 1}\n<<<<<<< ours\n', "line 2 is none of its lines: Invalid JSON"),
        ('{"version": 1}\n\n{"rule": "a", "about": "b"}\n', "line 3 is none of its lines: message: Field required"),
    ],
)
def test_another_file_is_refused_with_the_line(text: str, message: str) -> None:
    with pytest.raises(KnownFileError, match=message):
        load(text)


def test_a_line_that_a_merge_left_twice_counts_once() -> None:
    known = identify([finding()])
    text = dump(known) + dump(known).splitlines()[1]
    assert compare([], load(text)).fixed == known


def test_a_known_finding_keeps_its_name_from_version_to_version() -> None:
    assert fingerprint(Known(rule="a", about="b", message="c")) == fingerprint(Known(rule="a", about="b", message="c"))
