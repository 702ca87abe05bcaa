"""Read the trade facts of a story: find their mentions, decide what each says, and link the values to it.

Two sets of learned heads do it. The trigger heads read the words around a candidate: its kind (or none), its action,
its status, and whether it answers another measure. The link heads read what lies between a trigger and a value.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extractor.events import linear
from extractor.events.arguments import GROUPS, UNNAMED_REF, WORLD_REF, Values, offers
from extractor.events.features import Candidate, candidates, clause, trade_share, trigger_features
from extractor.events.gist import Gist
from extractor.events.linear import Linear
from extractor.events.status import DEEDS, is_unhedged, plain_status

TRIGGERS, LINKS, CALIBRATION = "triggers.npz", "links.npz", "calibration.json"
NONE = "none"
# Kinds that share one head of actions.
ACTION_HEAD = {"tariff": "measure", "restriction": "measure"}
# A candidate is left alone when its chance to be any fact lies below the floor of its likeliest kind: lower for kinds
# seldom seen in training, which are never thought likely. So is a value whose chance to belong to a fact lies below
# its floor. Tuned on annotated stories.
FLOORS = {
    "tariff": 0.4,
    "flow": 0.2,
    "talks": 0.15,
    "restriction": 0.15,
    "agreement": 0.12,
    "dispute": 0.2,
    "investigation": 0.2,
}
# In a story that is hardly about trade the floor is higher: there a deal or a ban is mostly of another kind.
HARDLY_OF_TRADE, HIGH_FLOOR = 0.2, 0.7
LINK_FLOOR = 0.4
# A fact has an actor, and talks have two parties: for these a country that is only likelier than the others will do.
PARTY_FLOOR = 0.2
COUNTRY = "country"
# How many units before a fact its refusal, or its verb, may stand.
GOVERNED = 8
# Facts in which every party is an actor.
SHARED = frozenset({"talks/hold", "agreement/reach", "agreement/sign"})
LEAST_CHANCE = 0.001


@dataclass(frozen=True, slots=True)
class Link:
    """A value of a mention: its role, and the chance that this is right."""

    role: str
    chance: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a story states a trade fact. `values` maps sort and index among the Doc's records to a link."""

    candidate: Candidate
    kind: str
    action: str
    indicator: str | None
    status: str
    retaliatory: bool
    chance: float
    values: dict[tuple[str, int], Link]

    def of(self, sort: str, *roles: str) -> frozenset[int]:
        """Indices of the values of one sort, in the given roles or in any."""
        return frozenset(
            ref for (own, ref), link in self.values.items() if own == sort and (not roles or link.role in roles)
        )


class Calibration(NamedTuple):
    """How the product of the heads' chances becomes the chance that an event is right: a line in log-odds."""

    slope: float = 1.0
    offset: float = 0.0

    def chance(self, product: float) -> float:
        """Return the calibrated chance."""
        return 1 / (1 + math.exp(-self.slope * log_odds(product) - self.offset))


def log_odds(chance: float) -> float:
    """Return log(p / (1 - p)), with p kept a little inside 0 and 1."""
    inside = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return math.log(inside / (1 - inside))


UNCALIBRATED = Calibration()


@dataclass(frozen=True, slots=True)
class Reader:
    """The learned heads, and how to read a story's gist with them."""

    triggers: Linear
    links: Linear
    calibration: Calibration = UNCALIBRATED

    def read(self, story: Gist, found: Values) -> list[Mention]:
        """Return the mentions of trade facts in order of the text."""
        least = HIGH_FLOOR if trade_share(story) < HARDLY_OF_TRADE else 0.0
        mentions = (self._mention(story, found, candidate, least) for candidate in candidates(story))
        return [mention for mention in mentions if mention is not None]

    def save(self, folder: Path) -> None:
        """Write the heads into `folder`, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        self.triggers.save(folder / TRIGGERS)
        self.links.save(folder / LINKS)
        (folder / CALIBRATION).write_text(json.dumps(self.calibration._asdict()) + "\n", encoding="utf-8")

    def _mention(self, story: Gist, found: Values, candidate: Candidate, least: float) -> Mention | None:
        scores = self.triggers.scores(trigger_features(story, candidate))
        kinds = self.triggers.probabilities("kind", scores)
        chance = 1 - kinds.pop(NONE)
        kind = _best(kinds)
        if chance < max(FLOORS[kind], least):
            return None
        actions = self.triggers.probabilities(ACTION_HEAD.get(kind, kind), scores)
        action = _best(actions)
        indicator = _best(self.triggers.probabilities("indicator", scores)) if kind == "flow" else None
        return Mention(
            candidate=candidate,
            kind=kind,
            action=action,
            indicator=indicator,
            status=_plain_status(story, candidate) or _best(self.triggers.probabilities("status", scores)),
            retaliatory=self.triggers.probabilities("retaliatory", scores)["yes"] >= 0.5,
            chance=chance * actions[action],
            values=self._values(story, found, candidate, f"{kind}/{action}"),
        )

    def _values(self, story: Gist, found: Values, candidate: Candidate, label: str) -> dict[tuple[str, int], Link]:
        out = {}
        countries: dict[int, dict[str, float]] = {}
        for offer in offers(story, found, candidate, label):
            chances = self.links.probabilities(offer.sort, self.links.scores(offer.features))
            if offer.sort == COUNTRY:
                countries[offer.ref] = chances
                continue
            chance = 1 - chances.pop(NONE)
            if chance >= LINK_FLOOR:
                out[offer.sort, offer.ref] = Link(_best(chances), chance)
        parties = _shared_parties(countries) if label in SHARED else _two_sides(countries)
        return out | {(COUNTRY, ref): link for ref, link in parties.items()}


def _plain_status(story: Gist, candidate: Candidate) -> str | None:
    """The status that the words just before a candidate, in its clause, decide beyond doubt."""
    sentence, position = story[candidate.sentence], candidate.unit
    first, _ = clause(sentence, position)
    near = sentence[max(first, position - GOVERNED) : position + 1]
    verb = next((unit for unit in reversed(near) if unit.tag.startswith("V") or unit.tag == "MD"), None)
    words = " ".join(unit.word for unit in sentence[first:position])
    if verb is not None and verb.tag == "VBD" and verb.word in DEEDS and is_unhedged(words):
        return "actual"
    return plain_status(" ".join(unit.word for unit in near[:-1]))


def _two_sides(countries: dict[int, dict[str, float]]) -> dict[int, Link]:
    """The actor, which is one country, and the targets among the others."""
    found = {}
    able = [ref for ref in countries if ref != WORLD_REF]
    actor = max(able, key=lambda ref: countries[ref]["actor"], default=UNNAMED_REF)
    if actor != UNNAMED_REF and countries[actor]["actor"] >= PARTY_FLOOR:
        found[actor] = Link("actor", countries[actor]["actor"])
    for ref, chances in countries.items():
        chance = chances["target"] / (chances["target"] + chances[NONE])
        if ref not in (actor, UNNAMED_REF) and chance >= LINK_FLOOR:
            found[ref] = Link("target", chance)
    return found


def _shared_parties(countries: dict[int, dict[str, float]]) -> dict[int, Link]:
    """The parties to talks or a deal, all of them actors: the two likeliest, and every other that is likely."""
    chances = {ref: 1 - chances[NONE] for ref, chances in countries.items() if ref not in GROUPS}
    ranked = sorted(chances, key=chances.__getitem__, reverse=True)
    floors = {ref: PARTY_FLOOR if rank < 2 else LINK_FLOOR for rank, ref in enumerate(ranked)}
    return {ref: Link("actor", chances[ref]) for ref in ranked if chances[ref] >= floors[ref]}


def load_reader(folder: Path) -> Reader:
    """Read the heads in `folder`. Raises OSError, KeyError, TypeError or ValueError when they are missing or broken."""
    calibration = Calibration(**json.loads((folder / CALIBRATION).read_text(encoding="utf-8")))
    return Reader(linear.read(folder / TRIGGERS), linear.read(folder / LINKS), calibration)


def _best(chances: dict[str, float]) -> str:
    return max(chances, key=chances.__getitem__)
