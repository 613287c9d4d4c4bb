"""Kill -9 in the middle of writing loses nothing that was acknowledged (promise 2, R2)."""

import asyncio

from tests.storage.proof.schema import others_gone, query
from tests.support.processes import kill, kill_child, next_line, start

WORKERS = "tests.storage.proof.workers"
KILLS = 15


async def test_nothing_acknowledged_is_lost(proof_url: str) -> None:
    """Fifteen writers one after the other, each killed somewhere in its stream of pairs."""
    acknowledged: list[int] = []
    breeder = await start(WORKERS, "breed", "hurry", proof_url)
    assert breeder.stdin
    for number in range(KILLS):
        breeder.stdin.write(f"{number * 1_000_000}\n".encode())
        child = int((await next_line(breeder)).split()[1])
        acknowledged.append(int(await next_line(breeder)))  # it is writing now
        await asyncio.sleep(0.004 * number)
        kill_child(child)
        while (line := await next_line(breeder)) != "gone":
            acknowledged.append(int(line))
        await others_gone(proof_url)
    await kill(breeder)

    firsts = await numbers(proof_url, "a")
    assert firsts == await numbers(proof_url, "b")
    assert set(acknowledged) <= firsts
    assert len(firsts) - len(acknowledged) <= KILLS  # at most one was on its way at each kill
    assert len(acknowledged) > 3 * KILLS
    if proof_url.startswith("sqlite"):
        assert await query(proof_url, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


async def numbers(url: str, kind: str) -> set[int]:
    rows = await query(url, f"SELECT version FROM library WHERE slug LIKE '{kind}%'")
    return {row["version"] for row in rows}
