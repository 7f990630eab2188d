"""The builder ``lcore``: reads and checks, writes no pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes


class LcoreBuilder(Builder):
    """Reads what changed and checks everything; ``lcore.json`` is all that it writes.

    No page is made ready for writing either, which takes as long as reading it. What Sphinx finds only then, such as a
    label that does not exist, is left to the builders that write pages.
    """

    name = "lcore"
    epilog = "All records and findings are in %(outdir)s/lcore.json."
    allow_parallel = True

    def get_outdated_docs(self) -> Set[str]:
        """No page, so that none is out of date."""
        return frozenset()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002 - as Sphinx calls it
        """No page, so that no link can lead to one."""
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Leave the documents that were read as they are; Sphinx would resolve the references of each."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing."""
