"""Forms that are kept on the server: which they are, under what name, and when they are done with.

A form has a key of its own, so that what is typed in it is kept in one place; what was saved needs
no draft any more. Kept are only forms of our own staff pages, and never those with a password.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.routing import Match

from calendar_app.addresses import STAFF
from calendar_app.storage.drafts import drop_drafts
from calendar_app.storage.events import MAX_ID
from calendar_app.web.forms.form import DRAFT_FIELD, Form
from calendar_app.web.forms.reading import read_number

SUBMISSION, VERSION = "innsending", "versjon"
NEW_EVENT, OF_EVENT = "nytt:", "arrangement:"

_NEW_EVENT = re.compile(rf"{STAFF}arrangementer/nytt")
_EVENT = re.compile(rf"{STAFF}arrangementer/([0-9]+)/rediger")
_PLAIN = re.compile(r"[\x21-\x7e]{1,500}")
_NEVER = tuple(
    f"{STAFF}{name}" for name in ("logg-inn", "logg-ut", "konto", "invitasjon", "kladder")
)
_SECRET = ("password", "passord")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedForm:
    """A form whose drafts go when it has led to something."""

    staff_id: int
    key: str
    draft_id: int | None


def is_event_form(path: str) -> bool:
    """Tell whether a draft of this address can be opened in its form again."""
    return bool(_NEW_EVENT.fullmatch(path) or _EVENT.fullmatch(path))


def is_kept(request: Request, path: str) -> bool:
    """Tell whether a form of this address may be kept: one of our own staff pages takes it."""
    if not _PLAIN.fullmatch(path) or not path.startswith(STAFF) or path.startswith(_NEVER):
        return False
    asked = {"type": "http", "method": "POST", "path": path, "root_path": "", "headers": []}
    return any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)


def kept_texts(form: Form) -> tuple[tuple[str, str], ...]:
    """Give what is kept of a form: no file, no token, and nothing that is a secret."""
    return tuple(
        (name, text)
        for name, text in form.texts()
        if not any(word in name.lower() for word in _SECRET)
    )


def draft_key(path: str, submission: str) -> str:
    """Name the form of an address; new things are told apart by their submission."""
    if _NEW_EVENT.fullmatch(path):
        return f"{NEW_EVENT}{submission[:_LONGEST]}"
    if found := _EVENT.fullmatch(path):
        return f"{OF_EVENT}{int(found[1])}"
    return f"{path[:_LONGEST]}:{submission[: _LONGEST - 1]}"


def version_in(texts: Sequence[str]) -> int | None:
    """Read which version a form was opened on, None when it did not say."""
    version = read_number(next(iter(texts), ""))
    return version if version is not None and 0 < version <= MAX_ID else None


def note_posted(request: Request, form: Form, *, staff_id: int) -> None:
    """Remember whose form the request brought, for when it has been saved."""
    draft_id = read_number(form.text(DRAFT_FIELD))
    request.state.posted_form = PostedForm(
        staff_id=staff_id,
        key=draft_key(request.scope["path"], form.text(SUBMISSION)),
        draft_id=draft_id,
    )


def after_saving(request: Request) -> BackgroundTask | None:
    """Throw away the drafts of a form that led on: what it said is saved now."""
    posted: PostedForm | None = getattr(request.state, "posted_form", None)
    if posted is None:
        return None
    draft_ids = () if posted.draft_id is None else (posted.draft_id,)
    return BackgroundTask(drop_drafts, posted.staff_id, key=posted.key, draft_ids=draft_ids)
