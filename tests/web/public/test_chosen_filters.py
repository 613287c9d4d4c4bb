"""What an address chose, and what it asked for in vain."""

from calendar_app.domain.grammar import parse
from calendar_app.web.public.chosen_filters import chips, loosen, remarks, ways_out
from tests.support.selections import NAMED


def address(query: str) -> str:
    return f"/kalender?{query}"


def ways(query: str) -> list[tuple[str, str] | None]:
    return [
        (one.way.label, one.way.href) if one.way else None
        for one in remarks(parse(query, NAMED), NAMED, address=address)
    ]


def test_chips_take_one_filter_away_and_keep_the_language() -> None:
    parsed = parse("bibliotek=hamar,gjovik&serie=neste&fra=8u&sok=B%C3%B8ker&ui=nn", NAMED)
    rest = {
        "Gjovik bibliotek": "bibliotek=hamar&serie=neste&fra=8u&sok=boker&ui=nn",
        "Hamar bibliotek": "bibliotek=gjovik&serie=neste&fra=8u&sok=boker&ui=nn",
        "berre neste gong i kvar serie": "bibliotek=gjovik,hamar&fra=8u&sok=boker&ui=nn",
        "tidlegast om 8 veker": "bibliotek=gjovik,hamar&serie=neste&sok=boker&ui=nn",
        "søk: Bøker": "bibliotek=gjovik,hamar&serie=neste&fra=8u&ui=nn",
    }
    found = chips(parsed, NAMED, address=address)
    assert {chip.label: chip.remove_href for chip in found} == {
        label: f"/kalender?{query}" for label, query in rest.items()
    }


def test_ways_out_of_an_empty_result() -> None:
    ways = ways_out(parse("bibliotek=hamar&alder=5", NAMED), NAMED)
    links = loosen(ways, [1, 12, 446], language="nb", address=address)
    assert [(link.label, link.href) for link in links] == [
        ("Fjern «Hamar bibliotek» (1 dato)", "/kalender?alder=5"),
        ("Fjern «5 år» (12 datoer)", "/kalender?bibliotek=hamar"),
        ("Vis alle arrangementer (446 datoer)", "/kalender?"),
    ]


def test_a_way_that_leads_to_nothing_is_none() -> None:
    ways = ways_out(parse("bibliotek=hamar&alder=5", NAMED), NAMED)
    assert [one.href for one in loosen(ways, [0, 0, 3], language="nb", address=address)] == [
        "/kalender?"
    ]


def test_what_was_perhaps_meant_is_one_link_away() -> None:
    assert ways("bibliotek=gjovik,hammar&alder=5&ui=nn") == [
        ("Vel «hamar»", "/kalender?bibliotek=gjovik,hamar&alder=5&ui=nn")
    ]
    assert ways("type=-lesestun&pris=gratis") == [
        ("Utelat «lesestund»", "/kalender?type=-lesestund&pris=gratis")
    ]
    assert ways("bibliotek=oslo") == [None]


def test_what_was_to_be_left_out_and_is_shown_is_marked() -> None:
    """SEL-21."""
    found = remarks(parse("type=-lesestun,lesesirkl", NAMED), NAMED, address=address)
    assert [one.shows_more for one in found] == [True, False]
