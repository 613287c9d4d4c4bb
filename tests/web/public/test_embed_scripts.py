"""The scripts that other sites load: by an address for ever, or pinned to one version."""

import hashlib
from base64 import b64encode

import httpx2
import pytest

from calendar_app.web.public.embed_scripts import DIGEST, INTEGRITY

ELEMENT = "/embed/v1.js"
PINNED = f"/embed/v1.{DIGEST}.js"
DANGEROUS = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Storage")
FRAME = "/embed/v1/ramme.js"


@pytest.mark.parametrize("path", [ELEMENT, PINNED, FRAME])
async def test_any_site_may_load_it(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Origin": "https://www.example.no"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    same = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.content == answer.content


async def test_address_without_a_version_is_looked_at_again_within_the_hour(
    client: httpx2.AsyncClient,
) -> None:
    for path in (ELEMENT, FRAME):
        cached = (await client.get(path)).headers["cache-control"]
        assert cached == "public, max-age=3600, stale-while-revalidate=60"


async def test_pinned_version_is_for_ever_and_what_its_hash_says(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.get(PINNED)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    digest = b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert f"sha384-{digest}" == INTEGRITY
    assert (await client.get(ELEMENT)).content == answer.content


@pytest.mark.parametrize("wrong", ["000000000000", DIGEST.upper() + "x", "..", "%2e%2e", "a.b"])
async def test_another_version_is_not_there(client: httpx2.AsyncClient, wrong: str) -> None:
    """A page that pins it would refuse other bytes anyway."""
    answer = await client.get(f"/embed/v1.{wrong}.js")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


async def test_scripts_set_text_and_never_markup(client: httpx2.AsyncClient) -> None:
    """T-4: nothing of what somebody wrote can become an element."""
    for path in (ELEMENT, FRAME):
        script = (await client.get(path)).text
        dangerous = (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Storage",
        )
        assert [one for one in dangerous if one in script] == []
        assert "credentials" not in script or 'credentials: "omit"' in script
