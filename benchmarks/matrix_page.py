"""What a matrix of many requirements costs a reader: the bytes of its page, its first paint, a keystroke in its filter.

Usage::

    python benchmarks/matrix_page.py [--rows N] [--theme NAME] [--repeat N] [--chromium PATH] [--keep FOLDER]

Builds a site of N made-up requirements (10,000 unless told otherwise) and prints the bytes of a row: in all, and beyond
the text that it shows. Where Playwright is installed and finds a Chromium, prints medians for the page as a file in the
headless browser: the first contentful paint, and the time from a keystroke in the filter to the next frame.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import statistics
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PER_FEATURE = 50
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
TYPED = ("summarise", "shown 7", "feature-19", "R12", "nothing like this")
"""What is typed into the filter: many rows, some, one group, few, none."""
STATUSES = ("draft", "proposed", "approved", "implemented")
PRIORITIES = ("must", "should", "could", "wont")
SUBJECTS = ("The summary", "A query", "The cache of answers", "An older turn", "The budget of tokens", "A retry")
DEEDS = ("is summarised when the window is nearly full", "is shown with its origin", "is refused with a reason")

FRAME = """([text, cut]) => new Promise((done) => {
  const input = document.querySelector(".lcore-tools input[type=search]");
  const start = performance.now();
  input.value = text.slice(0, cut);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now() - start);
  requestAnimationFrame(() => channel.port2.postMessage(0));
})"""
"""A letter arrives; the next task after the frame that answers it ends the clock."""
PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") done(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""


def requirement(feature: int, number: int) -> str:
    """A requirement of ordinary size; one in nine is a hole, one in five opens no criteria."""
    n = feature * PER_FEATURE + number
    options = f":status: {STATUSES[n % 4]}\n:priority: {PRIORITIES[n % 7 % 4]}\n"
    if n % 9:
        options += f":use-cases: U{n % 4 + 1}, U{(n + 1) % 4 + 1}\n"
    if n % 3 == 0:
        options += f":verified-by: unit, tests/unit/test_feature_{feature}.py::test_{number}\n"
    if number > 1 and n % 5 == 0:
        options += f":depends-on: R{number - 1}\n"
    subject, deed = SUBJECTS[n % 6], DEEDS[n % 3]
    criteria = (
        f"\n:::{{acceptance-criteria}}\n- Given {subject.lower()} number {n}, when a query comes, then it {deed}\n"
        f"- Given one below its limit of {n}, when a query comes, then it is unchanged\n:::\n"
    )
    text = f"{subject} {deed}, within {n} ms, and the answer says so in its head."
    head = f"::::{{requirement}} R{number} {subject} {n % 100} {deed}\n{options}"
    return f"{head}\n{text}\n{criteria if n % 5 else ''}::::\n"


def design(feature: int, rows: int) -> str:
    """A design of some requirements and four use cases."""
    head = f"# Feature design for part {feature}\n\n:::{{feature-design}} feature-{feature}\n:date: 2026-01-02\n"
    head += f":authors: Author {feature % 12}\n:component: service\n:status: accepted\n:::\n\n## Requirements\n\n"
    stories = "\n".join(
        f":::{{use-case}} U{n} Working with part {n}\nAs a user, I want part {n}, so that work goes on.\n:::\n"
        for n in range(1, 5)
    )
    requirements = "\n".join(requirement(feature, number) for number in range(1, rows + 1))
    return f"{head}{requirements}\n## Use Cases\n\n{stories}"


def build(folder: Path, rows: int, theme: str) -> Path:
    """Build the site; the page of its matrix."""
    source, output = folder / "source", folder / "html"
    source.mkdir()
    conf = f'extensions = ["myst_parser", "sphinxext_lcore"]\nhtml_theme = "{theme}"\nsuppress_warnings = ["lcore"]\n'
    (source / "conf.py").write_text(conf + "html_copy_source = False\n")
    (source / "index.md").write_text("# Index\n\n```{toctree}\n:glob:\n\nfeature-*\n```\n")
    for feature in range(-(-rows // PER_FEATURE)):
        text = design(feature, min(PER_FEATURE, rows - feature * PER_FEATURE))
        (source / f"feature-{feature}.md").write_text(text)
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(output)], check=True)
    return output / "traceability" / "matrix.html"


class Text(HTMLParser):
    """The text of a fragment, as it is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        """Collect a piece of text."""
        self.parts.append(data)


def print_bytes(page: Path, rows: int) -> None:
    """Print the bytes of the page and of a row."""
    html = page.read_text(encoding="utf-8")
    table = html[html.index("<tbody") : html.rindex("</tbody>")]
    text = "".join(Text(table).parts)
    size, said = len(table.encode()), len(text.encode())
    say(f"page {page.stat().st_size / 1e6:.2f} MB, {rows} rows")
    say(f"a row {size / rows:.0f} bytes, its text {said / rows:.0f}, beyond its text {(size - said) / rows:.0f}")


def print_times(page: Path, chromium: str | None, repeat: int) -> None:
    """Print what a reader waits for, where there is a browser to ask."""
    path = chromium or next((each for each in CHROMIUM if Path(each).exists()), None)
    if importlib.util.find_spec("playwright") is None:
        say("no times: Playwright is not installed")
        return
    playwright: Any = importlib.import_module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path)
        paints = [paint(browser, page) for _ in range(repeat)]
        say(f"first paint: {spread(paints)}")
        keys = [key for _ in range(repeat) for key in keystrokes(browser, page)]
        say(f"keystroke to frame: {spread(keys)}")
        browser.close()


def paint(browser: Any, page: Path) -> float:
    """The first contentful paint in milliseconds."""
    tab = browser.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    found = float(tab.evaluate(PAINT))
    tab.close()
    return found


def keystrokes(browser: Any, page: Path) -> list[float]:
    """The milliseconds of each letter that is typed."""
    tab = browser.new_page()
    tab.goto(page.as_uri(), wait_until="load")
    tab.wait_for_selector(".lcore-tools")
    times = [
        float(tab.evaluate(FRAME, [text, cut]))
        for text in TYPED
        for cut in (*range(1, len(text) + 1), *range(len(text) - 1, -1, -1))
    ]
    tab.close()
    return times


def spread(values: list[float]) -> str:
    """The median and the worst of some times."""
    return f"median {statistics.median(values):.0f} ms, worst {max(values):.0f} ms ({len(values)} times)"


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Build, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--theme", default="alabaster")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--chromium", help="the path of a Chromium; otherwise a usual one, or Playwright's own")
    parser.add_argument("--keep", type=Path, help="a folder in which the site is kept; built only when it is not there")
    arguments = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        page = folder / "html" / "traceability" / "matrix.html"
        if not page.exists():
            folder.mkdir(parents=True, exist_ok=True)
            page = build(folder, arguments.rows, arguments.theme)
        print_bytes(page, arguments.rows)
        print_times(page.resolve(), arguments.chromium, arguments.repeat)


if __name__ == "__main__":
    main()
