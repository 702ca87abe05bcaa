"""Words of the language at large that bound names and titles, and sets made of the words of titles.

FUNCTION and CALENDAR words begin sentences with a capital and are no names; VERBS end a title ("the chief executive
of the firm told ..."). To teach a word, add it to its list; a word of titles goes into knowledge/titles.csv.
"""

from __future__ import annotations

from extractor.knowledge.titles import plurals, words_of

DETERMINERS = frozenset("the a an its his her their our my your this that these those another one whose".split())
PREPOSITIONS = frozenset(
    "of for at with from in on to by under over into about as than after before between among against during"
    " since until through within without toward towards across behind near per via despite amid upon including"
    " like".split()
)
FUNCTION = (
    DETERMINERS
    | PREPOSITIONS
    | frozenset(
        "and or but nor so yet if when while when although though because unless where why how what which who"
        " whom there here he she it they we you i him them us me himself herself itself themselves is are was"
        " were be been being am has have had having do does did done will would shall should can could may might"
        " must not no yes also still even only just now then once again already always never often soon later"
        " earlier meanwhile however therefore thus moreover furthermore instead otherwise nevertheless"
        " nonetheless indeed perhaps maybe both each either neither every some any all most more many much few"
        " several other others such same own first second third last next new old former two three four five six"
        " seven eight nine ten dozens hundreds thousands millions today yesterday tomorrow tonight recently"
        " currently separately finally additionally previously according based given asked speaking read see"
        " watch click please let well sure ok good great far further down up out off back away around above"
        " below together apart rather quite very too".split()
    )
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december christmas easter thanksgiving ramadan spring summer autumn winter".split()
)
SPEECH = frozenset(
    "said says say told tells added adds noted notes wrote writes argued argues warned warns explained explains"
    " stated states commented continued asked announced announces predicted predicts believes thinks called"
    " calls insisted suggested suggests tweeted urged urges replied concluded admitted acknowledged recalled"
    " complained declared claimed claims estimated expects pointed stressed emphasized emphasised observed"
    " reported remarked testified responded".split()
)
VERBS = SPEECH | frozenset(
    "who which that is are was were has have had will would could should may might must can did does do be been"
    " being made makes make took takes take gave gives give met meets meet held holds hold left leaves leave led"
    " leads joined joins arrived visited visits signed signs agreed agrees vowed vows pledged plans planned"
    " wants wanted seeks sought asks spoke speaks speak talked talks appeared appears came comes come went goes"
    " go became becomes become named appointed picked chose nominated shows showed showing saying telling citing"
    " accompanied followed including speaking leaving attending during while when because if but or nor not also"
    " then".split()
)

HEADS = words_of("head")
PLURALS = plurals()
MODIFIERS = frozenset(words_of("modifier"))
FIELDS = frozenset(words_of("field"))
STANDING = words_of("standing")
HONORIFICS = frozenset(words_of("honorific"))
ORGANISATIONS = frozenset(words_of("organisation"))
STATE_BODIES = frozenset(word for word, row in words_of("organisation").items() if row.body == "state")

#: Words with a capital that belong to no name.
NAMELESS = FUNCTION | CALENDAR | HONORIFICS
#: Words that name what someone is, in the singular or plural.
OFFICES = frozenset(HEADS) | frozenset(PLURALS)
#: All words that titles are made of.
TITLE_WORDS = OFFICES | frozenset(STANDING) | FIELDS | MODIFIERS
