"""Sources: byte streams in, wire stories out.

    paths --find--> files --look inside--> members --read--> WireStory, or the StoryError that stands for it

Each format is one file in this folder, named as `--from` names it, with

    SUFFIXES                            how its files' names end
    looks_like(head) -> bool            whether the first bytes of a file are those of this format
    read(stream, *, source, fields)     yields a WireStory, or the StoryError that stands for it, for each story;
                                        `fields` says what records call our names (see mapping), where it reads records

A file, or a member of an archive (see containers), is read as the format that its content shows, else as the one that
its name ends in, else as plain text if its name has no ending. To add a format, add its file: nothing else names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from extractor.errors import SkippedError, StoryError
from extractor.parts import names, part
from extractor.sources.decoding import refuse_binary
from extractor.sources.finding import Input, find, unpacked_name, unreadable
from extractor.sources.streams import begun, chunks_of

if TYPE_CHECKING:
    from extractor.sources.containers import Member
    from extractor.sources.packing import Budget
    from extractor.wire import WireStory

__all__ = ["Input", "choose_format", "find_inputs", "formats", "get_format", "parse_fields", "read_inputs"]

PLAIN = "text"
_HELPERS = frozenset(
    "containers decoding finding jsonld latest mapping markup metadata packing published remote streams values".split()
)
_RECORDS = re.compile(rb'\s*\[?\s*\{\s*"schema_version":')
_ENDING = re.compile(r"(?<=[^/])\.[a-z]\w{0,9}$")


class Format(Protocol):
    """What each format's module offers."""

    SUFFIXES: tuple[str, ...]

    def looks_like(self, head: bytes) -> bool:
        """Say whether a file that begins with `head` is of this format."""

    def read(
        self, stream: BinaryIO, *, source: str, fields: Mapping[str, str] | None = None
    ) -> Iterator[WireStory | StoryError]:
        """Yield the stories of `stream`."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats that can be read."""
    return tuple(name for name in names(__path__) if name not in _HELPERS)


def get_format(name: str) -> Format:
    """Return the format of that name. Raises UsageError when there is none."""
    return cast("Format", part(name, package=__name__, among=formats()))


def parse_fields(pairs: Iterable[str]) -> dict[str, str]:
    """Return what records call our names, from `NAME=KEY` pairs. Raises UsageError for a pair that is none."""
    from extractor.sources import mapping

    return mapping.parse_fields(pairs)


def find_inputs(paths: Iterable[str], *, form: str | None = None) -> Iterator[Input | StoryError]:
    """Yield the files that `paths` name; with `form` given, every file of a folder."""
    return find(paths, suffixes=None if form else _suffixes())


@cache
def _suffixes() -> tuple[str, ...]:
    """Return how the names of all files that can be read end."""
    from extractor.sources.containers import SUFFIXES

    known = {suffix: None for name in formats() for suffix in get_format(name).SUFFIXES}
    return (*known, *SUFFIXES)


def read_inputs(
    inputs: Iterable[Input | StoryError],
    *,
    form: str | None = None,
    fields: Mapping[str, str] | None = None,
    meter: Callable[[int], object] | None = None,
) -> Iterator[WireStory | StoryError]:
    """Yield the stories of all inputs, in order, each input as `form` or as what it shows itself to be.

    An error stands in the place of each story or file that cannot be read. `meter` is told how many bytes are read.
    """
    from extractor.sources.packing import Budget

    for item in inputs:
        if isinstance(item, StoryError):
            yield item
            continue
        try:
            yield from _read(item, form, fields, Budget(meter or _no_meter))
        except StoryError as error:
            yield error
        except OSError as error:
            yield unreadable(error, item.path)


def _read(
    item: Input, form: str | None, fields: Mapping[str, str] | None, budget: Budget
) -> Iterator[WireStory | StoryError]:
    from extractor.sources.containers import Member, members

    with item.open() as file:
        head, stream = begun(_metered(file, budget))
        is_file = item.size is not None
        outer = Member(
            name=item.name, stream=stream, head=head, budget=budget, file=file if is_file else None, size=item.size or 0
        )
        for member in members(outer, suffixes=None if form else _suffixes()):
            if isinstance(member, StoryError):
                yield member
            else:
                yield from _read_member(member, form, fields)


def _read_member(
    member: Member, form: str | None, fields: Mapping[str, str] | None
) -> Iterator[WireStory | StoryError]:
    try:
        _refuse_empty(member)
        if not form:
            _pass_over_records(member)
        reader = get_format(form or choose_format(member.name, member.head))
        yield from reader.read(member.stream, source=member.name, fields=fields)
    except StoryError as error:
        yield error
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge where whatever a reader trips over becomes that file's error
        what = f"this file could not be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        yield StoryError(what, where=member.name, hint="reporting it as a bug, with the file")


def _pass_over_records(member: Member) -> None:
    """Raise SkippedError where a file is one that `extract` wrote: it often lies beside what it was made of."""
    if _RECORDS.match(member.head):
        hint = "--from json or --from jsonl, to read the texts in it anew"
        raise SkippedError("records, not stories", where=member.name, hint=hint, reason="records")


def _refuse_empty(member: Member) -> None:
    if not member.head:
        member.stream.read(1)  # what keeps it from being read says so
        raise StoryError("the file is empty", where=member.name, hint="a file with a story in it")


def _metered(file: BinaryIO, budget: Budget) -> Iterator[bytes]:
    for chunk in chunks_of(file):
        budget.take(len(chunk))
        yield chunk


def _no_meter(size: int) -> None:
    pass


def choose_format(name: str, head: bytes) -> str:
    """Return the format of a file from its first bytes and name. Raises StoryError when neither tells."""
    if by_content := next((form for form in formats() if get_format(form).looks_like(head)), None):
        return by_content
    match = _ENDING.search(unpacked_name(name.rpartition("!/")[2]).lower())
    if match is None:
        return PLAIN
    ending = match.group()
    by_name = [form for form in formats() if ending in get_format(form).SUFFIXES]
    # `.json` is json's own though ninjs has it too; `.xml` is nobody's own.
    if own := next((form for form in by_name if len(by_name) == 1 or f".{form}" == ending), None):
        return own
    refuse_binary(head, source=name)
    hint = " or ".join(f"--from {form}" for form in by_name or formats())
    raise StoryError(f"unknown format {ending}", where=name, hint=hint)
