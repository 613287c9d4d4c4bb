"""The application on a database, with settings of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from calendar_app.app import create_app
from tests.support.demonstration import Programme
from tests.support.web import Clock, browser, make_settings


@asynccontextmanager
async def serving(
    url: str, data_dir: Path, clock: Clock, *, new_selections: int = 0
) -> AsyncIterator[Programme]:
    """Run it; `new_selections` a minute are answered, any number when it is 0."""
    settings = make_settings(
        data_dir=data_dir,
        database_url=SecretStr(url),
        new_selections_per_minute=new_selections,
    )
    app = create_app(settings, now=clock)
    async with app.router.lifespan_context(app), browser(app) as client:
        yield Programme(app, clock, client)
