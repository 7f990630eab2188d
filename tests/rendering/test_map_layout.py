from __future__ import annotations

import re
from itertools import pairwise

from sphinxext_lcore.rendering.map_layout import FONT, WIDTH, Box, curve, layout
from sphinxext_lcore.rendering.text_width import ELLIPSIS, width
from sphinxext_lcore.tracing.blocks import Run, Target, Tone, plain_table
from sphinxext_lcore.tracing.maps import MapNode, Pair, TraceMap

TABLE = plain_table("map", "", (), (), "")


def drawn(sizes: list[int], *links: Pair, label: str = "Boil") -> TraceMap:
    """A map of so many nodes in each column."""
    nodes = [
        MapNode(column, f"N{number}", label, Target("tea", f"n{number}"))
        for column, size in enumerate(sizes)
        for number in range(size)
    ]
    return TraceMap("map", "", ("",) * len(sizes), tuple(nodes), links, (), TABLE)


def overlaps(boxes: list[Box]) -> bool:
    return any(upper.y + upper.height >= lower.y for upper, lower in pairwise(boxes))


def test_nodes_of_a_column_stand_apart_and_on_the_picture() -> None:
    shown = drawn([5, 20, 12], *((n % 5, 5 + n) for n in range(20)), *((5 + n, 25 + n % 12) for n in range(20)))
    plan = layout(shown)
    for column in range(3):
        boxes = [box for box, node in zip(plan.boxes, shown.nodes, strict=True) if node.column == column]
        assert not overlaps(boxes)
        assert boxes[0].y >= 0
        assert boxes[-1].y + boxes[-1].height <= plan.height
        assert boxes[-1].x + WIDTH <= plan.width


def test_a_node_stands_in_the_middle_of_what_it_is_linked_with() -> None:
    plan = layout(drawn([1, 5], (0, 3), (0, 4), (0, 5)))
    assert plan.boxes[0].middle == plan.boxes[4].middle


def test_a_label_of_two_lines_makes_its_node_higher() -> None:
    low, high = layout(drawn([1])), layout(drawn([1], label="Boil the water until the kettle whistles"))
    assert high.boxes[0].height > low.boxes[0].height >= 24


def test_a_name_is_cut_to_the_width_of_its_node() -> None:
    name = "low-overhead-deployment-for-server-mode.U1"
    node = MapNode(0, name, "Boil the water", Target("tea", "u1"))
    box = layout(drawn([1])._replace(nodes=(node,))).boxes[0]
    assert width(box.name) * FONT < WIDTH
    assert box.name.startswith("low-overhead")
    assert box.name.endswith(ELLIPSIS)
    assert box.lines == ("", "Boil the water")


def test_a_state_that_is_told_is_a_line_of_its_own() -> None:
    node = MapNode(0, "R1", "Boil", Target("tea", "r1"), Tone.MISSING, (Run("no use case"),), tells=True)
    told = layout(drawn([1])._replace(nodes=(node,))).boxes[0]
    quiet = layout(drawn([1])._replace(nodes=(node._replace(tells=False),))).boxes[0]
    assert [note.text for note in told.notes] == ["no use case"]
    assert (quiet.notes, quiet.height < told.height) == ((), True)


def test_a_link_runs_from_the_right_side_of_one_node_to_the_left_side_of_the_other() -> None:
    plan = layout(drawn([1, 2], (0, 2)))
    left, right = plan.boxes[0], plan.boxes[2]
    gap, rise = right.x - left.x - WIDTH, right.middle - left.middle
    assert curve(plan, 0, 2) == f"M{left.x + WIDTH} {left.middle}c{gap // 2} 0 {gap // 2} {rise} {gap} {rise}"
    assert curve(plan, 2, 0) == curve(plan, 0, 2)


def test_a_link_past_a_column_goes_between_its_nodes() -> None:
    plan = layout(drawn([1, 3, 1], (0, 4)))
    start, bends = re.fullmatch(rf"M\d+ (\d+)c([^h]+)h{WIDTH}c.*", curve(plan, 0, 4)).groups()  # type: ignore[union-attr]
    level = int(start) + int(bends.split()[-1])
    assert not any(box.y <= level <= box.y + box.height for box in plan.boxes[1:4])


def test_a_link_inside_a_column_bows_out_where_there_is_room() -> None:
    plan = layout(drawn([2, 2]))
    assert curve(plan, 0, 1).startswith(f"M{plan.boxes[0].x + WIDTH} {plan.boxes[0].middle}c26 0")
    assert curve(plan, 2, 3).startswith(f"M{plan.boxes[2].x} {plan.boxes[2].middle}c-26 0")


def test_a_map_of_empty_columns_has_room_for_its_heads() -> None:
    assert layout(drawn([0, 0])).height > 0
