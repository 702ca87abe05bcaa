"""A trained encoder as it lies on disk, and what it says of the words of a story. Knows nothing of spaCy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from extractor.errors import ModelError
from extractor.language.encoder.decoding import Bilou
from extractor.language.encoder.form import Form, read_form
from extractor.language.encoder.pieces import ANEW, Pieces
from extractor.language.encoder.session import Floats, Session
from extractor.language.encoder.windows import Windows, lay

Ints = NDArray[np.int32]
GRAPH, PIECES, FORM = FILES = ("model.onnx", "pieces.json", "encoder.json")
_RUN = 512  # pieces at a time: enough to be fast, and little memory


@dataclass(frozen=True, slots=True)
class Model:
    """The parts of a trained encoder, and the files that they were read from or the folder where those lie."""

    source: Mapping[str, bytes] | Path
    form: Form
    pieces: Pieces
    session: Session
    bilou: Bilou

    @classmethod
    def of(cls, source: Mapping[str, bytes] | Path) -> Self:
        """Read the parts. Raises ModelError when a file is missing, broken or doesn't fit the others."""
        graph, pieces, form = (str(source / name) if isinstance(source, Path) else name for name in FILES)
        labels = read_form(_bytes(source, FORM), where=form)
        cutter = Pieces(_bytes(source, PIECES), where=pieces)
        # From its path a graph takes a third of the memory.
        weights = source / GRAPH if isinstance(source, Path) else source[GRAPH]
        session = Session(weights, labels, pieces=cutter.count, where=graph)
        return cls(source, labels, cutter, session, Bilou(labels.mentions))

    def files(self) -> dict[str, bytes]:
        """Return the files by name."""
        return {name: _bytes(self.source, name) for name in FILES}

    def read(self, words: Sequence[str], shapes: Ints, *, outputs: Sequence[str]) -> dict[str, Floats]:
        """Return these outputs of the graph, a row for each word."""
        cut = list(map(self.pieces, words))
        counts = np.fromiter(map(len, cut), np.int32, len(cut))
        pieces = np.fromiter(chain.from_iterable(cut), np.int32, int(counts.sum()))
        windows = lay(counts, longest=self.form.window, overlap=self.form.overlap)
        inputs = {
            "pieces": windows.fill(pieces, begin=self.pieces.begin, end=self.pieces.end),
            "shapes": windows.fill(np.repeat(shapes, counts), begin=0, end=0),
        }
        return dict(zip(outputs, self._run(windows, inputs, outputs), strict=True))

    def _run(self, windows: Windows, inputs: Mapping[str, Ints], outputs: Sequence[str]) -> list[Floats]:
        found = []
        for rows, words in windows.runs(_RUN):
            reads = (windows.reads[words] - rows.start * windows.length).astype(np.int32)
            part = {name: matrix[rows] for name, matrix in inputs.items()}
            found.append(self.session.run(outputs, {**part, "reads": reads}))
        return [np.concatenate(parts) for parts in zip(*found, strict=True)]


def _bytes(source: Mapping[str, bytes] | Path, name: str) -> bytes:
    if not isinstance(source, Path):
        return source[name]
    try:
        return (source / name).read_bytes()
    except OSError as error:
        raise ModelError(error.strerror or "cannot be read", where=str(source / name), hint=ANEW) from error
