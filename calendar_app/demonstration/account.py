"""The account that only a demonstration has; that it exists is how one is told."""

from datetime import datetime

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.vocabulary import LibraryKind, Vocabulary
from calendar_app.storage.staff import add_staff, find_account

EMAIL = "demo@example.org"
_NAME = "Demonstrasjon"


async def is_demonstration() -> bool:
    """Tell whether the database holds the demonstration, so that pages can say so."""
    return await find_account(EMAIL) is not None


async def add_account(vocabulary: Vocabulary, *, password_hash: str, now: datetime) -> StaffMember:
    """Make a coordinator of all libraries, and give who that is."""
    libraries = vocabulary.libraries.values()
    roles = {one.id: Role.COORDINATOR for one in libraries if one.kind is LibraryKind.LIBRARY}
    account = await add_staff(EMAIL, name=_NAME, password_hash=password_hash, roles=roles, now=now)
    return account.member
