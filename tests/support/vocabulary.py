"""A small vocabulary as a value: four libraries, their houses, age bands and categories."""

from calendar_app.domain.vocabulary import (
    AgeBand,
    Category,
    Label,
    Library,
    Venue,
    Vocabulary,
    by_id,
)


def label(slug: str) -> Label:
    return Label(slug=slug, nb=slug.capitalize(), nn=slug.capitalize(), en=slug.capitalize())


def make_library(number: int, slug: str) -> Library:
    name = slug.capitalize()
    return Library(id=number, slug=slug, name=f"{name} bibliotek", short_name=name)


def make_venue(number: int, slug: str, library_id: int | None) -> Venue:
    name = slug.capitalize()
    return Venue(id=number, slug=slug, name=name, short_name=name, library_id=library_id)


VOCABULARY = Vocabulary(
    libraries=by_id(
        make_library(1, "hamar"),
        make_library(2, "ringsaker"),
        make_library(3, "lillehammer"),
        make_library(4, "gjovik"),
    ),
    venues=by_id(
        make_venue(1, "hamar-kulturhus", 1),
        make_venue(2, "brumunddal", 2),
        make_venue(3, "moelv", 2),
        make_venue(4, "gjovik-radhus", 4),
        make_venue(5, "domkirkeodden", None),
    ),
    age_bands=by_id(
        AgeBand(id=1, label=label("smabarn"), low=0, high=3),
        AgeBand(id=2, label=label("barnehage"), low=3, high=6),
        AgeBand(id=3, label=label("ungdom"), low=13, high=19),
        AgeBand(id=4, label=label("voksne"), low=18, high=None),
    ),
    categories=by_id(
        Category(id=1, label=label("lesestund"), aliases=("hoytlesing",)),
        Category(id=2, label=label("forfatterbesok"), aliases=("bokbad", "forfattarbesok")),
        Category(id=3, label=label("verksted"), aliases=("verkstad", "kurs")),
        Category(id=4, label=label("sprakkafe")),
    ),
)
