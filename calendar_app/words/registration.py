"""How to sign up, in words. The public never signs up here, so nothing depends on the clock."""

from calendar_app.domain.event import Registration, RegistrationKind
from calendar_app.words.catalogue import translations
from calendar_app.words.dates import moment_words


def registration_words(registration: Registration, language: str) -> str:
    """Say whether one must sign up."""
    text = translations(language)
    if registration.kind is RegistrationKind.NONE:
        return text.gettext("Ingen påmelding, bare møt opp")
    return text.gettext("Du må melde deg på")


def registration_details(
    registration: Registration, *, capacity: int | None, language: str
) -> tuple[str, ...]:
    """Give what else a parent asks, one sentence each; the library's own note is not in it."""
    text = translations(language)
    lines = []
    if capacity is not None:
        lines.append(text.gettext("Plass til %(places)d") % {"places": capacity})
    if registration.kind is RegistrationKind.NONE:
        return tuple(lines)
    if registration.guardian_registers:
        lines.append(text.gettext("En voksen må melde på barnet"))
    if registration.opens_at:
        opens = moment_words(registration.opens_at, language, weekday=True)
        lines.append(text.gettext("Påmeldingen åpner %(moment)s") % {"moment": opens})
    if registration.closes_at:
        closes = moment_words(registration.closes_at, language, weekday=True)
        lines.append(text.gettext("Påmeldingsfrist: %(moment)s") % {"moment": closes})
    if registration.waiting_list:
        lines.append(text.gettext("Det er venteliste"))
    return tuple(lines)


def short_registration_words(registration: Registration, language: str) -> str:
    """Say for a list whether one must sign up: `Påmelding`, `Bare møt opp`."""
    text = translations(language)
    if registration.kind is RegistrationKind.NONE:
        return text.gettext("Bare møt opp")
    return text.gettext("Påmelding")
