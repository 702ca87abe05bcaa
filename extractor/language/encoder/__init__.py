"""Component "encoder": names, tags and sentence starts of a story, by one small transformer.

    "Japan's Takeshi Mori left."  ->  doc.ents GPE "Japan", PERSON "Takeshi Mori"; token.tag_ NNP, POS, ...

    shapes.py    how a word is written, which the pieces don't tell
    pieces.py    words to pieces
    windows.py   a long story in windows of one length
    session.py   the graph, run by onnxruntime
    decoding.py  scores to mentions
    form.py      encoder.json: labels and sizes
    model.py     all of these together

A story is a run of its own, without padding, so what is read beside it cannot change it: a batch of one and one of
sixty-four, one process and several give the same. A mention may cross a sentence bound and a line break, but no blank
line. Titles and goods, where the model has learned them, go to doc.spans: doc.ents holds names alone.
The weights are made by models/training and come with `from_disk`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import numpy as np
import srsly  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractor.errors import ModelError
from extractor.language.encoder.model import FILES, Model
from extractor.language.encoder.pieces import ANEW
from extractor.language.encoder.session import Floats
from extractor.language.encoder.shapes import shapes_of

__all__ = ["Encoder", "make_encoder"]

GROUPS = {"ROLE": "roles", "PRODUCT": "goods"}
BLANK_TAG = "_SP"
Places = NDArray[np.intp]

Doc.set_extension("sentence_starts", default=None, force=True)


@Language.factory(
    "encoder",
    assigns=["doc.ents", "doc.spans", "doc.tensor", "token.tag", "doc._.sentence_starts"],
    default_config={"vectors": False},
)
def make_encoder(nlp: Language, name: str, *, vectors: bool) -> "Encoder":
    """Make the component; its weights come with `from_disk`. With `vectors` it leaves one for each token."""
    return Encoder(nlp.vocab, vectors=vectors)


class Encoder:
    """Mark a Doc with mentions, tags, and how likely a sentence begins at each token (`doc._.sentence_starts`)."""

    def __init__(self, vocab: Vocab, *, vectors: bool = False) -> None:
        self.vocab, self.vectors = vocab, vectors
        self.model: Model | None = None
        self._tags = np.zeros(0, np.uint64)

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of mentions."""
        return self.model.bilou.kinds if self.model else ()

    def __call__(self, doc: Doc) -> Doc:
        """Mark one story. Raises ModelError when no weights are loaded, or they turn out broken."""
        if self.model is None:
            raise ModelError("the component 'encoder' has no weights", hint="from_disk, or extractor.load()")
        words = [token.text for token in doc]
        spaced, blank = doc.to_array(["SPACY", "IS_SPACE"]).astype(bool).reshape(-1, 2).T
        kept = np.flatnonzero(~blank)
        shapes = shapes_of(words, spaced, blank)[kept]
        outputs = ["mentions", "tags", "starts", *(["vectors"] if self.vectors else [])]
        said = self.model.read([words[place] for place in kept.tolist()], shapes, outputs=outputs)
        self._mark_tokens(doc, kept, said)
        self._mark_spans(doc, kept, self.model.bilou.mentions(said["mentions"], _paragraphs(words, blank, kept)))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Mark stories one after the other: reading several at once would gain nothing."""
        return map(self, stream)

    def _mark_tokens(self, doc: Doc, kept: Places, said: dict[str, Floats]) -> None:
        """Set tags, sentence starts and vectors; blanks have a tag of their own, and nought of the rest."""
        tags = np.full(len(doc), self.vocab.strings[BLANK_TAG], np.uint64)
        tags[kept] = self._tags[said["tags"].argmax(1)]
        doc.from_array(["TAG"], tags.reshape(-1, 1))  # type: ignore[arg-type] # any integers
        starts = np.zeros(len(doc), np.float32)
        starts[kept] = 1 / (1 + np.exp(-said["starts"]))
        doc._.sentence_starts = starts
        if self.vectors:
            doc.tensor = np.zeros((len(doc), said["vectors"].shape[1]), np.float32)
            doc.tensor[kept] = said["vectors"]

    def _mark_spans(self, doc: Doc, kept: Places, mentions: list[tuple[int, int, str]]) -> None:
        spans = [Span(doc, kept[first], kept[end - 1] + 1, label=kind) for first, end, kind in mentions]
        doc.ents = tuple(span for span in spans if span.label_ not in GROUPS)
        for kind in GROUPS.keys() & {*self.labels}:
            doc.spans[GROUPS[kind]] = [span for span in spans if span.label_ == kind]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the weights, labels and vocabulary; nothing when none are loaded."""
        return srsly.msgpack_dumps(self.model.files()) if self.model else b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_bytes` wrote. Raises ModelError when it is something else."""
        files = srsly.msgpack_loads(data) if data else {}
        if data and not (isinstance(files, dict) and {*files} == {*FILES}):
            raise ModelError("these bytes are not an encoder's", hint=ANEW)
        return self._use(Model.of(files)) if data else self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights, labels and vocabulary into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, data in self.model.files().items() if self.model else ():
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read what `to_disk` wrote. Raises ModelError when a file is missing, broken or does not fit the others."""
        return self._use(Model.of(Path(path)))

    def _use(self, model: Model) -> Self:
        self.model = model
        self._tags = np.array([self.vocab.strings.add(tag) for tag in model.form.tags], np.uint64)
        self.vocab.strings.add(BLANK_TAG)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the files: a running graph cannot be."""
        return _revived, (self.vocab, self.vectors, self.to_bytes())


def _revived(vocab: Vocab, vectors: bool, data: bytes) -> Encoder:  # noqa: FBT001 # pickle gives arguments by place
    return Encoder(vocab, vectors=vectors).from_bytes(data)


def _paragraphs(words: list[str], blank: NDArray[np.bool_], kept: Places) -> list[int]:
    """The first of the kept words after each blank line."""
    gaps = [place for place in np.flatnonzero(blank).tolist() if words[place].count("\n") > 1]
    return np.searchsorted(kept, gaps).tolist()  # type: ignore[no-any-return]
