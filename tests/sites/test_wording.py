"""The rules about wording on sites: what is code in a document is no wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sites.conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites.conftest import Site

POLICY = {"lcore.toml": '[levels]\nvague_term = "info"\n'}


@in_both_languages(
    """
# Tea

:::{feature-design} tea
:::

::::{requirement} R1 Fast
The option `quickly` is set, and `make it easy` is run
by `robust`:

```
fast
```

All is **reasonable**.

:::{acceptance-criteria}
- The flag `quickly` is set in a timely way
:::
::::
""",
    """
Tea
===

.. feature-design:: tea

.. requirement:: R1 Fast

   The option ``quickly`` is set, and ``make it easy`` is run by
   ``robust``::

      fast

   All is **reasonable**.

   .. acceptance-criteria::

      - The flag ``quickly`` is set in a timely way
""",
)
def test_code_is_not_vague_whatever_its_markup(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    found = [each for each in make_site({**files, **POLICY}).build("dummy").findings if each.rule == "vague_term"]
    assert [each.message.split("'")[1] for each in found] == ["reasonable", "timely"]


def test_a_plain_design_is_looked_at_too(make_site: Callable[..., Site]) -> None:
    design = "# Feature design for tea\n\n## Requirements\n\n- **R1:** It boils `quickly`.\n- **R2:** It is robust.\n"
    site = make_site({"index.md": design, **POLICY}, 'lcore_designs = ["index"]\n')
    found = [each for each in site.build("dummy").findings if each.rule == "vague_term"]
    assert [(each.line, each.message.split("'")[1]) for each in found] == [(6, "robust")]
