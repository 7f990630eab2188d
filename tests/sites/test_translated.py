"""Documents that Sphinx shows in another language keep what is worked out for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conftest import in_both_languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Site

MYST = """\
# Feature design for tea

::::{requirement} R1 Boil
:status: draft

It boils.

:::{acceptance-criteria}
- It sings
:::
::::
"""
RST = """\
Feature design for tea
======================

.. requirement:: R1 Boil
   :status: draft

   It boils.

   .. acceptance-criteria::

      - It sings
"""
CATALOG = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "It boils."
msgstr "Es kocht."

msgid "It sings"
msgstr "Er singt"
"""


@in_both_languages(MYST, RST)
def test_a_translated_criterion_keeps_its_number(make_site: Callable[..., Site], files: dict[str, str]) -> None:
    conf = 'language = "de"\nlocale_dirs = ["locales"]\n'
    built = make_site({**files, "locales/de/LC_MESSAGES/index.po": CATALOG}, conf=conf).build()
    page = built.read("index.html")
    assert "<p>Es kocht.</p>" in page
    assert '<strong class="lcore-number" id="index-r1-ac1">AC1</strong> Er singt' in page
