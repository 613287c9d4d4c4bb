"""Secrets that open something: made here, shown once, kept only as a hash and found by it."""

import hashlib
import secrets


def new_token() -> str:
    """Make 256 random bits in 43 characters that an address and a cookie take as they are."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Give what is stored and looked up; any text may be asked for.

    Plain SHA-256 is enough: there is nothing to guess in 256 random bits.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
