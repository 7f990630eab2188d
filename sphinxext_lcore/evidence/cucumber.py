"""Cucumber's JSON results, as Cucumber for any language and behave write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sphinxext_lcore.evidence.citations import of_tags
from sphinxext_lcore.evidence.gherkin import outcome_of_tags, scenario_name
from sphinxext_lcore.evidence.source import UnreadableError
from sphinxext_lcore.model.evidence import EvidenceTest, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from sphinxext_lcore.evidence.source import Source

_MOST_BYTES = 50_000_000
_FAILED = frozenset({"failed", "error", "undefined", "ambiguous", "broken", "hook_error", "cleanup_error"})
_NOT_RUN = frozenset({"skipped", "pending", "untested"})


class _Part(BaseModel):
    """A part of a result; whatever else a runner writes there is passed over."""

    model_config = ConfigDict(extra="ignore")


class _Tag(_Part):
    name: str = ""


class _Result(_Part):
    status: str = ""


class _Hook(_Part):
    result: _Result | None = None


class _Step(_Hook):
    before: tuple[_Hook, ...] = ()
    after: tuple[_Hook, ...] = ()


class _Element(_Part):
    name: str = ""
    type: str = "scenario"
    line: int = 0
    location: str = ""
    status: str = ""
    tags: tuple[_Tag | str, ...] = ()
    steps: tuple[_Step, ...] = ()
    before: tuple[_Hook, ...] = ()
    after: tuple[_Hook, ...] = ()

    @property
    def statuses(self) -> set[str]:
        """What is said of the whole, and of each step and hook: a hook that fails may stand at a step that passed."""
        around = (hook for step in self.steps for hook in (*step.before, *step.after))
        results = (each.result for each in (*self.before, *self.steps, *around, *self.after))
        return {self.status.lower(), *(result.status.lower() for result in results if result is not None)}


class _Feature(_Part):
    uri: str = ""
    location: str = ""
    name: str = ""
    tags: tuple[_Tag | str, ...] = ()
    elements: tuple[_Element, ...] = Field(default=())


def read(source: Source) -> Iterator[EvidenceTest]:
    """The scenarios of a result file.

    Raises:
        UnreadableError: It is no JSON, or no result of Cucumber.
    """
    content = _content(source)
    if not isinstance(content, list):
        message = "it is no result of Cucumber, which is a list of features; leave it out of lcore_evidence"
        raise UnreadableError(message)
    for number, each in enumerate(content, start=1):
        try:
            feature = _Feature.model_validate(each)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            message = f"it is no result of Cucumber: feature {number}{place and f', {place}'}: {first['msg']}"
            raise UnreadableError(message) from error
        yield from _tests(feature, source)


def _content(source: Source) -> Any:
    try:
        return json.loads(source.text(_MOST_BYTES))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is no JSON: {error.msg}; write it anew", error.lineno) from error
    except RecursionError as error:
        message = "it is nested deeper than any result of Cucumber; leave it out of lcore_evidence"
        raise UnreadableError(message) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise UnreadableError(f"it is no result of Cucumber: {str(error)[:100]}") from error


def _tests(feature: _Feature, source: Source) -> Iterator[EvidenceTest]:
    file = source.relative(feature.uri.removeprefix("file:") or feature.location.rpartition(":")[0])
    background: set[str] = set()
    for element in feature.elements:
        if element.type == "background":  # its steps are those of the scenario that follows
            background = element.statuses
            continue
        tags = [*_names(feature.tags), *_names(element.tags)]
        cites, attempts = of_tags(tags)
        number = element.location.rpartition(":")[2]
        line = element.line or (int(number) if number.isdecimal() and len(number) < 10 else 1)  # noqa: PLR2004
        yield EvidenceTest(
            name=scenario_name(file, feature.name, element.name),
            outcome=_outcome(element.statuses | background, tags),
            cites=cites,
            kind=source.kind,
            path=file or source.name,
            line=max(line, 1) if file else 1,
            source=source.name,
            attempts=attempts,
        )
        background = set()


def _outcome(found: Set[str], tags: Sequence[str]) -> Outcome:
    if found & _FAILED:
        return Outcome.FAILED
    if found & _NOT_RUN:
        return Outcome.SKIPPED
    return Outcome.PASSED if "passed" in found else outcome_of_tags(tags)


def _names(tags: Sequence[_Tag | str]) -> list[str]:
    return [(tag if isinstance(tag, str) else tag.name).removeprefix("@") for tag in tags]
