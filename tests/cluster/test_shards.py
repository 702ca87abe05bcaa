"""How files become shards: by size, in order, each story in one shard and none in two."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cluster.shards import LEAST, MOST, MOST_SLICES, Piece, Placed, cut, limited, part_size, placed
from extractor.sources import Input

files = st.lists(
    st.tuples(st.sampled_from(["a.xml", "b.txt", "c.jsonl", "d.csv.gz", "e.json"]), st.integers(0, 5000)), max_size=30
)


def whole(name: str, size: int) -> Piece:
    return Piece(Placed(name, size, f"/wire/{name}"))


@given(files, st.integers(1, 2000))
def test_each_story_is_in_one_shard(found: list[tuple[str, int]], size: int) -> None:
    pieces = [whole(f"{number}-{name}", length) for number, (name, length) in enumerate(found)]
    given: dict[str, list[int]] = {piece.input.path: [] for piece in pieces}
    for shard in cut(pieces, size=size):
        for piece in shard.pieces:
            given[piece.input.path] += islice(range(100), piece.start, piece.stop, piece.step)
    assert all(sorted(stories) == list(range(100)) for stories in given.values())


@given(files, st.integers(1, 2000))
def test_shards_are_numbered_and_the_same_each_time(found: list[tuple[str, int]], size: int) -> None:
    shards = list(cut([whole(name, length) for name, length in found], size=size))
    assert [shard.name for shard in shards] == [f"part-{number:05}" for number in range(len(shards))]
    assert shards == list(cut([whole(name, length) for name, length in found], size=size))


def test_small_files_stay_together_and_in_order() -> None:
    shards = cut([whole(name, 400) for name in "abcdefg"], size=1000)
    assert [[piece.input.path for piece in shard.pieces] for shard in shards] == [
        ["a", "b", "c"],
        ["d", "e", "f"],
        ["g"],
    ]


@pytest.mark.parametrize(
    ("name", "form", "count"),
    [
        ("a.jsonl", None, 10),
        ("a.jsonl.gz", None, 40),
        ("a.csv", None, 10),
        ("a.xml", None, 1),
        ("a.warc.gz", None, 1),
        ("a.xml", "jsonl", 10),
        ("a.jsonl", "text", 1),
    ],
)
def test_files_of_one_story_a_line_are_cut(name: str, form: str | None, count: int) -> None:
    assert len(list(cut([whole(name, 10_000)], size=1000, form=form))) == count


def test_a_file_is_cut_into_so_many_at_most() -> None:
    assert len(list(cut([whole("a.jsonl", 10**12)], size=MOST))) == MOST_SLICES


def test_a_large_run_has_larger_parts() -> None:
    assert [part_size(total) for total in (10, 10**9, 10**11, 10**13)] == [LEAST, LEAST, 10_000_000, MOST]


def test_the_first_stories_are_those_of_the_first_files() -> None:
    counts = {"a": 3, "b": 4, "c": 5}
    items = [Placed(name, 10, name) for name in "abc"]
    pieces = limited(items, 5, lambda item, most: min(most, counts[item.path]))
    assert [(piece.input.path, piece.stop) for piece in pieces] == [("a", None), ("b", 2)]
    assert [piece.stop for piece in limited(items, None, lambda item, most: 0)] == [None, None, None]


def test_a_cut_file_gives_no_more_shards_than_stories() -> None:
    piece = Piece(Placed("a.jsonl", 10_000, "a.jsonl"), stop=3)
    assert [(one.start, one.stop, one.step) for shard in cut([piece], size=100) for one in shard.pieces] == [
        (0, 3, 3),
        (1, 3, 3),
        (2, 3, 3),
    ]


def test_a_file_is_found_from_any_folder_and_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "one"}))
    monkeypatch.chdir(tmp_path)
    item = placed(Input("a.json", 15))
    monkeypatch.chdir("/")
    assert item.name == "a.json"
    with item.open() as stream:
        assert stream.read() == b'{"text": "one"}'


def test_an_address_stays_as_it_is() -> None:
    assert placed(Input("s3://wire/a.json", 1)).place == "s3://wire/a.json"
