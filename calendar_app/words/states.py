"""The words for how it stands with an event: state, workflow, visibility, mode and the rest."""

from calendar_app.domain.event import (
    Arranger,
    Mode,
    PriceKind,
    RegistrationKind,
    State,
    Visibility,
    Workflow,
)
from calendar_app.words.catalogue import N_, translations

_NAMES: dict[type, dict[str, str]] = {
    State: {
        State.SCHEDULED: N_("Som planlagt"),
        State.FULL: N_("Fullt"),
        State.CANCELLED: N_("Avlyst"),
        State.POSTPONED: N_("Utsatt"),
        State.MOVED: N_("Ny tid"),
    },
    Workflow: {
        Workflow.DRAFT: N_("Utkast"),
        Workflow.PLANNED: N_("Planlagt"),
        Workflow.PUBLISHED: N_("Publisert"),
        Workflow.WITHDRAWN: N_("Trukket tilbake"),
    },
    Visibility: {
        Visibility.PUBLIC: N_("Alle"),
        Visibility.SCHOOLS: N_("Skoler og barnehager"),
        Visibility.STAFF: N_("Ansatte"),
        Visibility.COMMUNITY: N_("Praksisfellesskap"),
    },
    Mode: {
        Mode.IN_PERSON: N_("Fysisk"),
        Mode.ONLINE: N_("Digitalt"),
        Mode.HYBRID: N_("Fysisk og digitalt"),
    },
    PriceKind: {
        PriceKind.FREE: N_("Gratis"),
        PriceKind.FREE_TICKET: N_("Gratis, men du må ha billett"),
        PriceKind.PAID: N_("Koster penger"),
        PriceKind.UNSTATED: N_("Ikke oppgitt"),
    },
    RegistrationKind: {
        RegistrationKind.NONE: N_("Ingen påmelding, bare møt opp"),
        RegistrationKind.LINK: N_("Påmelding på nettet"),
        RegistrationKind.CONTACT: N_("Påmelding til biblioteket"),
    },
    Arranger: {
        Arranger.OWN: N_("Biblioteket alene"),
        Arranger.WITH_OTHERS: N_("Biblioteket sammen med andre"),
        Arranger.EXTERNAL: N_("Andre alene"),
    },
}

_STATE_SENTENCES = {
    State.FULL: N_("Det er fullt."),
    State.CANCELLED: N_("Dette er avlyst."),
    State.POSTPONED: N_("Dette er utsatt. Ny dato er ikke bestemt."),
    State.MOVED: N_("Dette har fått ny tid."),
}

Choice = State | Workflow | Visibility | Mode | PriceKind | RegistrationKind | Arranger


def choice_name(choice: Choice, language: str) -> str:
    """Name a state, workflow, visibility, mode, kind of price or registration, or arranger."""
    return translations(language).gettext(_NAMES[type(choice)][choice])


def state_sentence(state: State, language: str) -> str:
    """Say what a state means for somebody who wants to come, "" when all is as planned."""
    message = _STATE_SENTENCES.get(state)
    return translations(language).gettext(message) if message else ""
