from __future__ import annotations

import re
from datetime import date

import pytest

from sphinxext_lcore.scaffold.templates import Form, Language, default_title, render

DATE = date(2026, 3, 16)
VARIANTS = [(language, form) for language in Language for form in Form]
SECTIONS = [
    "What",
    "Why",
    "Requirements",
    "Use Cases",
    "Architecture",
    "Acceptance test surface",
    "Aspect-specific concerns",
    "Implementation Suggestions",
    "Open Questions for Future Work",
    "Changelog",
    "Appendix A",
]


def rendered(language: Language, form: Form, title: str = "") -> str:
    return render(language, form, key="green-tea", title=title, date=DATE)


def headings(text: str, level: int) -> list[str]:
    if text.startswith("# "):
        return re.findall(rf"^{'#' * level} (.+)$", text, re.MULTILINE)
    return re.findall(rf"^(\S.*)\n\{'=-~'[level - 1]}{{2,}}$", text, re.MULTILINE)


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_the_sections_stand_in_the_order_of_the_template(language: Language, form: Form) -> None:
    text = rendered(language, form)
    assert headings(text, 1) == ["Feature design for green tea"]
    assert headings(text, 2) == SECTIONS


def test_all_variants_have_the_same_subsections() -> None:
    first, *others = (headings(rendered(language, form), 3) for language, form in VARIANTS)
    assert len(first) == 24
    assert all(other == first for other in others)


@pytest.mark.parametrize(("language", "form"), VARIANTS)
def test_nothing_of_the_template_is_left_to_substitute(language: Language, form: Form) -> None:
    text = rendered(language, form)
    assert "$" not in text
    assert text.count("2026-03-16") == 2
    assert text.endswith(".\n")
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("language", Language)
def test_the_plain_template_has_no_directive(language: Language) -> None:
    text = rendered(language, Form.PLAIN)
    assert not re.search(r":::|^\.\. |\{\w", text, re.MULTILINE)


@pytest.mark.parametrize("form", Form)
def test_the_rows_of_a_table_are_as_long_as_its_rules(form: Form) -> None:
    for language in Language:
        tables = re.findall(r"(?:^ *[|+].*\n)+", rendered(language, form), re.MULTILINE)
        assert len(tables) == (4 if form is Form.PLAIN else 3)
        assert all(len({len(line) for line in table.splitlines()}) == 1 for table in tables)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("", "Feature design for green tea"),
        ("  \n", "Feature design for green tea"),
        ("Tea,\n and ${key} for $5", "Feature design for Tea, and ${key} for $5"),
        ("Feature design for tea", "Feature design for tea"),
    ],
)
def test_the_title_is_one_line_and_taken_as_it_is(title: str, heading: str) -> None:
    assert headings(rendered(Language.MYST, Form.PLAIN, title), 1) == [heading]


@pytest.mark.parametrize(("key", "title"), [("green-tea", "green tea"), ("a_b--c", "a b c"), ("2fa", "2fa")])
def test_a_title_is_made_of_a_key(key: str, title: str) -> None:
    assert default_title(key) == title
