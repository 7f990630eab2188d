"""The sites that the browser opens: this project's own, and one of everything that can go wrong with a layout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_lcore.model.queries import RowKind
from sphinxext_lcore.rendering.views import PAGES
from sphinxext_lcore.tracing.columns import COLUMN_NAMES
from tests.sites.conftest import CONF, Site

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEMO = Path(__file__).parents[2] / "demo-docs"
GAPS = DEMO / "gaps"
AUDITED_THEMES = ("furo", "alabaster")
THEMES = (*AUDITED_THEMES, "pydata_sphinx_theme", "sphinx_rtd_theme", "sphinx_book_theme")

_LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
_KEY = f"hostile-{'long-' * 12}key"
_HOSTILE = f"""\
# Feature design for {_LONG} & "tea" <b>with</b> שלום 🫖

:::{{feature-design}} {_KEY}
:date: 2026-01-02
:component: {_LONG}
:authors: {_LONG}, B. <i>Writer</i>, "C"
:feature: LCORE-1
:links: https://example.org/{"path/" * 40}
:status: accepted
:::

## Requirements

::::{{requirement}} R1 {_LONG}
:status: approved
:priority: must
:use-cases: U1
:depends-on: R2
:verification: test, inspection
:verified-by: unit, tests/{"very/deep/" * 12}test_tea.py::test_that_{"water_" * 20}boils

{_LONG} boils.

:::{{acceptance-criteria}}
- Given `{"unbroken-code-" * 12}`, when {_LONG}, then <script>alert(1)</script>
- AC7: Given a cup, then it is warm
:::
::::

:::{{requirement}} R2 Pour <img src=x onerror=alert(1)>
:status: proposed
:refines: R1

Tea is poured & "drunk".
:::

:::{{requirement}} R3 Taste
:derived: {_LONG} says so.
:priority: wont
:status: rejected

Tea tastes.
:::

:::{{requirement}} R4 =1+1
:use-cases: U1

A title that a spreadsheet would compute.
:::

:::{{requirement}} R12 Refer
:use-cases: U9
:depends-on: nowhere.R1

What it refers to is not there.
:::

## Use Cases

:::{{use-case}} U1 {_LONG}
As a {_LONG}, I want {_LONG}, so that {_LONG}.
:::

:::{{use-case}} U2 Nobody serves it
As a guest, I want cake.
:::

## Acceptance test surface

:::{{acceptance-test-surface}}
| Req | Observable behavior | Verified by |
|-----|---------------------|-------------|
| R2  | {_LONG}             | e2e         |
:::

## Open questions

:::{{open-questions}}
- {_LONG}? – deferred from {_LONG}
- Why?
:::

## Key files

:::{{key-files}}
| File                       | What to do |
|----------------------------|------------|
| `src/{"very/deep/" * 12}x` | {_LONG}    |
:::

## Changelog

:::{{design-changelog}}
| Date       | Change          | Reason        |
|------------|-----------------|---------------|
| 2026-01-02 | Initial version |               |
| 2026-01-03 | {_LONG}         | see {{req}}`R1` |
:::
"""
_RESULTS = f"""\
<testsuite>
<testcase classname="tests.test_{"very_" * 30}long" name="test_of &lt;b&gt;{_LONG}&lt;/b&gt;">
<properties><property name="verifies" value="{_KEY}.R1"/></properties><failure message="{_LONG}"/>
</testcase>
<testcase classname="tests.test_tea" name="test_pours">
<properties><property name="verifies" value="{_KEY}.R2"/></properties>
</testcase>
<testcase classname="tests.test_tea" name="test_refers">
<properties><property name="verifies" value="{_KEY}.R12"/></properties><skipped/>
</testcase>
</testsuite>
"""
_BARE = """\
# Bare

:::{feature-design} bare
:::
"""
_VIEWS = """\
# Views

Each directive on a document.

:::{traceability-matrix}
:group-by: status
:caption: By status
:::

:::{traceability-matrix}
:only: gaps
:features: bare
:::

:::{traceability-matrix}
:style: grid
:::

:::{traceability-coverage}
:::

:::{feature-index}
:::

:::{changelog-timeline}
:::

:::{open-question-index}
:::

:::{traceability-map}
:::
"""
_GROUPS = f"""\
# Groups

:::{{traceability-matrix}}
:group-by: component
:columns: {", ".join(COLUMN_NAMES[RowKind.REQUIREMENT])}
:caption: By component
:::

:::{{traceability-matrix}}
:group-by: priority
:features: tea
:caption: By priority
:::

```{{toctree}}
tea
cups
```
"""
_TEA = """\
# Tea

:::{feature-design} tea
:component: kettle
:::

:::{requirement} R1 Boil
:priority: must
:::

:::{requirement} R2 Stir
:::
"""
_CUPS = """\
# Cups

:::{feature-design} cups
:component: kettle, shelf
:::

:::{requirement} R1 Hold
:::
"""
_INDEX = "# Hostile\n\n```{toctree}\nhostile\nbare\nviews\n```\n"
_FILES = {
    "hostile": {"index.md": _INDEX, "hostile.md": _HOSTILE, "bare.md": _BARE, "views.md": _VIEWS, "unit.xml": _RESULTS},
    "groups": {"index.md": _GROUPS, "tea.md": _TEA, "cups.md": _CUPS},
    "empty": {"index.md": "# Nothing\n\nSee {ref}`traceability`.\n"},
}
_OPTIONS = {"hostile": 'lcore_evidence = ["unit.xml"]\nlcore_source_url = "https://example.org/{path}#L{line}"\n'}
_FOLDERS = {"demo": DEMO, "gaps": GAPS}

GENERATED = tuple(f"traceability/{page.name}" for page in PAGES)
_WRITTEN = {
    "demo": tuple(
        sorted(
            path.relative_to(DEMO).with_suffix("").as_posix()
            for path in DEMO.rglob("*")
            if path.suffix in {".md", ".rst"} and GAPS not in path.parents
        )
    ),
    "hostile": ("hostile", "bare", "views"),
}
PAGES_OF = {name: (*_WRITTEN.get(name, ()), *GENERATED) for name in ("demo", "gaps", "hostile", "empty")}
"""The pages to look at: of each site the generated ones, and the documents with cards or views."""


@dataclass
class Sites:
    """The sites below a folder, each built in a theme when it is asked for."""

    root: Path
    address: str
    _built: dict[tuple[str, str], Path] = field(default_factory=dict)

    def out(self, name: str, theme: str) -> Path:
        """The folder with the pages of a site."""
        if (name, theme) not in self._built:
            site = Site(self.root / name, CONF + _OPTIONS.get(name, ""))
            if name in _FOLDERS:
                ignored = shutil.ignore_patterns("_build")
                shutil.copytree(_FOLDERS[name], site.source, ignore=ignored, dirs_exist_ok=True)
            else:
                site.write(_FILES[name])
            # As a user builds it: what themes warn of does not fail these tests.
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(site.root / "doctrees")]
            options = ["-D", f"html_theme={theme}", "-D", "html_title=Site"]  # a long one is too wide for some heads
            paths = [str(site.source), str(site.out(theme))]
            subprocess.run([*command, *options, *paths], check=True, stderr=subprocess.DEVNULL)
            self._built[name, theme] = site.out(theme)
        return self._built[name, theme]

    def url(self, name: str, theme: str, page: str) -> str:
        """The address of a page, which is there from now on."""
        path = self.out(name, theme) / f"{page}.html"
        return f"{self.address}/{path.relative_to(self.root).as_posix()}"


def in_full(page: Page) -> Page:
    """A page with all rows of its tables: of a long one, a script shows a hundred at first."""
    button = page.get_by_role("button", name="Show all rows").first
    if button.is_visible():
        button.click()
    return page
