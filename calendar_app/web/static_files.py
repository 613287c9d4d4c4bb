"""Style sheets, scripts and icons under addresses that change with their content.

`/static/<hash>/public.css` may be kept for ever; a page always names the hash of today.
"""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parents[1] / "static"
ADDRESS = "/static/{digest}/{name}"
"""The route for `StaticFiles.serve`."""

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_SMALL = 1000


@dataclass(frozen=True, slots=True)
class _File:
    digest: str
    media_type: str
    body: bytes
    compressed: bytes | None


class StaticFiles:
    """The files of one folder, read and hashed once at the start."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {
            path.name: _read(path)
            for path in sorted(folder.iterdir())
            if path.suffix in _MEDIA_TYPES
        }

    def url(self, name: str) -> str:
        """Give the address of a file; a wrong name is an error in a template (KeyError)."""
        return f"/static/{self._files[name].digest}/{name}"

    async def serve(self, request: Request) -> Response:
        """Answer with a file.

        A page that some cache kept over an upgrade names an old hash: it gets the file of
        today, which must then not be kept under the old address.
        """
        file = self._files.get(request.path_params["name"])
        if file is None:
            raise HTTPException(404)
        current = request.path_params["digest"] == file.digest
        headers = {
            "Cache-Control": _FOR_EVER if current else "no-cache",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        body = file.body
        if file.compressed and _accepts_gzip(request.headers.get("accept-encoding", "")):
            body = file.compressed
            headers["Content-Encoding"] = "gzip"
        return Response(body, media_type=file.media_type, headers=headers)


def _read(path: Path) -> _File:
    body = path.read_bytes()
    compressed = None
    if path.suffix != ".png" and len(body) > _SMALL:
        compressed = gzip.compress(body, mtime=0)
    return _File(
        digest=hashlib.sha256(body).hexdigest()[:12],
        media_type=_MEDIA_TYPES[path.suffix],
        body=body,
        compressed=compressed,
    )


def _accepts_gzip(accept_encoding: str) -> bool:
    """Read Accept-Encoding; `gzip;q=0` is a refusal."""
    for part in accept_encoding.lower().split(","):
        coding, _, quality = part.replace(" ", "").partition(";q=")
        if coding in ("gzip", "*"):
            return quality.strip("0.") != "" if quality else True
    return False
