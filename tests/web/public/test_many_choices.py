"""Addresses that choose very much: the page stays small and quick to make (T-12)."""

from itertools import product
from string import ascii_lowercase

import httpx2
import pytest

LEFT_OUT = ",".join(f"-{one}{other}" for one, other in product(ascii_lowercase, repeat=2))
QUERY = f"sprak={LEFT_OUT}&alder={','.join(f'-{age}-{age + 2}' for age in range(90))}"


@pytest.mark.parametrize("path", ["/kalender", "/abonner"])
async def test_a_page_of_a_thousand_exclusions_is_no_larger_than_a_few_of_their_addresses(
    client: httpx2.AsyncClient, path: str
) -> None:
    """T-12: each way out holds the whole address, so there are only some of them."""
    assert 3_000 < len(QUERY) <= 4_096
    answer = await client.get(f"{path}?{QUERY}")
    assert answer.status_code == 200
    assert len(answer.content) < 50 * len(QUERY)
    assert "valg til" in answer.text


async def test_the_form_keeps_what_it_has_no_field_for_in_one_field_each(
    client: httpx2.AsyncClient,
) -> None:
    page = (await client.get("/kalender?type=-lesestund,-verksted&avlyst=synlig")).text
    assert '<input type="hidden" name="type" value="-lesestund,-verksted">' in page
    assert '<input type="hidden" name="avlyst" value="synlig">' in page
