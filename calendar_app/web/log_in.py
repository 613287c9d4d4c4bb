"""Checks who somebody says they are: the limits, the account, the password, in that order."""

import logging
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request

from calendar_app.domain.device import device_of
from calendar_app.storage.sessions import end_session, start_session
from calendar_app.storage.staff import (
    MAX_EMAIL,
    StaffAccount,
    find_account,
    folded_email,
    renew_hash,
)
from calendar_app.web.log_in_limits import network_of
from calendar_app.web.parts import Parts
from calendar_app.web.passwords import PasswordsBusyError

_logger = logging.getLogger("calendar_app.log_in")
_BUSY_SECONDS = 5


class TooManyAttemptsError(Exception):
    """Not now, whoever it is; `seconds` tells when it is worth another try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What somebody typed, and from where; never shown or logged."""

    email: str
    password: str
    network: str
    device: str


def credentials(request: Request, *, email: str, password: str) -> Credentials:
    """Fold the address so that its spellings are counted as one account."""
    return Credentials(
        email=folded_email(email[:MAX_EMAIL]),
        password=password,
        network=network_of(request.client.host if request.client else None),
        device=device_of(request.headers.get("user-agent", "")),
    )


async def log_in(given: Credentials, parts: Parts, *, old_token: str) -> str | None:
    """Give the token of a new log-in, None for wrong credentials of whatever kind.

    The log-in that the browser brought along ends (rotation). Raises TooManyAttemptsError.
    """
    wait = parts.log_in_limits.begin(given.email, given.network)
    if wait is not None:
        _logger.warning("log-in from %s: too many attempts", given.network)
        raise TooManyAttemptsError(wait)
    account = await _verified(given, parts)
    if account is None:
        _logger.warning("log-in from %s: refused", given.network)
        return None
    parts.log_in_limits.succeeded(given.email, given.network)
    await _renew_hash(account, given, parts)
    if old_token:
        await end_session(old_token, now=parts.now())
    _logger.info("log-in from %s: staff %s", given.network, account.member.id)
    return await start_session(account.member.id, now=parts.now(), device=given.device)


async def _verified(given: Credentials, parts: Parts) -> StaffAccount | None:
    """Do the same work for an account that is unknown, disabled or known (A-3)."""
    account = await find_account(given.email)
    usable = account if account and not account.is_disabled else None
    try:
        matches = await parts.passwords.verify(
            given.password, usable.password_hash if usable else None
        )
    except PasswordsBusyError:
        raise TooManyAttemptsError(_BUSY_SECONDS) from None
    return usable if matches else None


async def _renew_hash(account: StaffAccount, given: Credentials, parts: Parts) -> None:
    """Bring the hash up to today's parameters while the password is at hand, if there is time."""
    if not parts.passwords.is_outdated(account.password_hash):
        return
    with suppress(PasswordsBusyError):
        stronger = await parts.passwords.hash_in_turn(given.password)
        await renew_hash(account.member.id, old=account.password_hash, new=stronger)
