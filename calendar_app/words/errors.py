"""What the error pages say: what happened, and what to do now."""

from calendar_app.words.catalogue import N_, translations

_TITLES = {
    400: N_("Vi forstod ikke forespørselen"),
    403: N_("Du har ikke tilgang til dette"),
    404: N_("Vi finner ikke siden"),
    405: N_("Dette kan ikke gjøres her"),
    409: N_("Noen andre kom deg i forkjøpet"),
    410: N_("Dette er avsluttet"),
    413: N_("Det du sendte, er for stort"),
    414: N_("Adressen er for lang"),
    429: N_("For mange forsøk"),
    500: N_("Noe gikk galt hos oss"),
    503: N_("Kalenderen er opptatt akkurat nå"),
    507: N_("Det er ikke plass til å lagre mer"),
}
_ADVICE = {
    400: N_("Gå tilbake og prøv på nytt."),
    403: N_("Spør biblioteket ditt om du trenger tilgang."),
    404: N_("Arrangementet kan være tatt ut av kalenderen, eller adressen kan være feil skrevet."),
    405: N_("Gå tilbake og prøv på nytt."),
    409: N_("Åpne siden på nytt for å se hva som er endret."),
    410: N_("Slett kalenderen fra kalenderappen din."),
    413: N_("Gå tilbake og send mindre."),
    414: N_("Velg færre filtre og prøv på nytt."),
    429: N_("Vent noen minutter og prøv igjen."),
    500: N_("Prøv igjen om litt. Alt som er lagret, er fortsatt lagret."),
    503: N_("Prøv igjen om et minutt."),
    507: N_("Ingenting er lagret. Si fra til dem som driver kalenderen."),
}


def error_title(status: int, language: str) -> str:
    """Name an HTTP status for people; an unknown one is named like its class."""
    return translations(language).gettext(_TITLES[_known(status)])


def error_advice(status: int, language: str) -> str:
    """Say what somebody who met this error can do."""
    return translations(language).gettext(_ADVICE[_known(status)])


def _known(status: int) -> int:
    if status in _TITLES:
        return status
    return 500 if status >= 500 else 400
