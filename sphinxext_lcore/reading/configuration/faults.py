"""An example of a configuration, held against the model of it: what is wrong, and on which line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml
from pydantic import RootModel, ValidationError

from sphinxext_lcore.model.suggestion import cure, printable, shorten
from sphinxext_lcore.reading.configuration.fields import ANY, fields_of, key_names, nested_models
from sphinxext_lcore.reading.configuration.models import portable, quiet, said
from sphinxext_lcore.reading.configuration.yaml_text import YamlError, is_merge, locate, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from sphinxext_lcore.reading.configuration.yaml_text import Located

_START = yaml.Mark("example", 0, 0, 0, None, 0)
_MOST = 50
"""How many faults of an example are told: who has that many mends the first ones first."""


class ExampleFault(NamedTuple):
    """What is wrong with an example."""

    line: int
    """Counted from 0."""
    message: str


class _Ignored(NamedTuple):
    """A key that has no effect."""

    line: int
    path: tuple[str | int, ...]


def faults_of(node: yaml.Node | None, model: type[BaseModel]) -> list[ExampleFault]:
    """What a model finds wrong with a document; None is a document without a value, as of comments alone."""
    root = node if node is not None else yaml.MappingNode("tag:yaml.org,2002:map", [], _START)
    try:
        value = value_of(root)
    except YamlError as error:
        return [ExampleFault(error.fault.line, f"{error.fault.message}; mend the example")]
    faults = {ExampleFault(key.line, _unknown_key(model, key.path)) for key in _ignored_keys(root, model)}
    try:
        with quiet():
            model.model_validate(value)
    except ValidationError as errors:
        details = errors.errors(include_url=False, include_context=False, include_input=False)
        faults |= _faults(root, model, details)
    except (Exception, SystemExit) as error:  # a validator can raise anything
        faults.add(ExampleFault(root.start_mark.line, f"{model.__name__} raises {said(error)}; mend its validators"))
    return sorted(faults)[:_MOST]


def _faults(root: yaml.Node, model: type[BaseModel], details: Iterable[ErrorDetails]) -> set[ExampleFault]:
    found = set[ExampleFault]()
    refused: dict[Located, list[str]] = {}
    for error in details:
        # Without what pydantic adds to tell the types of a union apart, each of which says why it refuses a value.
        place = locate(root, error["loc"])
        if error["type"] == "extra_forbidden":
            found.add(ExampleFault(place.line, _unknown_key(model, place.path)))
        elif error["type"] == "missing":
            name = _name((*place.path, error["loc"][-1]))
            found.add(ExampleFault(place.line, f"the key {name} is missing; add it, as {model.__name__} requires it"))
        else:
            words = portable(error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, "))
            refused.setdefault(place, []).append(words)
    return found | {_refused(place, words) for place, words in refused.items()}


def _refused(place: Located, words: Iterable[str]) -> ExampleFault:
    text, name = ", or: ".join(dict.fromkeys(words)), _name(place.path)
    return ExampleFault(
        place.line, f"invalid value of {name}: {text}; mend it" if name else f"{text}; mend the example"
    )


def _name(path: Sequence[str | int]) -> str:
    return shorten(printable(".".join(map(str, path))), 80)


def _unknown_key(model: type[BaseModel], path: Sequence[str | int]) -> str:
    return f"{model.__name__} has no key {_name(path)}; {cure(str(path[-1]), _known(model, path[:-1]))}"


def _known(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that a model has at a path."""
    steps = [{ANY, str(step)} for step in path]
    found = (field.path for field in fields_of(model) if len(field.path) == len(path) + 1)
    keys = (keys[-1] for keys in found if all(key in known for key, known in zip(keys, steps, strict=False)))
    return [*dict.fromkeys(keys)]  # the models of a union can share a key


def _ignored_keys(node: yaml.Node, model: type[BaseModel], path: tuple[str | int, ...] = ()) -> Iterator[_Ignored]:
    """The keys that a model passes over, with those of the models in it; one that forbids them says so itself.

    A validator that runs before the fields may give a key its meaning; then nothing is known of it.
    """
    before = any(each.info.mode != "after" for each in model.__pydantic_decorators__.model_validators.values())
    if before or issubclass(model, RootModel) or not isinstance(node, yaml.MappingNode):
        return
    fields = {name: info for field, info in model.model_fields.items() for name in key_names(field, info)}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or is_merge(key):
            continue
        if key.value in fields:
            inner = [*nested_models(fields[key.value].annotation)]
            for below, nested in inner if len(inner) == 1 else ():  # of several, nobody knows which is meant
                for steps, each in _nodes_at(value, below):
                    yield from _ignored_keys(each, nested, (*path, key.value, *steps))
        elif model.model_config.get("extra", "ignore") == "ignore":
            yield _Ignored(key.start_mark.line, (*path, key.value))


def _nodes_at(node: yaml.Node, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str | int, ...], yaml.Node]]:
    """The nodes below one, after as many lists and mappings as there are steps."""
    if not steps:
        yield (), node
    elif isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from (((number, *path), found) for path, found in _nodes_at(each, steps[1:]))
    elif isinstance(node, yaml.MappingNode):
        for key, each in node.value:
            yield from (((str(key.value), *path), found) for path, found in _nodes_at(each, steps[1:]))
