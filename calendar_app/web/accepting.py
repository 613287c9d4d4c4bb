"""What a client says it accepts."""

from functools import lru_cache


@lru_cache(maxsize=256)
def takes_gzip(value: bytes) -> bool:
    """Read an Accept-Encoding header; `gzip;q=0` means no (RFC 9110 §12.5.3)."""
    weights: dict[str, float] = {}
    for part in value.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


def _weight(parameters: str) -> float:
    _, found, number = parameters.partition("q=")
    try:
        return float(number) if found else 1.0
    except ValueError:
        return 0.0
