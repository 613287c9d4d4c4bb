"""Gatherings of staff and their communities of practice."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import communities, gatherings, sign_ups

_DATE = "/ansatt/arrangementer/{event_id}/datoer/{occurrence_id}"
_COMMUNITY = "/ansatt/fellesskap/{community_id}"
_MEMBER = f"{_COMMUNITY}/medlemmer/{{staff_id}}"


def routes() -> list[BaseRoute]:
    """List the routes; a gathering's own page is that of its event."""
    return [
        Route("/ansatt/samlinger", gatherings.index),
        Route("/ansatt/samlinger/ny", gatherings.new),
        Route("/ansatt/samlinger/ny", gatherings.create, methods=["POST"]),
        Route("/ansatt/samlinger/{event_id}/rediger", gatherings.edit),
        Route("/ansatt/samlinger/{event_id}/rediger", gatherings.update, methods=["POST"]),
        Route(f"{_DATE}/pamelding", sign_ups.create, methods=["POST"]),
        Route(f"{_DATE}/pamelding/angre", sign_ups.destroy, methods=["POST"]),
        Route("/ansatt/fellesskap", communities.index),
        Route(_COMMUNITY, communities.show),
        Route(f"{_COMMUNITY}/medlemskap", communities.join, methods=["POST"]),
        Route(f"{_COMMUNITY}/medlemskap/angre", communities.leave, methods=["POST"]),
        Route(f"{_COMMUNITY}/medlemmer", communities.add, methods=["POST"]),
        Route(f"{_MEMBER}/fjerning", communities.remove, methods=["POST"]),
        Route(f"{_MEMBER}/koordinator", communities.appoint, methods=["POST"]),
        Route(f"{_MEMBER}/koordinator/angre", communities.dismiss, methods=["POST"]),
    ]
