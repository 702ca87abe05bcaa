"""A title with the people it is of, as roles.py finds it and its helpers change it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.language.people.coreference import Someone
from extractor.language.people.model import Title
from extractor.language.people.scene import Scene


@dataclass(slots=True)
class Link:
    """A title with the people it is of; `leads` when it stands before the name."""

    title: Title
    people: list[Someone]
    leads: bool = False
    tight: bool = False


def between(scene: Scene, last: int, first: int) -> str:
    """Return what stands between word `last` and the later word `first`."""
    return scene.text[scene.words.ends[last] : scene.words.starts[first]]
