"""Component "events": the trade facts of a story, with who does what to whom, on which goods, at which rate and when.

    candidates.py  the words that may name a fact
    values.py      what may belong to it
    indices.py     both as numbers
    heads.py       word vectors -> chances (learned)
    mentions.py    chances -> what each mention says, and its values
    lists.py       rates in a row ("24% on Japan, 26% on India") -> one fact each
    facts.py       mentions -> one event a fact
    record.py      facts -> records;  status.py  the words behind a status, conditions, laws
    options.py     what is fitted besides the weights;  labels.py  what there is to choose among

The weights of the heads lie in the folder events/ of the trained pipeline. They read the word vectors that the encoder
leaves in `doc.tensor`.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractor.events.candidates import Page, read_page
from extractor.events.facts import Fact, find_facts
from extractor.events.heads import Heads, read_heads, write_heads
from extractor.events.indices import value_indices
from extractor.events.labels import Floats
from extractor.events.mentions import read_mentions
from extractor.events.options import Calibration, Options, read_options, write_options
from extractor.events.record import Scene, find_triggers, make_record
from extractor.events.values import Value, find_values
from extractor.knowledge.trade_terms import may_tell_of_trade, speaks_of_trade

HEADS, OPTIONS = "heads.npz", "options.json"

Doc.set_extension("events", default=(), force=True)


@Language.factory(
    "events",
    assigns=["doc._.events"],
    requires=[
        "doc.tensor",
        "doc._.percentages",
        "doc._.dates",
        "doc._.countries",
        "doc._.people",
        "doc._.products",
        "token.tag",
    ],
)
def make_events(nlp: Language, name: str) -> "Events":
    """Make the component; its weights come with `from_disk`."""
    return Events()


class Events:
    """Mark a Doc with its trade facts. Reads nothing until its weights are loaded."""

    def __init__(
        self, heads: Heads | None = None, *, options: Options | None = None, calibration: Calibration | None = None
    ) -> None:
        self.heads = heads
        self.options = options or Options()
        self.calibration = calibration or Calibration()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.events`. Raises ValueError when no weights are loaded, or the Doc has no word vectors."""
        page, values, facts = self.read(doc)
        triggers = find_triggers(facts, doc, page)
        scene = Scene(doc, page, values, triggers, self.calibration)
        pairs = sorted(zip(facts, triggers, strict=True), key=lambda pair: pair[1].start)
        doc._.events = tuple(make_record(fact, trigger, scene) for fact, trigger in pairs)
        return doc

    def read(self, doc: Doc) -> tuple[Page, list[Value], list[Fact]]:
        """Find the facts of a marked Doc, and the values that they refer to."""
        if self.heads is None:
            raise ValueError("the component 'events' has no weights: load them with from_disk, or use extractor.load()")
        page = read_page(doc)
        # The same words decide with --events-only, which for that reason loses no event.
        if not len(page.candidates) or not may_tell_of_trade(page.text):
            return page, [], []
        vectors = _word_vectors(doc, page)
        triggers = self.heads.triggers(vectors, page, floor=self.options.floor)
        if not len(triggers.candidates):
            return page, [], []
        values = find_values(doc, page)
        links = self.heads.links(vectors, page, triggers, value_indices(values, page))
        options = self.options
        if not speaks_of_trade(page.text):
            options = replace(options, fact=options.aside)
        mentions = read_mentions(page, triggers, links, values, options)
        return page, values, find_facts(mentions, values, options)

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "Events":
        """Read the weights. Raises OSError, KeyError, TypeError or ValueError when missing or broken."""
        self.heads = read_heads(Path(path) / HEADS)
        self.options, self.calibration = read_options(Path(path) / OPTIONS)
        return self

    def to_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the weights."""
        if self.heads is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            write_heads(Path(path) / HEADS, self.heads.weights)
            write_options(Path(path) / OPTIONS, self.options, self.calibration)


def _word_vectors(doc: Doc, page: Page) -> Floats:
    if len(doc.tensor) != len(doc):
        raise ValueError("the component 'events' needs word vectors: set `vectors` of the component 'encoder'")
    return doc.tensor[page.tokens].astype(np.float32, copy=False)
