"""A build that is killed, at whatever moment, leaves nothing that the next build does not put right.

``LCORE_KILLS`` says at how many moments; they are spread over all times at which a build opens a file to write, renames
one or removes one.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.sites.test_incremental import FILES, assert_same, output

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]

KILLS = int(os.environ.get("LCORE_KILLS", "4"))
EDITED = FILES["tea.md"].replace("R1 Boil the water", "R1 Heat the water").replace("Water boils.", "Water is heated.")
# A hook stays until its process ends, so that only a process of its own may have it.
CONF = """\
import os
import signal
import sys

_moments = []


def _count(event, arguments):
    written = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if written or event in {"os.rename", "os.remove"}:
        _moments.append(f"{event} {os.path.basename(arguments[0])}")
        if len(_moments) == int(os.environ["KILL_AT"]):
            os.kill(os.getpid(), signal.SIGKILL)


if "KILL_AT" in os.environ:
    sys.addaudithook(_count)


def _told(app, exception):
    if "TOLD" in os.environ:
        os.write(int(os.environ["TOLD"]), "\\n".join(_moments).encode())


def setup(app):
    app.connect("build-finished", _told, priority=999)
"""


def _run(site: Site, kill_at: int, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, which is killed at its so manyth moment."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", f"{site.out()}.doctrees"]
    return subprocess.run(
        [*command, str(site.source), str(site.out())],
        env={**os.environ, "KILL_AT": str(kill_at), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def built(make_site: MakeSite) -> Site:
    """A site that was built, and in which a document was edited since."""
    site = make_site(FILES, conf=CONF)
    assert _run(site, 0).returncode == 0
    site.write({"tea.md": EDITED})
    return site


def _moments(make_site: MakeSite) -> list[str]:
    """What a build that none kills does to files, as the audit events and the names of the files."""
    counted = make_site(FILES, conf=CONF)
    _run(counted, 0)
    counted.write({"tea.md": EDITED})
    return _run(counted, 0, TOLD="1").stdout.splitlines()


def _assert_next_is_right(killed: Site, make_site: MakeSite) -> None:
    after = killed.build()
    clean = make_site({**FILES, "tea.md": EDITED}, conf=CONF).build()
    assert_same(output(after.out), output(clean.out))
    assert after.catalog.findings == clean.catalog.findings


@pytest.mark.verifies("incremental-builds.R8")
@pytest.mark.parametrize("number", range(KILLS))
def test_after_a_build_that_was_killed_the_next_is_right(built: Site, make_site: MakeSite, number: int) -> None:
    moments = len(_moments(make_site))
    assert moments > KILLS or moments > 20

    assert _run(built, 1 + number * moments // KILLS).returncode == -signal.SIGKILL
    _assert_next_is_right(built, make_site)


@pytest.mark.verifies("incremental-builds.R8")
@pytest.mark.parametrize("name", ["lcore.json", ".lcore-pages.json"])
def test_a_build_that_was_killed_while_it_replaced_a_file_of_ours_leaves_nothing(
    built: Site, make_site: MakeSite, name: str
) -> None:
    moments = _moments(make_site)
    replaced = next(number for number, moment in enumerate(moments, 1) if moment.startswith(f"os.rename {name}."))

    assert _run(built, replaced).returncode == -signal.SIGKILL
    assert list(built.out().glob(f"{name}.*.tmp"))
    _assert_next_is_right(built, make_site)


@pytest.mark.verifies("incremental-builds.R8")
def test_two_builds_into_one_folder_leave_whole_files_of_ours(built: Site, make_site: MakeSite) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
    both = [
        subprocess.Popen([*command, "-d", f"{built.out()}.{name}", str(built.source), str(built.out())])
        for name in ("one", "two")
    ]
    assert [each.wait() for each in both] == [0, 0]
    clean = make_site({**FILES, "tea.md": EDITED}, conf=CONF).build()
    assert (built.out() / "lcore.json").read_bytes() == (clean.out / "lcore.json").read_bytes()
    record = built.out() / ".lcore-pages.json"  # the build that ends last forgets it, unless it began last, too
    assert not record.exists() or json.loads(record.read_text(encoding="utf-8"))
    assert_same(output(built.build().out), output(clean.out))
