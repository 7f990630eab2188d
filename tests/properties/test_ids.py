"""Ids hold what they promise for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinxext_lcore.model.ids import is_key, natural_key, normalise_key, split_references, split_title

PARTS = st.one_of(st.from_regex(r"[RU][01]{1,3}[ab]?", fullmatch=True), st.text(max_size=6))
IDS = st.lists(PARTS, min_size=1, max_size=3).map(".".join)


@given(IDS, IDS, IDS)
def test_the_natural_order_is_total(first: str, second: str, third: str) -> None:
    a, b, c = map(natural_key, (first, second, third))
    assert (a < b) + (b < a) + (first == second) == 1
    assert not (a <= b <= c) or a <= c


@given(st.text())
def test_every_text_can_be_made_a_key(text: str) -> None:
    assert is_key(normalise_key(text))
    assert normalise_key(normalise_key(text)) == normalise_key(text)


@given(st.text())
def test_the_title_of_every_text_is_a_part_of_it(text: str) -> None:
    _, title = split_title(text)
    assert title in text


@given(st.text(alphabet="R123U.,;–- \nand"))
def test_every_list_of_references_names_each_once(text: str) -> None:
    found = split_references(text)
    assert len(found) == len(set(found))
    assert all(each == " ".join(each.split()) for each in found)
