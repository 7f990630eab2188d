"""Why a file of this project's own formats cannot be read, in one line."""

from __future__ import annotations

from pydantic import ValidationError


def reason(error: Exception) -> str:
    """What is wrong, in one line: of an invalid record, its first mistake and the place of it."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        return " ".join((f"{place}: {first['msg']}" if place else first["msg"]).split())
    return " ".join(str(error).split())
