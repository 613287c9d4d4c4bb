"""A contact that a thumb can use: an e-mail address or a telephone number as a link."""

import re

_EMAIL = re.compile(r"[^\s@<>,;:?&]+@[^\s@<>,;:?&]+\.[^\s@<>,;:?&]+")
_PHONE = re.compile(r"\+?[\d ]{8,15}")


def contact_href(text: str) -> str:
    """Give the address behind a contact, "" when it is not one e-mail address or number alone."""
    trimmed = text.strip()
    if _EMAIL.fullmatch(trimmed):
        return f"mailto:{trimmed}"
    if _PHONE.fullmatch(trimmed):
        return f"tel:{trimmed.replace(' ', '')}"
    return ""


def feedback_href(contact: str) -> str:
    """Give the address behind the setting `contact`: of an e-mail or a form, "" without one."""
    return contact if contact.startswith(("https://", "http://")) else contact_href(contact)
