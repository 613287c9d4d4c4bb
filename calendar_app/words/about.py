"""Titles of the pages about the calendar."""

from calendar_app.words.catalogue import N_, translations

_TITLES = {
    "about": N_("Om kalenderen"),
    "privacy": N_("Personvern"),
    "accessibility": N_("Tilgjengelighet"),
}


def about_title(name: str, language: str) -> str:
    """Give the title of one of the pages."""
    return translations(language).gettext(_TITLES[name])
