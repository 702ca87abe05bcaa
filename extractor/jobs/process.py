"""A worker process, and any other that we start, as its parent sees it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, TypeVar, cast

from extractor.errors import ExtractorError
from extractor.jobs.worker import READY, Answer, Maker, serve
from extractor.wire import WireStory

# A fresh interpreter for each worker. A fork would share the parent's memory, but also its threads' locks in whatever
# state they are (rich draws its bar in a thread, onnxruntime and OpenBLAS keep pools), and its ends of the other
# workers' pipes, so that a death would go unnoticed. A fork server would spare a second at each start, and starts are
# few: one a worker, and one a death.
_CONTEXT = get_context("spawn")
_NEVER = float("inf")

P = TypeVar("P")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one story may take: seconds, and megabytes beside what the loaded pipeline takes. None: no limit."""

    timeout: float | None = None
    memory: int | None = None


NO_LIMITS = Limits()


class ProcessDied(Exception):  # noqa: N818 - it says what happened, and no user sees it
    """The process is gone."""


class Child:
    """A process of ours, started afresh, that runs `target(connection, *args)`, and our end of the connection."""

    def __init__(self, target: Callable[..., None], *args: object) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=target, args=(theirs, *args), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()  # now the child alone holds it, and its death closes the pipe

    def send(self, message: object) -> None:
        """Send a message to a child that listens. One that is dead by now is noticed when it is heard."""
        with suppress(ConnectionError):
            self.connection.send(message)

    def receive(self) -> Any:
        """Return what the child sent. Raises ProcessDied."""
        try:
            return self.connection.recv()
        except (EOFError, OSError) as error:  # closed, or in the middle of a message
            raise ProcessDied from error

    def end(self) -> str:
        """End it, if it has not ended itself, and say how it ended."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        return _ending(self._process.exitcode or 0)

    def died(self) -> str:
        """Say how a child ended whose pipe is closed."""
        self._process.join(timeout=5)
        return self.end()


class Worker(Child, Generic[P]):
    """One worker process and the task that it is at: `P` is whatever the pool wants to remember of that."""

    def __init__(self, make: Maker, limits: Limits) -> None:
        super().__init__(serve, make, limits.memory)
        self._timeout = limits.timeout
        self.ready = False
        self.task: P | None = None
        self.deadline = _NEVER

    @property
    def idle(self) -> bool:
        """Whether it waits for a story."""
        return self.ready and self.task is None

    def give(self, task: P, wire: WireStory) -> None:
        """Send a story to an idle worker."""
        self.task = task
        self.deadline = _NEVER if self._timeout is None else time.monotonic() + self._timeout
        self.send(wire)

    def hear(self) -> Answer | None:
        """Return the answer it sent; None when it has loaded. Raises ProcessDied, or the error that it cannot load."""
        answer = self.receive()
        if not self.ready:
            if answer != READY:
                raise answer
            self.ready = True
            return None
        self.task, self.deadline = None, _NEVER
        return cast("Answer", answer)


def _ending(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C while a process is started, which inherits that: it is the parent's to end its workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cannot_start(how: str) -> ExtractorError:
    """Say that workers die before they are at work."""
    return ExtractorError(
        f"a worker process {how} while it loaded the pipeline", hint="fewer --jobs: each needs 300 MB"
    )
