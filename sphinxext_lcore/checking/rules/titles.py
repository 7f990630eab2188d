"""Rules about titles: whether each design has one, whether it is its own, and whether all headings stand below it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinxext_lcore.checking.rule import about
from sphinxext_lcore.model.suggestion import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_lcore.model.catalog import Catalog
    from sphinxext_lcore.model.document import Document
    from sphinxext_lcore.model.records import Feature, Finding

_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = 3
_SILENT = frozenset({"and", "for", "from", "into", "the", "via", "with"})
"""Words that tell nothing of a subject, as shorter ones do not."""
_SUBSTANCE = 3
"""A design of fewer requirements is only begun, and need not speak of its subject yet."""
_STEM = 5
"""So many first letters of two words are the same when the words speak of the same: import, importer."""


def duplicate_title(catalog: Catalog) -> Iterator[Finding]:
    """A design with the title of an earlier one. Where the two have one key as well, that is told already."""
    contested = {each.feature.docname for each in catalog.contested_keys}
    first: dict[str, Feature] = {}
    for feature in (each for each in catalog.features if each.in_force and each.docname not in contested):
        title = " ".join(feature.title.lower().split())
        earlier = first.setdefault(title, feature) if title else feature
        if earlier is not feature:
            message = (
                f"title '{shorten(feature.title)}' is that of {earlier.path} as well; "
                "say in each what sets it apart from the other"
            )
            yield about(feature, "duplicate_title", message)


def foreign_title(catalog: Catalog) -> Iterator[Finding]:
    """A title that has nothing to do with the file, and a word of which the design never speaks.

    One of the two alone is common in sound designs. Both together are what a copy of another document looks like.
    """
    for document in catalog.documents:
        feature = document.feature
        if feature is None or not feature.declared or len(document.requirements) < _SUBSTANCE:
            continue
        words = _stems(feature.name)
        if not words or words & _stems(_file_names(document)):
            continue
        body = _body(document).lower()
        unspoken = {stem for stem in words if not _speaks_of(body, stem)}
        if unspoken:
            word = next(each for each in _words(feature.name) if each[:_STEM] in unspoken)
            message = (
                f"title '{shorten(feature.title)}' shares no word with the name of the file, and the design never "
                f"speaks of '{word}'; is it the title of another document? Correct it, or rename the file"
            )
            yield about(feature, "foreign_title", message)


def heading_levels(catalog: Catalog) -> Iterator[Finding]:
    """Headings beside the title. A level that is left out is told by Sphinx and MyST themselves."""
    for document in catalog.documents:
        feature = document.feature
        beside = [each for each in document.outline if each.level == 1][1:]
        if feature is not None and feature.in_force and beside:
            more = f" and {len(beside) - 1} more" if len(beside) > 1 else ""
            message = (
                f"heading '{shorten(beside[0].title)}'{more} at the level of the title, so that each begins a document "
                "of its own; put all but the title one level deeper"
            )
            place = beside[0]
            yield about(feature, "heading_levels", message, place.line).model_copy(update={"path": place.path})


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) >= _LONG_WORD and word not in _SILENT]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _words(text)}


def _speaks_of(text: str, stem: str) -> bool:
    """Whether a word of a text, which is long, has a stem."""
    ending = "" if len(stem) == _STEM else r"(?![^\W\d_])"
    return re.search(rf"(?<![^\W\d_]){stem}{ending}", text) is not None


def _file_names(document: Document) -> str:
    """The names of the file and of its folder, of which the one or the other says the subject."""
    path = PurePosixPath(document.path)
    return f"{path.parent.name} {path.stem} {document.feature.id if document.feature else ''}".replace("_", " ")


def _body(document: Document) -> str:
    """What the design says, as far as it is records and headings."""
    feature = document.feature
    texts = [feature.summary] if feature is not None else []
    texts += [f"{each.title} {each.statement}" for each in document.requirements]
    texts += [f"{each.title} {each.story}" for each in document.use_cases]
    texts += [each.text for each in document.criteria]
    texts += [each.text for each in document.open_questions]
    texts += [f"{each.change} {each.reason}" for each in document.changelog]
    texts += [each.title for each in document.outline if feature is None or each.title != feature.title]
    return " ".join(texts)
