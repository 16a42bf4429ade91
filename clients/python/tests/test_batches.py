from __future__ import annotations

import pytest

from folkmoot.batches import cut_places, named, part_key

BYTES_MAX = 1024


def test_items_are_cut_at_the_limit() -> None:
    assert cut_places([{}, {}, {}, {}, {}], 2, BYTES_MAX) == [[0, 1], [2, 3], [4]]
    assert cut_places([], 2, BYTES_MAX) == []


def test_a_group_is_never_cut() -> None:
    items = [{"group_id": "a"}, {"group_id": "b"}, {"group_id": "a"}, {}, {"group_id": "b"}]
    assert cut_places(items, 3, BYTES_MAX) == [[0, 2], [1, 3, 4]]
    with pytest.raises(ValueError, match=r"group_id 'a': 3 items"):
        cut_places([{"group_id": "a"}] * 3, 2, BYTES_MAX)


def test_items_are_cut_where_their_bytes_would_be_too_many() -> None:
    # In UTF-8 each is 600 bytes and its name.
    long = {"reference": "字" * 200}
    assert cut_places([long, {}, long, {}], 8, BYTES_MAX) == [[0, 1], [2, 3]]
    assert cut_places([{**long, "group_id": "a"}, {}, {**long, "group_id": "a"}], 8, BYTES_MAX) == [[0, 2], [1]]


def test_ids_are_places_in_the_whole() -> None:
    assert [item["id"] for item in named([{}, {"id": "x"}, {}])] == ["0", "x", "2"]


def test_a_part_has_a_key_of_its_own() -> None:
    assert part_key(None, 0, 2) is None
    assert part_key("k", 0, 1) == "k"
    assert part_key("k", 1, 2) == "k-2of2"
