"""The open data set described for data catalogues: DCAT-AP-NO 3, as Turtle.

One catalogue with one data set, its forms (`dcat:Distribution`) and the read API
(`dcat:DataService`). Words and addresses come as arguments.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from feeds.turtle import iri, literal, statement, typed

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_PREFIXES = "".join(
    f"@prefix {name}: <{address}> .\n"
    for name, address in {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
_LANGUAGES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}

FILE_TYPES = {"ics": "ICS", "json": "JSON", "rss": "RSS"}
"""Names of formats in the file types of the EU; each is one distribution."""

_MEDIA_TYPES = {"ics": "text/calendar", "json": "application/json"}
"""Those that IANA knows; RSS is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the set is called and what it holds, in one language."""

    title: str
    description: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A library: `number` is that of its municipality, "" when it has none."""

    slug: str
    name: str
    municipality: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """What is told of the data. All addresses are absolute; "" leaves one out.

    `words` are by language. `feeds` are addresses by format (`FILE_TYPES`). Without a `publisher`
    the libraries together are it, under `publisher_name`. `contact` is `mailto:` or a web address.
    `changed` is UTC.
    """

    address: str
    page: str
    documentation: str
    api: str
    api_description: str
    feeds: Mapping[str, str]
    words: Mapping[str, Words]
    libraries: tuple[Body, ...]
    licence: str
    publisher: str
    publisher_name: str
    contact: str
    changed: datetime


def render_dcat(data: DataSet) -> bytes:
    """Write the description as Turtle in UTF-8; the same data gives the same bytes."""
    parts = (_PREFIXES, _catalogue(data), _data_set(data), *_forms(data), _service(data))
    return "\n".join((*parts, *_bodies(data))).encode()


def _catalogue(data: DataSet) -> str:
    return statement(
        _own(data, "katalog"),
        ("a", "dcat:Catalog"),
        *_told(data),
        ("foaf:homepage", iri(data.page)),
        ("dcat:dataset", _own(data, "datasett")),
        ("dcat:service", _own(data, "api")),
        ("dct:modified", _moment(data.changed)),
    )


def _data_set(data: DataSet) -> str:
    keywords = [
        ("dcat:keyword", literal(word, language))
        for language, words in data.words.items()
        for word in words.keywords
    ]
    places = [("dct:spatial", _own(data, f"sted-{one.slug}")) for one in _placed(data)]
    creators = [("dct:creator", _own(data, f"bibliotek-{one.slug}")) for one in data.libraries]
    return statement(
        _own(data, "datasett"),
        ("a", "dcat:Dataset"),
        *_told(data),
        *keywords,
        *creators,
        *places,
        *_contact(data),
        ("dct:identifier", literal(f"{data.address}#datasett")),
        ("dct:accessRights", iri(f"{_EU}/access-right/PUBLIC")),
        ("dct:accrualPeriodicity", iri(f"{_EU}/frequency/CONT")),
        ("dct:modified", _moment(data.changed)),
        ("dcat:theme", iri(f"{_EU}/data-theme/EDUC")),
        ("dcat:landingPage", iri(data.page)),
        ("foaf:page", iri(data.documentation)),
        *(("dcat:distribution", _own(data, form)) for form in data.feeds),
    )


def _forms(data: DataSet) -> Iterator[str]:
    for form, address in data.feeds.items():
        media = _MEDIA_TYPES.get(form)
        yield statement(
            _own(data, form),
            ("a", "dcat:Distribution"),
            *_titles(data, FILE_TYPES[form]),
            ("dcat:accessURL", iri(address)),
            ("dcat:downloadURL", iri(address)),
            ("dct:format", iri(f"{_EU}/file-type/{FILE_TYPES[form]}")),
            *([("dcat:mediaType", iri(f"{_IANA}/{media}"))] if media else []),
            ("dct:license", iri(data.licence)),
            ("dcat:accessService", _own(data, "api")),
        )


def _service(data: DataSet) -> str:
    return statement(
        _own(data, "api"),
        ("a", "dcat:DataService"),
        *_titles(data, "API"),
        ("dct:publisher", _publisher(data)),
        *_contact(data),
        ("dcat:endpointURL", iri(data.api)),
        ("dcat:endpointDescription", iri(data.api_description)),
        ("dcat:servesDataset", _own(data, "datasett")),
        ("dct:license", iri(data.licence)),
    )


def _bodies(data: DataSet) -> Iterator[str]:
    agent = ("a", "foaf:Agent")
    if data.publisher:
        yield statement(_publisher(data), agent)
    else:
        yield statement(_publisher(data), agent, ("foaf:name", literal(data.publisher_name)))
    for one in data.libraries:
        library = _own(data, f"bibliotek-{one.slug}")
        yield statement(library, agent, ("foaf:name", literal(one.name)))
    for one in _placed(data):
        number = [("dct:identifier", literal(one.number))] if one.number else []
        place = _own(data, f"sted-{one.slug}")
        label = ("skos:prefLabel", literal(one.municipality))
        yield statement(place, ("a", "dct:Location"), label, *number)
    if data.contact:
        kind = "vcard:hasEmail" if data.contact.startswith("mailto:") else "vcard:hasURL"
        yield statement(
            _own(data, "kontakt"),
            ("a", "vcard:Organization"),
            ("vcard:fn", literal(data.publisher_name)),
            (kind, iri(data.contact)),
        )


def _told(data: DataSet) -> Iterator[tuple[str, str]]:
    """Say what the catalogue says of itself and of its only set."""
    for language, words in data.words.items():
        yield "dct:title", literal(words.title, language)
        yield "dct:description", literal(words.description, language)
        yield "dct:language", iri(f"{_EU}/language/{_LANGUAGES[language]}")
    yield "dct:publisher", _publisher(data)
    yield "dct:license", iri(data.licence)


def _titles(data: DataSet, form: str) -> Iterator[tuple[str, str]]:
    for language, words in data.words.items():
        yield "dct:title", literal(f"{words.title} ({form})", language)


def _contact(data: DataSet) -> list[tuple[str, str]]:
    return [("dcat:contactPoint", _own(data, "kontakt"))] if data.contact else []


def _placed(data: DataSet) -> Iterable[Body]:
    return (one for one in data.libraries if one.municipality)


def _publisher(data: DataSet) -> str:
    return iri(data.publisher) if data.publisher else _own(data, "utgiver")


def _own(data: DataSet, name: str) -> str:
    return iri(f"{data.address}#{name}")


def _moment(moment: datetime) -> str:
    return typed(f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "xsd:dateTime")
