"""Read the owner that stands behind a title, and the small words between that belong to the title.

    "chief executive | of | chipmaker | Nvidia"         what describes the owner is passed over
    "head | of trade policy | at | the CBI"             what another preposition ends is title
    "head | of Asia research | at | Northern Trust"     and so is a region,
    "manager | of the Foreign Department | at | X"      a unit before its organisation,
    "Christian Aid's head | of Trade Policy"            and a field in capitals where the owner stands elsewhere
    "member | of the central bank's policy committee"   a body in small letters may own a title too
    "president | of Mexico"                             state MEX

Unit: words. Misses: a unit in small letters before its ministry ("head of a bureau of the trade ministry").
"""

from __future__ import annotations

from dataclasses import replace

from extractor.language.people.lexicon import (
    DETERMINERS,
    FIELDS,
    FUNCTION,
    HEADS,
    ORGANISATIONS,
    PREPOSITIONS,
    STATE_BODIES,
    VERBS,
)  # fmt: skip
from extractor.language.people.model import Owner, Title
from extractor.language.people.organisations import is_of_name, rightward_end
from extractor.language.people.scene import Scene

BEFORE_OWNER = frozenset("of for at with from to".split())

_OF = frozenset(("of", "for", "on", "in"))
_REGIONS = frozenset(
    "asia europe africa america americas pacific asia-pacific middle latin emea eu us north south greater".split()
)
_SEATED = frozenset("based headquartered listed focused".split())
# Heads whose owner may be a body in small letters, and such bodies.
_HEADED = frozenset("member chairman chairwoman chair head leader president director vice-chairman co-chair".split())
_SMALL_BODIES = frozenset(
    "board lobby federation chamber committee party panel council commission regulator fund bank association union"
    " agency".split()
)
_PARTS = frozenset(
    "committee committees subcommittee division center centre department panel unit commission campaign".split()
)
_PANELS = frozenset("committee subcommittee panel council board".split())
_UNITS = frozenset("department division unit branch".split())
_MISSIONS = frozenset("delegation mission".split())
_FIRMS = frozenset("firm company group".split())
_MANAGING = frozenset("head director vp vice-president president manager officer chief executive partner".split())
_SERVING = frozenset("secretary under-secretary undersecretary counselor counsellor adviser advisor professor".split())
_LEARNED = frozenset("professor expert scholar specialist historian lecturer student".split())
_OF_TOWNS = frozenset("mayor governor gov. premier senator".split())
_FARTHEST = 14


def with_owner(scene: Scene, title: Title, opening: str, start: int) -> Title:
    """Walk from `start`, behind the preposition `opening`, to the first capitalised name."""
    words = scene.words
    place, noun_end = start, None
    while place < min(len(words), start + _FARTHEST) and _is_connected(scene, start, place):
        if words.capital(place) and is_of_name(scene, place):
            passed, within = _passed(scene, title, opening, place)
            if passed is None:
                return _owned(scene, title, place, noun_end if opening in _OF else None)
            noun_end, place = passed if within else noun_end, passed + 1
            continue
        if _stops(scene, opening, start, place):
            break
        low = words.lows[place]
        named = low not in PREPOSITIONS and low not in DETERMINERS and low not in ("and", "both") and opening in _OF
        if named and not _describes_what_comes(scene, start, place):
            noun_end = place
        place += 1
    return title if noun_end is None else _with_small_words(scene, title, opening, start, min(place - 1, noun_end))


def _is_connected(scene: Scene, start: int, place: int) -> bool:
    """Say whether the phrase goes on at word `place`; over a comma only in a list with "and"."""
    words = scene.words
    if place == start or words.joined(place - 1) or words.owns(place - 1) or words.gap(place - 1) == "-":
        return True
    listed = not words.capital(place) and words.lows[place] not in FUNCTION and "and" in words.lows[place : place + 3]
    return words.gap(place - 1) == ", " and listed


def _stops(scene: Scene, opening: str, start: int, place: int) -> bool:
    """Say whether a small word ends the phrase."""
    words = scene.words
    low = words.lows[place]
    if low[:1].isdigit() or "talks" in words.lows[start:place]:
        return True  # "a farmer of | 2,800 acres", "envoy for tariff talks | with America"
    if low == "talks" and place > start:
        return False
    if low in PREPOSITIONS and place > start:
        return low not in BEFORE_OWNER
    if low in VERBS or (low in FUNCTION and low not in DETERMINERS and low not in ("and", "both")):
        return True
    return low in HEADS and low not in FIELDS and HEADS[low].body != "job"


def _passed(scene: Scene, title: Title, opening: str, place: int) -> tuple[int | None, bool]:
    """Return the last of the words with capitals that do not yet name the owner, and whether they are title."""
    seat = _seat_end(scene, place)
    if seat is not None:
        return seat + 1, False
    if _describes(scene, place) and (opening not in ("of", "for") or _leads_on(scene, place)):
        return place, False
    if opening not in _OF:
        return None, False
    end = _unit_end(scene, place)
    if end is None and opening in ("of", "for"):
        end = _field_end(scene, title, place)
        if end is None and _is_region(scene, place, title.head):
            end = place
    return end, end is not None


def _seat_end(scene: Scene, place: int) -> int | None:
    """Return the last word of the seat in "Washington D.C.-based"."""
    words = scene.words
    for last in range(place, min(place + 3, len(words) - 1)):
        if not words.capital(last):
            return None
        if words.gap(last) == "-":
            return last if words.lows[last + 1] in _SEATED else None
    return None


def _describes(scene: Scene, place: int) -> bool:
    """As in "at the biggest U.S. coal miner Peabody": a country before small words only describes."""
    words = scene.words
    mark = scene.places.get(place)
    if mark is None or not words.joined(mark.last) or words.capital(mark.last + 1):
        return False
    low = words.lows[mark.last + 1]
    return low not in FUNCTION and low not in VERBS and low not in STATE_BODIES


def _leads_on(scene: Scene, place: int) -> bool:
    """Say whether a demonym describes a name to come: "of Chinese search firm Baidu"."""
    return scene.places[place].form in ("demonym", "abbreviation") and _describes_what_comes(scene, place, place + 1)


def _describes_what_comes(scene: Scene, start: int, place: int) -> bool:
    """Say whether the words from `start` run on into a capital: they describe the owner ("of chipmaker Nvidia")."""
    words = scene.words
    ahead = place
    while ahead - start < _FARTHEST and (words.joined(ahead) or words.owns(ahead) or words.gap(ahead) == "-"):
        ahead += 1
        if ahead >= len(words) or words.lows[ahead] in PREPOSITIONS or words.lows[ahead] in VERBS:
            return False
        if words.capital(ahead) and words.lows[ahead] not in FUNCTION:
            return True
    return False


def _unit_end(scene: Scene, place: int) -> int | None:
    """As in "manager of the Foreign Trade Department at X": a unit before its organisation belongs to the title."""
    words = scene.words
    end = rightward_end(scene, place)
    inner = next((i for i in range(place, end + 1) if words.lows[i] in _UNITS), None)
    if inner is None or not words.joined(inner) or words.lows[inner + 1] not in ("at", "of", "in"):
        return None
    if inner > place:
        return inner if words.lows[inner + 2 : inner + 3] != ["commerce"] else None
    end = inner + 2  # "Department of American and Oceanian Affairs | at ..."
    while words.joined(end) and (words.capital(end + 1) or words.lows[end + 1] == "and"):
        end += 1
    return end if words.joined(end) and words.lows[end + 1] in ("at", "of", "with") else None


def _field_end(scene: Scene, title: Title, place: int) -> int | None:
    """Return the end of a field in capitals that belongs to the title, as the owner stands elsewhere or nowhere."""
    words = scene.words
    if place in scene.places:
        return None
    end = place
    while words.joined(end) and words.capital(end + 1):
        end += 1
    if title.head in _LEARNED or (title.head in _MANAGING and words.lows[end] not in ORGANISATIONS):
        ahead = end + 2 + (words.lows[end + 2 : end + 3] == ["the"])
        led = words.joined(end) and words.lows[end + 1] in ("at", "for", "with")
        if (title.owner and title.owner.kind == "name") or (led and ahead < len(words) and words.capital(ahead)):
            return end
    fields = all(low in FIELDS or low in ("policy", "and") for low in words.lows[place : end + 1])
    return end if fields and not (words.joined(end) and words.lows[end + 1] in ("and", "of")) else None


def _is_region(scene: Scene, place: int, head: str) -> bool:
    """As in "head of Asia research at X", "professor of Chinese history at X": the place is part of the title."""
    words = scene.words
    if words.owns(place) or not words.joined(place):
        return False
    low = words.lows[place + 1]
    mark = scene.places.get(place)
    if mark and mark.form == "demonym":
        learned = head in _LEARNED and not words.capital(place + 1)
        return learned and low not in VERBS and low not in FUNCTION
    if head in _OF_TOWNS:
        return False  # "mayor of South Bend"
    if words.lows[place] in _REGIONS:
        return low not in VERBS and not (mark and words.capital(place + 1))
    return mark is not None and (low in BEFORE_OWNER or low == "and")


def _owned(scene: Scene, title: Title, place: int, noun_end: int | None) -> Title:
    """Take the name at word `place` for the owner, and the small words up to `noun_end` into the title."""
    words = scene.words
    title = replace(title, last=title.last if noun_end is None else noun_end, extended=True)
    if words.joined(place - 1) and words.words[place - 1] == "The":
        place -= 1  # "publisher of The Guardian"
    end = rightward_end(scene, place)
    if words.owns(end) and words.capital(end + 1) and words.lows[end] in STATE_BODIES:
        place = end + 1  # "at the Commerce Ministry's Chinese Academy of Trade"
        end = rightward_end(scene, place)
    mark = scene.places.get(place)
    if mark and words.lows[end] in _MISSIONS:  # "head of the EC Delegation"
        return replace(title, last=end, right=end, owner=Owner("state", mark.code, place, end))
    if mark and mark.first == place and (words.owns(mark.last) or end <= mark.last):
        return _stated(scene, title, place, mark.last)
    end = _part_end(scene, end)
    stated = title.owner and title.owner.kind == "state" and title.body not in ("firm", "job")
    owner = title.owner if stated else Owner("name", words.phrase(place, end), place, end)
    return replace(title, right=end, owner=owner)


def _stated(scene: Scene, title: Title, first: int, last: int) -> Title:
    """Read an owner that begins with a country: the state, or what the small or capital words behind it name."""
    words = scene.words
    state = Owner("state", scene.places[last].code, first, last)
    ahead = last + 1
    while ahead - last <= 5 and (words.joined(ahead - 1) or words.owns(ahead - 1)) and words.lows[ahead] not in VERBS:
        low = words.lows[ahead]
        if low in _MISSIONS:
            return replace(title, last=ahead, right=ahead, owner=state)
        if low in _PANELS and not words.owns(last):  # "member of the EC agriculture committee"
            return replace(title, right=ahead, owner=Owner("name", words.phrase(first, ahead), first, ahead))
        if words.capital(ahead):
            if not words.owns(last) or low in FUNCTION:
                break
            end = rightward_end(scene, ahead)  # "director at India's Tata Steel"
            return replace(title, right=end, owner=Owner("name", words.phrase(ahead, end), ahead, end, state=state))
        ahead += 1
    return replace(title, right=ahead - 1 if words.owns(last) else last, owner=state)


def _part_end(scene: Scene, end: int) -> int:
    """As in "the Bank's monetary policy committee": a part in small letters belongs to the name of the organisation."""
    words = scene.words
    last = ahead = end
    while ahead - end < 4 and (words.joined(ahead) or (ahead == end and words.owns(ahead))):
        ahead += 1
        if words.lows[ahead] in VERBS or words.lows[ahead] in FUNCTION:
            break
        if words.capital(ahead) and ahead not in scene.places:
            break
        if words.lows[ahead] in _PARTS:
            last = ahead
    return last


def _with_small_words(scene: Scene, title: Title, opening: str, start: int, end: int) -> Title:
    """Take a phrase without any name: a body that owns the title, or part of the title."""
    words = scene.words
    low = words.lows[end]
    if opening == "of" and title.head in _HEADED and low in _SMALL_BODIES:
        first = start + (words.lows[start] in DETERMINERS)
        owner = title.owner or Owner("name", words.phrase(first, end), first, end)
        return replace(title, right=end, owner=owner, extended=True)
    if opening == "for" and title.head not in _MANAGING and title.head not in _SERVING:
        return replace(title, right=end, extended=True)  # "envoy | for the talks"
    if opening not in ("of", "for") or low in _FIRMS or words.lows[start] in ("his", "her", "their", "its"):
        return title
    return replace(title, last=end, right=end, extended=True) if end - start <= 8 else title
