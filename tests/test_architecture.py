from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sphinxext_lcore

PURE = ("model", "tracing", "checking", "exchange", "evidence")
LONGEST_MODULE = 400
ROOT = Path(sphinxext_lcore.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module("sphinxext_lcore." + sys.argv[1])
names = [module.name for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
heavy = {"docutils", "sphinx", "myst_parser", "markdown_it"}
print(len(names), *sorted({name.partition(".")[0] for name in sys.modules} & heavy))
"""


@pytest.mark.parametrize("package", PURE)
def test_the_pure_packages_import_neither_sphinx_nor_docutils(package: str) -> None:
    imported = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, package], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(imported[0]) > 1
    assert imported[1:] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_a_module_fits_on_a_few_screens(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert (ROOT / "py.typed").exists()
