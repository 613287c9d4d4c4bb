import gzip

import httpx2

PAGE = "/kalender"


async def test_a_public_page_is_compressed_where_the_client_takes_it(
    client: httpx2.AsyncClient,
) -> None:
    plain = await client.get(PAGE, headers={"Accept-Encoding": "identity"})
    async with client.stream("GET", PAGE, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join([piece async for piece in answer.aiter_raw()])
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(raw))
    assert (
        answer.headers["Vary"]
        == plain.headers["Vary"]
        == "Accept, Accept-Encoding, Accept-Language"
    )
    assert gzip.decompress(raw) == plain.content
    assert "Content-Encoding" not in plain.headers


async def test_no_means_no(client: httpx2.AsyncClient) -> None:
    answer = await client.get(PAGE, headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "Content-Encoding" not in answer.headers


async def test_staff_pages_are_never_compressed(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/ansatt/logg-inn", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


async def test_an_answer_without_a_body_stays_as_it_is(client: httpx2.AsyncClient) -> None:
    answer = await client.head(PAGE, headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content) == (200, b"")
