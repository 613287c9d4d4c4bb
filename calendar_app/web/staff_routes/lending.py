"""Programmes that libraries lend each other, and tours."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import date_proposals, lending, request_answers, requests, tours

_OFFER = "/ansatt/arrangementer/{event_id}/utlan"
_ASK = "/ansatt/lan/{event_id}/foresporsel"
_REQUEST = "/ansatt/foresporsler/{request_id}"
_TOUR = "/ansatt/turneer/{tour_id}"


def routes() -> list[BaseRoute]:
    """List the routes of what is lent, who asks for it, and the tours that come of it."""
    return [
        Route("/ansatt/lan", lending.index),
        Route(_OFFER, lending.edit),
        Route(_OFFER, lending.update, methods=["POST"]),
        Route(f"{_OFFER}/avslutning", lending.close, methods=["POST"]),
        Route(_ASK, requests.new),
        Route(_ASK, requests.create, methods=["POST"]),
        Route("/ansatt/foresporsler", requests.index),
        Route(_REQUEST, requests.show),
        Route(f"{_REQUEST}/kvittering", requests.note, methods=["POST"]),
        Route(f"{_REQUEST}/avtale", request_answers.say_yes, methods=["POST"]),
        Route(f"{_REQUEST}/avslag", request_answers.say_no, methods=["POST"]),
        Route(f"{_REQUEST}/trekking", request_answers.take_back, methods=["POST"]),
        Route(f"{_REQUEST}/datoforslag", date_proposals.create, methods=["POST"]),
        Route(f"{_REQUEST}/datoforslag/avtale", date_proposals.say_yes, methods=["POST"]),
        Route(f"{_REQUEST}/datoforslag/avslag", date_proposals.say_no, methods=["POST"]),
        Route("/ansatt/turneer", tours.index),
        Route(_TOUR, tours.show),
        Route(f"{_TOUR}/navn", tours.rename, methods=["POST"]),
    ]
