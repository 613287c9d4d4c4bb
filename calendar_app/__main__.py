"""`python -m calendar_app` is the command `lesekalender`."""

from calendar_app.cli import main

main()
