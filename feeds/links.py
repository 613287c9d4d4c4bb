"""The forms in which calendar programs take the address of a feed (facts/feeds.md, section 6).

All of them are made of the one https address; whether it is good is the caller's matter.
"""

from urllib.parse import quote

from calendar_app.domain.text import clean_line, clean_text

LONGEST = 200
"""Characters of a feed's address as `https://…`, so that it can be typed and mailed (FC-36)."""

LONGEST_AT_GOOGLE = 256
"""UTF-16 units of the `webcal://` address: Google refuses what is longer (FC-36, SEL-44)."""


def fits(address: str) -> bool:
    """Tell whether a feed's https address may be offered: no calendar program refuses it."""
    return len(address) <= LONGEST and _units(webcal_link(address)) <= LONGEST_AT_GOOGLE


def webcal_link(address: str) -> str:
    """Give the form that opens a calendar app; never `webcals`, which Safari does not know."""
    return f"webcal://{address.partition('://')[2]}"


def google_link(address: str) -> str:
    """Give the link that adds a feed to Google Calendar.

    It takes the webcal form: to an https address Google answers that no such e-mail exists.
    """
    return f"https://calendar.google.com/calendar/r?cid={_quoted(webcal_link(address))}"


def outlook_link(address: str, *, name: str) -> str:
    """Give the link that adds a feed to Outlook.com, under a name."""
    return _add_from_web("outlook.live.com", address, name)


def microsoft_365_link(address: str, *, name: str) -> str:
    """Give the link that adds a feed to Outlook of Microsoft 365, under a name."""
    return _add_from_web("outlook.office.com", address, name)


def mail_link(*, subject: str, text: str) -> str:
    """Give the link that opens a new e-mail with a subject and a text, to nobody yet.

    Line breaks are CRLF and a space is never a plus (RFC 6068, section 5).
    """
    lines = "\r\n".join(clean_text(text).split("\n"))
    return f"mailto:?subject={_quoted(clean_line(subject))}&body={_quoted(lines)}"


def _add_from_web(host: str, address: str, name: str) -> str:
    return f"https://{host}/calendar/0/addfromweb/?url={_quoted(address)}&name={_quoted(name)}"


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
