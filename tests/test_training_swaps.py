"""Stories told of other things: what is swapped for what, and what stays. The story is our own."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("faker", reason="training takes names from Faker, a package for training only")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models" / "training"))

import swaps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STORY = """Saudi Arabia slaps 25% tariffs on Brazil's poultry

RIYADH, May 12, 2024 - Saudi Arabia imposed a 25% tariff on Brazilian poultry on Monday and may widen it to beef in May.
Trade Minister Omar Haddad said Saudi Arabia had no choice. "Brazil must answer," Haddad said. BRAZIL did not comment.
Poultry exports from Brazil to Saudi Arabia fell by 1,250 tonnes last year, when the tariff stood at 25%."""
TRIES = range(40)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(STORY)


def retold(doc: Doc, seed: int) -> list[str]:
    """What stands in the place of each token."""
    found = swaps.swaps(doc, random.Random(seed))  # noqa: S311 - nothing secret
    return [" ".join(found.get(token.i, (token.text,))) for token in doc]


def test_every_sort_of_thing_is_swapped_now_and_then(doc: Doc) -> None:
    kept = defaultdict(int)
    for seed in TRIES:
        text = " ".join(retold(doc, seed))
        for thing in (
            "Arabia",
            "Brazil",
            "Brazilian",
            "poultry",
            "Haddad",
            "Omar",
            "25",
            "1,250",
            "May 12",
            "Monday",
            "2024",
        ):
            kept[thing] += thing in text
    assert all(0 < count < len(TRIES) for count in kept.values()), kept


def test_a_thing_is_the_same_throughout(doc: Doc) -> None:
    for seed in TRIES:
        told = retold(doc, seed)
        for word in ("Haddad", "25", "Brazil", "poultry"):
            assert len({told[token.i] for token in doc if token.text == word}) == 1


def test_a_name_of_two_words_gives_way_to_one_of_any_length(doc: Doc) -> None:
    places = [token.i for token in doc if token.text == "Saudi"]
    found = {
        tuple(" ".join(told[at : at + 2]).strip() for at in places) for told in (retold(doc, seed) for seed in TRIES)
    }
    assert all(len(set(names)) == 1 for names in found)
    assert {len(name.split()) for (name, *_) in found} >= {1, 2}


def test_words_become_others_of_the_same_sense_and_form(doc: Doc) -> None:
    at = next(token.i for token in doc if token.text == "imposed")
    found = {retold(doc, seed)[at] for seed in TRIES}
    assert "imposed" in found
    assert 1 < len(found) <= len(swaps._alike()["imposed"]) + 1
    assert found <= {"imposed", *swaps._alike()["imposed"]}


def test_may_is_a_month_only_before_a_figure(doc: Doc) -> None:
    may = [token.i for token in doc if token.text == "May"]
    told = [retold(doc, seed) for seed in TRIES]
    assert {one[may[0]] for one in told} > {"May"}
    assert {one[may[1]] for one in told} == {"May"}


def test_capitals_stay_capitals(doc: Doc) -> None:
    at = [token.i for token in doc if token.text in ("BRAZIL", "RIYADH")]
    assert all(retold(doc, seed)[number].isupper() or not retold(doc, seed)[number] for seed in TRIES for number in at)


def test_the_same_seed_tells_the_same_story(doc: Doc) -> None:
    assert retold(doc, 3) == retold(doc, 3)
    assert len({tuple(retold(doc, seed)) for seed in TRIES}) > len(TRIES) - 3
