"""Database URLs: their scheme, and how they are shown, without what is secret in them.

postgresql://ann:geheim@db.example/news?sslpassword=x   ->   postgresql://ann:***@db.example/news?sslpassword=***
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-z][a-z0-9]*)(?:\+[a-z0-9_]+)?://", re.IGNORECASE)
# Up to the last @: a password may hold any sign, and who wrote it unescaped must not see it in a message.
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*@", re.DOTALL)
_PARAMETER = re.compile(r"([?&][^=&]*(?:password|secret|token|key)[^=&]*=)[^&]*", re.IGNORECASE)
ALIASES = {"postgres": "postgresql"}


def scheme_of(target: str) -> str | None:
    """Return a URL's scheme, without its driver; None where the target is no URL."""
    found = _SCHEME.match(target)
    return ALIASES.get(found[1].lower(), found[1].lower()) if found else None


def shown(target: str) -> str:
    """Return a target as it may be said and logged."""
    return _PARAMETER.sub(r"\1***", _PASSWORD.sub(r"\1:***@", target))
