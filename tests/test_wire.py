"""What a story is called: by the wire, or by its text."""

from __future__ import annotations

import hashlib

import pytest

from extractor.wire import LONGEST_ID, WireStory

TEXT = "Duties rose."
OWN = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
LONG = "https://tradewire.example/?".ljust(LONGEST_ID, "x")


@pytest.mark.parametrize(("wire_id", "name"), [("a-1", "a-1"), (LONG, LONG), (LONG + "x", OWN), ("", OWN), (None, OWN)])
def test_a_story_is_called_by_the_wire_s_id_if_it_can_be_a_key(wire_id: str | None, name: str) -> None:
    assert WireStory(source="-", body=TEXT, wire_id=wire_id).id == name
