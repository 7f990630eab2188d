"""The options of ``conf.py``: one pydantic model declares, checks and documents every ``lcore_*`` value."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from sphinx.util import logging

from sphinxext_lcore.model.records import REQUIREMENT_STATUSES, Record
from sphinxext_lcore.model.suggestion import cure, nearest
from sphinxext_lcore.output import OWN_FILES

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "lcore_"
_FIELD_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_FOLDER = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")
_MODULE = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NOT_READ = frozenset({"baseline", "evidence", "policy", "source_root"})
"""What changes nothing of what documents are read as."""
_PLACES = {
    "policy": ("file", "write it, or take the option out"),
    "baseline": ("file", "write it with sphinx-lcore baseline"),
    "source_root": ("folder", "name the one that the paths of key files begin in"),
}
"""The options that name something that must be there, seen from the folder of ``conf.py``, and what to do if not."""
logger = logging.getLogger(__name__)


def _words(value: object) -> object:
    if isinstance(value, str):
        message = "write a list of texts"
        raise ValueError(message)  # pydantic makes a finding of a ValueError alone
    return value


def _globs_by_kind(value: object) -> object:
    """``["junit.xml"]``, or ``{"unit": ["unit.xml"], "e2e": ["e2e/*.xml"]}``, as pairs of a kind and its globs."""
    if isinstance(value, dict):
        pairs = [*value.items()]
    elif isinstance(value, (list, tuple)):
        # What was taken apart before is in pairs already.
        pairs = [*value] if value and all(isinstance(each, tuple) for each in value) else [("", value)] * bool(value)
    else:
        pairs = [("", value)]
    for kind, globs in pairs:
        listed = isinstance(globs, (list, tuple)) and all(
            isinstance(each, str) and each.isprintable() for each in globs
        )
        if not (listed and isinstance(kind, str)):
            message = 'write a list of globs, or such lists by kind: {"unit": ["unit.xml"], "e2e": ["e2e/*.xml"]}'
            raise ValueError(message)
    # On the command line an empty text is the only way to say that there are none.
    filled = ((kind, tuple(filter(None, globs))) for kind, globs in pairs)
    return tuple((kind, globs) for kind, globs in filled if globs)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Globs = Annotated[tuple[tuple[str, tuple[str, ...]], ...], BeforeValidator(_globs_by_kind)]
"""Globs, by what kind of evidence they lead to; without a kind under an empty text."""


class LcoreConfig(Record):
    """The configuration; every value has a default, and none is needed."""

    designs: Words = Field(
        default=(),
        title="Designs",
        description="Documents in the plain template, as patterns of their names, such as docs/design/**.",
    )
    autolink: bool = Field(
        default=True, title="Autolink", description="Whether ids in the running text of plain designs become links."
    )
    statuses: Words = Field(
        default=REQUIREMENT_STATUSES,
        title="Statuses",
        description="The statuses that a requirement may have; a feature may be accepted, too.",
    )
    ticket_url: str = Field(
        default="",
        title="Ticket URL",
        description="Where a ticket is found, such as https://tickets.example.org/browse/{key}; empty: no links.",
    )
    ticket_pattern: str = Field(
        default=r"\b[A-Z][A-Z0-9]+-[0-9]+\b",
        title="Ticket pattern",
        description="A regular expression that matches the key of a ticket.",
    )
    policy: str | None = Field(
        default=None,
        title="Policy",
        description="The file in which a team says how grave the rules are; None: lcore.toml, if it is there.",
    )
    baseline: str | None = Field(
        default=None,
        title="Baseline",
        description="A file of sphinx-lcore baseline, against which the designs are held; None: there is none.",
    )
    extra_fields: Words = Field(
        default=(), title="Extra fields", description="Further options of feature-design, such as reviewers."
    )
    source_root: str | None = Field(
        default=None,
        title="Source root",
        description="The folder in which key files are looked for, from that of conf.py; None: they are not.",
    )
    evidence: Globs = Field(
        default=(),
        title="Evidence",
        description="The files of test results, features and sources, as globs from the folder of conf.py, by kind.",
    )
    source_url: str = Field(
        default="",
        title="Source URL",
        description="Where a line of a document's source is shown, with {path} and {line}; empty: no links.",
    )
    import_models: bool | tuple[str, ...] = Field(
        default=False,
        title="Import models",
        description="Whether config-example imports models, which runs them: True, or a list of packages to trust.",
    )
    pages: str | None = Field(
        default="traceability",
        title="Pages",
        description="The folder of the generated pages in HTML builds; None: none are made.",
    )

    @field_validator("statuses", "extra_fields")
    @classmethod
    def _well_formed_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if _FIELD_NAME.fullmatch(name) is None:
                message = f"'{name}' is no name; use lower-case letters, digits and hyphens"
                raise ValueError(message)
        return names

    @field_validator("import_models", mode="before")
    @classmethod
    def _names_modules(cls, value: object) -> object:
        listed = value if isinstance(value, (list, tuple)) else None
        names = listed is not None and all(isinstance(name, str) and _MODULE.fullmatch(name) for name in listed)
        if not (isinstance(value, bool) or names):
            message = "write True, False, or a list of packages and modules, such as ['shop.models']"
            raise ValueError(message)
        return value

    @field_validator("ticket_pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            message = f"no regular expression: {error}"
            raise ValueError(message) from error
        return pattern

    @field_validator("ticket_url")
    @classmethod
    def _leads_to_a_page(cls, url: str) -> str:
        if url and not (url.startswith(("https://", "http://")) and "{key}" in url):
            message = "write an http(s) URL with {key} where the ticket goes, such as https://example.org/browse/{key}"
            raise ValueError(message)
        return url

    @field_validator("source_url")
    @classmethod
    def _leads_to_a_line(cls, url: str) -> str:
        if url and not (url.startswith(("https://", "http://")) and "{path}" in url):
            message = (
                "write an http(s) URL with {path}, and {line} if you like: https://example.org/docs/{path}#L{line}"
            )
            raise ValueError(message)
        return url

    @field_validator("pages")
    @classmethod
    def _stays_inside(cls, folder: str | None) -> str | None:
        if folder is not None and _FOLDER.fullmatch(folder) is None:
            message = "write a folder inside the output, such as traceability, or None"
            raise ValueError(message)
        return folder

    @model_validator(mode="after")
    def _fields_are_new(self) -> LcoreConfig:
        known = {"title", "date", "component", "authors", "feature", "spike", "links", "status", "superseded-by"}
        taken = [name for name in self.extra_fields if name.replace("_", "-") in known | {"class", "name", "no-index"}]
        if taken:
            message = f"extra_fields: '{taken[0]}' is an option of feature-design already; choose another name"
            raise ValueError(message)
        return self

    @property
    def feature_statuses(self) -> tuple[str, ...]:
        """The statuses that a feature may have."""
        return tuple(dict.fromkeys((*self.statuses, "accepted")))

    def may_import(self, module: str) -> bool:
        """Whether a module may be imported for its models."""
        if isinstance(self.import_models, bool):
            return self.import_models
        return any(module == name or module.startswith(f"{name}.") for name in self.import_models)

    def source_address(self, path: str, line: int) -> str:
        """Where a line of a source file is shown; empty where that is not configured."""
        return self.source_url.replace("{path}", quote(path)).replace("{line}", str(line))

    @classmethod
    def of(cls, config: Config) -> LcoreConfig:
        """The configuration of a build; what does not fit was replaced by its default before."""
        return _validated(tuple((name, _hashable(config[PREFIX + name])) for name in cls.model_fields))


@lru_cache(maxsize=8)
def _validated(values: tuple[tuple[str, object], ...]) -> LcoreConfig:
    return LcoreConfig.model_validate(dict(values))


def _hashable(value: object) -> object:
    if isinstance(value, dict):
        return tuple((key, _hashable(each)) for key, each in value.items())
    return tuple(value) if isinstance(value, list) else value


def setup_config(app: Sphinx) -> None:
    """Declare the values to Sphinx. It is told of no types, as the model knows them better."""
    for name, field in LcoreConfig.model_fields.items():
        # A list, unlike a tuple, can be given on the command line.
        default = list(field.default) if isinstance(field.default, tuple) else field.default
        rebuild: Literal["", "env"] = "" if name in _NOT_READ else "env"
        app.add_config_value(PREFIX + name, default, rebuild, types=Any, description=field.description or "")


def check_config(app: Sphinx, config: Config) -> None:
    """Report unknown names and wrong values with their lines, and put defaults in the place of wrong values.

    It runs before MyST reads its own options: our fences have colons, which MyST must be told.
    """
    if "colon_fence" not in config["myst_enable_extensions"]:
        config["myst_enable_extensions"] = {*config["myst_enable_extensions"], "colon_fence"}
    config["epub_exclude_files"] = [*config["epub_exclude_files"], *OWN_FILES]
    lines = _assigned_names(app.confdir / "conf.py")
    _report_unknown_names(app, lines)
    _replace_wrong_values(app, config, lines)
    _report_missing_places(app, config, lines)


def _report_unknown_names(app: Sphinx, lines: dict[str, int]) -> None:
    known = [PREFIX + name for name in LcoreConfig.model_fields]
    for name, line in lines.items():
        if name not in known:
            best = nearest(name.removeprefix(PREFIX), LcoreConfig.model_fields)
            _warn(app, f"unknown option {name}; {f'did you mean {PREFIX}{best}?' if best else cure('', known)}", line)


def _replace_wrong_values(app: Sphinx, config: Config, lines: dict[str, int]) -> None:
    while True:
        try:
            LcoreConfig.model_validate({name: config[PREFIX + name] for name in LcoreConfig.model_fields})
        except ValidationError as errors:
            for error in errors.errors(include_url=False):
                message = error["msg"].removeprefix("Value error, ")
                # An error of several values together begins with the name of the one to blame.
                name, message = (str(error["loc"][0]), message) if error["loc"] else _split(message)
                _warn_of_value(app, name, message, lines)
                config[PREFIX + name] = LcoreConfig.model_fields[name].default
        else:
            return


def _report_missing_places(app: Sphinx, config: Config, lines: dict[str, int]) -> None:
    """What is named must be there. A policy that is not named is looked for beside ``conf.py`` alone."""
    for option, (kind, remedy) in _PLACES.items():
        name = getattr(LcoreConfig.of(config), option)
        place = app.confdir / (name or "")
        if name is not None and not (place.is_dir() if kind == "folder" else place.is_file()):
            _warn_of_value(
                app, option, f"there is no {kind} '{name}', seen from the folder of conf.py; {remedy}", lines
            )
            config[PREFIX + option] = LcoreConfig.model_fields[option].default


def report_wrong_value(app: Sphinx, option: str, message: str) -> None:
    """Report what is found of an option after the configuration was checked, at its line."""
    _warn_of_value(app, option, message, _assigned_names(app.confdir / "conf.py"))


def option_line(app: Sphinx, option: str) -> int:
    """The line of ``conf.py`` that sets an option, or else its first."""
    return _assigned_names(app.confdir / "conf.py").get(PREFIX + option, 1)


def _split(message: str) -> tuple[str, str]:
    name, _, rest = message.partition(": ")
    return name, rest


def _assigned_names(conf: Path) -> dict[str, int]:
    """The ``lcore_*`` names that a ``conf.py`` assigns, with their lines."""
    try:
        tree = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):  # Sphinx itself says what is wrong with it
        return {}
    return {
        node.id: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.startswith(PREFIX)
    }


def _warn_of_value(app: Sphinx, option: str, message: str, lines: dict[str, int]) -> None:
    _warn(app, f"invalid value of {PREFIX}{option}; {message}", lines.get(PREFIX + option))


def _warn(app: Sphinx, message: str, line: int | None) -> None:
    conf = app.confdir / "conf.py"
    # Without a line Sphinx would take the file for the name of a document; the value may come from elsewhere.
    logger.warning(message, type="lcore", subtype="invalid_config", location=f"{conf}:{line or 1}")
