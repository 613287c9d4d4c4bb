"""The forms of a feed's address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from feeds.links import fits, google_link, mail_link, microsoft_365_link, outlook_link, webcal_link

FEED = (
    "https://kalender.example.no/kalender.ics?bibliotek=gjovik,hamar&sok=b%C3%B8ker&avlyst=synlig"
)


def test_webcal_has_no_secure_form() -> None:
    assert webcal_link(FEED) == FEED.replace("https://", "webcal://")
    assert webcal_link("http://127.0.0.1:8000/kalender.ics") == (
        "webcal://127.0.0.1:8000/kalender.ics"
    )


def test_google_is_given_the_webcal_address_as_one_value() -> None:
    """FC-41."""
    link = google_link(FEED)
    assert link.startswith("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fkalender.")
    assert parse_qs(urlsplit(link).query) == {"cid": [webcal_link(FEED)]}


@pytest.mark.parametrize(
    ("link", "host"),
    [(outlook_link, "outlook.live.com"), (microsoft_365_link, "outlook.office.com")],
)
def test_outlook_is_given_the_https_address_and_a_name(link: object, host: str) -> None:
    """FC-41."""
    assert callable(link)
    made = urlsplit(link(FEED, name="Lesestund & mer i Gjøvik"))
    assert (made.scheme, made.netloc, made.path) == ("https", host, "/calendar/0/addfromweb/")
    assert parse_qs(made.query) == {"url": [FEED], "name": ["Lesestund & mer i Gjøvik"]}


def test_address_fits_up_to_200_characters() -> None:
    """FC-36."""
    address = "https://kalender.example.no/kalender.ics?sok="
    longest = address + "x" * (200 - len(address))
    assert fits(longest)
    assert not fits(f"{longest}x")


def test_google_counts_utf_16_units() -> None:
    """FC-36: a name of a host may be written outside ASCII."""
    assert fits("https://" + "ø" * 192)
    assert fits("https://" + "𝄞" * 123)
    assert not fits("https://" + "𝄞" * 124)


def test_mail_has_a_subject_and_a_text_and_no_address() -> None:
    """RFC 6068, section 5: a line ends with CRLF, and a space is no plus."""
    link = mail_link(
        subject="Lesestund & mer\r\nBcc: x@e", text="Kl. 11.00 på Hamar?\nhttps://a.b/c"
    )
    assert link == (
        "mailto:?subject=Lesestund%20%26%20mer%20Bcc%3A%20x%40e"
        "&body=Kl.%2011.00%20p%C3%A5%20Hamar%3F%0D%0Ahttps%3A%2F%2Fa.b%2Fc"
    )
