"""What the learned heads look at: named features of a trigger, and of a link from a trigger to a value.

Features are strings. Their names are part of the trained weights: a change here asks for training anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.events.gist import Gist, Unit
from extractor.events.status import CUES
from extractor.knowledge.trade_terms import TERMS

NEAR = 4
WIDE = 12
BETWEEN = 8
CLAUSE_ENDS = frozenset("; : - -- – — but while although though whereas which who".split())
QUOTES = frozenset({'"', "“", "”", "``", "''"})
MODALS = frozenset(
    "will would could may might can should must shall 'll 'd not n't if unless until after before to had has have "
    "been be being is are was were".split()
)
TRADE = frozenset({"tariff", "flow"})
MODIFIERS = frozenset({"trade", "import", "export"})
AMOUNTS = frozenset("volume volumes flow flows turnover figures value data growth growths sales revenue".split())
EDGE = Unit("<edge>", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may name a trade fact: its place, the kind its word speaks for, how much of trade the story is."""

    sentence: int
    unit: int
    term: str
    topic: int = 0


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Cut the commonest endings, so that "impose", "imposed" and "imposing" share a feature."""
    for ending in ("ations", "ation", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def candidates(story: Gist) -> Iterator[Candidate]:
    """Yield each unit that may name a fact: trade terms, and rates in sentences that speak of a measure."""
    terms = [[TERMS.get(unit.word) if unit.sort is None else None for unit in sentence] for sentence in story]
    topic = min(int(sum(term in TRADE for row in terms for term in row) ** 0.5), 6)
    for index, row in enumerate(terms):
        speaks_of_measure = "tariff" in row or "measure" in row
        for position, term in enumerate(row):
            if term is not None:
                if not _names_nothing(story[index], position):
                    yield Candidate(index, position, term, topic)
            elif speaks_of_measure and story[index][position].sort == "percentage":
                yield Candidate(index, position, "percentage", topic)


def _names_nothing(sentence: list[Unit], position: int) -> bool:
    """Whether a trade term only describes the noun behind it ("trade war", "import duties") or is of "ruled out"."""
    if position + 1 == len(sentence):
        return False
    word, follower = sentence[position].word, sentence[position + 1]
    if follower.word == "out":
        return word.startswith("rul")
    return word in MODIFIERS and follower.tag.startswith("NN") and follower.word not in AMOUNTS


def trade_share(story: Gist) -> float:
    """How many words of tariffs and flows the story has, by the sentence: a measure of how much it is about trade."""
    words = sum(TERMS.get(unit.word) in TRADE for sentence in story for unit in sentence if unit.sort is None)
    return words / max(1, len(story))


def clause(sentence: list[Unit], position: int) -> tuple[int, int]:
    """First and behind-last unit of the clause around `position`, as far as marks and conjunctions tell."""
    first = position
    while first > 0 and sentence[first - 1].word not in CLAUSE_ENDS:
        first -= 1
    behind = position + 1
    while behind < len(sentence) and sentence[behind].word not in CLAUSE_ENDS:
        behind += 1
    return first, behind


def trigger_features(story: Gist, candidate: Candidate) -> list[str]:
    """Features of a candidate for what it names, its status, and whether it answers another measure."""
    sentence, position = story[candidate.sentence], candidate.unit
    first, behind = clause(sentence, position)
    own = sentence[position].word
    out = ["term=" + candidate.term, "w=" + own, f"place={min(candidate.sentence, 3)}"]
    out += [f"topic={candidate.topic}", f"topic={candidate.topic}:{candidate.term}"]
    out += [f"head:{candidate.term}:{unit.word}" for unit in story[0] if unit.word in TERMS]
    out += _neighbours(sentence, position, own)
    for index in range(first, behind):
        side = "l" if index < position else "r"
        word = sentence[index].word
        if index != position:
            out.append(f"clause:{stem(word)}")
            out.append(f"clause:{candidate.term}:{side}:{stem(word)}")
        if word in MODALS:
            out.append(f"modal:{side}:{word}")
    out += _cues(sentence[first:position], "l")
    out += _cues(sentence[position + 1 : behind], "r")
    for unit in sentence:
        out.append("s=" + stem(unit.word))
    out += _verbs(sentence, position, candidate.term)
    sorts = Counter(unit.sort for unit in sentence[max(0, position - WIDE) : position + WIDE] if unit.sort)
    out += [f"has:{candidate.term}:{sort}:{min(count, 2)}" for sort, count in sorts.items()]
    if sum(unit.word in QUOTES for unit in sentence[:position]) % 2:
        out.append("quoted")
    if candidate.sentence:
        out += [f"before={stem(unit.word)}" for unit in story[candidate.sentence - 1] if unit.word in TERMS]
    if not any(unit.tag.startswith("V") or unit.tag == "MD" for unit in sentence):
        out.append("verbless")
    return out


def _neighbours(sentence: list[Unit], position: int, own: str) -> Iterator[str]:
    around = {
        offset: sentence[position + offset].word if 0 <= position + offset < len(sentence) else "<edge>"
        for offset in range(-NEAR, NEAR + 1)
    }
    for offset, word in around.items():
        if offset:
            yield f"n{offset}={stem(word)}"
            yield f"{'l' if offset < 0 else 'r'}near={stem(word)}:{own}"
    yield f"n-2-1={around[-2]} {around[-1]}"
    yield f"n+1+2={around[1]} {around[2]}"
    yield f"n-1w={stem(around[-1])} {own}"
    yield f"wn+1={own} {stem(around[1])}"
    yield f"n-3-2-1={around[-3]} {around[-2]} {around[-1]}"


def _cues(units: list[Unit], side: str) -> Iterator[str]:
    """The words that speak for a status, as their status and as themselves."""
    text = " ".join(unit.word for unit in units)
    for status, pattern in CUES.items():
        for match in pattern.finditer(text):
            yield f"cue:{status}:{side}"
            yield f"cue:{side}:{match[0]}"


def _verbs(sentence: list[Unit], position: int, term: str) -> Iterator[str]:
    """The nearest verbs on both sides, with their tags and what stands before them."""
    for side, indices in (("l", range(position - 1, -1, -1)), ("r", range(position + 1, len(sentence)))):
        found = 0
        for index in indices:
            unit = sentence[index]
            if not unit.tag.startswith("V") and unit.tag != "MD":
                continue
            found += 1
            yield f"verb{side}{found}={stem(unit.word)}"
            yield f"verb{side}{found}:{term}={stem(unit.word)}"
            yield f"tag{side}{found}={unit.tag}"
            previous = sentence[index - 1].word if index else "<edge>"
            yield f"aux{side}{found}={previous} {unit.tag}"
            if found == 3:
                break


def link_features(sentence: list[Unit], trigger: int, value: int, label: str) -> list[str]:
    """Features of a link between two units of one sentence; `label` is what the trigger was found to name."""
    distance = value - trigger
    side = "r" if distance > 0 else "l"
    low, high = sorted((trigger, value))
    inner = sentence[low + 1 : high]
    own = sentence[trigger].word
    kind = label.partition("/")[0]
    before, before2 = _at(sentence, value - 1), _at(sentence, value - 2)
    after, after2 = _at(sentence, value + 1), _at(sentence, value + 2)
    same = sum(unit.sort == sentence[value].sort for unit in inner)
    near = f"{side}{min(abs(distance), 12) // 2}"
    out = [
        f"near={near}",
        f"near:{label}={near}",
        f"same={min(same, 3)}:{side}",
        f"form={sentence[value].tag}:{kind}",
        f"b={before.word}:{side}",
        f"b:{kind}={before.word}:{side}",
        f"b:{label}={before.word}:{side}",
        f"b2={before2.word} {before.word}:{kind}",
        f"a={after.word}:{side}",
        f"a:{kind}={after.word}:{side}",
        f"a:{label}={after.word}:{side}",
        f"a2={after.word} {after2.word}:{kind}",
        f"ba={before.word}_{after.word}:{kind}",
        f"own={own}:{side}:{before.word}",
        f"own={own}:{side}:{after.word}",
    ]
    if len(inner) <= BETWEEN:
        out += [f"in:{kind}:{side}:{stem(unit.word)}" for unit in inner]
        out.append(f"path:{kind}:{side}:" + " ".join(stem(unit.word) for unit in inner[:5]))
    verbs = [unit for unit in inner if unit.tag.startswith("V")]
    for unit in verbs[:1] + verbs[-1:]:
        out.append(f"v:{label}:{side}:{stem(unit.word)}:{unit.tag}")
    out.append(f"verbs={min(len(verbs), 3)}:{side}:{kind}")
    if any(unit.word == "by" for unit in inner):
        out.append(f"by:{side}:{kind}")
    if any(unit.word in CLAUSE_ENDS or unit.word == "," for unit in inner):
        out.append(f"clause-between:{side}:{kind}")
    return out


def _at(sentence: list[Unit], index: int) -> Unit:
    return sentence[index] if 0 <= index < len(sentence) else EDGE
