"""The builder ``lcore``: reads and checks, writes no pages, and is right when it reads only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import main as sphinx_build

from tests.sites.test_reporting import EXPECTED, FILES, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]


RECORD = ".lcore-pages.json"


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_tells_every_finding_each_time_and_writes_the_records_alone(make_site: MakeSite, jobs: int) -> None:
    site = make_site(FILES)
    assert [seen(site.build("lcore", jobs=jobs)) for _ in range(3)] == [EXPECTED] * 3
    assert written(site.out()) - {RECORD} == {"lcore.json"}


def test_its_records_are_those_of_a_build_of_pages(make_site: MakeSite) -> None:
    site = make_site(FILES)
    assert site.build("lcore", out="checked").json == site.build("html").json


@pytest.mark.parametrize("jobs", [1, 2])
def test_after_an_edit_it_tells_what_a_clean_build_tells(make_site: MakeSite, jobs: int) -> None:
    site = make_site(FILES)
    site.build("lcore", jobs=jobs)
    site.write({"water.md": FILES["water.md"].replace(":staus: draft\n", "")})
    edited = site.build("lcore", jobs=jobs)
    clean = site.build("lcore", out="clean", jobs=jobs)
    assert seen(edited) == seen(clean) != EXPECTED
    assert edited.read("lcore.json") == clean.read("lcore.json")


def test_after_a_document_is_gone_its_findings_are(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build("lcore")
    site.remove("cake.rst")
    assert seen(site.build("lcore")) == EXPECTED[:8]


def test_no_page_is_made_ready_for_writing(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_names: object) -> None:
        pytest.fail("a document was resolved")

    monkeypatch.setattr("sphinx.environment.BuildEnvironment.apply_post_transforms", refuse)
    assert seen(make_site(FILES).build("lcore")) == EXPECTED


def test_where_nothing_changed_the_environment_is_not_stored_again(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build("lcore")
    stored = site.root / "out.doctrees/environment.pickle"
    before = stored.stat().st_mtime_ns
    site.build("lcore")
    assert stored.stat().st_mtime_ns == before


def test_in_the_folder_of_other_pages_it_leaves_them_and_what_is_known_of_them(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = site.build("html", doctrees="shared")
    names = written(site.out())
    files = {name: (site.out() / name).read_bytes() for name in names - {RECORD}}
    site.build("lcore", doctrees="shared")
    assert written(site.out()) == names
    assert {name: (site.out() / name).read_bytes() for name in names - {RECORD}} == files
    again = site.build("html", doctrees="shared")
    assert "no targets are out of date" in again.status
    assert seen(again) == seen(before)


def test_pages_after_a_check_with_the_same_doctrees_are_those_of_a_clean_build(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build("html", doctrees="shared")
    site.write({"tea.md": FILES["tea.md"].replace("Steep.", "Steep well.")})
    site.build("lcore", out="checked", doctrees="shared")
    after = site.build("html", doctrees="shared")
    clean = site.build("html", out="clean")
    pages = sorted(path.name for path in (clean.out / "traceability").glob("*.html"))
    for page in ["tea.html", *(f"traceability/{name}" for name in pages)]:
        assert after.read(page) == clean.read(page)


def test_warnings_fail_it_where_a_build_is_strict(make_site: MakeSite) -> None:
    site = make_site(FILES)
    command = ["-q", "-b", "lcore", str(site.source), str(site.out())]
    assert [sphinx_build(command), sphinx_build(["-W", *command])] == [0, 1]
