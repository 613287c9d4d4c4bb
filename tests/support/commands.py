"""The command `lesekalender` as somebody runs it: what it reads, and what comes of it."""

from pathlib import Path

from tests.support import processes


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """Name settings as the command reads them: `LANGUAGE="en"` is LESEKALENDER_LANGUAGE."""
    given = {"DATA_DIR": str(data_dir), **settings}
    return {f"LESEKALENDER_{name}": value for name, value in given.items()}


async def run(*arguments: str, env: dict[str, str]) -> tuple[int | None, str, str]:
    """Run `lesekalender …` to its end: exit code, output, error output."""
    return await processes.run("calendar_app", *arguments, **env)


async def refusal(*arguments: str, env: dict[str, str]) -> str:
    """Run a command that must refuse, and give the one sentence that it says."""
    code, out, err = await run(*arguments, env=env)
    assert (code, out) == (1, ""), err
    assert err
    assert "\n" not in err
    return err
