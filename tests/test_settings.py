import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from calendar_app.kept_secret import kept_secret
from calendar_app.settings import (
    PREFIX,
    Settings,
    SettingsError,
    load_settings,
    unknown_settings,
)

KEY = "0123456789abcdef0123456789abcdef"
README = Path(__file__).parents[1] / "README.md"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", str(tmp_path))


def test_nothing_needs_to_be_set_on_a_machine_of_ones_own() -> None:
    settings = load_settings()
    assert settings.public_url == "http://127.0.0.1:8000"
    assert (settings.language, settings.database_ssl, settings.access_log) == ("nb", "prefer", True)


def test_address_served_on_is_the_public_one_unless_one_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings(served_on="http://127.0.0.1:9000").public_url == "http://127.0.0.1:9000"
    monkeypatch.setenv(f"{PREFIX}PUBLIC_URL", "http://localhost:7000")
    assert load_settings(served_on="http://127.0.0.1:9000").public_url == "http://localhost:7000"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LANGUAGE", "sv", "LANGUAGE: input should be 'nb', 'nn' or 'en'."),
        ("ACCESS_LOG", "1", "ACCESS_LOG: must be true or false."),
        ("ACCESS_LOG", "True", "ACCESS_LOG: must be true or false."),
        (
            "NEW_SELECTIONS_PER_MINUTE",
            "-1",
            "NEW_SELECTIONS_PER_MINUTE: input should be greater than or equal to 0.",
        ),
        ("NEW_SELECTIONS_PER_MINUTE", "mange", None),
        ("SECRET_KEY", "x" * 31, "SECRET_KEY: must have at least 32 characters."),
        (
            "PUBLIC_URL",
            "http://kalender.example.no",
            "PUBLIC_URL: must begin with https:// unless it is a loopback address.",
        ),
        (
            "PUBLIC_URL",
            "kalender.example.no",
            "PUBLIC_URL: must be like https://kalender.example.no.",
        ),
        ("PUBLIC_URL", "ftp://example.no", "PUBLIC_URL: must be like https://kalender.example.no."),
        (
            "PUBLIC_URL",
            "https://a:b@example.no",
            "PUBLIC_URL: must be like https://kalender.example.no.",
        ),
        (
            "PUBLIC_URL",
            "https://example.no/kalender",
            "PUBLIC_URL: must be an address without a path, like https://kalender.example.no.",
        ),
        ("PUBLIC_URL", "https://example.no:99999", "PUBLIC_URL: port out of range 0-65535."),
        ("PUBLIC_URL", "https://a'b.no", "PUBLIC_URL: must be like https://kalender.example.no."),
        ("PUBLIC_URL", "https://a b.no", "PUBLIC_URL: must be like https://kalender.example.no."),
        ("CONTACT", "https://example.no/\r\nPolicy: https://evil.example", None),
        ("DATA_LICENCE", "https://example.no/ a", None),
        ("ACCESSIBILITY_URL", 'https://example.no/"><script>', None),
        ("DATABASE_SSL", "on", None),
        ("TRUSTED_PROXIES", "*", None),
        ("DATA_DIR", "/proc/nothing", None),
    ],
)
def test_wrong_setting_stops_with_a_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str | None
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    text = str(refusal.value)
    assert text.startswith(f"{PREFIX}{name}: ")
    assert "\n" not in text
    assert sentence is None or text == PREFIX + sentence


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "DATA_DIR", "LANGUAGE"])
def test_empty_setting_is_an_unset_one(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", "")
    monkeypatch.chdir(os.environ.get(f"{PREFIX}DATA_DIR") or "/tmp")
    load_settings()


def test_secret_key_is_made_once_for_a_loopback_address_and_kept_for_its_owner(
    tmp_path: Path,
) -> None:
    first, second = load_settings(), load_settings()
    assert first.secret_key == second.secret_key
    assert len(first.secret_key.get_secret_value()) >= 32
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_of_several_that_make_the_secret_at_once_the_first_one_stays(tmp_path: Path) -> None:
    for number in range(20):
        path = tmp_path / str(number)
        with ThreadPoolExecutor(8) as pool:
            made = set(pool.map(kept_secret, [path] * 8))
        assert made == {path.read_text().strip()}
    assert len(list(tmp_path.iterdir())) == 20


def test_secret_key_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret-key").mkdir()
    with pytest.raises(SettingsError, match=f"^{PREFIX}DATA_DIR: the secret key in "):
        load_settings()


def test_public_address_needs_a_secret_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PUBLIC_URL", "https://kalender.example.no")
    with pytest.raises(SettingsError, match=f"^{PREFIX}SECRET_KEY must be set"):
        load_settings()
    monkeypatch.setenv(f"{PREFIX}SECRET_KEY", KEY)
    assert load_settings().secret_key.get_secret_value() == KEY


def test_no_secret_is_in_a_repr_or_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}SECRET_KEY", KEY)
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", "postgres://u:hemmelig@h/n")
    settings = load_settings()
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()}"
    assert "hemmelig" not in f"{settings!r} {settings} {settings.model_dump()}"
    monkeypatch.setenv(f"{PREFIX}SECRET_KEY", "hemmelig")
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert "hemmelig" not in str(refusal.value)


def test_name_with_our_prefix_that_nothing_reads_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PUBLIK_URL", "x")
    monkeypatch.setenv(f"{PREFIX}TEST_REQUIRE", "postgres")
    assert unknown_settings() == [f"{PREFIX}PUBLIK_URL"]


def test_settings_cannot_be_changed() -> None:
    settings = load_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.language = "en"  # type: ignore[misc]


def test_readme_has_every_setting_with_its_default_and_meaning() -> None:
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \| (.*?) \| (.*?) \|$", README.read_text(), re.M)
    assert rows == [
        (f"{PREFIX}{name.upper()}", _default(name), field.description)
        for name, field in Settings.model_fields.items()
    ]


def _default(name: str) -> str:
    """Write a default as the README does."""
    default = Settings.model_fields[name].default
    text = default.get_secret_value() if hasattr(default, "get_secret_value") else str(default)
    if isinstance(default, bool):
        text = text.lower()
    return f"`{text}`" if text else ""
