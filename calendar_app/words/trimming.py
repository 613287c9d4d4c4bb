"""What a feed left out because it grew too large, in words."""

from datetime import date

from calendar_app.words.catalogue import translations
from calendar_app.words.dates import date_words


def trimming_words(
    *, past_from: date | None, shortened: bool, until: date | None, language: str
) -> str:
    """Say what was left out, a sentence each; "" when nothing was (FC-22)."""
    text = translations(language)
    said = []
    if past_from or until:
        said.append(text.gettext("Kalenderen er for stor til å få plass, så den er kortet ned."))
    if past_from:
        day = date_words(past_from, language, weekday=False)
        said.append(text.gettext("Det som sluttet før %(day)s, er ikke med.") % {"day": day})
    if shortened:
        said.append(text.gettext("Omtalene er forkortet."))
    if until:
        day = date_words(until, language, weekday=False)
        said.append(text.gettext("Det som begynner etter %(day)s, er ikke med.") % {"day": day})
        said.append(text.gettext("Velg færre arrangementer for å få med alt."))
    return " ".join(said)
