"""Sentence bounds: each row is a text with a bar where a sentence must begin."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extractor.language.encoder  # noqa: F401 - registers doc._.sentence_starts
from extractor.language.sentences import sentence_starts, sentences

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


def test_the_encoder_alone_may_see_a_start_but_not_at_a_bracket() -> None:
    doc = spacy.blank("en")("TOKYO (Harbour Wire) - Japan spoke it fell")
    doc._.sentence_starts = np.array([0.9 if token.text in ("(", "it") else 0 for token in doc], np.float32)
    assert [sent.text for sent in sentences(doc).sents] == ["TOKYO (Harbour Wire) - Japan spoke", "it fell"]


def test_no_sentence_ends_with_a_word_that_others_begin_with() -> None:
    doc = spacy.blank("en")("The United States spoke The dollar fell")
    doc._.sentence_starts = np.array([1, 0.9, 0, 0, 0.9, 0.9, 0], np.float32)
    assert [sent.text for sent in sentences(doc).sents] == ["The United States spoke", "The dollar fell"]
