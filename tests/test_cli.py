import pytest
from tortoise.exceptions import DBConnectionError

from calendar_app import cli
from calendar_app.commands.setting_up import RefusedError
from calendar_app.settings import SettingsError
from calendar_app.storage.errors import BackupError, DiskFullError, RetryableError


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RefusedError("There is no library oslo."), "There is no library oslo."),
        (SettingsError("LESEKALENDER_LANGUAGE: wrong."), "LESEKALENDER_LANGUAGE: wrong."),
        (BackupError("It is there already."), "It is there already."),
        (DiskFullError("full"), "There is no room left on the disk; nothing was saved."),
        (RetryableError("locked"), "The database is busy; nothing was saved. Try again."),
        (DBConnectionError("gone"), "The database does not answer: gone."),
    ],
)
def test_what_can_be_foreseen_ends_as_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    sentence: str,
) -> None:
    def command() -> None:
        raise error

    monkeypatch.setattr(cli, "app", command)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_what_nobody_foresaw_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def command() -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(cli, "app", command)
    with pytest.raises(ValueError, match="a bug"):
        cli.main()
