"""The log-in page as a person uses it."""

import re

import httpx2

from tests.support.web import PASSWORD

LOG_IN = "/ansatt/logg-inn"
LOG_OUT = "/ansatt/logg-ut"
SIGNED_IN, SIGNING_IN = "lesekalender", "lesekalender-innlogging"


async def form_token(client: httpx2.AsyncClient, query: str = "") -> str:
    """Open the log-in page and read the token of its form."""
    page = await client.get(LOG_IN + query)
    found = re.search(r'name="csrf_token" value="(\w+)"', page.text)
    assert found
    return found[1]


async def log_in(
    client: httpx2.AsyncClient,
    email: str = "librarian@example.org",
    password: str = PASSWORD,
    *,
    wanted: str = "",
) -> httpx2.Response:
    """Do what a person does: open the page, fill in, send."""
    token = await form_token(client)
    fields = {"csrf_token": token, "email": email, "password": password, "next": wanted}
    return await client.post(LOG_IN, data=fields)


async def is_signed_in(client: httpx2.AsyncClient) -> bool:
    """The log-in page sends on who is logged in."""
    return (await client.get(LOG_IN)).status_code == 303


def browser_of(client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """Another browser on the same application."""
    return httpx2.AsyncClient(transport=client._transport, base_url=client.base_url)
