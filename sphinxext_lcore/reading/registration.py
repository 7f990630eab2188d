"""The short names of directives and roles: given where they are free, because ``requirement`` is everybody's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.docutils import is_directive_registered, is_role_registered

from sphinxext_lcore.reading.directives import DIRECTIVES
from sphinxext_lcore.reading.roles import ROLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


def register_short_names(app: Sphinx) -> None:
    """Register each directive and role under its short name, unless another extension has it."""
    for name, directive in DIRECTIVES.items():
        if is_directive_registered(name):
            _tell_taken("directive", name)
        else:
            app.add_directive(name, directive)
    for name, role in ROLES.items():
        if is_role_registered(name):
            _tell_taken("role", name)
        else:
            app.add_role(name, role)


def _tell_taken(kind: str, name: str) -> None:
    logger.info("INFO: the %s %s belongs to another extension; ours is lcore:%s [lcore.short_name]", kind, name, name)
