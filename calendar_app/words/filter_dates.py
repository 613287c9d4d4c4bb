"""The dates of a filter address in words; one counted from today keeps being counted."""

from calendar_app.domain.keys import SINCE
from calendar_app.domain.when import Offset, When, read_when
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import date_words

_PERIODS = {
    "d": (N_("om %(num)d dag"), N_("om %(num)d dager")),
    "u": (N_("om %(num)d uke"), N_("om %(num)d uker")),
    "m": (N_("om %(num)d måned"), N_("om %(num)d måneder")),
}
_PERIODS_AGO = {
    "d": (N_("for %(num)d dag siden"), N_("for %(num)d dager siden")),
    "u": (N_("for %(num)d uke siden"), N_("for %(num)d uker siden")),
    "m": (N_("for %(num)d måned siden"), N_("for %(num)d måneder siden")),
}


def limit_words(key: str, written: str, language: str) -> str:
    """Say what `fra` or `til` of an address limits: `tidligst 1. mars 2027`, `senest om 8 uker`."""
    text = translations(language)
    message = text.gettext("tidligst %(day)s") if key == SINCE else text.gettext("senest %(day)s")
    return message % {"day": _when_words(read_when(written), language)}


def _when_words(when: When | None, language: str) -> str:
    text = translations(language)
    if not isinstance(when, Offset):
        return date_words(when, language, weekday=False) if when else ""
    if when.amount == 0:
        return text.gettext("i dag")
    table = _PERIODS if when.amount > 0 else _PERIODS_AGO
    number = abs(when.amount)
    # Not ngettext: a message that stands in a table is extracted as one with a single form.
    return text.gettext(table[when.unit][number != 1]) % {"num": number}
