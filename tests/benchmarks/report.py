"""Lines of the report: what was measured, what it was held against, what it must be."""

from statistics import median


def say(name: str, value: str, demand: str) -> None:
    """Print one figure beside its demand."""
    print(f"{name:64} {value:>12}   {demand}", flush=True)  # noqa: T201 - this is the output


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Give the median of the ratios of pairs measured one after the other."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))
