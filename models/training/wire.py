"""Write labelled training sentences in the manner of wire stories, out of a small grammar of our own.

    python models/training/wire.py --show 20 --seed 3
    ->  [LIMA=GPE], June 4 ([AP=ORG]) - Striker [Paulo Teixeira=PERSON] scored twice as [Santa Rosa=ORG] beat ...

The open corpora hold web pages, encyclopedia and tweets, and little of what wire stories are full of: datelines,
result lists, standings, market reports, headlines in capitals, titles before names. Every sample is a small text of
one to about six sentences or lines, cut into words as spaCy's English tokenizer, or another, cuts them.
Labels: PERSON, ORG, GPE, LOC, NORP; ROLE (a title or an office) and PRODUCT (traded goods).

The sentences stand in wire_grammar/*.txt, in the form that `wire_rules` explains; people are made in `wire_people`,
countries, firms and teams in `wire_things`. Reading, where conventions differ: titles lie outside a PERSON; a city
that stands for its team is ORG, a country that stands for its team GPE; buildings, airports and stadiums are LOC; a
compound ("Tokyo-based") is no mention; a firm named after a person is ORG; bylines and picture credits name nobody, but
a signature with a telephone number does.
To teach a kind of sentence, add a line to a file in wire_grammar/.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.tokens import Doc
from wire_rules import Writer, strip_marks

GRAMMAR = Path(__file__).with_name("wire_grammar")
Cut = Callable[[str], tuple[list[str], list[bool]]]
_CURLY = re.compile(r"(?<=[\w.])'(?=\w|\s|$)")
_NUMBERED = re.compile(r"\d+-(?=[^\W\d])")
_OPENING = re.compile(r'"(?=[\w\ue000-\uf8ff])')


class Labelled(NamedTuple):
    """A small text as words; `spaces` says which are followed by a blank, `spans` are (first word, end, label)."""

    words: list[str]
    spaces: list[bool]
    spans: list[tuple[int, int, str]]


class Marked(NamedTuple):
    """The same as a string; `spans` are (start, end, label) in characters."""

    text: str
    spans: list[tuple[int, int, str]]


def sentences(count: int, *, seed: int, cut: Cut | None = None) -> Iterator[Labelled]:
    """Yield `count` samples, the same for the same seed.

    `cut` gives a text's words, and which are followed by a blank; `cut_by` makes it of a tokenizer. Default: spaCy's.
    """
    cut = cut or cut_by(spacy.blank("en").tokenizer)
    for text, spans in texts(count, seed=seed):
        words, spaces = cut(text)
        yield Labelled(words, spaces, _on_words(words, spaces, spans))


def texts(count: int, *, seed: int) -> Iterator[Marked]:
    """Yield `count` samples as strings with character spans."""
    rng = random.Random(seed)
    for _ in range(count):
        yield Marked(*strip_marks(_typeset(_writer().write("text", rng), rng)))


def _typeset(text: str, rng: random.Random) -> str:
    """Vary the quotes, as stories of different houses do."""
    if rng.random() < 0.2:
        text = _CURLY.sub("’", _OPENING.sub("“", text)).replace('"', "”")
    return text


def _on_words(words: list[str], spaces: list[bool], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Move character spans to words; one that cuts a word in two is dropped ("U.S." in "U.S.-China").

    The stop of a sentence is the firm's too ("Pty Ltd."), and a seeded or numbered player keeps the number ("3-Ana").
    """
    starts, ends, seeded, at = {}, {}, {}, 0
    for index, (word, space) in enumerate(zip(words, spaces, strict=True)):
        starts[at] = index
        ends[at + len(word)] = index + 1
        if word.endswith("."):
            ends.setdefault(at + len(word) - 1, index + 1)
        if number := _NUMBERED.match(word):
            seeded[at + number.end()] = index
        at += len(word) + space
    found = []
    for first, end, label in spans:
        start = starts.get(first, seeded.get(first) if label == "PERSON" else None)
        if start is not None and end in ends:
            found.append((start, ends[end], label))
    return found


def cut_by(tokenizer: Callable[[str], Doc]) -> Cut:
    """Return what cuts a text into words as a spaCy tokenizer does."""

    def cut(text: str) -> tuple[list[str], list[bool]]:
        pairs = [(token.text, bool(token.whitespace_)) for token in tokenizer(text)]
        return [word for word, _ in pairs], [space for _, space in pairs]

    return cut


@cache
def _writer() -> Writer:
    return Writer(sorted(GRAMMAR.glob("*.txt")))


def shown(sample: Labelled) -> str:
    """Return a sample with its mentions in brackets: "[Lima=GPE] is far"."""
    firsts = {first for first, _, _ in sample.spans}
    lasts = {end - 1: label for _, end, label in sample.spans}
    return "".join(
        "[" * (index in firsts) + word + (f"={lasts[index]}]" if index in lasts else "") + " " * space
        for index, (word, space) in enumerate(zip(sample.words, sample.spaces, strict=True))
    )


def main() -> None:
    """Print samples."""
    parser = argparse.ArgumentParser(description="Print training sentences in wire style.")
    parser.add_argument("--show", type=int, default=20, help="how many")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for sample in sentences(options.show, seed=options.seed):
        print(shown(sample), end="\n\n")


if __name__ == "__main__":
    main()
