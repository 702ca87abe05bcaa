"""Decide which name-shaped runs are people.

    "Mr. Lee", "President Fox", "Sen. Ann Dole"     an honorific or a title stands before it
    "Jo Pool, a farmer", "Jo Pool (D-Ohio)"         an apposition or a party stands behind it
    "Susan Pool", "Wang Shouwen"                    a given name we know; family name and pinyin
    "Lighthizer"                                    an office-holder whom stories call by family name alone
    the statistical model's PERSON                  where the words around let it act: "said Jo Pool"

Reading: "the Trump administration" names nobody; "Trump's tariffs" and "Trump tariffs" do name him. Journalists named
with their medium ("Fox News' Jo Pool") are no people of the story.
Misses: people without title, apposition or known given name that the model does not see either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.knowledge.persons import Leader, leaders, leaders_names, namesakes
from extractor.language.people.lexicon import FIELDS, HEADS, HONORIFICS, ORGANISATIONS, SPEECH
from extractor.language.people.model import Owner, Title
from extractor.language.people.names import Name, fold, is_given, is_initial, stands_first
from extractor.language.people.runs import from_headline, is_in_body, runs
from extractor.language.people.scene import Scene

#: Words behind a name that make it name nobody.
NOBODY = frozenset(
    "administration administrations admin organization organisation tower towers media foundation white cabinet"
    " government regime presidency".split()
)

_PARTY = re.compile(r"\s?\((?:[RDI]|Rep|Dem|Ind)[-‑–., ]")
_PERSONAL = re.compile(r",? (?:who\b|of the\b|from\b|\(\w+\))|, \d\d,| and [^\W\d_]+ [^\W\d_]+, (?:a|an|the|\w+s) ")
_MEDIA = frozenset(
    "news business cnn cnbc nbc abc cbs msnbc pbs npr bbc politico axios bloomberg reuters times post journal world"
    " vox".split()
)
_PLACE_STARTS = frozenset(
    "new north south east west san los las santa st. saint fort lake mount mt. cape upper lower port great".split()
)
# Titles that stand before other names too: "General Motors", "Prince Edward Island".
_AMBIGUOUS = frozenset("general major captain marshal prince king queen".split())


class Mention(NamedTuple):
    """Words that name a person; `weak` when only another mention can confirm it."""

    first: int
    last: int
    weak: bool = False
    #: The head of the title that stands before it.
    office: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may speak for a run: titles by their last and first words, and the words that the model takes for people."""

    scene: Scene
    before: dict[int, Title]
    behind: dict[int, Title]
    modelled: frozenset[int]

    def leading(self, run: Name) -> Title | None:
        """Return the title that stands right before a run."""
        title = self.before.get(run.first - 1)
        return title if title and self.scene.words.gap(run.first - 1) in (" ", "\xa0", ") ", ' "', " “") else None


def find_mentions(scene: Scene, titles: Sequence[Title]) -> list[Mention]:
    """Return the mentions of people that stand on evidence of their own, in order."""
    modelled = frozenset(place for first, last in scene.persons for place in range(first, last + 1))
    before, behind = {title.right: title for title in titles}, {title.left: title for title in titles}
    evidence = Evidence(scene, before, behind, modelled)
    found = [mention for run in runs(scene, _used(scene, titles)) if (mention := _judged(evidence, run)) is not None]
    return sorted([*found, *_in_headlines(scene, found)])


def _used(scene: Scene, titles: Sequence[Title]) -> set[int]:
    """Return the words of titles and of the organisations that own them: they name nobody."""
    used: set[int] = set()
    for title in titles:
        used.update(range(title.first, title.last + 1))
        owner = title.owner
        if owner and owner.kind in ("name", "field") and not owner.possessive and not _is_personal(scene, title, owner):
            used.update(range(owner.first, owner.last + 1))
    return used


def _is_personal(scene: Scene, title: Title, owner: Owner) -> bool:
    """Say whether the owner of a title looks like a person: "a spokesman for Ann Pool"."""
    words = scene.words
    named = owner.first > title.last and owner.last > owner.first and words.lows[owner.last] not in ORGANISATIONS
    return named and is_given(words.words[owner.first])


def _in_headlines(scene: Scene, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the office-holders that a headline names between other words with capitals."""
    taken = {place for mention in found for place in range(mention.first, mention.last + 1)}
    for place in scene.headline - taken - scene.skipped:
        mention = None if _has_other_given_name(scene, place) else _as_leader(scene, place)
        if mention is not None and scene.words.lows[place + 1 : place + 2] not in ([word] for word in NOBODY):
            yield mention


def _has_other_given_name(scene: Scene, place: int) -> bool:
    words = scene.words
    given = words.words[place - 1] if words.joined(place - 1) else ""
    leader = _alone().get(fold(words.words[place]))
    return bool(given and is_given(given) and leader and leader.name[0] != given[0])


def _judged(evidence: Evidence, run: Name) -> Mention | None:
    scene, words = evidence.scene, evidence.scene.words
    title = evidence.leading(run)
    honoured = words.joined(run.first - 1) and words.lows[run.first - 1] in HONORIFICS
    if run.first in scene.headline:
        run = from_headline(scene, run, titled=honoured or title is not None)
    size = sum(1 for word in words.words[run.first : run.last + 1] if word[0].isupper() and not is_initial(word))
    if size > 1 and tuple(words.lows[run.first : run.last + 1]) in leaders_names():
        return Mention(*run, office=title.head if title else "")
    if size == 0 or not _may_be_person(scene, run, titled=honoured or title is not None):
        return None
    if honoured or (title and (size > 1 or _addresses(title) or _is_modelled_behind(evidence, run, title))):
        return Mention(*run, office=title.head if title else "") if _is_told(scene, run) else None
    if size > 1 or run.first < run.last:
        if _has_evidence(evidence, run) or (
            not evidence.modelled.isdisjoint(range(run.first, run.last + 1)) and _acts(evidence, run)
        ):
            return Mention(*run)
        return _as_leader(scene, run.last)
    return _as_leader(scene, run.last) or (Mention(*run, weak=True) if run.first in evidence.modelled else None)


def _as_leader(scene: Scene, place: int) -> Mention | None:
    """Return the mention that a bare family name of an office-holder is: "Lighthizer", not "Lighthizer Secretary"."""
    words = scene.words
    if fold(words.words[place]) not in _alone():
        return None
    led = words.joined(place) and words.capital(place + 1) and words.lows[place + 1] in HEADS
    return None if led or not _may_be_person(scene, Name(place, place), titled=False) else Mention(place, place)


def _addresses(title: Title) -> bool:
    """Say whether a title may stand before a bare family name: "President Fox", not "General Motors"."""
    return HEADS[title.head].address and not title.plural and title.head not in _AMBIGUOUS


def _is_modelled_behind(evidence: Evidence, run: Name, title: Title) -> bool:
    return run.first in evidence.modelled and title.head not in _AMBIGUOUS


def _is_told(scene: Scene, run: Name) -> bool:
    """Say whether one word behind a title is no mere word of a headline: "SENATORS URGE"."""
    if run.first not in scene.headline or run.first < run.last:
        return True
    return fold(scene.words.words[run.first]) in _alone() or is_in_body(scene, run)


def _may_be_person(scene: Scene, run: Name, *, titled: bool) -> bool:
    """Say whether nothing in a run or beside it makes it an organisation, a place or a journalist."""
    words = scene.words
    if words.phrase(*run).lower() in namesakes() or words.lows[run.first] in _PLACE_STARTS:
        return False
    if words.owns(run.first - 1) and words.lows[run.first - 1] in _MEDIA:
        return False
    if " & " in (words.gap(run.last), words.gap(run.first - 1) if run.first else ""):
        return False
    ticker = words.words[run.last].isupper() and run.last > run.first and not words.words[run.first].isupper()
    return not ticker and not _is_followed_by_organisation(scene, run, titled=titled)


def _is_followed_by_organisation(scene: Scene, run: Name, *, titled: bool) -> bool:
    words = scene.words
    after = run.last + 1
    if after >= len(words):
        return False
    low = words.lows[after]
    if words.joined(run.last) and (low in NOBODY or (words.capital(after) and low in ORGANISATIONS)):
        return True
    if words.owns(run.last) and words.capital(after) and low in ORGANISATIONS:
        return True  # "the Cattlemen's Association"
    loose = not titled and run.first not in scene.headline
    return loose and words.joined(run.last) and words.capital(after) and low in FIELDS


def _has_evidence(evidence: Evidence, run: Name) -> bool:
    scene, words = evidence.scene, evidence.scene.words
    opening = words.words[run.first]
    if _PARTY.match(words.text, words.ends[run.last]):
        return True
    if words.joined(run.first - 1) and words.lows[run.first - 1] == "the":
        return False
    if is_given(opening) or stands_first(scene, run):
        return not _fills_a_line(scene, run)
    if is_initial(opening) and 0 < run.last - run.first <= 3:
        return True
    if run.first in scene.headline:
        return False
    leader = _alone().get(fold(words.words[run.last]))
    return bool(leader and leader.name[0] == opening[0]) or _is_apposed(evidence, run)


def _is_apposed(evidence: Evidence, run: Name) -> bool:
    """As in "Jo Pool, a farmer"; "the head of the chamber, Jo Pool"."""
    words = evidence.scene.words
    leader, follower = evidence.before.get(run.first - 1), evidence.behind.get(run.last + 1)
    led = leader is not None and words.gap(run.first - 1) == ", " and (leader.extended or leader.determined)
    followed = follower is not None and words.gap(run.last) == ", " and (follower.extended or follower.determined)
    return led or followed


def _fills_a_line(scene: Scene, run: Name) -> bool:
    """Say whether a run stands alone on its line, as the writer's name does."""
    words = scene.words
    behind = words.gap(run.last)
    ends = not behind.strip() and ("\n" in behind or run.last == len(words) - 1)
    return ends and (run.first == 0 or "\n" in words.gap(run.first - 1))


def _acts(evidence: Evidence, run: Name) -> bool:
    """Say whether the words around let a run that the model takes for a person be one."""
    words = evidence.scene.words
    if run.first in evidence.scene.headline or run.last - run.first > 2:
        return False
    if run.last + 1 in evidence.behind or _PERSONAL.match(words.text, words.ends[run.last]):
        return True
    after = words.lows[run.last + 1] if words.joined(run.last) else ""
    before = words.lows[run.first - 1] if words.joined(run.first - 1) else ""
    listed = before == "and" and run.first - 2 in evidence.modelled
    return listed or after in SPEECH or after == "who" or before in SPEECH or before in ("by", "echoing")


@cache
def _alone() -> dict[str, Leader]:
    """Return the office-holders known by one word alone."""
    return {fold(leader.short): leader for leader in leaders() if leader.alone and " " not in leader.short}
