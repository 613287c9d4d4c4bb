import pytest

from calendar_app.domain.device import device_of, device_parts
from calendar_app.words.roles import device_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (f"{WINDOWS} Gecko/20100101 Firefox/140.0", "Firefox/Windows"),
        (f"{WINDOWS} {KIT} Chrome/140.0.0.0 Safari/537.36", "Chrome/Windows"),
        (f"{WINDOWS} {KIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge/Windows"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 1) {KIT} Chrome/140 Safari/537.36", "Chrome/ChromeOS"),
        (f"Mozilla/5.0 (Linux; Android 15) {KIT} Chrome/140 Mobile Safari/537", "Chrome/Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari/iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) CriOS/140 Safari/604", "Chrome/iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605", "Safari/Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox/Linux"),
        ("curl/8.0", ""),
        ("", ""),
        ("<script>Linux", "/Linux"),
        ("x" * 5_000 + "Firefox/", ""),
    ],
)
def test_user_agent_is_shortened_to_what_somebody_knows_again(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


def test_nothing_of_what_a_browser_says_about_itself_is_kept() -> None:
    """T-4: the words are ours, whatever was sent."""
    assert device_parts(device_of("Evil<b>Firefox/1 Windows")) == ("Firefox", "Windows")


@pytest.mark.parametrize(
    ("device", "words"),
    [
        ("Firefox/Windows", "Firefox på Windows"),
        ("/Linux", "Linux"),
        ("Safari/", "Safari"),
        ("", "Ukjent nettleser"),
    ],
)
def test_device_in_words(device: str, words: str) -> None:
    assert device_words(device, "nb") == words
