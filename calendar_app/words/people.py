"""What is said about people and their accounts: problems, what was done, names of fields."""

from calendar_app.words.catalogue import N_, translations

PROBLEMS = {
    "role_required": N_("Velg en rolle ved minst ett bibliotek."),
    "invited_elsewhere": N_(
        "Denne personen er invitert av et annet bibliotek, men har ikke tatt imot ennå. Vent til "
        "det er gjort, og prøv igjen."
    ),
    "last_admin": N_(
        "%(library)s må ha minst én administrator som kan logge inn. Gi noen andre rollen først."
    ),
    "password_too_short": N_(
        "Passordet må ha minst %(min)s tegn. Noen ord etter hverandre er fint."
    ),
    "password_too_long": N_("Passordet er for langt."),
    "wrong_old_password": N_("Det gamle passordet stemmer ikke."),
    "link_not_valid": N_(
        "Lenken virker ikke. Den kan være brukt, for gammel eller feil kopiert. Be den som sendte "
        "den, om en ny."
    ),
}
"""By code of a problem."""

DONE = {
    "roller-lagret": N_("Rollene er lagret."),
    "roller-gitt": N_("Personen hadde konto fra før, og har fått rollene du valgte."),
    "roller-gitt-sperret": N_(
        "Personen hadde konto fra før, og har fått rollene du valgte. Kontoen er stengt, så den må "
        "åpnes før personen kan logge inn."
    ),
    "uten-roller": N_("Personen har ingen roller lenger, og kan ikke logge inn."),
    "siste-administrator": N_(
        "Et bibliotek må ha minst én administrator som kan logge inn. Gi noen andre rollen først. "
        "Ingenting er endret."
    ),
    "sperret": N_("Kontoen er stengt, og personen er logget ut overalt."),
    "er-sperret": N_("Kontoen er stengt. Åpne den først, så kan du lage en lenke."),
    "sperring-opphevet": N_("Kontoen er åpen igjen."),
    "konto-lagret": N_("Kontoen din er lagret."),
    "passord-byttet": N_("Passordet er byttet, og du er logget ut alle andre steder."),
    "innlogging-avsluttet": N_("Innloggingen er avsluttet."),
    "innlogginger-avsluttet": N_("Du er logget ut alle andre steder."),
    "velkommen": N_("Passordet er lagret, og du er logget inn."),
}
"""By code of what was done (`words.flashes`)."""

_LABELS = {
    "email": N_("E-postadresse"),
    "name": N_("Navn"),
    "language": N_("Språk"),
    "old_password": N_("Passordet du har nå"),
    "password": N_("Nytt passord"),
}


def person_labels(language: str) -> dict[str, str]:
    """Give what the fields of the forms about people are called."""
    text = translations(language)
    return {name: text.gettext(label) for name, label in _LABELS.items()}
