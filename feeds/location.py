"""Where it is, on one line, as map programs look it up."""

from calendar_app.domain.published import Place
from calendar_app.domain.text import clean_line


def point(place: Place) -> tuple[float, float] | None:
    """Give latitude and longitude.

    None for an impossible point too: a malformed GEO stops a whole ical4j sync.
    """
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return None
    possible = abs(latitude) <= 90 and abs(longitude) <= 180
    return (latitude, longitude) if possible else None


def location(place: Place) -> str:
    """Write a place as `Hamar bibliotek, Barneavdelingen, Torggata 100, 2317 Hamar`."""
    name = clean_line(place.name)
    town = clean_line(f"{place.postal_code} {place.city}")
    parts = [name, clean_line(place.room), clean_line(place.street)]
    # Branches are often called after their town: 'Ringsaker bibliotek, Moelv'.
    if town not in name.split(", "):
        parts.append(town)
    return ", ".join(part for part in parts if part)
