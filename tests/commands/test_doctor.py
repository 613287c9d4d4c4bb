from pathlib import Path

import pytest
from typer.testing import CliRunner

from calendar_app.cli import app
from calendar_app.commands.doctor import Level, sqlite_finding
from tests.support.commands import environment, run
from tests.support.server import StartServer


def doctor(env: dict[str, str]) -> tuple[int, list[str]]:
    """Run it in this process: exit code, and the lines it reports."""
    result = CliRunner().invoke(app, ["doctor"], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output.splitlines()


def test_healthy_installation_is_reported_and_ends_well(tmp_path: Path, database_url: str) -> None:
    code, lines = doctor(environment(tmp_path, DATABASE_URL=database_url, NONSENSE="1"))
    assert code == 0
    assert {line.split()[0] for line in lines} == {"ok", "warning"}
    assert "warning LESEKALENDER_NONSENSE is set, but there is no such setting." in lines
    assert any("all migrations applied" in line for line in lines)
    assert any(" MB free in " in line for line in lines)


async def test_it_may_look_while_the_server_runs(
    tmp_path: Path, sqlite: str, servers: StartServer
) -> None:
    await servers(tmp_path, DATABASE_URL=sqlite)
    code, out, err = await run("doctor", env=environment(tmp_path, DATABASE_URL=sqlite))
    assert (code, err) == (0, "")
    assert "all migrations applied" in out


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({}, "run `lesekalender migrate`."),
        ({"LANGUAGE": "sv"}, "LESEKALENDER_LANGUAGE: "),
        ({"DATABASE_URL": "postgres://u:hemmelig@127.0.0.1:1/n"}, "Cannot open the database n on"),
        ({"DATABASE_URL": "hemmelig"}, "LESEKALENDER_DATABASE_URL: "),
    ],
)
def test_trouble_is_named_without_a_secret(
    tmp_path: Path, settings: dict[str, str], text: str
) -> None:
    code, lines = doctor(environment(tmp_path, SECRET_KEY="hemmelig" * 8, **settings))
    assert code == 1
    assert [text in line for line in lines if line.startswith("trouble ")] == [True]
    assert "hemmelig" not in " ".join(lines)


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ((3, 40, 1), Level.WARNING),
        ((3, 44, 5), Level.WARNING),
        ((3, 44, 6), Level.OK),
        ((3, 50, 7), Level.OK),
        ((3, 51, 2), Level.WARNING),
        ((3, 51, 3), Level.OK),
        ((3, 53, 0), Level.OK),
    ],
)
def test_sqlite_with_the_wal_reset_bug_is_a_warning(
    version: tuple[int, int, int], level: Level
) -> None:
    assert sqlite_finding(version).level is level
