"""A good answer of a feed's server, and for every rule one that breaks this one and no other."""

from dataclasses import replace

from feeds.lint import FeedAnswer

GOOD_ANSWER = FeedAnswer(
    address="https://kalender.example/kalender.ics",
    headers={
        "content-type": "text/calendar; charset=utf-8",
        "content-length": "1814",
        "etag": 'W/"abc"',
        "last-modified": "Mon, 23 Nov 2026 12:00:00 GMT",
    },
    asked_again=304,
)


def with_headers(**headers: str | None) -> FeedAnswer:
    """Give the good answer with other headers, without those that are None."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    merged = {**GOOD_ANSWER.headers, **given}
    return replace(GOOD_ANSWER, headers={name: text for name, text in merged.items() if text})


def at(length: int, *, letter: str = "a") -> FeedAnswer:
    """Give the good answer at an address of that many UTF-16 units as webcal://."""
    start = "webcal://kalender.example/f/.ics"
    return replace(
        GOOD_ANSWER, address=f"https://kalender.example/f/{letter * (length - len(start))}.ics"
    )


ANSWER_FAULTS: list[tuple[str, FeedAnswer]] = [
    ("content_type", with_headers(content_type="text/html; charset=utf-8")),
    ("content_type", with_headers(content_type=None)),
    ("charset", with_headers(content_type="text/calendar")),
    ("charset", with_headers(content_type="text/calendar; charset=iso-8859-1")),
    ("no_content_length", with_headers(content_length=None)),
    ("no_validator", replace(with_headers(etag=None, last_modified=None), asked_again=None)),
    ("not_revalidated", replace(GOOD_ANSWER, asked_again=200)),
    ("address_too_long", at(257)),
]
