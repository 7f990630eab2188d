"""A large block joins its page late, and nobody but Sphinx sees the page without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_lcore.rendering import late_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

    MakeSite = Callable[..., Site]

PAGE = """\
# Tea

:::{requirement} R1 Boil
Water boils.
:::

:::{traceability-matrix}
:caption: First
:name: first
:::

:::{traceability-matrix}
:caption: Second
:columns: title
:::
"""
LOOKS_AT_BODIES = """\
extensions = ["sphinxext_lcore"]

def look(app, name, template, context, doctree):
    if doctree is not None:
        (app.outdir / f"{name.replace('/', '-')}.seen").write_text(context["body"], encoding="utf-8")

def setup(app):
    app.connect("html-page-context", look)
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_the_page_is_the_same(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    def pages() -> dict[str, bytes]:
        out = make_site({"index.md": PAGE}).build(builder).out
        return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*html")}

    at_once = pages()
    monkeypatch.setattr(late_blocks, "_MANY", 0)
    assert pages() == at_once
    assert any(b"First" in page and b"Second" in page for page in at_once.values())


def test_other_extensions_see_the_block(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_blocks, "_MANY", 0)
    built = make_site({"index.md": PAGE, "conf.py": LOOKS_AT_BODIES}).build()
    seen = (built.out / "index.seen").read_text(encoding="utf-8")
    assert seen.count("<table") == 2
    assert "<!--" not in seen


def test_a_block_of_few_rows_is_in_the_body_at_once(make_site: MakeSite) -> None:
    conf = LOOKS_AT_BODIES.replace('context", look)', 'context", look, priority=1)')
    built = make_site({"index.md": PAGE, "conf.py": conf}).build()
    assert (built.out / "index.seen").read_text(encoding="utf-8").count("<table") == 2
