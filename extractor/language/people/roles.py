"""Give each person the titles that the story gives them.

    "Japan's prime minister Shigeru Ishiba"                 the title leads the name
    "Ishiba, the prime minister,"  "Ishiba is a farmer"     it follows, in apposition or behind a form of "be"
    "the head of the chamber, Tom Pool,"                    it leads with a comma
    "Senators Ann Pool (D-Ohio) and Bo Lee"                 a plural goes to each name of the list
    "Ann Pool and Bo Lee, analysts at X"                    and so it does behind it
    "Pool, who heads X"                                     a verb that says the same

Titles in a row share name and owner: see rows.py; what is told away from the name, distant.py.

Unit: words. Misses: a title told in another sentence ("The chancellor said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.people.coreference import Someone
from extractor.language.people.distant import give_offices, name_counterparts
from extractor.language.people.lexicon import SPEECH
from extractor.language.people.links import Link, between
from extractor.language.people.model import Title
from extractor.language.people.rows import respective, rows, share
from extractor.language.people.scene import Scene

_PARTY = r"(?:\s?\([^()\n]{1,30}\)|, [RDI](?:em\.|ep\.)?[-‑–][A-Z][\w.]*|, \d\d)"
_BEING = (
    r"is|was|becomes?|became|serves? as|served as|has been|had been|remains?|as"
    r"|(?:(?:is|was|has been|had been|being) )?(?:nominated|appointed|named|tapped|picked|chosen|confirmed)"
    r"(?: as| to be| to serve as)?|(?:retired|took over|took office|returned|works) as"
)
#: What stands between name and title and says that the office is no more, or not yet, held.
_PAST = re.compile(r"\b(?:formerly|previously|once|then|served as|had been|retired as)\b")
_TO_COME = re.compile(r"\b(?:nominated|tapped|picked|chosen)\b")
_TIGHT = re.compile(r"[ \xa0]|\) | \(\w+\) | [“\"'‘]|,? (?:led|headed|chaired|represented) by |, Sir |,? Sir ")
_LOOSE = re.compile(r", | [-–—]+ ")
#: "Ann Pool of South Bend, Indiana, a candidate": where the person is from, before the comma.
_ORIGIN = r"(?: of (?:[A-Z][\w.]{1,40} ){0,2}[A-Z][\w.]{1,40}(?:, [A-Z][\w.]{1,40})?(?=,))"
_FOLLOWS = re.compile(
    rf"(?:{_PARTY}|{_ORIGIN})?(?:\s?,[”\"]?|\s?[-–—]+| \[|(?= (?:{_BEING}|who)\b)|(?<=\)))\s(?:who\s)?"
    rf"(?:(?:{_BEING})\s)?"
    r"(?:(?:also|now|currently|then|formerly|previously|once|still|only)\s)*(?:(?:serves|serving) as\s)?"
)
_LIST = re.compile(rf"{_PARTY}?(?: of [A-Z][\w ]{{1,20}}?)?(?:, (?:and )?| and | & )")


def link(scene: Scene, titles: Sequence[Title], people: Sequence[Someone]) -> list[Link]:
    """Return, for each title in order, the people it is of."""
    names = _Names(scene, people)
    links = [_link(scene, title, names) for title in titles]
    for row in rows(scene, links):
        share(scene, row)
    links = [part for found in links for part in respective(scene, found)]
    name_counterparts(scene, links)
    give_offices(scene, links, people)
    return [found for found in links if found.people and not _is_mere_party(found.title)]


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
    gap = between(scene, title.right, names.spans[ahead][0]) if ahead is not None else ""
    if ahead is not None and _TIGHT.fullmatch(gap):
        people = list(names.following(ahead)) if title.plural else [names.someone(ahead)]
        kept = people if len(people) > 1 or not title.plural or title.head.endswith(".") else []
        return Link(title, kept, leads=bool(kept), tight=True)
    behind = _behind(scene, title, names)
    if behind is not None and not _is_subject(scene, title):
        people = list(names.preceding(behind)) if title.plural else [names.someone(behind)]
        title = _with_standing(title, between(scene, names.spans[behind][1], title.left))
        return Link(title, people if len(people) > 1 or not title.plural else [])
    if (
        ahead is not None
        and _LOOSE.fullmatch(gap)
        and not title.plural
        and _may_lead(scene, title, names.spans[ahead][1])
    ):
        return Link(title, [names.someone(ahead)], leads=True)
    return Link(title, [])


def _with_standing(title: Title, gap: str) -> Title:
    """Read "formerly Japan's trade minister", "nominated as trade representative"."""
    if title.standing == "current" and _PAST.search(gap):
        return replace(title, standing="former")
    return replace(title, standing="nominee") if title.standing == "current" and _TO_COME.search(gap) else title


def _is_subject(scene: Scene, title: Title) -> bool:
    """Say whether a title is what the next words are about: "Saito, a spokesman said", "the president's adviser"."""
    words = scene.words
    after = title.right + 1
    if after >= len(words):
        return False
    told = words.joined(title.right) and words.lows[after] in SPEECH
    return words.owns(title.last) or (told and title.determined)


def _may_lead(scene: Scene, title: Title, last: int) -> bool:
    """Say whether a title leads a name behind a comma: it opens its sentence, or the name is closed off too."""
    words = scene.words
    told_as = words.joined(title.left - 1) and words.lows[title.left - 1] == "as"  # "as president, Ann Pool"
    if not (title.determined or title.extended or title.owner or told_as):
        return False
    before = words.gap(title.left - 1)
    opens = title.left == 0 or "\n" in before or before.rstrip(" “\"'‘")[-1:] in (".", "!", "?")
    opens = opens or told_as
    speaks = last + 1 < len(words) and words.joined(last) and words.lows[last + 1] in SPEECH
    return opens or speaks or words.gap(last).lstrip("”\"'’ ")[:1] in (",", ".", ";", ":", ")", "—", "–")


def _ahead(scene: Scene, title: Title, names: _Names) -> int | None:
    """Return the mention that begins within three words behind the title."""
    return next((names.starting[i] for i in range(title.right + 1, title.right + 4) if i in names.starting), None)


def _behind(scene: Scene, title: Title, names: _Names) -> int | None:
    """Return the mention that ends before the title and is its subject."""
    for last in range(title.left - 1, max(title.left - 9, -1), -1):
        if last in names.ending:
            gap = between(scene, last, title.left)
            return names.ending[last] if _FOLLOWS.fullmatch(gap) and (title.determined or gap.strip()) else None
    return None
