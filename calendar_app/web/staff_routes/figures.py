"""Attendance, statistics and reports."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import attendance, figures, report, statistics

_ATTENDANCE = "/ansatt/arrangementer/{event_id}/datoer/{occurrence_id}/oppmote"


def routes() -> list[BaseRoute]:
    """List the routes of numbers; the suffix gives the same as a sheet."""
    return [
        Route("/ansatt/tall", figures.index),
        Route("/ansatt/tall", figures.update, methods=["POST"]),
        Route("/ansatt/tall/statistikk", statistics.show),
        Route("/ansatt/tall/statistikk.csv", statistics.sheet),
        Route("/ansatt/tall/rapport", report.show),
        Route("/ansatt/tall/rapport.csv", report.sheet),
        Route(_ATTENDANCE, attendance.edit),
        Route(_ATTENDANCE, attendance.update, methods=["POST"]),
    ]
