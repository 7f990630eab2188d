"""The roles ``req``, ``uc``, ``feature`` and ``ticket``: what they lead to, and what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Built, Site

TEA = """\
# Feature design for tea

:::{feature-design} tea
:feature: LCORE-1
:::

:::{requirement} R1 Boil
Water boils.
:::

:::{requirement} R2
It is poured.
:::

:::{use-case} U1 Guests
As a guest, I want tea.
:::

"""
COFFEE = """\
# Feature design for coffee

:::{feature-design} coffee
:title: All about coffee
:feature: LCORE-2
:::

:::{requirement} R1 Grind
Beans are ground.
:::

:::{use-case} U1
As a host, I want coffee.
:::

"""


class Link(NamedTuple):
    """A link as a page shows it."""

    uri: str
    text: str
    hint: str = ""


def _paragraph(built: Built, page: str, begins: str) -> str:
    """What stands in the paragraph of a page that begins with a word."""
    (paragraph,) = re.findall(rf"<p>{begins}:? (.*?)</p>", built.read(page), re.DOTALL)
    return str(paragraph)


def _links(html: str) -> list[Link]:
    found = []
    for attributes, content in re.findall(r"<a ([^>]*)>(.*?)</a>", html, re.DOTALL):
        values = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        found.append(Link(values["href"], re.sub(r"<[^>]+>", "", content), values.get("title", "")))
    return found


def _role(language: str, role: str, text: str) -> str:
    return f"{{{role}}}`{text}`" if language == ".md" else f":{role}:`{text}`"


class Case(NamedTuple):
    """A role in the document of tea, and the link that it gives there."""

    role: str
    text: str
    link: Link


CASES = (
    Case("req", "R1", Link("tea.html#tea-r1", "R1", "Boil")),
    Case("req", "R2", Link("tea.html#tea-r2", "R2", "It is poured.")),
    Case("req", "tea.R1", Link("tea.html#tea-r1", "tea.R1", "Boil")),
    Case("req", "coffee.R1", Link("coffee.html#coffee-r1", "coffee.R1", "Grind")),
    Case("req", "LCORE-2.R1", Link("coffee.html#coffee-r1", "LCORE-2.R1", "Grind")),
    Case("req", "the grinding <coffee.R1>", Link("coffee.html#coffee-r1", "the grinding", "Grind")),
    Case("req", "~coffee.R1", Link("coffee.html#coffee-r1", "R1", "Grind")),
    Case("uc", "U1", Link("tea.html#tea-u1", "U1", "Guests")),
    Case("uc", "coffee.U1", Link("coffee.html#coffee-u1", "coffee.U1", "As a host, I want coffee.")),
    Case("feature", "coffee", Link("coffee.html#coffee", "All about coffee", "All about coffee")),
    Case("feature", "COFFEE", Link("coffee.html#coffee", "All about coffee", "All about coffee")),
    Case("feature", "LCORE-2", Link("coffee.html#coffee", "All about coffee", "All about coffee")),
    Case("feature", "the drink <coffee>", Link("coffee.html#coffee", "the drink", "All about coffee")),
    Case("lcore:req", "R1", Link("tea.html#tea-r1", "R1", "Boil")),
    Case("lcore:uc", "U1", Link("tea.html#tea-u1", "U1", "Guests")),
    Case("lcore:feature", "coffee", Link("coffee.html#coffee", "All about coffee", "All about coffee")),
    Case("any", "coffee.R1", Link("coffee.html#coffee-r1", "coffee.R1", "Grind")),
)


@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_a_role_is_a_link(make_site: Callable[..., Site], ending: str) -> None:
    lines = [f"Case{n}: {_role(ending, case.role, case.text)}\n" for n, case in enumerate(CASES)]
    files = {"tea.md": TEA, "coffee.md": COFFEE, "index.md": "# Site\n\n```{toctree}\ntea\ncoffee\nmore\n```\n"}
    if ending == ".md":
        files["tea.md"] += "\n".join(lines)
    else:  # the same document in RST, by way of MyST's own directive
        files["tea.md"] += "```{eval-rst}\n" + "\n".join(lines) + "```\n"
    files["more.md"] = "# More\n\n{req}`tea.R1`\n"
    built = make_site(files).build()
    assert "unknown" not in built.warnings
    found = {case: _links(_paragraph(built, "tea.html", f"Case{n}")) for n, case in enumerate(CASES)}
    expected = {case: [case.link._replace(uri=case.link.uri.removeprefix("tea.html"))] for case in CASES}
    assert found == expected


@in_both_languages("# Notes\n\nSee: {req}`tea.R1`\n", "Notes\n=====\n\nSee: :req:`tea.R1`\n")
def test_a_document_that_is_no_design_uses_full_ids(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site({**files, "tea.md": TEA}).build()
    assert _links(_paragraph(built, "index.html", "See")) == [Link("tea.html#tea-r1", "tea.R1", "Boil")]


@in_both_languages(
    TEA + "See: {req}`!R1` {req}`!R99` {uc}`!coffee.U7` {feature}`!nothing` {ticket}`!LCORE-3`\n",
    "Tea\n===\n\nSee: :req:`!R1` :req:`!R99` :uc:`!coffee.U7` :feature:`!nothing` :ticket:`!LCORE-3`\n",
)
def test_an_exclamation_mark_makes_no_link(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site(files, conf="lcore_ticket_url = 'https://example.org/{key}'\n").build()
    paragraph = _paragraph(built, "index.html", "See")
    assert _links(paragraph) == []
    assert re.sub(r"<[^>]+>", "", paragraph) == "R1 R99 coffee.U7 nothing LCORE-3"
    assert "unknown_reference" not in built.rules()


class Unknown(NamedTuple):
    """A role that leads nowhere, and the finding about it."""

    role: str
    text: str
    message: str


UNKNOWN = (
    Unknown("req", "R3", "unknown requirement R3; known: R1, R2"),
    Unknown("req", "tae.R1", "unknown requirement tae.R1; did you mean tea.R1?"),
    Unknown("req", "coffee.R7", "unknown requirement coffee.R7; did you mean coffee.R1?"),
    Unknown("req", "U1", "unknown requirement U1; known: R1, R2"),
    Unknown("uc", "U12", "unknown use case U12; did you mean U1?"),
    Unknown("feature", "cofee", "unknown feature cofee; did you mean coffee?"),
    Unknown("lcore:req", "R3", "unknown requirement R3; known: R1, R2"),
)


@pytest.mark.parametrize("ending", [".md", ".rst"])
def test_an_unknown_target_is_a_finding_with_a_suggestion(make_site: Callable[..., Site], ending: str) -> None:
    lines = [f"Case{n}: {_role(ending, case.role, case.text)}" for n, case in enumerate(UNKNOWN)]
    paragraphs = "\n\n".join(lines) + "\n"
    text = TEA + (paragraphs if ending == ".md" else f"```{{eval-rst}}\n{paragraphs}```\n")
    built = make_site({"index.md": text, "coffee.md": COFFEE}).build()
    found = [each for each in built.findings if each.rule == "unknown_reference"]
    assert [each.message for each in found] == [case.message for case in UNKNOWN]
    assert [text.splitlines()[each.line - 1] for each in found] == lines
    assert [_links(_paragraph(built, "index.html", f"Case{n}")) for n in range(len(UNKNOWN))] == [[]] * len(UNKNOWN)
    assert "[ref." not in built.warnings, "Sphinx says nothing of its own"


@in_both_languages("# Notes\n\nSee: {req}`LCORE-1.R1`\n", "Notes\n=====\n\nSee: :req:`LCORE-1.R1`\n")
def test_a_ticket_of_two_features_is_ambiguous(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    second = TEA.replace("{feature-design} tea", "{feature-design} ice-tea")
    built = make_site({**files, "tea.md": TEA, "second.md": second}).build()
    (finding,) = [each for each in built.findings if each.path in files]
    assert finding.rule == "ambiguous_reference"
    assert finding.message == "ambiguous requirement LCORE-1.R1; write ice-tea.R1 or tea.R1"


def test_a_ticket_is_a_link_where_tickets_have_an_address(make_site: Callable[..., Site]) -> None:
    files = {"index.md": "# Notes\n\nSee: {ticket}`LCORE-3` {ticket}`this <LCORE-4>` {ticket}`a/b?c`\n"}
    built = make_site(files, conf="lcore_ticket_url = 'https://example.org/browse/{key}'\n").build()
    assert _links(_paragraph(built, "index.html", "See")) == [
        Link("https://example.org/browse/LCORE-3", "LCORE-3"),
        Link("https://example.org/browse/LCORE-4", "this"),
        Link("https://example.org/browse/a%2Fb%3Fc", "a/b?c"),
    ]


@in_both_languages("# Notes\n\nSee: {ticket}`LCORE-3`\n", "Notes\n=====\n\nSee: :ticket:`LCORE-3`\n")
def test_a_ticket_is_its_text_where_tickets_have_no_address(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    built = make_site(files).build()
    assert "LCORE-3" in _paragraph(built, "index.html", "See")
    assert _links(_paragraph(built, "index.html", "See")) == []


OTHER_EXTENSION = """
from docutils import nodes
from docutils.parsers.rst import Directive


class Theirs(Directive):
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self):
        return [nodes.paragraph("", "theirs")]


def their_role(name, rawtext, text, lineno, inliner, options=None, content=()):
    return [nodes.emphasis("", "their " + text)], []


def setup(app):
    app.add_directive("requirement", Theirs)
    app.add_role("req", their_role)

"""


@pytest.mark.parametrize("extension_order", ["before", "after"])
def test_a_short_name_that_is_taken_stays_with_its_owner(make_site: Callable[..., Site], extension_order: str) -> None:
    extensions = (
        ["their_extension", "sphinxext_lcore"]
        if extension_order == "before"
        else ["sphinxext_lcore", "their_extension"]
    )
    conf = (
        "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n"
        f"extensions = {['myst_parser', *extensions]}\n"
    )
    text = (
        "# Tea\n\n:::{requirement} R1 First\nIt is.\n:::\n\nSee: {req}`R1`\n\n"
        ":::{lcore:requirement} R2 Second\nIt is.\n:::\n\nAlso: {lcore:req}`R2`\n"
    )
    built = make_site({"index.md": text, "their_extension.py": OTHER_EXTENSION}, conf=conf).build()
    assert [each["id"] for each in built.json["requirements"]] == ["index.R2"]
    assert "<p>theirs</p>" in built.read("index.html")
    assert "their R1" in _paragraph(built, "index.html", "See")
    assert [link.uri for link in _links(_paragraph(built, "index.html", "Also"))] == ["#index-r2"]
    told = [line for line in built.status.splitlines() if "belongs to another extension" in line]
    assert told == [
        "INFO: the directive requirement belongs to another extension; ours is lcore:requirement [lcore.short_name]",
        "INFO: the role req belongs to another extension; ours is lcore:req [lcore.short_name]",
    ]
    assert "[lcore.short_name]" not in built.warnings


@in_both_languages(
    "# Tea\n\n:::{lcore:feature-design} tea\n:::\n\n::::{lcore:requirement} R1\nIt is.\n\n"
    ":::{lcore:acceptance-criteria}\n- It\n:::\n::::\n\n:::{lcore:use-case} U1\nAs a user, I want it.\n:::\n",
    "Tea\n===\n\n.. lcore:feature-design:: tea\n\n.. lcore:requirement:: R1\n\n   It is.\n\n"
    "   .. lcore:acceptance-criteria::\n\n      - It\n\n.. lcore:use-case:: U1\n\n   As a user, I want it.\n",
)
def test_the_names_in_the_domain_always_work(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    data = make_site(files).build().json
    assert [each["id"] for each in data["requirements"]] == ["tea.R1"]
    assert [each["id"] for each in data["criteria"]] == ["tea.R1.AC1"]
    assert [each["id"] for each in data["use_cases"]] == ["tea.U1"]


@in_both_languages(
    TEA + "See {req}`R1` and {req}`coffee.R1`.\n",
    "Tea\n===\n\n.. feature-design:: tea\n\n.. requirement:: R1 Boil\n\n   Water, see :req:`coffee.R1`.\n\n"
    "See :req:`R1`.\n",
)
def test_what_is_mentioned_elsewhere_shows_by_whom(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    built = make_site({**files, "coffee.md": COFFEE}).build()
    (coffee,) = [each for each in built.json["requirements"] if each["id"] == "coffee.R1"]
    source = "tea" if "index.md" in files else "tea.R1"
    assert coffee["mentioned_by"] == [source]
    assert "Mentioned in" in built.read("coffee.html")
    (tea,) = [each for each in built.json["requirements"] if each["id"] == "tea.R1"]
    assert tea["mentioned_by"] == []


def test_a_link_of_myst_may_name_an_item(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": TEA + "See: [this](#tea.R1) and [](#tea.U1)\n"}).build()
    assert [link.uri for link in _links(_paragraph(built, "index.html", "See"))] == ["#tea-r1", "#tea-u1"]
    assert "xref_missing" not in built.warnings
