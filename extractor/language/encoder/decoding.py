"""From a score for each label of each word to the mentions: the best row of labels among those that are legal.

    Prime B-ROLE .9  Minister L-ROLE .8  Takeshi B-PERSON .9  Mori I-PERSON .6 L-PERSON .5  ->  ROLE 0-2, PERSON 2-4

BILOU: a mention Begins, goes on Inside and ends Last, or is a Unit; what is Outside is none. Legal is: what is begun is
ended, within one paragraph, under one name. Scores of a row are added up, and the best legal row is found exactly
(Viterbi). Where the best label of each word already makes a legal row, that is it; only other paragraphs are searched,
AT_ONCE of about one length together, a word of each at a time.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
OUTSIDE = "O"
PLACES = "BILU"
AT_ONCE = 32


class Bilou:
    """A set of labels, as "O", "B-PERSON", "I-PERSON", "L-PERSON", "U-PERSON" in any order."""

    def __init__(self, labels: Sequence[str]) -> None:
        """Raise ValueError when a label is missing or foreign."""
        self.kinds = tuple(sorted({label[2:] for label in labels if label != OUTSIDE}))
        wanted = {OUTSIDE, *(f"{place}-{kind}" for place in PLACES for kind in self.kinds)}
        if sorted(labels) != sorted(wanted):
            raise ValueError(f"labels are O and B-, I-, L-, U- of each kind: {' '.join(sorted(wanted ^ {*labels}))}")
        places = {place: [labels.index(f"{place}-{kind}") for kind in self.kinds] for place in PLACES}
        self.begin, self.inside, self.last, self.unit = (np.array(places[place], np.intp) for place in PLACES)
        self.outside = labels.index(OUTSIDE)
        self.enders = np.concatenate([[self.outside], self.last, self.unit]).astype(np.intp)
        self.starters = np.concatenate([[self.outside], self.begin, self.unit]).astype(np.intp)
        self.singles = np.concatenate([[self.outside], self.unit]).astype(np.intp)
        self.legal = self._legal(len(labels))

    def _legal(self, count: int) -> NDArray[np.bool_]:
        """Which label may follow which; the row and column behind the last are a paragraph's edge."""
        legal = np.zeros((count + 1, count + 1), bool)
        legal[np.ix_([*self.enders, count], [*self.starters, count])] = True
        for going in (self.begin, self.inside):
            legal[going, self.inside] = legal[going, self.last] = True
        return legal

    def mentions(self, scores: Floats, paragraphs: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return the mentions as (first word, word behind, kind); `paragraphs` are the words that begin one."""
        row = self.best(scores, paragraphs)
        kind = np.zeros(len(self.legal), np.intp)
        for place in (self.begin, self.last, self.unit):
            kind[place] = range(len(self.kinds))
        firsts = np.flatnonzero(np.isin(row, self.starters) & (row != self.outside))
        lasts = np.flatnonzero(np.isin(row, self.enders) & (row != self.outside))
        names = [self.kinds[number] for number in kind[row[firsts]]]
        return list(zip(firsts.tolist(), (lasts + 1).tolist(), names, strict=True))

    def best(self, scores: Floats, paragraphs: Sequence[int]) -> Ints:
        """Return the best legal row of labels."""
        row = scores.argmax(1) if len(scores) else np.zeros(0, np.intp)
        edges = np.unique([0, *paragraphs, len(row)])
        todo = self._illegal(row, edges)
        spans = [slice(edges[number], edges[number + 1]) for number in todo]
        spans.sort(key=lambda span: span.stop - span.start)
        for first in range(0, len(spans), AT_ONCE):
            some = spans[first : first + AT_ONCE]
            for span, found in zip(some, self._search([scores[span] for span in some]), strict=True):
                row[span] = found
        return row

    def _illegal(self, row: Ints, edges: Ints) -> Ints:
        """The numbers of the paragraphs whose row breaks a rule."""
        padded = np.insert(row, edges, len(self.legal) - 1)
        broken = np.flatnonzero(~self.legal[padded[:-1], padded[1:]])
        opens = edges + np.arange(len(edges))
        return np.unique(np.searchsorted(opens, broken, side="right") - 1)

    def _search(self, paragraphs: Sequence[Floats]) -> list[list[int]]:
        """The best legal row of each paragraph."""
        lengths = [len(paragraph) for paragraph in paragraphs]
        scores = np.zeros((max(lengths), len(paragraphs), len(self.legal) - 1))
        for number, paragraph in enumerate(paragraphs):
            scores[: len(paragraph), number] = paragraph
        steps = self._steps(scores)
        return [
            self._trace([step[:length, number].tolist() for step in steps]) for number, length in enumerate(lengths)
        ]

    def _steps(self, scores: NDArray[np.float64]) -> tuple[NDArray[Any], ...]:
        """How each word is best read: as [word, paragraph] or [word, paragraph, kind], see `_trace`.

        Between two words a mention of some kind is open, or none is: `opened` and `closed` are the best sums of each.
        """
        begin, inside, last, unit = (scores[:, :, places] for places in (self.begin, self.inside, self.last, self.unit))
        single = self.singles[scores[:, :, self.singles].argmax(2)]
        alone = np.maximum(scores[:, :, self.outside], unit.max(2))
        closed = np.zeros((len(scores) + 1, scores.shape[1]))
        opened = np.full((len(scores) + 1, *begin.shape[1:]), -np.inf)
        for word in range(len(scores)):
            np.maximum(closed[word] + alone[word], (opened[word] + last[word]).max(1), out=closed[word + 1])
            np.maximum(closed[word, :, None] + begin[word], opened[word] + inside[word], out=opened[word + 1])
        ended = opened[:-1] + last
        begun = closed[:-1, :, None] + begin >= opened[:-1] + inside
        return single, ended.max(2) > closed[:-1] + alone, ended.argmax(2), begun

    def _trace(self, steps: list[list[Any]]) -> list[int]:
        """Read one paragraph's row from its end: its single labels, where a mention ends, of which kind, and begins."""
        row, going = [], None
        for single, ends, kind, begun in zip(*map(reversed, steps), strict=True):
            if going is None:
                going = kind if ends else None
                row.append(self.last[kind] if ends else single)
            elif begun[going]:
                row.append(self.begin[going])
                going = None
            else:
                row.append(self.inside[going])
        return row[::-1]
