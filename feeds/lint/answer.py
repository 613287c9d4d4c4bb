"""Rules for how a server answers when a calendar program asks for a feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feeds.lint.finding import Finding

MAX_WEBCAL_ADDRESS = 256
"""UTF-16 units: Google silently refuses longer ones, `webcal://` included."""

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What came when a feed was asked for.

    `address` is the one asked for. `headers` have their names in lower case. `asked_again` is
    the status of the same request with the validator of the first answer, None if it had none.
    """

    address: str
    headers: Mapping[str, str]
    asked_again: int | None


def lint_answer(answer: FeedAnswer) -> list[Finding]:
    """Find what is wrong with the headers of a feed and with asking for it again (FC-24, FC-26)."""
    return sorted(_check(answer))


def _check(answer: FeedAnswer) -> Iterator[Finding]:
    kind, parameters = _content_type(answer.headers.get("content-type", ""))
    if kind != "text/calendar":
        yield Finding(0, "content_type", kind)
    elif parameters.get("charset", "").lower() != "utf-8":
        yield Finding(0, "charset", parameters.get("charset", ""))
    if "content-length" not in answer.headers:
        yield Finding(0, "no_content_length")
    if "etag" not in answer.headers and "last-modified" not in answer.headers:
        yield Finding(0, "no_validator")
    elif answer.asked_again != NOT_MODIFIED:
        yield Finding(0, "not_revalidated", str(answer.asked_again))
    webcal = "webcal://" + answer.address.partition("://")[2]
    units = len(webcal.encode("utf-16-le", errors="replace")) // 2
    if units > MAX_WEBCAL_ADDRESS:
        yield Finding(0, "address_too_long", str(units))


def _content_type(text: str) -> tuple[str, dict[str, str]]:
    kind, *rest = (piece.strip() for piece in text.split(";"))
    pairs = (piece.partition("=") for piece in rest)
    return kind.lower(), {name.strip().lower(): value.strip(' "') for name, _, value in pairs}
