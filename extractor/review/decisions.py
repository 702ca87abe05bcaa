"""What a reviewer says of an event.

    {"time": "2025-04-16T09:30:00Z", "reviewer": "Ana", "story": "a-1", "text_sha256": "...", "event": "5f0c...",
     "verdict": "correct", "correction": {"kind": "tariff", "action": "remove", ..., "anchor": "lift its 5% duty"}}

`accept`, `correct` and `reject` are about an event that was found; `add` is about one that was missed; `done` is about
the story: there is no more to find in it. Of several decisions on one event the last counts; all are kept. `add` counts
each time, and `undo` takes back all that was said of an event, or, without one, all that was added to the story.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from extractor.evaluation import gold
from extractor.records import NonEmpty, Record

Verdict = Literal["accept", "correct", "reject", "add", "done", "undo"]
_OF_EVENTS = frozenset({"accept", "correct", "reject"})
_WITH_CORRECTION = frozenset({"correct", "add"})

Key = tuple[str, str]


class Said(Record):
    """A decision, before it is known when it was taken."""

    reviewer: Annotated[NonEmpty, Field(max_length=100)]
    story: Annotated[NonEmpty, Field(description="the story's id")]
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the story's text")]
    event: Annotated[NonEmpty | None, Field(description="the event's id; null where it is about the story")] = None
    verdict: Verdict
    correction: Annotated[gold.Event | None, Field(description="the event as it is; to correct and to add")] = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.verdict in _OF_EVENTS and self.event is None:
            raise ValueError(f"{self.verdict} is about an event: `event` is missing")
        if self.verdict in ("add", "done") and self.event is not None:
            raise ValueError(f"{self.verdict} is about the story, not about an event")
        if (self.correction is not None) != (self.verdict in _WITH_CORRECTION):
            raise ValueError("`correct` and `add`, and only they, have a correction")
        return self

    @property
    def key(self) -> Key:
        """Which story, in which wording, this is about."""
        return self.story, self.text_sha256


class Decision(Said):
    """A decision as it is kept."""

    time: AwareDatetime


class Opinion(Record):
    """What holds of a story after all decisions: the last of each event, what was added, and whether it is done."""

    events: dict[str, Decision] = Field(default_factory=dict)
    added: tuple[gold.Event, ...] = ()
    is_done: bool = False

    def after(self, decision: Decision) -> Opinion:
        """Return what holds after one more decision."""
        match decision:
            case Decision(verdict="done"):
                return self.model_copy(update={"is_done": True})
            case Decision(verdict="add", correction=gold.Event() as event):
                return self.model_copy(update={"added": (*self.added, event)})
            case Decision(verdict="undo", event=None):
                return self.model_copy(update={"added": (), "is_done": False})
            case Decision(verdict="undo", event=str(event)):
                return self.model_copy(update={"events": {k: v for k, v in self.events.items() if k != event}})
        return self.model_copy(update={"events": self.events | {str(decision.event): decision}})
