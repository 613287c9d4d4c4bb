"""What a personal feed says: of itself, of dates that not everybody may see, and of its end."""

from calendar_app.domain.event import Visibility, Workflow
from calendar_app.words.catalogue import N_, translations

_MARKS = {Workflow.DRAFT: N_("UTKAST"), Workflow.PLANNED: N_("PLANLAGT")}
_ONLY_FOR = {
    Visibility.SCHOOLS: N_("Bare for skoler og barnehager."),
    Visibility.STAFF: N_("Bare for ansatte."),
    Visibility.COMMUNITY: N_("Bare for praksisfellesskapet."),
}


def feed_name(service: str, language: str) -> str:
    """Name the calendar as a program lists it."""
    return translations(language).gettext("%(service)s for ansatte") % {"service": service}


def feed_description(language: str) -> str:
    """Say what is in it, and how to keep it."""
    return translations(language).gettext(
        "Alt du kan se som ansatt, også utkast og det som er planlagt. Adressen er hemmelig: "
        "del den ikke."
    )


def workflow_mark(workflow: Workflow, language: str) -> str:
    """Give what stands before the title of what is not published, "" for what is."""
    mark = _MARKS.get(workflow)
    return translations(language).gettext(mark) if mark else ""


def only_for(visibility: Visibility, language: str) -> str:
    """Say whom a date is for, "" when it is for everybody."""
    sentence = _ONLY_FOR.get(visibility)
    return translations(language).gettext(sentence) if sentence else ""


def ended_title(language: str) -> str:
    """Give the title of the one thing left in a feed that was ended."""
    return translations(language).gettext("Denne kalenderen er avsluttet")


def ended_description(language: str) -> str:
    """Say what to do about it, without a word about whose it was or what it held."""
    return translations(language).gettext(
        "Kalenderlenken er avsluttet og oppdateres ikke lenger. Slett kalenderen fra "
        "kalenderappen. Du kan lage en ny lenke på sidene for ansatte."
    )
