"""The options of ``conf.py``: what they do, and what a wrong one costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.config import LcoreConfig

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

DESIGN = """\
# Tea

:::{feature-design} tea
:feature: LCORE-1
:spike: [the spike](https://example.org/spike) of LCORE-2
:status: approved
:::

:::{requirement} R1
:status: brewing
:ticket: LCORE-3, see `LCORE-4`
It is.
:::
"""


def _warnings(built: Built) -> list[tuple[int, str]]:
    """Line and message of each warning about the configuration."""
    found = [each for each in built.findings if each.rule == "invalid_config"]
    assert {each.path for each in found} <= {"conf.py"}
    assert {each.level for each in found} <= {"WARNING"}
    return [(each.line, each.message) for each in found]


def _line(site: Site, text: str) -> int:
    return next(n for n, line in enumerate(site.conf.splitlines(), start=1) if text in line)


def test_nothing_needs_to_be_configured(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n"}).build()
    assert _warnings(built) == []
    assert [each["id"] for each in built.json["requirements"]] == ["index.R1"]
    assert (built.out / "traceability/index.html").exists()


@pytest.mark.parametrize(("option", "value"), [("ticket_pattern", "["), ("pages", " "), ("autolink", "maybe")])
def test_a_wrong_value_that_stands_elsewhere_is_told_at_the_beginning_of_conf_py(
    make_site: Callable[..., Site], option: str, value: str
) -> None:
    conf = f"globals().update(lcore_{option}={value!r})\n"
    ((line, message),) = _warnings(make_site({"index.md": "# Tea\n"}, conf=conf).build())
    assert line == 1
    assert message.startswith(f"invalid value of lcore_{option}; ")


def test_the_extension_alone_reads_markdown_with_colon_fences(make_site: Callable[..., Site]) -> None:
    files = {"index.md": "# Tea\n\n:::{requirement} R1\nIt is.\n:::\n"}
    built = make_site(files, conf='extensions = ["sphinxext_lcore"]\n').build()
    assert [each["id"] for each in built.json["requirements"]] == ["index.R1"]


@pytest.mark.parametrize("given", ["['dollarmath']", "{'dollarmath'}", "['colon_fence', 'dollarmath']"])
def test_colon_fences_are_added_to_what_is_configured_for_myst(make_site: Callable[..., Site], given: str) -> None:
    files = {"index.md": "# Tea\n\n:::{requirement} R1\nIt is $x$.\n:::\n"}
    built = make_site(files, conf=f"myst_enable_extensions = {given}\n").build()
    assert [each["id"] for each in built.json["requirements"]] == ["index.R1"]
    assert 'class="math' in built.read("index.html")
    assert "WARNING: The config value" not in built.warnings


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("lcore_statusses", "did you mean lcore_statuses?"),
        ("lcore_ticket_uri", "did you mean lcore_ticket_url?"),
        ("lcore_zzz", "known: lcore_"),
    ],
)
def test_an_unknown_name_is_a_finding_with_its_line(make_site: Callable[..., Site], name: str, cure: str) -> None:
    site = make_site({"index.md": "# Tea\n"}, conf=f"\nexclude_patterns = []\n{name} = 1\n")
    ((line, message),) = _warnings(site.build())
    assert message.startswith(f"unknown option {name}; {cure}")
    assert line == _line(site, name)


WRONG = [
    ("lcore_statuses", "'draft'", "write a list of texts"),
    ("lcore_statuses", "[1]", "Input should be a valid string"),
    ("lcore_statuses", "['Two words']", "'Two words' is no name"),
    ("lcore_statuses", "None", "Input should be a valid tuple"),
    ("lcore_ticket_url", "'javascript:alert(1)//{key}'", "write an http(s) URL with {key}"),
    ("lcore_ticket_url", "'https://example.org/'", "write an http(s) URL with {key}"),
    ("lcore_ticket_url", "'data:text/html,{key}'", "write an http(s) URL with {key}"),
    ("lcore_ticket_url", "42", "Input should be a valid string"),
    ("lcore_ticket_pattern", "'('", "no regular expression: "),
    ("lcore_ticket_pattern", "None", "Input should be a valid string"),
    ("lcore_extra_fields", "['status']", "'status' is an option of feature-design already"),
    ("lcore_extra_fields", "['superseded_by']", "'superseded_by' is an option of feature-design already"),
    ("lcore_extra_fields", "'reviewers'", "write a list of texts"),
    ("lcore_extra_fields", "['a b']", "'a b' is no name"),
    ("lcore_policy", "3", "Input should be a valid string"),
    (
        "lcore_policy",
        "'gone.toml'",
        "there is no file 'gone.toml', seen from the folder of conf.py; write it, or take the option out",
    ),
    ("lcore_pages", "'../out'", "write a folder inside the output"),
    ("lcore_pages", "''", "write a folder inside the output"),
    ("lcore_pages", "'/etc'", "write a folder inside the output"),
    ("lcore_pages", "True", "Input should be a valid string"),
]


@pytest.mark.parametrize(("name", "value", "message"), WRONG)
def test_a_wrong_value_falls_back_to_the_default(
    make_site: Callable[..., Site], name: str, value: str, message: str
) -> None:
    site = make_site({"index.md": DESIGN}, conf=f"\n{name} = {value}\n")
    built = site.build("dummy")
    ((line, found),) = _warnings(built)
    assert found.startswith(f"invalid value of {name}; {message}")
    assert line == _line(site, name)
    field = name.removeprefix("lcore_")
    assert getattr(LcoreConfig.of(built.app.config), field) == LcoreConfig.model_fields[field].default
    assert "The config value" not in built.warnings
    assert [each.id for each in built.catalog.requirements] == ["tea.R1"]


def test_one_wrong_value_does_not_touch_the_others(make_site: Callable[..., Site]) -> None:
    conf = "\nlcore_statuses = 3\nlcore_extra_fields = ['status']\nlcore_pages = 'trace'\n"
    built = make_site({"index.md": DESIGN}, conf=conf).build()
    assert sorted(message.partition(";")[0] for _, message in _warnings(built)) == [
        "invalid value of lcore_extra_fields",
        "invalid value of lcore_statuses",
    ]
    assert (built.out / "trace/index.html").exists()


def test_findings_about_the_configuration_can_be_suppressed(make_site: Callable[..., Site]) -> None:
    conf = "\nlcore_zzz = 1\nsuppress_warnings = ['lcore.invalid_config', 'lcore.invalid_value']\n"
    built = make_site({"index.md": DESIGN}, conf=conf).build()
    assert "zzz" not in built.warnings
    assert "brewing" not in built.warnings


@in_both_languages(
    DESIGN,
    "Tea\n===\n\n.. feature-design:: tea\n   :status: approved\n\n.. requirement:: R1\n   :status: brewing\n\n"
    "   It is.\n",
)
def test_a_team_has_statuses_of_its_own(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files, conf="lcore_statuses = ['brewing', 'served']\n").build()
    assert built.json["requirements"][0]["status"] == "brewing"
    assert [each.message for each in built.findings if each.rule == "invalid_value"] == [
        "invalid value 'approved' in :status:; known: brewing, served, accepted"
    ]


@in_both_languages(
    "# Tea\n\n:::{feature-design} tea\n:reviewers: A. *Reader*, LCORE-9\n:review-date: soon\n:sponsor: me\n:::\n",
    "Tea\n===\n\n.. feature-design:: tea\n   :reviewers: A. *Reader*, LCORE-9\n   :review-date: soon\n"
    "   :sponsor: me\n",
)
def test_a_team_has_fields_of_its_own(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files, conf="lcore_extra_fields = ['reviewers', 'review_date']\n").build()
    assert built.json["features"][0]["fields"] == [
        {"name": "reviewers", "value": "A. Reader, LCORE-9"},
        {"name": "review-date", "value": "soon"},
    ]
    assert [each.message.partition(";")[0] for each in built.findings if each.rule == "unknown_option"] == [
        "unknown option :sponsor:"
    ]
    page = built.read("index.html")
    assert "Reviewers" in page
    assert "<em>Reader</em>" in page
    assert "Review date" in page


def test_tickets_become_links_where_they_have_an_address(make_site: Callable[..., Site]) -> None:
    built = make_site(
        {"index.md": DESIGN}, conf="lcore_ticket_url = 'https://example.org/browse/{key}?a=1&b'\n"
    ).build()
    links = re.findall(r'href="(https://example.org/[^"]*)"', built.read("index.html"))
    assert links == [
        "https://example.org/browse/LCORE-1?a=1&amp;b",
        "https://example.org/spike",
        "https://example.org/browse/LCORE-2?a=1&amp;b",
        "https://example.org/browse/LCORE-3?a=1&amp;b",
        "https://example.org/browse/LCORE-4?a=1&amp;b",
    ]


def test_the_pattern_says_what_a_ticket_is(make_site: Callable[..., Site]) -> None:
    conf = "lcore_ticket_url = 'https://example.org/{key}'\nlcore_ticket_pattern = r'#[0-9]+|x*'\n"
    design = "# Tea\n\n:::{feature-design} tea\n:feature: see #12 and LCORE-1\n:::\n"
    built = make_site({"index.md": design}, conf=conf).build()
    assert built.json["features"][0]["ticket"] == "#12"
    assert 'href="https://example.org/%2312"' in built.read("index.html")
    assert "LCORE-1</a>" not in built.read("index.html")


def test_no_pages_are_made_on_request(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": DESIGN + "\n{ref}`traceability`\n"}, conf="lcore_pages = None\n").build()
    assert not (built.out / "traceability").exists()
    assert _warnings(built) == []
    assert "<span>Traceability</span>" in built.read("index.html")
    assert "ref.ref" not in built.warnings


def test_options_can_be_given_on_the_command_line(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": DESIGN})
    built = site.build("dummy", options={"lcore_statuses": "brewing,approved", "lcore_pages": "trace"})
    assert _warnings(built) == []
    assert built.catalog.requirements[0].status == "brewing"
