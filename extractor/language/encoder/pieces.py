"""Cut words into the pieces that the encoder has learned: "tariffs" -> tariff ##s.

Unit: one of spaCy's tokens, read by itself. The pieces and how they are found (small letters, no accents, the longest
piece first) stand in pieces.json, a file of the `tokenizers` library. A word that yields nothing is [UNK]. Of a very
long word the beginning is read, for a web address or a ruled line tells no more at its end.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WORD_LENGTH = 64
PIECES_A_WORD = 8
MARKS = ("[CLS]", "[SEP]", "[UNK]")
ANEW = "installing extractor anew, or a model made by models/training"
_CACHED = 1 << 16


class Pieces:
    """Words to numbers of pieces: `Pieces(bytes of pieces.json)("tariffs") -> (4187, 12)`."""

    def __init__(self, source: bytes, *, where: str = "pieces.json") -> None:
        """Read the file. Raises ModelError when it is not one of ours."""
        self._tokenizer = _tokenizer(source, where)
        self.count = self._tokenizer.get_vocab_size()
        numbers = {mark: self._tokenizer.token_to_id(mark) for mark in MARKS}
        if missing := [mark for mark, number in numbers.items() if number is None]:
            raise ModelError(f"the vocabulary lacks {' '.join(missing)}", where=where, hint=ANEW)
        self.begin, self.end, self.unknown = (number or 0 for number in numbers.values())
        self._cut: Callable[[str], tuple[int, ...]] = lru_cache(maxsize=_CACHED)(self._pieces)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the pieces of a word: at least one, at most PIECES_A_WORD."""
        return self._cut(word[:WORD_LENGTH])

    def _pieces(self, word: str) -> tuple[int, ...]:
        # Half a surrogate pair is no character that the library takes.
        whole = word.encode("utf-8", "replace").decode("utf-8")
        found = self._tokenizer.encode(whole, add_special_tokens=False).ids[:PIECES_A_WORD]
        return tuple(found) or (self.unknown,)


def _tokenizer(source: bytes, where: str) -> "Tokenizer":
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_buffer(source)
    except Exception as error:  # the library raises no narrower one
        raise ModelError(f"not a file of tokenizers: {error}", where=where, hint=ANEW) from error
    # A file may ask for both, which are for whole texts.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
