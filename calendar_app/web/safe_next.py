"""Where to go after the log-in: a path of our own, or the staff pages (ST-44, T-15)."""

import re

from calendar_app.addresses import STAFF

# One slash and then no second one, and nothing but visible ASCII without the backslash, which
# browsers read as a slash. Matched whole: `$` would let a line feed through.
_OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def safe_next(target: str) -> str:
    """Give the path when it is one of ours, else that of the staff pages."""
    return target if _OWN_PATH.fullmatch(target) else STAFF
