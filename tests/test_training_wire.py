"""The training sentences in wire style: the same for the same seed, with mentions that lie on whole words."""

from __future__ import annotations

import random
import sys
import unicodedata
from pathlib import Path

import pytest

pytest.importorskip("faker", reason="training sentences take their names from Faker, a package for training only")
TRAINING = Path(__file__).resolve().parents[1] / "models" / "training"
sys.path.insert(0, str(TRAINING))

import wire  # noqa: E402
from wire_names import plain  # noqa: E402
from wire_people import make_person  # noqa: E402
from wire_rules import LABELS, Writer, mark, strip_marks  # noqa: E402


@pytest.fixture(scope="module")
def samples() -> list[wire.Labelled]:
    return list(wire.sentences(400, seed=5))


def write(grammar: str, folder: Path, *, seed: int = 0) -> str:
    """Write the rule "text" of `grammar`, mentions shown in brackets."""
    path = folder / "rules.txt"
    path.write_text(grammar, encoding="utf-8")
    text, spans = strip_marks(Writer([path]).write("text", random.Random(seed)))  # noqa: S311
    for first, end, label in reversed(spans):
        text = f"{text[:first]}[{text[first:end]}={label}]{text[end:]}"
    return text


def test_the_same_seed_gives_the_same_samples(samples: list[wire.Labelled]) -> None:
    assert list(wire.sentences(400, seed=5)) == samples
    assert list(wire.sentences(20, seed=6)) != samples[:20]


def test_a_shorter_run_is_the_beginning_of_a_longer_one(samples: list[wire.Labelled]) -> None:
    assert list(wire.sentences(30, seed=5)) == samples[:30]


def test_mentions_lie_on_words_in_order_and_apart(samples: list[wire.Labelled]) -> None:
    for words, spaces, spans in samples:
        assert len(words) == len(spaces)
        assert all(first < end for first, end, _ in spans)
        edges = [edge for first, end, _ in spans for edge in (first, end)]
        assert edges == sorted(edges)
        assert not edges or edges[-1] <= len(words)


def test_every_label_is_met(samples: list[wire.Labelled]) -> None:
    assert {label for _, _, spans in samples for _, _, label in spans} == {label for label in LABELS if label}


def test_words_and_blanks_make_up_the_text() -> None:
    for (text, _), (words, spaces, _) in zip(wire.texts(60, seed=9), wire.sentences(60, seed=9), strict=True):
        assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text


def test_no_mark_or_bracket_of_the_grammar_is_left() -> None:
    for text, _ in wire.texts(400, seed=4):
        assert not any("\ue000" <= char <= "\ue0ff" or char in "{}<>|~^" for char in text), text


@pytest.mark.parametrize(
    ("words", "span", "expected"),
    [
        (["U.S.-China", "talks"], (0, 4, "GPE"), []),
        (["Baltic", "Ltd."], (0, 10, "ORG"), [(0, 2, "ORG")]),
        (["3-Ana", "Lund"], (2, 10, "PERSON"), [(0, 2, "PERSON")]),
        (["1-Peru", "deal"], (2, 6, "GPE"), []),
    ],
)
def test_spans_are_put_on_words(words: list[str], span: tuple[int, int, str], expected: list[object]) -> None:
    assert wire._on_words(words, [True, False], [span]) == expected


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("[Lima=GPE] is far.", "[Lima=GPE] is far."),
        ("[Bank of [Lima=GPE]=ORG] opens.", "[Bank of Lima=ORG] opens."),
        ("The [Lima=GPE] [Lima Open=O].", "The [Lima=GPE] Lima Open."),
        ("[[Lima=GPE] Open=O] tennis", "Lima Open tennis"),
        ("^ [Lima=GPE] falls", "[LIMA=GPE] FALLS"),
        ("a~ {thing}", "an [apple=PRODUCT]"),
        ("{thing>} and {thing^}", "[Apple=PRODUCT] and [APPLE=PRODUCT]"),
        ("{thing*2-2:n}", "[apple=PRODUCT]\n[apple=PRODUCT]"),
        ("one<| >.", "one."),
        (r"up\n down", "up\ndown"),
        ("one,<, two|, two>, three", "one, two, three"),
        ("so [Lima=GPE],<|>, and", "so [Lima=GPE], and"),
        ("by [Baltic Co.=ORG].", "by [Baltic Co.=ORG]"),
        ("{n:3-3} {d:1.5-1.5} {N:4000-4000}", "3 1.5 4,000"),
    ],
)
def test_a_rule_is_written(rule: str, written: str, tmp_path: Path) -> None:
    assert write(f"== text\n{rule}\n%% thing PRODUCT\napple\n", tmp_path) == written


def test_a_key_keeps_what_was_chosen(tmp_path: Path) -> None:
    one, two = write("== text\n{person#1.s} / {person#1.s}\n", tmp_path, seed=3).split(" / ")
    assert one == two


def test_a_rule_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no rule for \{thnig\}"):
        write("== text\n{thnig} is far.\n", tmp_path)


def test_a_bracket_left_open_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="left open"):
        write("== text\n<a|b is far.\n", tmp_path)


def test_a_rule_may_stand_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there already"):
        write("== text\na\n== text\nb\n", tmp_path)


def test_marks_become_the_outermost_spans() -> None:
    assert strip_marks(f"by {mark('A ' + mark('B', 'GPE'), 'ORG')}.") == ("by A B.", [(3, 6, "ORG")])


def test_names_are_written_in_latin_letters() -> None:
    rng = random.Random(1)  # noqa: S311
    people = [make_person(rng) for _ in range(2000)]
    letters = {char for person in people for char in person[":PERSON"] if char.isalpha()}
    assert [char for char in letters if not unicodedata.name(char).startswith("LATIN")] == []
    assert len({person[":PERSON"] for person in people}) > 1800


def test_accents_can_be_left_out() -> None:
    assert plain("Łódź Žižka Ødegård") == "Lodz Zizka Odegard"
