"""Read from the words around a phrase whether it lies ahead of the story or behind it.

    "Friday" in   "will meet on Friday"  ->  1     "met on Friday"  ->  -1     "Friday talks"  ->  0

Reading, the first that speaks: a preposition right before ("by", "since"); the verb right behind ("Friday said");
the nearest sign before the phrase, inside its clause ("said Friday it will" looks back, "said it will meet Friday"
ahead); the nearest sign behind it. Signs are tense, modals and words such as "deadline". A participle behind a modal
is the modal's ("will be named", "will get a rate approved"). Misses: tense told by an earlier clause, nouns of plans.
To teach a sign, add a word to FUTURE, PAST or LOOSE.
"""

from __future__ import annotations

import re

_VERBS = (
    r"(?:meet|hold|begin|start|take|impose|visit|travel|discuss|attend|raise|cut|expire|sign|vote|go|end|resume|come"
    r"|arrive|decide|reach|make|lift|reduce|increase|announce|present|open|pay|give|testify|speak|deliver)"
)
_SUBJECTS = r"(?:that|which|who|whose|whom|after|when|as|because|but|than|where|while|he|she|it|they)"
_ADVERB = r"(?: [a-z]+ly| still| also| soon| now| then)?"
FUTURE = (
    r"(?!could(?: not|n't) be [a-z]+ed)"
    rf"(?:will|would|won't|'ll|shall|may|might|could|can|should|must)(?: not)?{_ADVERB}(?: be| have been)?"
    r"(?: [a-z]+ly)?(?: (?!on |in |by |that )[a-z]+)?"
    rf"|to be(?: [a-z]+ly)?(?: [a-z]+ed| held| set| made| paid| put| cut)?|to {_VERBS}|going to|(?:is|are|was|were) to"
    r"|(?:plan|expect|intend|hope|aim|want|threaten)(?:s|ed|ning|ing)? to|propos(?:es|ed) to|plans (?:an?|for)"
    r"|prepar(?:es|ed|ing) (?:to|for)|planned|planning|expected|expects|scheduled|schedules|slated|due"
    r"|(?:is|are|was|were) set|set (?:for|to)|likely|starting|beginning|effective|takes? (?:full )?effect"
    r"|go(?:es)? into effect|comes? into (?:full )?(?:force|effect)|kicks? in|deadline"
    r"|(?:extended|delayed|postponed)(?= (?:to|until|till|through|for)\b)|await(?:s|ing)?|forecasts?|targets?|proposed"
    r"|expires?|starts?|looming|projected|payable|calls? for|called for"
    r"|(?:meet(?! the press)|open|convene|arrive|begin|resume)s?|leaves|hosts|holds|visits|faces"
)
PAST = (
    r"(?:had|has|have) been(?:(?: due| scheduled| expected| planned| set)(?: to [a-z]+)?)?|according to"
    r"|(?:was|were) (?:due|expected|scheduled|slated) to [a-z]+|previously [a-z]+ed|could(?: not|n't) be [a-z]+ed"
    r"|telling|saying|announcing|calling|speaking|writing|adding|warning|citing|following|after|said|says|say|told|was"
    r"|were|had|has|have|did|been|since|ago|rose|fell|met|made|took|held|came|went|began|saw|got|gave|sent|left|won"
    r"|lost|led|wrote|kept|grew|sold|bought|brought|spoke|became|found|stood|knew|thought|paid|ran|struck|tore|broke"
    r"|drove|fought|flew|drew|threw|chose|[a-z]{2,}ed(?= by\b)"
)
#: Past, unless a modal of the same clause stands before; the second kind also behind "and" ("will raise and cut").
LOOSE = (
    r"(?:(?!need|feed|speed|indeed|exceed|proceed|succeed|unprecedented|united|limited|hundred)[a-z]{2,}ed)",
    r"(?:cut|put|hit|shut|let|set)",
)

_SIGN = re.compile(
    rf"(?<![\w-])(?:(?P<future>{FUTURE})|(?P<past>{PAST})|(?P<loose>{LOOSE[0]})|(?P<bare>{LOOSE[1]}))(?![\w-])"
)
# Not behind an initial, a title or another short form.
_CLAUSE_END = re.compile(
    r"(?:[;!?]|(?<![^a-z][a-z])(?<!\b(?:mr|ms|dr|st|co|jr|no|vs))(?<!\b(?:mrs|inc|ltd|gov|sen|rep|gen))(?<!\bcorp)\.)"
    r"['\"”]*\s|\n\s*\n| - | -- |—"
)
_REACH_BEFORE, _REACH_BEHIND, _NEAR = 140, 90, 40

_AHEAD = re.compile(
    r"\b(?:by|until|till|starting|beginning|effective|upcoming|coming|due|before|past|beyond"
    r"|(?<!\d )(?<!day )(?<!year )through|ahead of|as (?:soon|early) as) +(?:on +|from +|in +|the +|an? +)?\Z"
)
# "Up from 3.5 percent in May" compares.
_BACK = re.compile(r"\b(?:since|dated|ended|from \S*\d\S*(?: [a-z]+){0,3} in) +\Z")
# "By Thursday, it had ..." looks back after all.
_HAD = re.compile(r",? (?:(?!while|which|that|if|when)[a-z.]+ ){0,2}(?:had|was|were)\b")
# "Ahead of Wednesday's talks" looks ahead, other owners look back.
_LOOMING = re.compile(r"\b(?:ahead of|upcoming|for|at) +\Z")
# In "said that on Friday it will", what stands before "that" tells nothing.
_NEW_CLAUSE = re.compile(r"\b(?:that|but|because) +(?:on +|in +|by +)?\Z")
_VERB_BEHIND = re.compile(
    r"['\"”]? (?:[a-z]+ly )?(?:(?P<future>will|would|is to|are to)"
    r"|(?P<past>[a-z]{2,}ed|said|told|rose|fell|made|took|met|held|was|were|had|gave|began|sent|won|lost)) (?!to |by )"
)
# "The offer on Friday to buy": the aim lies ahead, not the offer.
_AIM_BEHIND = re.compile(r" to [a-z]{2,}(?<!day) ")
_BREAK = re.compile(rf",|\b{_SUBJECTS}\b")
_BREAK_OR_AND = re.compile(rf",|\b(?:and|{_SUBJECTS})\b")


def points(text: str, start: int, end: int) -> int:
    """Say whether the words around a phrase of a plain text point back (-1), ahead (1), or nowhere (0)."""
    if side := _beside(text, start, end):
        return side
    if _NEW_CLAUSE.search(text, max(0, start - _NEAR), start):
        return _behind(text, end) or _before(text, start)
    return _before(text, start) or _behind(text, end)


def _beside(text: str, start: int, end: int) -> int:
    """Ask the words right before and right behind."""
    near = max(0, start - _NEAR)
    if _BACK.search(text, near, start) or text.startswith("earlier", start):
        return -1
    if text.startswith("'s", end):
        return 1 if _LOOMING.search(text, near, start) else -1
    if _AHEAD.search(text, near, start):
        return -1 if _HAD.match(text, end) else 1
    verb = _VERB_BEHIND.match(text, end)
    return 0 if verb is None else 1 if verb["future"] else -1


def _before(text: str, start: int) -> int:
    floor = max(0, start - _REACH_BEFORE)
    ends = [found.end() for found in _CLAUSE_END.finditer(text, floor, start)]
    signs = list(_SIGN.finditer(text, ends[-1] if ends else floor, start))
    if not signs:
        return 0
    if len(signs) > 1 and signs[-2]["future"] and _is_of_modal(text, signs[-2], signs[-1]):
        return 1
    return 1 if signs[-1]["future"] else -1


def _is_of_modal(text: str, modal: re.Match[str], verb: re.Match[str]) -> bool:
    """Say whether a verb that may be past stands in the modal's own clause."""
    ends = _BREAK_OR_AND if verb["loose"] else _BREAK
    return not verb["past"] and not ends.search(text, modal.end(), verb.start())


def _behind(text: str, end: int) -> int:
    if _AIM_BEHIND.match(text, end):
        return -1
    reach = min(len(text), end + _REACH_BEHIND)
    clause = _CLAUSE_END.search(text, end, reach)
    sign = _SIGN.search(text, end, clause.start() if clause else reach)
    return 0 if sign is None else 1 if sign["future"] else -1
