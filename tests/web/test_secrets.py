import re

from starlette.applications import Starlette
from starlette.routing import Route

from calendar_app.domain.access import Role
from calendar_app.settings import Settings
from calendar_app.storage.rows import SessionRow, StaffRow
from tests.support.web import SignIn


async def test_no_answer_holds_a_secret(
    app: Starlette, settings: Settings, signed_in: SignIn
) -> None:
    """A-32: every page that somebody who is logged in can open, and every error of it."""
    librarian = await signed_in(Role.ADMIN, "hamar")
    secrets = {
        settings.secret_key.get_secret_value(),
        settings.database_url.get_secret_value(),
        librarian.client.cookies["lesekalender"],
        (await SessionRow.get()).token_hash,
        (await StaffRow.get()).password_hash,
    }
    assert len(secrets) == 5
    for route in app.routes:
        assert isinstance(route, Route)
        response = await librarian.get(re.sub(r"\{\w+\}", "1", route.path))
        everything = f"{response.headers} {response.text}"
        assert not [secret for secret in secrets if secret in everything], route.path
