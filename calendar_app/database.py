"""The database that the settings name, as a configuration for the storage part."""

from calendar_app.settings import PREFIX, Settings, SettingsError
from calendar_app.storage.address import AddressError, sqlite_url
from calendar_app.storage.config import Config, tortoise_config
from calendar_app.storage.kept_file import with_kept_file


def database_config(
    settings: Settings, *, serving: bool = False, migrating: bool = False
) -> Config:
    """Build the configuration. Raises SettingsError, which never shows the address."""
    url = settings.database_url.get_secret_value() or sqlite_url(settings.data_dir / "calendar.db")
    ssl = settings.database_ssl
    try:
        config = tortoise_config(url, serving=serving, migrating=migrating, ssl=ssl)
        return with_kept_file(config, settings.data_dir)
    except AddressError as error:
        raise SettingsError(f"{PREFIX}DATABASE_URL: {error}") from None
