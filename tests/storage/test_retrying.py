"""Running a lost race again."""

import pytest

from calendar_app.storage.errors import RetryableError
from calendar_app.storage.transaction import retrying, transaction

pytestmark = pytest.mark.usefixtures("proof_database")


class Unlucky:
    """Loses its race a number of times, then wins."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.tries = 0

    async def __call__(self) -> str:
        self.tries += 1
        if self.tries <= self.losses:
            raise RetryableError("deadlock")
        return "saved"


async def test_tries_three_times_in_all() -> None:
    work = Unlucky(losses=2)
    assert await retrying(work) == "saved"
    assert work.tries == 3


async def test_gives_up_after_that() -> None:
    work = Unlucky(losses=3)
    with pytest.raises(RetryableError):
        await retrying(work)
    assert work.tries == 3


async def test_does_not_wait_for_a_busy_file_again_and_again() -> None:
    """R5: SQLite has waited five seconds already; three times that would be too long."""
    work = Unlucky(losses=1)
    with pytest.raises(RetryableError):
        await retrying(work, within_seconds=0)
    assert work.tries == 1


async def test_other_errors_go_straight_through() -> None:
    tries = []

    async def work() -> None:
        tries.append(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await retrying(work)
    assert len(tries) == 1


async def test_refused_inside_a_transaction() -> None:
    """There the lost race has spoilt everything, not only the part that would run again."""
    async with transaction():
        with pytest.raises(RuntimeError, match="only the whole one can run again"):
            await retrying(Unlucky(losses=0))
