"""Which values a mention holds to be its own, by their chances."""

import numpy as np
import pytest

from extractor.events.heads import Offers
from extractor.events.labels import ROLES
from extractor.events.mentions import own_values
from extractor.events.options import Options
from extractor.events.values import WORLD, Value

VALUES = [
    Value("country", "USA", ()),
    Value("country", "JPN", ()),
    Value("country", "CHN", ()),
    Value("country", WORLD, ()),
    Value("percentage", "24", ()),
]
OPTIONS = Options(link=0.5, party=0.25, other_actor=0.6)


def own(label: str, **chances: str) -> dict[str, str]:
    """The roles of the values, each given by its chances: USA="actor .3 target .2"."""
    roles = np.zeros((len(VALUES), len(ROLES)), np.float32)
    for row, value in enumerate(VALUES):
        told = chances.get(value.key if value.key != "24" else "rate", "").split()
        for role, chance in zip(told[::2], told[1::2], strict=True):
            roles[row, ROLES.index(role)] = float(chance)
    roles[:, 0] = 1 - roles.sum(1)
    found = own_values(label, Offers(np.arange(len(VALUES)), roles), VALUES, OPTIONS)
    return {VALUES[number].key: role for number, role in found.items()}


CASES = [
    ("tariff/impose", {"USA": "actor .3 target .2", "JPN": "target .6"}, {"USA": "actor", "JPN": "target"}),
    ("tariff/impose", {"USA": "actor .2", "JPN": "target .4"}, {}),
    ("tariff/impose", {"USA": "actor .9", "CHN": "actor .7"}, {"USA": "actor", "CHN": "actor"}),
    ("tariff/impose", {"USA": "actor .9", "CHN": "actor .5"}, {"USA": "actor"}),
    ("tariff/impose", {WORLD: "actor .9"}, {}),
    ("tariff/impose", {WORLD: "target .9"}, {WORLD: "target"}),
    ("tariff/impose", {WORLD: "target .7", "JPN": "target .6"}, {WORLD: "target"}),
    ("tariff/impose", {WORLD: "target .7", "JPN": "target .8", "CHN": "target .6"}, {"JPN": "target", "CHN": "target"}),
    ("talks/hold", {"USA": "actor .3", "JPN": "actor .2 target .1"}, {"USA": "actor", "JPN": "actor"}),
    ("talks/hold", {"USA": "actor .9", "JPN": "actor .8", "CHN": "actor .4"}, {"USA": "actor", "JPN": "actor"}),
    ("talks/hold", {WORLD: "target .9"}, {}),
    ("flow/rise", {"rate": "change .4 rate .2"}, {"24": "change"}),
    ("flow/rise", {"rate": "change .3 rate .1"}, {}),
]


@pytest.mark.parametrize(("label", "chances", "wanted"), CASES)
def test_values_belong_by_their_chances(label: str, chances: dict[str, str], wanted: dict[str, str]) -> None:
    assert own(label, **chances) == wanted
