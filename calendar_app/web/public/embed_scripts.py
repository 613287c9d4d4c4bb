"""The scripts that other sites load: the custom element, and the one that sizes frames.

Their addresses are for ever. The floating ones are looked at again within the hour; the one that
names the content may be kept for ever and pinned by a site (Subresource Integrity).
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from calendar_app.publishing.answer import Content
from calendar_app.web.conditional import Prepared, prepare_page
from calendar_app.web.static_files import FOLDER

FRAME_SCRIPT = "ramme.js"
"""Below `/embed/v1/`, for pages with a frame of ours."""

_AN_HOUR = b"public, max-age=3600, stale-while-revalidate=60"
_FOR_EVER = b"public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class _Script:
    """A script with what says that it is this one: `integrity` as a script tag has it."""

    content: Content
    digest: str
    integrity: str

    def prepared(self, cached: bytes) -> Prepared:
        headers = [
            (b"content-type", b"text/javascript; charset=utf-8"),
            (b"cache-control", cached),
            (b"vary", b"Accept-Encoding"),
        ]
        return prepare_page(self.content, headers, generation=0)


def _read(name: str) -> _Script:
    body = (FOLDER / name).read_bytes()
    sha384 = b64encode(hashlib.sha384(body).digest()).decode()
    return _Script(Content(body), hashlib.sha256(body).hexdigest()[:12], f"sha384-{sha384}")


_ELEMENT = _read("embed-v1.js")
_FLOATING = _ELEMENT.prepared(_AN_HOUR)
_PINNED = _ELEMENT.prepared(_FOR_EVER)
_FRAME = _read("embed-host.js").prepared(_AN_HOUR)

DIGEST = _ELEMENT.digest
"""Names the present version of the element in its own address."""

INTEGRITY = _ELEMENT.integrity


async def element(request: Request) -> Prepared:
    """Give the custom element as it is today."""
    return _FLOATING


async def pinned_element(request: Request) -> Prepared:
    """Give exactly the version that the address names.

    Another one is 404: a page that pins would refuse it, and shows its link instead.
    """
    if request.path_params["digest"] != DIGEST:
        raise HTTPException(404)
    return _PINNED


async def frame(request: Request) -> Prepared:
    """Give the script that lets frames of ours be as high as what is in them."""
    return _FRAME
