"""The body of a request, which has to be there whole before anything is done with it.

413   it is larger than it may be: told at once where its length is
408   it did not arrive in time
400   it broke off
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.errors import RequestError
from extractor.web.answers import refusal
from extractor.web.service import Limits


class Arrival:
    """Lets requests through to `app` with their bodies, of those that keep to `limits`."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._body(Headers(scope=scope), receive)
        except RequestError as error:
            await refusal(error)(scope, receive, send)
            return
        await self._app(scope, _given(body, receive), send)

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limits.size:
            raise self._too_large()
        try:
            async with asyncio.timeout(self._limits.arrival):
                return await self._collected(receive)
        except TimeoutError as error:
            raise RequestError(408, f"the body did not arrive within {self._limits.arrival:g} seconds") from error

    async def _collected(self, receive: Receive) -> bytes:
        body, is_more = bytearray(), True
        while is_more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestError(400, "the body broke off")
            body += message.get("body", b"")
            is_more = message.get("more_body", False)
            if len(body) > self._limits.size:
                raise self._too_large()
        return bytes(body)

    def _too_large(self) -> RequestError:
        what = f"the body is larger than {self._limits.size / 1e6:g} MB"
        return RequestError(413, what, hint="fewer stories at once")


def _given(body: bytes, receive: Receive) -> Receive:
    """Return what gives the body that has arrived, and after it whatever comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_next() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_next
