"""``sphinx-lcore scaffold-features``: writes a feature file from the acceptance criteria of a feature."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.records import Criterion
    from sphinxext_lcore.scaffold.features import Scaffold

HELP = "Write a Gherkin feature file from the acceptance criteria of a feature, or bring one up to date."
_DONE, _NOT_WRITTEN, _WRONG_CALL = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("key", metavar="KEY", help="the key of the feature, such as conversation-compaction")
    parser.add_argument(
        "--source",
        metavar="STATE",
        help="the folder of conf.py, or an lcore.json (default: docs if it has a conf.py, or .)",
    )
    parser.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("features"),
        help="where KEY.feature goes (default: features)",
    )


def run(arguments: Namespace) -> int:
    """Write the file, and say what was added, what was brought up to date, and what a person must look at."""
    from sphinxext_lcore.cli.states import StateError, state  # noqa: PLC0415 - not loaded before it is needed
    from sphinxext_lcore.model.suggestion import cure  # noqa: PLC0415
    from sphinxext_lcore.scaffold.features import NotOursError, scaffold  # noqa: PLC0415

    source = arguments.source or ("docs" if Path("docs", "conf.py").is_file() else ".")
    try:
        catalog = state(source)
    except StateError as error:
        return _failed(str(error), _WRONG_CALL)
    feature = catalog.feature(arguments.key)
    if feature is None:
        known = cure(arguments.key, [each.id for each in catalog.features])
        return _failed(f"unknown feature {arguments.key}; {known}", _WRONG_CALL)
    path: Path = arguments.output / f"{feature.id}.feature"
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
        newline = "\r\n" if "\r\n" in before else "\n"
        before = before.replace("\r\n", "\n")
        done = scaffold(feature.name, _criteria(catalog, feature.id), before)
        if done.text != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(done.text.replace("\n", newline).encode("utf-8"))
    except NotOursError:
        message = f"{path} was not written by this command, and was left as it is; choose another --output"
        return _failed(message, _NOT_WRITTEN)
    except (OSError, UnicodeDecodeError) as error:
        return _failed(f"cannot write {path}: {error}", _NOT_WRITTEN)
    _report(path, done)
    return _DONE


def _criteria(catalog: Catalog, key: str) -> list[Criterion]:
    """The criteria of the feature whose requirements count, in the order of the requirements."""
    from sphinxext_lcore.tracing.coverage import Coverage  # noqa: PLC0415

    coverage = catalog.view(Coverage)
    counted = filter(coverage.in_force, catalog.requirements_in(key))
    criteria = (criterion for requirement in counted for criterion in catalog.criteria_of(requirement))
    return list({criterion.id: criterion for criterion in criteria}.values())


def _report(path: Path, done: Scaffold) -> None:
    told = (
        (done.added, "added"),
        (done.updated, "brought up to date with the design"),
        (done.changed, "changed in the design since; the scenario is yours, and was left as it is"),
        (done.gone, "no longer counts in the design; the scenario was left as it is"),
    )
    lines = [f"{path}: {identifier} {what}" for identifiers, what in told for identifier in identifiers]
    nothing = "up to date" if done.text else "not written, as no criterion of the feature counts"
    print("\n".join(lines) or f"{path}: {nothing}")


def _failed(message: str, code: int) -> int:
    sys.stderr.write(f"sphinx-lcore scaffold-features: {message}\n")
    return code
