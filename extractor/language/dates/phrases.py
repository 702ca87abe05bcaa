"""The table of phrases: what a calendar expression looks like, and which reader values it.

A row is a pattern (in the notation of vocabulary.py) and its reader. The first row that matches and whose reader
accepts wins, so longer phrases stand before shorter ones; no group of one row is asked of another, an absent one
reads as None. `timeml` rows hold no calendar ("recently") and are read only when TimeBank's wider reading is asked for.

To teach a phrase, add one row here (in relative_phrases.py if it is reckoned from another time) and one to
tests/language/test_dates.py; if its first word opens no other phrase, the test says that it belongs to OPENERS in
vocabulary.py.
"""

from __future__ import annotations

from extractor.language.dates import clock, days, feasts, periods, quarters, years
from extractor.language.dates.relative_phrases import AWAY, LENGTHS, NARRATIVE, REFERENCES
from extractor.language.dates.row import Row, bare, constant, nothing
from extractor.language.dates.vocabulary import PIECES


def _either(rows: tuple[Row, ...]) -> str:
    return f"(?:{'|'.join(bare(row.pattern) for row in rows)})"


PIECES["FEAST"] = feasts.FEAST
TRAPS = (
    Row(r"(?:usa|voa|fox news) (?:today|sunday)\b|60 minutes\b|sunday morning futures\b", nothing),
    Row(
        r"sunday (?:times|telegraph|express|mirror|mail|herald|school|(?:news)?papers?|comics?|circulation|editions?"
        r"|issues?|magazine|supplements?)\b",
        nothing,
    ),
    Row(r"now,? therefore\b", nothing),
    Row(r"(?:at )?the end of the day(?=,| there| it)|(?:the |at the )?last(?: |-)minute\b|11th(?: |-)hour\b", nothing),
    Row(
        r"(?:one|three|a)(?: |-)quarters?\b"
        r"(?=(?: |-)points?\b| of (?!an? (?:century|year|hour)\b)| (?:the|all|its|their)\b)",
        nothing,
    ),
)
DATES = (
    Row(
        r"sept(?:ember\b|\.|\b) (?:11|11th|eleventh)\b(?= (?:terror(?:ist)? )?attacks?\b)",
        constant("2001-09-11", anchors=False),
    ),
    Row(r"(?P<year>(?:19|20)\d\d)[-/](?P<mon>\d\d)[-/](?P<day>\d\d)(?!\w)", days.numeric),
    Row(r"(?P<day>\d\d?)\.(?P<mon>\d\d?)\.(?P<year>(?:19|20)\d\d)(?![\w.])", days.numeric),
    Row(
        r"this (?P<day><DAYTH>) day of (?P<mon><MONTH>)"
        r"(?:,? (?:in the year of our lord )?(?:(?P<year><YYYY>)|(?P<spelled><SPELLED>)))?",
        days.proclaimed,
    ),
    Row(
        r"(?<=on\s)the (?P<day>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)|<ORDINAL>)\b(?= *(?:[.,;)]|\Z|(?:and|but"
        r"|as|after|when) ))",
        days.bare_day,
    ),
    Row(r"the (?P<day><DAYTH>) of (?P<of>this|next|last) month\b", days.day_of_month),
    Row(r"(?P<mon>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:19|20)\d\d|\d\d)(?![\w/])", days.numeric),
    Row(
        r"(?:(?P<near>last|this past|this coming|next|this) )?(?:<WD>,? (?:on )?)?(?P<mon><MONTH>)"
        r"(?:,(?= <DAY>,? <YYYY>))? ?(?P<day><DAY>|<ORDINAL>)(?:-(?P<to><DAY>))?"
        r"(?:,? (?:of |in )?(?P<year><YYYY>)|,? (?:of )?(?P<of>(?:this|last|next) year))?"
        r"(?:, <WEEKDAY>(?!,? <MONTH>))?",
        days.month_day,
    ),
    Row(
        r"(?:<WD>,? )?(?:the )?(?P<day><DAYTH>|<DAY>)(?:-(?P<to><DAY>))? (?:of )?(?P<mon><MONTH>)"
        r"(?:,? (?:of )?(?P<year><YYYY>)|,? (?:of )?(?P<of>(?:this|last|next) year))?",
        days.month_day,
    ),
    Row(
        r"(?P<day><DAYTH>|<DAY>)(?=,? (?:and|or|to|until|till|through) (?:the )?(?:<DAYTH>|<DAY>) (?:of )?"
        r"(?P<mon><MONTH>)(?:,? (?P<year><YYYY>))?)",
        days.shared_month,
    ),
    Row(r"(?<=on\s)(?P<mon>\d\d?)/(?P<day>\d\d?)(?![\w/])", days.month_day),
    Row(
        r"(?:(?P<edge>early|late|later|earlier|mid-?) )?"
        r"(?:(?P<near>this past|this coming|the coming|this|last|next|the (?:previous|following|same)) )?"
        r"(?P<wd><WEEKDAY>)(?: (?P<part><PART>))?(?:,? (?:of )?(?P<of>(?:next|last|this) week))?",
        days.weekday,
    ),
    Row(r"(?P<part><PART>) (?P<word>yesterday|today|tomorrow)\b", days.near_day),
    Row(
        r"(?:(?P<edge>early|late|later|earlier) )?(?:the day (?P<side>before|after) )?"
        r"(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part><PART>))?",
        days.near_day,
    ),
    Row(
        r"(?:(?P<near>last|next|this) )?(?P<feast><FEAST>)(?: (?P<unit>week|weekend)\b)?"
        r"(?:,? (?P<year><YYYY>)|,? (?:of )?(?P<of>(?:this|last|next) year))?"
        r"(?! (?:season|shopping|holiday|tree|sale|gift|island|light|card|present|rally|bauble|decoration"
        r"|toy|dinner|goods|lunch|market|party|song|movie|eve))",
        feasts.feast,
    ),
)
PERIODS = (
    Row(r"(?:the )?(?P<mon><MONTH>)(?:-|/| to | through )(?P<to><MONTH>) (?:quarter|period)\b", quarters.month_quarter),
    Row(
        r"(?:the )?(?P<mon>march|june|september|december)(?: |-)(?P<unit>quarter|half)\b"
        r"(?:,? (?:of )?(?P<year><YYYY>))?",
        quarters.ending_quarter,
    ),
    Row(
        r"(?:(?P<near>last|next|this past|this coming|this|that|the following|the previous) )?"
        r"(?P<mon><MONTHALONE>)(?!,? ?\d\d?\b)(?=(?:(?:-| to | and | through )<MONTHALONE>,? (?P<shared><YEARS>"
        r"|(?:of )?(?:this|last|next) year))?)"
        r"(?=(?:(?:-|/| to | through )(?P<to><MONTHALONE>))?)"
        r"(?:,? (?:of |in )?(?P<year>(?:this|last|next|that|the (?:same|following|previous)) year"
        r"|(?:fiscal )?<YEARS>|<SPELLED>))?",
        periods.month,
    ),
    Row(
        r"(?:the )?(?:(?P<near>year-ago|year-earlier|fiscal|latest|recent)(?: |-))?"
        r"(?:(?P<year><NEARYEAR>(?='s)|(?:fiscal )?<YYYY>)(?:'s)? )?(?:fiscal(?: |-))?(?P<ord><RANK>)(?: |-)"
        r"(?:fiscal )?quarter(?!-point)(?:,? (?:(?:of|in|for) )?(?P<of><YEARLY>))?",
        quarters.quarter,
    ),
    Row(r"(?P<ord>[1-4]q(?: ?-?'?)|q[1-4](?: ?'|/))(?P<short>(?:20)?\d\d)(?!\w)", quarters.quarter),
    Row(
        r"(?:the )?(?P<ord>q[1-4]|[1-4]q)(?:(?: (?:of |in )?|(?=fy)|-)(?P<of><FY>|<YEARLY>)|(?!\w))",
        quarters.quarter,
    ),
    Row(r"(?P<of>(?:19|20)\d\d)(?: |-)?(?P<ord>q[1-4])(?!\w)", quarters.quarter),
    Row(
        r"(?:the )?(?:(?P<year><NEARYEAR>(?='s)|<YYYY>)(?:'s)? )?"
        r"(?P<ord>first|second|back|latter|last|other)(?: |-)half(?: of| in)? (?P<of><YEARLY>)",
        quarters.half,
    ),
    Row(
        r"(?:the )?(?:(?P<year><NEARYEAR>(?='s)|<YYYY>)(?:'s)? )?(?P<ord>first|second)(?: |-)half\b"
        r"(?! (?:of|a|an|the)\b|-)",
        quarters.half,
    ),
    Row(r"(?:the )?(?P<ord>h[12]|[12]h)(?: (?:of )?(?P<of><YEARLY>)|(?!\w))", quarters.half),
    Row(r"(?:the )?(?P<ord>last)(?: |-)quarter of (?P<of><YEARLY>)", quarters.quarter),
    Row(r"(?P<near>last|next|this past|this coming) (?P<season><SEASON>)(?! of\b)", years.season),
    Row(
        r"(?P<near>this|the) (?P<season><SEASON>)"
        r"(?:,? (?:of |in )?(?P<year>(?:this|last|next) year|<YYYY>|<SPELLED>))?"
        r"(?! (?:of|in|to|from|below|by|short|back|out|into)\b)",
        years.season,
    ),
    Row(r"(?P<season><SEASON>),? (?:of )?(?P<year>(?:this|last|next) year|<YYYY>)", years.season),
    Row(r"(?P<season>(?:summer|winter)time)\b", years.season),
    Row(r"(?<=\sby\s|til\s|nce\s)(?P<season><SEASON>)", years.season),
    Row(
        r"(?:the )?(?P<decade>(?:1[5-9]|20)\d0'?s|'[2-9]0'?s"
        r"|(?:nineteen )?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        years.decade,
    ),
    Row(r"(?:the )?(?P<ord>\d\d?(?:st|nd|rd|th)|<ORDINAL>)(?: |-)century\b", years.century, timeml=True),
    Row(
        r"(?P<near><NEAR>) (?:<FISCAL> )?(?P<unit>week|weekend|month|quarter|year|decade|century)\b(?!-)",
        periods.near_unit,
    ),
    Row(r"(?<=\sin\s)(?P<year><YYYY>)(?= (?:constant |u\.?s\.? )?dollars\b)", years.year),
    Row(
        r"(?:(?:the )?(?:full(?: |-)year |<FISCAL> (?:year )?|year )|fy ?|the (?=<YEARS> (?:<FISCAL> )?year\b))?"
        r"(?P<year><YEARS>)(?: <FISCAL>(?: year)?\b| year\b)?"
        r"(?! (?:<COUNTABLE>|[a-z]+ (?:avenue|ave|street|st|road|boulevard))\b)",
        years.year,
    ),
    Row(r"(?:fy|cy|f(?=20)) ?'?(?P<year>(?:20)?\d\d)(?!\w)", years.year),
    Row(
        r"(?:the year )?(?P<head>nineteen|two thousand)(?: and)? (?P<tail><TENS>(?:(?: |-)<SMALL>)?|<SMALL>)\b",
        years.spelled_year,
    ),
    Row(r"the year two thousand\b", constant("2000")),
    Row(r"the (?:<FISCAL> )?year(?= (?:ended|ending|to(?! date\b)|through)\b)", constant("P1Y", "duration")),
    Row(r"the new year\b(?!')", years.new_year),
    Row(r"(?P<near>the (?:current|preceding|previous|next|last)) (?P<unit>fiscal)\b(?! [a-z])", periods.near_unit),
    Row(
        r"the (?:<FISCAL> |full )?(?P<unit>week|month|year)\b"
        r"(?!-| (?:ago|earlier|before|after|later|of (?:the|his|her|its|their)\b))",
        periods.the_unit,
    ),
    Row(r"the day\b(?!-| (?:ago|earlier|before|after|later))", periods.the_day),
    Row(
        r"the(?: latest)? quarter\b(?!-)(?= (?:ended|ending|to|that ended|which ended) (?:on )?(?P<end><DATE>))?",
        quarters.latest_quarter,
    ),
    Row(r"week (?P<number>\d\d?)(?: of|,)? (?P<year><YYYY>)", periods.numbered_week),
    Row(r"(?<!over\sa\s)(?:the )?weekend\b(?! of\b)", periods.weekend),
)
PIECES["PERIOD"] = _either(PERIODS)

CLOCKS = (
    Row(
        r"(?P<h>\d{1,2}|<SMALL>)(?:[:.](?P<m>[0-5]\d))? ?(?P<ap><AMPM>)(?:,? \(?<ZONE>\)?(?: <ELSEWHERE>)?)?"
        r"(?:(?: <ELSEWHERE>)?,? (?:on |of )?(?P<date><DATE>))?",
        clock.clock,
    ),
    Row(
        r"(?P<h>[01]?\d|2[0-3])[:.]?(?P<m>[0-5]\d) ?(?:hours )?<ZONE>"
        r"(?: <ELSEWHERE>)?(?:,? (?:on )?(?P<date><DATE>))?",
        clock.clock,
    ),
    Row(
        r"(?P<h>\d\d?|<SMALL>)(?::(?P<m>[0-5]\d))?(?: o'clock)? (?:in the|this) (?P<half>morning|afternoon|evening)\b",
        clock.clock,
    ),
    Row(
        r"(?P<date>(?:19|20)\d\d-\d\d-\d\d)t(?P<h>[01]\d|2[0-3]):(?P<m>[0-5]\d)(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?"
        r"(?!\w)",
        clock.clock,
    ),
    Row(r"(?P<word>noon|midnight)\b(?: <ZONE>)?(?:,? (?:on |of )?(?P<date><DATE>))?", clock.clock),
    Row(
        r"(?P<date><DATE>),? (?:at |by )?(?P<h>\d{1,2})(?::(?P<m>[0-5]\d)|(?= ?<AMPM>))"
        r"(?: ?(?P<ap><AMPM>))?(?: <ZONE>)?",
        clock.clock,
    ),
)
EDGES = (
    Row(
        r"(?P<edge>(?:early|late|later|earlier)(?: in)?|mid|(?:the )?(?:(?:very )?(?:start|beginning|middle|end|close"
        r"|rest|remainder|early part|latter part|first part|latter half)|early|late) of|the end|end(?=-"
        r"| (?:<MONTH>|<YYYY>))|(?<!\bto\s)(?<!will\s)(?<!ould\s)end"
        r"|the (?:early|late|mid))(?: |-)(?P<inner><PERIOD>)",
        periods.edge,
    ),
    Row(r"mid-?year\b", periods.midyear),
    Row(
        r"(?:the )?(?P<edge>(?:first|second|third|fourth|last|final|opening|closing) (?:weeks?|half|days|fortnight))"
        r" (?:of|in) (?P<inner>(?:this|next|last) month\b|<MONTHALONE>(?:,? <YYYY>)?)",
        periods.edge,
    ),
    Row(
        r"(?:the )?(?:(?P<unit>year)(?:-| |'s )end|end of (?P<of>week|month|quarter|year))\b(?: (?P<year><YYYY>))?",
        periods.end_of,
    ),
    Row(
        r"(?:the )?(?P<edge>early|late|mid)(?: |-)(?P<season><SEASON>)"
        r"(?:,? (?:of |in )?(?P<year>(?:this|last|next) year|<YYYY>))?(?! of\b)",
        years.edge_of_season,
    ),
    Row(
        r"the (?P<unit>week|weekend|day) (?P<link>of|ended|ending|to|beginning|starting|before|after) (?P<day><DATE>)"
        r"(?:-<DAY>)?",
        periods.beside,
    ),
)
PHRASES: tuple[Row, ...] = (
    *TRAPS, *CLOCKS, *EDGES, *NARRATIVE, *AWAY, *DATES, *PERIODS, *LENGTHS, *REFERENCES,
)  # fmt: skip
