"""Make countries, cities, firms and teams for `wire`, each with its forms.

    make_firm(rng)  ->  {":ORG": "Halvorsen Steel Corp.", "s:ORG": "Halvorsen Steel"}

Country names, nationalities and capitals come from extractor/knowledge; the other lists from wire_places.txt, compiled
by hand; about one town, firm or club in eight is made up, so that it is known by where it stands.
Forms: country "" name, `d` adjective, `n` people in the plural, `k` capital, `a` short ("U.S."); city "" name, `c` its
country or state; firm "" full name, `s` short; team "" as in results, `w` whole, `t` as its town, `n` its nickname,
`k` the town itself.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from wire_names import family_name, invented

from extractor.knowledge import countries as known
from extractor.knowledge import rows

PLACES = Path(__file__).with_name("wire_places.txt")
_SHORT = {
    "USA": ("U.S.", "US", "U.S.", "United States", "America"),
    "GBR": ("U.K.", "UK", "Britain"),
    "ARE": ("UAE",),
    "RUS": ("Russia",),
}
_WRITTEN = {
    "USA": ("United States", "U.S."),
    "GBR": ("Britain", "Britain", "England", "Scotland", "United Kingdom"),
    "ARE": ("United Arab Emirates",),
}
_SEATS = {"BEL": "Brussels", "LUX": "Luxembourg", "FRA": "Paris"}
_ADJECTIVES = {
    "GBR": "British",
    "USA": "American",
    "SAU": "Saudi",
    "NZL": "New Zealand",
    "HKG": "Hong Kong",
    "ARE": "Emirati",
}


class Country(NamedTuple):
    """A country's forms."""

    code: str
    name: str
    adjective: str
    people: str
    capital: str

    @property
    def adjective_label(self) -> str:
        """NORP, but GPE where the name serves as adjective ("a New Zealand farmer")."""
        return "GPE" if self.adjective == self.name else "NORP"


@cache
def countries() -> dict[str, Country]:
    """Return the countries that have a nationality and a capital, by code."""
    forms: dict[tuple[str, str], list[str]] = {}
    for row in rows("country_names"):
        forms.setdefault((row["code"], row["form"]), []).append(row["name"])
    found = {}
    for code, place in known.places().items():
        demonyms, capitals = forms.get((code, "demonym")), forms.get((code, "capital"))
        if demonyms and place.kind != "bloc":
            name = place.name.split(",")[0]
            people = next(
                (name for name in demonyms if name.endswith("s") and name != demonyms[0] and " " not in name),
                f"{demonyms[0]} people",
            )
            found[code] = Country(
                code, name, _ADJECTIVES.get(code, demonyms[0]), people, (capitals or [_SEATS.get(code, name)])[0]
            )
    return found


@cache
def _weighted() -> tuple[list[Country], list[int]]:
    found, often = list(countries().values()), set(lists()["often"])
    return found, list(accumulate(12 if country.code in often else 1 for country in found))


def make_country(rng: random.Random) -> dict[str, str]:
    """Return the forms of a country."""
    if rng.random() < 0.12:
        name, adjective, people, capital = rng.choice(lists()["land"]).split("/")
        return {":GPE": name, "d:NORP": adjective, "n:NORP": people, "k:GPE": capital, "a:GPE": name}
    found, reach = _weighted()
    country = rng.choices(found, cum_weights=reach)[0]
    name = rng.choice(_WRITTEN.get(country.code, (country.name,)))
    forms = {
        ":GPE": name,
        f"d:{country.adjective_label}": country.adjective,
        "k:GPE": country.capital,
        "n": country.people,
    }
    if " people" not in country.people:
        forms = {**forms, "n:NORP": country.people}
        del forms["n"]
    return forms | {"a:GPE": rng.choice(_SHORT.get(country.code, (name,)))}


@cache
def lists() -> dict[str, list[str]]:
    """Return the lists of wire_places.txt."""
    found: dict[str, list[str]] = {}
    for line in PLACES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, entries = line.partition(": ")
            found.setdefault(name, []).extend(entry.strip() for entry in entries.split(";"))
    return found


def make_city(rng: random.Random) -> dict[str, str]:
    """Return the forms of a city."""
    if rng.random() < 0.2:
        return {":GPE": _small_town(rng), "c:GPE": rng.choices(_weighted()[0], cum_weights=_weighted()[1])[0].name}
    name, _, where = rng.choice(lists()["city"]).partition("/")
    return {":GPE": name, "c:GPE": where}


def _small_town(rng: random.Random) -> str:
    if rng.random() < 0.4:
        return rng.choice(lists()["town"])
    luck = rng.random()
    if luck < 0.2:
        return f"{rng.choice(lists()['townfirst'])} {invented(rng)}"
    return invented(rng)[: rng.randint(4, 7)] + rng.choice(lists()["townend"]) if luck < 0.6 else invented(rng)


def make_firm(rng: random.Random) -> dict[str, str]:
    """Return a firm's name, whole and short."""
    if rng.random() < 0.45:
        name = rng.choice(lists()["firm"])
        whole, _, short = name.partition("/")
        return {":ORG": whole, "s:ORG": short or whole}
    return _made_firm(rng)


def _made_firm(rng: random.Random) -> dict[str, str]:
    base = rng.choice(
        (
            family_name(rng),
            family_name(rng),
            rng.choice(lists()["firmword"]),
            rng.choice(lists()["city"]).partition("/")[0],
        )
    )
    trade = rng.choice(lists()["firmtrade"])
    ending = rng.choice(lists()["firmend"])
    luck = rng.random()
    if luck < 0.1:
        name = invented(rng)
        return {":ORG": rng.choice((name, f"{name} {ending}")), "s:ORG": name}
    if luck < 0.5:
        return {":ORG": f"{base} {trade} {ending}", "s:ORG": rng.choice((f"{base} {trade}", base))}
    if luck < 0.7:
        return {":ORG": f"{base} {ending}", "s:ORG": base}
    if luck < 0.85:
        partner = family_name(rng)
        whole = rng.choice(
            (f"{family_name(rng)} & {partner}", f"{family_name(rng)}, {partner} & Co.", f"{family_name(rng)} {partner}")
        )
        return {":ORG": rng.choice((whole, f"{whole} {ending}")), "s:ORG": whole}
    short = "".join(rng.choice("ABCDEFGHIKLMNPRSTUV") for _ in range(rng.choice((3, 3, 3, 4))))
    return {
        ":ORG": rng.choice((f"{base} {trade}", f"{short} {trade}", f"{short} {ending}")),
        "s:ORG": short if rng.random() < 0.4 else base,
    }


def make_team(rng: random.Random) -> dict[str, str]:
    """Return a club's name as in results and whole, and the town it plays in."""
    luck = rng.random()
    if luck < 0.3:
        town, _, nick = rng.choice(lists()["franchise"]).partition("/")
        return {
            ":ORG": rng.choice((town, nick, f"{town} {nick}")),
            "w:ORG": f"{town} {nick}",
            "t:ORG": town,
            "n:ORG": nick,
            "k:GPE": town,
        }
    if luck < 0.6:
        club, _, town = rng.choice(lists()["club"]).partition("/")
        return {":ORG": club, "w:ORG": club, "t:ORG": club, "n:ORG": club, "k:GPE": town or club}
    if luck < 0.66:
        name = invented(rng)
        return {":ORG": name, "w:ORG": name, "t:ORG": name, "n:ORG": name, "k:GPE": name}
    town = rng.choice(lists()["city"]).partition("/")[0] if rng.random() < 0.6 else rng.choice(lists()["town"])
    form = rng.choice(lists()["clubform"])
    whole = form.replace("X", town)
    return {":ORG": rng.choice((town, whole)), "w:ORG": whole, "t:ORG": town, "n:ORG": whole, "k:GPE": town}
