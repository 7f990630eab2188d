"""The rules about wording: which words are vague, where they are looked for, and how a team changes that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.policy import Policy, PolicyLevel
from sphinxext_lcore.checking.policy_toml import parse
from sphinxext_lcore.checking.registry import RULES, of_wording
from sphinxext_lcore.checking.wording import Wording
from sphinxext_lcore.model.records import Level, Priority
from tests.designs import catalog, criterion, one, page, requirement

if TYPE_CHECKING:
    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Finding

ON = {rule.code: PolicyLevel.INFO for rule in of_wording.RULES}


def found(rule: str, facts: Catalog, wording: Wording | None = None) -> list[Finding]:
    policy = Policy(levels=ON, wording=wording or Wording())
    return [each for each in check(facts, policy) if each.rule == rule]


def stated(statement: str, **facts: Any) -> Catalog:
    return one(requirements=[requirement("R1", statement=statement)], criteria=[criterion("R1")], **facts)


def vague(statement: str, wording: Wording | None = None, **facts: Any) -> list[str]:
    return [each.message.split("'")[1] for each in found("vague_term", stated(statement, **facts), wording)]


class TestOnRequest:
    facts = stated("It is fast and/or cheap.")

    def test_a_rule_about_wording_is_off_unless_the_policy_names_a_level(self) -> None:
        assert {each.rule for each in check(self.facts)} & set(ON) == set()

    def test_it_has_the_level_that_the_policy_names(self) -> None:
        policy = Policy(levels={"vague_term": PolicyLevel.WARNING})
        told = {each.rule: each.level for each in check(self.facts, policy) if each.rule in ON}
        assert told == {"vague_term": Level.WARNING}

    def test_sections_in_the_policy_do_not_turn_it_on(self) -> None:
        policy = parse("[[sections]]\nname = 'Why'\n", "lcore.toml")
        assert all(policy.level(RULES[code]) is None for code in ON)


class TestVagueTerm:
    def test_a_finding_says_what_is_vague_and_how_to_mend_it(self) -> None:
        (finding,) = found("vague_term", stated("The kettle boils fast."))
        assert (finding.item, finding.line, finding.level) == ("tea.R1", 10, Level.INFO)
        assert (
            finding.message
            == "vague: 'fast' says no measure; say what can be measured, or leave the term out of [wording]"
        )

    @pytest.mark.parametrize(
        ("statement", "message"),
        [
            ("It asks the guest if necessary.", "'if necessary' does not say when; name the condition"),
            ("It takes tea, milk, etc.", "'etc' leaves the list open; name all that belongs to it"),
        ],
    )
    def test_the_cure_is_that_of_the_kind_of_term(self, statement: str, message: str) -> None:
        (finding,) = found("vague_term", stated(statement))
        assert message in finding.message

    def test_of_a_term_of_the_team_it_is_said_that_it_is_one(self) -> None:
        (finding,) = found("vague_term", stated("It is nice."), Wording(also_vague=("nice",)))
        assert "'nice' is one of the team's vague words; say it in words that can be tested, or" in finding.message

    def test_of_terms_that_begin_alike_the_longest_is_found(self) -> None:
        assert vague("It is nice enough.", Wording(vague=("nice", "nice enough"))) == ["nice enough"]

    def test_what_the_document_writes_as_code_is_a_name_in_a_criterion_too(self) -> None:
        facts = one(requirements=[requirement("R1")], criteria=[criterion("R1", text="It is fast")], code=("fast",))
        assert found("vague_term", facts) == []

    def test_a_term_does_not_go_from_one_paragraph_to_the_next(self) -> None:
        assert vague("It boils as\n\nneeded water runs.") == []

    def test_a_criterion_is_looked_at_once_also_where_it_accepts_two_requirements(self) -> None:
        both = [requirement("R1"), requirement("R2")]
        facts = one(requirements=both, criteria=[criterion("R1", "R2", text="It boils quickly")])
        assert [(each.item, each.line) for each in found("vague_term", facts)] == [("tea.R1.AC1", 30)]

    @pytest.mark.parametrize(
        ("statement", "terms"),
        [
            ("FAST and Robust", ["fast", "robust"]),
            ("fast, fast and fast", ["fast"]),
            ("as  needed", ["as needed"]),
            ("as soon as possible", ["as soon as possible"]),
            ("It is user-friendly.", ["user-friendly"]),
            ("It is fast: one minute.", ["fast"]),
        ],
    )
    def test_whole_terms_are_found_in_any_case_each_once(self, statement: str, terms: list[str]) -> None:
        assert vague(statement) == terms

    @pytest.mark.parametrize(
        "statement",
        [
            "Guests fasten, breakfasts and the fastest are no such words.",
            "The key fast_mode, the flag --fast, the file fast.py and the path /fast are names.",
            "A fast-path and a call of fast() are names.",
            "The button says “fast”, 'as needed' or \"and so on\".",
            "The file says:\n\nspeed: fast\ncolour: red",
        ],
    )
    def test_parts_of_words_names_quotations_and_code_blocks_are_not(self, statement: str) -> None:
        assert vague(statement) == []

    def test_what_the_document_writes_as_code_is_a_name(self) -> None:
        assert vague("The mode is fast, and robust.", code=("fast",)) == ["robust"]
        assert vague("It runs make fast now.", code=("make fast",)) == []

    @pytest.mark.parametrize(
        ("fields", "metadata"),
        [({"status": "rejected"}, None), ({"priority": Priority.WONT}, None), ({}, {"status": "superseded"})],
    )
    def test_what_is_not_in_force_is_not_looked_at(self, fields: dict[str, Any], metadata: Any) -> None:
        facts = one(
            requirements=[requirement("R1", statement="It is fast.", **fields)],
            criteria=[criterion("R1", text="It is quick")],
            metadata=metadata,
        )
        assert found("vague_term", facts) == []

    def test_nothing_at_all_is_not_vague(self) -> None:
        assert found("vague_term", catalog(page("index"))) == []


class TestAndOr:
    @pytest.mark.parametrize("words", ["milk and/or sugar", "milk AND / OR sugar", "milk or/and sugar"])
    def test_it_is_found_with_a_cure(self, words: str) -> None:
        (finding,) = found("and_or", stated(f"It takes {words}."))
        assert finding.message == "'and/or' can be read in two ways; write 'and', 'or', or 'a or b, or both'"
        assert finding.item == "tea.R1"

    @pytest.mark.parametrize("words", ["milk and sugar, or tea", "the path /and/or/not", "a button “and/or”"])
    def test_anything_else_is_not(self, words: str) -> None:
        assert found("and_or", stated(f"It takes {words}.")) == []


class TestNotEars:
    def test_a_statement_in_no_pattern_is_found_with_a_cure(self) -> None:
        (finding,) = found("not_ears", stated("The kettle boils water."))
        assert (finding.item, finding.level) == ("tea.R1", Level.INFO)
        assert finding.message.startswith(
            "the statement of R1 is in no EARS pattern; write 'The … must …', after 'When"
        )

    @pytest.mark.parametrize(
        "statement", ["", "The kettle must boil water.", "Tea is hot. When it is cold, the kettle shall heat it."]
    )
    def test_a_sentence_in_a_pattern_is_enough_and_nothing_is_in_none(self, statement: str) -> None:
        assert found("not_ears", stated(statement)) == []

    def test_what_is_not_in_force_is_in_any_form(self) -> None:
        rejected = requirement("R1", statement="The kettle boils.", status="rejected")
        assert found("not_ears", one(requirements=[rejected])) == []


class TestTerms:
    def test_a_team_adds_terms(self) -> None:
        assert vague("It is nice and fast.", Wording(also_vague=("Nice",))) == ["fast", "nice"]

    def test_a_team_has_a_list_of_its_own(self) -> None:
        assert vague("It is nice and fast.", Wording(vague=("nice",))) == ["nice"]

    def test_a_team_has_no_vague_terms_at_all(self) -> None:
        assert vague("It is nice and fast.", Wording(vague=())) == []

    def test_they_stand_in_a_table_of_the_policy(self) -> None:
        policy = parse("[wording]\nvague = ['nice', ' Good ']\nalso_vague = ['a bit']\n", "lcore.toml")
        assert policy.findings == ()
        assert policy.wording.terms == ("nice", "good", "a bit")

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("[wording]\n\nvague = 'nice'\n", 3, "invalid value 'nice' of vague; write a list of texts"),
            ("[wording]\nvague = [3]\n", 2, "invalid value '3' of vague; write a text"),
            ("[wording]\nvague = [' ']\n", 2, "invalid value '' of vague; write a text"),
            ("[wording]\nalso_vage = ['nice']\n", 2, "unknown key also_vage in wording; did you mean also_vague?"),
            ("wording = ['nice']\n", 1, "wording has the wrong form; write a table [wording]"),
        ],
    )
    def test_what_is_wrong_in_it_is_told_at_its_line(self, text: str, line: int, message: str) -> None:
        policy = parse(text, "lcore.toml")
        assert [(each.line, each.message) for each in policy.findings] == [(line, message)]
        assert policy.wording == Wording()
