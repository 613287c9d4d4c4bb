"""Single values as text, judged by themselves (RFC 5545 §3.3)."""

import re
from datetime import datetime

_UTC = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_LOCAL = re.compile(r"[0-9]{8}T[0-9]{6}")
_DAY = re.compile(r"[0-9]{8}")
_DURATION = re.compile(
    r"\+?P(?:[0-9]+W|(?=.)(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?)"
)
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
_POINT = re.compile(rf"({_NUMBER});({_NUMBER})")
_SEQUENCE = re.compile(r"[0-9]{1,10}")
_ADDRESS = re.compile(r"https?://[^/?#\x00-\x20\x7f-\U0010ffff\"<>\\^`{|}]+[!#-;=?-\[\]_a-z~]*")
_ESCAPE = re.compile(r"\\([\\;,nN])")
_LARGEST = 2**31 - 1


def utc_time(text: str) -> datetime | None:
    """Read a time in UTC; None when it is none."""
    return _read(text) if _UTC.fullmatch(text) else None


def local_time(text: str) -> datetime | None:
    """Read a time without a zone, naive; None when it is none."""
    return _read(text) if _LOCAL.fullmatch(text) else None


def day(text: str) -> datetime | None:
    """Read a date as its midnight, naive; None when it is none."""
    return _read(text) if _DAY.fullmatch(text) else None


def is_duration(text: str) -> bool:
    """Tell whether it is a length of time above nothing."""
    return bool(_DURATION.fullmatch(text)) and text.strip("+PTWDHMS0") != ""


def is_point(text: str) -> bool:
    """Tell whether it is a latitude and a longitude on this earth."""
    found = _POINT.fullmatch(text)
    return bool(found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180)


def is_sequence(text: str) -> bool:
    """Tell whether it is a whole number that fits in 31 bits (§3.3.8)."""
    return bool(_SEQUENCE.fullmatch(text)) and int(text) <= _LARGEST


def is_address(text: str) -> bool:
    """Tell whether it is an absolute http or https address."""
    return bool(_ADDRESS.fullmatch(text))


def plain(text: str) -> str:
    """Take the escapes of TEXT away (§3.3.11)."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
