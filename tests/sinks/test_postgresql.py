"""What PostgreSQL is alone in: it may be away for a while, has comments and dates, and has no NUL characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from made import event, story

from extractor.errors import ExtractorError, UsageError
from extractor.sinks import batches, get_database, open_target
from extractor.sinks.relational import faults
from extractor.wire import LONGEST_ID

Ask = Callable[[str, str], list[tuple[Any, ...]]]


@pytest.fixture
def url(new_postgresql: Callable[[], str]) -> str:
    return new_postgresql()


@pytest.fixture
def server(postgresql_server: Any) -> Iterator[Any]:
    """The server, which runs again when the test is over."""
    yield postgresql_server
    postgresql_server.start()


def ids(url: str) -> list[str]:
    return [each.id for each in get_database(url).read(url)]


def test_columns_and_tables_have_comments(url: str, ask: Ask) -> None:
    with open_target(url):
        pass
    assert ask(url, "SELECT obj_description('events'::regclass), col_description('events'::regclass, 4)") == [
        ("One trade fact of the story, all its mentions merged.",
         "one of tariff, restriction, talks, agreement, investigation, dispute, flow"),
    ]  # fmt: skip


def test_days_are_dates(url: str, ask: Ask) -> None:
    with open_target(url) as write:
        write(story("a", published="2025-04-16T23:30:00-04:00"))
    query = "SELECT published_day + 1, published::timestamptz AT TIME ZONE 'UTC' FROM stories"
    assert [str(each) for each in ask(url, query)[0]] == ["2025-04-17", "2025-04-17 03:30:00"]


def test_nul_characters_become_replacement_characters(url: str) -> None:
    for _ in range(2):
        with open_target(url) as write:
            write(story("a\0b", event(), title=r"Duties\0 rose \u0000"))
    [found] = get_database(url).read(url)
    assert (found.id, found.title) == ("a\ufffdb", r"Duties\0 rose \u0000")


def test_a_server_that_starts_anew_costs_nothing(url: str, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SIZE", 1)
    with open_target(url) as write:
        write(story("a"))
        server.stop()
        server.start()
        write(story("b"))
    assert ids(url) == ["a", "b"]


def test_a_lost_connection_is_tried_again_until_the_server_is_there(
    url: str, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(batches, "SIZE", 1)

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            server.start()

    monkeypatch.setattr("tenacity.nap.time.sleep", pause)
    with open_target(url) as write:
        write(story("a"))
        server.stop()
        write(story("b"))
    assert len(pauses) >= 3
    assert ids(url) == ["a", "b"]


def test_a_server_that_stays_away_is_told_in_one_line_without_the_password(
    url: str, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SIZE", 1)
    monkeypatch.setattr(faults, "SECONDS", 1.0)

    def lose() -> None:
        with open_target(url.replace("postgres:@", "postgres:geheim@")) as write:
            server.stop()
            write(story("a"))

    with pytest.raises(ExtractorError) as caught:
        lose()
    said = str(caught.value)
    assert said.startswith("postgresql://postgres:***@/news_")
    assert ": cannot be written: connection " in said
    assert said.endswith(" (try: the same command again once that is mended; with --journal it goes on from here)")
    assert "\n" not in said
    assert "geheim" not in said
    assert (type(caught.value), caught.value.exit_code) == (ExtractorError, 1)


@pytest.mark.parametrize(
    ("target", "shown", "words"),
    [
        ("postgresql://ann:geheim@127.0.0.1:1/x", "postgresql://ann:***@127.0.0.1:1/x", "cannot be opened: connection"),
        ("postgres://ann:geheim@/x?host=/no", "postgres://ann:***@/x?host=/no", "cannot be opened: connection"),
        ("postgresql:///x?host=/no&password=geheim", "postgresql:///x?host=/no&password=***", "cannot be opened"),
        ("postgresql://ann:no@geheim@h:port/x", "postgresql://ann:***@h:port/x", "not a database's URL"),
    ],
)
def test_a_server_that_was_never_there_is_told_at_once(target: str, shown: str, words: str) -> None:
    with pytest.raises(UsageError) as caught, open_target(target):
        pass
    assert str(caught.value).startswith(f"{shown}: {words}")
    assert "geheim" not in str(caught.value)


def test_who_may_not_write_is_told_so(url: str, change: Callable[..., None]) -> None:
    with open_target(url):
        pass
    change(
        url,
        "CREATE ROLE reader LOGIN",
        "GRANT USAGE ON SCHEMA public TO reader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    )
    with (
        pytest.raises(ExtractorError, match="cannot be written: permission denied for table"),
        open_target(url.replace("postgres:@", "reader:@")) as write,
    ):
        write(story())


def test_the_longest_ids_fit_into_its_keys(url: str) -> None:
    signs = "".join(map(chr, range(0x20000, 0x20000 + LONGEST_ID)))  # four bytes each, and nothing to compress
    with open_target(url) as write:
        write(story(signs, event(signs[:16]), corrects=(signs[1:], signs + "x")))
    assert ids(url) == [signs]
