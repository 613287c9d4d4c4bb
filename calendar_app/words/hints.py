"""What is good to know of a date, said kindly: a hint is never a reproach."""

from collections.abc import Sequence

from calendar_app.domain.clashes import Hint, HintKind
from calendar_app.domain.plan import PlannedDate
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import date_words, short_span_words
from calendar_app.words.lists import listed

_SENTENCES = {
    HintKind.ROOM: N_("Samme rom samtidig: %(when)s, «%(title)s»."),
    HintKind.AUDIENCE: N_("Samme dag for samme alder: %(events)s."),
    HintKind.GUEST: N_("%(guest)s er i %(library)s %(date)s. Spør om å dele reisen."),
    HintKind.PUBLIC_HOLIDAY: N_("Dette er en helligdag: %(name)s."),
    HintKind.SCHOOL_HOLIDAY: N_("Skolene i %(library)s har fri: %(name)s."),
}


_AT = N_("«%(title)s» i %(library)s")


def hint_words(hints: Sequence[Hint], vocabulary: Vocabulary, language: str) -> list[str]:
    """Give the sentences of the hints of one date; those of one audience are one sentence."""
    audience = [one for one in hints if one.kind is HintKind.AUDIENCE]
    said = [_sentence(one, vocabulary, language) for one in hints if one not in audience]
    return [*said, _audience(audience, vocabulary, language)] if audience else said


def _sentence(hint: Hint, vocabulary: Vocabulary, language: str) -> str:
    sentence = translations(language).gettext(_SENTENCES[hint.kind])
    return sentence % _values(hint, vocabulary, language)


def _audience(hints: Sequence[Hint], vocabulary: Vocabulary, language: str) -> str:
    text = translations(language)
    events = [text.gettext(_AT) % _values(one, vocabulary, language) for one in hints]
    return text.gettext(_SENTENCES[HintKind.AUDIENCE]) % {"events": listed(events, language)}


def _values(hint: Hint, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    if hint.holiday:
        return {"name": hint.holiday.name(language)}
    if hint.period:
        return {"name": hint.period.name, "library": _place(hint.period.library_id, vocabulary)}
    return _met(hint, hint.other, vocabulary, language) if hint.other else {}


def _met(hint: Hint, other: PlannedDate, vocabulary: Vocabulary, language: str) -> dict[str, str]:
    library = vocabulary.libraries[other.event.organiser_id]
    return {
        "title": other.title,
        "library": library.short_name,
        "guest": hint.guest,
        "date": date_words(other.span.first, language, year=False),
        "when": short_span_words(other.span, language),
    }


def _place(library_id: int | None, vocabulary: Vocabulary) -> str:
    """Name the municipality, or the library where nobody has said which it is in."""
    library = vocabulary.libraries[library_id] if library_id else None
    return (library.municipality or library.short_name) if library else ""
