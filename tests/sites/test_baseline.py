"""A build that holds its designs against a baseline: findings, and pages that show what changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.exchange.baseline import dump

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Built, Site

CONF = 'lcore_baseline = "baseline.json"\n'
MYST = """\
# Feature design for tea

:::{feature-design} tea
:::

::::{requirement} R1 Boil
The water must boil.

:::{acceptance-criteria}
- It sings loudly
:::
::::

:::{requirement} R2 Pour
It is poured \\<b>over\\</b> leaves.
:::

:::{use-case} U1
As a guest, I want tea.
:::

:::{design-changelog}
- 2026-03-01: Initial version
:::
"""
RST = """\
Feature design for tea
======================

.. feature-design:: tea

.. requirement:: R1 Boil

   The water must boil.

   .. acceptance-criteria::

      - It sings loudly

.. requirement:: R2 Pour

   It is poured <b>over</b> leaves.

.. use-case:: U1

   As a guest, I want tea.

.. design-changelog::

   - 2026-03-01: Initial version
"""
both = pytest.mark.parametrize(("name", "text"), [("index.md", MYST), ("index.rst", RST)], ids=["myst", "rst"])
EDITS = {"must boil": "should boil", "sings loudly": "sings", "want tea": "want milk"}


def _agreed(make_site: Callable[..., Site], name: str, text: str) -> Site:
    """A site with the baseline of its first state, not built since."""
    site = make_site({name: text})
    baseline = dump(site.build("dummy", out="first").catalog)
    site.conf += CONF
    site.write({"baseline.json": baseline})
    return site


def _changed(site: Site, name: str, text: str) -> Built:
    for old, new in EDITS.items():
        text = text.replace(old, new)
    site.write({name: text})
    return site.build()


@both
def test_what_changed_is_found_at_its_line(make_site: Callable[..., Site], name: str, text: str) -> None:
    built = _changed(_agreed(make_site, name, text), name, text)
    line = next(n for n, each in enumerate(text.splitlines(), start=1) if "R1 Boil" in each)
    drifted = {(each.rule, each.path, each.line) for each in built.findings}
    assert {("changelog_drift", name, line), ("weakened_criterion", name, line)} <= drifted


@both
def test_without_a_change_neither_findings_nor_pages_speak_of_the_baseline(
    make_site: Callable[..., Site], name: str, text: str
) -> None:
    site = _agreed(make_site, name, text)
    built = site.build()
    assert "baseline" not in built.read("index.html")
    assert not {"changelog_drift", "new_requirement"} & set(built.rules())


@both
def test_a_card_that_changed_shows_the_old_words_beside_the_new(
    make_site: Callable[..., Site], name: str, text: str
) -> None:
    page = _changed(_agreed(make_site, name, text), name, text).read("index.html")
    words = re.sub(r'<span class="lcore-unseen">.*?</span>', "", page)
    assert '<del class="lcore-removed">must</del> <ins class="lcore-added">should</ins> boil.' in words
    assert 'It sings <del class="lcore-removed">loudly</del>' in words
    assert 'I want <del class="lcore-removed">tea.</del> <ins class="lcore-added">milk.</ins>' in words
    assert page.count("Since the baseline") == 2  # of R1 and U1, and not of R2


@both
def test_what_a_screen_reader_and_a_terminal_do_not_see_is_said_in_words(
    make_site: Callable[..., Site], name: str, text: str
) -> None:
    site = _agreed(make_site, name, text)
    _changed(site, name, text)
    assert "The water [removed: must] [added: should] boil." in site.build("text", out="text").read("index.txt")


def test_the_old_words_are_text_whatever_they_look_like(make_site: Callable[..., Site]) -> None:
    site = _agreed(make_site, "index.md", MYST)
    site.write({"index.md": MYST.replace("\\<b>over\\</b> leaves", "slowly")})
    page = site.build().read("index.html")
    assert "&lt;b&gt;over&lt;/b&gt;" in page


def test_what_is_gone_is_told_with_its_design(make_site: Callable[..., Site]) -> None:
    site = _agreed(make_site, "index.md", MYST)
    site.write({"index.md": MYST.replace(":::{requirement} R2 Pour\nIt is poured \\<b>over\\</b> leaves.\n:::\n", "")})
    built = site.build()
    assert "Removed since the baseline" in built.read("index.html")
    assert re.search(r"<del[^>]*>.*R2 Pour", built.read("index.html"))
    assert "removed_id" in built.rules()


def test_a_new_requirement_says_so_and_does_not_repeat_itself(make_site: Callable[..., Site]) -> None:
    site = _agreed(make_site, "index.md", MYST)
    site.write({"index.md": MYST + "\n:::{requirement} R3 Drink\nIt is drunk at once.\n:::\n"})
    page = site.build().read("index.html")
    assert page.count("Since the baseline") == 1
    assert page.count("It is drunk at once.") == 1


def test_a_new_baseline_has_the_pages_written_again_that_showed_the_old_one(make_site: Callable[..., Site]) -> None:
    site = _agreed(make_site, "index.md", MYST)
    site.write({"calm.md": "# Calm\n"})
    built = _changed(site, "index.md", MYST)
    assert "<del" in built.read("index.html")
    calm = (site.out() / "calm.html").stat().st_mtime_ns
    site.write({"baseline.json": dump(built.catalog)})
    again = site.build()
    assert "<del" not in again.read("index.html")
    assert (site.out() / "calm.html").stat().st_mtime_ns == calm
    assert "changelog_drift" not in again.rules()


def test_nothing_is_read_again_for_a_new_baseline(make_site: Callable[..., Site]) -> None:
    site = _agreed(make_site, "index.md", MYST)
    built = _changed(site, "index.md", MYST)
    site.write({"baseline.json": dump(built.catalog)})
    assert "0 added, 0 changed, 0 removed" in site.build().status


def test_a_baseline_that_is_missing_or_broken_is_told_at_the_option(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": MYST}, conf=CONF)
    line = site.conf.splitlines().index(CONF.strip()) + 1
    (missing,) = [each for each in site.build().findings if each.rule == "invalid_config"]
    assert (missing.path, missing.line) == ("conf.py", line)
    assert "there is no file 'baseline.json'" in missing.message
    site.write({"baseline.json": "{}"})
    (broken,) = [each for each in site.build().findings if each.rule == "invalid_config"]
    assert (broken.path, broken.line) == ("conf.py", line)
    assert broken.message.endswith("restore it, or remove it and write it anew with sphinx-lcore baseline")


@pytest.mark.parametrize("builder", ["latex", "man", "epub", "xml", "texinfo", "singlehtml", "dirhtml"])
def test_every_builder_writes_what_changed(make_site: Callable[..., Site], builder: str) -> None:
    site = _agreed(make_site, "index.md", MYST)
    site.write({"index.md": MYST.replace("must boil", "should boil")})
    built = site.build(builder, out=builder, options={"copyright": "A. Author", "version": "1"})
    assert [line for line in built.warnings.splitlines() if "[lcore." not in line] == []
