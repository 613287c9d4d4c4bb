"""The desk, the plan of all libraries, and the periods that it goes by."""

from starlette.routing import BaseRoute, Route

from calendar_app.web.staff import components, desk, periods, plan

_PERIOD = "/ansatt/oppsett/perioder/{period_id}"


def routes() -> list[BaseRoute]:
    """List the routes of what is to be seen and done now."""
    return [
        Route("/ansatt/", desk.index),
        Route("/ansatt/plan", plan.index),
        Route("/ansatt/komponenter", components.index),
        Route("/ansatt/oppsett/perioder", periods.index),
        Route("/ansatt/oppsett/perioder/nytt", periods.new),
        Route("/ansatt/oppsett/perioder/nytt", periods.create, methods=["POST"]),
        Route(f"{_PERIOD}/rediger", periods.edit),
        Route(f"{_PERIOD}/rediger", periods.update, methods=["POST"]),
        Route(f"{_PERIOD}/sletting", periods.ask),
        Route(f"{_PERIOD}/sletting", periods.destroy, methods=["POST"]),
    ]
