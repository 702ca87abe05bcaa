"""The engine on dask.distributed (https://distributed.dask.org): a scheduler, and workers on any machines.

    --cluster tcp://10.0.0.7:8786    an existing scheduler, or tls://..., by dask's own configuration
    --cluster local                  a scheduler and --jobs workers on this machine, for as long as the run takes

Of all tasks only so many are with the scheduler that no worker waits, so that its memory stays flat. A task whose
worker dies goes to another one; when workers die on it more often than the scheduler allows (its setting
distributed.scheduler.allowed-failures, 3), it is suspect. The scheduler counts a death against the tasks that waited
for that worker as well, so those that are suspect are tried once more at the end, each alone, and only what kills then
is lost. One that raises is tried RETRIES times more.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from extractor.cluster.engine import Engine, LostError, Outcome, Work
from extractor.cluster.work import Task
from extractor.errors import ExtractorError, UsageError
from extractor.run import Options, say

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
RETRIES = 2
_AHEAD = 3  # tasks with the scheduler for each thread of a worker
_LEAST = 32  # or so many, that a cluster which grows with its work sees there is some
_PATIENCE = 20  # seconds
# Of workers that are started here; deploy/ has the same for others.
_CONFIGURATION = {
    "distributed.worker.daemon": False,  # --timeout and --memory start a process
    "distributed.worker.profile.enabled": False,  # a look at the stack each 10 ms, a tenth of the work's time
    "distributed.admin.tick.interval": "1s",
}


@contextmanager
def connected(address: str, options: Options) -> Iterator[Engine]:
    """Give the engine of the cluster at an address, or of one that is started here. Raises UsageError without one."""
    _refuse_missing()
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what ends a run is said once, by us
    import dask
    from distributed import Client

    with dask.config.set(_CONFIGURATION), _scheduler(address, options.jobs) as scheduler:
        try:
            client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            what = f"no scheduler answers there: {' '.join(str(error).split())[:200]}"
            raise UsageError(what, where=f"--cluster {address}", hint="dask scheduler, and its address") from error
        with client:
            if not client.nthreads():
                say(options, "the cluster has no workers yet: waiting for them")
            yield partial(_outcomes, client)


def _refuse_missing() -> None:
    try:
        import distributed  # noqa: F401 - only whether it is there
    except ImportError as error:
        what = "this takes dask.distributed, which is not installed"
        raise UsageError(what, where="--cluster", hint="pip install 'extractor[cluster]'") from error


@contextmanager
def _scheduler(address: str, jobs: int) -> Iterator[str]:
    """Give the address of a scheduler."""
    if address != LOCAL:
        _refuse_unknown_kind(address)
        yield address
        return
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as cluster:
        yield cluster.scheduler_address


def _refuse_unknown_kind(address: str) -> None:
    from distributed.comm.addressing import parse_address
    from distributed.comm.registry import get_backend

    try:
        get_backend(parse_address(address)[0])
    except ValueError as error:
        raise UsageError(str(error), where=f"--cluster {address}", hint="tcp://HOST:8786, or local") from error


def _outcomes(client: Client, work: Work, tasks: Iterable[Task]) -> Iterator[Outcome]:
    suspects = list[Task]()
    for task, result in _in_company(client, work, tasks):
        if isinstance(result, LostError):
            suspects.append(task)
        else:
            yield task, result
    for task in suspects:
        yield from _in_company(client, work, [task])


def _in_company(client: Client, work: Work, tasks: Iterable[Task]) -> Iterator[Outcome]:
    from distributed import as_completed

    waiting, under_way = iter(tasks), dict[Any, Task]()
    done = as_completed(loop=client.loop)
    _top_up(client, work, waiting, under_way, done)
    for future in done:
        yield under_way.pop(future), _result(future)
        future.release()
        _top_up(client, work, waiting, under_way, done)


def _top_up(client: Client, work: Work, waiting: Iterator[Task], under_way: dict[Any, Task], done: Any) -> None:
    with _scheduler_needed():
        most = max(_LEAST, _AHEAD * sum(client.nthreads().values()))
        while len(under_way) < most and (task := next(waiting, None)):
            future = client.submit(work, task, key=f"{task.shard.name}-{uuid4().hex}", retries=RETRIES)
            under_way[future] = task
            done.add(future)


def _result(future: Future[Any]) -> Any:
    from distributed import KilledWorker

    with _scheduler_needed():
        if future.status == "finished":
            return future.result()
        if future.status != "error":
            raise ConnectionError
        error = future.exception()
        return LostError(f"{error.allowed_failures + 1} of them") if isinstance(error, KilledWorker) else error


@contextmanager
def _scheduler_needed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "the same command again: it goes on from here"
        raise ExtractorError("the scheduler is gone", where="--cluster", hint=hint) from error
