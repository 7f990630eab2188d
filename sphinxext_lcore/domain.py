"""The domain ``lcore``: keeps the facts of each document, resolves references, lists its objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from pydantic_core import PydanticSerializationError
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from sphinxext_lcore import __version__
from sphinxext_lcore.checking.check import check
from sphinxext_lcore.checking.policy import NO_POLICY
from sphinxext_lcore.checking.rules.tickets import TicketPattern
from sphinxext_lcore.config import LcoreConfig
from sphinxext_lcore.model.catalog import ROLES_OF_ITEMS, Catalog
from sphinxext_lcore.model.document import without_half_characters
from sphinxext_lcore.model.records import Feature
from sphinxext_lcore.reading.collect import collect
from sphinxext_lcore.reading.directives import DIRECTIVES
from sphinxext_lcore.reading.notes import notes_of
from sphinxext_lcore.reading.roles import ROLES
from sphinxext_lcore.rendering.nodes import DOMAIN
from sphinxext_lcore.rendering.views import is_there, page_name
from sphinxext_lcore.tracing.digest import digest
from sphinxext_lcore.tracing.evidence import Evidence
from sphinxext_lcore.tracing.shown import label_of, page_digests
from sphinxext_lcore.tracing.standing import SourceAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set
    from datetime import date

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.tags import Tags

    from sphinxext_lcore.checking.policy import Policy
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Finding


class Checked(NamedTuple):
    """What was found, in which state."""

    state: str = ""
    findings: tuple[Finding, ...] = ()


_SAID_BY_DIGEST = (TicketPattern, SourceAddress, Evidence)
"""What a build may be given of which all is in the values of tuples."""


class LcoreDomain(Domain):
    """Feature designs. It stores facts by document; the catalog derives, and is never stored.

    The one thing derived that is stored is what was found, with the state in which it was found: a build of that state
    checks nothing anew.
    """

    name = DOMAIN
    label = "Feature design"
    object_types: ClassVar[dict[str, ObjType]] = {
        "feature": ObjType(_("feature"), "feature"),
        "requirement": ObjType(_("requirement"), "req"),
        "use-case": ObjType(_("use case"), "uc"),
    }
    directives = DIRECTIVES
    roles = ROLES
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "digests": {}, "checked": Checked()}
    data_version = 6

    @classmethod
    def of(cls, env: BuildEnvironment) -> LcoreDomain:
        """The domain of an environment."""
        return cast("LcoreDomain", env.domains[DOMAIN])

    @property
    def documents(self) -> dict[str, Document]:
        """The facts, by document."""
        return cast("dict[str, Document]", self.data["documents"])

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.documents.pop(docname, None)
        self._digests.pop(docname, None)
        self._catalog = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for docname in docnames:
            if docname in otherdata["documents"]:
                self.documents[docname] = otherdata["documents"][docname]
                self._digests[docname] = otherdata["digests"][docname]
        self._catalog = None

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Keep the facts of a document that was read."""
        facts = collect(env, docname, document, notes_of(env), frozenset(DIRECTIVES))
        if facts is not None:
            try:
                said = facts.model_dump_json()
            except PydanticSerializationError:
                facts = without_half_characters(facts)
                said = facts.model_dump_json()
            self.documents[docname] = facts
            self._digests[docname] = digest(said)
            self._catalog = None

    tags: Tags | None = None
    """The tags of this build, for items inside ``only``; reporting sets them before reading."""
    policy: Policy = NO_POLICY
    """What the team says about the rules; read at the beginning of each build."""
    today: date | None = None
    """The day of this build, for waivers alone."""
    given: tuple[object, ...] = ()
    """What the designs are held against and comes from no document; made ready at the beginning of each build."""
    mark: str = ""
    """What this build has written into the mark of the output folder."""
    written: set[str]
    """The documents whose pages this build writes; empty when reading begins."""
    _catalog: Catalog | None = None

    @property
    def catalog(self) -> Catalog:
        """The checked view over all documents, made when it is first asked for after reading."""
        if self._catalog is None:
            unchecked = Catalog(self.documents.values(), holds=self._holds, given=self.given)
            state = self.state
            if self._checked.state != state or not state:
                self.data["checked"] = Checked(state, check(unchecked, self.policy, self.today))
            self._catalog = unchecked.with_findings(self._checked.findings)
        return self._catalog

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found and is not waived; the catalog is not made where it was found by an earlier build."""
        if self._catalog is None and self._checked.state and self._checked.state == self.state:
            return tuple(each for each in self._checked.findings if not each.waived)
        return self.catalog.findings

    @property
    def page_digests(self) -> dict[str, str]:
        """By document, the digest of what its page shows: its own facts, and what it shows of others.

        A build for other pages may have read the facts, and Sphinx does not know of it.
        """
        shown = self.catalog.view(page_digests)
        return {docname: digest(each, self._digests[docname]) for docname, each in shown.items()}

    @property
    def _checked(self) -> Checked:
        return cast("Checked", self.data["checked"])

    @property
    def state(self) -> str:
        """The digest of all that findings follow from; empty where none says it, as of the files in a source tree."""
        if not all(isinstance(each, _SAID_BY_DIGEST) for each in self.given):
            return ""
        tags = sorted(self.tags) if self.tags is not None else []
        return digest(__version__, sorted(self._digests.items()), self.given, self.policy, str(self.today), tags)

    @property
    def _digests(self) -> dict[str, str]:
        """The digests of the facts, by document."""
        return cast("dict[str, str]", self.data["digests"])

    def _holds(self, expression: str) -> bool:
        try:
            return self.tags is None or self.tags.eval_condition(expression)
        except Exception:  # Jinja raises what it likes; Sphinx reports it, and shows the content
            return True

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Make a link of a role, or of a place that is known already."""
        if typ == "place":
            docname, _hash, anchor = target.partition("#")
            return _link(builder, fromdocname, docname, anchor, contnode, node.get("reftitle") or None)
        if typ == "page":
            return self._link_to_page(builder, fromdocname, target, contnode)
        feature = self.catalog.feature_of(node.get("refdoc", fromdocname))
        item = self.catalog.resolve(typ, target, feature).item
        if item is None:
            return None
        content: nodes.Element = contnode
        if isinstance(item, Feature) and not node.get("refexplicit"):
            content = nodes.inline("", item.title or item.id)
        return _link(builder, fromdocname, item.docname, item.anchor, content, label_of(item) or None)

    def _link_to_page(self, builder: Builder, fromdocname: str, page: str, content: nodes.Element) -> nodes.reference:
        folder = LcoreConfig.of(self.env.config).pages
        if folder is not None and is_there(builder, folder, page):
            return make_refnode(builder, fromdocname, page_name(folder, page), "", content)
        raise NoUri  # the title is shown without a link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Make links of everything that the ``any`` role may mean."""
        links = (
            (role, self.resolve_xref(env, fromdocname, builder, role, target, node, contnode))
            for role in ROLES_OF_ITEMS
        )
        return [(f"{DOMAIN}:{role}", link) for role, link in links if link is not None]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Everything that has an id, for the search and for ``objects.inv``."""
        return self._objects()

    def _objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for feature in self.catalog.features:
            if feature.anchor:
                # Not for the search, which would make the title an anchor; it finds the document by its title.
                yield feature.id, feature.title or feature.id, "feature", feature.docname, feature.anchor, -1
        for requirement in self.catalog.requirements:
            name = f"{requirement.id} {requirement.title}".strip()
            yield requirement.id, name, "requirement", requirement.docname, requirement.anchor, 1
        for use_case in self.catalog.use_cases:
            name = f"{use_case.id} {use_case.title}".strip()
            yield use_case.id, name, "use-case", use_case.docname, use_case.anchor, 1


def _link(
    builder: Builder, fromdocname: str, docname: str, anchor: str, content: nodes.Element, title: str | None
) -> nodes.reference:
    link = make_refnode(builder, fromdocname, docname, anchor, content, title)
    if anchor and link.get("refuri", "").startswith("#"):  # in one long page every place is an anchor of that page
        link["refuri"] = f"#{anchor}"
    return link
