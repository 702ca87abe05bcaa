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
    r"|arrive|decide|reach|make|lift|reduce|increase|announce|present|open|pay|give|testify|speak|deliver|finish"
    r"|complete|release|publish|close|host|return|hear|rule|report|conclude|lapse|fly|appear|review|join|leave|expect)"
)
_SUBJECTS = r"(?:that|which|who|whose|whom|after|when|as|because|but|than|where|while|he|she|it|they)"
_ADVERB = r"(?: [a-z]+ly| still| also| soon| now| then)?"
# The modal, not the month or the woman.
_MAY = (
    r"may(?<!(?:in|of|by) may)(?<!(?:mrs|and|end|mid).may)(?<!(?:late|from) may)(?<!(?:since|until|early) may)"
    r"(?<!theresa may)"
)
FUTURE = (
    r"(?!could(?: not|n't) be [a-z]+ed)"
    rf"(?:will|shall|{_MAY}|won't|can|can't|(?:would|might|could|should|must)(?:n't)?)(?: not)?{_ADVERB}(?: be"
    rf"| have been)?"
    r"(?: [a-z]+ly)?(?: (?!on |in |by |that )[a-z]+)?"
    rf"|to be(?: [a-z]+ly)?(?: [a-z]+ed| held| set| made| paid| put| cut)?|to {_VERBS}|going to|(?:is|are|was|were) to"
    r"|(?:plan|expect|intend|hope|aim|want|threaten)(?:s|ed|ning|ing)? to|propos(?:es|ed) to|plans (?:an?|for)"
    r"|prepar(?:es|ed|ing) (?:to|for)|planned|planning|expected|expects|scheduled|schedules|slated|due(?! to\b)"
    r"|(?:is|are) set|set (?:for|to)|likely|starting|beginning|effective|takes? (?:full )?effect"
    r"|go(?:es)? into effect|comes? into (?:full )?(?:force|effect)|kicks? in|deadline"
    r"|(?:extended|delayed|postponed)(?= (?:to|until|till|through|for)\b)|await(?:s|ing)?|forecasts|forecast to"
    r"|targets?|proposed|expires?|starts?|loom(?:s|ing)?|projected|payable|calls for|called for|ha(?:s|ve) until"
    r"|look(?:s|ed|ing)? (?:forward|ahead) to|votes(?= (?:on )?\Z)"
    r"|(?:meet(?! the press)|open|convene|arrive|begin|resume|depart)s?|leaves|hosts|holds|visits|faces|ends"
    r"|(?<!\ba )(?<!the )lapses?(?! of\b)|lands|flies|concludes|(?:is|are) due to|(?:heads|travels|returns|goes) to"
    r"|sits down|runs to|takes (?:place|up)|kicks off|(?:gets|get) under way|runs out|go to \d+|pencil?led in|up for"
    r" (?:review|renewal|approval|a vote)|comes(?= (?:in|on|at|next)\b)"
)
PAST = (
    r"in an? (?:[a-z]+ )?(?:statement|interview|tweet|post|e-?mail|note|filing|report|editorial)|"
    r"(?:neither|nor|nobody|no one|none)\b[^.;]{0,60} could be [a-z]+ed|"
    r"(?:had|has|have) been(?:(?: due| scheduled| expected| planned| set)(?: to [a-z]+)?)?|according to"
    r"|(?:was|were) (?:due|expected|scheduled|slated) to [a-z]+|previously [a-z]+ed|could(?: not|n't) be [a-z]+ed"
    r"|telling|saying|announcing|calling|speaking|writing|adding|warning|citing|following|after|said|says|say|told|was"
    r"|were|had|(?:has|have)(?! (?:an?|the|to|no|until|till)\b)|did|been|since|ago|rose|fell|met|made|took|held|came"
    r"|went|began|saw|got|gave|sent|left|won|lost|led|wrote|kept|grew|sold|bought|brought|spoke|became|found"
    r"|stood|knew|thought|paid|ran|struck|tore"
    r"|broke|drove|fought|flew|drew|threw|chose|[a-z]{2,}ed(?= by\b)"
    r"|(?<!is )(?<!are )(?:heard|spent|sought|caught|dealt|laid|built|taught|meant)|sat|withdrew|overtook"
    r"|undertook|fled"
    r"|slid|shrank|swept"
    r"|(?:began|started|failed|refused|declined|managed) to(?: be)? [a-z]+"
)
#: Past, unless a modal of the same clause stands before; the second kind also behind "and" ("will raise and cut").
LOOSE = (
    r"(?:(?!need|feed|speed|indeed|exceed|proceed|succeed|unprecedented|united|limited|hundred)[a-z]{2,}ed)",
    r"(?:cut|put|hit|shut|let|set)",
)

_SIGN = re.compile(
    rf"(?:(?P<future>(?<![\w-])(?:{FUTURE})|(?<=\w)'(?:ll|d(?! been| better| [a-z]+ed)))"
    rf"|(?<![\w-])(?:(?P<past>{PAST})|(?P<loose>{LOOSE[0]})|(?P<bare>{LOOSE[1]})))(?![\w-])"
)
# Not behind an initial, a title or another short form.
_CLAUSE_END = re.compile(
    r"(?:[;!?]|(?<![^a-z][a-z])(?<!\b(?:mr|ms|dr|st|co|jr|no|vs))(?<!\b(?:mrs|inc|ltd|gov|sen|rep|gen))(?<!\bcorp)\.)"
    r"['\"”]*\s|\n\s*\n| - | -- |—"
)
SURE = 2
_REACH_BEFORE, _REACH_BEHIND, _NEAR, _FAR = 140, 90, 40, 80

# The last word of what the next expressions look for: most phrases have another before them.
_LED = re.compile(
    r"(?:in|on|by|the|an?|of|as|to|from|since|dated|ended|until|till|through|before|past|beyond|due|starting|beginning"
    r"|effective|upcoming|coming) +\Z"
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|starting|beginning|effective|upcoming|coming|due|past|beyond"
    r"|(?<!\d )(?<!day )(?<!year )through|ahead of|as (?:soon|early) as) +(?:on +|from +|in +|the +|an? +)?\Z"
)
# "The Oct. 7 attacks": nobody tells of these before they happen.
_BLOW = r"(?:attacks?|massacres?|earthquake|quake|shootings?|bombings?|assault|crash|explosion|killings?|coup|raid)"
_BLOW_BEHIND = re.compile(rf" (?:[a-z]+ )?{_BLOW}\b")
_BLOW_BEFORE = re.compile(rf"\b{_BLOW}(?: [a-z]+){{0,4}} (?:of|on) +\Z")
# "Pushed the vote back to June 30", "ahead of a meeting on Monday".
_PUT_OFF = re.compile(
    r"\b(?:extend|delay|postpon|push|mov|defer|reschedul|prolong|put(?:ting)? (?:off|back))(?:s|e|es|ed|ing)?"
    r"(?: (?!from\b)[\w'-]+){0,6}? to +\Z|\bahead of (?:[\w'-]+ ){1,4}(?:on |in )?\Z"
)
# "Up from 3.5 percent in May" compares.
_BACK = re.compile(r"\b(?:since|dated|ended|from \S*\d\S*(?: [a-z]+){0,3} in) +\Z")
# "The Aug. 1 deadline", unless it was missed.
_DEADLINE = re.compile(
    r" (?:deadline|target date|cut-?off|start date|expiry|expiration)\b(?! (?:passed|lapsed|expired|came))"
)
_MISSED = re.compile(r"\b(?:miss(?:ed|ing)|after|since|passed|met) +(?:the +|an? +|its +|their +)?\Z")
# "By Thursday, it had ..." looks back after all.
_HAD = re.compile(
    r",? (?:(?!while|which|that|if|when)[a-z.]+ ){0,3}(?:had|was|were)\b"
    r"| (?:(?!while|which|that|if|when|to|will|would|can|could|should|may|must)[\w.%'-]+ ){1,8}had been\b"
    r"|, (?:(?!while|which|that|if|when|to|will|would|can|could|should|may|must)[\w.'-]+ ){1,7}"
    r"(?:had|was|were|rose|fell|reached|totall?ed|stood|grew|came to)\b"
)
# "It had gone by Tuesday", "they met through Sunday"; "the six months through June".
_GONE = re.compile(
    r"\b(?:(?:quarter|months|weeks|days|year|period) (?:through|to)|had(?: [a-z]+){1,4} by"
    r"|(?:met|ran|lasted|worked|talked|negotiated|continued) (?:on )?through) +(?:the +)?\Z"
)
# What holds "until Nov. 16" and "through Dec. 31" does so ahead, even if that is far off.
_FIRM = re.compile(r"\b(?:until|till|through|beyond) +\Z")
_STAYED = re.compile(r"\b(?:remained|stayed|lasted|kept|served|worked|lived|had|was|were|did|so far)\b[^;]*\Z")
# "Signed in Paris on Friday": where, before when.
_PLACE = r"(?:in (?!early|late|mid)[a-z. ]{3,20} )"
# "The rate set in May", unlike "the rate will be set in May" and "they will get a rate set in May".
_TOLD_OF = re.compile(
    r"\b(?!(?:be|been|being|is|are|not|to|and|or|will|would|may|could|can|should|must|[a-z]+ly) )[\w%']+"
    r" (?:(?!scheduled|planned|expected|slated|projected|need|indeed|proceed|succeed|exceed)[a-z]{2,}ed|set"
    r"|struck|held|made|brought in)"
    rf" (?:back )?{_PLACE}?(?:in|on) +\Z"
)
_GET = re.compile(
    rf"\b(?:get|gets|getting|have|see|want|be|been) (?:[\w%'-]+ ){{0,4}}[a-z]+ (?:back )?{_PLACE}?(?:in|on) +\Z"
)
# "Duties apply from March 12", "load before Friday" look ahead unless the clause looks back.
_FROM = re.compile(r"\b(?:from|before) +(?:the +)?\Z")
_TO_BEHIND = re.compile(r" ?(?:to|through|until|till|-) ?")
# "Ahead of Wednesday's talks" looks ahead, other owners look back.
_LOOMING = re.compile(r"\b(?:ahead of|eve of|upcoming|for|at) +\Z")
# In "said that on Friday it will", what stands before "that" tells nothing.
_NEW_CLAUSE = re.compile(r"(?:\b(?:that|but|because) +(?:on +|in +|by +)?|,['\"”]* and +(?:on|in|from) +)\Z")
_VERB_BEHIND = re.compile(
    r"['\"”]? (?:[a-z]+ly )?(?:(?P<future>will|would|is to|are to)"
    r"|(?P<past>[a-z]{2,}ed|said|told|rose|fell|made|took|met|held|was|were|had|gave|began|sent|won|lost)) (?!to |by )"
)
# "The offer on Friday to buy": the aim lies ahead, not the offer.
_AIM_BEHIND = re.compile(r" to [a-z]{2,}(?<!day) ")
# "On Friday they planned to vote": they did so on Friday, unlike what "is planned".
_PLANNED = re.compile(r"[a-z]+ed\b")
_BE = re.compile(r"\b(?:be|been|is|are|was|were) (?:[a-z]+ly )?\Z")
_BREAK = re.compile(rf",|\b{_SUBJECTS}\b")
_BREAK_OR_AND = re.compile(rf",|\b(?:and|{_SUBJECTS})\b")


def points(text: str, start: int, end: int) -> int:
    """Say whether the words around a phrase of a plain text point back (-1), ahead (1), or nowhere (0).

    Where they leave no doubt ("since"), it is SURE times that.
    """
    if side := _beside(text, start, end):
        return side
    if _NEW_CLAUSE.search(text, max(0, start - _NEAR), start):
        return _behind(text, end) or _before(text, start)
    return _before(text, start) or _behind(text, end)


def _beside(text: str, start: int, end: int) -> int:
    """Ask the words right before and right behind."""
    near = max(0, start - _NEAR)
    is_led = bool(_LED.search(text, near, start))
    if _is_blow(text, start, end) or (is_led and (_BACK.search(text, near, start) or _GONE.search(text, near, start))):
        return -SURE
    if text.startswith("earlier", start):
        return -1
    if text.startswith("'s", end):
        return 1 if _LOOMING.search(text, near, start) else -1
    if _is_put_off(text, start):
        return 1
    return (is_led and _preposition(text, near, start, end)) or _right_behind(text, near, start, end)


def _preposition(text: str, near: int, start: int, end: int) -> int:
    if _AHEAD.search(text, near, start):
        return -1 if _HAD.match(text, end) else SURE if _is_firm(text, near, start) else 1
    if _TOLD_OF.search(text, near, start) and not _GET.search(text, near, start):
        return -1
    if _FROM.search(text, near, start) and _is_start(text, start, end):
        before = 0 if _NEW_CLAUSE.search(text, near, start) else _before(text, start)
        return before or 1
    return 0


def _right_behind(text: str, near: int, start: int, end: int) -> int:
    if _DEADLINE.match(text, end) and not _MISSED.search(text, near, start):
        return 1
    verb = _VERB_BEHIND.match(text, end)
    return 0 if verb is None else 1 if verb["future"] else -1


def _is_firm(text: str, near: int, start: int) -> bool:
    return bool(_FIRM.search(text, near, start)) and not _STAYED.search(text, max(0, start - _FAR), start)


def _is_start(text: str, start: int, end: int) -> bool:
    """Say whether a phrase behind "from" or "before" may be a start: a day, or the edge of something longer."""
    is_edge = text.startswith(("the ", "mid", "end", "early", "late"), start)
    is_day = text[end - 1].isdigit() or text.endswith("day", start, end)
    return (is_day or is_edge) and not _TO_BEHIND.match(text, end)


def _is_blow(text: str, start: int, end: int) -> bool:
    if _BLOW_BEHIND.match(text, end):
        return True
    return text.endswith(("of ", "on "), 0, start) and bool(_BLOW_BEFORE.search(text, max(0, start - _NEAR), start))


def _is_put_off(text: str, start: int) -> bool:
    lead = text[max(0, start - _FAR) : start]
    return (lead.endswith(" to ") or "ahead of" in lead) and bool(_PUT_OFF.search(lead))


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
    if sign is None:
        return 0
    is_past_plan = _PLANNED.match(sign.group()) and not _BE.search(text, end, sign.start())
    return 1 if sign["future"] and not is_past_plan else -1
