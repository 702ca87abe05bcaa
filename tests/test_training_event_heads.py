"""The event heads in PyTorch do the sums of those at run time; lessons give each fact one trigger."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from extractor.events import Events
from extractor.events.candidates import read_page
from extractor.events.indices import value_indices
from extractor.events.values import find_values
from extractor.language import COMPONENTS
from extractor.records import Country, CountryMention, Percentage, Span

torch = pytest.importorskip("torch", reason="heads are trained with PyTorch, which only training needs")
TRAINING = Path(__file__).resolve().parents[1] / "models" / "training"
TEXT = "Japan imposed a 10% duty. Its tariffs hit steel of the world. The ban of 10% stays, China said on all imports."
ANNOTATION: dict[str, Any] = {
    "events": [
        {
            "kind": "tariff",
            "action": "impose",
            "status": "actual",
            "actors": ["JPN"],
            "targets": [],
            "retaliatory": False,
            "products": [],
            "rates": [{"value": 10, "role": "rate"}],
            "dates": [],
            "people": [],
            "anchor": "Japan imposed a 10% duty",
        }
    ]
}


def training_module(name: str) -> Any:
    """A module of models/training, which are scripts beside each other."""
    sys.path.insert(0, str(TRAINING))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(TRAINING))


@pytest.fixture(scope="module")
def doc() -> Doc:
    for module in COMPONENTS.values():
        importlib.import_module(module)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")
    doc = nlp(TEXT)
    for token in doc:
        token.tag_ = "NN" if token.is_alpha else "IN"
    doc._.countries = tuple(
        Country(code=code, name=name, mentions=(CountryMention(**dict(span(name)), form="name"),))
        for name, code in (("Japan", "JPN"), ("China", "CHN"))
    )
    doc._.percentages = (
        Percentage(value=10, mention=span("10%")),
        Percentage(value=10, mention=span("10%", after=30)),
    )
    doc.tensor = np.random.default_rng(0).normal(size=(len(doc), 24)).astype(np.float32)
    return doc


def span(piece: str, *, after: int = 0) -> Span:
    start = TEXT.index(piece, after)
    return Span(start=start, end=start + len(piece), text=piece)


def test_both_sums_agree(doc: Doc) -> None:
    training = training_module("event_heads")
    torch.manual_seed(0)
    page = read_page(doc)
    values = value_indices(find_values(doc, page), page)
    model = training.Heads(24, 20, 16)
    assert training.largest_gap(model, page, values, doc.tensor[page.tokens]) < 1e-4


def test_what_is_saved_is_read(doc: Doc, tmp_path: Path) -> None:
    training = training_module("event_heads")
    model = training.Heads(24, 20, 16)
    torch.nn.init.constant_(model.kind.bias[:1].data, -9)
    training.save(model, tmp_path)
    page, _, facts = Events().from_disk(tmp_path).read(doc)
    assert {mention.word for fact in facts for mention in fact.mentions} == {*page.candidates.tolist()}


def test_a_story_weighs_the_same_in_company(doc: Doc) -> None:
    training, lessons = training_module("event_heads"), training_module("event_lessons")
    torch.manual_seed(0)
    model = training.Heads(24, 20, 16).eval()
    story = lessons.lesson(doc, ANNOTATION, {})
    vectors = torch.as_tensor(doc.tensor[read_page(doc).tokens])
    alone = training.loss(model(vectors, story), story)
    both = training.collate([story, story])
    together = training.loss(model(torch.cat([vectors, vectors]), both), both)
    assert together.item() == pytest.approx(alone.item(), rel=1e-4)


def test_each_fact_has_one_trigger_and_others_weigh_less_where_in_doubt(doc: Doc) -> None:
    lessons = training_module("event_lessons")
    story = lessons.lesson(doc, ANNOTATION, {})
    page = read_page(doc)
    words = [page.text[page.starts[word] : page.ends[word]] for word in page.candidates]
    kinds = dict(zip(words, story["kind"].tolist(), strict=True))
    assert {word for word, kind in kinds.items() if kind} == {"duty"}
    weights = dict(zip(words, story["weight"].tolist(), strict=True))
    assert weights["duty"] == weights["steel"] == 1
    assert weights["imposed"] == pytest.approx(lessons.INSIDE)
    assert weights["tariffs"] == pytest.approx(lessons.TERM)
    roles = story["role"].reshape(len(story["triggers"]), -1)[-1].tolist()
    assert [lessons.ROLES[role] for role in roles] == ["actor", "none", "none", "rate"]
