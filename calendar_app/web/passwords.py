"""Passwords: argon2 in a thread, at most two at a time (each takes 64 MiB and a core)."""

import asyncio
import base64
import secrets
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_Result = TypeVar("_Result")

MIN_LENGTH = 12
MAX_BYTES = 1024
_AT_ONCE = 2
_WAIT_SECONDS = 3.0


class PasswordsBusyError(Exception):
    """Two passwords are being checked, and a third had to wait too long."""


class Passwords:
    """Hashes and checks passwords; one per process."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._decoy = _decoy(self._hasher)
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def verify(self, password: str, stored_hash: str | None) -> bool:
        """Check a password; without a hash the work is done all the same, for nothing.

        So an unknown account, and one whose invitation was not taken yet ("" is its hash), take
        as long as a wrong password. Raises PasswordsBusyError.
        """
        if is_too_long(password):
            return False
        matches = await self._in_thread(self._matches, password, stored_hash or self._decoy)
        return matches and bool(stored_hash)

    def is_outdated(self, stored_hash: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored_hash)

    async def hash_in_turn(self, password: str) -> str:
        """Hash a password without holding others up. Raises PasswordsBusyError."""
        return await self._in_thread(self.hashed, password)

    def hashed(self, password: str) -> str:
        """Hash a new password (blocking: about a tenth of a second)."""
        return self._hasher.hash(_normal(password))

    async def _in_thread(self, work: Callable[..., _Result], *given: str) -> _Result:
        try:
            await asyncio.wait_for(self._slots.acquire(), _WAIT_SECONDS)
        except TimeoutError:
            raise PasswordsBusyError from None
        try:
            return await asyncio.to_thread(work, *given)
        finally:
            self._slots.release()

    def _matches(self, password: str, stored_hash: str) -> bool:
        try:
            return self._hasher.verify(stored_hash, _normal(password))
        except (VerificationError, InvalidHashError):
            return False


def is_too_long(password: str) -> bool:
    """Refuse before argon2 sees it: hashing a megabyte is work for nothing."""
    return len(password) > MAX_BYTES or len(_normal(password)) > MAX_BYTES


def _normal(password: str) -> bytes:
    """Let two keyboards that write `å` in two ways mean the same password."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _decoy(hasher: PasswordHasher) -> str:
    """Make a hash that no password has, at no cost."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${digest}"
