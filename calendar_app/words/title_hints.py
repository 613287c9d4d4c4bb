"""What is said beside a title that holds more than it needs: friendly, and never in the way."""

from calendar_app.domain.title_hints import Hint
from calendar_app.words.catalogue import N_, translations

SENTENCES = {
    "title_has_date": N_(
        "Datoen står ved siden av tittelen uansett. Uten den i tittelen blir ingenting feil "
        "hvis noe flyttes."
    ),
    "title_has_weekday": N_(
        "Ukedagen står ved siden av tittelen uansett. Uten den i tittelen blir ingenting feil "
        "hvis noe flyttes."
    ),
    "title_has_state": N_(
        "«%(mark)s» settes foran tittelen av seg selv når du avlyser, flytter eller merker en "
        "dato som full. Da får de som har lagt den i kalenderen sin, også vite det."
    ),
    "title_has_library": N_(
        "«%(library)s» står ved siden av tittelen uansett, så tittelen kan være kortere."
    ),
}


def hint_words(hint: Hint, language: str) -> str:
    """Give the sentence of a hint."""
    return translations(language).gettext(SENTENCES[hint.code]) % dict(hint.details)
