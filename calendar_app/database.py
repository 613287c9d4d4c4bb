"""The database that the settings name, as a configuration for the storage part."""

from calendar_app.settings import PREFIX, Settings, SettingsError
from calendar_app.storage.address import AddressError, sqlite_url
from calendar_app.storage.config import Config, tortoise_config


def database_config(
    settings: Settings, *, serving: bool = False, migrating: bool = False
) -> Config:
    """Build the configuration. Raises SettingsError, which never shows the address."""
    url = settings.database_url.get_secret_value() or sqlite_url(settings.data_dir / "calendar.db")
    try:
        return tortoise_config(url, serving=serving, migrating=migrating, ssl=settings.database_ssl)
    except AddressError as error:
        raise SettingsError(f"{PREFIX}DATABASE_URL: {error}") from None
