"""Sentence bounds: each row is a text with a bar where a sentence must begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.sentences import sentence_starts

ROWS = (
    "Tariffs rise.| Exports fall.",
    "He said no.| “We won’t.”| Talks go on.",
    'He told Reuters.| "It is over." said nobody.',
    "U.S. Trade Representative Jamieson Greer met Mr. Lee on Jan. 5 in Geneva.",
    "They flew to the U.S. on Friday.| The talks failed.",
    "They flew to the U.S.| The talks failed.",
    "TALKS RESUME IN GENEVA\n\n|Ministers met.",
    "Sen. J. D. Vance and Acme Corp. President Jo Li agreed.",
    "Is it legal?| Nobody knows!| 25 states sued.",
    "Imports rose 2.5 percent to $3.4 bn in Q1.",
)


@pytest.mark.parametrize("row", ROWS)
def test_sentences_begin_at_the_bars(row: str) -> None:
    pieces = row.split("|")
    text = "".join(pieces)
    wanted = [len("".join(pieces[:index])) for index in range(len(pieces))]
    found = [start + len(text[start:]) - len(text[start:].lstrip()) for start in sentence_starts(text)]
    assert found == [start + len(text[start:]) - len(text[start:].lstrip()) for start in wanted]


@given(st.text())
def test_starts_lie_in_any_text_in_order(text: str) -> None:
    starts = list(sentence_starts(text))
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert all(start < max(1, len(text)) for start in starts)
