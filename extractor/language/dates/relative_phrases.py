"""The second half of the table of phrases: times reckoned from other times, lengths, sets, and references to now.

Notation and order are those of phrases.py, which puts both halves together.
"""

from __future__ import annotations

from extractor.language.dates import days, lengths, periods, quarters
from extractor.language.dates.row import Row, constant

NARRATIVE = (
    Row(
        r"(?:(?P<edge>early|late|later|earlier) )?"
        r"(?P<near>this|last|the next|the following|the previous|that|the same) (?P<part><PART>)",
        days.part_of_day,
    ),
    Row(
        r"(?P<part>(?:morning|afternoon|evening)(?= (?:trade|trading|speech))|mid-?day\b"
        r"|mid-?(?:morning|afternoon)\b(?! (?:yesterday|today|tomorrow))"
        r"|(?:early|mid|late)(?: |-)(?:morning|afternoon|evening)\b(?! (?:yesterday|today|tomorrow)))",
        days.part_of_day,
    ),
    Row(r"(?<=in\s|by\s)the (?P<part>morning|afternoon|evening)\b", days.part_of_told_day),
    Row(r"(?P<name><WEEKDAY>) (?P<part>morning|afternoon|evening|night)s\b", lengths.every_named),
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
        r"(?: or (?:so|two|more))? (?P<way>ago|from now|hence)\b",
        lengths.ago,
    ),
    Row(
        r"(?P<n>an?|<NUMBER>)(?:(?: or | to |-)<NUMBER>)? (?P<unit><UNIT>)s?"
        r" (?P<way>earlier|later|previously|(?:before|after)(?= *[.,;)]))(?! than\b)",
        lengths.apart,
    ),
    Row(r"(?<=than\s)(?P<n>an?|<NUMBER>) (?P<unit><UNIT>)s? (?P<way>before)\b", lengths.apart),
    Row(
        r"the (?P<unit>year|month|week|day) (?P<way>before|earlier)\b"
        r"(?! (?!(?:and|but|to|in|on|at|when|as|that|for|by|of)\b)[a-z])",
        lengths.apart,
    ),
    Row(r"the (?P<unit>year|month|week|day) (?P<way>after)(?= *[.,;)])", lengths.apart),
    Row(r"the (?P<unit>year|quarter|month|week|weekend) (?P<way>before last|after next)\b", lengths.next_but_one),
    Row(r"the quarter a year (?:ago|earlier)\b", quarters.year_ago),
    Row(r"(?:the )?first two quarters of (?P<of><YEARLY>)", quarters.first_half),
    Row(
        r"(?:the )?(?:comparable )?year-(?:ago|earlier)\b(?! (?:first|second|third|fourth|<NUMBER> (?:month|week)s))"
        r"(?: (?:quarter|period|month|half))?",
        quarters.year_ago,
    ),
    Row(
        r"(?:the )?(?:same|corresponding|comparable|prior) (?:period|quarter|month|time ?frame)\b(?! of time)"
        r"(?: (?:of |in )?(?:(?P<year>last year|<YYYY>)"
        r"|(?P<before>the previous year|the year before|a year (?:before|earlier|ago))))?",
        quarters.same_period,
    ),
    Row(r"the (?:same )?(?P<year><YYYY>) (?:period|quarter)\b", quarters.same_period),
    Row(r"(?P<year>last year)'s (?:same )?(?:period|quarter)\b", quarters.same_period),
)
_COUNTED = (
    r"(?:(?:the|this|these|those) )?(?:<WIDTH> )?(?P<n><NUMBER>)(?:(?: to | or |-| or even )<NUMBER>)?"
    r"(?P<half> and a half)? (?:(?:more|straight|consecutive|full|trading|business|working|calendar|additional"
    r"|successive|long|solid) )?(?P<unit><UNIT>)s?\b(?:-old\b|-long\b| old\b)?"
)
LENGTHS = (
    Row(r"(?P<n><NUMBER>)(?: |-)(?P<unit>year|month|week|day)s?(?: |-)olds?\b", lengths.age),
    Row(
        r"(?P<n>an?|<NUMBER>) (?P<unit>year|month|week|day|hour)s? and (?P<m><NUMBER>) (?P<less>month|week|day"
        r"|hour|minute)s?\b"
        r"(?! (?:ago|earlier|later))",
        lengths.compound,
    ),
    Row(r"(?<=between\s)(?P<n><NUMBER>) and <NUMBER> (?P<unit><UNIT>)s?\b", lengths.duration),
    Row(
        r"the (?:first|last|final|opening) (?P<n><NUMBER>) (?P<unit>day)s of (?:this month\b"
        r"|<MONTHALONE>(?:,? <YYYY>)?)",
        lengths.duration,
    ),
    Row(r"(?:every|each) (?:single )?(?:morning|afternoon|evening)\b", lengths.every_part),
    Row(
        r"(?:the |a )?(?P<part>half|quarter)(?: |-)(?:of )?(?:an? )?(?P<unit>year|hour|century|decade|month|day)\b"
        r"(?:-long)?",
        lengths.part_of,
    ),
    Row(r"(?:every|each|per) (?:passing |single )?(?:(?P<n><NUMBER>) )?(?P<unit><UNIT>)s?\b", lengths.every),
    Row(r"(?:every|each) (?:early |late )?(?P<name><WEEKDAY>|<MONTH>|<SEASON>)(?: <PART>s?)?", lengths.every_named),
    Row(r"(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b", lengths.every_named),
    Row(r"every other (?P<unit>day|week|month|year)\b", lengths.every_other),
    Row(r"one day\b", lengths.some_day),
    Row(r"(?P<n>an?)(?: |-)(?P<unit><UNIT>)(?P<half> and a half)\b", lengths.duration),
    Row(
        r"(?:(?:an?|another|an additional)(?: single| full| whole| entire)?(?: |-)|single-)"
        r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year|decade|century)\b"
        r"(?!(?: |-)point| of (?:the|its|that|all|our|their|a)\b|-(?!old)| (?:the|on year|over year)\b)"
        r"(?:(?: or (?:two|so))|'s time)?",
        lengths.one,
    ),
    Row(rf"{_COUNTED}(?= (?:of|in) (?:the year|<YYYY>))(?! a (?:day|week)\b)", lengths.duration, timeml=True),
    Row(
        rf"{_COUNTED}(?: (?:of|in) (?:this year|last year|(?:the )?year|<YYYY>))?(?! a (?:day|week)\b)",
        lengths.duration,
    ),
    Row(r"(?:the )?year-(?:ago|earlier) (?P<n><NUMBER>) (?P<unit>month|week)s\b", lengths.duration),
    Row(
        r"the (?:past|last|next|first|entire|whole|full) (?P<unit>week|month|year|decade|century|hour|minute|day)\b"
        r"(?P<half> and a half\b)?(?: or (?:two|so))?",
        lengths.duration,
    ),
    Row(
        r"(?P<n><NUMBER>)(?:(?:-to-|-or-|-| or |- (?:to|or) )<NUMBER>)?-(?P<unit><UNIT>)s?\b(?:(?: |-)long\b)?",
        lengths.duration,
    ),
    Row(r"(?P<unit>minute|hour|day|week|month|year|decade)(?: |-)long\b", lengths.duration),
    Row(r"(?P<word>daily|weekly|monthly|yearly|hourly)\b", lengths.often, timeml=True),
)
REFERENCES = (
    Row(
        r"(?:right |just |even )?now\b|currently\b|presently\b|nowadays\b|at present\b|at the moment\b"
        r"|(?:at )?this point in time\b|the current juncture\b|this (?:crucial |critical )?moment\b|these days\b"
        r"|the present (?:time|day)\b",
        constant("PRESENT_REF"),
    ),
    Row(r"at this (?:time|point)\b(?! (?:of|in|last)\b)", days.this_time),
    Row(r"(?:several|a few|few|some) <UNIT>s ago\b", constant("PAST_REF"), timeml=True),
    Row(
        r"(?:(?:the )?(?:past |last |next |coming )?(?:several|a few|few|many)(?: |-)(?P<unit><UNIT>)s?"
        r"|(?:the )?(?:coming|upcoming) (?P<units><UNIT>)s|the (?:first|early(?! hours)|final) (?P<few><UNIT>)s)\b",
        lengths.vague_length,
        timeml=True,
    ),
    Row(
        r"(?:more )?recently\b|recent (?:years|times)\b"
        r"|the(?: recent| distant)? past\b(?! (?:<NUMBER>|few|several|many) )|once(?= (?:had|was|were)\b)"
        r"|past (?:years|months|weeks)\b",
        constant("PAST_REF"),
        timeml=True,
    ),
    Row(
        r"soon\b(?! (?:as|after))|the (?:near |not-too-distant )?future\b(?! of)|the (?:near|short|long) term\b"
        r"|future (?:years|months|weeks|days|quarters)\b",
        constant("FUTURE_REF"),
        timeml=True,
    ),
    Row(r"current\b", constant("PRESENT_REF"), timeml=True),
    Row(r"recent(?: |-)(?P<unit><UNIT>)s\b", lengths.vague_length, timeml=True),
    Row(
        r"(?<=for\s|\sin\s|hin\s|ows\s)(?P<unit>day|week|month|year|decade|centurie)s\b",
        lengths.vague_length,
        timeml=True,
    ),
    Row(
        r"(?:the )?(?P<unit>day|week|month|year|decade|centurie)s(?:-long\b| ago\b| ahead\b)",
        lengths.vague_length,
        timeml=True,
    ),
    Row(r"the latest (?:period|nine months|six months)\b", quarters.latest_quarter, timeml=True),
)
