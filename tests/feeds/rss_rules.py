"""The rules of RSS 2.0, from its specification and the RSS Advisory Board's profile.

`faults` gives every rule that a document breaks. Only the standard library reads it, so that a
fault of what writes it cannot hide in what reads it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

_CHANNEL_ONCE = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster"),
    *("pubDate", "lastBuildDate", "generator", "docs", "cloud", "ttl", "image", "rating"),
    *("textInput", "skipHours", "skipDays"),
}
_ITEM_ONCE = {
    *("title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate"),
    "source",
}
_ATTRIBUTES = {"rss": {"version"}, "guid": {"isPermaLink"}, "category": {"domain"}}
_ADDRESSES = ("link", "docs", "comments")
_DATES = ("pubDate", "lastBuildDate")
_TITLES = ("title", "category", "copyright")

_OPENING = re.compile(rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<rss ')
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} "
    r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9] (GMT|[+-][0-9]{4})"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\xa0]+")
_TAG = re.compile(r"<[A-Za-z/!?]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def faults(body: bytes) -> list[str]:
    """Tell what is wrong with a document; nothing is when the list is empty."""
    if not _OPENING.match(body):
        return ["does not begin as UTF-8 XML with <rss>"]
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        return ["has a document type"]
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        return [f"is not well-formed: {error}"]
    return list(_of_root(root))


def _of_root(root: Element) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0":
        yield "is not RSS 2.0"
    if [child.tag for child in root] != ["channel"]:
        yield "has not exactly one channel"
        return
    for element in root.iter():
        yield from _of_any(element)
    yield from _of_channel(root[0])


def _of_any(element: Element) -> Iterator[str]:
    allowed = _ATTRIBUTES.get(element.tag, set())
    if not element.tag.startswith("{"):
        for name in sorted(set(element.keys()) - allowed):
            if not name.startswith("{"):
                yield f"{element.tag} has an attribute {name}"
    if element.tag not in ("rss", "channel", "item") and len(element):
        yield f"{element.tag} has children"
    if element.tag in ("rss", "channel", "item") and (element.text or "").strip():
        yield f"{element.tag} has text"
    if (element.tail or "").strip():
        yield f"text after {element.tag}"
    for text in (element.text or "", *element.attrib.values()):
        if _CONTROL.search(text):
            yield f"{element.tag} has a control character"
    yield from _of_value(element, (element.text or "").strip())


def _of_value(element: Element, text: str) -> Iterator[str]:
    tag = element.tag
    if tag in _ADDRESSES and not _ADDRESS.fullmatch(text):
        yield f"{tag} is no address: {text!r}"
    if tag in _DATES and not _is_date(text):
        yield f"{tag} is no date of RFC 822: {text!r}"
    if tag in _TITLES and _TAG.search(text):
        yield f"{tag} looks like HTML: {text!r}"
    if tag == "ttl" and not (text.isdecimal() and int(text) > 0):
        yield f"ttl is no number of minutes: {text!r}"
    if tag == "language" and not _LANGUAGE.fullmatch(text):
        yield f"language is none: {text!r}"
    if tag == f"{ATOM}link" and not _ADDRESS.fullmatch(element.get("href") or ""):
        yield f"atom:link is no address: {element.get('href')!r}"


def _of_channel(channel: Element) -> Iterator[str]:
    names = [child.tag for child in channel if child.tag != "item"]
    yield from _too_often("channel", names, _CHANNEL_ONCE)
    for name in ("title", "link", "description"):
        if not (channel.findtext(name) or "").strip():
            yield f"channel has no {name}"
    if [child.tag for child in channel][: len(names)] != names:
        yield "an item stands before the end of the channel's own elements"
    selves = [one for one in channel.findall(f"{ATOM}link") if one.get("rel") == "self"]
    if len(selves) > 1 or any(one.get("type") != "application/rss+xml" for one in selves):
        yield "has not one atom:link of its own"
    items = channel.findall("item")
    guids = Counter(item.findtext("guid") for item in items)
    yield from (
        f"guid is there {count} times: {guid}" for guid, count in guids.items() if count > 1
    )
    for item in items:
        yield from _of_item(item)


def _of_item(item: Element) -> Iterator[str]:
    yield from _too_often("item", [child.tag for child in item], _ITEM_ONCE)
    if not (item.findtext("title") or item.findtext("description") or "").strip():
        yield "item has neither title nor description"
    title = item.find("title")
    if title is not None and not (title.text or "").strip():
        yield "item has a blank title"
    guid = item.find("guid")
    if guid is None or not (guid.text or "").strip():
        yield "item has no guid"
    elif guid.get("isPermaLink", "true") not in ("true", "false"):
        yield "isPermaLink is neither true nor false"
    elif guid.get("isPermaLink") != "false" and not _ADDRESS.fullmatch(guid.text or ""):
        yield "guid says that it is an address and is none"


def _too_often(name: str, tags: list[str], once: set[str]) -> Iterator[str]:
    """Refuse what is there twice, and what the specification does not know."""
    for tag, count in Counter(tag for tag in tags if not tag.startswith("{")).items():
        if tag == "category":
            continue
        if tag not in once:
            yield f"{name} has an unknown {tag}"
        elif count > 1:
            yield f"{name} has {count} of {tag}"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    moment = parsedate_to_datetime(text)
    return _DAYS[moment.weekday()] == text[:3] and moment.utcoffset() in (None, timedelta(0))
