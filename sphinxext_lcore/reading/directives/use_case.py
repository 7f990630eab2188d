"""``use-case``: a user story, as a card."""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_lcore.model.ids import split_title, with_an_id
from sphinxext_lcore.model.records import UseCase
from sphinxext_lcore.model.story import parse_story
from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import UseCaseOptions
from sphinxext_lcore.reading.text import blocks_text, inline_text
from sphinxext_lcore.rendering.cards import STATE, USE_CASE, card, known_facts
from sphinxext_lcore.rendering.tickets import ticket_cell
from sphinxext_lcore.tracing.blocks import LabelledCell

_PREFIXES = ("U", "UC")
_BEGINS_AS_A_VOWEL = re.compile(r"(?!eu|on(?:e|ce)\b|u(?:ni|[bst]))[aeiou]|hour|honest|hono|heir", re.IGNORECASE)
"""The words before which English has "an": by their sound, so that it is a user."""


class UseCaseDirective(DesignDirective[UseCaseOptions]):
    """Gives a card; the story is the body, or is put together from the options."""

    options_model = UseCaseOptions

    def build(self) -> list[nodes.Node]:
        """Make the card, and note the use case."""
        local_id, title = split_title(self.argument)
        title_nodes = self.inline(title)
        content = self.parse_body() or self._told_by_options()
        story = blocks_text(content)
        if local_id:
            self.note.items = (self._use_case(local_id, inline_text(title_nodes), story),)
        else:
            example = shorten(with_an_id(self.argument, _PREFIXES, self.ids_so_far(UseCase)))
            self.find("missing_id", f"use-case without an id; begin its argument with one, such as '{example}'")
        ticket = LabelledCell(
            term("Ticket"), ticket_cell(self.checked.ticket, self.lcore), line=self.option_line("ticket")
        )
        content = [*content, *known_facts([ticket], STATE), self.place_links()]
        return [card(USE_CASE, local_id or "–", title_nodes, content)]

    def _use_case(self, local_id: str, title: str, text: str) -> UseCase:
        options = self.checked
        story = parse_story(text)
        return UseCase(
            id=local_id,
            path=self.path,
            line=self.lineno_in_source,
            title=title,
            story=text,
            role=options.role or story.role,
            want=options.want or story.want,
            benefit=options.benefit or story.benefit,
            ticket=options.ticket,
        )

    def _told_by_options(self) -> list[nodes.Node]:
        role, want, benefit = self.checked.role, self.checked.want, self.checked.benefit
        if not role or not want:
            return []
        article = "an" if _BEGINS_AS_A_VOWEL.match(role) else "a"
        end = f", so that {benefit}." if benefit else "."
        paragraph = nodes.paragraph("", "", *self.inline(f"As {article} {role}, I want {want}{end}"))
        self.set_source_info(paragraph)
        return [paragraph]
