import asyncio
import re
import socket
import time
from pathlib import Path

import httpx2
import pytest

from calendar_app.storage.address import sqlite_url
from tests.support.commands import environment, refusal
from tests.support.server import StartServer


async def test_database_that_was_not_migrated_is_named(tmp_path: Path) -> None:
    """ST-45."""
    sentence = await refusal("serve", env=environment(tmp_path))
    assert sentence.endswith("run `lesekalender migrate`.")


async def test_wrong_setting_is_named(tmp_path: Path) -> None:
    sentence = await refusal("serve", env=environment(tmp_path, LANGUAGE="sv"))
    assert sentence == "LESEKALENDER_LANGUAGE: input should be 'nb', 'nn' or 'en'."


@pytest.mark.parametrize(
    "url", ["mysql://h/n", "postgres://u:hemmelig@h:x/n", "sqlite://x?mode=ro", "hemmelig"]
)
async def test_wrong_database_address_is_not_repeated(tmp_path: Path, url: str) -> None:
    sentence = await refusal("serve", env=environment(tmp_path, DATABASE_URL=url))
    assert sentence.startswith("LESEKALENDER_DATABASE_URL: ")
    assert "hemmelig" not in sentence


async def test_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "no" / "such" / "folder" / "calendar.db")
    sentence = await refusal("serve", env=environment(tmp_path, DATABASE_URL=url))
    assert "calendar.db" in sentence


async def test_more_than_one_worker_needs_postgresql(tmp_path: Path, sqlite: str) -> None:
    """ST-11."""
    env = environment(tmp_path, DATABASE_URL=sqlite)
    assert (await refusal("serve", "--workers", "2", env=env)).startswith(
        "More than one worker needs PostgreSQL"
    )


async def test_address_for_others_needs_a_public_one(tmp_path: Path, sqlite: str) -> None:
    env = environment(tmp_path, DATABASE_URL=sqlite)
    sentence = await refusal("serve", "--host", "0.0.0.0", env=env)
    assert sentence.startswith("LESEKALENDER_PUBLIC_URL must be set")


async def test_port_in_use_is_named(tmp_path: Path, sqlite: str) -> None:
    env = environment(tmp_path, DATABASE_URL=sqlite)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = await refusal("serve", "--port", str(port), env=env)
    assert sentence == f"Cannot listen on 127.0.0.1 port {port}: address already in use."


async def test_second_server_on_the_same_file_is_refused_and_the_first_goes_on(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    """R6; after kill -9 the file is free again."""
    first = await servers(tmp_path, DATABASE_URL=sqlite)
    began = time.monotonic()
    sentence = await refusal("serve", "--port", "9", env=environment(tmp_path, DATABASE_URL=sqlite))
    assert time.monotonic() - began < 20  # half a second of it waits; the rest is a busy machine
    assert f"process {first.process.pid}" in sentence
    async with httpx2.AsyncClient() as client:
        assert (await client.get(f"{first.url}/readyz")).status_code == 200
    await first.kill()
    await servers(tmp_path, DATABASE_URL=sqlite)


async def test_it_says_where_it_serves_and_ends_when_asked(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    server = await servers(tmp_path, DATABASE_URL=sqlite, NONSENSE="1")
    async with httpx2.AsyncClient(base_url=server.url) as client:
        response = await client.get("/a%1b[31m%0d%0ab?sok=hemmelig")
    assert response.status_code == 404
    assert "server" not in response.headers
    # uvicorn raises the signal again when it has cleaned up
    assert await server.stop() == -15
    log = server.log.read_text()
    assert f"serving {server.url}/" in log
    assert "Warning: LESEKALENDER_NONSENSE is set, but there is no such setting." in log
    assert re.search(r"GET /a\\x1b\[31m\\r\\nb 404 ", log)
    assert "hemmelig" not in log
    assert "Traceback" not in log


async def test_nobody_is_believed_about_where_a_request_comes_from(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    """A-11: from this machine too, where uvicorn would believe it."""
    server = await servers(tmp_path, DATABASE_URL=sqlite)
    assert await failed_log_ins(server.url, 6) == [422] * 5 + [429]


async def test_named_proxy_is_believed(tmp_path: Path, sqlite: str, servers: StartServer) -> None:
    server = await servers(tmp_path, DATABASE_URL=sqlite, TRUSTED_PROXIES="10.0.0.0/8, 127.0.0.1")
    assert await failed_log_ins(server.url, 6) == [422] * 6


async def failed_log_ins(url: str, count: int) -> list[int]:
    """Fail to log in, each time as if forwarded for another network."""
    statuses = []
    async with httpx2.AsyncClient(base_url=url) as client:
        page = await client.get("/ansatt/logg-inn")
        token = re.search(r'name="csrf_token" value="(\w+)"', page.text)
        assert token
        fields = {"csrf_token": token[1], "email": "librarian@example.org", "password": "feil"}
        for number in range(count):
            headers = {"x-forwarded-for": f"192.0.{number}.1"}
            response = await client.post("/ansatt/logg-inn", data=fields, headers=headers)
            statuses.append(response.status_code)
    return statuses


async def test_large_body_over_the_wire_is_answered(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    server = await servers(tmp_path, DATABASE_URL=sqlite)
    async with httpx2.AsyncClient(base_url=server.url) as client:
        response = await client.post("/ansatt/logg-inn", content=b"x" * 5_000_000)
        assert response.status_code == 413
        assert (await client.get("/healthz")).status_code == 200


async def test_two_workers_serve_one_postgresql_database(
    tmp_path: Path, postgres: str, servers: StartServer
) -> None:
    server = await servers(tmp_path, "--workers", "2", DATABASE_URL=postgres)
    async with httpx2.AsyncClient(base_url=server.url) as client:
        answers = await asyncio.gather(*(client.get("/readyz") for _ in range(20)))
    assert {one.status_code for one in answers} == {200}
    assert await server.stop() == 0
    assert server.log.read_text().count(f"serving {server.url}/") == 2
