"""What a check costs: ``sphinx-lcore check`` and ``sphinx-build -b dummy`` without the extension, in turn.

Usage::

    python benchmarks/check.py [FOLDER] [--repeat N] [--junit FILE]

FOLDER holds Markdown designs; without one, forty are made up. Prints the CPU seconds, as medians, and their ratio: of
the first run, which reads everything, after an edit of one document, and where nothing changed. The sites lie in a
temporary folder. The first run may also have to compile the modules of the extension, which an installation has done
before. With --junit the verdicts are written to a file, too: see ``verdicts.py``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from plain_designs import WITH, WITHOUT, made_up_design
from verdicts import Verdict, write

LIMITS = {"one edit": 1.2, "nothing changed": 1.5}

PLAIN = ("-m", "sphinx", "-Q", "-b", "dummy", "{source}", "{source}/.out")
CHECK = (
    "-c",
    "import sys; from sphinxext_lcore.cli import main; sys.exit(main())",
    "check",
    "{source}",
    "--format",
    "json",
    "--output",
    "{source}/.report.json",
    "--fail-on",
    "never",
)


def run(command: tuple[str, ...], source: Path) -> float:
    """Run once, and return the CPU seconds of the process."""
    words = [sys.executable, *(word.format(source=source) for word in command)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    silent = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    child = os.posix_spawn(sys.executable, words, environment, file_actions=[silent, (os.POSIX_SPAWN_DUP2, 1, 2)])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(words)} failed")
    return usage.ru_utime + usage.ru_stime


def made(source: Path, conf: str, designs: Path | None) -> Path:
    """Make a site, and return the document that is edited."""
    folder = source / "designs"
    if designs is not None:
        shutil.copytree(designs, folder)
    else:
        folder.mkdir(parents=True)
        for number in range(40):
            (folder / f"design{number:02}.md").write_text(made_up_design(number))
    (source / "index.md").write_text("# Index\n\n```{toctree}\n:glob:\n\ndesigns/**\n```\n")
    (source / "conf.py").write_text(conf)
    return sorted(folder.rglob("*.md"))[0]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--junit", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        sites = {
            command: (Path(folder, name), made(Path(folder, name), conf, arguments.folder))
            for command, name, conf in ((PLAIN, "plain", WITHOUT), (CHECK, "check", WITH))
        }
        clean = {command: [run(command, source)] for command, (source, _) in sites.items()}
        edited: dict[tuple[str, ...], list[float]] = {command: [] for command in sites}
        unchanged: dict[tuple[str, ...], list[float]] = {command: [] for command in sites}
        for number in range(arguments.repeat):
            for command, (source, document) in sites.items():
                document.write_text(f"{document.read_text()}\nEdit {number}.\n")
                edited[command].append(run(command, source))
                unchanged[command].append(run(command, source))
    verdicts = []
    for name, times in (("clean", clean), ("one edit", edited), ("nothing changed", unchanged)):
        plain, check = (statistics.median(times[command]) for command in (PLAIN, CHECK))
        sys.stdout.write(f"{name:<16}plain {plain:.2f} s   check {check:.2f} s   ratio {check / plain:.3f}\n")
        if name in LIMITS:
            verdicts.append(Verdict(name, "check-command.R2", check / plain, LIMITS[name]))
    if arguments.junit is not None:
        write(arguments.junit, "benchmarks/check.py", verdicts)


if __name__ == "__main__":
    main()
