"""What is done to many events at once, and why some are left out, in words."""

from calendar_app.domain.bulk import BulkAction, LeftOut
from calendar_app.words.catalogue import N_, translations

ACTIONS = {
    BulkAction.PUBLISH: N_("Publiser"),
    BulkAction.CANCEL: N_("Avlys"),
    BulkAction.PLACE: N_("Bytt sted eller rom"),
    BulkAction.CATEGORY: N_("Bytt hovedkategori"),
}

_REASONS = {
    LeftOut.NOT_YOURS: N_("Et annet bibliotek arrangerer det."),
    LeftOut.NEEDS_APPROVAL: N_("En koordinator må publisere det."),
    LeftOut.ALREADY: N_("Det er slik fra før."),
    LeftOut.NOT_POSSIBLE: N_("Det går ikke slik det står nå."),
    LeftOut.ONLINE: N_("Det er bare digitalt og har ikke noe sted."),
}


def action_words(action: BulkAction, language: str) -> str:
    """Name what is done."""
    return translations(language).gettext(ACTIONS[action])


def left_out_words(reason: LeftOut, language: str) -> str:
    """Say why an event is left out."""
    return translations(language).gettext(_REASONS[reason])
