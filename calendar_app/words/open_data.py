"""What the open data set is called in data catalogues, and what it holds."""

from calendar_app.words.catalogue import N_, translations

_KEYWORDS = (
    N_("arrangementer"),
    N_("bibliotek"),
    N_("barn"),
    N_("unge"),
    N_("litteraturformidling"),
)


def open_data_title(language: str) -> str:
    """Name the set."""
    return translations(language).gettext("Litteraturarrangementer for barn og unge")


def open_data_description(names: str, language: str) -> str:
    """Say what is in the set; `names` are the libraries as a list in words."""
    sentence = translations(language).gettext(
        "Åpne arrangementer for barn og unge ved %(names)s: tid, sted, alder, pris, påmelding og "
        "tilrettelegging, med endringer og avlysninger. Bilder er ikke med i lisensen."
    )
    return sentence % {"names": names}


def open_data_keywords(language: str) -> tuple[str, ...]:
    """Give the words under which catalogues list it."""
    text = translations(language)
    return tuple(text.gettext(word) for word in _KEYWORDS)
