"""Web addresses, and the names of newspapers and news agencies in prose.

    "https://example.com/a", "ann@example.com", "@ann_lee", "Example.com"
    "the Washington Post", "Reuters"            from knowledge/press.csv
    "the Japan Times", "Jakarta Post"           a place and a word for a paper

To teach an address add a row to ADDRESSES.
"""

import re
from collections.abc import Iterator

from extractor.knowledge.countries import names
from extractor.knowledge.press import alternation

#: A text that has to be there, which spares the search in most stories, and the address.
ADDRESSES: tuple[tuple[str, str], ...] = (
    ("://", r"https?://[^\s<>()\"“”]{1,500}"),
    ("www.", r"www\.[^\s<>()\"“”]{1,300}"),
    ("@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"),
    ("@", r"(?<![\w.@])@\w{2,30}"),
)
_ADDRESSES = tuple((gate, re.compile(pattern)) for gate, pattern in ADDRESSES)
#: "example.com" is found by its end, and its beginning looked up from there.
_DOMAIN = re.compile(r"\.(?:com|org|net|gov|edu|info)(?:\.[a-z]{2})?(?![\w@])(?:/[^\s<>()]{1,200})?")
_HOST = re.compile(r"[\w.-]+$")
_LONGEST_HOST = 80
_NAMES = re.compile(rf"(?:{alternation('newspaper', 'agency')})(?!\w)")
_PAPER = re.compile(
    r" (?:(?:Morning|Daily|Sunday|Business|Economic|JoongAng|Evening) )?"
    r"(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Examiner|Daily|Journal)(?![\w-])"
)
_WORDS_BEFORE = re.compile(r"(?<!\w)(?:[A-Z]\w{1,20} )?[A-Z]\w{1,20}$")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of web and mail addresses and of handles."""
    for gate, pattern in _ADDRESSES:
        if gate in text:
            yield from (match.span() for match in pattern.finditer(text))
    for match in _DOMAIN.finditer(text):
        start = max(0, match.start() - _LONGEST_HOST)
        if host := _HOST.search(text[start : match.start()]):
            yield start + host.start(), match.end()


def newspapers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the extents of the names of newspapers and agencies."""
    for match in _NAMES.finditer(text):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            yield match.span()
    for paper in _PAPER.finditer(text):
        start = max(0, paper.start() - 45)
        before = _WORDS_BEFORE.search(text[start : paper.start()])
        if before and (place := _place_in(before[0])) is not None:
            yield start + before.start() + place, paper.end()


def _place_in(words: str) -> int | None:
    """Return where the place name begins in one or two words: 0 in "Hong Kong", 4 in "The Japan"."""
    last = words.rfind(" ") + 1
    return 0 if words in names() else last if words[last:] in names() else None
