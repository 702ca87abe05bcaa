"""Find every mention of a country, in whatever form.

    "Japan", "US", "Chinese"                    ->  JPN by name, USA by abbreviation, CHN by demonym
    "Tokyo's top negotiator", "talks in Paris"  ->  JPN, FRA by capital: it governs, or is where they meet
    "the White House", "European Commission"    ->  USA, EUN by government
    "Bank of Japan", "the Uruguay Round"        ->  JPN, URY: a name inside a name counts

    "the G7 agreed", "Gulf states"              ->  GOS, GCC: blocs by name, never spread over their members

Unit: one mention each; records stand in order of first mention. Reading (the gold's guide): a capital does not count
as the place of a market or inside another name ("London Metal Exchange", "Doha Round", "Paris-based"), nor any name
in furniture, in a person ("Jordan Lee", "David French") or in a longer name that is no country ("New Mexico").
"Georgia" is the American state unless its neighbours or the text say otherwise. "US dollars" counts.
Misses: cities other than capitals; "the bloc", "the mainland"; names without capitals.
To teach a name add a line to knowledge/country_names.csv; to settle a doubt see guards.py and homonyms.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractor.knowledge.countries import names, names_by_first_word, places, plain
from extractor.language.countries.context import Context, Extent, Mention
from extractor.language.countries.guards import counts, is_of_a_person, is_of_a_state
from extractor.records import Country, CountryMention
from extractor.text import whole_text

_FIRST_WORD = re.compile(r"(?<!\w)[A-ZÅÉ]\w*")


def find_countries(text: str, *, hidden: Iterable[Extent] = (), persons: Sequence[Extent] = ()) -> Iterator[Mention]:
    """Yield the mentions of countries in `text`, in order.

    `hidden` are extents to leave out (furniture), in order; `persons` the names of persons, where they are known.
    """
    context = Context(plain(text), persons)
    seen = [mention for mention in _outside(_named(context.text), hidden) if mention.name.code]
    kept = [mention for mention in seen if counts(mention, context)]
    doubtful = {m.name.text for m in seen if is_of_a_person(m, context)}
    sure = {m.name.code for m in kept if m.name.text not in doubtful}
    yield from (m for m in kept if m.name.text not in doubtful or m.name.code in sure or is_of_a_state(m, context))


def countries_of(text: str, mentions: Iterable[Mention]) -> tuple[Country, ...]:
    """Return one record a country, in order of first mention."""
    found: dict[str, list[CountryMention]] = {}
    for start, end, name in mentions:
        mention = CountryMention(start=start, end=end, text=text[start:end], form=name.form)
        found.setdefault(name.code, []).append(mention)
    return tuple(_country(code, tuple(spans)) for code, spans in found.items())


def _country(code: str, mentions: tuple[CountryMention, ...]) -> Country:
    place = places()[code]
    return Country(code=code, alpha2=place.alpha2 or None, name=place.name, kind=place.kind, mentions=mentions)


def _named(text: str) -> Iterator[Mention]:
    """Yield the longest name at each word that begins one."""
    known, spellings = names(), names_by_first_word()
    done = 0
    for word in _FIRST_WORD.finditer(text):
        start = word.start()
        if start < done or (candidates := spellings.get(word[0])) is None:
            continue
        spelling = next((s for s in candidates if text.startswith(s, start) and _ends(text, start + len(s))), None)
        if spelling:
            done = start + len(spelling)
            yield from (Mention(start, done, name) for name in known[spelling])


def _ends(text: str, end: int) -> bool:
    """Whether a name may end here: not inside a word, and not before the sign of "US$"."""
    return end == len(text) or not (text[end].isalnum() or text[end] in "_$")


def _outside(mentions: Iterator[Mention], hidden: Iterable[Extent]) -> Iterator[Mention]:
    covers = iter(hidden)
    cover = next(covers, None)
    for mention in mentions:
        while cover and cover[1] <= mention.start:
            cover = next(covers, None)
        if cover is None or mention.end <= cover[0]:
            yield mention


def warnings_of(text: str, mentions: Iterable[Mention]) -> Iterator[str]:
    """Yield a warning for each former state that the text names, and whose code stands for it."""
    former = {name.code: text[start:end] for start, end, name in mentions if name.guard == "former"}
    for code, words in former.items():
        yield f"{words!r} is of a former state: read as {code} ({places()[code].name}), which took its seat"


Doc.set_extension("countries", default=(), force=True)
Doc.set_extension("warnings", default=(), force=True)


@Language.component(
    "countries", assigns=["doc._.countries", "doc._.warnings"], requires=["doc._.furniture", "doc.ents"]
)
def countries(doc: Doc) -> Doc:
    """Mark the countries of a story; persons found before are not taken for countries."""
    hidden = [(span.start, span.end) for span in doc._.furniture]
    persons = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == "PERSON"]
    mentions = list(find_countries(whole_text(doc), hidden=hidden, persons=persons))
    doc._.countries = countries_of(whole_text(doc), mentions)
    doc._.warnings = tuple(warnings_of(whole_text(doc), mentions))
    return doc
