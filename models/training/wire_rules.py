r"""The grammar that `wire` writes with: files of rules, each with its alternatives.

    == lead                                 a rule; each line below is one alternative
    *3 <A|The> [court=ORG] in {city} ...    taken three times as often
    ^ SOCCER - {team} BEAT {team#2}.        put in capitals as a whole
    %% city GPE                             a list: entries parted by ";", each a mention with this label

    <a|b|>                  a choice, may be nested and empty
    [words=ORG]             a mention; mentions inside it are not marked;  [words=O] no mention, whatever stands inside
    {rule}                  any alternative of the rule;  {rule^} in capitals, {rule>} with a first capital
    {rule#1}                the same each time within one text
    {person#1.s}            a form of a made thing (wire_people, wire_things): here the surname
    {n:3-90} {d:1-9} {dd:1-9} {N:1000-90000}    a number: whole, one decimal, two decimals, with commas
    {rule*2-6:n}            repeated, each time with people of its own; parted by a line break (n), blank (s), comma (c)
    a~                      "a" or "an", as the next letter asks;  \n a line break

Marks in the finished string are characters of the private use area, which `strip_marks` turns into spans.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path

from wire_people import make_person
from wire_things import make_city, make_country, make_firm, make_team

LABELS = ("", "PERSON", "ORG", "GPE", "LOC", "NORP", "ROLE", "PRODUCT")
_OPEN = {label or "O": chr(0xE010 + number) for number, label in enumerate(LABELS)}
_CLOSE = "\ue000"
_MARK = re.compile("[\ue000-\ue0ff]")
_ARTICLE = re.compile('\\b([Aa])~( ?[\ue000-\ue0ff"“‘]*)(?=(.))')
_LOOSE = re.compile(r"(?:,(?=[\ue000-\ue0ff]*,)| +)([.,;:](?=\s|$|[\ue000-\ue0ff])|\n|$)|  +")
_LINE_START = re.compile(r"\n +")
_TWO_STOPS = re.compile("\\.([\ue000-\ue0ff]+)\\.(?!\\.)")
_SLOT = re.compile(r"(\w+)(?:#(\w+))?(?:\.(\w+))?(?:\*(\d+)-(\d+):(\w))?(?::([\d.]+)-([\d.]+))?([\^>]?)$")
_NAMED = re.compile(r"\{(\w+)")
_SEPARATORS = {"n": "\n", "s": " ", "c": ", "}
_NUMBERS = {"n": "{:.0f}", "d": "{:.1f}", "dd": "{:.2f}", "N": "{:,.0f}"}

Thing = dict[str, str]
Node = Callable[["Telling"], str]
_MAKERS: dict[str, Callable[[random.Random], Thing]] = {
    "person": make_person,
    "country": make_country,
    "city": make_city,
    "firm": make_firm,
    "team": make_team,
}


def mark(text: str, label: str) -> str:
    """Return `text` as a mention; a text that carries marks already loses them when they are stripped."""
    return f"{_OPEN[label]}{text}{_CLOSE}"


class Telling:
    """One text in the making: its dice, and what was chosen under a number ("person#1")."""

    def __init__(self, rules: dict[str, _Rule], rng: random.Random) -> None:
        self.rules, self.rng = rules, rng
        self.chosen: dict[tuple[str, str], Thing] = {}

    def thing(self, name: str, key: str) -> Thing:
        """Return the thing or text named, the same each time where it has a key."""
        found = self.chosen.get((name, key)) if key else None
        if found is None:
            found = self._new(name)
            if key:
                self.chosen[name, key] = found
        return found

    def _new(self, name: str) -> Thing:
        maker = _MAKERS.get(name)
        return _marked(maker(self.rng)) if maker else {"": self.rules[name].write(self)}


def _marked(thing: Thing) -> Thing:
    """Mark the forms that stand with a label: {"s:PERSON": "Li"} -> {"s": marked "Li"}."""
    return {
        form.partition(":")[0]: mark(text, label) if (label := form.partition(":")[2]) else text
        for form, text in thing.items()
    }


class _Rule:
    """Weighted alternatives."""

    def __init__(self, nodes: list[Node], weights: list[float]) -> None:
        self.nodes, self.reach = nodes, list(accumulate(weights))

    def write(self, telling: Telling) -> str:
        return self.nodes[bisect(self.reach, telling.rng.random() * self.reach[-1])](telling)


class Writer:
    """The rules of all grammar files, ready to write."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.rules: dict[str, _Rule] = {}
        asked: set[str] = set()
        for path in paths:
            for name, lines, label in _blocks(path.read_text(encoding="utf-8")):
                if name in self.rules:
                    raise ValueError(f"{path}: the rule {name} is there already")
                self.rules[name] = _list(lines, label) if label else _rule(lines)
                asked.update(() if label else _NAMED.findall("\n".join(lines)))
        missing = sorted(asked - self.rules.keys() - _MAKERS.keys() - _NUMBERS.keys())
        if missing:
            raise ValueError(f"no rule for {{{missing[0]}}}")

    def write(self, name: str, rng: random.Random) -> str:
        """Write one text by the rule `name`, with marks."""
        text = self.rules[name].write(Telling(self.rules, rng))
        text = _ARTICLE.sub(lambda m: m[1] + ("n" if m[3] in "aeioAEIO" else "") + m[2], text)
        return _LINE_START.sub("\n", _LOOSE.sub(lambda m: m[1] or " ", _TWO_STOPS.sub(r".\1", text)))


def strip_marks(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without marks, and its outermost mentions."""
    pieces, spans, at, last, depth = [], [], 0, 0, 0
    first, label = 0, ""
    for found in _MARK.finditer(text):
        pieces.append(text[last : found.start()])
        at += found.start() - last
        last = found.end()
        if found[0] != _CLOSE:
            depth += 1
            if depth == 1:
                first, label = at, LABELS[ord(found[0]) - 0xE010]
        else:
            depth -= 1
            if depth == 0 and at > first:
                spans.append((first, at, label))
    return "".join([*pieces, text[last:]]), [span for span in spans if span[2]]


def _blocks(text: str) -> Iterable[tuple[str, list[str], str]]:
    name, label, lines = "", "", list[str]()
    for line in text.splitlines():
        if line.startswith(("== ", "%% ")):
            if name:
                yield name, lines, label
            _, name, *rest = line.split()
            label, lines = (rest[0] if rest else "") if line[0] == "%" else "", []
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    yield name, lines, label


def _list(lines: list[str], label: str) -> _Rule:
    entries = [entry.strip() for line in lines for entry in line.split(";") if entry.strip()]
    return _Rule([_constant(mark(entry, label) if label != "-" else entry) for entry in entries], [1.0] * len(entries))


def _rule(lines: list[str]) -> _Rule:
    nodes, weights = [], []
    for line in lines:
        weight, text = re.match(r"(?:\*([\d.]+) )?(.*)$", line).groups()  # type: ignore[union-attr]
        upper = text.startswith("^ ")
        node = _sequence(text[2:] if upper else text)
        nodes.append(_upper(node) if upper else node)
        weights.append(float(weight or 1))
    return _Rule(nodes, weights)


def _constant(text: str) -> Node:
    return lambda telling: text


def _upper(node: Node) -> Node:
    return lambda telling: node(telling).upper()


def _sequence(text: str) -> Node:
    nodes, at = [], 0
    for start, end in _groups(text):
        if text[at:start]:
            nodes.append(_constant(text[at:start].replace("\\n", "\n")))
        nodes.append(_group(text[start], text[start + 1 : end]))
        at = end + 1
    if text[at:]:
        nodes.append(_constant(text[at:].replace("\\n", "\n")))
    if len(nodes) == 1:
        return nodes[0]
    return lambda telling: "".join([node(telling) for node in nodes])


def _groups(text: str) -> Iterable[tuple[int, int]]:
    """Yield where each outermost bracket opens and closes."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in "<[{":
            if not depth:
                start = at
            depth += 1
        elif char in ">]}" and depth and text[at : at + 2] != ">}":
            depth -= 1
            if not depth:
                yield start, at
    if depth:
        raise ValueError(f"a bracket is left open: {text}")


def _group(kind: str, inside: str) -> Node:
    if kind == "<":
        nodes = [_sequence(part) for part in _parts(inside)]
        return lambda telling: nodes[int(telling.rng.random() * len(nodes))](telling)
    if kind == "[":
        words, _, label = inside.rpartition("=")
        node = _sequence(words)
        return lambda telling: mark(node(telling), label)
    return _slot(inside)


def _parts(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "<[{") - (char in ">]}" and text[at : at + 2] != ">}")
        if char == "|" and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _slot(inside: str) -> Node:
    found = _SLOT.match(inside)
    if not found:
        raise ValueError(f"no slot: {inside}")
    name, key, form, least, most, separator, low, high, case = found.groups()
    if low:
        return _number(_NUMBERS[name], float(low), float(high))
    if least:
        return _repeat(name, int(least), int(most), _SEPARATORS[separator])
    key, form = key or "", form or ""
    if case == "^":
        return lambda telling: telling.thing(name, key)[form].upper()
    if case == ">":
        return lambda telling: _capital(telling.thing(name, key)[form])
    return lambda telling: telling.thing(name, key)[form]


def _capital(text: str) -> str:
    return re.sub(r"[^\W\d_]", lambda m: m[0].upper(), text, count=1)


def _number(form: str, low: float, high: float) -> Node:
    return lambda telling: form.format(low + telling.rng.random() * (high - low))


def _repeat(name: str, least: int, most: int, separator: str) -> Node:
    def write(telling: Telling) -> str:
        count = telling.rng.randint(least, most)
        return separator.join([telling.rules[name].write(Telling(telling.rules, telling.rng)) for _ in range(count)])

    return write
