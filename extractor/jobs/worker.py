"""A worker: a process that reads the stories it is sent, one at a time.

parent                         worker
                               loads the pipeline
      <── READY, or the ExtractorError that says why it cannot be loaded
  WireStory ──>
      <── its record, packed, or the StoryError that stands for it
  closes the pipe ──>          ends
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, StoryError
from extractor.jobs import limits
from extractor.wire import WireStory

if TYPE_CHECKING:
    from extractor.sources.published import Moment

READY = "ready"
_FIRST = "OTTAWA, March 3, 2025 - Canada imposed a 5% tariff on steel from Chile on Monday."
Answer = bytes | StoryError
Reader = Callable[[WireStory], Answer]
# Makes the reader inside the worker; what it makes need not be picklable, it itself must be.
Maker = Callable[[], Reader]


def load_reader(model: Path | None, published: Moment | None, *, events_only: bool = False) -> Reader:
    """Load the pipeline, and return a function that reads one story with it."""
    import gc

    from extractor import pipeline
    from extractor.jobs.packing import pack

    nlp = pipeline.load(model)
    # What is made at the first use counts as the pipeline's, not as the first story's time and memory.
    list(pipeline.read_stories([WireStory(source="-", body=_FIRST)], nlp=nlp))
    gc.freeze()  # all of it stays to the end: the collector need never look at it again

    def read(wire: WireStory) -> Answer:
        try:
            [result] = pipeline.read_stories([wire], nlp=nlp, published=published, events_only=events_only)
            return result if isinstance(result, StoryError) else pack(result)
        except Exception as error:  # noqa: BLE001 - the edge where any failure becomes that story's error
            return pipeline.failure(error, where=wire.source)

    return read


def serve(connection: Connection, make: Maker, memory: int | None) -> None:
    """Be a worker until the parent closes the connection; `memory` is how many megabytes stories may take."""
    limits.keep_apart()
    try:
        read = make()
    except ExtractorError as error:
        connection.send(error)
        return
    if memory is not None:
        limits.limit_memory(memory)
    with suppress(EOFError, ConnectionError):  # the parent has closed the connection, or is gone
        connection.send(READY)
        while True:
            connection.send(read(connection.recv()))
