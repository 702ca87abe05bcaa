"""What the grammar of titles builds: a title, and its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.language.people.lexicon import HEADS
from extractor.language.people.scene import Scene

Extent = tuple[int, int]
#: What one of several is called: "Sens. Pool and Moss" are each a Senator.
_SPELT_OUT = {"sen.": "senator", "rep.": "representative", "gov.": "governor"}
Standing = Literal["current", "former", "acting", "nominee"]


class Owner(NamedTuple):
    """Whose a title is, by the words that say so.

    kind  "state"    value is the alpha-3 code of a country that the words name
          "name"     an organisation, or a person ("Trump's adviser")
          "field"    a ministry without its country: part of the title, but a sign that a state owns it
          "noun"     "the country's", "the company's"
          "pronoun"  "his", "its"
    """

    kind: Literal["state", "name", "field", "noun", "pronoun"]
    value: str
    first: int
    last: int
    possessive: bool = False
    state: Owner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title by word numbers, all included: itself, and the whole phrase with article, owner and complement."""

    head: str
    head_at: int
    first: int
    last: int
    left: int
    right: int
    plural: bool = False
    standing: Standing = "current"
    owner: Owner | None = None
    #: An article or a possessive stands before it.
    determined: bool = False
    #: Something that belongs to it stands behind the head.
    extended: bool = False
    #: What it says where another title says it: "Chinese President Xi and his US | counterpart".
    says: str = ""
    #: Words inside the title that name its country: "Assistant | U.S. | Trade Representative".
    omitted: Extent | None = None

    @property
    def body(self) -> str:
        """Whose such an office is: of a state, of a firm, of either, or a mere job."""
        return HEADS[self.head].body

    def text(self, scene: Scene) -> str:
        """Return the title as a record says it: in the singular, without the country inside it."""
        words = scene.words
        if self.says:
            return self.says
        if self.omitted is None and words.lows[self.head_at] == self.head:
            return words.phrase(self.first, self.last)
        skipped = range(self.omitted[0], self.omitted[1] + 1) if self.omitted else ()
        kept = (place for place in range(self.first, self.last + 1) if place not in skipped)
        return " ".join(self._singular(words.words[p]) if p == self.head_at else words.words[p] for p in kept)

    def _singular(self, word: str) -> str:
        if word.lower() == self.head:
            return word
        spelt = _SPELT_OUT.get(self.head, self.head) if self.plural else self.head
        return spelt.upper() if word.isupper() else spelt.capitalize() if word[0].isupper() else spelt
