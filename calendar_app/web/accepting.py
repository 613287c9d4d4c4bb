"""What a client says it accepts."""

from functools import lru_cache


@lru_cache(maxsize=256)
def takes_gzip(value: bytes) -> bool:
    """Read an Accept-Encoding header; `gzip;q=0` means no (RFC 9110 §12.5.3)."""
    weights = _weights(value.decode("latin-1"))
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


@lru_cache(maxsize=256)
def asks_for_calendar(value: str) -> bool:
    """Read an Accept header: whether it names iCalendar and no page; `*/*` names nothing."""
    weights = _weights(value)
    return weights.get("text/calendar", 0.0) > 0 and weights.get("text/html", 0.0) <= 0


def _weights(value: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in value.lower().split(","):
        name, _, parameters = part.partition(";")
        found[name.strip()] = _weight(parameters)
    return found


def _weight(parameters: str) -> float:
    _, found, number = parameters.partition("q=")
    try:
        return float(number) if found else 1.0
    except ValueError:
        return 0.0
