"""`/data/dcat.ttl`: what data catalogues read, parsed as they do."""

from dataclasses import replace
from datetime import UTC, datetime

import httpx2
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from calendar_app.addresses import Addresses
from calendar_app.domain.vocabulary import Library
from calendar_app.settings import Settings
from calendar_app.web.public.dcat import data_set
from feeds.dcat import render_dcat
from tests.support.vocabulary import VOCABULARY
from tests.support.web import PUBLIC_URL, make_settings

PATH = f"{PUBLIC_URL}/data/dcat.ttl"
EU = "http://publications.europa.eu/resource/authority"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CHANGED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CATALOGUE, SET, API = (URIRef(f"{PATH}#{one}") for one in ("katalog", "datasett", "api"))


def described(libraries: list[Library] | None = None, settings: Settings | None = None) -> Graph:
    data = data_set(
        libraries or list(VOCABULARY.libraries.values()),
        settings or make_settings(),
        Addresses(PUBLIC_URL),
        changed=CHANGED,
    )
    return Graph().parse(data=render_dcat(data), format="turtle")


async def test_it_is_turtle_that_a_parser_reads_and_kept(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/data/dcat.ttl")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    graph = Graph().parse(data=answer.content, format="turtle")
    assert list(graph.subjects(RDF.type, DCAT.Dataset)) == [SET]
    tag = answer.headers["etag"]
    again = await client.get("/data/dcat.ttl", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_there_is_one_catalogue_with_one_set_and_the_api() -> None:
    graph = described()
    assert list(graph.subjects(RDF.type, DCAT.Catalog)) == [CATALOGUE]
    assert list(graph.objects(CATALOGUE, DCAT.dataset)) == [SET]
    assert list(graph.objects(CATALOGUE, DCAT.service)) == [API]
    assert graph.value(API, DCAT.endpointURL) == URIRef(f"{PUBLIC_URL}/api/v1/")
    described_at = URIRef(f"{PUBLIC_URL}/api/v1/openapi.json")
    assert graph.value(API, DCAT.endpointDescription) == described_at
    assert graph.value(SET, DCTERMS.modified) == Literal(
        "2026-11-23T12:00:00Z", datatype=XSD.dateTime
    )


def test_set_says_all_that_the_profile_asks_for_in_three_languages() -> None:
    graph = described()
    for predicate in (DCTERMS.title, DCTERMS.description):
        for subject in (CATALOGUE, SET):
            found = [one.language for one in graph.objects(subject, predicate)]  # type: ignore[attr-defined]
            assert sorted(found) == ["en", "nb", "nn"]
    assert set(graph.objects(SET, DCTERMS.language)) == {
        URIRef(f"{EU}/language/{one}") for one in ("NOB", "NNO", "ENG")
    }
    assert graph.value(SET, DCAT.theme) == URIRef(f"{EU}/data-theme/EDUC")
    assert graph.value(SET, DCTERMS.accessRights) == URIRef(f"{EU}/access-right/PUBLIC")
    assert graph.value(SET, DCTERMS.accrualPeriodicity) == URIRef(f"{EU}/frequency/CONT")
    places = {
        str(graph.value(one, DCTERMS.identifier)) for one in graph.objects(SET, DCTERMS.spatial)
    }
    known = VOCABULARY.libraries.values()
    assert places == {str(one.municipality_no or None) for one in known if one.municipality}


@pytest.mark.parametrize("form", ["ics", "json", "rss"])
async def test_each_form_is_a_distribution_that_is_there(
    client: httpx2.AsyncClient, form: str
) -> None:
    graph = described()
    one = URIRef(f"{PATH}#{form}")
    assert one in set(graph.objects(SET, DCAT.distribution))
    assert len(set(graph.objects(SET, DCAT.distribution))) == 3
    assert graph.value(one, DCTERMS.license) == URIRef(make_settings().data_licence)
    assert graph.value(one, DCTERMS.format) == URIRef(f"{EU}/file-type/{form.upper()}")
    answer = await client.get(str(graph.value(one, DCAT.downloadURL)))
    media = graph.value(one, DCAT.mediaType)
    assert answer.status_code == 200
    if media is not None:
        assert str(media).endswith(answer.headers["content-type"].partition(";")[0])


def test_settings_say_licence_publisher_and_contact() -> None:
    licence, body = "https://data.norge.no/nlod/no/2.0", "https://example.org/utgiver/1"
    told = make_settings(data_licence=licence, data_publisher=body, contact="post@example.org")
    graph = described(settings=told)
    for subject in (CATALOGUE, SET, API):
        assert graph.value(subject, DCTERMS.license) == URIRef(licence)
        assert graph.value(subject, DCTERMS.publisher) == URIRef(body)
    contact = graph.value(SET, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:post@example.org")
    without = described()
    assert without.value(SET, DCAT.contactPoint) is None
    assert without.value(without.value(SET, DCTERMS.publisher), FOAF.name) is not None


@pytest.mark.parametrize(
    "name",
    [
        'Bib" . <https://evil.example/a> <https://evil.example/b> "c',
        "Bib\\",
        "Bib\n@prefix dct: <https://evil.example/> .",
        "<script>alert(1)</script>",
        "%(names)s {0} \\u0022",
    ],
)
def test_name_of_a_library_stays_a_name(name: str) -> None:
    """T-4."""
    ordinary = next(iter(VOCABULARY.libraries.values()))
    plain = replace(ordinary, name="Bib", municipality="Bib")
    graph = described([replace(ordinary, name=name, municipality=name)])
    assert set(graph.subjects()) == set(described([plain]).subjects())
    assert len(graph) == len(described([plain]))
    assert "evil" not in {str(one) for one in graph.predicates()}
