r"""Where sentences begin.

    'He said no. "We won't." U.S. Sen. Chuck Grassley left.\n\nTALKS RESUME'  ->  4 sentences, the second at the quote

The encoder and a rule decide together; a line always begins a sentence. By the rule a sentence ends at a line's end, or
at a full stop, question or exclamation mark (with the quotes and brackets that close behind it) before a capital,
a number or an opening quote. Full stops of titles, months, firms and initials don't count; those of countries ("U.S.")
only before a word that hardly ever has a capital inside a sentence.
Misses: sentences that begin with a small letter; "No. 5" at a sentence's end.
To teach an abbreviation, add it to ABBREVIATIONS.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from extractor.text import whole_text

ABBREVIATIONS = (
    "Mr Mrs Ms Messrs Dr Prof Rev Hon Sen Sens Rep Reps Gov Govs Gen Lt Col Capt Cmdr Adm Sgt Maj Pres St Ft Mt "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri "
    "Corp Inc Co Cos Ltd Bros Jr Sr vs Nos No Dept Univ Assn Ave Blvd approx est cf al e.g i.e a.m p.m"
).split()
_COUNTRIES = r"U\.S|U\.K|U\.N|E\.U|D\.C|U\.A\.E"
_STARTERS = frozenset(
    "The A An It Its He She They We I You This That These Those There In On At But And For As If When While After "
    "Before However Both Some Many Other Under With Last Earlier Meanwhile Still Also Asked According".split()
)
_CLOSERS = r"[\"”’')\]]*"
_OPENERS = r"[\"“‘'(\[]*"
_END = re.compile(
    rf"(?:(?P<stop>[.!?…])(?P<closers>{_CLOSERS})[^\S\n]+(?={_OPENERS}(?:[A-Z0-9À-Þ$€£+<]))|(?P<line>[^\S\n]*\n\s*))"
)
_BEFORE = re.compile(rf"(?:(?:^|[^\w.])(?:{'|'.join(map(re.escape, ABBREVIATIONS))}|[A-Z]|[A-Z]\.[A-Z]))$")
_COUNTRY = re.compile(rf"(?:{_COUNTRIES})$")
_STARTER = re.compile(rf"{_OPENERS}(?:{'|'.join(sorted(_STARTERS))})\b")
_LONGEST_ABBREVIATION = 10
_LINE = re.compile(r"[^\S\n]*\n\s*")
# How likely the encoder must hold a start that the rule sees as well, and one that it alone sees. The best on web text
# (English EWT) and news (GUM) of .02 to .15 and .5 to .8: the rule knows wire stories, the encoder texts without stops.
RULED, UNRULED = 0.02, 0.6


def sentence_starts(text: str) -> Iterator[int]:
    """Yield the offset of each sentence's first character, in order."""
    yield 0
    for match in _END.finditer(text):
        if match.end() < len(text) and (match["line"] is not None or _ends(text, match)):
            yield match.end()


def line_starts(text: str) -> Iterator[int]:
    """Yield the offset of the first character of each line that is not empty."""
    yield 0
    for match in _LINE.finditer(text):
        if match.end() < len(text):
            yield match.end()


def _ends(text: str, match: re.Match[str]) -> bool:
    if match["stop"] != ".":
        return True
    before = text[max(0, match.start() - _LONGEST_ABBREVIATION) : match.start()]
    if _COUNTRY.search(before):
        return bool(match["closers"]) or _STARTER.match(text, match.end()) is not None
    return bool(match["closers"]) or _BEFORE.search(before) is None


def agreed(ruled: NDArray[np.bool_], likely: NDArray[np.float32], lines: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which tokens begin a sentence, given where the rule and the encoder say so, and where a line begins."""
    return lines | (ruled & (likely > RULED)) | (likely > UNRULED)


def _insides(doc: Doc, text: str, offsets: list[int]) -> Iterator[bool]:
    """Yield for each token whether it begins no sentence unless the rule says so.

    A bracket after no full stop is part of its sentence ("TOKYO, March 3 (Harbour Wire) - Japan ..."), and none ends
    with a word that others begin with ("The United States").
    """
    before = ""
    for token, offset in zip(doc, offsets, strict=True):
        yield text[offset] == "(" or before in _STARTERS
        before = token.text


@Language.component("sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """Set `token.is_sent_start`, with the encoder's opinion (`doc._.sentence_starts`) where there is one."""
    text, offsets = whole_text(doc), doc.to_array("IDX").astype(np.int64)
    firsts = np.isin(offsets, np.fromiter(sentence_starts(text), dtype=np.int64))
    likely = getattr(doc._, "sentence_starts", None)
    if likely is not None:
        lines = np.isin(offsets, np.fromiter(line_starts(text), dtype=np.int64))
        inside = np.fromiter(_insides(doc, text, offsets.tolist()), np.bool_, len(offsets))
        firsts = agreed(firsts, np.where(inside & ~firsts, 0, likely), lines)
    # Set at once: `token.is_sent_start` looks through the whole Doc for a parse each time.
    flags = np.where(firsts, 1, -1).astype(np.int64)
    return doc.from_array(["SENT_START"], flags.reshape(-1, 1).view(np.uint64))  # type: ignore[arg-type] # any integers
