"""What somebody may do at a library, and what they log in with, in words."""

from calendar_app.domain.access import Role
from calendar_app.domain.device import device_parts
from calendar_app.words.catalogue import N_, translations

NAMES = {
    Role.EDITOR: N_("Redaktør"),
    Role.COORDINATOR: N_("Koordinator"),
    Role.ADMIN: N_("Administrator"),
}


def role_name(role: Role, language: str) -> str:
    """Name a role."""
    return translations(language).gettext(NAMES[role])


def role_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Give the roles with their names, the least first."""
    return tuple((role.value, role_name(role, language)) for role in NAMES)


def device_words(device: str, language: str) -> str:
    """Name what somebody logged in with, as kept by `domain.device`."""
    text = translations(language)
    browser, system = device_parts(device)
    if browser and system:
        return text.gettext("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or text.gettext("Ukjent nettleser")
