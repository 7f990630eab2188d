"""What the garbage collector does during a build, which otherwise takes a fifth of the time of a large one."""

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_YOUNG, _MIDDLE, _NEVER = 10_000, 10, 1_000_000
"""Doctrees are thousands of small objects that Sphinx keeps until their pages are written.

With the usual (700, 10, 10) most of the time goes into looking at all that is kept, again and again, to find that it is
kept. While documents are read, nothing of it can be given back, so that nothing old is looked at.
"""
_FEWEST = 20
"""So many looks at what is middle-aged come before one at what is old; a small build ends before."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile: while modules load, each round would look through all that Sphinx has loaded."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


_before: tuple[int, int, int] | None = None
"""The thresholds before the build; None between builds."""


def begin_build() -> None:
    """Leave alone what was loaded before the build, and look at the rest less often.

    To look through all these modules again and again costs a build of few documents as much as our own modules and
    records do. When the process ends, everything is left alone: Python would look through all of it once more before
    it gives it back anyway.
    """
    global _before  # noqa: PLW0603 - there is one collector
    if _before is None and not gc.get_freeze_count():  # else somebody else looks after it
        _before = gc.get_threshold()
        atexit.unregister(gc.freeze)
        atexit.register(gc.freeze)
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        gc.freeze()


def begin_writing() -> None:
    """Look at what is old once, when about half of the pages are written: their doctrees are given back then."""
    if _before is not None:
        looks = gc.get_count()[2]
        gc.set_threshold(_YOUNG, _MIDDLE, looks + max(_FEWEST, looks // 5))


def end_build() -> None:
    """Collect as before the build."""
    global _before  # noqa: PLW0603 - there is one collector
    if _before is not None:
        gc.set_threshold(*_before)
        gc.unfreeze()
        _before = None
