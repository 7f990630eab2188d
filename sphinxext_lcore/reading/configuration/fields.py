"""The fields of a pydantic model, as a table: those of nested models under dotted names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import AliasChoices, AliasPath, BaseModel, RootModel
from pydantic_core import PydanticSerializationError, to_jsonable_python

from sphinxext_lcore.model.suggestion import printable, shorten
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.reading.configuration.models import portable
from sphinxext_lcore.tracing.blocks import EMPTY, Column, Row, Run, Table, Tone, plain_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

ANY = "*"
"""Stands in a dotted name for each item of a list, and for each key of a mapping."""
_LONGEST = 120
FIELDS = term("Fields")
_COLUMNS = (
    Column("name", term("Name")),
    Column("type", term("Type")),
    Column("default", term("Default")),
    Column("title", term("Title")),
    Column("description", term("Description")),
)


class Field(NamedTuple):
    """A field of a model or of one that is nested in it."""

    path: tuple[str, ...]
    info: FieldInfo
    owner: type[BaseModel]

    @property
    def name(self) -> str:
        """The dotted name."""
        return ".".join(self.path)


def fields_of(model: type[BaseModel]) -> Iterator[Field]:
    """All fields, each model's in the order in which it declares them; a model inside itself is not opened again."""
    yield from _fields(model, (), frozenset())


def fields_table(model: type[BaseModel], label: str) -> Table:
    """The fields as a table, whose caption is a label with the name of the model behind it."""
    rows = (
        Row(
            (
                (Run(field.name, tone=Tone.CODE),),
                (Run(type_text(field.info.annotation), tone=Tone.CODE),),
                (Run(term("required")),) if field.info.is_required() else _default(field.info),
                _words(field.info.title),
                _words(field.info.description),
            )
        )
        for field in fields_of(model)
    )
    caption = f"{label}: {model.__name__}"
    return plain_table("config-fields", caption, _COLUMNS, rows, term("The model has no fields."))


def type_text(annotation: object) -> str:
    """A type as Python writes it, without the modules of its names."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in {None, NoneType}:
        return "None"
    if origin is Annotated:
        return type_text(arguments[0])
    if origin in {Union, UnionType}:
        return " | ".join(map(type_text, arguments))
    if origin is Literal:
        return " | ".join(map(_value_text, arguments))
    if origin is not None and arguments:
        return f"{_type_name(origin)}[{', '.join('…' if each is Ellipsis else type_text(each) for each in arguments)}]"
    return _type_name(annotation)


def key_names(name: str, info: FieldInfo) -> list[str]:
    """What a file may call a field; the first is how it should."""
    written = info.validation_alias if info.validation_alias is not None else info.alias
    choices = written.choices if isinstance(written, AliasChoices) else [written]
    names = [str(each.path[0]) if isinstance(each, AliasPath) else each for each in choices]
    return [*filter(None, names), name]


def nested_models(annotation: object) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """The models that a type is made of, each with the steps from the value to it."""
    origin = get_origin(annotation)
    if isinstance(annotation, type) and origin is None and issubclass(annotation, BaseModel):
        yield (), annotation
    elif origin is Annotated:
        yield from nested_models(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for each in get_args(annotation):
            yield from nested_models(each)
    elif isinstance(origin, type):
        arguments = get_args(annotation)
        for each in arguments[1:] if issubclass(origin, Mapping) else arguments:
            yield from (((ANY, *below), model) for below, model in nested_models(each))


def _fields(model: type[BaseModel], prefix: tuple[str, ...], inside: frozenset[type[BaseModel]]) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if issubclass(model, RootModel):  # its one field is the value itself
            path = prefix
        else:
            path = (*prefix, key_names(name, info)[0])
            yield Field(path, info, model)
        for below, nested in nested_models(info.annotation):
            if nested is not model and nested not in inside:
                yield from _fields(nested, path + below, inside | {model})


def _default(info: FieldInfo) -> tuple[Run, ...]:
    if info.default_factory is None:
        return (Run(_value_text(info.default), tone=Tone.CODE),)
    made = {list: "[]", dict: "{}", set: "[]", tuple: "[]"}.get(info.default_factory)  # type: ignore[call-overload]
    name = getattr(info.default_factory, "__name__", "")
    return (Run(made or (f"{name}()" if name.isidentifier() else "…"), tone=Tone.CODE),)


def _value_text(value: object) -> str:
    """A value as YAML writes it on one line; the same in every process."""
    try:
        plain = to_jsonable_python(value, fallback=_unknown)
        if isinstance(value, (set, frozenset)):
            plain = sorted(plain, key=json.dumps)
        text = json.dumps(plain, ensure_ascii=False)
    except (PydanticSerializationError, RecursionError, TypeError, ValueError):
        text = type(value).__name__
    return shorten(printable(text), _LONGEST)


def _unknown(value: object) -> str:
    return type(value).__name__


def _type_name(annotation: Any) -> str:  # noqa: ANN401, RUF100 - a name may be on anything
    name = getattr(annotation, "__name__", None) or str(annotation)
    return shorten(portable(name), _LONGEST)


def _words(text: str | None) -> tuple[Run, ...]:
    line = printable(" ".join((text or "").split()))
    return (Run(line),) if line else EMPTY
