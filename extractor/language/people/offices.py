"""Say whose an office is.

    "Japan's envoy", "the Commerce Ministry's spokesman"    the state: JPN, or the one that the story is at
    "chief executive of Ford"                               the organisation as written
    "Treasury Secretary", "Sen."                            the state whose offices bear such names
    "President Fox", "Chancellor Merkel"                    the state whose office the person is known to hold
    "his top adviser", "Trump's envoy"                      the state of the person meant
    "the country's minister", "the company's founder"       the country or organisation named near before

Reading: a job belongs to an organisation or to nobody, never to a state. Where nothing beside the title says more, a
state's office is of a state named near; surroundings.py says which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.knowledge.countries import code_of
from extractor.knowledge.provinces import provinces
from extractor.language.people.coreference import Someone
from extractor.language.people.leaders import known_leader
from extractor.language.people.lexicon import FIELDS, HEADS, STATE_BODIES
from extractor.language.people.links import Link
from extractor.language.people.model import Owner, Title
from extractor.language.people.scene import Scene
from extractor.language.people.surroundings import Surroundings

_AMERICAN = frozenset(
    "press treasury commerce state agriculture defense energy labor interior homeland transportation".split()
)
#: These are offices of the United States where a story names these.
_AMERICAN_ALONE = frozenset("attorney solicitor majority minority".split())
_PERSONAL = frozenset("his her their our my your".split())
_LAWMAKERS = frozenset("senator sen. representative rep. congressman congresswoman".split())
_COUNTRY_NOUNS = frozenset("country nation government ministry state department republic".split())
_OF_THE_UNION = frozenset("bloc commission union community".split())
_GOVERNING = frozenset("government ministry department".split())
_HEADS_OF_STATE = frozenset("president premier chancellor".split())
_PRESIDENTS = frozenset("president pres. prez leader".split())
_LOCAL = frozenset("governor gov. mayor judge attorney prosecutor regulator".split())
_LOCAL_LEADERS = frozenset("governor gov. premier mayor".split())
_SPOKEN = frozenset("spokesman spokeswoman spokesperson".split())
_SERVING = frozenset("adviser advisor official aide director".split())
_SEATED = frozenset("chair chairman chairwoman governor gov.".split())
_FARTHEST = 600
_UNOWNED = frozenset(
    "partner interviewer principal host anchor contributor commentator owner trader broker researcher fellow".split()
)


class Offices:
    """Knows what a story says of states and organisations, and is asked whose each title is."""

    def __init__(self, scene: Scene, people: Sequence[Someone]) -> None:
        self.scene = scene
        self.near = Surroundings(scene, people)
        known = ((someone, known_leader(someone)) for someone in people)
        self.states = {id(someone): leader.country for someone, leader in known if leader}

    def of(self, someone: Someone, link: Link) -> tuple[str | None, str | None]:
        """Return whose `link.title` is as a record says it, and the state it makes the person stand for."""
        if province := self._province(link, someone):
            return province, None
        code = self._state(someone, link)
        if code is not None:
            self.states.setdefault(id(someone), code)
            return code, code
        return self._organisation(link.title) or self._organisation_behind(link, someone), None

    def _state(self, someone: Someone, link: Link) -> str | None:
        title, owner = link.title, link.title.owner
        if title.head in _LAWMAKERS and (owner is None or owner.kind != "state"):
            return self.states.get(id(someone)) or self._default(title)
        if owner is not None:
            return self._owning_state(someone, title, owner)
        if title.body in ("job", "firm"):
            return None
        return self._behind_name(link, someone) or self._default(title) or self._of_person(someone, link)

    def _default(self, title: Title) -> str | None:
        """Return the state whose offices alone bear such a name."""
        words = set(self.scene.words.lows[title.first : title.last + 1])
        if title.head == "secretary":
            american = _AMERICAN & words or not FIELDS & words
            told_here = "USA" in self.near.named or self.near.dateline is None
            return "USA" if american and told_here else None
        if title.head == "representative":
            return "USA" if title.first == title.last or "trade" in words else None
        if {"house", "senate"} & words:
            return "USA"
        if _AMERICAN_ALONE & words or title.head == "undersecretary":
            return "USA" if "USA" in self.near.named else None
        if title.head == "commissioner" and FIELDS & words and "EUN" in self.near.named:
            return "EUN"
        return HEADS[title.head].of or None

    def _of_person(self, someone: Someone, link: Link) -> str | None:
        """Return the state that the person, or else the text around, suggests for an office that names none."""
        title = link.title
        known = self.states.get(id(someone))
        if title.body == "state" and title.head not in _LOCAL:
            return known or self.near.state_near(title.first, someone, title)
        if title.head in _PRESIDENTS:
            return known or (self.near.state_near(title.first, someone, title) if link.tight else None)
        if title.head in _SPOKEN:
            seat = self.near.government_before(title.first) if link.tight else None
            return known or self.near.home(someone) or seat
        if title.head in _SERVING and "security" in self.scene.words.lows[title.first : title.last]:
            return known or self.near.state_near(title.first, someone, title)
        return known if title.head in _SERVING else None

    def _behind_name(self, link: Link, someone: Someone) -> str | None:
        """Read "President Fox of Mexico"."""
        place = self.scene.places.get(self._behind(link, someone, ("of",)))
        return place.code if place else None

    def _province(self, link: Link, someone: Someone) -> str | None:
        """Return the province or town of a governor, premier or mayor, if no owner says it."""
        title = link.title
        if title.head not in _LOCAL_LEADERS or title.owner is not None:
            return None
        behind = self.near.organisation_at(self._behind(link, someone, ("of",)))
        if title.head == "premier":
            named = behind if behind and behind.lower() in provinces() else None
            return named or self.near.province_before(title.first, "premier")
        return behind or (None if title.head == "mayor" else self.near.province_before(title.first, "governor"))

    def _organisation_behind(self, link: Link, someone: Someone) -> str | None:
        """Read "economist Ann Pool of the Brookings Institution"."""
        if link.title.body not in ("job", "firm"):
            return None
        return self.near.organisation_at(self._behind(link, someone, ("of", "from", "at", "with")))

    def _behind(self, link: Link, someone: Someone, prepositions: Sequence[str]) -> int:
        """Return the first word behind name and preposition, where a title leads the name; else one behind all."""
        words = self.scene.words
        after = bisect_right(someone.spans, (link.title.right, len(words)))
        last = someone.spans[after][1] if after < len(someone.spans) else len(words)
        if not link.leads or not words.joined(last) or words.lows[last + 1] not in prepositions:
            return len(words)
        return last + 2 + (words.lows[last + 2 : last + 3] == ["the"])

    def _owning_state(self, someone: Someone, title: Title, owner: Owner) -> str | None:
        """Return the state behind an owner, if a state it is."""
        if owner.kind == "state":
            place = self.scene.places.get(owner.last)
            governs = place is not None and place.form == "government"
            serves = title.body in ("state", "either") or (owner.possessive and title.body != "job")
            return owner.value if serves or governs else None
        if owner.kind == "field":
            return self._ministry_state(someone, owner)
        if owner.kind == "name":
            return self._named_state(someone, title, owner)
        if title.body in ("job", "firm") and owner.value not in _GOVERNING:
            return None
        if owner.kind == "pronoun" and owner.value in ("his", "her"):
            return self._state_of_theirs(someone, title, owner)
        return self._meant_state(someone, title, owner)

    def _state_of_theirs(self, someone: Someone, title: Title, owner: Owner) -> str | None:
        """Read "his adviser": of his state; but "his counterpart" is of another."""
        state = self._state_of_last(someone, owner.first)
        if title.head != "counterpart":
            return state
        known = self.states.get(id(someone)) or self.near.home(someone)
        return known or self.near.state_near(owner.first, someone, title, but=state)

    def _meant_state(self, someone: Someone, title: Title, owner: Owner) -> str | None:
        """Return the state that "the country's", "the bloc's" or "its" means, if none else is meant."""
        if owner.value == "its" and title.body != "state" and self.near.organisation_is_nearer(owner.first):
            return None
        if owner.value in _OF_THE_UNION and "EUN" in self.near.named:
            return "EUN"
        about = None if owner.value in _HEADS_OF_STATE else title
        stately = owner.kind == "pronoun" or about is None or owner.value in _COUNTRY_NOUNS
        return self.near.state_near(owner.first, someone, about) if stately else None

    def _ministry_state(self, someone: Someone, owner: Owner) -> str | None:
        if owner.state is not None and owner.state.kind == "state":
            return owner.state.value
        if known := self.states.get(id(someone)):
            return known
        words = set(owner.value.lower().split())
        return "USA" if "department" in words and _AMERICAN & words else self.near.state_near(owner.first, someone)

    def _state_of_last(self, someone: Someone, place: int) -> str | None:
        """Return the state of the person named last before word `place`, other than `someone`."""
        held = (self.near.holders.get(before) for before in range(place - 1, max(-1, place - _FARTHEST), -1))
        other = next((holder for holder in held if holder not in (None, someone)), None)
        return self.states.get(id(other))

    def _named_state(self, someone: Someone, title: Title, owner: Owner) -> str | None:
        """Return the state that a name stands for: of a leader, of the person who is the owner, of a state's body."""
        before = owner.last < title.first
        if owner.value.lower() in provinces():
            return None  # "the Ontario premier"
        if before and not owner.possessive and title.head in _HEADS_OF_STATE and known_leader(someone):
            return self.states[id(someone)]
        holder = self.near.holders.get(owner.last)
        if holder is not None and before:
            return self.states.get(id(holder)) if title.body != "job" else None
        if code := code_of(owner.value):
            return code if title.body in ("state", "either") else None
        if owner.value == "Commission" and "EUN" in self.near.named:
            return "EUN"
        return self._body_state(someone, title, owner)

    def _body_state(self, someone: Someone, title: Title, owner: Owner) -> str | None:
        """Return the state whose ministry or embassy an owner is; committees of parliaments are as written."""
        lows = owner.value.lower().replace("’", "'").replace("'s", "").split()
        if STATE_BODIES.isdisjoint((lows[0], lows[-1])) or lows[-1] == "committee":
            return None
        chamber = lows[0] in ("senate", "house", "congress") and (
            len(lows) > 1 or title.head in ("republican", "democrat")
        )
        if chamber or (lows[0] == "department" and lows[-1] not in FIELDS):
            return None
        inside = (self.scene.places.get(place) for place in range(owner.first, owner.last + 1))
        code = next((place.code for place in inside if place), None)
        return code or (owner.state.value if owner.state else self.near.state_near(owner.first, someone))

    def _organisation(self, title: Title) -> str | None:
        """Return the organisation that the owner names or means, or that a title without owner is of."""
        owner = title.owner
        if owner is not None and owner.kind == "name":
            holder = self.near.holders.get(owner.last)  # "a spokesman for Pool" is of nobody's office
            named = holder is not None and any(last == owner.last for _, last in holder.spans)
            return None if named else owner.value
        if title.head in _SEATED and owner is None:
            return self.near.organisation_before(title, "fed bank")
        if title.head in _UNOWNED or title.body not in ("firm", "either"):
            return None
        return self._meant_organisation(title, owner)

    def _meant_organisation(self, title: Title, owner: Owner | None) -> str | None:
        """Return the organisation that "its" or "the company's" means, or that the paragraph is about."""
        if owner is not None and owner.value == "its":
            return self.near.organisation_before(title, "", nearest=True)
        if owner is not None and owner.kind == "noun" and owner.value not in _COUNTRY_NOUNS:
            return self.near.organisation_before(title, owner.value)
        managing = title.body == "firm" or (title.head == "officer" and self.scene.words.lows[title.first] == "chief")
        personal = owner is not None and owner.value in _PERSONAL  # "their boss"
        return self.near.organisation_before(title, "") if managing and not personal else None
