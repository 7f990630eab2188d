"""Real designs, read where LCORE_CORPUS holds them: ids, numbers and lines; no sentence of theirs is here."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from .conftest import CONF, Site
from .plain import ids_of, source_lines, words_of

if TYPE_CHECKING:
    from sphinxext_lcore.model.document import Document

    from .conftest import Built

CORPUS = Path(os.environ.get("LCORE_CORPUS", "/nonexistent"), "docs", "design")
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="LCORE_CORPUS names no folder of designs")


class Expected(NamedTuple):
    """What is read of one document."""

    requirements: list[int]
    """The lines of R1, R2 and so on."""
    use_cases: list[int]
    changelog: list[tuple[int, str]]
    questions: list[int]
    key_files: list[int]
    metadata: tuple[str, tuple[str, str], int]
    """Date; tickets of feature and spike; the number of authors."""
    mentions: tuple[tuple[str, str, int], ...] = ()
    """Id, the item whose text it is, and the line."""
    criteria: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    """The lines of the questions that have an origin."""
    planned: tuple[int, ...] = ()
    """The lines of the files that are new."""
    fields: tuple[str, ...] = ()


EXPECTED = {
    "agent-skills": Expected(
        list(range(35, 45)),
        [48, 49, 50, 51],
        [(735, "2026-04-29"), (736, "2026-04-27"), (737, "2026-04-27"), (738, "2026-04-09")],
        [725, 726, 727, 728, 729],
        [615, 616, 617, 618, 619],
        ("2026-04-09", ("LCORE-1339", "LCORE-1594"), 1),
        planned=(616,),
    ),
    "human-in-the-loop": Expected(
        [41, 43, 45, 46, 48, 49, 50, 51],
        [56, 58, 61, 63, 65],
        [(594, "2026-04-13"), (595, "2026-04-01")],
        [581, 583, 585, 587],
        list(range(502, 515)),
        ("2026-04-01", ("LCORE-268", "LCORE-1589"), 1),
        planned=(
            504,
            505,
            506,
            507,
            508,
            510,
        ),
    ),
    "byok-pdf": Expected(
        list(range(23, 30)),
        [33, 34],
        [(248, "2026-04-27"), (249, "2026-04-30"), (250, "2026-04-30")],
        [230, 231, 232, 233, 234],
        list(range(171, 181)),
        ("2026-04-27", ("LCORE-1471", "LCORE-1471"), 1),
        mentions=(
            ("R5", "R7", 29),
            ("R5", "", 103),
            ("R7", "", 159),
            ("R7", "", 219),
            ("R7", "", 240),
            ("R7", "", 249),
        ),
        planned=(
            171,
            172,
            173,
            175,
            176,
            177,
            178,
        ),
        fields=("epic", "precedent"),
    ),
    "byok-confluence-import": Expected(
        [36, 39, 42, 44, 46, 49, 52, 55, 59, 64],
        [69, 72, 75, 78],
        [(275, "2026-07-09"), (276, "2026-07-21")],
        [260, 262, 264, 266, 268],
        list(range(220, 231)),
        ("2026-07-09", ("LCORE-788", "LCORE-2664"), 1),
        mentions=(
            ("R8", "", 150),
            ("R2", "", 159),
            ("R6", "", 188),
            ("R7", "", 200),
            ("R10", "", 246),
            ("R6", "", 256),
            ("R9", "", 276),
        ),
        criteria=tuple(range(171, 181)),
        origins=(
            260,
            262,
            264,
            266,
            268,
        ),
        planned=(
            220,
            221,
            222,
            223,
            224,
            226,
            227,
            228,
            230,
        ),
    ),
    "observability-opentelemetry-design": Expected(
        list(range(50, 80, 3)),
        list(range(82, 100, 3)),
        [],
        [374],
        [366, 367, 368, 368, 369, 370],
        ("2026-04-08", ("LCORE-322", "LCORE-2655"), 1),
    ),
    "low-overhead-deployment-for-server-mode": Expected(
        [112, 125, 138, 152, 165, 177, 189, 206, 220, 233],
        list(range(251, 335, 7)),
        [(527, "2026-04-15"), (528, "2026-04-16")],
        [508, 509, 510, 511, 512, 513],
        [],
        ("2026-04-15", ("LCORE-1284", "LCORE-1592"), 1),
    ),
}
RULES = {
    "heading_levels",
    "missing_acceptance_criteria",
    "missing_changelog",
    "malformed_story",
    "placeholder",
    "foreign_title",
    "question_without_origin",
}
"""What is to be said of them; nothing of it about what could not be read."""


def files() -> dict[str, str]:
    return {f"docs/design/{path.relative_to(CORPUS)}": path.read_text("utf-8") for path in CORPUS.rglob("*.md")}


INDEX = {"index.md": "# Index\n\n```{toctree}\n:glob:\n\ndocs/**\n```\n"}
QUIET = 'suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(tmp_path_factory.mktemp("corpus"), CONF + QUIET + 'lcore_designs = ["docs/design/**"]\n')
    site.write({**INDEX, **files()})
    return site.build()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    conf = 'extensions = ["myst_parser"]\nhtml_theme = "basic"\nmyst_enable_extensions = ["colon_fence"]\n'
    site = Site(tmp_path_factory.mktemp("plain"), conf + QUIET)
    site.write({**INDEX, **files()})
    return site.build()


def facts(built: Built, name: str) -> Document:
    (found,) = [each for each in built.catalog.documents if each.docname.rpartition("/")[2] == name]
    return found


def test_all_is_there(built: Built) -> None:
    assert len(built.catalog.requirements) == 55
    assert len(built.catalog.use_cases) == 33
    assert len(built.catalog.criteria) == 10
    assert {feature.id for feature in built.catalog.features} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_item_stands_at_its_line(built: Built, name: str) -> None:
    found, expected = facts(built, name), EXPECTED[name]
    lines = source_lines(built, found.path)
    for prefix, items, places in (
        ("R", found.requirements, expected.requirements),
        ("U", found.use_cases, expected.use_cases),
    ):
        assert [(each.local_id, each.line) for each in items] == [
            (f"{prefix}{n}", at) for n, at in enumerate(places, 1)
        ]
        for item in items:
            assert re.match(rf"(?:- |## )?\**{item.local_id}\b", lines[item.line - 1])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_text_is_whole(built: Built, name: str) -> None:
    """The words of an item are those of the source from its line to the next item or heading."""
    found = facts(built, name)
    lines = source_lines(built, found.path)
    items = [(each, each.title, each.statement) for each in found.requirements]
    for item, title, text in [*items, *((each, each.title, each.story) for each in found.use_cases)]:
        following = range(item.line, len(lines))
        end = next((n for n in following if re.match(r"(?:- |## )?\**[RU]\d+\b|#", lines[n])), len(lines))
        source = " ".join(lines[item.line - 1 : end])
        assert words(f"{item.local_id} {title} {text}") == words(source)


def words(text: str) -> list[str]:
    """The words of a text, in whatever markup."""
    return re.findall(r"\w+", text.replace("_", ""))


@pytest.mark.parametrize("name", EXPECTED)
def test_metadata(built: Built, name: str) -> None:
    feature, expected = facts(built, name).feature, EXPECTED[name]
    assert feature is not None
    day, tickets, authors = expected.metadata
    assert (feature.line, feature.date, len(feature.authors)) == (1, date.fromisoformat(day), authors)
    assert (feature.ticket, feature.spike) == tickets
    assert feature.component
    assert tuple(each.name for each in feature.fields) == expected.fields
    assert all(url.startswith("https://") for url in feature.urls)
    assert len(feature.urls) >= len(set(tickets))


@pytest.mark.parametrize("name", EXPECTED)
def test_tables_and_lists(built: Built, name: str) -> None:
    found, expected = facts(built, name), EXPECTED[name]
    assert [(each.line, str(each.date)) for each in found.changelog] == expected.changelog
    assert [each.line for each in found.open_questions] == expected.questions
    assert tuple(each.line for each in found.open_questions if each.origin) == expected.origins
    assert [each.line for each in found.key_files] == expected.key_files
    assert tuple(each.line for each in found.key_files if each.planned) == expected.planned
    lines = source_lines(built, found.path)
    for file in found.key_files:
        assert f"`{file.file}`" in lines[file.line - 1]
        assert file.action
        assert not file.repo or lines[file.line - 1].startswith(f"| {file.repo} |")


@pytest.mark.parametrize("name", EXPECTED)
def test_acceptance_rows(built: Built, name: str) -> None:
    found = facts(built, name).criteria
    assert tuple(each.line for each in found) == EXPECTED[name].criteria
    assert [each.requirements for each in found] == [(f"R{n}",) for n in range(1, len(found) + 1)]
    lines = source_lines(built, facts(built, name).path)
    for criterion in found:
        _, _, _, verified_by, _ = lines[criterion.line - 1].split("|")
        assert criterion.verified_by
        assert ", ".join(criterion.verified_by) == verified_by.strip()


@pytest.mark.parametrize("name", EXPECTED)
def test_mentions(built: Built, name: str) -> None:
    found = tuple((each.target, each.item.rpartition(".")[2], each.line) for each in facts(built, name).mentions)
    assert found == EXPECTED[name].mentions
    lines = source_lines(built, facts(built, name).path)
    assert all(re.search(rf"\b{target}\b", lines[line - 1]) for target, _, line in found)


def test_what_is_said_of_them(built: Built) -> None:
    told = {each.rule for each in built.findings if each.path != "index.md"}
    assert told == RULES


@pytest.mark.parametrize("name", EXPECTED)
def test_no_word_and_no_anchor_is_lost(built: Built, plain: Built, name: str) -> None:
    page = f"{facts(built, name).docname}.html"
    ours, theirs = built.read(page), plain.read(page)
    assert words_of(ours) == words_of(theirs)
    identifiers = ids_of(ours)
    assert set(ids_of(theirs)) <= set(identifiers)
    assert len(identifiers) == len(set(identifiers))
    for item in (*facts(built, name).requirements, *facts(built, name).use_cases):
        assert {item.anchor, item.local_id.lower()} <= set(identifiers)
        assert item.anchor == f"{name}-{item.local_id.lower()}"
