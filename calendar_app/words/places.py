"""Where an event is, in words."""

from calendar_app.domain.event import Mode
from calendar_app.domain.published import Place
from calendar_app.words.catalogue import translations


def place_words(place: Place | None, mode: Mode, language: str) -> str:
    """Give room, venue and town: `Galleriet, Hamar bibliotek`; `Digitalt` when it is online.

    The town is left out where the name of the venue holds it already.
    """
    text = translations(language)
    if mode is Mode.ONLINE or place is None:
        return text.gettext("Digitalt") if mode is not Mode.IN_PERSON else ""
    here = ", ".join(part for part in (place.room, place.name, _town(place)) if part)
    return text.gettext("%(place)s og digitalt") % {"place": here} if mode is Mode.HYBRID else here


def short_place_words(place: Place | None, mode: Mode, language: str) -> str:
    """Give the venue for a list, without the room."""
    text = translations(language)
    if mode is Mode.ONLINE or place is None:
        return text.gettext("Digitalt") if mode is not Mode.IN_PERSON else ""
    here = ", ".join(part for part in (place.name, _town(place)) if part)
    return text.gettext("%(place)s og digitalt") % {"place": here} if mode is Mode.HYBRID else here


def address_words(place: Place) -> str:
    """Give street, postal code and town on one line, "" when the street is not known (D-14)."""
    if not place.street:
        return ""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    return ", ".join(part for part in (place.street, town) if part)


def _town(place: Place) -> str:
    return "" if place.city.casefold() in place.name.casefold() else place.city
