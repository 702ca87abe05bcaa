"""Say in one line what is wrong with an annotation, and what was probably meant.

{"contries": ["PER"], ...}            gold.jsonl:3: unknown key `contries` (try: countries)
{"events": [{"status": "plannd"}]}    gold.jsonl:3: events[0].status: 'plannd' is not one of actual, ... (try: planned)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, get_args

from extractor.errors import UsageError
from extractor.evaluation.gold import Annotation

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

FORM_HINT = "one annotated story a line, as docs/evaluation.md shows"
CODES_HINT = "ISO alpha-3 codes: JPN, USA, and EUN for the European Union"
_EMPTY = {"id": '"id": "..."', "published": '"published": null'}
_LEAST_LIKENESS = 0.5
_LONGEST = 60


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that somebody who wrote `word` probably meant."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=_LEAST_LIKENESS)), None)


def explained(error: ValidationError, place: str, *, also: frozenset[str]) -> UsageError:
    """Return the first thing that is wrong with an annotation in words; keys in `also` are known beside its own.

    A key too many goes first, for it may be one that is missed, misspelt.
    """
    detail = min(error.errors(), key=lambda detail: detail["type"] != "extra_forbidden")
    what, hint = _words(detail, also)
    return UsageError(what, where=place, hint=hint or FORM_HINT)


def _words(detail: ErrorDetails, also: frozenset[str]) -> tuple[str, str | None]:
    *parents, last = detail["loc"] or ("",)
    given = repr(detail["input"])[:_LONGEST]
    match detail["type"]:
        case "extra_forbidden":
            known = (*_model(parents).model_fields, *(() if parents else also))
            return f"{_path(parents)}unknown key `{last}`", nearest(str(last), known)
        case "missing":
            return f"{_path(parents)}no `{last}`", None if parents else _EMPTY.get(str(last), f'"{last}": []')
        case "literal_error":
            words = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            meant = nearest(str(detail["input"]), words)
            return f"{_path(detail['loc'])}{given} is not one of {', '.join(words)}", meant
        case "string_pattern_mismatch":
            return f"{_path(detail['loc'])}{given} is not the code of a country", CODES_HINT
    what = detail["msg"].removeprefix("Value error, ")
    return f"{_path(detail['loc'])}{what[:1].lower()}{what[1:]}", None


def _model(parents: Sequence[str | int]) -> type[BaseModel]:
    """Return the model of what stands at a path: Event for ("events", 2)."""
    model: Any = Annotation
    for part in parents:
        if isinstance(part, str):
            model = get_args(model.model_fields[part].annotation)[0]
    found: type[BaseModel] = model
    return found


def _path(parts: Sequence[str | int]) -> str:
    """Return "events[2].status: " for ("events", 2, "status")."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return f"{path.removeprefix('.')}: " if path else ""
