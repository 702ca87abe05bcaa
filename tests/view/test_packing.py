"""Packed markup comes out as it went in: by the page's own script, and by what these tests read pages with."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unpacking import data_of, pieces_of

from extractor.records import Story
from extractor.view import asset
from extractor.view import story as article
from extractor.view.markup import Html, join, tag
from extractor.view.packing import Packing

words = st.text("ab- <&\"'\n\x1c\x1d\x1e\x1f😀é", max_size=60)
attributes = st.dictionaries(st.sampled_from(["class_", "id", "data_of", "hidden"]), words, max_size=3)
void = st.builds(lambda known: tag("input", **known), attributes)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[Html]:
    names = st.sampled_from(["p", "li", "h2"])
    return st.builds(lambda name, inside, known: tag(name, *inside, **known), names, st.lists(children), attributes)


pieces = element(st.recursive(words | void, element, max_leaves=12))


def packed(*given: Html) -> str:
    packing = Packing()
    for piece in given:
        packing.add(piece)
    return packing.packed("stories")


@given(st.lists(pieces, min_size=1, max_size=4))
def test_what_is_packed_comes_out_again(given: list[Html]) -> None:
    [text] = data_of(packed(*given))["stories"]
    assert pieces_of(text) == [re.sub("[\x1c-\x1f]", lambda sign: f"&#{ord(sign[0])};", piece) for piece in given]


def test_attributes_can_be_left_out() -> None:
    packing = Packing(without=["id"])
    packing.add(tag("p", tag("b", "x", id="2"), id="1", class_="a"))
    [text] = data_of(packing.packed("stories"))["stories"]
    assert pieces_of(text) == ['<p class="a"><b>x</b></p>']


def test_words_that_are_quoted_cost_next_to_nothing() -> None:
    told = " ".join(f"{number * 7919 % 10007:x}" for number in range(400))
    once, twice = packed(tag("li", tag("p", told))), packed(tag("li", tag("p", told), tag("q", told[5:1500])))
    assert len(twice) < len(once) + 60


def test_the_script_unpacks_all_stories(browser: Any, stories: list[Story], hostile: Story) -> None:
    odd = tag("p", "\x1c 😀 & \x1f", tag("q", "\x1e1,2"), tag("b", "a saying of thirty signs, quoted"))
    quoted = tag("p", "😀 a saying of thirty signs, quoted", tag("b", "a saying of thirty signs, quoted"))
    shown = [odd, quoted, *(article(story, key=f"s{n}") for n, story in enumerate([*stories, hostile]))]
    tab = browser.new_page()
    tab.set_content(packed(*shown))
    tab.add_script_tag(content=asset("unpack.js"))
    out = tab.evaluate("async () => [...piecesOf(await unpacked(document.querySelector('[data-packed]')))]")
    [text] = data_of(packed(*shown))["stories"]
    assert out == pieces_of(text)
    assert out[2:] == shown[2:]
    tab.close()


@pytest.mark.parametrize("piece", [tag("p", "x"), tag("p"), tag("p", tag("input", id="a"))])
def test_the_smallest_pieces(piece: Html) -> None:
    assert pieces_of(data_of(join([packed(piece, piece)]))["stories"][0]) == [piece, piece]
