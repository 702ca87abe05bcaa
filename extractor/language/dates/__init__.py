"""Find calendar expressions and give them their TIMEX3 values.

    "Talks open next Friday after a 90-day pause."  told on Wednesday 2025-03-05
        next Friday  ->  2025-03-07         90-day  ->  P90D

Unit: whole days, both ends inclusive, in the dateline's time zone. Reading: TIMEX3 (ISO-TimeML, ISO 24617-1), as
coarse as told ("two years ago" is a year); what cannot be known keeps its X ("XXXX-WXX-5" for a Friday of a story
without a date). TIMEX3 has no stretches: "April 6-8" and "1979-81" told as one phrase have the value of their first
day or year, and `latest` is the last day of the second. Misses: fiscal calendars, dates given by events ("the day of
the vote"), other languages' formats.

    phrases.py           the table of phrases, and relative_phrases.py its second half; row.py is a row of it
    days.py ...          the readers: days, feasts, periods, quarters, years, lengths, clock
    vocabulary.py        the words of the calendar
    timex.py             values as arithmetic
    context.py           where a phrase stands, and what was told before; signs.py reads which way tense points
    find.py              one walk through a story

To teach a phrase, add one row to phrases.py and one to tests/language/test_dates.py.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.dates.find import find_dates
from extractor.text import whole_text

__all__ = ["find_dates", "make_dates"]

Doc.set_extension("dates", default=(), force=True)


@Language.factory("dates", assigns=["doc._.dates"], requires=["doc._.published"], default_config={"timeml": False})
def make_dates(nlp: Language, name: str, *, timeml: bool) -> Callable[[Doc], Doc]:
    """Make the component; `timeml` reads as TimeBank does, see find_dates."""

    def dates(doc: Doc) -> Doc:
        """Mark the calendar expressions of a story."""
        published = doc._.published if Doc.has_extension("published") else None
        doc._.dates = tuple(find_dates(whole_text(doc), published, timeml=timeml))
        return doc

    return dates
