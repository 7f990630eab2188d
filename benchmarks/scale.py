"""What a site of many designs costs: with directives, and as plain Sphinx with the same content as headings.

Usage::

    python benchmarks/scale.py [--documents N] [--requirements N] [--repeat N] [--growth]

Makes up N documents of reStructuredText with N requirements each (100 × 20 unless told otherwise): a title, two
sentences, two criteria and up to two use cases each, a tenth of them with a link to another document.
Builds them in turn

- with the extension, everything on, and a matrix of all requirements,
- as headings and lists with labels, with the same matrix kept by hand,
- as headings and lists without any matrix,

and prints CPU seconds, as medians, and ratios: of clean builds with one process, and of builds after nothing, the
statement of one requirement, and the title of one requirement changed. Of clean builds also the wall time of two
processes over that of one, the memory at its highest, and the bytes of a row of the matrix. With --growth it builds
with the extension alone, once as told and once with four times the documents, and prints the exponent of the growth.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

CHAPTER = 25
"""Documents in a toctree: one toctree of all makes the sidebar of a theme the greater part of every page."""
STATUSES = ("draft", "proposed", "approved", "implemented")
SUBJECTS = ("ledger", "session", "policy", "replica", "token", "report", "queue", "snapshot", "cursor", "gateway")
DEEDS = ("stores", "renders", "merges", "rejects", "publishes", "caches", "encrypts", "retries", "audits")


class Item(NamedTuple):
    """A requirement, before it is written in a language."""

    document: int
    number: int
    documents: int

    @property
    def seed(self) -> int:
        """What its words are chosen by."""
        return self.document * 7 + self.number * 3

    @property
    def title(self) -> str:
        """Its title, different from all others."""
        return f"Each {SUBJECTS[self.seed % 10]} {DEEDS[self.seed % 9]} part {self.document}.{self.number}"

    @property
    def use_cases(self) -> tuple[int, ...]:
        """The numbers of its use cases, in its own document."""
        first = self.seed % 4 + 1
        return (first,) if self.seed % 2 else tuple(sorted({first, (self.seed // 2) % 4 + 1}))

    @property
    def other(self) -> tuple[int, int] | None:
        """The document and the number of the requirement that it depends on; None for nine of ten."""
        return ((self.document * 31 + 7) % self.documents, self.number) if self.seed % 10 == 0 else None

    def sentence(self, place: int) -> str:
        """A sentence."""
        subject, deed = SUBJECTS[(self.seed + place) % 10], DEEDS[(self.seed + place) % 9]
        return f"The {subject} {deed} what part {self.document}.{self.number} asks within {place + 3} ms."


class Idiom(Protocol):
    """A way of writing the same content."""

    extensions: tuple[str, ...]
    has_matrix: bool

    def document(self, number: int, items: list[Item], edited: str) -> str:
        """A document."""
        ...

    def matrix(self, items: list[Item]) -> str:
        """The page with the matrix."""
        ...


def story(number: int) -> str:
    """The story of a use case."""
    return f"As a user, I want part {number}, so that it goes on."


def heading(text: str, mark: str) -> str:
    """A heading in RST."""
    return f"{text}\n{mark * len(text)}\n"


class Headings:
    """Plain Sphinx."""

    extensions: tuple[str, ...] = ()

    def __init__(self, *, has_matrix: bool) -> None:
        self.has_matrix = has_matrix

    def document(self, number: int, items: list[Item], edited: str) -> str:
        """Labels, headings, lists."""
        stories = [f".. _d{number}-u{n}:\n\n{heading(f'U{n} Use part {n}', '-')}\n{story(n)}\n" for n in range(1, 5)]
        requirements = [self._requirement(item, edited) for item in items]
        return "\n".join([heading(f"Design {number}", "="), *stories, *requirements])

    @staticmethod
    def _requirement(item: Item, edited: str) -> str:
        links = ", ".join(f":ref:`d{item.document}-u{n}`" for n in item.use_cases)
        facts = [f"Status: {STATUSES[item.seed % 4]}", f"Use cases: {links}"]
        if item.other is not None:
            facts.append("Depends on: :ref:`d{}-r{}`".format(*item.other))
        listed = "\n".join(f"* {fact}" for fact in facts)
        criteria = "\n".join(f"* {item.sentence(place)}" for place in (2, 3))
        return (
            f".. _d{item.document}-r{item.number}:\n\n{heading(f'R{item.number} {titled(item, edited)}', '-')}\n"
            f"{worded(item, edited)}\n\n{listed}\n\nAcceptance criteria:\n\n{criteria}\n"
        )

    def matrix(self, items: list[Item]) -> str:
        """A table that is kept by hand."""
        if not self.has_matrix:
            return heading("Matrix", "=")
        rows = "\n".join(
            f"   * - :ref:`R{item.number} <d{item.document}-r{item.number}>`\n     - {item.title}\n"
            f"     - {STATUSES[item.seed % 4]}\n"
            f"     - {', '.join(f':ref:`U{n} <d{item.document}-u{n}>`' for n in item.use_cases)}\n     - 2"
            for item in items
        )
        head = "   * - ID\n     - Title\n     - Status\n     - Use cases\n     - Criteria\n"
        return f"{heading('Matrix', '=')}\n.. list-table::\n   :header-rows: 1\n\n{head}{rows}\n"


class Directives:
    """The extension."""

    extensions: tuple[str, ...] = ("sphinxext_lcore",)
    has_matrix = True

    def document(self, number: int, items: list[Item], edited: str) -> str:
        """Directives."""
        stories = [f".. use-case:: U{n} Use part {n}\n\n   {story(n)}\n" for n in range(1, 5)]
        options = f"   :date: 2026-01-01\n   :authors: A. Author\n   :feature: LCORE-{number}\n"
        head = f".. feature-design:: d{number}\n{options}"
        requirements = [self._requirement(item, edited) for item in items]
        return "\n".join([heading(f"Design {number}", "="), head, *stories, *requirements])

    @staticmethod
    def _requirement(item: Item, edited: str) -> str:
        options = f"   :status: {STATUSES[item.seed % 4]}\n"
        options += f"   :use-cases: {', '.join(f'U{n}' for n in item.use_cases)}\n"
        if item.other is not None:
            options += "   :depends-on: d{}.R{}\n".format(*item.other)
        criteria = "\n".join(f"      * {item.sentence(place)}" for place in (2, 3))
        return (
            f".. requirement:: R{item.number} {titled(item, edited)}\n{options}\n   {worded(item, edited)}\n\n"
            f"   .. acceptance-criteria::\n\n{criteria}\n"
        )

    def matrix(self, items: list[Item]) -> str:  # noqa: ARG002 - it is made from the records
        """The directive."""
        return f"{heading('Matrix', '=')}\n.. traceability-matrix::\n"


def titled(item: Item, edited: str) -> str:
    """The title; an edited one is another."""
    return f"Edited {item.title}" if edited == "title" and is_edited(item) else item.title


def worded(item: Item, edited: str) -> str:
    """The statement; an edited one is another."""
    start = "Edited. " if edited and is_edited(item) else ""
    return f"{start}{item.sentence(0)} {item.sentence(1)}"


def is_edited(item: Item) -> bool:
    """Whether an edit is of this requirement."""
    return (item.document, item.number) == (item.documents // 2, 1)


class Site:
    """A site in one idiom."""

    def __init__(self, folder: Path, idiom: Idiom, documents: int, requirements: int) -> None:
        self.source, self.work, self.idiom = folder / "source", folder / "work", idiom
        self.items = [[Item(d, n, documents) for n in range(1, requirements + 1)] for d in range(documents)]
        self.source.mkdir(parents=True)
        self._write("conf", f"extensions = {list(idiom.extensions)}\nhtml_theme = 'alabaster'\n", ".py")
        chapters = range(0, documents, CHAPTER)
        self._write("index", self._contents("Index", [*(f"chapter{first}" for first in chapters), "matrix"]))
        for first in chapters:
            names = [f"d{number}" for number in range(first, min(first + CHAPTER, documents))]
            self._write(f"chapter{first}", self._contents(f"Chapter {first}", names))
        for number, items in enumerate(self.items):
            self._write(f"d{number}", idiom.document(number, items, ""))
        self._write("matrix", idiom.matrix([item for items in self.items for item in items]))

    def _write(self, name: str, text: str, suffix: str = ".rst") -> None:
        (self.source / f"{name}{suffix}").write_text(text, encoding="utf-8")

    @staticmethod
    def _contents(title: str, names: list[str]) -> str:
        return f"{heading(title, '=')}\n.. toctree::\n   :titlesonly:\n\n" + "".join(f"   {name}\n" for name in names)

    def edit(self, edited: str) -> None:
        """Change a requirement in the middle; a matrix that is kept by hand is changed with a title."""
        number = len(self.items) // 2
        self._write(f"d{number}", self.idiom.document(number, self.items[number], edited))
        if edited == "title" and not self.idiom.extensions and self.idiom.has_matrix:
            text = (self.source / "matrix.rst").read_text(encoding="utf-8")
            title = self.items[number][0].title
            self._write("matrix", text.replace(f"- {title}\n", f"- Edited {title}\n"))

    def build(self, jobs: int = 1) -> Cost:
        """Build what is out of date."""
        words = ["-m", "sphinx", "-Q", "-b", "html", "-j", str(jobs), "-d", str(self.work / "d"), str(self.source)]
        command = [sys.executable, *words, str(self.work / "o")]
        start = time.monotonic()
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        _, status, usage = os.wait4(os.posix_spawn(sys.executable, command, environment), 0)
        if status:
            sys.exit("the build failed")
        return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)

    def clean(self, jobs: int = 1) -> Cost:
        """Build from nothing."""
        shutil.rmtree(self.work, ignore_errors=True)
        return self.build(jobs)

    def row(self) -> str:
        """The bytes of a row of the matrix, in all and beyond the text that it shows."""
        page = (self.work / "o" / "matrix.html").read_bytes()
        rows = sum(map(len, self.items))
        return (
            f"{len(page) / rows:.0f} ({(len(page) - len(re.sub(rb'<[^>]*>', b'', page))) / rows:.0f} beyond its text)"
        )


class Cost(NamedTuple):
    """What a build cost."""

    cpu: float
    wall: float
    megabytes: float


IDIOMS: dict[str, Idiom] = {
    "extension": Directives(),
    "plain": Headings(has_matrix=True),
    "plain, no matrix": Headings(has_matrix=False),
}
PHASES = ("clean", "two processes", "unchanged", "statement", "title")


def compare(folder: Path, documents: int, requirements: int, repeat: int) -> None:
    """Print what each idiom costs."""
    sites = {name: Site(folder / name, idiom, documents, requirements) for name, idiom in IDIOMS.items()}
    costs: defaultdict[tuple[str, str], list[Cost]] = defaultdict(list)
    for _ in range(repeat):
        for name, site in sites.items():
            site.edit("")
            costs[name, "two processes"].append(site.clean(2))
            costs[name, "clean"].append(site.clean())
            costs[name, "unchanged"].append(site.build())
            for edited in ("statement", "title"):
                site.edit(edited)
                costs[name, edited].append(site.build())
    sys.stdout.write(f"{documents} × {requirements} requirements, CPU seconds, × of the extension over each\n")
    for phase in PHASES:
        ours = statistics.median(cost.cpu for cost in costs["extension", phase])
        cells = []
        for name in IDIOMS:
            seconds = statistics.median(cost.cpu for cost in costs[name, phase])
            cells.append(f"{name} {seconds:.2f} (× {ours / seconds:.2f})")
        sys.stdout.write(f"{phase:<14}{'   '.join(cells)}\n")
    for name, site in sites.items():
        wall = [statistics.median(cost.wall for cost in costs[name, phase]) for phase in ("two processes", "clean")]
        memory = statistics.median(cost.megabytes for cost in costs[name, "clean"])
        row = f", {site.row()} bytes a row" if site.idiom.has_matrix else ""
        sys.stdout.write(f"{name}: wall of two processes × {wall[0] / wall[1]:.2f}, {memory:.0f} MB{row}\n")


def grow(folder: Path, documents: int, requirements: int, repeat: int) -> None:
    """Print how the cost of the extension grows from some documents to four times as many."""
    sizes = (documents, 4 * documents)
    sites = [Site(folder / str(size), IDIOMS["extension"], size, requirements) for size in sizes]
    costs = [[site.clean() for site in sites] for _ in range(repeat)]
    small, large = (statistics.median(cost.cpu for cost in of_size) for of_size in zip(*costs, strict=True))
    memory = [statistics.median(cost.megabytes for cost in of_size) for of_size in zip(*costs, strict=True)]
    sys.stdout.write(
        f"{sizes[0]} documents {small:.1f} s, {memory[0]:.0f} MB; {sizes[1]} documents {large:.1f} s, "
        f"{memory[1]:.0f} MB; exponent {math.log(large / small, 4):.2f}\n"
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--requirements", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure = grow if arguments.growth else compare
        measure(Path(folder), arguments.documents, arguments.requirements, arguments.repeat)


if __name__ == "__main__":
    main()
