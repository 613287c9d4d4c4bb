"""Who works where, and one's own account."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import (
    access_links,
    account_locks,
    invitations,
    one_time,
    own_account,
    own_passwords,
    own_sessions,
    people,
)

_PERSON = "/ansatt/folk/{staff_id}"
_OWN = "/ansatt/konto"


def routes() -> list[BaseRoute]:
    """List the routes."""
    return [
        Route("/ansatt/folk", people.index),
        Route("/ansatt/folk/ny", invitations.new),
        Route("/ansatt/folk/ny", invitations.create, methods=["POST"]),
        Route(_PERSON, people.show),
        Route(f"{_PERSON}/roller", people.update, methods=["POST"]),
        Route(f"{_PERSON}/lenke", access_links.create, methods=["POST"]),
        Route(f"{_PERSON}/sperring", account_locks.new),
        Route(f"{_PERSON}/sperring", account_locks.create, methods=["POST"]),
        Route(f"{_PERSON}/sperring/angre", account_locks.destroy, methods=["POST"]),
        Route("/ansatt/invitasjon/{token}", one_time.show),
        Route("/ansatt/invitasjon/{token}", one_time.create, methods=["POST"]),
        Route(_OWN, own_account.show),
        Route(_OWN, own_account.update, methods=["POST"]),
        Route(f"{_OWN}/passord", own_passwords.edit),
        Route(f"{_OWN}/passord", own_passwords.update, methods=["POST"]),
        Route(f"{_OWN}/innlogginger/avslutning", own_sessions.destroy_others, methods=["POST"]),
        Route(
            f"{_OWN}/innlogginger/{{session_id}}/avslutning",
            own_sessions.destroy,
            methods=["POST"],
        ),
    ]
