"""The pieces that are kept of MiniLM's vocabulary: those that news, corpora and names are made of.

    30,522 pieces, the words to be read  ->  24,411 pieces, and a file of `tokenizers` that cuts words into them

A piece that is seen less than four times is left out, and words that had it are cut into smaller ones. Single letters
and signs of the Latin alphabets stay, so that hardly a word is unknown. The four marks come first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer

MARKS = ("[PAD]", "[CLS]", "[SEP]", "[UNK]")
LEAST = 4
LATIN = 0x180


def kept_pieces(tokenizer: str, words: Iterable[str]) -> list[str]:
    """The pieces of a tokenizer (JSON) that are worth a row, given all words of the texts."""
    cutter = Tokenizer.from_str(tokenizer)
    cutter.no_truncation()
    cutter.no_padding()
    counts: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for piece in cutter.encode(word, add_special_tokens=False).tokens:
            counts[piece] += count
    numbers = cutter.get_vocab()
    ordered = sorted(numbers.keys() - {*MARKS}, key=numbers.__getitem__)
    return [*MARKS, *(piece for piece in ordered if counts[piece] >= LEAST or _is_letter(piece))]


def _is_letter(piece: str) -> bool:
    bare = piece.removeprefix("##")
    return len(bare) == 1 and ord(bare) < LATIN


def trimmed(tokenizer: str, pieces: Iterable[str]) -> bytes:
    """The same tokenizer with these pieces alone, numbered in this order, for single words: pieces.json."""
    form = json.loads(tokenizer)
    form["model"]["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    form |= {"added_tokens": [], "post_processor": None, "padding": None, "truncation": None}
    return json.dumps(form, ensure_ascii=False).encode()
