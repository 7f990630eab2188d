"""YAML in a document: its faults with their lines, its values, and the line of each value.

What an author wrote may be hostile: no tag makes an object, and neither aliases nor depth cost more than a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from sphinxext_lcore.model.suggestion import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 100_000
"""How many values an example may have when its aliases are unfolded."""
_MERGE = "tag:yaml.org,2002:merge"
_BROKEN_VALUES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What PyYAML raises for a scalar that is not what its tag says, such as the 30th of February."""
_DEEP = "it is nested too deeply"


class YamlFault(NamedTuple):
    """What is wrong with a text."""

    line: int
    """Counted from 0."""
    message: str
    """On one line, without a cure."""


class YamlError(Exception):
    """A text that cannot be read."""

    def __init__(self, fault: YamlFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def syntax_fault(text: str) -> YamlFault | None:
    """The first fault in the syntax of one or several YAML documents; their tags, anchors and keys are not judged."""
    try:
        for _event in yaml.parse(text, _Loader):
            pass
    except yaml.YAMLError as error:
        return _fault(error, text)
    except (RecursionError, *_BROKEN_VALUES):
        return None  # which no one copies
    return None


def documents(text: str) -> list[yaml.Node]:
    """The YAML documents of a text, as nodes that know their lines. Nothing is made of them yet.

    Raises:
        YamlError: The text is no YAML, or a mapping has a key twice.
    """
    try:
        found: list[yaml.Node] = list(yaml.compose_all(text, _Loader))
        repeated = next((fault for node in found for fault in _repeated_keys(node)), None)
    except yaml.YAMLError as error:
        raise YamlError(_fault(error, text)) from error
    except RecursionError as error:
        raise YamlError(YamlFault(0, _DEEP)) from error
    except _BROKEN_VALUES as error:  # such as "\UFFFFFFFF", which no character has
        raise YamlError(YamlFault(0, _one_line(str(error)))) from error
    if repeated is not None:
        raise YamlError(repeated)
    return found


def value_of(node: yaml.Node) -> object:
    """The value of a document, of plain Python types.

    Raises:
        YamlError: A value is not what its tag says, its tag is none of YAML's, or the aliases unfold to too much.
    """
    try:
        if _size(node, {}) > LARGEST:
            message = f"its aliases unfold to more than {LARGEST:,} values, or to themselves"
            raise YamlError(YamlFault(node.start_mark.line, message))
        return _Constructor().construct_document(node)
    except yaml.YAMLError as error:
        raise YamlError(_fault(error)) from error
    except RecursionError as error:
        raise YamlError(YamlFault(node.start_mark.line, _DEEP)) from error


class Located(NamedTuple):
    """Where a path of keys and indices leads."""

    line: int
    """Counted from 0; the value of a key stands where the key stands."""
    path: tuple[str | int, ...]
    """The steps that are there."""


def locate(node: yaml.Node, path: Sequence[str | int]) -> Located:
    """Follow a path; a step that is not there is passed over."""
    line, taken = node.start_mark.line, list[str | int]()
    for step in path:
        found = _child(node, step)
        if found is not None:
            line, node = found
            taken.append(step)
    return Located(line, tuple(taken))


def is_merge(key: yaml.Node) -> bool:
    """Whether a key is ``<<``, which merges another mapping into this one."""
    return bool(key.tag == _MERGE)


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and not is_merge(key) and key.value == str(step):
            return key.start_mark.line, value
    merged = (value for key, value in node.value if is_merge(key))
    parts = (part for value in merged for part in (value.value if isinstance(value, yaml.SequenceNode) else [value]))
    return next((found for part in parts if (found := _child(part, step)) is not None), None)


class _Loader(yaml.SafeLoader):
    """PyYAML's own, in Python: the faster one, in C, does not survive deep nesting."""


class _Constructor(yaml.constructor.SafeConstructor):
    """Says where a value stands that is not what its tag says."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002, RUF100
        """Make a value."""
        try:
            value: object = super().construct_object(node, deep=deep)
        except _BROKEN_VALUES as error:
            tag = node.tag.rpartition(":")[2]
            message = f"'{shorten(str(node.value))}' is no {tag}"
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark) from error
        return value


def _size(node: yaml.Node, known: dict[int, float]) -> float:
    """How many values a node has with its aliases unfolded; infinite where it holds itself."""
    if id(node) not in known:
        known[id(node)] = float("inf")  # until it is counted: whoever meets it before that is inside it
        known[id(node)] = 1 + sum(_size(child, known) for child in _children(node))
    return known[id(node)]


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _repeated_keys(root: yaml.Node) -> Iterator[YamlFault]:
    """The keys that a mapping has twice, of which PyYAML would keep the last."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting += reversed([*_children(node)])
        keys: set[tuple[str, str]] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode) or is_merge(key):
                continue
            if (key.tag, key.value) in keys:
                yield YamlFault(key.start_mark.line, f"the key '{_one_line(key.value)}' is there twice")
            keys.add((key.tag, key.value))


def _fault(error: yaml.YAMLError, text: str | None = None) -> YamlFault:
    """Where an error stands: what is not ended stands where it begins, and not where the parser gave up."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark is not None else 0
        last = text.rstrip().count("\n") if text is not None else line
        if error.context_mark is not None and (line > last or error.problem == "could not find expected ':'"):
            line = error.context_mark.line
        return YamlFault(min(line, last), _one_line(", ".join(filter(None, (error.context, error.problem)))))
    if isinstance(error, yaml.reader.ReaderError):
        character = error.character if isinstance(error.character, int) else ord(error.character[:1] or "\0")
        line = (text or "").count("\n", 0, error.position)
        return YamlFault(line, f"the character U+{character:04X} is not allowed in YAML")
    return YamlFault(0, _one_line(str(error)))


def _one_line(text: str) -> str:
    return shorten(printable(" ".join(text.split())), 160)
