"""What the feed of a named filter says when staff have retired it."""

from calendar_app.words.catalogue import translations


def nothing_now(language: str) -> str:
    """Say that a filter names what is not there at the moment: its readers need do nothing."""
    return translations(language).gettext("Akkurat nå er det ingenting i denne kalenderen.")


def retired_title(language: str) -> str:
    """Give the title of the one thing that is left in it."""
    return translations(language).gettext("Denne kalenderen er avsluttet")


def retired_description(title: str, language: str) -> str:
    """Say what that means, and what to do about it; the address of the calendar follows."""
    sentence = translations(language).gettext(
        "Kalenderen «%(title)s» er avsluttet og oppdateres ikke lenger. Slett den fra "
        "kalenderappen, og velg en ny på nettsiden."
    )
    return sentence % {"title": title}
