"""The component: what it leaves on a Doc, that company doesn't matter, and how it is stored."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STORY = (
    "JAPAN TARIFFS\n\nTakeshi Mori of China Steel said Japan's 24 percent tariff\nwill stay. The U.S.-Japan talks end. "
)
STORIES = [STORY * (number % 7) + STORY[: 5 * number] for number in range(40)]


def said(doc: Doc) -> tuple[object, ...]:
    """All that the component left, to the bit."""
    groups = [[(span.start, span.end) for span in doc.spans[name]] for name in ("roles", "goods")]
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    return ents, groups, [token.tag_ for token in doc], doc._.sentence_starts.tobytes(), doc.tensor.tobytes()


def test_every_word_is_marked(reader: Language) -> None:
    doc = reader(STORY)
    assert {token.tag_ for token in doc} <= {"NN", "NNP", "VBD", "IN", ".", "_SP"}
    assert [token.tag_ == "_SP" for token in doc] == [token.is_space for token in doc]
    assert len(doc._.sentence_starts) == len(doc) == len(doc.tensor)
    assert all((start > 0) != token.is_space for start, token in zip(doc._.sentence_starts, doc, strict=True))
    assert doc.tensor.dtype == doc._.sentence_starts.dtype == np.float32


def test_titles_and_goods_have_groups_of_their_own(reader: Language) -> None:
    docs = list(reader.pipe(STORIES))
    labels = {ent.label_ for doc in docs for ent in doc.ents}
    assert labels
    assert labels <= {"PERSON", "ORG", "GPE", "LOC", "NORP"}
    assert {span.label_ for doc in docs for span in doc.spans["roles"]} == {"ROLE"}
    assert {span.label_ for doc in docs for span in doc.spans["goods"]} == {"PRODUCT"}


def test_no_mention_has_a_blank_at_its_edge_or_crosses_a_blank_line(reader: Language) -> None:
    mentions = [span for doc in reader.pipe(STORIES) for span in (*doc.ents, *doc.spans["roles"], *doc.spans["goods"])]
    assert mentions
    assert all(not span[0].is_space and not span[-1].is_space and "\n\n" not in span.text for span in mentions)


def test_vectors_are_left_where_asked_for(folder: Path, reader: Language) -> None:
    plain = spacy.blank("en")
    plain.add_pipe("encoder").from_disk(folder)  # type: ignore[attr-defined]
    doc, full = plain(STORY), reader(STORY)
    assert len(doc.tensor) == 0
    assert said(doc)[:4] == said(full)[:4]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "a", "." * 5_000, "x" * 200_000, "\n\n \t a \n\n"])
def test_odd_stories_are_read(reader: Language, text: str) -> None:
    doc = reader(text)
    assert len(doc._.sentence_starts) == len(doc)


@given(text=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read(reader: Language, text: str) -> None:
    doc = reader(text)
    assert all(not span[0].is_space and not span[-1].is_space for span in doc.ents)


@pytest.fixture(scope="module")
def alone(reader: Language) -> list[tuple[object, ...]]:
    """What each story says by itself."""
    return [said(reader(text)) for text in STORIES]


@pytest.mark.parametrize("size", [1, 7, 64])
def test_a_batch_changes_nothing(reader: Language, alone: list[tuple[object, ...]], size: int) -> None:
    assert [said(doc) for doc in reader.pipe(STORIES, batch_size=size)] == alone


def test_order_changes_nothing(reader: Language, alone: list[tuple[object, ...]]) -> None:
    assert [said(doc) for doc in reader.pipe(STORIES[::-1])] == alone[::-1]


def test_processes_change_nothing(reader: Language, alone: list[tuple[object, ...]]) -> None:
    assert [said(doc) for doc in reader.pipe(STORIES, n_process=2, batch_size=4)] == alone


def test_a_pipeline_is_stored_and_loaded(reader: Language, alone: list[tuple[object, ...]], tmp_path: Path) -> None:
    reader.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert [said(doc) for doc in loaded.pipe(STORIES)] == alone


def test_a_pipeline_survives_pickling(reader: Language, alone: list[tuple[object, ...]]) -> None:
    carried = pickle.loads(pickle.dumps(reader))  # noqa: S301
    assert [said(doc) for doc in carried.pipe(STORIES)] == alone


def test_a_pipeline_survives_bytes(reader: Language, alone: list[tuple[object, ...]]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("encoder", config={"vectors": True})
    nlp.from_bytes(reader.to_bytes())
    assert [said(doc) for doc in nlp.pipe(STORIES)] == alone


def test_labels_are_the_kinds(reader: Language) -> None:
    assert reader.get_pipe("encoder").labels == ("GPE", "LOC", "NORP", "ORG", "PERSON", "PRODUCT", "ROLE")  # type: ignore[attr-defined]


def test_the_pipeline_has_no_problems(reader: Language) -> None:
    assert not reader.analyze_pipes()["problems"]["encoder"]


def test_without_weights_it_says_so() -> None:
    nlp = spacy.blank("en")
    encoder = nlp.add_pipe("encoder")
    assert encoder.labels == ()  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match="has no weights"):
        nlp("Talks go on.")


def test_foreign_bytes_are_refused() -> None:
    encoder = spacy.blank("en").add_pipe("encoder")
    with pytest.raises(ModelError, match="not an encoder's"):
        encoder.from_bytes(b"\x81\xa1a\xa1b")  # type: ignore[attr-defined]


def test_onnxruntime_waits_for_the_first_weights() -> None:
    code = (
        "import sys, spacy, extractor.language.encoder\n"
        "spacy.blank('en').add_pipe('encoder')\n"
        "print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False\n"
