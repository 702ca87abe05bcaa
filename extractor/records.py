"""The records that `extract` writes: one Story for each story read.

This file is the contract with everyone downstream, and docs/records.md with its JSON Schema are made from it.
Nothing is guessed: what a story does not give is null or an empty list, never 0 and never a made-up day.

Names are the field's own: ISO 3166-1 alpha-3 for countries (and `EUN`, the UN Comtrade code of the European
Union), TIMEX3 (TimeML, ISO 24617-1) for time values, HS 2022 for goods, and for trade events the reporter and
partner of UN Comtrade (`actors`, `targets`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = "1"

Kind = Literal["tariff", "restriction", "talks", "agreement", "investigation", "dispute", "flow"]
Status = Literal["actual", "planned", "possible", "ruled_out"]
Indicator = Literal["exports", "imports", "balance", "trade"]
Action = Literal[
    "impose", "raise", "cut", "suspend", "remove", "exempt", "keep",
    "hold", "request", "break_off", "reach", "sign", "reject",
    "open", "close", "file", "rule", "settle", "rise", "fall", "level",
]  # fmt: skip

MEASURE_ACTIONS: tuple[Action, ...] = ("impose", "raise", "cut", "suspend", "remove", "exempt", "keep")
ACTIONS: dict[Kind, tuple[Action, ...]] = {
    "tariff": MEASURE_ACTIONS,
    "restriction": MEASURE_ACTIONS,
    "talks": ("hold", "request", "break_off"),
    "agreement": ("reach", "sign", "reject"),
    "investigation": ("open", "close"),
    "dispute": ("file", "rule", "settle"),
    "flow": ("rise", "fall", "level"),
}
KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)

Alpha3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Alpha2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
NonEmpty = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """A frozen, closed record: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Record):
    """Where a value comes from: `story_text[start:end] == text`, counted in Unicode code points."""

    start: Annotated[int, Field(ge=0, description="offset of the first character")]
    end: Annotated[int, Field(ge=0, description="offset behind the last character")]
    text: Annotated[str, Field(description="the piece of the story, repeated")]

    @model_validator(mode="after")
    def _length_is_that_of_the_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not have the length of its text {self.text!r}")
        return self


class Role(Record):
    """An office or occupation that the story gives a person."""

    title: Annotated[
        NonEmpty, Field(description="without article and without the country's words: 'Treasury Secretary'")
    ]
    of: Annotated[str | None, Field(description="alpha-3 code of the state, else the organisation as written")] = None
    standing: Literal["current", "former", "acting", "nominee"] = "current"
    mention: Span


class Person(Record):
    """One person of the story with all mentions of that person, short forms too."""

    name: Annotated[NonEmpty, Field(description="fullest form in the story, without title")]
    roles: tuple[Role, ...] = ()
    country: Annotated[Alpha3 | None, Field(description="country whose office the person holds")] = None
    mentions: Annotated[tuple[Span, ...], Field(min_length=1)]


class CountryMention(Span):
    """One place where a country is named, and in what form."""

    form: Literal["name", "abbreviation", "demonym", "capital", "government"]


class Country(Record):
    """A country, territory or bloc that the story names in any form."""

    code: Annotated[
        Alpha3, Field(description="ISO 3166-1 alpha-3; EUN the European Union; of other groups see countries.csv")
    ]
    alpha2: Alpha2 | None = None
    name: NonEmpty
    kind: Literal["country", "territory", "bloc"] = "country"
    mentions: Annotated[tuple[CountryMention, ...], Field(min_length=1)]


class Percentage(Record):
    """A percentage as a number (`value`) or a range (`low`, `high`)."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Literal["percent", "percentage_point", "basis_point"] = "percent"
    qualifier: Literal["about", "at_least", "at_most", "more_than", "less_than", "up_to"] | None = None
    mention: Span

    @model_validator(mode="after")
    def _number_or_range(self) -> Self:
        is_range = self.low is not None and self.high is not None and self.value is None
        is_number = self.value is not None and self.low is None and self.high is None
        if not (is_range or is_number):
            raise ValueError("a percentage has either `value` or both `low` and `high`")
        return self


class Date(Record):
    """A calendar expression with its TIMEX3 value, resolved against the publication date."""

    value: Annotated[
        NonEmpty, Field(description="TIMEX3: 2025-04-16, 2025-W15, 2025-Q2, P90D, PRESENT_REF, XXXX-04-02")
    ]
    kind: Literal["date", "time", "duration", "set"] = "date"
    earliest: Annotated[dt.date | None, Field(description="first day of the value; null for durations")] = None
    latest: Annotated[
        dt.date | None, Field(description="last day of the value, or of the stretch that it opens (1979-81), inclusive")
    ] = None
    modifier: Literal["start", "mid", "end", "approx", "before", "after"] | None = None
    mention: Span

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"latest {self.latest} lies before earliest {self.earliest}")
        return self


class Subject(Record):
    """What the wire says the story is about, in IPTC's codes."""

    code: Annotated[
        NonEmpty, Field(pattern=r"^(medtop|subj):\d{8}$", description="of the Media Topics, or the older Subject Codes")
    ]
    name: Annotated[str | None, Field(description="as the wire has it, in its language")] = None


class Product(Record):
    """Goods or services of an event."""

    text: Annotated[NonEmpty, Field(description="the shortest noun phrase that still names the good")]
    hs: Annotated[tuple[str, ...], Field(description="HS 2022 chapters or headings that the words support")] = ()
    mention: Span


class Rate(Percentage):
    """A percentage of an event: its level, the level before, or the size of a change."""

    role: Literal["rate", "previous", "change"] = "rate"


class EventDate(Date):
    """A date of an event."""

    role: Literal["date", "effective", "until", "duration"] = "date"


class EventPerson(Record):
    """A person who states, decides or takes part; `name` as in `people`."""

    name: NonEmpty
    part: Literal["speaker", "participant"]


class Event(Record):
    """One trade fact of the story, all its mentions merged."""

    id: Annotated[NonEmpty, Field(description="the same story and fact give the same id on every run and machine")]
    kind: Kind
    action: Action
    indicator: Annotated[Indicator | None, Field(description="for flows alone: what the figure counts")] = None
    status: Status
    cue: Annotated[Span | None, Field(description="the words that decide `status`; null when plainly actual")] = None
    condition: Annotated[Span | None, Field(description="'unless a deal is reached by Aug. 1'")] = None
    retaliatory: bool = False
    actors: Annotated[tuple[Alpha3, ...], Field(description="who imposes, talks, agrees, complains, reports")] = ()
    targets: Annotated[tuple[Alpha3, ...], Field(description="whom it hits; WLD when the story says everyone")] = ()
    products: tuple[Product, ...] = ()
    rates: tuple[Rate, ...] = ()
    dates: tuple[EventDate, ...] = ()
    people: tuple[EventPerson, ...] = ()
    legal_basis: Annotated[tuple[str, ...], Field(description="'Section 232', 'IEEPA', 'WTO DS597', as written")] = ()
    trigger: Annotated[Span, Field(description="the word that names the fact")]
    evidence: Annotated[tuple[Span, ...], Field(min_length=1, description="sentences that state it, best first")]
    confidence: Annotated[
        float, Field(ge=0, le=1, description="chance that kind, action, actors, targets, rates are right")
    ]

    @model_validator(mode="after")
    def _kind_allows_action(self) -> Self:
        if self.action not in ACTIONS[self.kind]:
            raise ValueError(f"{self.kind} has no action {self.action}; it has {', '.join(ACTIONS[self.kind])}")
        if (self.indicator is not None) != (self.kind == "flow"):
            raise ValueError("flows, and only flows, have an indicator")
        return self


class Story(Record):
    """Everything read out of one story, each list in order of first mention."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: Annotated[NonEmpty, Field(description="the wire's own id, else 16 hex digits of the text's SHA-256")]
    source: Annotated[
        str, Field(description="path, member ('news.zip!/a.xml') or URL it was read from; '-' for standard input")
    ]
    version: Annotated[str | None, Field(description="which version of the story `id` this is, as the wire counts")] = (
        None
    )
    corrects: Annotated[
        tuple[str, ...], Field(description="ids of stories that this one corrects, updates or replaces")
    ] = ()
    usage: Annotated[
        Literal["usable", "withheld", "canceled"] | None, Field(description="what the wire lets its clients do with it")
    ] = None
    publisher: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Annotated[AwareDatetime | dt.date | None, Field(description="anchor of every relative date")] = None
    published_from: Literal["option", "metadata", "dateline", "text"] | None = None
    language: Annotated[str, Field(description="ISO 639-1")] = "en"
    subjects: Annotated[tuple[Subject, ...], Field(description="the wire's own subject codes")] = ()
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the story's text in UTF-8")]
    text: Annotated[str | None, Field(description="the story's text, with --with-text")] = None
    people: tuple[Person, ...] = ()
    countries: tuple[Country, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    dates: tuple[Date, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_each_once(self) -> Self:
        codes, ids = [country.code for country in self.countries], [event.id for event in self.events]
        if twice := sorted({each for each in codes if codes.count(each) > 1}):
            raise ValueError(f"countries {twice} are there twice")
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"events {twice} are there twice")
        return self

    @model_validator(mode="after")
    def _is_one_whole(self) -> Self:
        known = {country.code for country in self.countries} | {"WLD"}
        people = {person.name for person in self.people}
        for event in self.events:
            if strange := {*event.actors, *event.targets} - known:
                raise ValueError(f"event {event.id} names {sorted(strange)}, which are not among the story's countries")
            if strange := {person.name for person in event.people} - people:
                raise ValueError(f"event {event.id} names {sorted(strange)}, who are not among the story's people")
        if self.text is not None:
            for span in spans(self):
                if self.text[span.start : span.end] != span.text:
                    raise ValueError(f"span {span.start}:{span.end} is not {span.text!r} in the story's text")
        return self


def spans(value: Any) -> Iterator[Span]:
    """Yield every span inside a record, however deep."""
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, Span):
            yield one
        elif isinstance(one, (Record, tuple)):
            inside = one if isinstance(one, tuple) else vars(one).values()
            todo += [item for item in reversed(inside) if isinstance(item, (Record, tuple))]
