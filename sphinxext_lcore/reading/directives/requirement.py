"""``requirement``: a numbered requirement, as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.model.ids import split_title, with_an_id
from sphinxext_lcore.model.records import Requirement
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.directives.acceptance import is_criteria
from sphinxext_lcore.reading.options import RequirementOptions
from sphinxext_lcore.reading.text import blocks_text, inline_text
from sphinxext_lcore.rendering.cards import REQUIREMENT, STATE, card, facts, known_facts, text_nodes
from sphinxext_lcore.rendering.tickets import ticket_cell
from sphinxext_lcore.tracing.blocks import LabelledCell, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes


_PREFIXES = ("R", "FR", "NFR", "REQ")


class RequirementDirective(DesignDirective[RequirementOptions]):
    """Gives a card; acceptance criteria may be nested in it."""

    options_model = RequirementOptions

    def build(self) -> list[nodes.Node]:
        """Make the card, and note the requirement."""
        local_id, title = split_title(self.argument)
        title_nodes = self.inline(title)
        content = self.parse_body()
        self.derived = self.inline(self.checked.derived, "derived")
        if local_id:
            statement = blocks_text(node for node in content if not is_criteria(node))
            self.note.items = (self._requirement(local_id, inline_text(title_nodes), statement),)
        else:
            example = shorten(with_an_id(self.argument, _PREFIXES, self.ids_so_far(Requirement)))
            self.find("missing_id", f"requirement without an id; begin its argument with one, such as '{example}'")
        return [card(REQUIREMENT, local_id or "–", title_nodes, self._content(content))]

    def _requirement(self, local_id: str, title: str, statement: str) -> Requirement:
        options = self.checked
        return Requirement(
            id=local_id,
            path=self.path,
            line=self.lineno_in_source,
            title=title,
            statement=statement,
            status=options.status,
            priority=options.priority,
            use_cases=options.use_cases,
            refines=options.refines,
            depends_on=options.depends_on,
            verification=options.verification,
            verified_by=options.verified_by,
            derived=inline_text(self.derived),
            ticket=options.ticket,
        )

    def _content(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        options, line = self.checked, self.option_line
        head = known_facts(
            (
                LabelledCell(term("Status"), words(options.status), line=line("status")),
                LabelledCell(term("Priority"), words(str(options.priority or "")), line=line("priority")),
                LabelledCell(term("Verification"), words(", ".join(options.verification)), line=line("verification")),
                LabelledCell(term("Ticket"), ticket_cell(options.ticket, self.lcore), line=line("ticket")),
            ),
            STATE,
        )
        foot = facts(
            (
                (term("Derived"), self.derived, line("derived")),
                (term("Verified by"), text_nodes(", ".join(options.verified_by)), line("verified-by")),
            ),
            "reasons",
        )
        return [*head, *body, *([foot] if foot.children else ()), self.place_links()]
