"""Recognise the office-holders of knowledge/leaders.csv among the people of a story.

"Donald J. Trump", "Trump"   ->  Donald Trump, president of the USA
"Ivanka Trump"               ->  nobody of the table
"Johnson"                    ->  nobody: too many bear that name
"""

from __future__ import annotations

from functools import cache

from extractor.knowledge.persons import Leader, given_names, leaders
from extractor.language.people.coreference import Someone
from extractor.language.people.names import fold


@cache
def _by_short() -> dict[str, list[Leader]]:
    found: dict[str, list[Leader]] = {}
    for leader in leaders():
        found.setdefault(fold(leader.short.split()[-1]), []).append(leader)
    return found


def _formal(part: str) -> str:
    return given_names().get(part) or part


def known_leader(someone: Someone) -> Leader | None:
    """Return the office-holder that a person is, if known: by full name, or by a family name that only one bears."""
    if len(someone.parts) == 1:
        same = [leader for leader in _by_short().get(someone.parts[0], []) if leader.alone or leader.office]
        return same[0] if len({leader.country for leader in same}) == 1 else None
    if "jr" in someone.parts:
        return None
    wanted = {_formal(part) for part in someone.parts}
    for leader in _by_short().get(someone.parts[-1], []) + _by_short().get(someone.parts[0], []):
        named = {_formal(fold(word)) for word in leader.name.split()}
        if wanted <= named or named <= wanted:
            return leader
    return None
