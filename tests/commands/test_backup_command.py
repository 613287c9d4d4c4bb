import stat
from datetime import date
from pathlib import Path

from calendar_app.storage.connect import connected
from calendar_app.storage.published import published_dates
from calendar_app.storage.vocabulary import load_vocabulary
from tests.support.commands import environment, refusal, run
from tests.support.databases import PRODUCT
from tests.support.events import publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.server import StartServer
from tests.support.web import NOW


async def sequences(url: str) -> list[int]:
    """SEQUENCE of every public date."""
    async with connected(PRODUCT.config(url)):
        found = await published_dates(range(1, 100), await load_vocabulary())
    return sorted(one.sequence for one in found)


async def test_copy_made_while_serving_is_restored_with_higher_sequences(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    env, copy = environment(tmp_path, DATABASE_URL=sqlite), tmp_path / "copy.db"
    async with connected(PRODUCT.config(sqlite)):
        await store_vocabulary(now=NOW)
        await publish(single(timed(date(2027, 2, 8))), now=NOW)
    server = await servers(tmp_path, DATABASE_URL=sqlite)
    code, out, _ = await run("backup", str(copy), env=env)
    assert code == 0
    assert out.startswith(f"The copy is {copy}.")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert f"process {server.process.pid}" in await refusal("restore", str(copy), env=env)

    await server.stop()
    async with connected(PRODUCT.config(sqlite)):
        await publish(single(timed(date(2027, 2, 9))), now=NOW)
    assert await sequences(sqlite) == [0, 0]
    code, out, _ = await run("restore", str(copy), env=env)
    assert code == 0
    assert out.splitlines()[-1] == f"Restored {copy}."
    assert await sequences(sqlite) == [1000]


async def test_refusals_are_one_sentence(tmp_path: Path, database_url: str) -> None:
    env, taken = environment(tmp_path, DATABASE_URL=database_url), tmp_path / "taken"
    taken.write_text("not a database")
    await refusal("backup", str(taken), env=env)
    await refusal("restore", str(taken), env=env)
    assert taken.read_text() == "not a database"
