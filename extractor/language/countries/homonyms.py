"""Names that two places bear, or a place and a thing, told apart by what stands around them.

    georgia     "a plant in Georgia"            the American state, unless the Caucasus is near
    washington  "Washington said"               the capital; not "Washington apples", "Seattle, Washington"
    bird        "Turkey and chicken prices"     no country; "Turkey said" is one
    kinshasa    "Congo"                         the Democratic Republic; with guard brazzaville the other, where
                                                the text names that and not Kinshasa
    seoul       "Korea"                         the South; with guard pyongyang the North, where the text names
                                                that and not the South
    island      "Jersey and Guernsey"           the island, not the American state
    group       "the G7 agreed"                 the states; no bloc in the name of a meeting: "the G7 summit"
    told        "Kingston", "San Juan"          only where the story names the country too
    members     "NAFTA partners"                the states; "NAFTA" alone is a treaty

To settle another doubt add a guard to HOMONYMS and name it in the rows of the tables.
"""

import re
from collections.abc import Callable

from extractor.knowledge.countries import places
from extractor.language.countries.context import Context, Mention

_CAUCASUS = (
    "tbilisi", "georgian", "saakashvili", "abkhazia", "ossetia", "caucasus", "armenia", "azerbaijan",
    "republic of georgia",
)  # fmt: skip
_PARTNER = re.compile(r"(?:FTA|[Aa]greement|[Pp]act|[Tt]reaty|[Dd]eal|[Tt]alks) with $")
_NEIGHBOUR = re.compile(r"\b(?:Ukraine|Moldova|Belarus|Turkey|Kazakhstan|Russia)(?:,| and|, and) $")
_NEIGHBOUR_AFTER = re.compile(r",? (?:and )?(?:Ukraine|Moldova|Belarus|Turkey|Kazakhstan|Mongolia)\b")
_TOWN_OF_GEORGIA = re.compile(r"\b(?:Atlanta|Augusta|Columbus|Dalton|Macon|Savannah|Valdosta|Brunswick|West Point), $")
_STATE_OF_GEORGIA = re.compile(
    r",? (?:Gov\.|Governor|Sens?\.|Senator|Reps?\.|Representative|Republican|Democrat|peach|pecan|peanut|state )"
)

_TOWN_OF_WASHINGTON = re.compile(
    r"\b(?:Seattle|Spokane|Tacoma|Olympia|Vancouver|Bellevue|Redmond|Yakima|Everett|Wenatchee|Kent), $"
)
_BEFORE_WASHINGTON = re.compile(
    r"\b(?:Mount|Mt\.|Port|Lake|Booker T\.|University of|[Ss]tate of|[Ee]astern|[Ww]estern|[Ss]outhwest) $"
)
_BEHIND_WASHINGTON = re.compile(
    r"[ -](?:[Ss]tate\b(?! Department)|STATE\b(?! DEPARTMENT)|Gov\.|Governor|County|University|Mutual|Redskins"
    r"|Nationals|Wizards|Monument|Square"
    r"|Street|Avenue|Bridge|Heights|Irving|apples?\b|cherr(?:y|ies)\b|wheat\b|potato|growers?\b|Consensus\b)"
    r"|, (?:Oregon|Idaho|California|Montana)\b"
)

_BIRD_BEHIND = re.compile(
    r"(?: (?:meat|breasts?|farms?|farmers?|growers?|producers?|products|hatching|sandwich|legs?|wings?|tails?|poults)\b"
    r"|,? (?:and|or) (?:chicken|duck|pork|poultry|beef|geese|goose|ham)\b|, (?:chicken|duck|pork|beef)\b)",
    re.IGNORECASE,
)
_BIRD_BEFORE = re.compile(
    r"\b(?:chicken|duck|pork|poultry|beef|frozen|roast|ground|smoked|whole|thanksgiving)(?:,| and| or|, and)? $",
    re.IGNORECASE,
)

#: The name of a meeting or a paper of a group, not the states.
_OF_A_GROUP = re.compile(
    r"(?: \([\w-]{2,6}\)|\))?(?:'s)?,? "
    r"(?:(?:[Ll]eaders'?|[Ff]inance|[Tt]rade|[Mm]inisterial|[Aa]nnual|[Ee]conomic) ){0,3}"
    r"(?:[Ss]ummits?|SUMMIT|[Mm]eetings?|[Ff]orum|[Cc]onference|[Gg]athering|[Dd]inner|[Ss]idelines|[Cc]ommuniqu)"
    r"|-(?:[Ss]ummit|[Mm]eeting)"
)
_MEMBERS = re.compile(
    r"(?:'s)? (?:members?(?! of)|member (?:states|countries|nations)|states|countries|nations|partners?|bloc"
    r"|neighbou?rs?|signatories|economies|region)\b"
)


def _georgia(mention: Mention, context: Context) -> bool:
    before = context.before(mention, 30)
    if _TOWN_OF_GEORGIA.search(before) or _STATE_OF_GEORGIA.match(context.text, mention.end):
        return False
    near = _PARTNER.search(before) or _NEIGHBOUR.search(before) or _NEIGHBOUR_AFTER.match(context.text, mention.end)
    return near is not None or context.has(*_CAUCASUS)


def is_seat(mention: Mention, context: Context) -> bool:
    """Say whether "Washington" is the capital: no state, street or football club."""
    before = context.before(mention, 20)
    if _TOWN_OF_WASHINGTON.search(before) or _BEFORE_WASHINGTON.search(before):
        return False
    return _BEHIND_WASHINGTON.match(context.text, mention.end) is None


def _no_bird(mention: Mention, context: Context) -> bool:
    if _BIRD_BEHIND.match(context.text, mention.end):
        return False
    return _BIRD_BEFORE.search(context.before(mention, 20)) is None


def _of_brazzaville(mention: Mention, context: Context) -> bool:
    if not context.has("brazzaville", "republic of congo", "republic of the congo", "congo republic"):
        return False
    return not context.has("kinshasa", "democratic republic of", "dr congo", "drc", "d.r.c.", "zaire")


def _of_kinshasa(mention: Mention, context: Context) -> bool:
    return not _of_brazzaville(mention, context)


def _of_pyongyang(mention: Mention, context: Context) -> bool:
    if not context.has("north korea", "pyongyang", "dprk"):
        return False
    return not context.has("south korea", "s. korea", "seoul", "republic of korea", "korus", "hyundai", "samsung")


def _of_seoul(mention: Mention, context: Context) -> bool:
    return not _of_pyongyang(mention, context)


def _island(mention: Mention, context: Context) -> bool:
    return context.has("guernsey", "channel island", "isle of man")


def _group(mention: Mention, context: Context) -> bool:
    return _OF_A_GROUP.match(context.text, mention.end) is None


def _told(mention: Mention, context: Context) -> bool:
    return context.has(places()[mention.name.code].name.lower())


def _members(mention: Mention, context: Context) -> bool:
    return _MEMBERS.match(context.text, mention.end) is not None


HOMONYMS: dict[str, Callable[[Mention, Context], bool]] = {
    "georgia": _georgia,
    "bird": _no_bird,
    "kinshasa": _of_kinshasa,
    "brazzaville": _of_brazzaville,
    "seoul": _of_seoul,
    "pyongyang": _of_pyongyang,
    "island": _island,
    "group": _group,
    "members": _members,
    "told": _told,
}
