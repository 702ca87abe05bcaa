"""Words to pieces."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import ModelError
from extractor.language.encoder.pieces import PIECES_A_WORD, Pieces


@pytest.fixture(scope="module")
def pieces(tokenizer_file: Path) -> Pieces:
    return Pieces(tokenizer_file.read_bytes())


ROWS = (
    "Tariff=tariff",
    "Japan=japan",
    "Öl=o ##l",
    "ban=b ##a ##n",
    "24%=2 ##4 [UNK]",
    "日=[UNK]",
    "\u200b=[UNK]",
    "\x00=[UNK]",
)


@pytest.mark.parametrize("row", ROWS)
def test_a_word_has_its_pieces(pieces: Pieces, row: str) -> None:
    word, wanted = row.rsplit("=", 1)
    names = pieces._tokenizer.id_to_token
    assert " ".join(map(names, pieces(word))) == wanted


@pytest.mark.parametrize("word", ["x" * 10, "." * 1_000_000, "ab-" * 1_000, "\ud83d", "a\udc00b"])
def test_odd_words_have_a_few_pieces(pieces: Pieces, word: str) -> None:
    assert 1 <= len(pieces(word)) <= PIECES_A_WORD


@given(word=st.text(st.characters(exclude_categories=())))
def test_any_word_has_pieces_of_the_vocabulary(pieces: Pieces, word: str) -> None:
    found = pieces(word)
    assert 1 <= len(found) <= PIECES_A_WORD
    assert all(0 < piece < pieces.count for piece in found)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"[1, 2]"])
def test_a_foreign_file_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match="not a file of tokenizers") as caught:
        Pieces(data, where="here/pieces.json")
    assert str(caught.value).startswith("here/pieces.json: ")


def test_a_vocabulary_without_marks_is_refused(tokenizer_file: Path) -> None:
    with pytest.raises(ModelError, match=r"the vocabulary lacks \[CLS\] \(try: "):
        Pieces(tokenizer_file.read_bytes().replace(b"[CLS]", b"[BOS]"))
