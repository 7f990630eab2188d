"""The directives, a module for each subject, and the table under whose names they are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_lcore.reading.directives.acceptance import AcceptanceCriteria, AcceptanceTestSurface
from sphinxext_lcore.reading.directives.aggregates import (
    ChangelogTimeline,
    FeatureIndex,
    FindingIndex,
    OpenQuestionIndex,
    TraceabilityCoverage,
    TraceabilityHoles,
    TraceabilityMap,
    TraceabilityMatrix,
    TraceabilityOverview,
    UseCaseIndex,
)
from sphinxext_lcore.reading.directives.changelog import DesignChangelog
from sphinxext_lcore.reading.directives.config_example import ConfigExample
from sphinxext_lcore.reading.directives.feature_design import FeatureDesign
from sphinxext_lcore.reading.directives.key_files import KeyFiles
from sphinxext_lcore.reading.directives.open_questions import OpenQuestions
from sphinxext_lcore.reading.directives.requirement import RequirementDirective
from sphinxext_lcore.reading.directives.use_case import UseCaseDirective

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive

DIRECTIVES: dict[str, type[Directive]] = {
    "feature-design": FeatureDesign,
    "requirement": RequirementDirective,
    "acceptance-criteria": AcceptanceCriteria,
    "acceptance-test-surface": AcceptanceTestSurface,
    "use-case": UseCaseDirective,
    "design-changelog": DesignChangelog,
    "open-questions": OpenQuestions,
    "key-files": KeyFiles,
    "config-example": ConfigExample,
    "traceability-overview": TraceabilityOverview,
    "traceability-matrix": TraceabilityMatrix,
    "traceability-coverage": TraceabilityCoverage,
    "traceability-map": TraceabilityMap,
    "traceability-holes": TraceabilityHoles,
    "feature-index": FeatureIndex,
    "use-case-index": UseCaseIndex,
    "finding-index": FindingIndex,
    "changelog-timeline": ChangelogTimeline,
    "open-question-index": OpenQuestionIndex,
}
"""Every directive, by its short name; in the domain each is ``lcore:`` and that name."""
