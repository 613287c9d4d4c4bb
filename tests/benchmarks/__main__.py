"""`make bench`: every figure is a ratio of two things measured in the same run."""

import asyncio

from tests.benchmarks import (
    building,
    desk,
    keeping,
    large,
    lighthouse,
    pages,
    polling,
    serving,
    starting,
)


def main() -> None:
    """Print all of it; DESIGN §7 says what each must be."""
    asyncio.run(building.measure())
    asyncio.run(keeping.measure())
    asyncio.run(desk.measure())
    asyncio.run(pages.measure())
    starting.measure()
    serving.measure()
    lighthouse.measure()
    large.measure()
    polling.measure()


if __name__ == "__main__":
    main()
