"""The policy: what a file says, what of it cannot be read, and what it does to findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.policy import Policy, PolicyLevel, Section, Use, Waiver
from sphinxext_lcore.checking.policy_file import read_policy
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.template import TEMPLATE_SECTIONS, names_of, template_section
from tests.designs import METADATA, catalog, change, criterion, document, heading, one, requirement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Heading
    from sphinxext_lcore.model.records import Finding

WHOLE = """\
[levels]
numbering_gap = "off"
placeholder = "error"

[since]
missing_section = 2026-06-01

[[sections]]
name = "Why"

[[sections]]
name = "Rollback"
use = "if-applicable"
aliases = ["Way back"]

[[waivers]]
rule = "missing_acceptance_criteria"
item = "tea.R7"
reason = "Decided after the first release"
expires = 2026-12-31
"""


def toml(tmp_path: Path, text: str, name: str = "lcore.toml") -> Policy:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_policy(file, name)


def told(policy: Policy) -> list[tuple[int, str]]:
    assert {each.rule for each in policy.findings} <= {"invalid_policy"}
    assert {each.path for each in policy.findings} <= {policy.path}
    return [(each.line, each.message) for each in policy.findings]


class TestToml:
    def test_a_policy_is_read_whole(self, tmp_path: Path) -> None:
        assert toml(tmp_path, WHOLE) == Policy(
            path="lcore.toml",
            levels={"numbering_gap": PolicyLevel.OFF, "placeholder": PolicyLevel.ERROR},
            since={"missing_section": date(2026, 6, 1)},
            sections=(
                Section(name="Why"),
                Section(name="Rollback", use=Use.IF_APPLICABLE, aliases=("Way back",)),
            ),
            waivers=(
                Waiver(
                    rule="missing_acceptance_criteria",
                    item="tea.R7",
                    reason="Decided after the first release",
                    expires=date(2026, 12, 31),
                    line=16,
                ),
            ),
        )

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("\n[level]\na = 1\n", 2, "unknown key level; did you mean levels?"),
            ("levels = 3\n", 1, "levels has the wrong form; write a table [levels]"),
            ("[waivers]\nrule = 'placeholder'\n", 1, "waivers has the wrong form; write a table [[waivers]]"),
            ("waivers = [3]\n", 1, "waivers has the wrong form; write a table [[waivers]]"),
            ("[levels]\n\nnumbering_gaps = 'off'\n", 3, "unknown rule numbering_gaps in levels; did you mean"),
            ("levels.numbering_gap = 'warn'\n", 1, "invalid value 'warn' of numbering_gap; did you mean warning?"),
            (
                "levels = {numbering_gap = 3}\n",
                1,
                "invalid value '3' of numbering_gap; write off, info, warning, error",
            ),
            ("[levels]\n'numbering_gap' = 'fatal'\n", 2, "invalid value 'fatal' of numbering_gap; write off, info"),
            ("[levels]\ninvalid_config = 'off'\n", 2, "invalid_config is told before the policy is read; name it in"),
            ("[since]\nplaceholder = 'soon'\n", 2, "invalid value 'soon' of placeholder; write a date, such as"),
            (
                "[since]\nplaceholders = 2026-01-01\n",
                2,
                "unknown rule placeholders in since; did you mean placeholder?",
            ),
            (
                "[[sections]]\nname = 'Why'\nuse = 'require'\n",
                3,
                "invalid value 'require' of use; did you mean required?",
            ),
            ("[[sections]]\nname = 'Requirments'\n", 2, "unknown section 'Requirments'; did you mean 'Requirements'?"),
            (
                "[[sections]]\nname = 'Why'\n[[sections]]\nname = 'Motivation'\n",
                4,
                "section 'Motivation' is there twice",
            ),
            ("[[sections]]\nuse = 'required'\n", 1, 'name is missing in sections; add name = "…"'),
            ("[[sections]]\nname = 'Why'\nalias = ['x']\n", 3, "unknown key alias in sections; did you mean aliases?"),
            ("[[sections]]\nname = 'Why'\naliases = 'x'\n", 3, "invalid value 'x' of aliases; write a list of texts"),
            ("[[waivers]]\nrule = 'placeholder'\nitem = 'a.R1'\n", 1, 'reason is missing in waivers; add reason = "…"'),
            ("[[waivers]]\nrule = 'placeholder'\nreason = 'x'\n", 1, "the waiver says for nothing; add item ="),
            (
                "[[waivers]]\nrule = 'placeholdr'\nitem = 'a'\nreason = 'x'\n",
                2,
                "unknown rule placeholdr in waivers; did",
            ),
            (
                "[[waivers]]\nrule = 'placeholder'\nitem = 'a'\nreason = ' '\n",
                4,
                "invalid value '' of reason; write a",
            ),
            (
                "[[waivers]]\nrule = 'placeholder'\nitem = 'a'\nreason = 'x'\nexpires = 'never'\n",
                5,
                "invalid value 'never' of expires; write a date, such as 2026-12-31",
            ),
            (
                "[[waivers]]\nrule = 'placeholder'\nitem = 'a'\nreason = 'x'\nline = 3\n",
                5,
                "unknown key line in waivers; known: rule, item, path, reason, expires",
            ),
            (
                "[[waivers]]\nrule = 'placeholder'\nitem = 'a'\nreason = 'x'\nexpires = 2026-12-31T10:00:00\n",
                5,
                "invalid value '2026-12-31 10:00:00' of expires; write a date, such as 2026-12-31",
            ),
            ("[levels]\nnumbering_gap = off\n", 2, "the policy is no TOML: Invalid value; mend that line"),
            ("[levels]\nnumbering_gap = off\n\n[since]\n", 2, "the policy is no TOML: Invalid value; mend that line"),
            ("[levels]\n\nnumbering_gap = [", 3, "the policy is no TOML: Invalid value; mend that line"),
            ("levels = [", 1, "the policy is no TOML: Invalid value; mend that line"),
            ("levels = " + "[" * 20_000, 1, "the policy is nested deeper than any policy; write it anew"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_line_with_a_cure(
        self, tmp_path: Path, text: str, line: int, message: str
    ) -> None:
        ((found_line, found),) = told(toml(tmp_path, text))
        assert found.startswith(message)
        assert found_line == line

    def test_of_several_waivers_the_wrong_one_is_told_and_the_others_hold(self, tmp_path: Path) -> None:
        good = "[[waivers]]\nrule = 'placeholder'\nitem = 'tea'\nreason = '''\nitem = of two\nlines'''\n"
        policy = toml(tmp_path, f"{good}\n[[waivers]]\nrule = 'placeholder'\nitem = 3\nreason = 'x'\n\n{good}")
        assert told(policy) == [(10, "invalid value '3' of item; write a text")]
        assert [each.line for each in policy.waivers] == [1, 13]

    def test_what_is_right_holds_beside_what_is_wrong(self, tmp_path: Path) -> None:
        policy = toml(tmp_path, WHOLE.replace("2026-06-01", "'soon'").replace('"error"', '"bad"'))
        assert len(policy.findings) == 2
        assert policy.levels == {"numbering_gap": PolicyLevel.OFF}
        assert len(policy.waivers) == 1

    def test_a_text_of_several_lines_holds_no_keys(self, tmp_path: Path) -> None:
        reason = 'reason = """\n[[waivers]]\nitem = of two\n\'\'\'lines"""'
        policy = toml(tmp_path, f"[[waivers]]\nrule = 'placeholder'\n{reason}\nitem = 3\n")
        assert told(policy) == [(7, "invalid value '3' of item; write a text")]

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("\n\nlevels = {numbering_gap = 3}\n", 3),
            ("\n\nsections = [{name = 'Why'}, {name = 'What', use = 3}]\n", 3),
            ('\n\n"lev\\u0065ls" = 3\n', 1),
        ],
        ids=["in a table", "in a list of tables", "a key that is written in escapes"],
    )
    def test_where_a_key_has_no_line_of_its_own_the_nearest_is_told(self, tmp_path: Path, text: str, line: int) -> None:
        assert [found_line for found_line, _ in told(toml(tmp_path, text))] == [line]

    def test_the_mark_of_the_byte_order_is_no_key(self, tmp_path: Path) -> None:
        assert toml(tmp_path, f"\ufeff{WHOLE}") == toml(tmp_path, WHOLE)

    @pytest.mark.parametrize("name", ["lcore.toml", "feature-design.config"])
    def test_a_file_of_other_bytes_is_told(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
        assert told(read_policy(tmp_path / name, name)) == [
            (1, "the policy cannot be read: it is no UTF-8; mend the file, or name another as lcore_policy")
        ]

    def test_it_may_build_on_the_file_of_a_team_and_wins_where_both_speak(self, tmp_path: Path) -> None:
        (tmp_path / "team").mkdir()
        text = "require_what_section = yes\nrequire_why_section = yes\nopen_questions_traceability_required = yes\n"
        (tmp_path / "team/design.config").write_text(text, encoding="utf-8")
        own = "team-config = 'team/design.config'\n[levels]\nquestion_without_origin = 'off'\n[[sections]]\nname = 'Why'\nuse = 'not-used'\n"
        policy = toml(tmp_path, own)
        assert told(policy) == []
        assert (policy.path, policy.levels) == ("lcore.toml", {"question_without_origin": PolicyLevel.OFF})
        assert [(each.name, each.use) for each in policy.sections] == [("What", Use.REQUIRED), ("Why", Use.NOT_USED)]

    def test_what_the_file_of_a_team_says_of_a_rule_holds_where_the_toml_is_silent(self, tmp_path: Path) -> None:
        (tmp_path / "design.config").write_text("open_questions_traceability_required = yes\n", encoding="utf-8")
        policy = toml(tmp_path, "team-config = 'design.config'\n[levels]\nnumbering_gap = 'off'\n")
        assert policy.levels == {
            "question_without_origin": PolicyLevel.WARNING,
            "numbering_gap": PolicyLevel.OFF,
        }

    def test_what_is_wrong_in_the_file_of_a_team_is_told_there(self, tmp_path: Path) -> None:
        (tmp_path / "design.config").write_text("\nrequire_what_section = si\n", encoding="utf-8")
        (tmp_path / "docs").mkdir()
        policy = toml(tmp_path, "team-config = '../design.config'\n", "docs/lcore.toml")
        assert [(each.path, each.line) for each in policy.findings] == [("design.config", 2)]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "team-config = 'gone'\n",
                "the policy gone cannot be read: No such file or directory; mend the file, or name another as team-config",
            ),
            ("team-config = 3\n", "team-config has the wrong form; write a path in quotes"),
            ("team_config = 'x'\n", "unknown key team_config; did you mean team-config?"),
        ],
    )
    def test_a_file_of_a_team_that_cannot_be_read_is_told(self, tmp_path: Path, text: str, message: str) -> None:
        ((line, words),) = told(toml(tmp_path, text))
        assert line == 1
        assert words.startswith(message)

    def test_an_empty_file_changes_nothing(self, tmp_path: Path) -> None:
        assert toml(tmp_path, "") == Policy(path="lcore.toml")


class TestTeamConfig:
    name = "feature-design.config"

    def read(self, tmp_path: Path, text: str) -> Policy:
        return toml(tmp_path, text, self.name)

    def test_three_values_are_three_uses(self, tmp_path: Path) -> None:
        text = (
            "# Spec doc\nrequire_what_section = yes\n"
            "include_observability_section   = if_applicable   # per feature\narch_api_changes=NO\n"
        )
        policy = self.read(tmp_path, text)
        assert told(policy) == []
        assert [(each.name, each.use) for each in policy.sections] == [
            ("What", Use.REQUIRED),
            ("Observability", Use.IF_APPLICABLE),
            ("API changes", Use.NOT_USED),
        ]

    def test_what_designs_must_say_sets_the_level_of_the_rule_that_looks_for_it(self, tmp_path: Path) -> None:
        text = (
            "requirements_numbered_with_R_prefix = yes\nopen_questions_traceability_required = if_applicable\n"
            "spike_doc_link_in_metadata = no\narch_overview_with_diagram = yes\n"
        )
        assert self.read(tmp_path, text).levels == {
            "generated_id": PolicyLevel.WARNING,
            "question_without_origin": PolicyLevel.INFO,
            "missing_spike": PolicyLevel.OFF,
            "missing_diagram": PolicyLevel.WARNING,
        }

    def test_of_two_keys_for_one_section_the_stronger_counts(self, tmp_path: Path) -> None:
        text = "arch_security_considerations = if_applicable\ninclude_security_considerations = yes\n"
        assert self.read(tmp_path, text).sections == (Section(name="Security considerations"),)

    def test_what_speaks_of_anything_else_is_passed_over(self, tmp_path: Path) -> None:
        text = (
            "require_overview_section = yes\nbranch_off = upstream/main\nnot a pair\n= no\ndefault_project_prefix = X\n"
        )
        assert self.read(tmp_path, text) == Policy(path=self.name)

    @pytest.mark.parametrize(
        ("value", "cure"), [("yess", "did you mean yes?"), ("maybe", "write yes, if_applicable, no"), ("", "write yes")]
    )
    def test_a_wrong_value_is_told_at_its_line(self, tmp_path: Path, value: str, cure: str) -> None:
        policy = self.read(tmp_path, f"# a comment\n\ninclude_changelog = {value} # why\ninclude_open_questions = no\n")
        ((line, message),) = told(policy)
        assert message.startswith(f"invalid value '{value}' of include_changelog; {cure}")
        assert line == 3
        assert [each.name for each in policy.sections] == ["Open Questions for Future Work"]

    def test_every_key_belongs_to_one_section(self) -> None:
        keys = [key for section in TEMPLATE_SECTIONS for key in section.keys]
        assert len(keys) == len(set(keys))


class TestNames:
    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("2. Why:", "why"),
            ("B. Use Cases", "use cases"),
            ("What and Why", "why"),
            ("Unknowns / open questions", "open questions"),
            ("Architecture (target state)", "architecture"),
            ("Appendix: Changelog", "changelog"),
            ("Rate limiting & quotas", "rate limiting"),
        ],
    )
    def test_a_title_is_known_by_each_of_its_names(self, title: str, name: str) -> None:
        assert name in names_of(title)

    @pytest.mark.parametrize("title", ["Open questions", "CHANGE LOG", "1. Motivation"])
    def test_a_variant_means_the_section_of_the_template(self, title: str) -> None:
        assert template_section(title) is not None

    @pytest.mark.parametrize("section", TEMPLATE_SECTIONS, ids=lambda section: section.name)
    def test_the_template_knows_its_own_names(self, section: Any) -> None:
        assert template_section(section.name) == section


def sections(*outline: Heading, wanted: Sequence[Section], path: str = "lcore.toml", **facts: Any) -> list[str]:
    """What the two rules about sections say of a design."""
    found = check(one(outline=list(outline), **facts), Policy(path=path, sections=tuple(wanted)))
    return [each.message for each in found if each.rule in {"missing_section", "empty_section"}]


class TestSections:
    why = Section(name="Why")

    def test_nothing_is_missing_without_a_policy(self) -> None:
        assert {each.rule for each in check(one(outline=[heading("What")]))} == {"missing_changelog"}

    @pytest.mark.parametrize("use", [Use.IF_APPLICABLE, Use.NOT_USED])
    def test_what_is_not_required_is_not_missing(self, use: Use) -> None:
        assert sections(heading("What"), wanted=[Section(name="Why", use=use)]) == []

    @pytest.mark.parametrize("title", ["Why", "3. WHY:", "Motivation", "What and why", "Reasons"])
    @pytest.mark.parametrize("level", [1, 4])
    def test_a_section_is_known_at_any_level_by_its_names_and_aliases(self, title: str, level: int) -> None:
        assert sections(heading(title, level), wanted=[Section(name="Why", aliases=("Reasons",))]) == []

    @pytest.mark.parametrize(
        ("outline", "path", "cure"),
        [
            (
                [heading("Tea", 1), heading("What")],
                "lcore.toml",
                "add '## Why', or set the section to if-applicable in",
            ),
            ([heading("What", 1)], "lcore.toml", "add '# Why', or set the section to if-applicable in lcore.toml"),
            ([heading("Tea", 1)], "team.config", "add '## Why', or set require_why_section to if_applicable in team"),
        ],
    )
    def test_the_cure_is_a_heading_of_the_usual_level(self, outline: list[Heading], path: str, cure: str) -> None:
        (message,) = sections(*outline, wanted=[self.why], path=path)
        assert message.startswith(f"no section 'Why'; {cure}")

    def test_in_restructuredtext_the_cure_has_no_marks_of_a_level(self) -> None:
        tea = document("tea", outline=[heading("Tea", 1)]).model_copy(update={"path": "tea.rst"})
        found = check(catalog(tea), Policy(path="lcore.toml", sections=(self.why,)))
        (message,) = [each.message for each in found if each.rule == "missing_section"]
        assert message.startswith("no section 'Why'; add 'Why', or set")

    def test_a_heading_that_is_nearly_the_name_is_named(self) -> None:
        (message,) = sections(heading("Acceptance surface", line=9), wanted=[Section(name="Acceptance test surface")])
        assert "rename 'Acceptance surface' on line 9 if that is it" in message

    @pytest.mark.parametrize(
        ("name", "facts"),
        [
            ("Requirements", {"requirements": [requirement("R1")]}),
            ("Acceptance test surface", {"requirements": [requirement("R1")], "criteria": [criterion("R1")]}),
            ("Changelog", {"changelog": [change("2026-03-01")]}),
        ],
    )
    def test_what_a_directive_states_needs_no_heading(self, name: str, facts: dict[str, Any]) -> None:
        wanted = [Section(name=name)]
        assert len(sections(heading("What"), wanted=wanted)) == 1
        assert sections(heading("What"), wanted=wanted, **facts) == []

    def test_an_overview_is_missed_in_the_architecture_alone(self) -> None:
        wanted = [Section(name="Overview")]
        inside = [heading("Architecture"), heading("Overview", 3)]
        assert sections(heading("What"), wanted=wanted) == []
        assert sections(*inside, wanted=wanted) == []
        (message,) = sections(heading("Architecture"), heading("What"), heading("Overview", 3), wanted=wanted)
        assert "add '### Overview'" in message

    @pytest.mark.parametrize("metadata", [{"declared": False}, {"status": "rejected"}])
    def test_a_design_that_is_none_or_not_in_force_misses_nothing(self, metadata: dict[str, Any]) -> None:
        assert sections(heading("What", empty=True), wanted=[self.why], metadata={"status": "rejected"}) == []

    def test_a_catalog_without_headings_misses_nothing(self) -> None:
        assert sections(wanted=[self.why]) == []

    def test_only_the_outermost_of_empty_sections_is_told(self) -> None:
        outline = [
            heading("Architecture", 2, empty=True, line=3),
            heading("Overview", 3, empty=True, line=5),
            heading("Changelog", 2, empty=True, line=9),
            heading("Sundry", 2, empty=True, line=12),
        ]
        found = [each for each in check(one(outline=outline)) if each.rule == "empty_section"]
        assert [(each.line, each.level) for each in found] == [(3, Level.INFO), (9, Level.INFO)]

    def test_an_empty_section_weighs_more_where_a_team_names_its_sections(self) -> None:
        policy = Policy(sections=(Section(name="Sundry"), Section(name="Why", use=Use.NOT_USED)))
        outline = [heading("Sundry", empty=True), heading("Why", empty=True)]
        found = [each for each in check(one(outline=outline), policy) if each.rule == "empty_section"]
        assert [(each.message, each.level) for each in found] == [
            ("section 'Sundry' is empty; write it", Level.WARNING)
        ]

    def test_a_required_changelog_is_not_told_twice(self) -> None:
        found = check(one(outline=[heading("What")]), Policy(sections=(Section(name="Changelog"),)))
        assert [each.rule for each in found] == ["missing_section"]


def owing() -> Catalog:
    return one(requirements=[requirement("R1"), requirement("R2")], changelog=[change("2026-03-01")])


TODAY = date(2026, 7, 1)


def waiver(**fields: Any) -> Waiver:
    return Waiver(**{"rule": "missing_acceptance_criteria", "reason": "Later", "line": 4, **fields})


def applied(policy: Policy, today: date | None = TODAY) -> list[Finding]:
    return list(check(owing(), policy, today))


class TestLevels:
    def test_a_rule_on_request_is_off_until_the_policy_gives_it_a_level(self) -> None:
        rule = RULES["missing_spike"]
        assert rule.on_request
        assert Policy().level(rule) is None
        assert Policy(levels={rule.code: PolicyLevel.WARNING}).level(rule) is Level.WARNING

    def test_a_rule_has_the_level_that_the_policy_says(self) -> None:
        found = applied(Policy(levels={"missing_acceptance_criteria": PolicyLevel.ERROR}))
        assert {each.level for each in found} == {Level.ERROR}

    def test_a_rule_that_is_off_finds_nothing(self) -> None:
        assert applied(Policy(levels={"missing_acceptance_criteria": PolicyLevel.OFF})) == []

    @pytest.mark.parametrize(("day", "count"), [(date(2026, 3, 1), 2), (date(2026, 3, 2), 0)])
    def test_a_design_before_the_date_of_a_rule_is_exempt(self, day: date, count: int) -> None:
        assert len(applied(Policy(since={"missing_acceptance_criteria": day}))) == count

    def test_a_design_without_a_date_is_not_exempt(self) -> None:
        undated = catalog(document("tea", metadata={**METADATA, "date": None}, requirements=[requirement("R1")]))
        policy = Policy(since={"missing_acceptance_criteria": date(2030, 1, 1)})
        assert "missing_acceptance_criteria" in {each.rule for each in check(undated, policy)}


class TestWaivers:
    @pytest.mark.parametrize(
        "about", [{"item": "tea.R1"}, {"item": "*.R1"}, {"path": "tea.*", "item": "tea.R1"}, {"item": "t*.R1"}]
    )
    def test_a_waived_finding_keeps_its_reason_and_leaves_those_in_force(self, about: dict[str, str]) -> None:
        checked = owing().with_findings(tuple(applied(Policy(waivers=(waiver(**about, expires=TODAY),)))))
        assert [each.item for each in checked.findings] == ["tea.R2"]
        assert [(each.item, each.waived, each.waived_until) for each in checked.waived] == [("tea.R1", "Later", TODAY)]

    def test_an_expired_waiver_is_told_and_sets_nothing_aside(self) -> None:
        policy = Policy(path="lcore.toml", waivers=(waiver(item="tea.*", expires=date(2026, 6, 30)),))
        told_first, *rest = applied(policy)
        assert (told_first.path, told_first.line, told_first.rule, told_first.level) == (
            "lcore.toml",
            4,
            "expired_waiver",
            Level.WARNING,
        )
        assert told_first.message.endswith("expired on 2026-06-30; mend what it set aside (2), or move the date")
        assert [each.waived for each in rest] == ["", ""]

    def test_an_expired_waiver_of_nothing_is_told_once(self) -> None:
        (found, *_) = applied(Policy(waivers=(waiver(item="milk", expires=date(2026, 6, 30)),)))
        assert found.message.endswith("expired on 2026-06-30; remove it")
        assert found.rule == "expired_waiver"

    def test_without_a_day_no_waiver_is_expired(self) -> None:
        found = applied(Policy(waivers=(waiver(item="tea.*", expires=date(2020, 1, 1)),)), today=None)
        assert [each.waived for each in found] == ["Later", "Later"]

    @pytest.mark.parametrize(
        ("about", "cure"),
        [
            ({"item": "tea.R9"}, "tea.R9 sets nothing aside; did you mean tea.R2?"),
            ({"item": "tea"}, "tea sets nothing aside; remove it"),
            ({"item": "kettle.U7"}, "kettle.U7 sets nothing aside; remove it"),
            ({"item": "tea.R3*"}, "tea.R3* sets nothing aside; remove it"),
            ({"path": "tea.rst"}, "tea.rst sets nothing aside; remove it"),
            ({"item": "*.X", "path": "a/*"}, "*.X in a/* sets nothing aside; remove it"),
        ],
    )
    def test_a_waiver_of_nothing_is_information(self, about: dict[str, str], cure: str) -> None:
        (found, *_) = applied(Policy(path="lcore.toml", waivers=(waiver(**about),)))
        assert (found.rule, found.level, found.line) == ("unused_waiver", Level.INFO, 4)
        assert found.message.endswith(cure)

    def test_the_rules_about_waivers_have_levels_too(self) -> None:
        levels = {"unused_waiver": PolicyLevel.OFF, "expired_waiver": PolicyLevel.INFO}
        waivers = (waiver(item="x"), waiver(item="y", expires=date(2020, 1, 1)))
        found = applied(Policy(levels=levels, waivers=waivers))
        assert [(each.rule, each.level) for each in found[:1]] == [("expired_waiver", Level.INFO)]
        assert "unused_waiver" not in {each.rule for each in found}
