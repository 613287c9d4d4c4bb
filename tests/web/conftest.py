"""The fixtures of the whole application."""

from tests.support.server import servers
from tests.support.web import app, client, clock, settings, signed_in

__all__ = ["app", "client", "clock", "servers", "settings", "signed_in"]
