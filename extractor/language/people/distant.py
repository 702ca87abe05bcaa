"""Give titles that do not stand beside a name to those who are known to hold the office.

    "Trump spoke. The president left."                          Trump: president
    "Chinese President Xi Jinping and his US counterpart Trump"  Trump: President of USA

Unit: words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.language.people.coreference import Someone
from extractor.language.people.leaders import known_leader
from extractor.language.people.links import Link, between
from extractor.language.people.scene import Scene

_FARTHEST_COUNTERPART = 80
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_TOP_OFFICES = frozenset(("president", "prime minister", "chancellor", "premier"))
_TOP_HEADS = frozenset("president president-elect minister chancellor premier pres. prez pm".split())


def name_counterparts(scene: Scene, links: Sequence[Link]) -> None:
    """Let a counterpart have the office of the person named before: "President Xi and his US counterpart Trump"."""
    for before, found in pairwise(links):
        title, near = found.title, before.title
        bare = title.head == "counterpart" and title.first == title.last and not title.plural
        if not bare or before.people in ([], found.people):
            continue
        gap = between(scene, near.right, title.left) if near.right < title.left else "."
        leader = known_leader(found.people[0]) if found.people else None
        held = leader is not None and leader.office == near.text(scene).lower()
        if held and len(gap) <= _FARTHEST_COUNTERPART and _SENTENCE_END.search(gap) is None:
            found.title = replace(title, says=near.text(scene))


def give_offices(scene: Scene, links: Sequence[Link], people: Sequence[Someone]) -> None:
    """Give "the president", where no name stands by, to the head of state named last before who has no such title.

    Where another has the title, only "the French president" tells who is meant.
    """
    holders = [
        (someone, leader) for someone in people if (leader := known_leader(someone)) and leader.office and leader.alone
    ]
    titled = {id(someone) for found in links for someone in found.people if found.title.head in _TOP_HEADS}
    for found in links:
        office = found.title.text(scene).lower()
        owner = found.title.owner
        if found.people or office not in _TOP_OFFICES or found.title.plural or not (found.title.determined or owner):
            continue
        said = owner is not None and owner.kind == "state"
        if not said and (
            owner is not None or any(id(holder) in titled for holder, leader in holders if leader.office == office)
        ):
            continue
        rivals = [
            someone
            for someone, leader in holders
            if leader.office == office
            and (owner is None or owner.value == leader.country)
            and someone.spans[0][0] < found.title.first
        ]
        nearest = min(rivals, key=lambda someone: someone.distance(found.title.first), default=None)
        if nearest is not None and id(nearest) not in titled:
            found.people = [nearest]
