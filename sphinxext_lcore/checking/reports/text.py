"""The report for a reader: by document, with a summary and what to do next."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.reports.report import summary
from sphinxext_lcore.model.records import Level
from sphinxext_lcore.model.suggestion import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.checking.reports.report import Report
    from sphinxext_lcore.model.records import Finding

_BOLD, _FAINT, _GREEN = "1", "2", "32"
_COLOURS = {Level.INFO: "36", Level.WARNING: "33", Level.ERROR: "31"}
_NOTHING_TO_CHECK = (
    "Nothing was checked: no document has a directive of sphinxext_lcore, and no document in the plain template "
    'matches lcore_designs. In conf.py, lcore_designs = ["design/**"] has the documents of a folder read.'
)


def render(report: Report) -> str:
    """Findings by file, the lines aligned; then how many there are, and what can be done about them."""
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines += [_coloured(report, _BOLD, report.here(path)), *_aligned(report, list(findings)), ""]
    return "\n".join([*lines, *_end(report)]) + "\n"


def _aligned(report: Report, findings: list[Finding]) -> Iterator[str]:
    numbers = max(len(str(finding.line)) for finding in findings)
    levels = max(len(finding.level) for finding in findings)
    for finding in findings:
        level = _coloured(report, _COLOURS[finding.level], f"{finding.level.value:<{levels}}")
        rule = _coloured(report, _FAINT, f"[lcore.{finding.rule}]")
        yield f"  {finding.line:>{numbers}}  {level}  {printable(finding.message)}  {rule}"


def _end(report: Report) -> Iterator[str]:
    if not report.documents and not report.findings:
        yield _NOTHING_TO_CHECK
        return
    gravest = max((_COLOURS[each.level] for each in report.findings), key=list(_COLOURS.values()).index, default=_GREEN)
    yield _coloured(report, f"{_BOLD};{gravest}", summary(report))
    if report.known:
        yield f"{report.known} known, not shown"
    if report.fixed:
        yield f"{len(report.fixed)} known, not found any more; --update-known takes out:"
        for each in report.fixed:
            yield f"  {printable(each.about)}: {printable(each.message)}  [lcore.{each.rule}]"
    if report.findings:
        yield from _next(report)


def _next(report: Report) -> Iterator[str]:
    ((commonest, _times),) = Counter(finding.rule for finding in report.findings).most_common(1)
    yield ""
    yield f"All that is known of each: {report.command} --format json"
    yield f'To silence a rule, in conf.py: suppress_warnings = ["lcore.{commonest}"]'
    if report.failed and not report.known:
        yield f"To let only new ones fail:  {report.command} --known FILE --update-known"


def _coloured(report: Report, code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if report.coloured else text
