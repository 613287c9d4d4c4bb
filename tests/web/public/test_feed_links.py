"""The addresses under which a selection is offered."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIST_KEYS
from calendar_app.domain.selection import Selection
from calendar_app.web.public.context import Ways
from calendar_app.web.public.feed_links import alternates, subscription, ways
from tests.support.selections import NAMED, values_of

ADDRESSES = Addresses("https://kalender.example.no")
hosts = st.sampled_from(["https://k.no", "https://kalender.mjosbybiblioteket.example.no:8443"])
list_parts = st.sampled_from(LIST_KEYS).flatmap(
    lambda key: st.lists(
        st.builds(
            lambda minus, value: f"{minus}{value}",
            st.sampled_from(["", "", "-"]),
            st.sampled_from(values_of(key)),
        ),
        min_size=1,
        max_size=12,
    ).map(lambda values: f"{key}={','.join(values)}")
)
other_parts = st.sampled_from(
    [
        "avlyst=synlig",
        "avlyst=nei",
        "gjentakelse=regel",
        "fra=-60d",
        "til=2027-05-01",
        "ui=nn",
        "ui=en",
        "alder=" + ",".join(f"-{age}-{age + 3}" for age in range(30)),
    ]
)
searches = st.text(min_size=1, max_size=100).map(
    lambda text: "sok=" + "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))
)
queries = st.lists(list_parts | other_parts | searches, max_size=8).map("&".join)


def read(query: str) -> Selection:
    return parse(query, NAMED).selection


def google_address(found: Ways) -> str:
    """Give the address that Google is given, as it will read it."""
    (address,) = parse_qs(urlsplit(found.google).query)["cid"]
    return address


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(queries, hosts)
def test_no_address_is_offered_that_some_calendar_refuses(query: str, host: str) -> None:
    """FC-36, SEL-44: at most 200 characters as https with `avlyst=synlig`; 256 at Google."""
    selection, addresses = read(query), Addresses(host)
    found = ways(selection, addresses, name="x")
    offered = [one.href for one in alternates(selection, addresses)]
    offered += [subscription(selection, addresses).https]
    if found:
        offered += [found.https, google_address(found).replace("webcal://", "https://")]
        assert units(google_address(found)) <= 256
        assert units(found.webcal) <= 256
    assert [one for one in offered if len(one) > 200] == []


@given(queries, hosts)
def test_every_form_asks_for_the_same(query: str, host: str) -> None:
    """SEL-44, and facts/feeds.md 2.1: never in rule mode, which doubles what is subscribed to."""
    selection, addresses = read(query), Addresses(host)
    found = ways(selection, addresses, name="x")
    wanted = replace(selection, by_rule=False)
    if not found:
        assert selection.nothing or len(f"{host}/kalender.ics?{canonical(wanted)}") > 200 - 14
        return
    assert read(urlsplit(found.https).query) == wanted
    assert found.https == f"{host}/kalender.ics{_mark(canonical(wanted))}"
    assert found.webcal == found.https.replace("https://", "webcal://")
    for link in (found.outlook, found.microsoft_365):
        assert parse_qs(urlsplit(link).query)["url"] == [found.https]
    at_google = read(urlsplit(google_address(found)).query)
    assert replace(at_google, called_off=wanted.called_off) == wanted


def _mark(query: str | None) -> str:
    return f"?{query}" if query else ""


def test_google_is_given_what_is_called_off_unless_it_is_not_wanted() -> None:
    """FC-41: it hides cancelled events, so that nobody would be told."""
    asked = {}
    for query in ("bibliotek=hamar", "bibliotek=hamar&avlyst=nei", "avlyst=synlig&ui=nn"):
        found = ways(read(query), ADDRESSES, name="x")
        assert found
        asked[query] = google_address(found).removeprefix("webcal://kalender.example.no/")
    assert asked == {
        "bibliotek=hamar": "kalender.ics?bibliotek=hamar&avlyst=synlig",
        "bibliotek=hamar&avlyst=nei": "kalender.ics?bibliotek=hamar&avlyst=nei",
        "avlyst=synlig&ui=nn": "kalender.ics?avlyst=synlig&ui=nn",
    }


def test_longest_address_leaves_room_for_what_google_needs() -> None:
    """FC-36."""
    addresses = Addresses(f"https://{'k' * 80}.no")
    lengths = {}
    for number in range(1, 101):
        found = ways(read(f"sok={'x' * number}"), addresses, name="x")
        lengths[len(addresses.absolute("/kalender.ics?avlyst=synlig&sok=")) + number] = found
    assert [length for length, found in lengths.items() if found] == list(range(124, 201))
    assert [length for length, found in lengths.items() if not found] == list(range(201, 224))


def test_alternates_are_the_same_filter_in_every_format() -> None:
    """SEL-3, FC-42; SEL-41: rules are known to iCalendar alone."""
    found = alternates(read("ALDER=3%E2%80%936&library=Hamar&gjentakelse=regel"), ADDRESSES)
    assert [(one.type, one.href) for one in found] == [
        (
            "text/calendar",
            "https://kalender.example.no/kalender.ics?bibliotek=hamar&alder=3-6&gjentakelse=regel",
        ),
        (
            "application/rss+xml",
            "https://kalender.example.no/kalender.rss?bibliotek=hamar&alder=3-6",
        ),
        (
            "application/json",
            "https://kalender.example.no/kalender.json?bibliotek=hamar&alder=3-6",
        ),
    ]


def test_nothing_has_no_address() -> None:
    """SEL-19: an address of everything instead would show more than was asked for."""
    nothing = read("bibliotek=hammar&alder=3-6")
    assert alternates(nothing, ADDRESSES) == ()
    assert ways(nothing, ADDRESSES, name="x") is None
    assert subscription(nothing, ADDRESSES).https == ""
