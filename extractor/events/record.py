"""From a fact to its record: trigger, evidence, cue, condition, legal basis, and values with their roles."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractor.events.labels import COUNTRY
from extractor.events.mentions import MEASURES
from extractor.events.status import find_condition, find_cue, find_legal_basis
from extractor.records import Event, EventDate, EventPerson, Person, Rate, Span, Status

if TYPE_CHECKING:
    from hashlib import _Hash

    from spacy.tokens import Doc

    from extractor.events.candidates import Page
    from extractor.events.facts import Fact
    from extractor.events.mentions import Mention
    from extractor.events.options import Calibration
    from extractor.events.values import Mention as Place
    from extractor.events.values import Value

# Where the records of each sort lie on the Doc.
MARKS = {"product": "products", "percentage": "percentages", "date": "dates", "person": "people"}
# What stands already, whenever it ends or begins again.
LASTING = frozenset({"keep", "suspend"})
# How many characters from a name its verb of speech may stand.
SPEECH_REACH = 60
_SPEECH = (
    r"(?:said|says|say|told|tells|added|adds|announced|wrote|tweeted|posted|warned|noted|argued|stated|according to)"
)
_SPEAKS = re.compile(rf"^[^.;]{{0,40}}?\b{_SPEECH}\b|^['’]s (?:comments|remarks|statement)", re.IGNORECASE)
_SPOKEN_BY = re.compile(rf"\b{_SPEECH}[^.;]{{0,40}}$", re.IGNORECASE)


@dataclass(frozen=True)
class Scene:
    """What a record is made from: the Doc, whose records the values refer to, its page and values, where all its facts
    are named, and the calibration of the heads that read it.
    """

    doc: Doc
    page: Page
    values: list[Value]
    triggers: list[Span]
    calibration: Calibration

    @property
    def told(self) -> dt.date | None:
        """The day of the story."""
        told = self.doc._.published if self.doc.has_extension("published") else None
        return told.date() if isinstance(told, dt.datetime) else told

    @cached_property
    def hashed(self) -> _Hash:
        """The SHA-256 of the story's text so far; to be copied, not fed."""
        return hashlib.sha256(self.page.text.encode("utf-8", "surrogatepass"))


def make_record(fact: Fact, trigger: Span, scene: Scene) -> Event:
    """Make the record of a fact that `trigger` names."""
    best, text = fact.best, scene.page.text
    start, end = scene.page.bounds(best.sentence)
    dates = tuple(EventDate(**dict(record), role=role) for record, role in _records(fact, scene, "date"))
    status = _status(best, dates, scene.told)
    fields: dict[str, Any] = {
        "kind": best.kind,
        "action": best.action,
        "indicator": best.indicator,
        "status": status,
        "retaliatory": best.retaliatory,
        "actors": _countries(fact, scene, "actor"),
        "targets": _countries(fact, scene, "target"),
        "products": tuple(record for record, _ in _records(fact, scene, "product")),
        "rates": tuple(Rate(**dict(record), role=role) for record, role in _records(fact, scene, "percentage")),
        "dates": dates,
        "trigger": trigger,
    }
    condition = find_condition(text, start=start, end=end)
    if condition and condition.start <= trigger.start < condition.end:
        condition = None  # the fact is itself the condition of another
    return Event(
        id=_identity(scene, fields),
        cue=find_cue(text, status, start=start, end=end, near=trigger.start),
        condition=condition,
        people=tuple(_person(text, record) for record, _ in _records(fact, scene, "person")),
        legal_basis=_laws(scene, start, end, trigger),
        evidence=_evidence(fact, scene),
        confidence=round(scene.calibration.chance(fact.certainty(scene.values)), 3),
        **fields,
    )


def _status(best: Mention, dates: Iterable[EventDate], told: dt.date | None) -> Status:
    """What the words say; but a measure that begins, or ends, on a day to come is a plan, however surely it is told."""
    begins = [date.earliest for date in dates if date.role == "effective" and date.earliest]
    is_to_come = bool(told and begins and min(begins) > told)
    is_deed = best.status == "actual" and best.kind in MEASURES and best.action not in LASTING
    return "planned" if is_deed and is_to_come else best.status


def find_triggers(facts: Iterable[Fact], doc: Doc, page: Page) -> list[Span]:
    """The word that names each fact in its best sentence: a rate ("25% on steel") only where no other word does."""
    rates: dict[int, Span] = {percentage.mention.start: percentage.mention for percentage in doc._.percentages}
    found = []
    for fact in facts:
        own = [mention for mention in fact.mentions if mention.sentence == fact.best.sentence]
        best = next((mention for mention in own if mention.start not in rates), own[0])
        found.append(rates.get(best.start) or _span(page.text, *page.whole_word(best.word)))
    return found


def _countries(fact: Fact, scene: Scene, wanted: str) -> tuple[str, ...]:
    found = (scene.values[number] for number, role in fact.values.items() if role == wanted)
    return tuple(sorted(value.key for value in found if value.sort == COUNTRY))


def _records(fact: Fact, scene: Scene, sort: str) -> list[tuple[Any, str]]:
    """The records of a fact's values of one sort, of each the mention nearest to the fact, and their roles."""
    records = getattr(scene.doc._, MARKS[sort])
    own = ((scene.values[number], role) for number, role in fact.values.items())
    near = ((nearest(value.mentions, fact.best), role) for value, role in own if value.sort == sort)
    return [(records[mention.record], role) for mention, role in sorted(near)]


def nearest(mentions: tuple[Place, ...], fact: Mention) -> Place:
    """The mention nearest to a fact, by sentence and within it; of two equally near sentences, the one before."""
    after = bisect(mentions, fact.start, key=lambda mention: mention.start)
    around = mentions[max(0, after - 1) : after + 1]

    def distance(one: Place) -> tuple[int, bool, int]:
        away = one.sentence - fact.sentence
        return abs(away), away > 0, abs(one.start - fact.start)

    return min(around, key=distance)


def _laws(scene: Scene, start: int, end: int, trigger: Span) -> tuple[str, ...]:
    """The laws that the fact rests on: each belongs to the last fact named before it, else to the sentence's first."""
    found = find_legal_basis(scene.page.text, start=start, end=end)
    named = [other.start for other in scene.triggers if start <= other.start < end] if found else []
    owners = {law: max((o for o in named if o < law.start), default=min(named, default=trigger.start)) for law in found}
    return tuple(dict.fromkeys(law.text for law, owner in owners.items() if owner == trigger.start))


def _person(text: str, person: Person) -> EventPerson:
    speaks = any(
        _SPEAKS.search(text[mention.end : mention.end + SPEECH_REACH])
        or _SPOKEN_BY.search(text[max(0, mention.start - SPEECH_REACH) : mention.start])
        for mention in person.mentions
    )
    return EventPerson(name=person.name, part="speaker" if speaks else "participant")


def _evidence(fact: Fact, scene: Scene) -> tuple[Span, ...]:
    sentences = dict.fromkeys(mention.sentence for mention in (*fact.mentions, *fact.again))
    return tuple(_span(scene.page.text, *scene.page.bounds(sentence)) for sentence in sentences)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _identity(scene: Scene, fields: dict[str, Any]) -> str:
    """Sixteen hex digits out of the story's text and the fact's own values: the same on every run and machine."""
    parts = [
        *(str(fields[name]) for name in ("kind", "action", "indicator", "actors", "targets")),
        *(product.text.lower() for product in fields["products"]),
        *(f"{rate.value}{rate.low}{rate.high}{rate.role}" for rate in fields["rates"]),
        str(fields["trigger"].start),
    ]
    found = scene.hashed.copy()
    found.update("".join(f"\x1f{part}" for part in parts).encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:16]
