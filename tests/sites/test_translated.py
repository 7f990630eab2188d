"""In another language documents keep what is worked out for them, and our words are told from those of authors."""

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


OUR_CATALOG = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Evidence"
msgstr "Belege"

msgid "Status"
msgstr "Stand"

msgid "verified"
msgstr "belegt"

msgid "draft"
msgstr "Entwurf"
"""
CONF_WITH_OUR_CATALOG = """\
from pathlib import Path

from sphinx.util.i18n import CatalogInfo

language = "de"


def setup(app):
    folder = Path(app.srcdir, "ours")
    CatalogInfo(str(folder / "de/LC_MESSAGES"), "sphinxext_lcore", "utf-8").write_mo("de")
    app.add_message_catalog("sphinxext_lcore", folder)
"""


@in_both_languages(MYST.replace("Boil", "verified"), RST.replace("Boil", "verified"))
def test_our_words_are_translated_and_those_of_authors_are_not(
    make_site: Callable[..., Site], files: dict[str, str]
) -> None:
    titled = {name: text.replace("Feature design for tea", "Evidence" + " " * 14) for name, text in files.items()}
    site = make_site({**titled, "ours/de/LC_MESSAGES/sphinxext_lcore.po": OUR_CATALOG}, conf=CONF_WITH_OUR_CATALOG)
    built = site.build()
    assert "<dt>Stand</dt>\n<dd>draft</dd>" in built.read("index.html")
    matrix = built.read("traceability/matrix.html")
    assert '<th scope="col" data-column="status">Stand</th>' in matrix
    assert "<summary>verified</summary>" in matrix
    assert ">Evidence</a>" in matrix
    assert "<caption>Evidence</caption>" in built.read("traceability/grid.html")
