import pytest

from calendar_app.web.safe_next import safe_next

HOME = "/ansatt/"


@pytest.mark.parametrize(
    "target",
    ["/", "/ansatt/", "/ansatt/arrangementer/7?melding=lagret", "/kalender?alder=3-6&sted=moelv#a"],
)
def test_path_of_our_own_is_kept(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "//evil.com",
        "/\\evil.com",
        "/\t/evil.com",
        "https:evil.com",
        "https://evil.com",
        "http:///evil.com",
        "javascript:alert(1)",
        "\x00//evil",
        " //evil",
        "@evil",
        "evil",
        "/a\r\nLocation: https://evil.com",
        "/a\n",
        "/a b",
        "/å",
        "/a\\b",
        "///evil.com",
    ],
)
def test_anything_else_leads_to_the_staff_pages(target: str) -> None:
    """T-15."""
    assert safe_next(target) == HOME
