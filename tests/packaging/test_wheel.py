"""What is published: the wheel has all that is needed and nothing else, and serves where nothing else is installed.

``tox -e package`` builds the distributions and names their folder in ``LCORE_DISTRIBUTIONS``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = "sphinxext_lcore"


@pytest.fixture(scope="session")
def wheel() -> Path:
    (found,) = Path(os.environ["LCORE_DISTRIBUTIONS"]).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_has_the_package_and_what_describes_it(names: set[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names}
    assert PACKAGE in tops
    (described,) = tops - {PACKAGE}
    assert described.startswith("sphinxext_lcore-")
    assert described.endswith(".dist-info")
    assert f"{described}/licenses/LICENSE" in names


def test_it_has_every_file_of_the_package_and_no_other(names: set[str]) -> None:
    written = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / PACKAGE).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith(f"{PACKAGE}/")} == written


@pytest.mark.parametrize(
    "kind",
    [
        "py.typed",
        "exchange/lcore.schema.json",
        "rendering/static/*.css",
        "rendering/static/*.js",
        "locale/*.pot",
        "scaffold/*.md",
        "scaffold/*.rst",
    ],
)
def test_it_has_what_is_no_module(names: set[str], kind: str) -> None:
    assert any(PurePosixPath(name).match(f"{PACKAGE}/{kind}") for name in names)


def test_it_builds_the_demo_where_nothing_else_is_installed(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"{wheel}[evidence]",
        "furo",
    ]
    subprocess.run(install, check=True)
    # A copy has no results of tests beside it, which may fail at other things.
    demo = shutil.copytree(ROOT / "demo-docs", tmp_path / "demo-docs")
    build: list[str | Path] = [python, "-m", "sphinx", "-W", "--keep-going", "-q", demo, tmp_path / "out"]
    subprocess.run(build, check=True, cwd=tmp_path)
    assert (tmp_path / "out" / "traceability" / "matrix.html").is_file()
    assert (tmp_path / "out" / "lcore.json").is_file()
    assert list((tmp_path / "out" / "_static").glob("lcore*.css"))
