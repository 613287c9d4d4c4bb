import pytest

from calendar_app.domain.access import Role
from calendar_app.storage.sessions import find_session, start_session
from calendar_app.storage.staff import (
    EmailTakenError,
    StaffAccount,
    add_staff,
    disable_staff,
    enable_staff,
    find_account,
    renew_hash,
    set_password,
    staff_accounts,
)
from tests.support.samples import store_vocabulary
from tests.support.web import NOW

pytestmark = pytest.mark.usefixtures("database")


async def make_account(email: str = "librarian@example.org", **roles: Role) -> StaffAccount:
    vocabulary = await store_vocabulary(now=NOW)
    ids = {library.slug: library.id for library in vocabulary.libraries.values()}
    return await add_staff(
        email,
        name="Bibliotekaren",
        password_hash="hash",
        roles={ids[slug]: role for slug, role in roles.items()},
        now=NOW,
    )


async def test_account_has_a_role_at_each_of_its_libraries() -> None:
    account = await make_account(hamar=Role.EDITOR, gjovik=Role.ADMIN)
    assert account.member.roles == {1: Role.EDITOR, 4: Role.ADMIN}
    assert await find_account("librarian@example.org") == account


@pytest.mark.parametrize(
    "typed",
    ["LIBRARIAN@Example.ORG", "  librarian@example.org\t", "ｌｉｂｒａｒｉａｎ@example.org"],
)
async def test_account_is_found_however_its_address_is_typed(typed: str) -> None:
    account = await make_account()
    assert await find_account(typed) == account


@pytest.mark.parametrize(
    "typed", ["", "librarian", "%", "librarian@example.or_", "a" * 5000, "\ud800"]
)
async def test_address_of_nobody_finds_nobody(typed: str) -> None:
    await make_account()
    assert await find_account(typed) is None


async def test_one_address_has_one_account() -> None:
    await make_account()
    with pytest.raises(EmailTakenError):
        await add_staff("Librarian@example.org", name="B", password_hash="x", roles={}, now=NOW)
    assert [one.member.name for one in await staff_accounts()] == ["Bibliotekaren"]


async def test_password_hash_is_in_no_repr() -> None:
    account = await make_account()
    assert account.password_hash == "hash"
    assert "hash" not in repr(account).replace("password_hash", "")


async def test_new_password_ends_every_log_in() -> None:
    account = await make_account()
    token = await start_session(account.member.id, now=NOW)
    await set_password(account.member.id, "other")
    assert await find_session(token, now=NOW) is None
    found = await find_account("librarian@example.org")
    assert found is not None
    assert found.password_hash == "other"


async def test_renewed_hash_ends_no_log_in_and_overwrites_no_newer_password() -> None:
    account = await make_account()
    token = await start_session(account.member.id, now=NOW)
    await renew_hash(account.member.id, old="hash", new="stronger")
    await renew_hash(account.member.id, old="hash", new="from a slower request")
    assert await find_session(token, now=NOW) is not None
    found = await find_account("librarian@example.org")
    assert found is not None
    assert found.password_hash == "stronger"


async def test_disabled_account_is_out_at_once_and_may_come_back() -> None:
    account = await make_account()
    token = await start_session(account.member.id, now=NOW)
    await disable_staff(account.member.id, now=NOW)
    disabled = await find_account("librarian@example.org")
    assert disabled is not None
    assert disabled.is_disabled
    assert await find_session(token, now=NOW) is None

    await enable_staff(account.member.id)
    assert await find_account("librarian@example.org") == account
    assert await find_session(token, now=NOW) is None
