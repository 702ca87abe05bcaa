"""Give each person the titles that the story gives them.

    "Japan's prime minister Shigeru Ishiba"                 the title leads the name
    "Ishiba, the prime minister,"  "Ishiba is a farmer"     it follows, in apposition or behind a form of "be"
    "the head of the chamber, Tom Pool,"                    it leads with a comma
    "president and chief executive Ann Pool"                titles in a row share name and owner
    "Senators Ann Pool (D-Ohio) and Bo Lee"                 a plural goes to each name of the list
    "Ann Pool and Bo Lee, analysts at X"                    and so it does behind it
    "Pool, who heads X"                                     a verb that says the same

Unit: words. Misses: a title told in another sentence ("The chancellor said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.language.people.coreference import Someone
from extractor.language.people.leaders import known_leader
from extractor.language.people.lexicon import SPEECH
from extractor.language.people.model import Title
from extractor.language.people.scene import Scene

_PARTY = r"(?:\s?\([^()\n]{1,30}\)|, [RDI](?:em\.|ep\.)?[-‑–][A-Z][\w.]*|, \d\d)"
_BEING = r"is|was|becomes?|became|serves? as|served as|has been|had been|remains?|as"
_TIGHT = re.compile(r"[ \xa0]|\) | \(\w+\) | [“\"'‘]|,? (?:led|headed|chaired|represented) by |, Sir |,? Sir ")
_LOOSE = re.compile(r", | [-–—]+ ")
_FOLLOWS = re.compile(
    rf"{_PARTY}?(?:\s?,[”\"]?|\s?[-–—]+| \[|(?= (?:{_BEING}|who)\b)|(?<=\)))\s(?:who\s)?(?:(?:{_BEING})\s)?"
    r"(?:(?:also|now|currently|then|formerly|previously|once|still|only)\s)*(?:(?:serves|serving) as\s)?"
)
_ROW = re.compile(
    r"(?:\s?\(\w+\))?(?:,? (?:and|&) (?:(?:also|now|currently|is|was|as|then|later)\s)*|/|, (?:and )?(?:now )?| )"
)
_LIST = re.compile(rf"{_PARTY}?(?: of [A-Z][\w ]{{1,20}}?)?(?:, (?:and )?| and | & )")


_TOP_OFFICES = frozenset(("president", "prime minister", "chancellor", "premier"))
_TOP_HEADS = frozenset("president president-elect minister chancellor premier pres. prez pm".split())


@dataclass(slots=True)
class Link:
    """A title with the people it is of; `leads` when it stands before the name."""

    title: Title
    people: list[Someone]
    leads: bool = False
    tight: bool = False


def link(scene: Scene, titles: Sequence[Title], people: Sequence[Someone]) -> list[Link]:
    """Return, for each title in order, the people it is of."""
    names = _Names(scene, people)
    links = [_link(scene, title, names) for title in titles]
    for row in _rows(scene, links):
        _share(row)
    _give_offices(scene, links, names)
    return [found for found in links if found.people and not _is_mere_party(found.title)]


def _give_offices(scene: Scene, links: Sequence[Link], names: _Names) -> None:
    """Give "the president", where no name stands by, to the head of state named last before who has no such title."""
    holders = [
        (someone, leader)
        for someone in names.people
        if (leader := known_leader(someone)) and leader.office and leader.alone
    ]
    titled = {id(someone) for found in links for someone in found.people if found.title.head in _TOP_HEADS}
    for found in links:
        office = found.title.text(scene).lower()
        owner = found.title.owner
        if found.people or office not in _TOP_OFFICES or found.title.plural or not (found.title.determined or owner):
            continue
        rivals = [
            someone
            for someone, leader in holders
            if leader.office == office
            and id(someone) not in titled
            and (owner is None or (owner.kind == "state" and owner.value == leader.country))
            and someone.spans[0][0] < found.title.first
        ]
        if rivals:
            found.people = [min(rivals, key=lambda someone: someone.distance(found.title.first))]


def _is_mere_party(title: Title) -> bool:
    """Say whether a title names a party alone: "a Missouri Democrat", not "the top Democrat on the panel"."""
    return title.head in ("democrat", "republican") and title.first == title.last


class _Names:
    """The mentions of people, to be asked what stands beside a title."""

    def __init__(self, scene: Scene, people: Sequence[Someone]) -> None:
        spans = sorted((first, last, number) for number, someone in enumerate(people) for first, last in someone.spans)
        self.text, self.words, self.people, self.spans = scene.text, scene.words, people, spans
        self.starting = {first: place for place, (first, _, _) in enumerate(spans)}
        self.ending = {last: place for place, (_, last, _) in enumerate(spans)}

    def someone(self, place: int) -> Someone:
        return self.people[self.spans[place][2]]

    def gap(self, place: int) -> str:
        """What stands between mention `place` and the next."""
        return self.text[self.words.ends[self.spans[place][1]] : self.words.starts[self.spans[place + 1][0]]]

    def following(self, place: int) -> Iterator[Someone]:
        """Yield the people of the list that begins with mention `place`."""
        yield self.someone(place)
        while place + 1 < len(self.spans) and _LIST.fullmatch(self.gap(place)):
            place += 1
            yield self.someone(place)

    def preceding(self, place: int) -> Iterator[Someone]:
        """Yield the people of the list that ends with mention `place`."""
        yield self.someone(place)
        while place > 0 and _LIST.fullmatch(self.gap(place - 1)):
            place -= 1
            yield self.someone(place)


def _link(scene: Scene, title: Title, names: _Names) -> Link:
    ahead = _ahead(scene, title, names)
    gap = _between(scene, title.right, names.spans[ahead][0]) if ahead is not None else ""
    if ahead is not None and _TIGHT.fullmatch(gap):
        people = list(names.following(ahead)) if title.plural else [names.someone(ahead)]
        kept = people if len(people) > 1 or not title.plural or title.head.endswith(".") else []
        return Link(title, kept, leads=bool(kept), tight=True)
    behind = _behind(scene, title, names)
    if behind is not None and not _is_subject(scene, title):
        people = list(names.preceding(behind)) if title.plural else [names.someone(behind)]
        return Link(title, people if len(people) > 1 or not title.plural else [])
    if (
        ahead is not None
        and _LOOSE.fullmatch(gap)
        and not title.plural
        and _may_lead(scene, title, names.spans[ahead][1])
    ):
        return Link(title, [names.someone(ahead)], leads=True)
    return Link(title, [])


def _is_subject(scene: Scene, title: Title) -> bool:
    """Say whether a title is what the next words are about: "Saito, a spokesman said", "the president's adviser"."""
    words = scene.words
    after = title.right + 1
    return after < len(words) and (
        words.owns(title.last) or (words.joined(title.right) and words.lows[after] in SPEECH)
    )


def _may_lead(scene: Scene, title: Title, last: int) -> bool:
    """Say whether a title leads a name behind a comma: it opens its sentence, or the name is closed off too."""
    words = scene.words
    if not (title.determined or title.extended or title.owner):
        return False
    before = words.gap(title.left - 1)
    opens = title.left == 0 or "\n" in before or before.rstrip(" “\"'‘")[-1:] in (".", "!", "?")
    opens = opens or (words.lows[title.left - 1] == "as" and words.joined(title.left - 1))
    return opens or words.gap(last).lstrip("”\"'’")[:1] in (",", ".", ";", ":", ")", "—")


def _between(scene: Scene, last: int, first: int) -> str:
    return scene.text[scene.words.ends[last] : scene.words.starts[first]]


def _ahead(scene: Scene, title: Title, names: _Names) -> int | None:
    """Return the mention that begins within three words behind the title."""
    return next((names.starting[i] for i in range(title.right + 1, title.right + 4) if i in names.starting), None)


def _behind(scene: Scene, title: Title, names: _Names) -> int | None:
    """Return the mention that ends before the title and is its subject."""
    for last in range(title.left - 1, max(title.left - 9, -1), -1):
        if last in names.ending:
            gap = _between(scene, last, title.left)
            return names.ending[last] if _FOLLOWS.fullmatch(gap) and (title.determined or gap.strip()) else None
    return None


def _rows(scene: Scene, links: Sequence[Link]) -> Iterator[list[Link]]:
    """Yield the rows of titles that only "and" or a comma parts."""
    row: list[Link] = []
    for found in links:
        if row and not (_ROW.fullmatch(_between(scene, row[-1].title.right, found.title.left)) and not row[-1].leads):
            yield row
            row = []
        row.append(found)
    yield row


def _share(row: list[Link]) -> None:
    """Let the titles of a row share name and owner: "Ann Pool, head and CEO of X"; "X founder and CEO Ann Pool"."""
    if len(row) < 2:
        return
    first, last = row[0], row[-1]
    if first.people and not first.leads:
        followers = [found for found in row[1:] if not found.people]
        for found in followers:
            found.people = first.people
        _lend(row[: len(followers) + 1][::-1])
    elif last.leads and not first.people and not (first.title.determined and last.title.body == "state"):
        for found in row[:-1]:
            found.people, found.leads = (last.people, True) if found.title.plural == last.title.plural else ([], False)
        _lend(row)


def _lend(row: list[Link]) -> None:
    """Give the owner of a title to the next ones that have none; a mere job has none."""
    owner = row[0].title.owner
    for found in row[1:]:
        if found.title.owner is None and owner is not None and found.title.body != "job":
            found.title = replace(found.title, owner=owner)
        owner = found.title.owner or owner
