from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.scaffold.templates import Form, Language, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Built, Site

DATE = date(2026, 3, 16)
PLACEHOLDER = re.compile(r"\bTODO\b|\bLCORE-XXXX\b")
VARIANTS = [(language, form) for language in Language for form in Form]


def place(site: Callable[..., Site], language: Language, form: Form, title: str = "") -> tuple[str, Built]:
    """The text of a variant, and the site whose only document it is."""
    text = render(language, form, key="green-tea", title=title, date=DATE)
    conf = '\nroot_doc = "green-tea"\n' + ('lcore_designs = ["*"]\n' if form is Form.PLAIN else "")
    return text, site({f"green-tea.{language}": text}, conf=conf).build()


def lines_to_fill_in(text: str) -> set[int]:
    """The lines with a placeholder, but for those of code, which is indented deeper or stands between fences."""
    found, in_code = set(), False
    for number, line in enumerate(text.splitlines(), start=1):
        in_code ^= line.startswith("```")
        if PLACEHOLDER.search(line) and not in_code and not re.match(r"   (request -->|  enabled:)", line):
            found.add(number)
    return found


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_a_new_design_has_no_finding_but_what_is_left_to_fill_in(
    make_site: Callable[..., Site], language: Language, form: Form
) -> None:
    _, built = place(make_site, language, form)
    assert set(built.rules()) == {"placeholder"}
    warnings = [line for line in built.warnings.splitlines() if "[lcore.placeholder]" not in line]
    assert warnings == []


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_every_place_to_fill_in_is_a_finding_at_its_line(
    make_site: Callable[..., Site], language: Language, form: Form
) -> None:
    text, built = place(make_site, language, form)
    assert {finding.line for finding in built.findings} == lines_to_fill_in(text)


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_a_new_design_is_read(make_site: Callable[..., Site], language: Language, form: Form) -> None:
    _, built = place(make_site, language, form)
    data = built.json
    (feature,) = data["features"]
    assert (feature["id"], feature["date"], feature["title"]) == (
        "green-tea",
        "2026-03-16",
        "Feature design for green tea",
    )
    assert [each["id"] for each in data["requirements"]] == ["green-tea.R1", "green-tea.R2"]
    assert all(each["use_cases"] == ["green-tea.U1"] for each in data["requirements"])
    assert [each["id"] for each in data["use_cases"]] == ["green-tea.U1"]
    assert data["use_cases"][0]["role"] == "TODO"
    accepted = {name for each in data["criteria"] for name in each["requirements"]}
    assert accepted == {"green-tea.R1", "green-tea.R2"}
    assert [(each["date"], each["change"]) for each in data["changelog"]] == [("2026-03-16", "Initial version")]
    assert len(data["open_questions"]) == len(data["key_files"]) == 1
    assert data["open_questions"][0]["origin"].startswith("deferred from")


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_a_new_design_without_placeholders_has_no_finding(
    make_site: Callable[..., Site], language: Language, form: Form
) -> None:
    text = render(language, form, key="tea", title="", date=DATE).replace("TODO", "DONE").replace("XXXX", "1234")
    conf = '\nroot_doc = "tea"\nlcore_designs = ["*"]\n' if form is Form.PLAIN else '\nroot_doc = "tea"\n'
    built = make_site({f"tea.{language}": text}, conf=conf).build()
    assert (built.warnings, built.findings) == ("", [])


def test_a_plain_design_that_nothing_matches_is_an_ordinary_page(make_site: Callable[..., Site]) -> None:
    text = render(Language.MYST, Form.PLAIN, key="tea", title="", date=DATE)
    built = make_site({"index.md": text}).build()
    assert (built.warnings, built.findings) == ("", [])


@pytest.mark.parametrize("title", ["茶の湯", "a title that is longer than any line of the template is " + "long " * 30])
def test_a_title_of_any_width_is_underlined(make_site: Callable[..., Site], title: str) -> None:
    _, built = place(make_site, Language.RST, Form.PLAIN, title)
    assert set(built.rules()) == {"placeholder"}
    assert built.json["features"][0]["title"] == f"Feature design for {title.strip()}"
