"""A secret that is made once and kept in a file that only its owner may read."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path, *, length: int = 48) -> str:
    """Read the secret, or make it of `length` random bytes; of several processes, one makes it."""
    if not path.exists():
        _make(path, length)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path, length: int) -> None:
    """Write beside it and link: the file is whole or not there, and the first one stays."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(length) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()
