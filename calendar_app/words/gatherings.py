"""Gatherings and communities in words: fields, problems, what was done, and signing up."""

from calendar_app.domain.event import Mode
from calendar_app.domain.sign_up import Bar
from calendar_app.words.catalogue import N_, translations

LABELS = {
    "host_id": N_("Vertsbibliotek"),
    "community_ids": N_("Hvilke praksisfellesskap"),
    "agenda": N_("Program for dagen"),
    "agenda_time": N_("Klokka"),
    "agenda_text": N_("Hva som skjer"),
    "documents": N_("Dokumenter"),
    "document_label": N_("Hva dokumentet heter"),
    "document_url": N_("Lenke til dokumentet"),
    "gathering_notes": N_("Notater etterpå"),
    "staff_id": N_("Hvem"),
}

PROBLEMS = {
    "agenda_without_text": N_("Skriv hva som skjer kl. %(time)s."),
    "document_without_url": N_("Lim inn lenken til «%(label)s»."),
}

DONE = {
    "samling-opprettet": N_("Samlingen er lagret som utkast. Bare biblioteket ditt ser den."),
    "samling-planlagt": N_("Samlingen er planlagt. De den er for, ser den."),
    "samling-publisert": N_("Samlingen er publisert. De den er for, kan melde seg på."),
    "samling-lagret": N_("Samlingen er lagret."),
    "pameldt": N_("Du er påmeldt."),
    "avmeldt": N_("Du er meldt av."),
    "fellesskap-inn": N_("Du er med i praksisfellesskapet."),
    "fellesskap-ut": N_("Du er ikke lenger med i praksisfellesskapet."),
    "medlem-inn": N_("Medlemmet er lagt til."),
    "medlem-ut": N_("Medlemmet er tatt ut."),
    "koordinator": N_("Medlemmet er nå koordinator."),
    "ikke-koordinator": N_("Medlemmet er ikke lenger koordinator."),
    **{
        bar.value.replace("_", "-"): sentence
        for bar, sentence in {
            Bar.NOT_TOLD: N_("Påmeldingen åpner når samlingen er publisert."),
            Bar.CALLED_OFF: N_("Denne datoen går ikke som planlagt, så påmeldingen er stengt."),
            Bar.PAST: N_("Denne datoen har vært."),
            Bar.NOT_YET: N_("Påmeldingen har ikke åpnet ennå."),
            Bar.CLOSED: N_("Påmeldingsfristen er ute."),
            Bar.FULL: N_("Det er fullt."),
            Bar.NO_SUCH_WAY: N_("Det går ikke an å delta på den måten."),
        }.items()
    },
}
"""By the codes that stand in addresses after something was done, or refused."""

_SIGN_UP = {
    Mode.IN_PERSON: N_("Meld meg på: Jeg kommer"),
    Mode.ONLINE: N_("Meld meg på: Jeg deltar digitalt"),
}
_CHANGE = {
    Mode.IN_PERSON: N_("Bytt: jeg kommer dit"),
    Mode.ONLINE: N_("Bytt: jeg deltar digitalt"),
}
_MINE = {
    Mode.IN_PERSON: N_("Du er påmeldt og kommer."),
    Mode.ONLINE: N_("Du er påmeldt og deltar digitalt."),
}
_THEIRS = {Mode.IN_PERSON: N_("Kommer"), Mode.ONLINE: N_("Deltar digitalt")}


def bar_code(bar: Bar) -> str:
    """Give the code of a refusal as it stands in an address."""
    return bar.value.replace("_", "-")


def bar_words(bar: Bar, language: str) -> str:
    """Say why one cannot sign up."""
    return translations(language).gettext(DONE[bar_code(bar)])


def sign_up_words(way: Mode, language: str, *, is_change: bool) -> str:
    """Give the words of the button that signs up in a way, or changes to it."""
    return translations(language).gettext((_CHANGE if is_change else _SIGN_UP)[way])


def own_sign_up_words(way: Mode, language: str) -> str:
    """Say to somebody that they have signed up."""
    return translations(language).gettext(_MINE[way])


def way_words(way: Mode, language: str) -> str:
    """Say how somebody takes part."""
    return translations(language).gettext(_THEIRS[way])


def count_words(coming: int, online: int, language: str) -> str:
    """Say how many have signed up in each way."""
    text = translations(language)
    parts = []
    if coming or not online:
        parts.append(text.ngettext("%(num)d kommer", "%(num)d kommer", coming) % {"num": coming})
    if online:
        said = text.ngettext("%(num)d deltar digitalt", "%(num)d deltar digitalt", online)
        parts.append(said % {"num": online})
    return ", ".join(parts)
