"""What every embed says around the dates, in the language of its address."""

from calendar_app.domain.event import State
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import span_words
from calendar_app.words.states import choice_name


def calendar_label(language: str) -> str:
    """Name the link to the public page of the same."""
    return translations(language).gettext("Se hele kalenderen")


def event_label(language: str) -> str:
    """Name the link to the page of the one event that is shown."""
    return translations(language).gettext("Alt om arrangementet")


def subscribe_label(language: str) -> str:
    """Name the link to the page to subscribe to it."""
    return translations(language).gettext("Abonner på kalenderen")


def all_libraries(language: str) -> str:
    """Name the choice of every library that an embed shows."""
    return translations(language).gettext("Alle bibliotekene")


def state_label(state: State, language: str) -> str:
    """Say what is out of the ordinary, "" when nothing is."""
    return "" if state is State.SCHEDULED else choice_name(state, language)


def moved_words(occurrence: PublishedOccurrence, language: str) -> str:
    """Say when a moved date was to be, "" when it was not moved or is called off anyway."""
    if occurrence.moved_from is None or occurrence.is_called_off:
        return ""
    message = translations(language).gettext("Flyttet fra %(time)s")
    return message % {"time": span_words(occurrence.moved_from, language)}
