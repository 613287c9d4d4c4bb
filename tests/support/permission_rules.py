"""Who may do what at the staff addresses: one table, by method and route template (A-8, T-21).

A new route gets a line here, under the rule that holds for it. A rule says what somebody is
answered about objects of Hamar (`permission_scene`), where Gjøvik takes part: OK, 403 or 404.
"""

from collections.abc import Callable
from enum import Enum

OK, FORBIDDEN, NOT_FOUND = 200, 403, 404


class Persona(Enum):
    """Who asks; all but the first two are logged in."""

    ANONYMOUS = "anonymous"
    DISABLED = "disabled"
    STRANGER = "editor of another library"
    PARTNER = "editor of a co-organiser"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    OTHER_ADMIN = "admin of another library"


SIGNED_IN = tuple(Persona)[2:]
_STRANGERS = {Persona.STRANGER, Persona.OTHER_ADMIN}
_OWN = {Persona.EDITOR, Persona.COORDINATOR, Persona.ADMIN}
_ANSWERING = {Persona.COORDINATOR, Persona.ADMIN}
_SETTING_UP = _ANSWERING | {Persona.OTHER_ADMIN}
_ADMINS = {Persona.ADMIN, Persona.OTHER_ADMIN}

Rule = Callable[[Persona, bool], int]
"""Persona, and whether the event is shared with the staff of all libraries."""


def everybody(who: Persona, is_shared: bool) -> int:
    """Whoever works at a library, about what is theirs or for all."""
    return OK


def whoever_may_see_it(who: Persona, is_shared: bool) -> int:
    """An event's own libraries, and all staff when it is shared."""
    return NOT_FOUND if who in _STRANGERS and not is_shared else OK


def staff_of_the_organiser(who: Persona, is_shared: bool) -> int:
    """Who writes: whoever reads and does not write is told so."""
    return OK if who in _OWN else _seen(who, is_shared, otherwise=FORBIDDEN)


def staff_of_the_organiser_of_what_took_place(who: Persona, is_shared: bool) -> int:
    """Nobody counts who came to a draft."""
    return NOT_FOUND if who in _OWN and not is_shared else staff_of_the_organiser(who, is_shared)


def who_answers_for_the_organiser(who: Persona, is_shared: bool) -> int:
    """Its coordinators and admins."""
    return OK if who in _ANSWERING else _seen(who, is_shared, otherwise=FORBIDDEN)


def staff_of_the_co_organiser(who: Persona, is_shared: bool) -> int:
    """Who may leave."""
    return OK if who is Persona.PARTNER else _seen(who, is_shared, otherwise=FORBIDDEN)


def staff_of_other_libraries(who: Persona, is_shared: bool) -> int:
    """Who may borrow: nobody from themselves."""
    return FORBIDDEN if who in _OWN else _seen(who, is_shared, otherwise=OK)


def both_sides(who: Persona, is_shared: bool) -> int:
    """The host's staff and the borrower's know of a request, and nobody else (A-14)."""
    return NOT_FOUND if who in _STRANGERS else OK


def the_host(who: Persona, is_shared: bool) -> int:
    """Of a request."""
    return NOT_FOUND if who in _STRANGERS else OK if who in _OWN else FORBIDDEN


def the_borrower(who: Persona, is_shared: bool) -> int:
    """Of a request."""
    return NOT_FOUND if who in _STRANGERS else FORBIDDEN if who in _OWN else OK


def staff_of_the_library(who: Persona, is_shared: bool) -> int:
    """Of something that others do not see at all."""
    return OK if who in _OWN else NOT_FOUND


def staff_of_the_library_of_what_all_see(who: Persona, is_shared: bool) -> int:
    """Of something that is no secret."""
    return OK if who in _OWN else FORBIDDEN


def who_answers_for_the_library(who: Persona, is_shared: bool) -> int:
    """Of something that is no secret."""
    return OK if who in _ANSWERING else FORBIDDEN


def who_answers_for_a_library(who: Persona, is_shared: bool) -> int:
    """For whichever: what all libraries share."""
    return OK if who in _SETTING_UP else FORBIDDEN


def who_sees_the_person(who: Persona, is_shared: bool) -> int:
    """Coordinators and admins of a library of the person's."""
    return NOT_FOUND if who is Persona.OTHER_ADMIN else who_answers_for_the_library(who, is_shared)


def who_keeps_the_person(who: Persona, is_shared: bool) -> int:
    """Admins of the person's libraries."""
    return FORBIDDEN if who is Persona.COORDINATOR else who_sees_the_person(who, is_shared)


def admins(who: Persona, is_shared: bool) -> int:
    """Of whichever library."""
    return OK if who in _ADMINS else FORBIDDEN


def the_owner_alone(who: Persona, is_shared: bool) -> int:
    """Whose it is: here the editor. Not even an admin sees another's."""
    return OK if who is Persona.EDITOR else NOT_FOUND


def _seen(who: Persona, is_shared: bool, *, otherwise: int) -> int:
    return NOT_FOUND if who in _STRANGERS and not is_shared else otherwise


WITH_TESTS_OF_THEIR_OWN = (
    "GET POST /ansatt/logg-inn",
    "POST /ansatt/logg-ut",
    "GET POST /ansatt/invitasjon/{token}",
    "GET /ansatt/bilder/{image_hash}.webp",
)
"""The ways in and out, and what is found by a hash."""

_EVENT = "/ansatt/arrangementer/{event_id}"
_DATE = f"{_EVENT}/datoer/{{occurrence_id}}"
_REVISION = f"{_EVENT}/historikk/{{revision_id}}"
_REQUEST = "/ansatt/foresporsler/{request_id}"
_COMMUNITY = "/ansatt/fellesskap/{community_id}"
_MEMBER = f"{_COMMUNITY}/medlemmer/{{staff_id}}"
_PERSON = "/ansatt/folk/{staff_id}"
_FILTER = "/ansatt/filtre/{filter_id}"
_FEED = "/ansatt/kalenderlenker/{feed_id}"

_SETUP = "/ansatt/oppsett"
_OF_ALL = tuple(
    f"{_SETUP}/{path}"
    for path in (
        "aldersgrupper/{band_id}",
        "kategorier/{category_id}",
        "fellesskap/{community_id}",
        "stotte/{line_id}",
    )
)
_OF_A_LIBRARY = (f"{_SETUP}/bibliotek/{{library_id}}", f"{_SETUP}/steder/{{venue_id}}")
_MERGEABLE = (*_OF_A_LIBRARY, *_OF_ALL[:2])
_ROOM = f"{_SETUP}/steder/{{venue_id}}/rom/{{room_id}}"


def _kept(*things: str) -> tuple[str, ...]:
    """Give the lines of what can be done with each of these things of the set-up."""
    return tuple(
        line
        for one in things
        for line in (
            f"GET POST {one}",
            f"POST {one}/avvikling",
            f"POST {one}/avvikling/angre",
            f"GET POST {one}/sletting",
            *((f"GET POST {one}/sammenslaing",) if one in _MERGEABLE else ()),
        )
    )


TABLE: dict[Rule, tuple[str, ...]] = {
    everybody: (
        "GET /ansatt/",
        "GET /ansatt/plan",
        "GET /ansatt/komponenter",
        "GET /ansatt/arrangementer",
        "GET POST /ansatt/arrangementer/nytt",
        "POST /ansatt/arrangementer/datoer",
        "GET POST /ansatt/flere",
        "GET /ansatt/maler",
        "GET /ansatt/kladder",
        "POST /ansatt/kladder",
        "GET /ansatt/papirkurv",
        "GET /ansatt/lan",
        "GET /ansatt/foresporsler",
        "GET /ansatt/turneer",
        "GET /ansatt/samlinger",
        "GET POST /ansatt/samlinger/ny",
        "GET /ansatt/fellesskap",
        f"GET {_COMMUNITY}",
        f"POST {_COMMUNITY}/medlemskap",
        f"POST {_COMMUNITY}/medlemskap/angre",
        "GET POST /ansatt/tall",
        "GET /ansatt/tall/statistikk",
        "GET /ansatt/tall/statistikk.csv",
        "GET /ansatt/tall/rapport",
        "GET /ansatt/tall/rapport.csv",
        "GET POST /ansatt/konto",
        "GET POST /ansatt/konto/passord",
        "POST /ansatt/konto/innlogginger/avslutning",
        "GET POST /ansatt/kalenderlenker",
        "GET /ansatt/filtre",
        "GET POST /ansatt/filtre/nytt",
    ),
    whoever_may_see_it: (
        f"GET {_EVENT}",
        f"POST {_DATE}/pamelding",
        f"POST {_DATE}/pamelding/angre",
        "GET /ansatt/turneer/{tour_id}",
        "GET POST /ansatt/maler/ny",
    ),
    staff_of_the_organiser: (
        f"GET POST {_EVENT}/rediger",
        f"POST {_EVENT}/planlegging",
        f"POST {_EVENT}/publisering",
        f"POST {_EVENT}/tilbaketrekking",
        f"POST {_EVENT}/utkast",
        f"POST {_EVENT}/forslag",
        f"POST {_EVENT}/forslag/angre",
        f"GET POST {_EVENT}/forslag/avvisning",
        f"GET POST {_EVENT}/avlysning",
        f"POST {_EVENT}/avlysning/angre",
        f"GET POST {_EVENT}/sletting",
        f"GET POST {_EVENT}/datoer/ny",
        f"GET POST {_DATE}",
        f"POST {_DATE}/tilbakestilling",
        f"GET POST {_DATE}/avlysning",
        f"POST {_DATE}/avlysning/angre",
        f"GET POST {_DATE}/fjerning",
        f"POST {_DATE}/fullt",
        f"POST {_DATE}/fullt/angre",
        f"GET {_EVENT}/historikk",
        f"GET {_REVISION}",
        f"GET POST {_REVISION}/gjenoppretting",
        f"GET POST {_EVENT}/utlan",
        f"POST {_EVENT}/utlan/avslutning",
        "GET POST /ansatt/samlinger/{event_id}/rediger",
    ),
    staff_of_the_organiser_of_what_took_place: (f"GET POST {_DATE}/oppmote",),
    who_answers_for_the_organiser: ("POST /ansatt/turneer/{tour_id}/navn",),
    staff_of_the_co_organiser: (f"GET POST {_EVENT}/medarrangorer/{{library_id}}/uttreden",),
    staff_of_other_libraries: ("GET POST /ansatt/lan/{event_id}/foresporsel",),
    both_sides: (
        f"GET {_REQUEST}",
        f"POST {_REQUEST}/kvittering",
        f"POST {_REQUEST}/datoforslag",
        f"POST {_REQUEST}/datoforslag/avtale",
        f"POST {_REQUEST}/datoforslag/avslag",
    ),
    the_host: (f"POST {_REQUEST}/avtale", f"POST {_REQUEST}/avslag"),
    the_borrower: (f"POST {_REQUEST}/trekking",),
    staff_of_the_library: (
        "POST /ansatt/papirkurv/{bin_id}/gjenoppretting",
        "GET POST /ansatt/maler/{template_id}/sletting",
    ),
    staff_of_the_library_of_what_all_see: (
        f"GET POST {_FILTER}/rediger",
        f"GET POST {_FILTER}/avslutning",
        f"POST {_FILTER}/avslutning/angre",
    ),
    who_answers_for_the_library: (
        "GET POST /ansatt/oppsett/perioder/{period_id}/rediger",
        "GET POST /ansatt/oppsett/perioder/{period_id}/sletting",
        *_kept(*_OF_A_LIBRARY),
        f"GET POST {_SETUP}/steder/{{venue_id}}/rom/nytt",
        f"GET POST {_ROOM}",
        f"POST {_ROOM}/avvikling",
        f"POST {_ROOM}/avvikling/angre",
        f"POST {_ROOM}/sletting",
    ),
    who_answers_for_a_library: (
        "GET /ansatt/oppsett/perioder",
        "GET POST /ansatt/oppsett/perioder/nytt",
        f"GET {_SETUP}",
        *(f"GET {one.rpartition('/')[0]}" for one in (*_OF_ALL, *_OF_A_LIBRARY)),
        *(f"GET POST {one.rpartition('/')[0]}/nytt" for one in (*_OF_ALL, *_OF_A_LIBRARY)),
        *_kept(*_OF_ALL),
        f"POST {_COMMUNITY}/medlemmer",
        f"POST {_MEMBER}/fjerning",
        f"POST {_MEMBER}/koordinator",
        f"POST {_MEMBER}/koordinator/angre",
        "GET /ansatt/folk",
    ),
    admins: ("GET POST /ansatt/folk/ny",),
    who_sees_the_person: (f"GET {_PERSON}",),
    who_keeps_the_person: (
        f"POST {_PERSON}/roller",
        f"POST {_PERSON}/lenke",
        f"GET POST {_PERSON}/sperring",
        f"POST {_PERSON}/sperring/angre",
    ),
    the_owner_alone: (
        "POST /ansatt/konto/innlogginger/{session_id}/avslutning",
        "GET /ansatt/kladder/{draft_id}",
        "GET POST /ansatt/kladder/{draft_id}/sletting",
        "GET /ansatt/flere/{change_id}",
        "POST /ansatt/flere/{change_id}/angre",
        f"GET POST {_FEED}/avslutning",
        f"GET POST {_FEED}/avveie",
    ),
}


def by_action(lines: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give method and template of each line's actions."""
    return [
        (method, template)
        for *methods, template in (line.split() for line in lines)
        for method in methods
    ]


RULES: dict[tuple[str, str], Rule] = {
    action: rule for rule, lines in TABLE.items() for action in by_action(lines)
}
