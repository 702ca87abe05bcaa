"""`extractor serve`: the socket, the server, and a graceful stop.

SIGTERM or Ctrl-C: no new connections are taken, requests under way are answered, then the workers end and the exit code
is 0. A second one ends it at once.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from extractor import edge
from extractor.errors import UsageError
from extractor.jobs.worker import load_reader
from extractor.review.sidecar import open_sidecar
from extractor.web.app import make_app
from extractor.web.browsing import open_shelf
from extractor.web.desk import Desk
from extractor.web.numbers import Numbers
from extractor.web.service import Access, Limits, Service

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_GRACE = 30
_BACKLOG = 512
_STOPS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line asks for."""

    name: str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    token_env: str | None = None
    hosts: frozenset[str] = frozenset()
    reviews: str | None = None
    database: str | None = None
    limits: Limits = field(default_factory=Limits)
    model: Path | None = None
    quiet: bool = False


def run(options: Options) -> int:
    """Serve until told to stop, and return the exit code."""
    access = Access(token=_token(options.token_env), hosts=_hosts(options))
    _log(quiet=options.quiet)
    with ExitStack() as opened:
        listening = opened.enter_context(closing(_listening(options.host, options.port)))
        reviews = opened.enter_context(open_sidecar(options.reviews)) if options.reviews else None
        shelf = opened.enter_context(open_shelf(options.database)) if options.database else None
        numbers = Numbers()
        desk = opened.enter_context(_desk(options, numbers))
        service = Service(
            desk=desk, numbers=numbers, limits=options.limits, access=access, reviews=reviews, shelf=shelf
        )
        server = _Server(_config(make_app(service)))
        if not options.quiet:
            _greet(options, listening.getsockname()[1], access)
        server.run(sockets=[listening])
    return 0


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # the outermost guard writes a better one
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_GRACE,
    )


class _Server(uvicorn.Server):
    """A server for which a signal to stop is no failure: uvicorn's own raises it once more in the end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {each: signal.signal(each, self.handle_exit) for each in _STOPS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _desk(options: Options, numbers: Numbers) -> Desk:
    make = partial(load_reader, options.model, None)
    return Desk(make, workers=options.workers, timeout=options.limits.timeout, replaced=numbers.replaced.inc)


def _token(variable: str | None) -> str | None:
    if variable is None:
        return None
    if not (token := os.environ.get(variable, "").strip()):
        hint = f"{variable}=SECRET extractor serve"
        raise UsageError(f"the environment has no {variable}", where="--token-env", hint=hint)
    return token


def _hosts(options: Options) -> frozenset[str] | None:
    """Return the names under which the service may be called: of a service on this machine alone, this machine's."""
    if not _is_local(options.host):
        return options.hosts or None
    return _LOCAL_NAMES | options.hosts


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise UsageError(f"cannot listen: {why}", where=f"{host}:{port}", hint="another --port, or --host") from error


def _greet(options: Options, port: int, access: Access) -> None:
    host = f"[{options.host}]" if ":" in options.host else options.host
    edge.say(options.name, f"serving on http://{host}:{port} - Ctrl-C stops it")
    if not _is_local(options.host) and access.token is None:
        edge.say(options.name, "whoever reaches this address may use it (try: --token-env NAME)")


def _log(*, quiet: bool) -> None:
    level = logging.WARNING if quiet else logging.INFO
    logging.basicConfig(level=level, stream=sys.stderr, format="%(asctime)s %(message)s", force=True)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
