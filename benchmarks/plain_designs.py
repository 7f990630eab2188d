"""What reading plain designs costs: the same documents with and without the extension, built in turn.

Usage::

    python benchmarks/plain_designs.py [FOLDER] [--repeat N] [--junit FILE]

FOLDER holds Markdown designs; without one, twenty are made up. Prints the CPU seconds of a build, as medians, and the
median ratio of builds side by side: with the designs read, and with the traceability pages, too. Builds go to a
temporary folder. The first build of each kind is not counted: it may have to compile the modules of the extension,
which an installation has done before. With --junit the verdict is written to a file, too: see ``verdicts.py``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from verdicts import Verdict, write

LIMIT = 1.15
WITHOUT = 'extensions = ["myst_parser"]\nexclude_patterns = ["**/README.md"]\nsuppress_warnings = ["*"]\n'
WITH = WITHOUT.replace('"]\n', '", "sphinxext_lcore"]\n', 1) + 'lcore_designs = ["designs/**"]\n'
CONFIGURATIONS = {"without": WITHOUT, "read": WITH + "lcore_pages = None\n", "with pages": WITH}


def made_up_design(number: int) -> str:
    """A plain design of ordinary size."""
    requirements = "\n".join(
        f"- **R{n}:** The part {n} of {number} must answer within {n} ms (U{n % 4 + 1})." for n in range(1, 11)
    )
    use_cases = "\n".join(f"- **U{n}:** As a user, I want part {n}, so that work goes on." for n in range(1, 5))
    rows = "\n".join(f"| R{n} | It answers within {n} ms | e2e |" for n in range(1, 11))
    prose = "\n\n".join(
        f"### Part {n}\n\n" + "This follows from R1 and from R2..R4. " + "Some more words are said here. " * 12
        for n in range(1, 12)
    )
    return (
        f"# Feature design for number {number}\n\n|   |   |\n|---|---|\n| **Date** | 2026-01-02 |\n\n"
        f"## Requirements\n\n{requirements}\n\n## Use Cases\n\n{use_cases}\n\n## Architecture\n\n{prose}\n\n"
        f"## Acceptance test surface\n\n| Req | Observable behavior | Verified by |\n|---|---|---|\n{rows}\n\n"
        "## Changelog\n\n| Date | Change | Reason |\n|---|---|---|\n| 2026-01-02 | Initial version | |\n"
    )


def build(source: Path, conf: str, work: Path) -> float:
    """Build once, from nothing, and return the CPU seconds of the process."""
    (source / "conf.py").write_text(conf)
    shutil.rmtree(work, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-Q", "-b", "html", "-d", str(work / "d"), str(source), str(work / "o")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = os.posix_spawn(sys.executable, command, environment)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit("the build failed")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--junit", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        source, work = Path(folder, "source"), Path(folder, "work")
        designs = source / "designs"
        if arguments.folder is not None:
            shutil.copytree(arguments.folder, designs)
        else:
            designs.mkdir(parents=True)
            for number in range(20):
                (designs / f"design{number:02}.md").write_text(made_up_design(number))
        (source / "index.md").write_text("# Index\n\n```{toctree}\n:glob:\n\ndesigns/**\n```\n")
        times: dict[str, list[float]] = {name: [] for name in CONFIGURATIONS}
        for conf in CONFIGURATIONS.values():
            build(source, conf, work)
        for _ in range(arguments.repeat):
            for name, conf in CONFIGURATIONS.items():
                times[name].append(build(source, conf, work))
    seconds = [statistics.median(each) for each in times.values()]
    # Of builds side by side: what else a machine does comes and goes.
    reading, pages = (
        statistics.median(ours / base for ours, base in zip(times[name], times["without"], strict=True))
        for name in ("read", "with pages")
    )
    sys.stdout.write(
        f"without {seconds[0]:.2f} s   read {seconds[1]:.2f} s   ratio {reading:.3f}   "
        f"with the traceability pages {seconds[2]:.2f} s   ratio {pages:.3f}\n"
    )
    if arguments.junit is not None:
        verdict = Verdict("ratio_of_processor_time", "reading-plain-designs.R12", reading, LIMIT)
        write(arguments.junit, "benchmarks/plain_designs.py", [verdict])


if __name__ == "__main__":
    main()
