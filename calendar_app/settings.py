"""The settings: read from the environment once, by the command, and handed on as one value.

A wrong or missing setting stops the start with one sentence that names it.
"""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from calendar_app.kept_secret import kept_secret

PREFIX = "LESEKALENDER_"
TEST_PREFIX = "LESEKALENDER_TEST_"
_EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+", re.ASCII)
_ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9.-]+(?::[0-9]{1,5})?", re.ASCII)
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f\"<>\\`]")
"""What no address holds, and what would end it early in a header, a file or a snippet."""

SERVED_ON = "http://127.0.0.1:8000"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")


class SettingsError(Exception):
    """A setting is wrong or missing; the text is one sentence that names it."""


def _public_url(text: str) -> str:
    """Accept an origin alone: a sign-in cookie called `__Host-…` takes no path."""
    address = urlsplit(text)
    is_web = address.scheme in ("http", "https") and address.hostname and not address.username
    if not is_web or _UNFIT.search(text) or "'" in text:
        raise ValueError("must be like https://kalender.example.no")
    if address.path.strip("/") or address.query or address.fragment:
        raise ValueError("must be an address without a path, like https://kalender.example.no")
    if address.scheme == "http" and address.hostname not in LOOPBACK_NAMES:
        raise ValueError("must begin with https:// unless it is a loopback address")
    netloc = address.netloc.lower()
    if address.port == {"http": 80, "https": 443}[address.scheme]:
        netloc = netloc.rpartition(":")[0]  # as browsers write it in Origin
    return f"{address.scheme}://{netloc}"


def _secret_key(secret: SecretStr) -> SecretStr:
    if 0 < len(secret.get_secret_value()) < 32:
        raise ValueError("must have at least 32 characters")
    return secret


def _proxies(text: str) -> str:
    for one in filter(None, text.split(",")):
        ipaddress.ip_network(one.strip(), strict=False)
    return text


def _web_address(text: str) -> str:
    """Accept nothing, or an address that a browser opens."""
    address = urlsplit(text)
    is_web = address.scheme in ("http", "https") and address.hostname
    if text and (not is_web or _UNFIT.search(text)):
        raise ValueError("must be a web address like https://example.no/side")
    return text


def _contact(text: str) -> str:
    """Accept nothing, an e-mail address, or a web address with a form."""
    return text if _EMAIL.fullmatch(text) else _web_address(text)


def _ancestors(text: str) -> str:
    """Accept `*`, or origins of web sites with spaces between, as a header may hold them."""
    if not all(one == "*" or _ORIGIN.fullmatch(one) for one in text.split()) or not text.strip():
        raise ValueError("must be * or origins like https://www.example.no, with spaces between")
    return " ".join(text.split())


def _true_or_false(value: object) -> object:
    """Refuse the many spellings that pydantic would guess at."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("must be true or false")
    return value


class Settings(BaseSettings):
    """Everything that may differ between two installations."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    data_dir: Path = Field(
        default=Path("data"), description="Folder of the database file and of what is kept."
    )
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="`sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`; "
        "`calendar.db` in `DATA_DIR` when unset.",
    )
    database_ssl: Literal["disable", "prefer", "require", "verify-full"] = Field(
        default="prefer",
        description="Encryption to PostgreSQL: `disable`, `prefer`, `require` (the certificate is "
        "not checked) or `verify-full`.",
    )
    public_url: Annotated[str, AfterValidator(_public_url)] = Field(
        default=SERVED_ON,
        description="The address people see; every link, feed and cookie follows from it. "
        "`https://` unless it is a loopback address; the address served on when unset.",
    )
    secret_key: Annotated[SecretStr, AfterValidator(_secret_key)] = Field(
        default=SecretStr(""),
        description="At least 32 random characters, for signatures. Made once and kept in "
        "`DATA_DIR` when unset and `PUBLIC_URL` is a loopback address.",
    )
    language: Literal["nb", "nn", "en"] = Field(
        default="nb", description="Language of the interface: `nb`, `nn` or `en`."
    )
    trusted_proxies: Annotated[str, AfterValidator(_proxies)] = Field(
        default="",
        description="Addresses of reverse proxies whose `X-Forwarded-For` and "
        "`X-Forwarded-Proto` are believed, separated by commas; none when unset.",
    )
    access_log: Annotated[bool, BeforeValidator(_true_or_false)] = Field(
        default=True, description="One log line per request; `false` when the proxy writes one."
    )
    new_selections_per_minute: int = Field(
        default=60,
        ge=0,
        description="How many filters that nobody has asked for since the start one network may "
        "ask feeds for; more are answered 503. Feeds in use are never limited. `0`: no limit.",
    )
    accessibility_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="",
        description="The accessibility statement (uustatus.no) that every public page links to; "
        "unset, `/tilgjengelighet` says that there is none yet.",
    )
    contact: Annotated[str, AfterValidator(_contact)] = Field(
        default="",
        description="Where people write about the site, its faults and its security: an e-mail "
        "address or the address of a form.",
    )
    data_licence: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://creativecommons.org/licenses/by/4.0/",
        description="The licence of the open data, as an address; pictures are not part of it.",
    )
    data_publisher: Annotated[str, AfterValidator(_web_address)] = Field(
        default="",
        description="Who publishes the open data: the address of the body in the national "
        "catalogue, for `/data/dcat.ttl`.",
    )
    frame_ancestors: Annotated[str, AfterValidator(_ancestors)] = Field(
        default="*",
        description="Which sites may show the embeds in a frame: `*`, or their origins with "
        "spaces between.",
    )

    @property
    def is_loopback(self) -> bool:
        """Tell whether only this machine reaches the public address."""
        return urlsplit(self.public_url).hostname in LOOPBACK_NAMES

    @property
    def is_https(self) -> bool:
        """Tell whether people come over TLS."""
        return self.public_url.startswith("https://")


def load_settings(*, served_on: str = SERVED_ON) -> Settings:
    """Read the environment; `served_on` is the public address when none is set.

    Raises SettingsError. Makes `DATA_DIR` and, for a loopback address, the secret key in it.
    """
    public_url = os.environ.get(f"{PREFIX}PUBLIC_URL") or served_on
    try:
        settings = Settings(public_url=public_url)
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    _make_data_dir(settings.data_dir)
    if settings.secret_key.get_secret_value():
        return settings
    if not settings.is_loopback:
        raise SettingsError(
            f"{PREFIX}SECRET_KEY must be set, to at least 32 random characters, because "
            f"{PREFIX}PUBLIC_URL ({settings.public_url}) is not a loopback address."
        )
    return settings.model_copy(update={"secret_key": _kept_key(settings.data_dir)})


def unknown_settings() -> list[str]:
    """Name what the environment sets with our prefix and nothing reads: a typing error, often."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    ours = {name for name in os.environ if name.upper().startswith(PREFIX)}
    return sorted(
        name for name in ours if name.upper() not in known and not name.startswith(TEST_PREFIX)
    )


def _sentence(error: ValidationError) -> str:
    """Name the first wrong setting; the value is left out, it may be a secret."""
    first: dict[str, Any] = {**error.errors(include_url=False, include_input=False)[0]}
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{str(first['loc'][0]).upper()}: {message[:1].lower()}{message[1:]}."


def _make_data_dir(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIR: {path} cannot be made a folder ({error.strerror})."
        ) from None


def _kept_key(data_dir: Path) -> SecretStr:
    try:
        return SecretStr(kept_secret(data_dir / "secret-key"))
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIR: the secret key in {data_dir} cannot be kept ({error.strerror})."
        ) from None
