"""The roles ``req``, ``uc``, ``feature`` and ``ticket``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole

from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.records import Mention
from sphinxext_lcore.reading.notes import Note, add_note
from sphinxext_lcore.reading.places import source_path
from sphinxext_lcore.rendering.nodes import DOMAIN
from sphinxext_lcore.rendering.tickets import ticket_link

if TYPE_CHECKING:
    from docutils.nodes import Element, Node, system_message
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction


class ItemRole(XRefRole):
    """A link to a requirement, a use case or a feature. ``~`` shows the local id alone, ``!`` makes no link."""

    def __init__(self, role: str) -> None:
        super().__init__(innernodeclass=nodes.inline)
        self.role = role

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the link, which is the domain's to resolve under the short name as well."""
        self.name = f"{DOMAIN}:{self.role}"
        return super().run()

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Take the target apart, and note the mention."""
        target = " ".join(target.split())
        if not has_explicit_title and target.startswith("~"):
            target = target[1:]
            title = target.rpartition(".")[2]
            refnode["refexplicit"] = True
        source, line = self.get_source_info()
        mention = Mention(role=self.role, target=target, path=source_path(env, source, env.docname), line=line or 1)
        add_note(env, Note(self.role, mention.line, refnode, mention=mention))
        return title, target


class TicketRole(ReferenceRole):
    """A ticket: a link, where ``lcore_ticket_url`` is set."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Make the link."""
        if self.disabled:
            return [nodes.inline(self.rawtext, self.title.removeprefix("!"))], []
        node = ticket_link(self.target, self.title, LcoreConfig.of(self.config))
        if isinstance(node, nodes.Element):
            self.set_source_info(node)
        return [node], []


ROLES: dict[str, RoleFunction] = {
    "req": ItemRole("req"),
    "uc": ItemRole("uc"),
    "feature": ItemRole("feature"),
    "ticket": TicketRole(),
}
"""Every role, by its short name; in the domain each is ``lcore:`` and that name."""
