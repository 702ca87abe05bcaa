"""From a fact to its record: trigger, evidence, cue, condition, legal basis, and values with their roles."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.events.arguments import Values
from extractor.events.features import Candidate
from extractor.events.gist import Gist, Unit
from extractor.events.merging import Fact
from extractor.events.reading import COUNTRY, Calibration
from extractor.events.status import find_condition, find_cue, find_legal_basis
from extractor.records import Event, EventDate, EventPerson, Person, Product, Rate, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How many characters from a name its verb of speech may stand.
SPEECH_REACH = 60
_SPEECH = (
    r"(?:said|says|say|told|tells|added|adds|announced|wrote|tweeted|posted|warned|noted|argued|stated|according to)"
)
_SPEAKS = re.compile(rf"^[^.;]{{0,40}}?\b{_SPEECH}\b|^['’]s (?:comments|remarks|statement)", re.IGNORECASE)
_SPOKEN_BY = re.compile(rf"\b{_SPEECH}[^.;]{{0,40}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a record is made from: the Doc, whose records the values refer to, its text, gist and values, where
    its facts are named, and the calibration of the heads that read it.
    """

    doc: Doc
    text: str
    story: Gist
    found: Values
    triggers: list[int]
    calibration: Calibration


def build(fact: Fact, scene: Scene) -> Event:
    """Make the record of a fact."""
    best, doc, text = fact.best, scene.doc, scene.text
    sentence = scene.story[best.candidate.sentence]
    trigger = sentence[_trigger(fact).unit]
    start, end = sentence[0].start, sentence[-1].end
    fields: dict[str, Any] = {
        "kind": best.kind,
        "action": best.action,
        "indicator": best.indicator,
        "status": best.status,
        "retaliatory": best.retaliatory,
        **_parties(fact, scene.found),
        "products": _products(fact, doc),
        "rates": _rates(fact, doc),
        "dates": _dates(fact, doc),
        "trigger": _span(text, trigger.start, trigger.end),
    }
    condition = find_condition(text, start=start, end=end)
    if condition and condition.start <= trigger.start < condition.end:
        condition = None  # the fact is itself the condition of another
    return Event(
        id=_identity(text, fields),
        cue=find_cue(text, fields["status"], start=start, end=end, near=trigger.start),
        condition=condition,
        people=tuple(_person(text, doc._.people[ref]) for ref in fact.of("person")),
        legal_basis=_laws(scene, start, end, trigger),
        evidence=_evidence(fact, scene),
        confidence=round(scene.calibration.chance(joint_chance(fact)), 3),
        **fields,
    )


def _laws(scene: Scene, start: int, end: int, trigger: Unit) -> tuple[str, ...]:
    """The laws that the fact rests on: each belongs to the last fact named before it, else to the sentence's first."""
    named = [offset for offset in scene.triggers if start <= offset < end]
    found = find_legal_basis(scene.text, start=start, end=end)
    owners = {law: max((o for o in named if o < law.start), default=min(named, default=trigger.start)) for law in found}
    return tuple(dict.fromkeys(law.text for law, owner in owners.items() if owner == trigger.start))


def named_at(fact: Fact, story: Gist) -> int:
    """The offset of the word that names a fact."""
    trigger = _trigger(fact)
    return story[trigger.sentence][trigger.unit].start


def _trigger(fact: Fact) -> Candidate:
    """The word that names the fact in the best sentence: a rate ("25% on steel") only where no other word does."""
    own = [mention.candidate for mention in fact.mentions if mention.candidate.sentence == fact.best.candidate.sentence]
    return next((candidate for candidate in own if candidate.term != "percentage"), own[0])


def joint_chance(fact: Fact) -> float:
    """The product of the heads' chances for kind, action, parties and rates."""
    chance = fact.best.chance
    for (sort, _), link in fact.values.items():
        if sort in (COUNTRY, "percentage"):
            chance *= link.chance
    return chance


def _parties(fact: Fact, found: Values) -> dict[str, tuple[str, ...]]:
    actors, targets = (
        tuple(sorted(found.keys[COUNTRY][ref] for ref in fact.of(COUNTRY, role))) for role in ("actor", "target")
    )
    return {"actors": actors, "targets": targets}


def _products(fact: Fact, doc: Doc) -> tuple[Product, ...]:
    return tuple(doc._.products[ref] for ref in fact.of("product"))


def _rates(fact: Fact, doc: Doc) -> tuple[Rate, ...]:
    return tuple(
        Rate(**dict(doc._.percentages[ref]), role=fact.values["percentage", ref].role) for ref in fact.of("percentage")
    )


def _dates(fact: Fact, doc: Doc) -> tuple[EventDate, ...]:
    return tuple(EventDate(**dict(doc._.dates[ref]), role=fact.values["date", ref].role) for ref in fact.of("date"))


def _person(text: str, person: Person) -> EventPerson:
    speaks = any(
        _SPEAKS.search(text[mention.end : mention.end + SPEECH_REACH])
        or _SPOKEN_BY.search(text[max(0, mention.start - SPEECH_REACH) : mention.start])
        for mention in person.mentions
    )
    return EventPerson(name=person.name, part="speaker" if speaks else "participant")


def _evidence(fact: Fact, scene: Scene) -> tuple[Span, ...]:
    numbers = dict.fromkeys(mention.candidate.sentence for mention in fact.mentions)
    sentences = (scene.story[number] for number in numbers)
    return tuple(_span(scene.text, sentence[0].start, sentence[-1].end) for sentence in sentences)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=text[start:end])


def _identity(text: str, fields: dict[str, Any]) -> str:
    """Sixteen hex digits out of the story's text and the fact's own values: the same on every run and machine."""
    parts = [
        text,
        *(str(fields[name]) for name in ("kind", "action", "indicator", "actors", "targets")),
        *(product.text.lower() for product in fields["products"]),
        *(f"{rate.value}{rate.low}{rate.high}{rate.role}" for rate in fields["rates"]),
        str(fields["trigger"].start),
    ]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
