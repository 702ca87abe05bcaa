"""What the guards of countries look at: a mention, and the text around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from extractor.knowledge.countries import Name

Extent = tuple[int, int]


class Mention(NamedTuple):
    """A name of a country and where it stands."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True)
class Context:
    """The text in plain characters, and the persons known in it, in order."""

    text: str
    persons: Sequence[Extent] = ()
    _held: dict[tuple[str, ...], bool] = field(default_factory=dict)

    def before(self, mention: Mention, size: int) -> str:
        """Return the characters before a mention, at most `size`."""
        return self.text[max(0, mention.start - size) : mention.start]

    @cached_property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    def has(self, *words: str) -> bool:
        """Say whether the text holds one of some words, given in small letters."""
        if words not in self._held:
            self._held[words] = any(word in self.lower for word in words)
        return self._held[words]
