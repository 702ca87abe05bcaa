"""A story as the wire delivers it: what every source yields and the pipeline takes."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

# In characters. PostgreSQL's keys have at most 2,700 bytes, of which a character may take four.
LONGEST_ID = 500
Usage = Literal["usable", "withheld", "canceled"]


class Subject(NamedTuple):
    """What a story is about, in IPTC's codes: ("medtop:20000379", "money and monetary policy")."""

    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireStory:
    """Headline and body with what the wire format says about them; unknown is None."""

    source: str
    body: str
    title: str | None = None
    wire_id: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | dt.datetime | None = None
    language: str | None = None
    version: str | None = None
    corrects: tuple[str, ...] = ()
    usage: Usage | None = None
    subjects: tuple[Subject, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The story's text, into which all offsets count: headline, blank line, body."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def text_sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """The wire's own id, if it is no longer than keys may be, else 16 hex digits of the text's SHA-256."""
        if self.wire_id and len(self.wire_id) <= LONGEST_ID:
            return self.wire_id
        return self.text_sha256[:16]
