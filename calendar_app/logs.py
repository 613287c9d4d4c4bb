"""What the log looks like: one line per thing that happened, in UTC, on standard error."""

import logging
import time

_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s"
_QUIET = ("uvicorn", "uvicorn.error", "tortoise", "tortoise.db_client", "asyncio")


def configure_logging() -> None:
    """Set up the log of a serving process; tracebacks go here and nowhere else."""
    formatter = logging.Formatter(_FORMAT, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Its pool reports with a traceback, again and again, that the server is away. We say it once.
    logging.getLogger("asyncpg").setLevel(logging.ERROR)
