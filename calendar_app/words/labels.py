"""The words that feeds are given: they know no language themselves."""

from typing import Any

from calendar_app.domain.timing import Span
from calendar_app.words.access import access_offered
from calendar_app.words.ages import age_words
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import span_words
from calendar_app.words.price import price_words
from calendar_app.words.registration import registration_details


def feed_words(language: str) -> dict[str, Any]:
    """Give the arguments of `feeds.labels.Labels` in one language; none depends on the clock."""
    text = translations(language)
    return {
        "language": language,
        "cancelled": text.gettext("AVLYST"),
        "full": text.gettext("FULLT"),
        "postponed": text.gettext("UTSATT"),
        "new_time": text.gettext("NY TID"),
        "people": text.gettext("Med"),
        "age": text.gettext("Alder"),
        "price": text.gettext("Pris"),
        "registration": text.gettext("Påmelding"),
        "access": text.gettext("Tilrettelegging"),
        "organiser": text.gettext("Arrangør"),
        "online": text.gettext("Delta på nett"),
        "when": lambda span: span_words(span, language),
        "old_time": lambda span: _old_time(span, language),
        "ages": lambda low, high: age_words(low, high, language),
        "price_words": lambda price: price_words(price, language),
        "registration_details": lambda registration, capacity: registration_details(
            registration, capacity=capacity, language=language
        ),
        "access_offered": lambda access: access_offered(access, language),
    }


def _old_time(span: Span, language: str) -> str:
    sentence = translations(language).gettext("Flyttet fra %(time)s.")
    return sentence % {"time": span_words(span, language)}
