"""A recurrence rule in words: `Hver onsdag`, `Annenhver uke på tirsdag`, `Den 15. hver måned`.

Each way of repeating is a message of its own: Norwegian and English order their words too
differently for one pattern with an 'every' in it.
"""

from datetime import date

from calendar_app.domain.recurrence import Frequency, RecurrenceRule
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.lists import listed
from calendar_app.words.names import WEEKDAYS

WORKING_DAYS = (0, 1, 2, 3, 4)

# Frequency to the messages for every, every other and every n-th.
_DAILY = (N_("Hver dag"), N_("Annenhver dag"), N_("Hver %(interval)d. dag"))
_WEEKLY = (
    N_("Hver %(days)s"),
    N_("Annenhver uke på %(days)s"),
    N_("Hver %(interval)d. uke på %(days)s"),
)
_MONTH_DAY = (
    N_("Den %(number)s hver måned"),
    N_("Den %(number)s annenhver måned"),
    N_("Den %(number)s hver %(interval)d. måned"),
)
_NTH = (
    N_("Den %(nth)s %(day)s hver måned"),
    N_("Den %(nth)s %(day)s annenhver måned"),
    N_("Den %(nth)s %(day)s hver %(interval)d. måned"),
)
_LAST = (
    N_("Siste %(day)s i måneden"),
    N_("Siste %(day)s annenhver måned"),
    N_("Siste %(day)s hver %(interval)d. måned"),
)
_NTH_NAMES = (N_("første"), N_("andre"), N_("tredje"), N_("fjerde"))


def rule_words(rule: RecurrenceRule, first: date, language: str) -> str:
    """Say how a rule repeats, without times and bounds; `first` is the first date."""
    text = translations(language)
    messages, values = _message(rule, first, language)
    message = messages[min(rule.interval, len(messages)) - 1]
    return text.gettext(message) % {**values, "interval": rule.interval}


def _message(
    rule: RecurrenceRule, first: date, language: str
) -> tuple[tuple[str, ...], dict[str, str]]:
    if rule.frequency is Frequency.DAILY:
        return _DAILY, {}
    if rule.frequency is Frequency.WEEKLY:
        return _weekly(rule, first, language)
    if rule.nth is None:
        number = _ordinal(rule.month_day or first.day, language)
        return _MONTH_DAY, {"number": number}
    day = _names(language)[rule.weekdays[0]]
    if rule.nth < 0:
        return _LAST, {"day": day}
    nth = translations(language).gettext(_NTH_NAMES[rule.nth - 1])
    return _NTH, {"nth": nth, "day": _definite(day, language)}


def _weekly(
    rule: RecurrenceRule, first: date, language: str
) -> tuple[tuple[str, ...], dict[str, str]]:
    days = tuple(sorted(rule.weekdays or (first.weekday(),)))
    if rule.interval == 1 and len(days) == len(WEEKDAYS[language]):
        return _DAILY, {}
    if days == WORKING_DAYS:
        between = {"first": _names(language)[0], "last": _names(language)[4]}
        named = translations(language).gettext("dag fra %(first)s til %(last)s") % between
        if rule.interval == 1:
            return _WEEKLY, {"days": named}
    return _WEEKLY, {"days": listed([_names(language)[day] for day in days], language)}


def _names(language: str) -> tuple[str, ...]:
    return WEEKDAYS[language]


def _definite(day: str, language: str) -> str:
    """Give `onsdagen`; English has no such form."""
    return day if language == "en" else f"{day}en"


def _ordinal(number: int, language: str) -> str:
    """Give `15.`, in English `15th`."""
    if language != "en":
        return f"{number}."
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
