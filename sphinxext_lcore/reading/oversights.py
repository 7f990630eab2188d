"""What an author overlooked: it is found in the words of a document and in its source, whatever they state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.records import Finding
from sphinxext_lcore.reading.configuration.sections import malformed_code
from sphinxext_lcore.reading.fences import fence_slips
from sphinxext_lcore.reading.placeholders import placeholders
from sphinxext_lcore.reading.placing import place_of
from sphinxext_lcore.reading.ticket_links import mismatches
from sphinxext_lcore.reading.walk import walk
from sphinxext_lcore.rendering.cards import ID_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxext_lcore.reading.places import SourceFiles


class Overseer:
    """Looks through one document.

    Args:
        env: The environment.
        document: Its doctree, complete.
        files: Its files.
    """

    def __init__(self, env: BuildEnvironment, document: nodes.document, files: SourceFiles) -> None:
        self.env, self.document, self.files = env, document, files

    def stray_fences(self, names: frozenset[str]) -> Iterator[Finding]:
        """The fences of directives of ours, by their names, that are not what their author meant."""
        slips = fence_slips(self.files.text, names) if self.files.is_markdown else []
        verbatim = set(_verbatim_lines(self.document)) if slips else set()
        for slip in slips:
            if slip.about not in verbatim:
                yield Finding(rule="stray_fence", message=slip.message, path=self.files.path, line=slip.line)

    def in_designs(self) -> Iterator[Finding]:
        """Find placeholders, links to another ticket than they say, and code that does not parse."""
        for placeholder in placeholders(self.document, self.files.text, with_includes=self.files.with_includes):
            card = place_of(placeholder.node.parent, self.document).card
            item = card.get(ID_ATTRIBUTE, "") if card is not None else ""
            message = f"placeholder {placeholder.text} left over; fill it in, or remove the line"
            path = self.files.path_of(placeholder.node)
            # RST gives a heading the line of its underline.
            line = placeholder.line - (placeholder.in_heading and not self.files.is_markdown)
            yield Finding(rule="placeholder", message=message, path=path, line=line, item=item)
        pattern = LcoreConfig.of(self.env.config).ticket_pattern
        for link in mismatches(self.document, self.files.text, pattern, with_includes=self.files.with_includes):
            message = f"link says {link.said} and leads to {link.leads_to}; correct the one or the other"
            path = self.files.path_of(link.node)
            yield Finding(rule="ticket_mismatch", message=message, path=path, line=link.line)
        yield from malformed_code(self.document, self.files)


def _verbatim_lines(document: nodes.document) -> Iterator[int]:
    """The lines of a MyST document that are code or a comment."""
    for node in walk(document):
        if not isinstance(node, nodes.FixedTextElement):
            continue
        if node.line is not None and not isinstance(node.parent, nodes.TextElement):
            yield from range(node.line, node.line + node.astext().count("\n") + 1)
