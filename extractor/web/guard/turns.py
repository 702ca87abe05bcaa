"""How many requests with a body are under way at once, in all and of one client, from first byte to last.

    503   the service is at its limit
    429   this client is

More are refused at once, over being kept waiting: the client knows best whether to come again. Those let in wait at the
desk for a worker.
"""

from __future__ import annotations

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.errors import RequestError
from extractor.web.answers import refusal
from extractor.web.service import Limits

_WAIT = 1


class Turns:
    """Lets at most so many requests through to `app`."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        client = (scope.get("client") or ("-",))[0]
        if refused := self._refused(client):
            await refusal(refused)(scope, receive, send)
            return
        self._under_way[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way[client] -= 1
            self._under_way += Counter()  # forget clients that have none

    def _refused(self, client: str) -> RequestError | None:
        if self._under_way.total() >= self._limits.at_once:
            return RequestError(503, "too many requests are under way", hint="again in a moment", wait=_WAIT)
        if self._under_way[client] >= self._limits.per_client:
            what = f"more than {self._limits.per_client} requests of one client at once"
            return RequestError(429, what, hint="fewer at once, or many stories in one request", wait=_WAIT)
        return None
