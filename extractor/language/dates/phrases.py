"""The table of phrases: what a calendar expression looks like, and which reader values it.

A row is a pattern (in the notation of vocabulary.py) and its reader. The first row that matches and whose reader
accepts wins, so longer phrases stand before shorter ones; no group of one row is asked of another, an absent one
reads as None. `timeml` rows hold no calendar ("recently") and are read only when TimeBank's wider reading is asked for.

To teach a phrase, add one row here and one to tests/language/test_dates.py; if its first word opens no other phrase,
the test says that it belongs to OPENERS in vocabulary.py.
"""

from __future__ import annotations

from extractor.language.dates import clock, days, feasts, lengths, periods, quarters, years
from extractor.language.dates.row import Row, bare, constant, nothing
from extractor.language.dates.vocabulary import PIECES


def _either(rows: tuple[Row, ...]) -> str:
    return f"(?:{'|'.join(bare(row.pattern) for row in rows)})"


PIECES["FEAST"] = feasts.FEAST
TRAPS = (
    Row(r"(?:usa|voa|fox news) (?:today|sunday)\b|60 minutes\b|sunday morning futures\b", nothing),
    Row(r"(?:at )?the end of the day(?=,| there| it)|(?:the |at the )?last(?: |-)minute\b|11th(?: |-)hour\b", nothing),
    Row(r"(?:one|three|a)(?: |-)quarters?\b(?=(?: |-)points?\b| of\b|(?: of)? (?:the|all|its|their)\b)", nothing),
)
DATES = (
    Row(r"(?P<year>(?:19|20)\d\d)-(?P<mon>\d\d)-(?P<day>\d\d)(?!\w)", days.numeric),
    Row(r"(?P<mon>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:19|20)\d\d|\d\d)(?![\w/])", days.numeric),
    Row(
        r"(?:(?P<near>last|this past|this coming|next|this) )?(?:<WD>,? (?:on )?)?(?P<mon><MONTH>),? ?"
        r"(?P<day><DAY>|<ORDINAL>)(?:-<DAY>)?"
        r"(?:,? (?:of |in )?(?P<year><YYYY>)|,? (?:of )?(?P<of>(?:this|last|next) year))?"
        r"(?:, <WEEKDAY>(?!,? <MONTH>))?",
        days.month_day,
    ),
    Row(
        r"(?:<WD>,? )?(?:the )?(?P<day><DAYTH>|<DAY>)(?:-<DAY>)? (?:of )?(?P<mon><MONTH>)"
        r"(?:,? (?:of )?(?P<year><YYYY>)|,? (?P<of>(?:this|last|next) year))?",
        days.month_day,
    ),
    Row(r"(?<=on\s)(?P<mon>\d\d?)/(?P<day>\d\d?)(?![\w/])", days.month_day),
    Row(
        r"(?:(?P<edge>early|late|later|earlier|mid-?) )?"
        r"(?:(?P<near>this past|this coming|the coming|this|last|next|the (?:previous|following|same)) )?"
        r"(?P<wd><WEEKDAY>)(?: (?P<part><PART>))?(?:,? (?:of )?(?P<of>(?:next|last|this) week))?",
        days.weekday,
    ),
    Row(
        r"(?:(?P<edge>early|late|later|earlier) )?(?:the day (?P<side>before|after) )?"
        r"(?P<word>today|yesterday|tomorrow|tonight)(?: (?P<part><PART>))?",
        days.near_day,
    ),
    Row(
        r"(?:(?P<near>last|next|this) )?(?P<feast><FEAST>)(?:,? (?P<year><YYYY>))?"
        r"(?! (?:season|shopping|holiday|tree|sale|gift|island|light|card|present|rally))",
        feasts.feast,
    ),
)
PERIODS = (
    Row(r"(?:the )?(?P<mon><MONTH>)(?:-| to | through )(?P<to><MONTH>) (?:quarter|period)\b", quarters.month_quarter),
    Row(
        r"(?:(?P<near>last|next|this past|this coming|this|that|the same|the following|the previous) )?"
        r"(?P<mon><MONTHALONE>)(?!,? ?\d\d?\b)(?=(?:(?:-| to | and | through )<MONTHALONE>,? (?P<shared><YYYY>))?)"
        r"(?:,? (?:of |in )?(?P<year>(?:this|last|next|that|the (?:same|following|previous)) year"
        r"|(?:fiscal )?<YEARS>))?",
        periods.month,
    ),
    Row(
        r"(?:the )?(?:(?P<near>year-ago|year-earlier|fiscal|latest|recent)(?: |-))?"
        r"(?:(?P<year><NEARYEAR>(?='s)|(?:fiscal )?<YYYY>)(?:'s)? )?(?:fiscal(?: |-))?(?P<ord><RANK>)(?: |-)"
        r"(?:fiscal )?quarter(?!-point)(?:,? (?:(?:of|in|for) )?(?P<of><YEARLY>))?",
        quarters.quarter,
    ),
    Row(
        r"(?:the )?(?P<ord>q[1-4]|[1-4]q)(?:(?: (?:of |in )?|(?=fy))(?P<of><YEARLY>)|(?!\w))",
        quarters.quarter,
    ),
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
    Row(
        r"(?P<near>last|next|this past|this coming|this|the) (?P<season><SEASON>)"
        r"(?:,? (?:of |in )?(?P<year>(?:this|last|next) year|<YYYY>))?"
        r"(?! (?:of|in|to|from|below|by|short|back|out|into)\b)",
        years.season,
    ),
    Row(r"(?P<season><SEASON>),? (?:of )?(?P<year>(?:this|last|next) year|<YYYY>)", years.season),
    Row(r"(?P<season>(?:summer|winter)time)\b", years.season),
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
    Row(r"the (?:<FISCAL> )?year(?= (?:ended|ending|to|through)\b)", constant("P1Y", "duration")),
    Row(r"the new year\b(?!')", years.new_year),
    Row(r"(?P<near>the (?:current|preceding|previous|next|last)) (?P<unit>fiscal)\b(?! [a-z])", periods.near_unit),
    Row(
        r"the (?:<FISCAL> |full )?(?P<unit>week|month|year)\b(?!-| (?:ago|earlier|before|after|later))",
        periods.the_unit,
    ),
    Row(r"the day\b(?!-| (?:ago|earlier|before|after|later))", periods.the_day),
    Row(r"the(?: latest)? quarter\b(?!-)", quarters.latest_quarter),
    Row(r"(?:the )?weekend\b", periods.weekend),
)
PIECES["PERIOD"] = _either(PERIODS)

CLOCKS = (
    Row(
        r"(?P<h>\d{1,2}|<SMALL>)(?:[:.](?P<m>[0-5]\d))? ?(?P<ap><AMPM>)(?:,? \(?<ZONE>\)?)?"
        r"(?:(?: \([a-z0-9:. ]{4,24}\))?,? (?:on |of )?(?P<date><DATE>))?",
        clock.clock,
    ),
    Row(
        r"(?P<h>[01]?\d|2[0-3])[:.]?(?P<m>[0-5]\d) ?(?:hours )?<ZONE>"
        r"(?:(?: \([a-z0-9:. ]{4,24}\))?,? (?:on )?(?P<date><DATE>))?",
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
        r"|rest|remainder|early part|latter part|first part|latter half)|early|late) of|(?:the )?end"
        r"|the (?:early|late|mid))(?: |-)(?P<inner><PERIOD>)",
        periods.edge,
    ),
    Row(
        r"(?:the )?(?:(?P<unit>year)(?:-| |'s )end|end of (?P<of>week|month|quarter|year))\b(?: (?P<year><YYYY>))?",
        periods.end_of,
    ),
    Row(r"the week (?:of|ended|ending|beginning|starting) (?P<day><DATE>)", periods.week_of),
)
NARRATIVE = (
    Row(
        r"(?:(?P<edge>early|late|later|earlier) )?"
        r"(?P<near>this|last|the next|the following|the previous|that|the same) (?P<part><PART>)",
        days.part_of_day,
    ),
    Row(r"(?P<part>(?:morning|afternoon|evening)(?= (?:trade|trading|speech))|mid-?day\b)", days.part_of_day),
    Row(r"overnight\b", days.overnight),
    Row(r"mid-?week\b", periods.midweek),
    Row(r"(?:earlier|later|early|late)(?: in)? (?:the|that) day\b", days.in_the_day),
    Row(r"(?:the (?:very )?same|that(?: same| very)?|this) (?:day|date)\b", days.told_day),
    Row(r"the day ahead\b", days.story_day),
    Row(r"the (?P<near>next|following|previous|preceding) day\b", days.next_day),
)
AWAY = (
    Row(
        r"(?P<n>an?|<NUMBER>)(?:(?: or | to |-)(?:more than )?<NUMBER>)?(?: more)? (?P<unit><UNIT>)s?"
        r" (?P<way>ago|from now|hence)\b",
        lengths.ago,
    ),
    Row(
        r"(?P<n>an?|<NUMBER>)(?:(?: or | to |-)<NUMBER>)? (?P<unit><UNIT>)s?"
        r" (?P<way>earlier|later|previously|before(?= *[.,;)]))",
        lengths.apart,
    ),
    Row(r"the (?P<unit>year|month|week|day) (?P<way>before|earlier)\b(?! \w+ (?:was|were|took|came))", lengths.apart),
    Row(
        r"(?:the )?(?:comparable )?year-(?:ago|earlier)\b(?! (?:first|second|third|fourth))"
        r"(?: (?:quarter|period|month|half))?",
        quarters.year_ago,
    ),
    Row(
        r"(?:the )?(?:same|corresponding|comparable|prior) (?:period|quarter|month|time ?frame)(?: (?:of |in )?"
        r"(?:(?P<year>last year|<YYYY>)|(?P<before>the previous year|the year before|a year (?:before|earlier|ago))))?",
        quarters.same_period,
    ),
    Row(r"the (?:same )?(?P<year><YYYY>) (?:period|quarter)\b", quarters.same_period),
    Row(r"(?P<year>last year)'s (?:same )?(?:period|quarter)\b", quarters.same_period),
)
LENGTHS = (
    Row(r"(?P<n><NUMBER>)(?: |-)(?P<unit>year|month)s?(?: |-)olds?\b", lengths.age),
    Row(
        r"(?:the )?(?P<part>half|quarter)(?: |-)(?:of )?(?:an? )?(?P<unit>year|hour|century|decade|month|day)\b"
        r"(?:-long)?",
        lengths.part_of,
    ),
    Row(r"(?:every|each|per) (?:passing |single )?(?:(?P<n><NUMBER>) )?(?P<unit><UNIT>)s?\b", lengths.every),
    Row(r"(?:every|each) (?:early |late )?(?P<name><WEEKDAY>|<MONTH>|<SEASON>)(?: <PART>s?)?", lengths.every_named),
    Row(r"(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b", lengths.every_named),
    Row(r"(?P<n>an?)(?: |-)(?P<unit><UNIT>)(?P<half> and a half)\b", lengths.duration),
    Row(
        r"(?:(?:an?|another|an additional)(?: single| full| whole| entire)?(?: |-)|single-)"
        r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year|decade|century)\b"
        r"(?!(?: |-)point| of (?:the|its|that|all|our|their|a)\b|-(?!long|old)| (?:the|on year|over year)\b)"
        r"(?:(?: or (?:two|so))|'s time|-long)?",
        lengths.one,
    ),
    Row(
        r"(?:(?:the|this|these|those) )?(?:<WIDTH> )?(?P<n><NUMBER>)(?:(?: to | or |-| or even )<NUMBER>)?"
        r"(?P<half> and a half)? (?:(?:more|straight|consecutive|full|trading|business|working|calendar|additional"
        r"|successive|long|solid) )?(?P<unit><UNIT>)s?\b(?:-old\b|-long\b| old\b)?"
        r"(?: (?:of|in) (?:this year|last year|(?:the )?year|<YYYY>))?(?! a (?:day|week)\b)",
        lengths.duration,
    ),
    Row(
        r"the (?:past|last|next|first|entire|whole|full) (?P<unit>week|month|year|decade|century|hour|minute|day)\b"
        r"(?P<half> and a half\b)?(?: or (?:two|so))?",
        lengths.duration,
    ),
    Row(r"(?P<n><NUMBER>)(?:(?:-to-|-or-|-| or )<NUMBER>)?-(?P<unit><UNIT>)s?\b(?:(?: |-)long\b)?", lengths.duration),
    Row(r"(?P<unit>minute|hour|day|week|month|year|decade)(?: |-)long\b", lengths.duration),
    Row(r"(?P<word>daily|weekly|monthly|yearly|hourly)\b", lengths.often, timeml=True),
)
REFERENCES = (
    Row(
        r"(?:right |just |even )?now\b|currently\b|presently\b|nowadays\b|at present\b"
        r"|at (?:the|this) (?:moment|stage|juncture)\b|at this (?:point|time)\b|(?:at )?this point in time\b"
        r"|the current juncture\b|this moment\b|these days\b|the present (?:time|day)\b",
        constant("PRESENT_REF"),
    ),
    Row(
        r"(?:more )?recently\b|recent (?:years|times)\b|the(?: recent| distant)? past\b|once(?= (?:had|was|were)\b)"
        r"|past (?:years|months|weeks)\b|(?:several|a few|few|some) <UNIT>s ago\b",
        constant("PAST_REF"),
        timeml=True,
    ),
    Row(
        r"soon\b(?! (?:as|after))|the (?:near |not-too-distant )?future\b(?! of)|the (?:near|short|long) term\b"
        r"|(?:the )?(?:coming|upcoming) (?:years|months|weeks|days|quarters)\b",
        constant("FUTURE_REF"),
        timeml=True,
    ),
    Row(r"current\b", constant("PRESENT_REF"), timeml=True),
    Row(
        r"(?:the )?(?:past |last |next |coming )?(?:several|a few|few|many|recent)(?: |-)(?P<unit><UNIT>)s?\b",
        lengths.vague_length,
        timeml=True,
    ),
    Row(r"(?<=for\s|\sin\s)(?P<unit>day|week|month|year|decade|centurie)s\b", lengths.vague_length, timeml=True),
    Row(
        r"(?:the )?(?P<unit>day|week|month|year|decade|centurie)s(?:-long\b| ago\b| ahead\b)",
        lengths.vague_length,
        timeml=True,
    ),
    Row(r"the latest (?:period|nine months|six months)\b", quarters.latest_quarter, timeml=True),
)
PHRASES: tuple[Row, ...] = (
    *TRAPS, *CLOCKS, *EDGES, *NARRATIVE, *AWAY, *DATES, *PERIODS, *LENGTHS, *REFERENCES,
)  # fmt: skip
