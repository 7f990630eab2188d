"""Builds that broke off, and folders that several builds share."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from sphinxext_lcore.output import replace_file
from tests.sites.test_incremental import EDITS, FILES, GENERATED, assert_same, forget_writing, output, written_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]

RECORD = ".lcore-pages.json"
MARK = ".lcore-building"
ALL = {"index", "cups", "kettle", "memo", "notes", "overview", "tea", "views", *GENERATED}
"""Every page: a document of which nothing is recorded may lead to a generated page, or show a ticket."""
RETITLED = next(change for change in EDITS if change.name == "title of a requirement changed")
FAILING = """
def setup(app):
    app.connect("EVENT", fail)


def fail(*arguments):
    raise RuntimeError("no more power")
"""


def test_a_build_that_ends_leaves_its_record_and_no_mark(make_site: MakeSite) -> None:
    out = make_site(FILES).build().out
    assert (out / RECORD).exists()
    assert not (out / MARK).exists()
    assert list(out.rglob("*.tmp")) == []


def test_after_a_build_that_did_not_end_all_pages_are_written(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build()
    (site.out() / MARK).touch()
    forget_writing(site.out())
    site.build()
    assert written_pages(site.out()) == ALL
    assert not (site.out() / MARK).exists()

    forget_writing(site.out())
    site.build()
    assert written_pages(site.out()) == set()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"digests": 1}',
        '{"digests": {"html": 1}}',
        '{"digests": {"tea": null}}',
        '{"other": {}}',
        "\x00\xff",
    ],
)
def test_a_broken_record_is_as_none(make_site: MakeSite, content: str) -> None:
    site = make_site(FILES)
    before = output(site.build().out)
    (site.out() / RECORD).write_text(content, encoding="latin-1")
    forget_writing(site.out())
    assert site.build().warnings == ""
    assert written_pages(site.out()) == ALL
    assert_same(output(site.out()), before)


def test_without_a_record_all_pages_are_written(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build()
    (site.out() / RECORD).unlink()
    forget_writing(site.out())
    site.build()
    assert written_pages(site.out()) == ALL


@pytest.mark.parametrize("event", ["env-updated", "doctree-resolved", "html-page-context", "html-collect-pages"])
def test_a_build_that_fails_leaves_the_record_and_the_export_as_they_were(make_site: MakeSite, event: str) -> None:
    site = make_site(FILES)
    site.build()
    before = {name: (site.out() / name).read_bytes() for name in (RECORD, "lcore.json")}
    good = site.conf
    site.conf = good + FAILING.replace("EVENT", event)
    RETITLED.apply(site)
    with pytest.raises(ExtensionError, match="no more power"):
        site.build()
    assert {name: (site.out() / name).read_bytes() for name in before} == before

    site.conf = good
    site.write({})
    incremental = output(site.build().out)
    elsewhere = make_site(FILES)
    RETITLED.apply(elsewhere)
    assert_same(incremental, output(elsewhere.build().out))


SOUND = {
    "index.md": "# Kitchen\n\nSee {ref}`traceability-holes` and {ticket}`LCORE-77`.\n\n```{toctree}\ntea\n```\n",
    "tea.md": "# Feature design for tea\n\n```{include} part.inc\n```\n",
    "part.inc": ":::{requirement} R1 Boil\nIt boils.\n:::\n",
}
CONFIGURED = 'lcore_pages = "trace"\nlcore_ticket_url = "https://tickets.example/{key}"\n'


def test_what_a_broken_build_has_read_with_another_configuration_is_shown_by_the_next(make_site: MakeSite) -> None:
    site = make_site(SOUND)
    site.build()
    site.conf += CONFIGURED
    good, site.conf = site.conf, site.conf + FAILING.replace("EVENT", "html-page-context")
    site.write({})
    with pytest.raises(ExtensionError, match="no more power"):
        site.build()
    site.conf = good
    site.write({})
    incremental = output(site.build().out)
    assert b"https://tickets.example/LCORE-77" in incremental["index.html"]
    fresh = output(site.build(out="clean", fresh=True).out)
    assert {name: incremental[name] for name in fresh} == fresh


@pytest.mark.parametrize("between", ["lcore", "text", "html"])
def test_what_another_build_has_read_of_an_included_file_is_shown_by_the_next(
    make_site: MakeSite, between: str
) -> None:
    site = make_site(SOUND)
    site.build(doctrees="shared")
    site.write({"part.inc": SOUND["part.inc"].replace("Boil", "Heat")})
    site.build(between, out="between", doctrees="shared")
    incremental = output(site.build(doctrees="shared").out)
    assert b"Heat" in incremental["tea.html"]
    assert_same(incremental, output(site.build(out="clean", fresh=True).out))


@pytest.mark.parametrize("builder", ["text", "xml"])
def test_a_configuration_that_html_has_read_first_is_shown_by_others(make_site: MakeSite, builder: str) -> None:
    plain = "# Feature design for cups\n\n## Requirements\n\n- **R1:** It is round.\n"
    site = make_site({**SOUND, "cups.md": plain}, conf='lcore_designs = ["cups"]\n')
    site.build(builder, out=builder, doctrees="shared")
    site.conf = site.conf.replace('["cups"]', "[]") + 'lcore_ticket_url = "https://tickets.example/{key}"\n'
    site.write({})
    site.build(doctrees="shared")
    incremental = output(site.build(builder, out=builder, doctrees="shared").out)
    fresh = output(site.build(builder, out="clean", fresh=True).out)
    assert {name: incremental[name] for name in fresh} == fresh


def test_a_document_that_takes_the_label_of_a_generated_page_is_led_to(make_site: MakeSite) -> None:
    site = make_site(SOUND)
    site.build()
    site.write({"tea.md": "# Feature design for tea\n\n(traceability-holes)=\n\n## What is missing\n\nA lid.\n"})
    incremental = output(site.build().out)
    assert b"tea.html#traceability-holes" in incremental["index.html"]
    assert_same(incremental, output(site.build(out="clean", fresh=True).out))


def test_a_file_is_replaced_though_another_build_takes_what_is_half_written_for_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, replace = tmp_path / "lcore.json", os.replace

    def replace_after_another_build(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        replace_file(target, [b"theirs"])
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_after_another_build)
    replace_file(path, [b"ours"])
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"lcore.json": "ours"}


def test_a_page_half_written_is_written_again(make_site: MakeSite) -> None:
    site = make_site(FILES)
    before = output(site.build().out)
    page = site.out() / "overview.html"
    page.write_bytes(before["overview.html"][:100])
    (site.out() / MARK).touch()
    assert_same(output(site.build().out), before)


# One folder of doctrees for several builders


@pytest.mark.parametrize("between", ["text", "dummy", "dirhtml", "latex", "singlehtml"])
def test_what_another_builder_has_read_is_right_in_html(make_site: MakeSite, between: str) -> None:
    site = make_site(FILES)
    site.build(doctrees="shared")
    RETITLED.apply(site)
    site.build(between, out="between", doctrees="shared")
    incremental = output(site.build(doctrees="shared").out)

    elsewhere = make_site(FILES)
    RETITLED.apply(elsewhere)
    assert_same(incremental, output(elsewhere.build().out))


def test_two_html_builders_that_share_what_was_read_are_both_right(make_site: MakeSite) -> None:
    site = make_site(FILES)
    for builder in ("html", "dirhtml"):
        site.build(builder, out=builder, doctrees="shared")
    RETITLED.apply(site)
    incremental = {name: output(site.build(name, out=name, doctrees="shared").out) for name in ("html", "dirhtml")}

    elsewhere = make_site(FILES)
    RETITLED.apply(elsewhere)
    for builder, written in incremental.items():
        assert_same(written, output(elsewhere.build(builder, out=builder).out))


@pytest.mark.parametrize("between", ["text", "dummy"])
def test_another_builder_in_the_same_output_folder_does_no_harm(make_site: MakeSite, between: str) -> None:
    site = make_site(FILES)
    site.build("html")
    RETITLED.apply(site)
    site.build(between)
    incremental = output(site.build("html").out)

    elsewhere = make_site(FILES)
    RETITLED.apply(elsewhere)
    clean = output(elsewhere.build().out)
    assert {name: incremental[name] for name in clean} == clean


COUNTING = """
import gc


def setup(app):
    app.connect("env-updated", count)


def count(app, env):
    app.left_alone = gc.get_freeze_count()
    app.rounds = gc.get_threshold()
    if app.config.project == "broken":
        raise ValueError("broken")
"""


def test_what_was_loaded_before_a_build_costs_the_collector_nothing_until_it_ends(make_site: MakeSite) -> None:
    before = gc.get_freeze_count()
    built = make_site({"index.md": "# Index\n"}, conf=COUNTING).build()
    assert vars(built.app)["left_alone"] > before
    assert gc.get_freeze_count() == before


def test_the_collector_looks_less_often_at_what_is_kept_until_a_build_ends(make_site: MakeSite) -> None:
    before = gc.get_threshold()
    built = make_site({"index.md": "# Index\n"}, conf=COUNTING).build()
    assert vars(built.app)["rounds"] > before
    assert gc.get_threshold() == before


def test_after_a_build_that_breaks_the_collector_works_as_before(make_site: MakeSite) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    with pytest.raises(ExtensionError, match="broken"):
        make_site({"index.md": "# Index\n"}, conf=COUNTING + 'project = "broken"\n').build()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_an_application_that_never_builds_leaves_nothing_behind(make_site: MakeSite) -> None:
    site = make_site({"index.md": "# Index\n"})
    before = gc.get_threshold(), gc.get_freeze_count()
    with docutils_namespace():
        Sphinx(site.source, site.source, site.out(), site.root / "doctrees", "html", status=None, warning=None)
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
    assert not (site.out() / MARK).exists()


def test_thresholds_that_the_process_has_chosen_are_kept(make_site: MakeSite) -> None:
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    try:
        make_site({"index.md": "# Index\n"}).build()
        assert gc.get_threshold() == (50_000, 20, 20)
    finally:
        gc.set_threshold(*before)


OVERTAKEN = """
from pathlib import Path


def setup(app):
    app.connect("env-updated", overtake)


def overtake(app, env):
    Path(app.outdir, ".lcore-building").write_text("another build", encoding="utf-8")
"""


def test_a_build_that_another_one_has_overtaken_has_all_pages_written_by_the_next(make_site: MakeSite) -> None:
    site = make_site(FILES, conf=OVERTAKEN)
    site.build()
    assert not (site.out() / RECORD).exists()
    assert (site.out() / MARK).exists()
    site.conf = site.conf.replace(OVERTAKEN, "")
    site.write({})
    forget_writing(site.out())
    site.build()
    assert written_pages(site.out()) >= ALL
    assert not (site.out() / MARK).exists()


def test_a_process_that_ends_does_not_look_through_everything_once_more(make_site: MakeSite) -> None:
    site = make_site({"index.md": "# Index\n"})
    program = (
        "import atexit, gc, sys\n"
        "from sphinx.cmd.build import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 10_000))\n"  # which runs after what comes later
        "main(sys.argv[1:])\n"
        "print(gc.get_freeze_count())\n"
    )
    command = [sys.executable, "-c", program, "-Q", str(site.source), str(site.out())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True"]
