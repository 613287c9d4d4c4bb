"""The history of an event in words: who did what, and what became different."""

from calendar_app.words.catalogue import N_, translations

_ACTIONS = {
    "created": N_("laget arrangementet"),
    "draft": N_("gjorde det til utkast igjen"),
    "planned": N_("planla det, så alle bibliotekene ser det"),
    "published": N_("publiserte det"),
    "withdrawn": N_("trakk det tilbake fra kalenderen"),
    "proposed": N_("ba om at det blir publisert"),
    "proposal_withdrawn": N_("trakk tilbake ønsket om å få det publisert"),
    "declined": N_("sa nei til å publisere det nå"),
    "cancelled": N_("avlyste arrangementet"),
    "reinstated": N_("angret avlysningen"),
    "left": N_("tok et bibliotek ut av arrangementet"),
    "date_changed": N_("endret en dato"),
    "date_added": N_("la til en dato"),
    "date_removed": N_("tok bort en dato"),
    "date_reset": N_("lot en dato bli som serien sier"),
    "date_cancelled": N_("avlyste en dato"),
    "date_reinstated": N_("angret avlysningen av en dato"),
    "date_full": N_("merket en dato FULLT"),
    "date_open": N_("tok bort FULLT-merket fra en dato"),
    "imported": N_("hentet det på nytt fra kilden"),
    "extended": N_("la til nye datoer i den åpne serien"),
    "merged": N_("slo sammen to ting i oppsettet som dette bruker"),
    "renamed": N_("ga noe i oppsettet et nytt navn i adressen"),
    "restored": N_("gjenopprettet en tidligere versjon"),
    "deleted": N_("la det i papirkurven"),
    "unbinned": N_("hentet det ut av papirkurven"),
    "borrowed": N_("laget det av et lånt opplegg"),
    "bulk_undone": N_("angret en endring av flere arrangementer"),
}
_USUAL = N_("endret arrangementet")

_LONGEST = 80
"""Characters of a text that is said in a line; longer ones stand on the revision's own page."""


def action_words(action: str, language: str) -> str:
    """Say what was done, as it follows a name: `publiserte det`."""
    return translations(language).gettext(_ACTIONS.get(action, _USUAL))


def actor_words(name: str | None, *, is_known: bool, is_from_source: bool, language: str) -> str:
    """Say who did it: a name, the source, or the program itself.

    `is_known` is whether somebody did it at all; without a name that person is gone.
    """
    text = translations(language)
    if is_known:
        return name or text.gettext("Noen som ikke lenger har konto")
    return text.gettext("Kilden") if is_from_source else text.gettext("Systemet")


def change_words(label: str, before: str, after: str, language: str) -> str:
    """Say how one field became different: `Tittel: fra «Lesestund» til «Eventyrstund»`."""
    text = translations(language)
    values = {"field": label, "before": before, "after": after}
    if not after:
        return text.gettext("%(field)s: tatt bort") % values
    if len(before) > _LONGEST or len(after) > _LONGEST or "\n" in before + after:
        return text.gettext("%(field)s: teksten er endret") % values
    if not before:
        return text.gettext("%(field)s: «%(after)s»") % values
    return text.gettext("%(field)s: fra «%(before)s» til «%(after)s»") % values


def date_change_words(day: str, changes: list[str], language: str) -> str:
    """Say how one date became different."""
    values = {"date": day, "changes": "; ".join(changes)}
    return translations(language).gettext("%(date)s – %(changes)s") % values


def dates_words(*, added: int, removed: int, changed: int, language: str) -> list[str]:
    """Count the dates that came, went, and became different."""
    text = translations(language)
    counted = (
        (added, text.ngettext("Én ny dato", "%(num)d nye datoer", added)),
        (removed, text.ngettext("Én dato falt bort", "%(num)d datoer falt bort", removed)),
        (changed, text.ngettext("Én dato er endret", "%(num)d datoer er endret", changed)),
    )
    return [sentence % {"num": number} for number, sentence in counted if number]
