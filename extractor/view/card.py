"""An event as a card: who did what to whom in a sentence, the rate large, and the other values in rows.

The card's first line leads back to the words in the text. Everything on it that the text names carries the key of the
place (keys.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.records import Event, EventDate, Product, Rate
from extractor.view import words
from extractor.view.facts import asked, fact
from extractor.view.keys import Keys, place
from extractor.view.markup import Html, join, tag
from extractor.view.sentence import EVERYONE, sentence

_DATES = {"date": "When", "effective": "From", "until": "Until", "duration": "For"}
_RATES = {"rate": "Rate", "previous": "Before", "change": "Change"}
_ORDER = ("rate", "change", "previous")
_METER = 36


def card(event: Event, *, number: int, keys: Keys, anchor: str, foot: Html | None = None) -> Html:
    """Return an event of a story as an item of its list of cards; it carries what filters ask for.

    With a `foot`, empty or not, it carries the event's id as well.
    """
    told = asked(fact(event, keys.story))
    return tag(
        "li",
        _top(event, number),
        tag("h3", tag("a", sentence(event, keys.names), href=f"#{anchor}-at-{keys.triggers[event.trigger.start]}")),
        tag("p", *_parties(event, keys), class_="parties"),
        *([tag("p", _rate(first, event, keys), class_="figure")] if (first := _first(event)) else []),
        tag("dl", *_rows(event, keys)),
        tag("blockquote", event.evidence[0].text),
        *filter(None, [foot]),
        class_=f"card {event.kind}",
        id=f"{anchor}-e{number}",
        data_of=f"e{number}",
        data_event=event.id if foot is not None else None,
        **{f"data_{name}": value for name, value in told.items()},
    )


def _top(event: Event, number: int) -> Html:
    meaning = f"{words.STATUS_MEANINGS[event.status]}{f': “{event.cue.text}”' if event.cue else ''}"
    return tag(
        "p",
        tag("span", f"{number}", class_="number"),
        tag("span", words.KIND_WORDS[event.kind], class_="kind"),
        tag("span", words.STATUS_WORDS[event.status], class_=f"status {event.status}", title=meaning),
        *([tag("span", "Retaliation", class_="status")] if event.retaliatory else []),
        confidence(event.confidence),
        class_="top",
    )


def confidence(value: float) -> Html:
    """Return a confidence as a bar and in per cent."""
    bar = tag(
        "svg",
        tag("rect", width=f"{_METER}", height="6", rx="3", class_="rail"),
        tag("rect", width=f"{_METER * value:.1f}", height="6", rx="3", class_="level"),
        viewBox=f"0 0 {_METER} 6",
        aria_hidden="true",
    )
    said = tag("span", "confidence ", class_="unseen")
    return tag("span", bar, said, f"{value:.0%}", class_="confidence", title="how sure the program is")


def _parties(event: Event, keys: Keys) -> Iterator[Html]:
    yield tag("span", *_codes(event.actors, keys), class_="codes")
    if event.targets:
        yield tag("span", "→", class_="arrow", aria_hidden="true")
        yield tag("span", *_codes(event.targets, keys), class_="codes")


def _first(event: Event) -> Rate | None:
    """Return the rate that matters most."""
    return min(event.rates, key=lambda rate: _ORDER.index(rate.role), default=None)


def _codes(codes: Iterable[str], keys: Keys) -> Iterator[Html]:
    for code in codes:
        name = EVERYONE if code == "WLD" else keys.names[code]
        yield tag("abbr", "ALL" if code == "WLD" else code, title=name, data_of=keys.countries.get(code))


def _rate(rate: Rate, event: Event, keys: Keys) -> Html:
    said = words.rate(rate, action=event.action)
    return tag("span", said, data_of=keys.values.get(place(rate.mention)))


def _rows(event: Event, keys: Keys) -> Iterator[Html]:
    yield from _row("Goods", map(_product, event.products))
    for role, name in _RATES.items():
        rates = [rate for rate in event.rates if rate.role == role and rate is not _first(event)]
        yield from _row(name, (_rate(rate, event, keys) for rate in rates))
    for role, name in _DATES.items():
        dates = [date for date in event.dates if date.role == role]
        yield from _row(name, (_date(date, keys) for date in dates))
    for part, name in (("speaker", "Says"), ("participant", "With")):
        people = [person.name for person in event.people if person.part == part]
        yield from _row(name, (tag("span", person, data_of=keys.people[person]) for person in people))
    yield from _row("Law", (tag("span", basis) for basis in event.legal_basis))
    yield from _row("Condition", [tag("q", event.condition.text)] if event.condition else [])


def _row(name: str, values: Iterable[Html]) -> Iterator[Html]:
    if shown := list(values):
        listed = [shown[0], *(part for value in shown[1:] for part in (", ", value))]
        yield join([tag("dt", name), tag("dd", *listed)])


def _product(product: Product) -> Html:
    heading = [" ", tag("small", f"HS {', '.join(product.hs)}")] if product.hs else []
    return tag("span", product.text, *heading)


def _date(date: EventDate, keys: Keys) -> Html:
    said = words.date(date)
    title = date.mention.text if date.mention.text != said else None
    return tag("span", said, title=title, data_of=keys.values.get(place(date.mention)))
