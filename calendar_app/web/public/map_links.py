"""Links to a map on another site; nothing of it is loaded here."""

from urllib.parse import quote

from calendar_app.domain.published import Place
from calendar_app.words.places import address_words


def map_address(place: Place | None) -> str:
    """Give a link to a map, "" when only the town is known: that is no place to walk to."""
    if place is None:
        return ""
    site = "https://www.openstreetmap.org"
    if place.latitude is not None and place.longitude is not None:
        point = f"mlat={place.latitude}&mlon={place.longitude}"
        return f"{site}/?{point}#map=17/{place.latitude}/{place.longitude}"
    return f"{site}/search?query={quote(address_words(place))}" if place.street else ""
