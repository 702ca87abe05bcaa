"""Stand-ins for the pipeline that misbehave as a story's words tell them. Workers import this file by its name."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from extractor.errors import ModelError, StoryError
from extractor.jobs.packing import pack
from extractor.jobs.worker import Answer
from extractor.records import Story
from extractor.sources import Input
from extractor.wire import WireStory


def make() -> Callable[[WireStory], Answer]:
    return read


def make_broken() -> Callable[[WireStory], Answer]:
    raise ModelError("no trained pipeline here", where="nowhere", hint="elsewhere")


def make_and_die() -> Callable[[WireStory], Answer]:
    os.kill(os.getpid(), signal.SIGKILL)
    return read


def read(wire: WireStory) -> Answer:
    verb, _, rest = wire.body.partition(" ")
    return DEEDS.get(verb, record)(wire, rest)


def record(wire: WireStory, words: str) -> Answer:
    return pack(Story(id=wire.id, source=wire.source, text_sha256=wire.text_sha256, text=wire.text, byline=words))


def die(wire: WireStory, name: str) -> Answer:
    os.kill(os.getpid(), signal.Signals[name])
    time.sleep(60)
    return record(wire, "never")


def crash(wire: WireStory, words: str) -> Answer:
    return record(wire, str(ctypes.string_at(0)))


def die_once(wire: WireStory, mark: str) -> Answer:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return record(wire, "the second time")


def sleep(wire: WireStory, seconds: str) -> Answer:
    time.sleep(float(seconds))
    return record(wire, seconds)


def fail(wire: WireStory, words: str) -> Answer:
    return StoryError(words, where=wire.source, hint="another", stage="analyse")


def grow(wire: WireStory, megabytes: str) -> Answer:
    try:
        return record(wire, str(len(bytearray(int(megabytes) << 20))))
    except MemoryError:
        return StoryError("too much", where=wire.source)


def fill(wire: WireStory, megabytes: str) -> Answer:
    return record(wire, str(len(bytearray(int(megabytes) << 20))))


def say_pid(wire: WireStory, words: str) -> Answer:
    return record(wire, str(os.getpid()))


def say_threads(wire: WireStory, words: str) -> Answer:
    import numpy as np

    product = np.ones((500, 500)) @ np.ones((500, 500))
    others = sum(1 for _ in Path("/proc/self/task").iterdir()) - threading.active_count()
    return record(wire, f"{others} {product[0, 0]:.0f}")


def talk(wire: WireStory, words: str) -> Answer:
    os.write(1, b"a library's chatter\n")
    return record(wire, words)


def widen(wire: WireStory, size: str) -> Answer:
    return record(wire, "x" * int(size))


DEEDS: dict[str, Callable[[WireStory, str], Answer]] = {
    "die": die,
    "crash": crash,
    "die_once": die_once,
    "sleep": sleep,
    "fail": fail,
    "grow": grow,
    "fill": fill,
    "say_pid": say_pid,
    "say_threads": say_threads,
    "talk": talk,
    "widen": widen,
}


def read_files(
    inputs: Iterable[Input | StoryError], *, meter: Callable[[int], object]
) -> Iterator[WireStory | StoryError]:
    """Stand in for sources.read_inputs: a line is a story, or a deed to be done before the next."""
    for item in inputs:
        if isinstance(item, StoryError):
            yield item
            continue
        for number, line in enumerate(Path(item.path).read_text().splitlines()):
            meter(len(line))
            wire = WireStory(source=f"{item.name}:{number}", body=line)
            verb, _, rest = line.partition(" ")
            if verb in DEEDS:
                DEEDS[verb](wire, rest)
            yield replace(wire, body=f"from {os.getpid()}") if verb == "say_where" else wire
