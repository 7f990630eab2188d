"""The sections of the template, by their names and the names that real designs give them: one table for all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(r"^[^\w(\[]*(?:(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)]|[IVX]+[.)])\s+)?")
_REMARK = re.compile(r"(?<!\s)\s*\([^()]*\)$")
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s+(?:[/,:–—]\s*|-\s+|and\s+)|[/,:–—]\s*")


class TemplateSection(NamedTuple):
    """A section of the template."""

    name: str
    variants: tuple[str, ...] = ()
    """Other names of it, in lower case."""
    keys: tuple[str, ...] = ()
    """The keys of ``feature-design.config`` that say whether it is used."""
    parent: str = ""
    """The section in which it stands, for a name that means something else elsewhere."""


TEMPLATE_SECTIONS: tuple[TemplateSection, ...] = (
    TemplateSection("What", ("what it is", "what it does"), ("require_what_section",)),
    TemplateSection("Why", ("motivation",), ("require_why_section",)),
    TemplateSection(
        "Requirements",
        (
            "functional requirements",
            "functional and non-functional requirements",
            "non-functional requirements",
            "nonfunctional requirements",
        ),
        ("require_requirements_section",),
    ),
    TemplateSection("Use Cases", ("use-cases", "user stories"), ("require_use_cases_section",)),
    TemplateSection("Architecture", ("architecture overview",), ("require_architecture_section",)),
    TemplateSection("Overview", ("architecture overview",), ("arch_overview_with_diagram",), "Architecture"),
    TemplateSection("Trigger mechanism", keys=("arch_trigger_mechanism",)),
    TemplateSection("Storage / data model changes", ("storage", "data model changes"), ("arch_storage_data_model",)),
    TemplateSection("Configuration", keys=("arch_configuration",)),
    TemplateSection("API changes", keys=("arch_api_changes",)),
    TemplateSection("Error handling", keys=("arch_error_handling",)),
    TemplateSection("Security considerations", (), ("arch_security_considerations", "include_security_considerations")),
    TemplateSection(
        "Migration / backwards compatibility",
        ("migration", "backwards compatibility", "backward compatibility"),
        ("arch_migration_backcompat", "include_migration_backcompat"),
    ),
    TemplateSection(
        "Acceptance test surface",
        ("acceptance tests", "acceptance criteria", "given/when/then", "given / when / then", "given-when-then"),
        ("include_acceptance_test_surface",),
    ),
    TemplateSection("Aspect-specific concerns"),
    TemplateSection("Latency and Cost", keys=("include_latency_and_cost_section",)),
    TemplateSection("Observability", keys=("include_observability_section",)),
    TemplateSection("Capacity planning", keys=("include_capacity_planning_section",)),
    TemplateSection("Failure modes", keys=("include_failure_modes_section",)),
    TemplateSection("Migration tool patterns", keys=("include_migration_tool_patterns_section",)),
    TemplateSection(
        "Rollout / deployment plan",
        ("rollout plan", "deployment plan"),
        ("include_rollout_deployment_plan_section",),
    ),
    TemplateSection(
        "Telemetry / data privacy", ("telemetry", "data privacy"), ("include_telemetry_data_privacy_section",)
    ),
    TemplateSection("Feature flags / rollout", ("feature flags",), ("include_feature_flags_rollout_section",)),
    TemplateSection(
        "Runbook / oncall implications",
        ("runbook", "oncall implications"),
        ("include_runbook_oncall_section",),
    ),
    TemplateSection("Internationalization", ("internationalisation",), ("include_internationalization_section",)),
    TemplateSection("API versioning", keys=("include_api_versioning_section",)),
    TemplateSection("Rate limiting / quotas", ("rate limiting", "quotas"), ("include_rate_limiting_quotas_section",)),
    TemplateSection(
        "Implementation Suggestions",
        ("implementation details", "implementation notes", "implementation plan", "implementation"),
        ("require_implementation_suggestions",),
    ),
    TemplateSection("Key files and insertion points", ("key files",)),
    TemplateSection("Insertion point detail"),
    TemplateSection("Config pattern"),
    TemplateSection("Test patterns"),
    TemplateSection(
        "Open Questions for Future Work",
        ("open questions", "open questions and future work", "unknowns"),
        ("include_open_questions",),
    ),
    TemplateSection(
        "Changelog",
        ("change log", "change history", "revision history"),
        ("include_changelog",),
    ),
)
"""Every section that the template has, in its order."""


def plain_name(title: str) -> str:
    """A title in lower case, without a number or a letter before it and a colon after it."""
    return " ".join(_NUMBER.sub("", title).rstrip(":").replace("&", "and").lower().split())


def without_remark(name: str) -> str:
    """A name without the remark in parentheses at its end."""
    return _REMARK.sub("", name)


def names_of(title: str) -> frozenset[str]:
    """All that a title may be called by: the whole of it, and each of several names, "What and Why"."""
    return frozenset(filter(None, _names(plain_name(title))))


def _names(name: str) -> Iterator[str]:
    short = without_remark(name)
    yield from (name, short, *_BETWEEN_NAMES.split(short))


def template_section(name: str) -> TemplateSection | None:
    """The section of the template that a name means, or None."""
    return _BY_NAME.get(plain_name(name))


_BY_NAME = {
    name: section for section in reversed(TEMPLATE_SECTIONS) for name in (*section.variants, section.name.lower())
}
