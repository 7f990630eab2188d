"""``lcore.toml``: the policy as TOML. What is wrong in it is a finding with its line, and all else holds."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from sphinxext_lcore.checking.policy import Policy, PolicyLevel, Section, Use, Waiver
from sphinxext_lcore.checking.registry import RULES
from sphinxext_lcore.checking.toml_lines import key_lines, line_of, line_of_error
from sphinxext_lcore.checking.wording import Wording
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.model.suggestion import cure, nearest, shorten
from sphinxext_lcore.model.template import TEMPLATE_SECTIONS, names_of, template_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from sphinxext_lcore.checking.toml_lines import Place
    from sphinxext_lcore.model.records import Record

GROUPS = ("levels", "since", "sections", "waivers", "wording")
TEAM_CONFIG = "team-config"
_BY_RULE = frozenset({"levels", "since"})
"""The tables whose keys are rules."""
_BEFORE_POLICY = frozenset({"invalid_config"})
"""What is told before a policy is read."""
_KINDS: Mapping[str, type[Record]] = {"sections": Section, "waivers": Waiver}
_DATE = "write a date, such as 2026-12-31"
_CHOICES: Mapping[str, tuple[str, ...]] = {"levels": tuple(PolicyLevel), "use": tuple(Use)}
_SLIP = 0.85
"""How much a name and one of the template's have in common where it is no section of a team's own."""


class _Problem(NamedTuple):
    """What is wrong, and where."""

    place: Place
    message: str


class _Entry(NamedTuple):
    """One entry of a group: a key and its value, or an element of an array of tables."""

    place: Place
    value: Any

    @property
    def key(self) -> str | int:
        return self.place[-1]


def parse(text: str, path: str) -> Policy:
    """The policy of a TOML file.

    Args:
        text: Its text.
        path: What findings call it.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words, line = line_of_error(str(error), text)
        return _unreadable(path, line, f"the policy is no TOML: {words}; mend that line")
    except RecursionError:
        return _unreadable(path, 1, "the policy is nested deeper than any policy; write it anew")
    lines = key_lines(text)
    problems: list[_Problem] = []
    good: dict[str, Any] = {"levels": {}, "since": {}, "sections": [], "waivers": [], "wording": {}}
    for entry in _entries(data, problems):
        found = list(_problems(entry, good, lines))
        problems += found
        if not found:
            _add(entry, good, lines)
    team_config = data.get(TEAM_CONFIG, "")
    if not isinstance(team_config, str):
        problems.append(_Problem((TEAM_CONFIG,), f"{TEAM_CONFIG} has the wrong form; write a path in quotes"))
        team_config = ""
    findings = [
        Finding(rule="invalid_policy", message=message, path=path, line=line_of(place, lines))
        for place, message in problems
    ]
    return Policy.model_validate({**good, "path": path, "team_config": team_config, "findings": tuple(findings)})


def _unreadable(path: str, line: int, message: str) -> Policy:
    return Policy(path=path, findings=(Finding(rule="invalid_policy", message=message, path=path, line=line),))


def _entries(data: Mapping[str, Any], problems: list[_Problem]) -> Iterator[_Entry]:
    """The entries of all groups; what is no group, or has not the form of one, is a problem."""
    for name, group in data.items():
        is_table = name not in _KINDS
        if name == TEAM_CONFIG:
            continue
        if name not in GROUPS:
            problems.append(_Problem((name,), f"unknown key {shorten(name)}; {cure(name, (*GROUPS, TEAM_CONFIG))}"))
        elif is_table and isinstance(group, dict):
            yield from (_Entry((name, key), value) for key, value in group.items())
        elif not is_table and isinstance(group, list):
            yield from (_Entry((name, index), value) for index, value in enumerate(group))
        else:
            form = f"[{name}]" if is_table else f"[[{name}]]"
            problems.append(_Problem((name,), f"{name} has the wrong form; write a table {form}"))


def _problems(entry: _Entry, good: Mapping[str, Any], lines: Mapping[Place, int]) -> Iterator[_Problem]:
    """What is wrong with an entry."""
    group = str(entry.place[0])
    if group in _KINDS and not isinstance(entry.value, dict):
        yield _Problem(entry.place, f"{group} has the wrong form; write a table [[{group}]]")
        return
    rule = entry.key if group in _BY_RULE else entry.value.get("rule") if group == "waivers" else None
    if isinstance(rule, str):
        yield from _about_rule(entry, rule, "rule" if group == "waivers" else "")
    yield from _about_values(entry, lines)
    if group == "sections":
        yield from _about_section(entry, good)


def _about_rule(entry: _Entry, rule: str, key: str) -> Iterator[_Problem]:
    place = (*entry.place, key) if key else entry.place
    if rule in _BEFORE_POLICY:
        message = f"{rule} is told before the policy is read; name it in suppress_warnings"
        yield _Problem(place, message)
    elif rule not in RULES:
        yield _Problem(place, f"unknown rule {shorten(rule)} in {entry.place[0]}; {cure(rule, RULES)}")


def _about_values(entry: _Entry, lines: Mapping[Place, int]) -> Iterator[_Problem]:
    if entry.place[0] == "waivers" and "line" in entry.value:
        yield _Problem((*entry.place, "line"), f"unknown key line in waivers; {cure('line', _keys('waivers'))}")
    try:
        _validated(entry, lines)
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            inner = error["loc"] if entry.place[0] in _KINDS else ()
            yield _Problem((*entry.place, *inner), _message(entry, error))


def _validated(entry: _Entry, lines: Mapping[Place, int]) -> Record:
    group = str(entry.place[0])
    if group not in _KINDS:
        return Policy.model_validate({group: {entry.key: entry.value}})
    ours = {"line": line_of(entry.place, lines)} if group == "waivers" else {}
    return _KINDS[group].model_validate({**entry.value, **ours})


def _keys(group: str) -> list[str]:
    kind = _KINDS.get(group, Wording)  # the keys of every other table are rules
    return [field for field in kind.model_fields if field != "line"]  # which is ours to set


def _message(entry: _Entry, error: ErrorDetails) -> str:
    """What is wrong with a value, in our words."""
    group = str(entry.place[0])
    name = str(error["loc"][0]) if group in _KINDS and error["loc"] else str(entry.key)
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"unknown key {shorten(name)} in {group}; {cure(name, _keys(group))}"
    if kind == "missing":
        return f'{name} is missing in {group}; add {name} = "…"'
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    value = shorten(str(error["input"]))
    return f"invalid value '{value}' of {name}; {_cure(group, name, kind, value)}"


def _cure(group: str, name: str, kind: str, value: str) -> str:
    choices = _CHOICES.get(group, _CHOICES.get(name))
    if choices is not None:
        best = nearest(value, choices)
        return f"did you mean {best}?" if best else f"write {', '.join(choices)}"
    if kind.startswith("date_"):
        return _DATE
    return "write a text" if kind != "tuple_type" else "write a list of texts"


def _about_section(entry: _Entry, good: Mapping[str, Any]) -> Iterator[_Problem]:
    """A name that is nearly one of the template's, and a section that is there twice."""
    name = entry.value.get("name")
    if not isinstance(name, str) or not names_of(name):
        return
    known = [section.name for section in TEMPLATE_SECTIONS]
    best = nearest(name, known) if template_section(name) is None else ""
    if best and SequenceMatcher(None, name.lower(), best.lower()).ratio() > _SLIP:
        yield _Problem((*entry.place, "name"), f"unknown section '{shorten(name)}'; did you mean '{best}'?")
    identity = Section(name=name).identity
    if any(section.identity == identity for section in good["sections"]):
        message = f"section '{shorten(name)}' is there twice; keep one of the two"
        yield _Problem((*entry.place, "name"), message)


def _add(entry: _Entry, good: dict[str, Any], lines: Mapping[Place, int]) -> None:
    group = str(entry.place[0])
    if group in _KINDS:
        good[group].append(_validated(entry, lines))
    else:
        good[group][entry.key] = entry.value
