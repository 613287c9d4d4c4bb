"""The checker of RSS refuses what the specification refuses: its silence means something."""

import pytest

from tests.feeds.rss_rules import faults

GOOD = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Lesekalender</title>
<link>https://kalender.example/kalender</link>
<description>Arrangementer</description>
<language>nb</language>
<ttl>60</ttl>
<atom:link href="https://kalender.example/kalender.rss" rel="self" type="application/rss+xml"/>
<item xml:lang="nb"><title>Lesestund</title><guid isPermaLink="false">1</guid>\
<pubDate>Fri, 15 Jan 2027 08:30:15 GMT</pubDate><category>Sang</category>\
<category>Rim</category></item>
</channel>
</rss>
"""

_DATE = b"Fri, 15 Jan 2027 08:30:15 GMT"
_ITEM = b'<item><title>B</title><guid isPermaLink="false">1</guid></item>'

BROKEN = {
    "does not begin as UTF-8 XML with <rss>": (b"UTF-8", b"ISO-8859-1"),
    "has a document type": (b"</rss>", b"</rss><!DOCTYPE x>"),
    "is not well-formed": (b"</item>", b""),
    "is not RSS 2.0": (b'version="2.0"', b'version="0.91"'),
    "has not exactly one channel": (b"</channel>", b"</channel><channel/>"),
    "channel has an attribute": (b"<channel>", b'<channel lang="nb">'),
    "title has children": (b"Lesestund<", b"<b>Lesestund</b><"),
    "channel has text": (b"<channel>", b"<channel>hei"),
    "text after ttl": (b"</ttl>", b"</ttl>hei"),
    "title has a control character": (b"Lesestund", b"Lese&#x85;stund"),
    "link is no address": (b">https://kalender.example/kalender<", b">/kalender<"),
    "pubDate is no date": (_DATE, b"2027-01-15T08:30:15Z"),
    "pubDate is no date of RFC 822: 'Sat": (b"Fri,", b"Sat,"),
    "title looks like HTML": (b"Lesestund", b"&lt;b>Lesestund&lt;/b>"),
    "ttl is no number": (b">60<", b">en time<"),
    "language is none": (b">nb<", b">norsk_bok<"),
    "atom:link is no address": (b'href="https:', b'href="'),
    "has not one atom:link": (b"application/rss+xml", b"text/xml"),
    "channel has no description": (b"Arrangementer", b""),
    "an item stands before": (b"<ttl>60</ttl>", _ITEM.replace(b">1<", b">2<") + b"<ttl>60</ttl>"),
    "guid is there 2 times": (b"</channel>", _ITEM + b"</channel>"),
    "item has neither title nor description": (b"<title>Lesestund</title>", b""),
    "item has a blank title": (b"Lesestund", b" "),
    "item has no guid": (b'<guid isPermaLink="false">1</guid>', b""),
    "isPermaLink is neither": (b'isPermaLink="false"', b'isPermaLink="no"'),
    "guid says that it is an address": (b' isPermaLink="false"', b""),
    "item has an unknown start": (b"<category>S", b"<start>1</start><category>S"),
    "item has 2 of pubDate": (b"<pubDate>", b"<pubDate>" + _DATE + b"</pubDate><pubDate>"),
    "channel has 2 of ttl": (b"<ttl>", b"<ttl>60</ttl><ttl>"),
}


def test_good_document_passes() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("fault", BROKEN)
def test_fault_is_told(fault: str) -> None:
    old, new = BROKEN[fault]
    assert GOOD.count(old) >= 1
    told = faults(GOOD.replace(old, new, 1))
    assert [one for one in told if one.startswith(fault)] != []
