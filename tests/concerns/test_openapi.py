"""`/api/v1/openapi.json` says what the API does: schemathesis asks as it says and checks."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx2
import jsonschema_rs
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from calendar_app.domain.keys import INTERFACE, KEYS, RECURRENCE
from tests.support.demonstration import Programme
from tests.support.web import PUBLIC_URL

DESCRIPTION = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
Asked = schemathesis.Case[Any]
EXAMPLES = 40
"""For each operation, always the same ones."""


async def document(programme: Programme) -> dict[str, Any]:
    told: dict[str, Any] = (await programme.get(DESCRIPTION)).json()
    return told


async def test_what_is_described_is_what_is_answered(programme: Programme) -> None:
    """No 5xx, and no status, type, header or field that is not described."""
    schema = schemathesis.openapi.from_dict(await document(programme))
    loop = asyncio.get_running_loop()

    def send(case: Asked) -> httpx2.Response:
        asked = requests.Request(**case.as_transport_kwargs(base_url=PUBLIC_URL)).prepare()
        assert asked.method
        assert asked.url
        request = programme.client.request(
            asked.method, asked.url, headers={"Accept-Encoding": "identity"}
        )
        return asyncio.run_coroutine_threadsafe(request, loop).result(timeout=20)

    def walk() -> list[str]:
        walked = []
        for found in schema.get_all_operations():
            operation = found.ok()  # type: ignore[union-attr]

            @settings(
                max_examples=EXAMPLES,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy())
            def check(case: Asked) -> None:
                case.validate_response(send(case), checks=CHECKS)

            check()
            walked.append(operation.path)
        return walked

    described = (await document(programme))["paths"]
    assert await asyncio.to_thread(walk) == list(described)


async def test_real_answers_have_exactly_the_described_fields(programme: Programme) -> None:
    """Every object of every answer: a field that is new must be described, and none be lost."""
    told = await document(programme)
    event = (await programme.get("/api/v1/events")).json()["events"][0]["event"]["id"]
    asked = {path: path.replace("{id}", str(event)) for path in told["paths"]}
    del asked[DESCRIPTION]
    seen: set[str] = set()
    for path, address in asked.items():
        content = told["paths"][path]["get"]["responses"]["200"]["content"]
        schema = content["application/json"]["schema"]
        _same(schema, (await programme.get(address)).json(), told, address, seen)
    assert seen == {*told["components"]["schemas"]} - {"Error"}


async def test_description_is_valid_and_so_are_its_schemas(programme: Programme) -> None:
    told = await document(programme)
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": PUBLIC_URL}]
    for name in told["components"]["schemas"]:
        jsonschema_rs.Draft202012Validator(
            {"$ref": f"#/components/schemas/{name}", "components": told["components"]}
        )
    ids = [one["get"].get("operationId", path) for path, one in told["paths"].items()]
    assert len(set(ids)) == len(ids)


async def test_every_key_of_a_filter_is_described(programme: Programme) -> None:
    """Made of `domain.keys`, so no key is forgotten; rule mode is for calendars alone."""
    asked = (await document(programme))["paths"]["/api/v1/events"]["get"]["parameters"]
    assert [one["name"] for one in asked] == [
        *(key for key in KEYS if key not in (RECURRENCE, INTERFACE)),
        INTERFACE,
        "endret_siden",
    ]
    assert [one["name"] for one in asked if not one["description"]] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/events?endret_siden=i-gaar", 400),
        ("/api/v1/events/999999", 404),
        ("/api/v1/finnes-ikke", 404),
        (f"/api/v1/libraries?x={'y' * 5000}", 414),
    ],
)
async def test_refusals_are_a_sentence_as_json(
    programme: Programme, path: str, status: int
) -> None:
    answer = await programme.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    assert [type(one) for one in answer.json().values()] == [str]
    assert list(answer.json()) == ["error"]


def _same(
    schema: Mapping[str, Any], value: object, told: Mapping[str, Any], where: str, seen: set[str]
) -> None:
    """Walk an answer beside its schema and compare the keys of objects."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name:
        seen.add(name)
        _same(told["components"]["schemas"][name], value, told, f"{where} {name}", seen)
    elif "anyOf" in schema:
        objects = [one for one in schema["anyOf"] if one.get("properties")]
        if isinstance(value, dict):
            (only,) = objects
            _same(only, value, told, where, seen)
    elif isinstance(value, list):
        for one in value:
            _same(schema["items"], one, told, where, seen)
    elif isinstance(value, dict):
        assert list(value) == list(schema["properties"]), where
        for key, one in value.items():
            _same(schema["properties"][key], one, told, f"{where}.{key}", seen)
