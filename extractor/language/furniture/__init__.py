"""Find what is about the story and not of it: bylines, credits, addresses, the names of newspapers and agencies.

    "By Ann Lee and Bo Li"                             ->  byline "Ann Lee and Bo Li"
    "The port on Monday. JO POOL/EPA/Shutterstock"     ->  the credit; the caption's own sentence is story
    "(Reporting by Ann Lee; Editing by Bo Li)"         ->  all of it
    "To contact the reporter on this story: ..."       ->  the whole line
    "Ann Lee contributed to this report."              ->  the whole sentence
    "he told the Washington Post", "the Japan Times"   ->  the newspaper's name

Unit: characters. Reading: who or what is named in furniture is not of the story (gold: no photographers, reporters,
bylines, web addresses, newspapers). What could as well be prose is left alone ("said Bloomberg", "By Monday, ...").
Misses: bylines without "By" or agency; captions that run into the credit of the next one.
To teach a line see lines.py, a credit credits.py, an address press.py; a newspaper's name goes to knowledge/press.csv.
"""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.furniture.credits import credits_of_pictures, credits_of_work
from extractor.language.furniture.lines import furniture_lines, names_in_byline
from extractor.language.furniture.press import addresses, newspapers
from extractor.records import Span
from extractor.text import whole_text

Extent = tuple[int, int]
_FINDERS = (furniture_lines, credits_of_pictures, credits_of_work, addresses, newspapers)


def find_furniture(text: str) -> Iterator[Span]:
    """Yield the stretches of `text` that are about the story, in order and without overlap."""
    extents = sorted(extent for finder in _FINDERS for extent in finder(text))
    for start, end in _merged(extents):
        yield Span(start=start, end=end, text=text[start:end])


def find_byline(text: str) -> str | None:
    """Return the authors' names as the story writes them, "Ann Lee and Bo Li"; None where it names none."""
    return names_in_byline(text)


def _merged(extents: list[Extent]) -> Iterator[Extent]:
    held: Extent | None = None
    for start, end in extents:
        if held is None or start >= held[1]:
            if held:
                yield held
            held = (start, end)
        else:
            held = (held[0], max(held[1], end))
    if held:
        yield held


Doc.set_extension("furniture", default=(), force=True)
Doc.set_extension("byline", default=None, force=True)


@Language.component("furniture", assigns=["doc._.furniture", "doc._.byline"])
def furniture(doc: Doc) -> Doc:
    """Mark the furniture of a story and the names in its byline."""
    doc._.furniture = tuple(find_furniture(whole_text(doc)))
    doc._.byline = find_byline(whole_text(doc))
    return doc
