"""What is fitted to the heads once they are trained: how likely a thing must be, and how sure an event is.

It lies beside the weights in options.json, written by models/training:

    {"options": {"floor": 0.1, "fact": 0.4, ...}, "calibration": {"slope": 0.6, "offset": -0.3}}
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

LEAST_CHANCE = 0.001


@dataclass(frozen=True, slots=True)
class Options:
    """The least chances.

    `floor`: a candidate below names nothing. `fact`: a fact whose mentions' chances sum to less is dropped; `aside`: so
    too in a story that hardly speaks of trade. `further`: a group of mentions is so many facts as its sum, that of the
    first sentence or of the rest, is above whole numbers by this much. `link`: a value below does not belong. `party`:
    the likeliest actor, and the two likeliest parties of talks, need no more; `other_actor`: a further actor needs
    this. `beside`: how many sentences apart two mentions still stand beside each other.
    """

    floor: float = 0.1
    fact: float = 0.4
    aside: float = 0.9
    further: float = 0.6
    link: float = 0.5
    party: float = 0.25
    other_actor: float = 0.5
    beside: int = 1


class Chances(NamedTuple):
    """How sure the heads are of a fact: that it is one; its action; all countries, and all rates, linked or not."""

    fact: float
    action: float
    countries: float
    rates: float

    @property
    def whole(self) -> float:
        """The chance that all of it is right, as if its parts knew nothing of each other."""
        return math.prod(self)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the heads' chance becomes the chance that an event is right: a line, in log-odds (Platt 1999)."""

    slope: float = 1.0
    offset: float = 0.0

    def chance(self, chances: Chances) -> float:
        """Return the calibrated chance."""
        return 1 / (1 + math.exp(-self.slope * log_odds(chances.whole) - self.offset))


def log_odds(chance: float) -> float:
    """Return log(p / (1 - p)), with p kept a little inside 0 and 1."""
    inside = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
    return math.log(inside / (1 - inside))


def read_options(path: Path) -> tuple[Options, Calibration]:
    """Read options.json. Raises OSError, KeyError, TypeError or ValueError when it is missing or broken."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Options(**stored["options"]), Calibration(**stored["calibration"])


def write_options(path: Path, options: Options, calibration: Calibration) -> None:
    """Write options.json."""
    stored = {"options": asdict(options), "calibration": asdict(calibration)}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
