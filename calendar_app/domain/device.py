"""What somebody logs in with, as far as they know it again: a browser and a system.

No more is kept of what a browser says about itself.
"""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: most of them also name those below."""

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_SEPARATOR = "/"
_LONGEST = 1_000


def device_of(user_agent: str) -> str:
    """Shorten a User-Agent to `Firefox/Windows`; a part that is not known stays empty."""
    text = user_agent[:_LONGEST]
    browser = next((name for mark, name in _BROWSERS if mark in text), "")
    system = next((name for mark, name in _SYSTEMS if mark in text), "")
    return f"{browser}{_SEPARATOR}{system}" if browser or system else ""


def device_parts(device: str) -> tuple[str, str]:
    """Give browser and system of what `device_of` gave, "" for what is not known."""
    browser, _, system = device.partition(_SEPARATOR)
    return browser, system
