"""``feature-design``: the metadata block of a design."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes

from sphinxext_lcore.model.ids import default_key, is_key, normalise_key
from sphinxext_lcore.model.records import Feature, NamedValue
from sphinxext_lcore.model.terms import term
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import FeatureDesignOptions
from sphinxext_lcore.reading.text import blocks_text, inline_text
from sphinxext_lcore.reading.tickets import named_ticket
from sphinxext_lcore.rendering.cards import facts, text_nodes
from sphinxext_lcore.rendering.tickets import with_tickets

_LABELS = {
    "date": term("Date"),
    "component": term("Component"),
    "authors": term("Authors"),
    "feature": term("Feature"),
    "spike": term("Spike"),
    "links": term("Links"),
    "status": term("Status"),
}


class _Field(NamedTuple):
    name: str
    content: list[nodes.Node]

    @property
    def text(self) -> str:
        return inline_text(self.content)

    @property
    def urls(self) -> list[str]:
        """Where the links in it lead."""
        return [link["refuri"] for node in self.content for link in node.findall(nodes.reference) if "refuri" in link]


class FeatureDesign(DesignDirective[FeatureDesignOptions]):
    """Gives a container with the metadata as a list of fields, then the summary."""

    options_model = FeatureDesignOptions

    def run(self) -> list[nodes.Node]:
        """Read the block, with the fields that the configuration adds."""
        self.extra = tuple(name.replace("_", "-") for name in self.lcore.extra_fields)
        if self.extra:
            self.options_model = _with_fields(self.extra)
        return super().run()

    def build(self) -> list[nodes.Node]:
        """Make the block, and note the feature."""
        summary = self.parse_content_to_nodes()
        fields = {name: self._field(name) for name in (*_LABELS, *self.extra)}
        self.note.items = (
            Feature(
                id=self._key(),
                path=self.path,
                line=self.lineno_in_source,
                title=inline_text(self.inline(self.checked.title, "title")),
                summary=blocks_text(summary),
                date=self.checked.date,
                component=fields["component"].text,
                authors=self.checked.authors,
                ticket=self._ticket(fields["feature"]),
                spike=self._ticket(fields["spike"]),
                links=fields["links"].text,
                urls=tuple(sorted({uri for field in fields.values() for uri in field.urls})),
                status=self.checked.status,
                superseded_by=self.checked.superseded_by,
                fields=tuple(NamedValue(name=n, value=fields[n].text) for n in self.extra if fields[n].text),
            ),
        )
        labels = {name: _LABELS.get(name, name.replace("-", " ").capitalize()) for name in fields}
        listing = facts(((labels[n], field.content, self.option_line(n)) for n, field in fields.items()), "metadata")
        block = nodes.container("", classes=["lcore", "lcore-feature"])
        if listing.children:
            block += listing
        block += [self.place_links(), *summary]
        return [block]

    def statuses(self) -> tuple[str, ...]:
        """The statuses of a feature."""
        return self.lcore.feature_statuses

    def _key(self) -> str:
        if not self.argument:
            return default_key(self.env.docname)
        key = self.argument.lower()
        if not is_key(key):
            key = normalise_key(self.argument)
            message = (
                f"malformed key '{self.argument[:80]}'; a key has letters, digits, - and _ only, "
                f"so it is read as '{key[:80]}': write that"
            )
            self.find("malformed_key", message)
        return key

    def _field(self, name: str) -> _Field:
        if name == "date":
            return _Field(name, text_nodes(self.checked.date.isoformat() if self.checked.date else ""))
        value = getattr(self.checked, name.replace("-", "_"))
        text = ", ".join(value) if isinstance(value, tuple) else value
        return _Field(name, with_tickets(self.inline(text, name), self.lcore))

    def _ticket(self, field: _Field) -> str:
        ticket = named_ticket(field.text, self.lcore.ticket_pattern)
        if fault := ticket.fault(f":{field.name}:", ":links:"):
            self.find("malformed_ticket", fault, self.option_line(field.name))
        return ticket.key


def _with_fields(names: tuple[str, ...]) -> type[FeatureDesignOptions]:
    """The options with further fields, of text."""
    fields: dict[str, tuple[type[str], str]] = {name.replace("-", "_"): (str, "") for name in names}
    namespace: dict[str, object] = {"__annotations__": {name: kind for name, (kind, _) in fields.items()}}
    namespace |= {name: default for name, (_, default) in fields.items()}
    namespace["__module__"] = __name__
    model: type[FeatureDesignOptions] = type("ExtendedOptions", (FeatureDesignOptions,), namespace)
    return model
