"""A story marked by hand, and event heads with random weights, which find facts everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import extractor.events  # noqa: F401 - registers doc._.events
from extractor.events.heads import Heads, shapes
from extractor.language import COMPONENTS
from extractor.records import Country, CountryMention, Date, Percentage, Person, Product, Role, Span

VECTOR, STATE, LINK = 24, 20, 16
COUNTRIES = {"Japan": "JPN", "China": "CHN", "India": "IND", "Tokyo": "JPN"}
PEOPLE = {"Mori": "JPN", "Lin": None}
VERBS = frozenset("imposed hit cut met signed raised".split())

Marker = Callable[[str], Doc]


def spans(pattern: str, text: str) -> list[Span]:
    return [Span(start=m.start(), end=m.end(), text=m[0]) for m in re.finditer(rf"\b(?:{pattern})", text)]


def countries(text: str) -> tuple[Country, ...]:
    mentions: dict[str, list[CountryMention]] = {}
    for name, code in COUNTRIES.items():
        form = "capital" if name == "Tokyo" else "name"
        found = (CountryMention(**dict(span), form=form) for span in spans(name, text))
        mentions.setdefault(code, []).extend(found)
    return tuple(Country(code=code, name=code, mentions=tuple(own)) for code, own in mentions.items() if own)


def people(text: str) -> tuple[Person, ...]:
    named = {name: tuple(spans(name, text)) for name in PEOPLE}
    return tuple(
        Person(name=name, country=PEOPLE[name], mentions=own, roles=(Role(title="Minister", mention=own[0]),))
        for name, own in named.items()
        if own
    )


@pytest.fixture(scope="session")
def mark() -> Marker:
    """Mark a text with all that the component reads: tags, values by their words, and vectors out of a fixed seed."""
    # All components are imported, since each registers the marks that it leaves.
    for module in COMPONENTS.values():
        __import__(module)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")

    def marked(text: str) -> Doc:
        doc = nlp(text)
        for token in doc:
            token.tag_ = "VBD" if token.lower_ in VERBS else "NNP" if token.text.istitle() else "NN"
            token.tag_ = "IN" if token.lower_ in {"of", "on", "by", "the", "a", "to"} or token.is_punct else token.tag_
        doc._.percentages = tuple(
            Percentage(value=float(span.text.strip("%")), mention=span) for span in spans(r"\d{1,3}%", text)
        )
        doc._.dates = tuple(Date(value="2025-03-10", mention=span) for span in spans("Monday", text))
        doc._.products = tuple(Product(text=span.text, mention=span) for span in spans("steel|cars?|autos?", text))
        doc._.countries, doc._.people = countries(text), people(text)
        doc.tensor = np.random.default_rng(len(doc)).normal(size=(len(doc), VECTOR)).astype(np.float32)
        return doc

    return marked


def random_heads(*, none: float = -2.0, seed: int = 0) -> Heads:
    chooser = np.random.default_rng(seed)
    sizes = shapes(VECTOR, STATE, LINK).items()
    weights = {name: (chooser.normal(size=shape) * 0.3).astype(np.float16).astype(np.float32) for name, shape in sizes}
    weights["kind.bias"][0] = none
    return Heads(weights)


@pytest.fixture(scope="session")
def make_heads() -> Callable[..., Heads]:
    """Heads that find a fact in most words; the higher `none`, the fewer."""
    return random_heads


@pytest.fixture(scope="session")
def heads() -> Heads:
    """Heads that find a fact in most words."""
    return random_heads()
