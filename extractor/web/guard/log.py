"""The outermost guard: a line on standard error for each request, counts, and an answer whatever happens.

    127.0.0.1 POST /extract 200 0.034 s

Routes are logged as the program names them, with neither query nor what stands in for `{id}`, and a failure as its type
and place: so nothing of a story can get into the log, whatever an exception says.
"""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.web.answers import failed
from extractor.web.numbers import Numbers

logger = logging.getLogger("extractor.web")
UNKNOWN = "(unknown)"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_CLOSED = 499  # nginx's number for a client that did not wait


class Log:
    """Logs and counts the requests that `app` answers, and answers where it fails."""

    def __init__(self, app: ASGIApp, numbers: Numbers) -> None:
        self._app, self._numbers = app, numbers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 - the edge where any failure becomes an answer
            logger.error("%s", _failure(error))  # noqa: TRY400 - its words may be a story's
            if not status:
                await failed(500, "the service failed; its log says where")(scope, receive, noting)
        finally:
            self._note(scope, status or _CLOSED, time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else UNKNOWN
        route = getattr(scope.get("route"), "path", UNKNOWN)
        client = (scope.get("client") or ("-",))[0]
        logger.info("%s %s %s %d %.3f s", client, method, route, status, seconds)
        self._numbers.answered(method=method, route=route, status=status, seconds=seconds)


def _failure(error: Exception) -> str:
    """Return what failed where, without the words of the error: they may hold a story's."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
