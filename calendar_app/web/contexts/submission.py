"""The key under which a sent form makes an event, so that sending it twice makes one."""

import hashlib
import json
import secrets

from calendar_app.web.forms.typed import Typed


def new_submission() -> str:
    """Name a form when it is first shown."""
    return secrets.token_urlsafe(16)


def submission_key(submission: str, typed: Typed, *, staff_id: int) -> str:
    """Give the key of what was sent, "" when the form carried no name.

    What was typed is part of it: who goes back, changes the title and sends again means
    another event, and must not be answered with the first.
    """
    if not submission:
        return ""
    sent = json.dumps([staff_id, submission, sorted(typed.values.items())])
    return hashlib.sha256(sent.encode()).hexdigest()
