from calendar_app.addresses import Addresses

ADDRESSES = Addresses("https://kalender.example.no")


def test_paths_of_the_public_pages() -> None:
    assert ADDRESSES.calendar() == "/kalender"
    assert ADDRESSES.calendar("alder=3-6") == "/kalender?alder=3-6"
    assert ADDRESSES.calendar("alder=3-6", suffix=".ics") == "/kalender.ics?alder=3-6"
    assert ADDRESSES.subscribe("alder=3-6") == "/abonner?alder=3-6"
    assert ADDRESSES.named_filter("barn-hamar") == "/f/barn-hamar"
    assert ADDRESSES.named_filter("barn-hamar", "ui=nn", suffix=".ics") == (
        "/f/barn-hamar.ics?ui=nn"
    )
    assert ADDRESSES.event("babysang", 7) == "/arrangement/babysang-7"
    assert ADDRESSES.event("babysang", 7, suffix=".ics") == "/arrangement/babysang-7.ics"


def test_paths_of_the_staff_pages() -> None:
    assert ADDRESSES.staff() == "/ansatt/"
    assert ADDRESSES.staff("arrangementer", 7, "rediger") == "/ansatt/arrangementer/7/rediger"
    assert ADDRESSES.staff("a/b?c") == "/ansatt/a%2Fb%3Fc"
    assert ADDRESSES.log_in() == "/ansatt/logg-inn"
    assert (
        ADDRESSES.log_in("/ansatt/?a=1&b=2") == "/ansatt/logg-inn?next=%2Fansatt%2F%3Fa%3D1%26b%3D2"
    )


def test_path_of_a_personal_feed_holds_any_token_in_one_piece() -> None:
    assert ADDRESSES.personal_feed("aB3-_") == "/t/aB3-_.ics"
    assert ADDRESSES.personal_feed("a/b?c") == "/t/a%2Fb%3Fc.ics"


def test_absolute_addresses_begin_with_the_public_one() -> None:
    assert ADDRESSES.absolute("/kalender") == "https://kalender.example.no/kalender"
    assert ADDRESSES.webcal("/kalender.ics") == "webcal://kalender.example.no/kalender.ics"
