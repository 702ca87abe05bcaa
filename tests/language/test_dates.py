"""One row, one text: each calendar expression in brackets, `[its words=value]`, told on Friday 7 March 2025."""

import datetime as dt
import re

import pytest
import spacy
from spacy.tokens import Doc

from extractor.language.dates import find_dates
from extractor.language.dates.phrases import PHRASES
from extractor.language.dates.row import bare
from extractor.language.dates.vocabulary import expand, joined, plain

MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]]+)\]")
TOLD = dt.date(2025, 3, 7)

ROWS = [
    # weekdays: the past unless the clause looks ahead
    "Ministers met on [Monday=2025-03-03] and spoke [Friday=2025-03-07].",
    "Ministers will meet on [Monday=2025-03-10].",
    "The envoy said [Wednesday=2025-03-05] that talks would resume [Thursday=2025-03-13].",
    "Duties start [next Friday=2025-03-14] and were announced [last Friday=2025-02-28].",
    "By [Tuesday=2025-03-11] the list must be ready. By [Tuesday=2025-03-04], the list had grown.",
    "[Wednesday=2025-03-05]'s talks failed; markets fell ahead of [Wednesday=2025-03-12]'s talks.",
    "He leaves for Rome [early Tuesday=2025-03-11]; she left [late Monday=2025-03-03].",
    "It was signed [Tuesday night=2025-03-04TNI] after [Monday morning=2025-03-03TMO]'s call.",
    "She is to testify on [Tuesday of next week=2025-03-11].",
    "Her offer on [Monday=2025-03-03] to buy rice stands; he threatened war [Thursday=2025-03-06].",
    "It will come on [Sunday=2025-03-09] or [Monday=2025-03-10], from [Tuesday=2025-03-11] to [Thursday=2025-03-13].",
    "The ban, which had been due to expire [Tuesday=2025-03-04], was extended to [Nov. 16=2025-11-16].",
    "He could not be reached [Thursday=2025-03-06]; he will be named envoy [Thursday=2025-03-13].",
    "Talks open on [Monday=2025-03-10]; the deal must be signed by the [Aug. 1=2025-08-01] deadline.",
    "The group meets [every Friday=XXXX-WXX-5], never on [Mondays=XXXX-WXX-1] or [Tuesday nights=XXXX-WXX-2TNI].",
    "It has been law since [July=2024-07]; sales in [the year=P1Y] ended [March 31=2024-03-31] fell.",
    "The duty applies from [Tuesday=2025-03-11]; from [March 12=2025-03-12] importers pay more.",
    "The ban, which ends [July 9=2025-07-09], holds until [Dec. 31=2025-12-31].",
    "The agency will release [January=2025-01] trade data on [Thursday=2025-03-13].",
    "Wheat for [May=2025-05] delivery fell; [March=2025-03] crude and the [May=2025-05] contract rose.",
    "Trump, who won in [November=2024-11], flies to Rome on [Thursday=2025-03-13].",
    "Shipments in [April=2024-04]-[January=2025-01] rose, those of [Nov.=2023-11]-[Jan. 2024=2024-01] fell.",
    "between [January=2024-01] and [November last year=2024-11]; in [January=2025-01]/[March=2025-03]",
    "in [April=2024-04]-[January 2024-25=2025-01] of the Indian year",
    "They said that [January=2025-01] sales fell. In [August 2019=2019-08] it was shut, in [that May=2019-05] bought.",
    "On [Aug. 1, 2019=2019-08-01], he announced a duty to start [Sept. 1=2019-09-01].",
    "since the [Sept. 11=2001-09-11] attacks and the [Oct. 7=2024-10-07] attack",
    # days of the calendar
    "It was signed on [April\n  2,\t2018=2018-04-02].\n\n[2019=2019] came.",
    "Signed on [April 2, 2018=2018-04-02], [2 April 2018=2018-04-02], [2018-04-02=2018-04-02], [4/2/2018=2018-04-02].",
    "It took effect on [Monday, Feb. 4, 2019=2019-02-04] and ended [Sept. 30th, 2019=2019-09-30].",
    "Tariffs will rise on [April 2=2025-04-02]; the order was signed on [February 1=2025-02-01].",
    "It expired on [Dec. 15=2024-12-15], and the next one expires on [Dec. 15=2025-12-15].",
    "[March 4 last year=2024-03-04] was one, [Nov. 1 this year=2025-11-01] is not.",
    "Hearings ran from [Feb. 24=2025-02-24] to [26=2025-02-26], others on [Feb. 18=2025-02-18] and [19=2025-02-19].",
    "a [28-29 June=2025-06-28] summit will draw the ministers",
    "Talks on [April 6=2025-04-06] to [8=2025-04-08] and on [May 3=2025-05-03] through [5=2025-05-05]",
    "Duties apply from [March 12=2025-03-12]; they lapse on [the day after April 2=2025-04-03].",
    "on [the first of June=2025-06-01] it will lapse; [July Fourth=2025-07-04] comes later",
    "It will end on [Dec 11, Thursday=2025-12-11]; on [27 November of next year=2026-11-27] it lapses.",
    "Talks will run from [14=2025-05-14] to [16 May=2025-05-16]; they met on [the 3rd=2025-03-03].",
    "on [the 15th of next month=2025-04-15], [12.05.2020=2020-05-12], [2020/05/12=2020-05-12]",
    "my hand [this fourth day of February, in the year of our Lord two thousand twenty-two=2022-02-04]",
    "dated February 30 and 13/45/2024, which are no days",
    # today and around it
    "[Today=2025-03-07] it won; [yesterday=2025-03-06] it lost; [tomorrow=2025-03-08] it rests.",
    "It was told [late yesterday=2025-03-06] and will be signed [tomorrow morning=2025-03-08TMO].",
    "Futures fell [overnight=2025-03-06TNI] and rose [this morning=2025-03-07TMO], as [last night=2025-03-06TNI].",
    "Prices will not fall overnight.",
    "It is the trade we know [today=PRESENT_REF], in [today=PRESENT_REF]'s world; it closed [today=2025-03-07].",
    "He could one day win. It fell [this morning=2025-03-07TMO] and [late yesterday=2025-03-06].",
    "It was void [the day before yesterday=2025-03-05] and came at [mid-afternoon yesterday=2025-03-06TAF].",
    "He spoke on [March 3=2025-03-03]. [Earlier in the day=2025-03-03] she left; [the next day=2025-03-04] she came.",
    # weeks, months
    "It fell [last week=2025-W09], rose [this week=2025-W10] and rests [next week=2025-W11].",
    "talks over [the weekend=2025-W10-WE], after [last weekend=2025-W09-WE]",
    "A ruling is due [later this week=2025-W10] or in [the week of March 17=2025-W12].",
    "[next weekend=2025-W11-WE], [this weekend=2025-W10-WE] and [the weekend of March 15=2025-W11-WE]",
    "Exports rose in [January=2025-01] and [November=2024-11].",
    "In [May=2024-05] the firm closed.",
    "Exports for [Jan=2025-01]-[Feb=2025-02] rose; it may drag on past [May=2025-05].",
    "The law takes effect in [November=2025-11].",
    "They will cut the duty on rice in [January=2026-01] and plan a trip in [May=2025-05].",
    "It fell in [2016=2016]. It will be ready by [the end of the year=2025].",
    "The list must be ready by [the end of the year=2025], a draft [the middle of next month=2025-04].",
    "It fell in [late January=2025-01]; [the beginning of 2026=2026], [Jan.=2024-01]-[April 2024=2024-04]",
    "since [last July=2024-07]; until [next March=2026-03]; in [April last year=2024-04]; in [May 2023=2023-05]",
    "[early April=2025-04] may bring rain, [mid-May=2025-05] sun, and [the end of June=2025-06] both.",
    "[the second week of April=2025-04], [the first week of May=2025-05], [the first half of April=2025-04]",
    "[the month before last=2025-01], [the week after next=2025-W12]",
    "before [the year=2025] is out; [midyear=2025]",
    "between [January=2024-01] and [October 2024=2024-10]",
    "shipments in [the April to June quarter=2024-Q2] and in [Jan.=2025-01]-[Feb.=2025-02]",
    # quarters, halves, seasons
    "It earned more in [the fourth quarter=2024-Q4] than in [Q2 2024=2024-Q2].",
    "[First-quarter=2025-Q1] output will rise. [Last year's third quarter=2024-Q3] was weak.",
    "[fourth-quarter fiscal 2019=2019-Q4] profit, [Q4 FY24=2024-Q4], [1Q25=2025-Q1], [2025 Q2=2025-Q2]",
    "[the September quarter=2024-Q3], [Q4'24=2024-Q4], [2024Q3=2024-Q3], [the last quarter of 2024=2024-Q4]",
    "It earned 5 in [the quarter=2024-Q4] ended [Dec. 31=2024-12-31].",
    "The premium was 3 in [May 2024=2024-05] for [the same month=2024-05], up from 2 in [the same month=2023-05].",
    "Net was 3 million in [the first quarter=2025-Q1], up from 2 million [a year ago=2024-Q1].",
    "Orders fell in [the third quarter of 2024=2024-Q3]; for [the quarter a year earlier=2023-Q3] they rose.",
    "Net fell in [the third quarter=2024-Q3]. For [the nine months=P9M] it rose from [a year ago=2024].",
    "through [the first two quarters of 2026=2026-H1], as sales in [the latest quarter=2024-Q4] fell",
    "in [the second half of the year=2025-H2], [the first half of 2024=2024-H1] and [H1 2026=2026-H1]",
    "The rule took effect at [the New Year=2025-01]; another will follow in [the new year=2026-01].",
    "[this summer=2025-SU], [last fall=2024-FA], [the winter of 2022=2022-WI] and [next spring=2026-SP]",
    "the heat of [the early summer=2024-SU], [last fall=2024-FA] in Rome",
    # years and more
    "In [2018=2018] and [fiscal 2019=2019], as in [FY25=2025], [1987/88=1987] and [the 2026 fiscal year=2026].",
    "[last year=2024], [this year=2025], [next year=2026], [early next year=2026], [the end of last year=2024]",
    "in [the 1980s=198], [the late 1990s=199], [the '70s=197] and [the early 2000s=200]",
    "in [1995-6=1995], in [2017=2017] dollars, in [2024-10=2024-10]",
    "in [1979-81=1979], from [2018=2018] to [2020=2020], [May nineteen ninety-four=1994-05]",
    "[nineteen ninety-six=1996] was before [two thousand and one=2001]",
    "The Trade Act of [1974=1974] was passed in the [2018=2018] style.",
    # away from the story, or from what was told
    "[two years ago=2023], [a decade ago=2015], [six months ago=2024-09], [two weeks ago=2025-W08]",
    "[a fortnight ago=2025-W08], [week 9 of 2025=2025-W09], week 60 of [2025=2025], [week 53 of 2020=2020-W53]",
    "On the eve of [Wednesday=2025-03-12]'s talks, two ministers resigned.",
    "[a year ago=2024] it was less; [two years from now=2027] it will be more",
    "Sales in [November=2024-11] rose from [a year earlier=2023-11].",
    "It was filed in [2016=2016]. [Two years later=2018] it was lost, and [that year=2018] the firm closed.",
    "It rose to 9 in [January=2025-01] from 8 in [the same month last year=2024-01].",
    "It was signed on [March 3=2025-03-03]. [The day before=2025-03-02], it was void. [A week later=2025-W11] it fell.",
    "It rose to 5 in [2017=2017] from 4 [the year before=2016]. The year before the pact began it was 3.",
    "sales in [January=2025-01] were lower than [a month earlier=2024-12], the lowest since [May 2019=2019-05]",
    "a duty of 5 in [May 2024=2024-05], the first since [July 2019=2019-07], from 4 [a year earlier=2023-05]",
    "It was signed on [March 3=2025-03-03] and lapsed [the day after=2025-03-04].",
    "[a month earlier=2025-02] and [a week or so ago=2025-W09]",
    # lengths
    "a [90-day=P90D] pause, a [six-month=P6M] delay, a [two-day=P2D] visit, long, [decade-long=P1DE] fights",
    "in [two to four weeks=P2W], within [60 days=P60D], for [two decades=P20Y], about [two years=P2Y]",
    "[the past three years=P3Y], [the next 30 days=P30D], [the last decade=P1DE], [the past month=P1M]",
    "[five and a half years=P5Y6M], [a year and a half=P18M], [half a year=P6M], [a couple of weeks=P2W]",
    "[the first two months of the year=P2M], a [24-year-old=P24Y] firm, [12 consecutive quarters=P12Q]",
    "It lasted [a day=P1D], [an hour=PT1H], [48 hours=PT48H] or [90 minutes=PT90M].",
    "[a fortnight=P2W], a [five- to seven-year=P5Y] plan, [two-and-a-half years=P2Y6M], between [2 and 5 years=P2Y]",
    "[two hours and 40 minutes=PT2H40M], [a year and three days=P1Y3D], a [decade-long=P1DE] war, [three-week-old=P3W]",
    "It would last [five years=P5Y], [two years=P2Y] earlier than planned; [the first 20 days of May=P20D]",
    "[half a century=P50Y], [a quarter of a century=P25Y], [2-1/2 years=P2Y6M], [the first nine months of 2024=P9M]",
    # sets
    "[every other week=P2W], [every morning=P1D], $2 million [a quarter=P1Q]",
    "It costs $50 billion [a year=P1Y], [every year=P1Y], [per year=P1Y], and [every two minutes=PT2M].",
    "the index falls [each July=XXXX-07] and [every winter=XXXX-WI]",
    # clock times
    "It starts at [12:01 a.m. EDT on Friday=2025-03-07T00:01].",
    "at [9 p.m.=2025-03-07T21:00], [1800 GMT=2025-03-07T18:00] and [noon Thursday=2025-03-06T12:00]",
    "until [midnight=2025-03-07T24:00]; opened [March 3 at 4 p.m.=2025-03-03T16:00]",
    "It began at [9 p.m. Tokyo time (1200 GMT) on March 5=2025-03-05T21:00].",
    "at [9 p.m. Tokyo time (1200 GMT)=2025-03-07T21:00], [15:00 GMT Saturday=2025-03-01T15:00]",
    "until [Saturday at 15:00 GMT=2025-03-08T15:00]",
    "He left at [4 in the morning=2025-03-07T04:00] or at [12:01 this morning=2025-03-07T00:01].",
    "The order lapsed at [midnight=2025-03-06T24:00]. On [Wednesday=2025-03-05] at [noon=2025-03-05T12:00] it came.",
    "It was sent at [2024-10-31T15:00=2024-10-31T15:00] or [2024-10-31 17:28 ET=2024-10-31T17:28].",
    "signed minutes before [midnight on New Year's Eve=2024-12-31T24:00]",
    # now
    "It is [now=PRESENT_REF] law, [currently=PRESENT_REF] unused, [at this time=PRESENT_REF] void.",
    # feasts
    "It was shut on [Black Friday=2024-11-29] and will be on [Good Friday=2025-04-18].",
    "It will open by [Thanksgiving=2025-11-27]; it was shut on [Christmas Eve=2024-12-24], [last Easter=2024-03-31].",
    "[May Day=2025-05-01], [VE Day=2025-05-08], [Canada Day last year=2024-07-01], [Easter Monday=2025-04-21]",
    "over [Memorial Day weekend=2025-W21-WE]; it will be cheap, if only for [Christmas=2025-12-25]",
    # traps
    "They may march on; the sun sat still; a second later nobody fell in a mar.",
    "Theresa May said it may. Jan Hatzius and Han Jun agreed.",
    "page 1980, Section 1962, $1,999, 2,018 tons, 1990 points, Boeing 747 and 3-2",
    "a quarter of exports, three-quarters of imports, a quarter-point cut, half of it",
    "2 1/2 times, $27,445, Section 301, won 3-2, call 555-1980, No. 1990, the Second Circuit, a second round",
    "It is void at this stage, and the [2025=2025] Act stands.",
    "at the end of the day, it came to a last-minute deal on 60 Minutes",
    "the editors of USA Today and the hosts of Fox News Sunday",
    "the fall of prices and a spring in its step, 24 hours a day",
    "up by a quarter or by three quarters, a quarter more; the fall reflected it; the cars of tomorrow",
    "Sunday newspapers, the Sunday Times, H.R. 1963, Windows 2000, over a weekend, Now, therefore, I proclaim",
    "https://example.org/2024/05/26/x 1.2024 12.5.3 v2024",
]  # fmt: skip

UNDATED = [
    "[Friday=XXXX-WXX-5]; [April 2=XXXX-04-02]; [October=XXXX-10], [last week=XXXX-WXX], [this month=XXXX-XX]",
    "[last year=XXXX], [today=XXXX-XX-XX], [the fourth quarter=XXXX-Q4], [this spring=XXXX-SP]",
    "[this morning=XXXX-XX-XXTMO] and [noon=XXXX-XX-XXT12:00]; still [2018=2018], [90 days=P90D], [now=PRESENT_REF]",
    "[two years ago=XXXX], [the weekend=XXXX-WXX-WE], [15:00 GMT Saturday=XXXX-WXX-6T15:00], [Christmas=XXXX-12-25]",
]

TIMEML = [
    "It [recently=PAST_REF] rose for [nearly two years=P2Y]; [soon=FUTURE_REF] it may fall.",
    "for [several weeks=PXW], in [the future=FUTURE_REF], as a 24-year-old said",
    "over [the past few weeks=PXW], [several years ago=PAST_REF], within [weeks=PXW], for [centuries=PXCE]",
    "It may [one day=FUTURE_REF] pay off, a [3-month-old=P3M] truce, the party daily, at this time",
    "sales for [the first nine months=P9M] of [1997=1997]",
]

#: Leap days, year ends, week 53, a Sunday: each row begins with the day it is told on.
TURNS = [
    "2021-01-03 It fell [this week=2020-W53] and [last week=2020-W52]; [next week=2021-W01] it rises.",
    "2020-12-31 [tomorrow=2021-01-01], [next week=2021-W01], [next month=2021-01], [a week ago=2020-W52]",
    "2024-12-31 Talks will start in [January=2025-01]; [next quarter=2025-Q1], [tomorrow=2025-01-01]",
    "2025-01-01 [yesterday=2024-12-31], [last month=2024-12], [last quarter=2024-Q4], [last week=2024-W52]",
    "2024-02-29 [tomorrow=2024-03-01], [a year ago=2023], [a year from now=2025], [a month ago=2024-01]",
    "2023-03-01 [yesterday=2023-02-28]; signed on [Feb. 29, 2024=2024-02-29]",
    "2025-03-09 It fell [this week=2025-W10]; he will go [this week=2025-W11]. [Earlier this week=2025-W10] it rose.",
    "1987-09-08 They will cut their duty on leather in [January=1988-01].",
]  # fmt: skip


def unmarked(row: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Return a row's text, and the place, words and value of each mark in it."""
    text, wanted, place = "", [], 0
    for mark in MARK.finditer(row):
        text += row[place : mark.start()]
        wanted.append((len(text), mark[1], mark[2]))
        text, place = text + mark[1], mark.end()
    return text + row[place:], wanted


def found(text: str, told: dt.date | None, *, timeml: bool = False) -> list[tuple[int, str, str]]:
    return [(date.mention.start, date.mention.text, date.value) for date in find_dates(text, told, timeml=timeml)]


@pytest.mark.parametrize("row", ROWS)
def test_dates_are_found_and_valued(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, TOLD) == wanted


@pytest.mark.parametrize("row", TURNS)
def test_the_calendar_turns(row: str) -> None:
    day, _, rest = row.partition(" ")
    text, wanted = unmarked(rest)
    assert found(text, dt.date.fromisoformat(day)) == wanted


@pytest.mark.parametrize("row", UNDATED)
def test_without_a_day_of_publication_values_keep_their_x(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, None) == wanted


@pytest.mark.parametrize("row", TIMEML)
def test_timebanks_reading_is_wider(row: str) -> None:
    text, wanted = unmarked(row)
    assert found(text, TOLD, timeml=True) == wanted


@pytest.mark.parametrize("row", [*ROWS, *UNDATED, *TIMEML])
def test_openers_lose_no_phrase(row: str) -> None:
    """A row whose first word opens no other phrase must add that word to OPENERS."""
    text = joined(plain(unmarked(row)[0]))
    union = "|".join(bare(row.pattern) for row in PHRASES)
    free, gated = (re.compile(expand(rf"(?<![\w$€£#/]){gate}(?:{union})(?!\w)")) for gate in ("", "<OPENER>"))
    assert [m.group() for m in gated.finditer(text)] == [m.group() for m in free.finditer(text)]


def test_component_reads_against_the_day_of_publication() -> None:
    nlp = spacy.blank("en")
    Doc.set_extension("published", default=None, force=True)
    nlp.add_pipe("dates")
    doc = nlp.make_doc("It fell on Friday.")
    doc._.published = dt.datetime(2025, 3, 9, 23, 30, tzinfo=dt.UTC)
    assert [date.value for date in nlp(doc)._.dates] == ["2025-03-07"]


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("2025-03-09", "2025-03-09"),
        ("2025-03-09T23:30:00+00:00", "2025-03-09"),
        ("2025-03-09T20:30:00-05:00", "2025-03-09"),
        ("2025-03-10T05:30:00+09:00", "2025-03-10"),
    ],
)
def test_the_day_of_a_time_is_that_of_its_own_zone(told: str, value: str) -> None:
    moment = dt.datetime.fromisoformat(told) if "T" in told else dt.date.fromisoformat(told)
    assert [date.value for date in find_dates("It fell today.", moment)] == [value]
