"""Of several versions of a story the latest is kept, in the place where it was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import StoryError
from extractor.sources.latest import latest
from extractor.sources.published import parse_published
from extractor.wire import WireStory


def version(row: str) -> WireStory | StoryError:
    """A story from `id version time`, a dash for what is not known, or an error."""
    name, number, time = row.split()
    if name == "error":
        return StoryError("broken", where=number)
    unknown = {"-": None}
    published = parse_published(time) if time != "-" else None
    return WireStory(
        source=row, body=row, wire_id=unknown.get(name, name), version=unknown.get(number, number), published=published
    )


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("a 1 - | b 1 - | a 2 -", "b 1 - | a 2 -"),
        ("a 10 - | a 9 -", "a 10 -"),
        ("a 2 2025-03-03 | a 1 2025-03-09", "a 2 2025-03-03"),
        ("a - 2025-03-03T10:00:00Z | a - 2025-03-03T12:30:00+03:00", "a - 2025-03-03T10:00:00Z"),
        ("a 2025-03-03T12:00:00Z 2025-03-03 | a 2025-03-03T11:00:00Z 2025-03-03", "a 2025-03-03T12:00:00Z 2025-03-03"),
        ("a - 2025-03-03 | a - -", "a - -"),
        ("a 1 - | a 1 -", "a 1 -"),
        ("- - - | - - -", "- - - | - - -"),
    ],
)
def test_the_latest_version_is_kept(rows: str, kept: str) -> None:
    assert list(latest(version(row) for row in rows.split(" | "))) == [version(row) for row in kept.split(" | ")]


def test_errors_pass_at_once() -> None:
    items = latest(iter([version("a 1 -"), version("error x -"), version("a 2 -")]))
    assert [str(item) if isinstance(item, StoryError) else item.version for item in items] == ["x: broken", "2"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20))))
def test_each_story_is_kept_once_in_its_highest_version(pairs: list[tuple[str, int]]) -> None:
    stories = [WireStory(source="-", body="x", wire_id=name, version=str(number)) for name, number in pairs]
    kept = [story for story in latest(stories) if isinstance(story, WireStory)]
    assert {story.wire_id: story.version for story in kept} == {
        name: str(max(number for other, number in pairs if other == name)) for name, _ in pairs
    }
    assert len(kept) == len({name for name, _ in pairs})
