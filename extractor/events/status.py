"""The words that decide an event's status, the condition it hangs on, and the law it rests on.

    "could raise tariffs unless a deal is reached by Aug. 1"
      cue "could", condition "unless a deal is reached by Aug. 1"

The status itself is decided by a learned head (events/heads.py), but for plain refusals, and for measures that begin on
a day to come (record.py); here it is shown.
Conditions run from "if", "unless" or "until" to the end of their clause. Misses: conditions told in a sentence of their
own, and what stands behind a comma within the condition.
"""

from __future__ import annotations

import re

from extractor.records import Span, Status

# Phrases of each status, parted by bars and blanks at line ends; an underscore stands for any ending of a verb.
CUE_PHRASES: dict[Status, str] = {
    "planned": r"""will|would|['’]ll|going to|set to|due to|is to|are to|about to|ready to|scheduled|slated to|plan_|
        intend_ to|expect_ to|prepar_ to|agree_ to|decid_ to|pledg_ to|promis_ to|to take effect|upcoming|next|
        from \w+ \d+""",
    "possible": r"""could|may|might|would|should|if|unless|threaten_|threats?|propos_|proposals?|consider_|mull_|weigh_|
        call_ for|urg_|demand_|seek_|sought|warn_|suggest_|want_|hop_ to|ask_|request_|vow_|study_|press_|open to|
        possible|potential""",
    "ruled_out": r"""rul_ out|won['’]t|will not|would not|wouldn['’]t|den(?:y|ies|ied)|refus_|reject_|dismiss_|
        no plans?|not going to|not planning|not consider_|no intention|never|cannot|can['’]t|not|no""",
}


def _any_of(phrases: str) -> re.Pattern[str]:
    words = "|".join(phrase.strip() for phrase in phrases.split("|")).replace("_", r"(?:e|es|ed|s|n?ing|n?ed|d)?")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


CUES: dict[Status, re.Pattern[str]] = {status: _any_of(phrases) for status, phrases in CUE_PHRASES.items()}
# What says a refusal so plainly that nothing has to be learned; with "not" before it, that the thing is possible.
# "No talks" refuses these talks alone: of nine annotated ones eight are refused, and none is to come.
_REFUSAL = re.compile(
    r"(?P<negated>(?:\b(?:not|cannot|never)|n['’]t) (?:be |been |have |yet )?)?"
    r"\b(?:rul(?:e|es|ed|ing) out|(?:no|any) (?:plans?|intention)(?= to| for| of)"
    r"|(?P<none>no (?:(?:new|further|more|other|such|trade|direct|formal|official) ){0,2}"
    r"(?=(?:talks|negotiations|meetings?)\b))"
    r"|(?P<deed>(?:will not|won['’]t|decided not to)"
    r" (?:(?:(?:go|move|press|push) (?:ahead|forward)|proceed) with|impose|introduce)))\b",
    re.IGNORECASE,
)
# What is only put off, or hangs on something, is not: "will not impose the duty before June".
_PUT_OFF = re.compile(r"[^.;!?]{0,100}\b(?:until|till|before|unless|if)\b", re.IGNORECASE)
# What is answered is not refused: "no plans to retaliate against the duty", but "... to answer the duty with tariffs".
_ANSWERED = re.compile(
    r"\b(?:retaliat\w+|respon[ds]\w*|react\w*|repl(?:y|ies|ied|ying)|answer\w*|challeng\w+|appeal\w*|contest\w*"
    r"|(?:hit|hits|hitting|strik\w+|struck|fight\w*|fought|push\w*) back)\b(?!.*\bwith\b)",
    re.IGNORECASE | re.DOTALL,
)
# A measure that is ruled out by its bare name is not to come: of 22 annotated ones 21 are so, and none is to go. Not so
# "a cut in tariffs", "lifting the ban", "tariff relief".
_BARE = re.compile(
    r"\brul(?:e|es|ed|ing) out (?:(?!\w+ing\b|(?:of|in|to|on|from|for|lower|reduced|fewer)\b)[\w%-]+ ){0,3}$",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|bans?|quotas?|curbs?|sanctions?|restrictions?|controls?"
    r"|embargo(?:es)?|countermeasures?|retaliation)\b(?!\s+(?:cut|reduc|relief|reprieve|exempt|exclu|concession|waive|suspen"
    r"|paus|delay|remov|rollback|increase|hike|rise|talk))",
    re.IGNORECASE,
)
# How many characters before a fact its refusal may begin, or behind its first one end, and what parts the two.
_GOVERNED, _REACH = 60, len("ruling out")
_CLAUSE_END = re.compile(r"[;:]|\s(?:-|--|–|—|but|while|although|though|whereas|which|who)\s")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# A full stop ends a clause unless it belongs to a number, a date ("Aug. 1") or an abbreviation inside the clause.
_CLAUSE = r"(?:[^.,;:!?\n”\"]|\.(?=\w|\s?\d|\s[a-z])|,(?=\d)){3,200}"
CONDITION = re.compile(rf"\b(?<!\bas )(?<!\beven )(?:unless|if|provided that|until|in case)\b{_CLAUSE}", re.IGNORECASE)
_ASKED_IF = re.compile(r"\b(?:ask|asks|asked|wonder|wondered|know|see|unclear)\s$", re.IGNORECASE)
_UNTIL_A_DAY = re.compile(rf"until\s+(?:[a-z]+\s+){{0,2}}(?:\d|(?:{_MONTH})\b|\w+day\b)", re.IGNORECASE)
LEGAL_BASIS = re.compile(
    r"\b(?:Sections?\s+\d{2,4}(?:\([a-z]\))?"
    r"|IEEPA|International Emergency Economic Powers Act"
    r"|Trade Expansion Act(?:\s+of\s+1962)?|Trade Act(?:\s+of\s+1974)?|Tariff Act(?:\s+of\s+1930)?"
    r"|(?:WTO\s+)?DS\s?\d{2,3}|Article\s+[XVI]+"
    r"|Proclamation\s+\d{4,5}|Executive Order\s+\d{5}|Anti-Coercion Instrument)\b"
)


def plain_status(text: str, *, start: int, near: int) -> Status | None:
    """The status that a refusal at `near` or before it, in its clause, decides beyond doubt: "has ruled out new".

    None where it decides nothing, or the fact is but what it refuses to answer.
    """
    before = _CLAUSE_END.split(text[max(start, near - _GOVERNED) : near])[-1]
    refusals = [match for match in _REFUSAL.finditer(text, near - len(before), near + _REACH) if match.start() <= near]
    refusals = [match for match in refusals if not match["none"] or match.end() == near]
    if not refusals or _ANSWERED.search(text, refusals[-1].end(), max(near, refusals[-1].end())):
        return None
    if refusals[-1]["deed"] and _PUT_OFF.match(text, near):
        return None
    return "possible" if refusals[-1]["negated"] and "out" in refusals[-1][0] else "ruled_out"


def refuses_to_impose(text: str, *, start: int, near: int) -> bool:
    """Whether the measure at `near` is itself what is ruled out: "ruled out new tariffs", not "... tariff cuts"."""
    return bool(_MEASURE.match(text, near) and _BARE.search(text, max(start, near - _GOVERNED), near))


def find_cue(text: str, status: Status, *, start: int, end: int, near: int) -> Span | None:
    """The words between `start` and `end` that speak for `status` and stand nearest to `near`; None when actual."""
    pattern = CUES.get(status)
    if pattern is None:
        return None
    found = list(pattern.finditer(text, start, end))
    if not found:
        return None
    # Cues stand before what they govern far more often than behind it.
    best = min(found, key=lambda match: near - match.start() if match.start() <= near else 3 * (match.start() - near))
    return Span(start=best.start(), end=best.end(), text=best[0])


def find_condition(text: str, *, start: int, end: int) -> Span | None:
    """The first condition between `start` and `end`, without the blanks and commas at its end."""
    for match in CONDITION.finditer(text, start, end):
        if _ASKED_IF.search(text, start, match.start()) or _UNTIL_A_DAY.match(match[0]):
            continue
        piece = match[0].rstrip(" ,\t-–—'’")
        return Span(start=match.start(), end=match.start() + len(piece), text=piece)
    return None


def find_legal_basis(text: str, *, start: int, end: int) -> list[Span]:
    """Laws, sections and case numbers named between `start` and `end`."""
    return [Span(start=m.start(), end=m.end(), text=m[0]) for m in LEGAL_BASIS.finditer(text, start, end)]
