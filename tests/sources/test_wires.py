"""The XML and JSON of the wires: headline, body, time and all else that they say, and what is told to be no story."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest

from extractor.errors import SkippedError, StoryError
from extractor.wire import Subject, WireStory

Results = list[WireStory | StoryError]
ZONE = dt.timezone(dt.timedelta(hours=-3))
PUBLISHED = dt.datetime(2025, 3, 3, 9, 30, tzinfo=ZONE)
BODY = "Chile has opened talks with Peru.\n\nThey meet on Friday."
PARAGRAPHS = "<p>Chile has <em>opened</em> talks\n with Peru.</p><p>They meet on Friday.</p>"
WHOLE = WireStory(
    source="wire",
    body=BODY,
    title="Chile, Peru talk grapes",
    wire_id="urn:andes:17",
    publisher="Andes Wire",
    byline="Ana Rojas",
    dateline="SANTIAGO, March 3",
    published=PUBLISHED,
    language="en",
    version="2",
    corrects=("urn:andes:16",),
    usage="usable",
    subjects=(Subject("subj:04000000", "economy"), Subject("medtop:20000385", "market")),
)

NITF = f"""<nitf xml:lang="en"><head>
<tobject><tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="economy"/>
<tobject.subject tobject.subject.refnum="20000385" tobject.subject.matter="market"/></tobject>
<docdata management-status="usable"><correction id-string="urn:andes:16"/><doc-id id-string="urn:andes:17"/>
<du-key version="2"/><date.issue norm="20250303T093000-0300"/><doc.copyright holder="Andes Wire"/></docdata></head>
<body><body.head><hedline><hl1>Chile, Peru talk grapes</hl1></hedline><byline>By Ana Rojas</byline>
<dateline>SANTIAGO, March 3</dateline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>"""

G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:andes:17" version="2" xml:lang="en-US">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="p:AW"><name>Andes Wire</name></provider>
<versionCreated>2025-03-03T09:30:00-03:00 </versionCreated><firstCreated>2025-03-01T09:30:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><link rel="irel:previousVersion" residref="urn:andes:16"/>
<link rel="irel:seeAlso" residref="urn:andes:1"/></itemMeta>
<contentMeta><by>by Ana Rojas</by><headline> Chile, Peru talk grapes</headline><dateline>SANTIAGO, March 3</dateline>
<subject qcode="subj:04000000"><name>economy</name></subject>
<subject uri="http://cv.iptc.org/newscodes/mediatopic/20000385"><name>market</name></subject>
<subject qcode="league:l.mlb.com"/></contentMeta><contentSet>{}</contentSet></newsItem>"""
BODIES = {
    "NITF": '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    f"<body.head><hedline><hl1>x</hl1></hedline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>"
    "</inlineXML>",
    "XHTML": '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
    f"<h1>Chile, Peru talk grapes</h1>{PARAGRAPHS}</body></html></inlineXML>",
    "escaped HTML": f"<inlineData contenttype='text/html'>{PARAGRAPHS.replace('<', '&lt;')}</inlineData>",
    "HTML in CDATA": f"<inlineData contenttype='text/html'><![CDATA[<body>{PARAGRAPHS}]]></inlineData>",
    "plain text": f"<inlineData contenttype='text/plain'>\n{BODY}\n</inlineData>",
}
NEWSML = """<NewsML><NewsItem xml:lang="en"><Identification><NewsIdentifier><DateId>20250303</DateId>
<RevisionId>2</RevisionId><PublicIdentifier>urn:andes:17:2N</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20250301T093000Z</FirstCreated>
<ThisRevisionCreated>20250303T093000-0300</ThisRevisionCreated><Status FormalName="Usable"/>
<AssociatedWith FormalName="Corrects" NewsItem="urn:andes:16:1"/><AssociatedWith NewsItem="urn:andes:1:1"/>
</NewsManagement>
<NewsComponent><NewsLines><HeadLine>A package</HeadLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Andes Wire"/></Provider></AdministrativeMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
<NewsComponent><NewsLines><HeadLine>Chile, Peru talk grapes</HeadLine><ByLine>By Ana Rojas</ByLine>
<DateLine>SANTIAGO, March 3</DateLine></NewsLines><DescriptiveMetadata><SubjectCode>
<Subject FormalName="04000000"><Property FormalName="Name" Value="x"/></Subject>
<SubjectMatter FormalName="20000385"/></SubjectCode></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><DataContent>{}</DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""
NINJS_1 = {
    "uri": "urn:andes:17", "type": "text", "version": "2", "versioncreated": "2025-03-03T09:30:00-03:00",
    "pubstatus": "usable", "language": "en-GB", "byline": "By Ana Rojas", "headline": "Chile, Peru talk grapes",
    "copyrightholder": "Andes Wire", "body_text": BODY.replace("\n\n", " "), "body_xhtml": PARAGRAPHS,
    "subject": [
        {"code": "04000000", "scheme": "http://cv.iptc.org/newscodes/subjectcode/", "name": "economy"},
        {"code": "medtop:20000385", "name": "market"}, {"code": "x"},
    ],
    "associations": {"previous": {"uri": "urn:andes:16"}, "photo": {"uri": "urn:andes:2", "type": "picture"}},
}  # fmt: skip
NINJS_3 = {
    "uri": "urn:andes:17", "type": "text", "version": "2", "versionCreated": "2025-03-03T09:30:00-03:00",
    "pubStatus": "usable", "language": "en", "by": "Ana Rojas", "copyrightHolder": "Andes Wire",
    "headlines": [{"role": "short", "value": "Grapes"}, {"role": "main", "value": "Chile, Peru talk grapes"}],
    "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/html", "value": PARAGRAPHS}],
    "subjects": [
        {"uri": "http://cv.iptc.org/newscodes/subjectcode/04000000", "name": "economy"},
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/20000385", "name": "market"},
    ],
    "associations": [{"name": "previousVersion", "uri": "urn:andes:16"}],
}  # fmt: skip


def changed(whole: WireStory = WHOLE, **new: object) -> dict[str, object]:
    """Return the fields of a story, with some of them others."""
    return {**{name: getattr(whole, name) for name in WireStory.__slots__}, **new}


def fields(story: WireStory) -> dict[str, object]:
    return {name: getattr(story, name) for name in WireStory.__slots__}


def test_nitf_gives_all_that_it_says(story: Callable[..., WireStory]) -> None:
    assert story("nitf", NITF) == WHOLE


def test_nitf_has_a_namespace_or_none(story: Callable[..., WireStory]) -> None:
    assert story("nitf", NITF.replace("<nitf", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"', 1)) == WHOLE


def test_nitf_without_a_body_is_read_by_its_abstract(story: Callable[..., WireStory]) -> None:
    found = story("nitf", "<nitf><body.head><abstract><p>In short.</p></abstract></body.head></nitf>")
    assert (found.body, found.warnings) == ("In short.", ("the wire gives no body: its summary stands in its place",))


@pytest.mark.parametrize("form", BODIES)
def test_newsml_g2_gives_all_that_it_says_whatever_form_its_body_has(
    form: str, story: Callable[..., WireStory]
) -> None:
    assert story("newsml_g2", G2.format(BODIES[form])) == WHOLE


def test_a_message_of_newsml_g2_gives_its_stories_and_tells_the_rest(read: Callable[..., Results]) -> None:
    picture = '<newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>'
    planning = "<planningItem><contentMeta><headline>Summit</headline></contentMeta></planningItem>"
    message = f"<newsMessage><itemSet>\n{picture}\n{planning}\n<packageItem/>\n{G2.format(BODIES['NITF'])}"
    *told, found = read("newsml_g2", message + "</itemSet></newsMessage>")
    assert [str(each) for each in told] == [
        "wire:2: no text to read: a picture",
        "wire:3: no text to read: a planning item (Summit)",
        "wire:4: no text to read: a package",
    ]
    assert [each.reason for each in told if isinstance(each, SkippedError)] == ["picture", "planning item", "package"]
    assert isinstance(found, WireStory)
    assert fields(found) == changed(source="wire:5")


def test_a_text_item_of_newsml_g2_without_a_body_is_read_by_its_summary_or_told(
    words: Callable[..., list[str]],
) -> None:
    summary = G2.format("").replace("<headline>", "<description role='drol:summary'>In short.</description><headline>")
    assert words("newsml_g2", summary) == ["In short."]
    told = "wire: no text to read: a text item without a body (Chile, Peru talk grapes)"
    assert words("newsml_g2", G2.format("")) == [told]
    sports = "<inlineXML><sports-content><team>Andes</team></sports-content></inlineXML>"
    assert words("newsml_g2", G2.format(sports)) == [told]


def test_a_canceled_item_is_warned_of(story: Callable[..., WireStory]) -> None:
    found = story("newsml_g2", G2.format(BODIES["NITF"]).replace("stat:usable", "stat:canceled"))
    assert (found.usage, found.warnings) == ("canceled", ("the wire has canceled this story",))


@pytest.mark.parametrize(
    "data",
    [
        PARAGRAPHS,
        PARAGRAPHS.replace("<", "&lt;"),
        f"<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>",
        f"<html><head><title>x</title></head><body>{PARAGRAPHS}</body></html>",
    ],
)
def test_newsml_1_gives_all_that_it_says(data: str, story: Callable[..., WireStory]) -> None:
    subjects = (Subject("subj:04000000"), Subject("medtop:20000385"))
    assert fields(story("newsml", NEWSML.format(data))) == changed(source="wire:1", subjects=subjects)


def test_an_item_of_newsml_1_without_a_text_is_told(words: Callable[..., list[str]]) -> None:
    assert words("newsml", NEWSML.format("")) == ["wire:1: no text to read: an item of photo (A package)"]


@pytest.mark.parametrize("item", [NINJS_1, NINJS_3])
def test_ninjs_gives_all_that_it_says(item: dict[str, object], story: Callable[..., WireStory]) -> None:
    assert fields(story("ninjs", json.dumps(item))) == changed(dateline=None)


def test_ninjs_comes_as_an_array_or_in_lines_too(read: Callable[..., Results]) -> None:
    event = {"uri": "x", "title": "Summit", "eventDetails": {}}
    for raw in (json.dumps([NINJS_3, event], indent=1), f"{json.dumps(NINJS_3)}\n{json.dumps(event)}\n"):
        found, told = read("ninjs", raw)
        assert isinstance(found, WireStory)
        assert found.source.startswith("wire:")
        assert str(told).endswith(": no text to read: an event (Summit)")


def test_a_text_associated_with_an_item_of_ninjs_is_a_story_of_its_own(read: Callable[..., Results]) -> None:
    side = {"type": "text", "uri": "side", "body_text": "Beside."}
    main, beside = read("ninjs", json.dumps({"uri": "m", "body_text": "Main.", "associations": {"side": side}}))
    assert isinstance(main, WireStory)
    assert isinstance(beside, WireStory)
    assert (main.body, beside.source, beside.body) == ("Main.", "wire#associations[side]", "Beside.")


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([("text", "text/plain", "a\r\nb"), ("nitf", "text/vnd.IPTC.NITF", NITF)], BODY),
        ([("ttnitf", "application/xml", "<X>no</X>"), ("text", "text/plain", "a\r\nb")], "a\nb"),
        ([("html5", "text/html", "<h1>Head</h1><p>b</p>")], "b"),
    ],
)
def test_of_several_bodies_the_one_that_tells_most_is_read(
    bodies: list[tuple[str, str, str]], expected: str, story: Callable[..., WireStory]
) -> None:
    listed = [{"role": role, "contenttype": kind, "value": value} for role, kind, value in bodies]
    assert story("ninjs", json.dumps({"uri": "x", "headlines": [{"value": "Head"}], "bodies": listed})).body == expected


def test_a_body_of_nitf_that_is_broken_is_an_error_where_there_is_no_other(words: Callable[..., list[str]]) -> None:
    bodies = [{"role": "nitf", "value": "<nitf><p>"}]
    [error] = words("ninjs", json.dumps({"uri": "x", "bodies": bodies}))
    assert error.startswith("wire:1:10: not well-formed XML: Premature end")
    bodies.append({"role": "text", "value": "One."})
    assert words("ninjs", json.dumps({"uri": "x", "bodies": bodies})) == ["One."]


RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Andes Wire</title><language>en-us</language>
<item><title>Chile &amp;amp; Peru</title><guid>17</guid><dc:creator>Ana Rojas</dc:creator>
<pubDate>Mon, 03 Mar 2025 09:30:00 -0300</pubDate><description>In short.</description>
<c:encoded><![CDATA[{}]]></c:encoded></item>
<item><link>https://andes.example/18</link><pubDate>lately</pubDate><description>&lt;p&gt;One.&lt;/p&gt;</description></item>
<item><title>A link</title></item></channel></rss>"""


def test_rss_gives_each_entry(read: Callable[..., Results]) -> None:
    first, second, third = read("rss", RSS.format(PARAGRAPHS))
    assert first == WireStory(
        source="wire:3", body=BODY, title="Chile & Peru", wire_id="17", publisher="Andes Wire", byline="Ana Rojas",
        published=PUBLISHED, language="en",
    )  # fmt: skip
    assert isinstance(second, WireStory)
    assert (second.wire_id, second.body, second.published) == ("https://andes.example/18", "One.", None)
    assert second.warnings == ("the publication time 'lately' is not one day, and counts as missing",)
    assert str(third) == "wire:8: no text to read: an entry with a headline and a link (A link)"


def test_rss_1_stands_beside_its_channel(story: Callable[..., WireStory]) -> None:
    raw = (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Andes Wire</title></channel>'
        "<item><title>T</title><link>https://a.example</link><description>One.</description>"
        "<dc:date>2025-03-03T09:30:00-03:00</dc:date></item></r:RDF>"
    )
    found = story("rss", raw)
    assert (found.publisher, found.published, found.wire_id) == ("Andes Wire", PUBLISHED, "https://a.example")


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content>',
        f'<content type="html">{PARAGRAPHS.replace("<", "&lt;")}</content>',
        f"<summary>x</summary><content>{BODY}</content>",
    ],
)
def test_atom_gives_each_entry_with_its_time_of_update_for_a_version(
    content: str, story: Callable[..., WireStory]
) -> None:
    raw = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Andes Wire</title><entry><id>17</id>'
        "<title type='html'>Chile &amp;amp; Peru</title><author><name>Ana Rojas</name></author>"
        "<published>2025-03-03T09:30:00-03:00</published><updated>2025-03-03T11:00:00-03:00</updated>"
        f"<category term='medtop:20000385' label='market'/>{content}</entry></feed>"
    )
    assert story("rss", raw) == WireStory(
        source="wire:1", body=BODY, title="Chile & Peru", wire_id="17", publisher="Andes Wire", byline="Ana Rojas",
        published=PUBLISHED, version="2025-03-03T11:00:00-03:00", language="en",
        subjects=(Subject("medtop:20000385", "market"),),
    )  # fmt: skip


def test_bare_signs_in_a_feed_are_what_they_are_meant_for(story: Callable[..., WireStory]) -> None:
    raw = "<rss><channel><title>Dell & Co</title><item><title>AT&T & Co &amp; &#65;</title><guid>x?a=1&b=2</guid>{}"
    found = story(
        "rss", raw.format("<description><![CDATA[<p>Q&A &amp; so on</p>]]></description></item></channel></rss>")
    )
    assert (found.publisher, found.title, found.wire_id) == ("Dell & Co", "AT&T & Co & A", "x?a=1&b=2")
    assert found.body == "Q&A & so on"


def test_a_feed_that_breaks_off_gives_what_came_before(words: Callable[..., list[str]]) -> None:
    first, error = words("rss", RSS.format("x").partition("<link>")[0])
    assert first == "x"
    assert "not well-formed XML: Premature end of data" in error


@pytest.mark.parametrize("form", ["nitf", "newsml", "newsml_g2", "rss"])
def test_xml_of_another_kind_is_told(form: str, words: Callable[..., list[str]]) -> None:
    [error] = words(form, "<kml/>")
    assert error.startswith("wire: ")
