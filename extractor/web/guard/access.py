"""Who is let in.

    400   the Host asked for is none of the service's: a page elsewhere that has its own name point here (DNS rebinding)
    403   a browser sends it for another site's page
    401   the token is missing or another; a browser then asks for it, as a password under any name

The token comes as `Authorization: Bearer TOKEN`, or as the password of Basic. /health asks for none.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from extractor.web.answers import failed
from extractor.web.service import Access as Rules

OPEN = frozenset({"/health"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PORTS = {"http": ":80", "https": ":443"}


class Access:
    """Lets the requests that keep to `rules` through to `app`."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        refused = self._refused(scope) if scope["type"] == "http" else None
        await (refused or self._app)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self._rules.hosts is not None and _name(headers.get("host", "")) not in self._rules.hosts:
            return failed(400, "the service is not known under this name; --allow-host adds it")
        if scope["method"] not in _SAFE and _is_foreign(headers):
            return failed(403, "sent for another site's page")
        if self._rules.token and scope["path"] not in OPEN and not _shows(headers, self._rules.token):
            answer = failed(401, "a token is needed: Authorization: Bearer TOKEN")
            answer.headers["WWW-Authenticate"] = 'Basic realm="extractor", charset="UTF-8"'
            return answer
        return None


def _name(host: str) -> str:
    """Return the host without its port: [::1]:8000 is [::1]."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return False
    scheme, _, host = origin.lower().partition("://")
    default = _PORTS.get(scheme, "")
    return host.removesuffix(default) != headers.get("host", "").lower().removesuffix(default)


def _shows(headers: Headers, token: str) -> bool:
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    password = _password(shown) if scheme.lower() == "basic" else shown if scheme.lower() == "bearer" else ""
    return secrets.compare_digest(password.encode("utf-8", "replace"), token.encode())


def _password(credentials: str) -> str:
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
