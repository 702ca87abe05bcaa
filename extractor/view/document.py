"""A whole HTML page that needs nothing but itself, and lets nothing else in.

Its style and script stand in it and are named by their hashes in the content security policy: whatever a story might
smuggle in is neither loaded nor run.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from extractor.view.markup import Html, join, tag


def asset(*names: str, package: str = "extractor.view.assets") -> str:
    """Return the text of files that lie in a package's folder, one after the other."""
    return "\n".join((files(package) / name).read_text(encoding="utf-8") for name in names)


def document(*, title: str, body: Html, style: str, script: str = "") -> str:
    """Return the page; `body` is the body element's content."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Html(style)),
    )
    code = [tag("script", Html(script), type="module")] if script else []
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', join([body, *code])), lang='en')}\n"


def policy(style: str, script: str) -> str:
    """Return the content security policy under which this style and this script alone count."""
    scripts = _hash(script) if script else "'none'"
    return f"default-src 'none'; style-src {_hash(style)}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
