"""The body of a directive in RST, parsed as docutils does it but for one search that finds nothing.

Behind each directive docutils makes a state machine of fifteen states to look for more of its kind, even at the end of
a text. The body of a requirement is mostly a paragraph and one directive, so that this took half of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import states

if TYPE_CHECKING:
    from docutils.statemachine import StringList
    from sphinx.environment import BuildEnvironment

_KEY = "lcore:machines"


class Body(states.Body):
    """The state in which a body begins; docutils knows it by its name."""

    def explicit_list(self, blank_finish: bool) -> None:
        """Look for more of what is marked up explicitly, if anything is left."""
        left = list(self.state_machine.input_lines or ())[self.state_machine.line_offset + 1 :]
        if not blank_finish or any(map(str.strip, left)):
            super().explicit_list(blank_finish)


_STATES = tuple(Body if state is states.Body else state for state in states.state_classes)


def parse_rst_body(env: BuildEnvironment, state: states.RSTState, content: StringList, offset: int) -> list[nodes.Node]:
    """The nodes of a body, in which there are no headings.

    Args:
        env: The environment, which keeps machines as long as it reads a document.
        state: The state of the parser at the directive.
        content: The lines of the body.
        offset: The number of the line before them, as docutils counts.
    """
    if _KEY not in env.current_document:
        env.current_document[_KEY] = []
    idle: list[states.NestedStateMachine] = env.current_document[_KEY]
    machine = idle.pop() if idle else states.NestedStateMachine(_STATES, "Body")
    parent = nodes.Element()
    parent.document = state.document
    memo = state.memo
    styles, level = memo.title_styles, memo.section_level
    memo.title_styles, memo.section_level = [], 0  # what a directive in the body may parse has headings of its own
    try:
        machine.run(content, offset, memo, parent, match_titles=False)
    finally:
        memo.title_styles, memo.section_level = styles, level
    idle.append(machine)
    return parent.children
