import asyncio
import unicodedata

import pytest
from argon2 import PasswordHasher

from calendar_app.web import passwords
from calendar_app.web.passwords import MAX_BYTES, Passwords, PasswordsBusyError
from tests.support.passwords import CountingHasher


async def test_right_password_matches_and_another_does_not() -> None:
    checker = Passwords(CountingHasher())
    stored = checker.hashed("riktig hest")
    assert await checker.verify("riktig hest", stored)
    assert not await checker.verify("feil hest", stored)
    assert not await checker.verify("", stored)


async def test_unknown_account_costs_one_verification_with_the_same_parameters() -> None:
    """T-24, A-3: no shorter way for an account that is not there."""
    hasher = CountingHasher()
    checker = Passwords(hasher)
    stored = checker.hashed("riktig hest")
    assert not await checker.verify("riktig hest", None)
    assert not await checker.verify("feil hest", stored)
    decoy, real = hasher.verified
    assert decoy != real
    assert decoy.split("$")[:4] == real.split("$")[:4]
    assert not hasher.check_needs_rehash(decoy)


async def test_two_ways_to_write_a_letter_are_the_same_password() -> None:
    checker = Passwords(CountingHasher())
    stored = checker.hashed("blå måne på åsen")
    assert await checker.verify(unicodedata.normalize("NFD", "blå måne på åsen"), stored)


@pytest.mark.parametrize("length", [MAX_BYTES + 1, 1_000_000])
async def test_long_password_is_refused_before_argon2(length: int) -> None:
    hasher = CountingHasher()
    checker = Passwords(hasher)
    assert not await checker.verify("x" * length, checker.hashed("y"))
    assert hasher.verified == []


async def test_password_at_the_limit_is_taken() -> None:
    checker = Passwords(CountingHasher())
    longest = "å" * (MAX_BYTES // 2)
    assert await checker.verify(longest, checker.hashed(longest))
    assert not await checker.verify(longest + "x", checker.hashed(longest + "x"))


async def test_at_most_two_are_checked_at_once_and_all_get_their_answer() -> None:
    hasher = CountingHasher()
    checker = Passwords(hasher)
    stored = checker.hashed("riktig hest")
    answers = await asyncio.gather(*(checker.verify("riktig hest", stored) for _ in range(12)))
    assert answers == [True] * 12
    assert hasher.most_at_once <= 2


async def test_third_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.05)
    hasher = CountingHasher()
    hasher.may_end.clear()
    checker = Passwords(hasher)
    stored = checker.hashed("riktig hest")
    first_two = [asyncio.create_task(checker.verify("riktig hest", stored)) for _ in range(2)]
    await asyncio.sleep(0.01)
    with pytest.raises(PasswordsBusyError):
        await checker.verify("riktig hest", stored)
    hasher.may_end.set()
    assert await asyncio.gather(*first_two) == [True, True]
    assert await checker.verify("riktig hest", stored)


async def test_damaged_hash_lets_nobody_in() -> None:
    assert not await Passwords(CountingHasher()).verify("x", "not a hash")


def test_hash_with_other_parameters_is_outdated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    assert Passwords().is_outdated(weak.hash("x"))
    assert not Passwords(weak).is_outdated(weak.hash("x"))
