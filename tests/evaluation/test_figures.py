"""Figures worked out by hand on two small stories."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluation.compare import Comparison, differing
from extractor.evaluation.errors import EventError, PartError, find_errors
from extractor.evaluation.figures import FIGURES, Count, figures
from extractor.evaluation.gold import Annotation
from extractor.evaluation.views import StoryView, of_annotation, of_record, shown
from extractor.records import Story

TEXT = "LIMA, March 3 - Peru put a 5% duty on Chilean grapes, Trade Minister Ana Rojas said on Monday."


def annotation(**parts: Any) -> Annotation:
    empty: dict[str, Any] = {key: [] for key in ("people", "countries", "percentages", "dates", "events")}
    return Annotation.model_validate({"id": "s", "published": None, **empty, **parts})


def view(**parts: Any) -> StoryView:
    return of_annotation(annotation(**parts), TEXT)


def event(kind: str, action: str, status: str, **parts: Any) -> dict[str, Any]:
    return {"kind": kind, "action": action, "status": status, "anchor": "put a 5% duty", **parts}


DUTY = event(
    "tariff", "impose", "actual", actors=["PER"], targets=["CHL"], products=["grapes"], people=["Ana Rojas"],
    rates=[{"value": 5}], dates=[{"value": "2025-03-03"}],
)  # fmt: skip
DUTY_FOUND = event(
    "tariff", "impose", "planned", actors=["PER"], targets=["CHL"], products=["table grapes"], people=["Rojas"],
    rates=[{"value": 5, "role": "previous"}],
)  # fmt: skip
TALKS = event("talks", "hold", "planned", actors=["CHL", "PER"])
FLOW = event("flow", "rise", "actual", indicator="exports", actors=["CHL"], rates=[{"value": 9, "role": "change"}])
GOLD = view(
    people=[{"name": "Ana Rojas", "roles": [{"title": "Trade Minister", "of": "PER"}, {"title": "economist"}]}],
    countries=["CHL", "PER"],
    percentages=[{"text": "5%", "value": 5}],
    dates=[{"text": "March 3", "value": "2025-03-03"}, {"text": "Monday", "value": "2025-03-03"}],
    events=[DUTY, TALKS],
)
FOUND = view(
    people=[
        {"name": "Rojas", "roles": [{"title": "Minister", "of": "CHL"}]},
        {"name": "Luis Vega", "roles": [{"title": "envoy"}]},
    ],
    countries=["PER", "USA", "MEX"],
    percentages=[{"text": "5%", "value": 5}, {"text": "5%", "value": 5}],
    dates=[{"text": "Monday", "value": "2025-03-10"}],
    events=[FLOW, DUTY_FOUND],
)


# right, found, gold, and F1 worked out by hand
@pytest.mark.parametrize(
    ("name", "count", "f1"),
    [
        ("people", (1, 2, 1), 66.7),
        ("roles", (1, 2, 2), 50.0),
        ("roles.of", (0, 2, 2), 0.0),
        ("countries", (1, 3, 2), 40.0),
        ("percentages", (1, 2, 1), 66.7),
        ("dates.span", (1, 1, 2), 66.7),
        ("dates.value", (0, 1, 2), 0.0),
        ("events.found", (1, 2, 2), 50.0),
        ("events.frame", (0, 2, 2), 0.0),
        ("events.core", (1, 2, 2), 50.0),  # the rate is right, whatever its role
        ("events.slots", (5, 11, 12), 43.5),
        ("slot.type", (1, 2, 2), 50.0),
        ("slot.status", (0, 2, 2), 0.0),
        ("slot.retaliatory", (0, 0, 0), 0.0),
        ("slot.actors", (1, 2, 3), 40.0),
        ("slot.targets", (1, 1, 1), 100.0),
        ("slot.rates", (0, 2, 1), 0.0),
        ("slot.dates", (0, 0, 1), 0.0),
        ("slot.products", (1, 1, 1), 100.0),
        ("slot.people", (1, 1, 1), 100.0),
        ("kind.tariff", (1, 1, 1), 100.0),
        ("kind.talks", (0, 0, 1), 0.0),
        ("kind.flow", (0, 1, 0), 0.0),
    ],
)
def test_one_story(name: str, count: tuple[int, int, int], f1: float) -> None:
    assert figures([Comparison(GOLD, FOUND)])[name] == Count(*count)
    assert Count(*count).f1 == f1


def test_stories_are_added_up_before_shares_are_taken() -> None:
    both = figures([Comparison(GOLD, FOUND), Comparison(GOLD, GOLD)])["countries"]
    assert (both.right, both.found, both.gold) == (3, 5, 4)
    assert (both.precision, both.recall, both.f1) == (60.0, 75.0, 66.7)


def test_what_is_annotated_is_right_against_itself() -> None:
    for name, count in figures([Comparison(GOLD, GOLD)]).items():
        assert count.right == count.found == count.gold, name


def test_every_figure_is_there_without_a_story() -> None:
    assert figures([]) == dict.fromkeys(FIGURES, Count())


def test_events_are_paired_so_that_most_values_agree() -> None:
    one, two = {**DUTY, "targets": ["CHL"]}, {**DUTY, "targets": ["BRA"]}
    assert Comparison(view(events=[one, two]), view(events=[two, one])).events == [(0, 1), (1, 0)]


def test_events_of_two_kinds_are_never_paired() -> None:
    assert Comparison(view(events=[DUTY]), view(events=[{**DUTY, "kind": "restriction"}])).events == []


def test_a_range_is_no_number() -> None:
    ranged = view(percentages=[{"text": "5 to 6%", "value": [5, 6]}])
    counts = figures([Comparison(ranged, view(percentages=[{"text": "5%", "value": 5}]))])
    assert counts["percentages"] == Count(0, 1, 1)


def test_a_unit_counts() -> None:
    points = view(percentages=[{"text": "5 points", "value": 5, "unit": "percentage_point"}])
    assert figures([Comparison(points, GOLD)])["percentages"] == Count(0, 1, 1)


def test_the_errors_are_told_by_slot() -> None:
    errors = find_errors(Comparison(GOLD, FOUND))
    assert [(error.sort, list(error.slots)) for error in errors.events] == [
        ("missed", []),
        ("spurious", []),
        ("differs", ["status", "rates", "dates"]),
    ]
    assert differing(GOLD.events[0], FOUND.events[1]) == ["status", "rates", "dates"]
    assert errors.parts == [
        PartError("person", None, "Luis Vega; envoy"),
        PartError("role of Ana Rojas", "economist", None),
        PartError("role of Ana Rojas", "Trade Minister of PER", "Minister of CHL"),
        PartError("country", "CHL", None),
        PartError("country", None, "MEX"),
        PartError("country", None, "USA"),
        PartError("percentage", None, "“5%”: 5%"),
        PartError("date", "“Monday”: 2025-03-03", "“Monday”: 2025-03-10"),
        PartError("date", "“March 3”: 2025-03-03", None),
    ]


def test_what_is_right_is_no_error() -> None:
    assert len(find_errors(Comparison(GOLD, GOLD))) == 0


def test_slots_are_shown_as_people_write_them() -> None:
    duty, flow = GOLD.events[0], FOUND.events[0]
    assert [shown(flow, "type"), shown(flow, "rates"), shown(duty, "dates")] == [
        "flow rise exports", "9% (change)", "2025-03-03 (date)",
    ]  # fmt: skip
    assert [shown(duty, slot) for slot in ("actors", "products", "people", "retaliatory")] == [
        "PER", "grapes", "Ana Rojas", "",
    ]  # fmt: skip


def span(piece: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(piece)
    return {"start": start, "end": start + len(piece), "text": piece, **more}


def test_a_record_is_seen_like_an_annotation() -> None:
    rate = {"value": 5, "mention": span("5%")}
    date = {"value": "2025-03-03", "mention": span("Monday")}
    record = Story.model_validate(
        {
            "id": "s", "source": "-", "text_sha256": "0" * 64, "text": TEXT,
            "people": [{
                "name": "Ana Rojas", "mentions": [span("Ana Rojas")],
                "roles": [{"title": "Trade Minister", "of": "PER", "mention": span("Trade Minister")}],
            }],
            "countries": [
                {"code": "PER", "name": "Peru", "mentions": [span("Peru", form="name")]},
                {"code": "CHL", "name": "Chile", "mentions": [span("Chilean", form="demonym")]},
            ],
            "percentages": [rate],
            "dates": [date],
            "events": [{
                "id": "e", "kind": "tariff", "action": "impose", "status": "actual", "actors": ["PER"],
                "targets": ["CHL"], "products": [{"text": "grapes", "mention": span("grapes")}], "rates": [rate],
                "dates": [date], "people": [{"name": "Ana Rojas", "part": "speaker"}], "trigger": span("duty"),
                "evidence": [span(TEXT)], "confidence": 0.7,
            }],
        }
    )  # fmt: skip
    same = view(
        people=[{"name": "Ana Rojas", "roles": [{"title": "Trade Minister", "of": "PER"}]}],
        countries=["PER", "CHL"],
        percentages=[{"text": "5%", "value": 5}],
        dates=[{"text": "Monday", "value": "2025-03-03"}],
        events=[DUTY],
    )
    found = of_record(record)
    assert len(find_errors(Comparison(same, found))) == 0
    assert (found.events[0].quote, found.events[0].place, found.events[0].confidence) == (
        "duty", (TEXT.index("duty"), TEXT.index("duty") + 4), 0.7,
    )  # fmt: skip
    assert EventError(same.events[0], found.events[0]).start == TEXT.index("put a 5% duty")
