"""How accessible a place or an event is, in words; what nobody has said is left out."""

from calendar_app.domain.vocabulary import ACCESS_FLAGS, Access
from calendar_app.words.catalogue import N_, translations

OFFERED = {
    "wheelchair": N_("Rullestoltilpasset lokale"),
    "accessible_wc": N_("Rullestoltilpasset toalett"),
    "hearing_loop": N_("Teleslynge"),
    "sign_language": N_("Tegnspråktolket"),
    "low_sensory": N_("Rolig og sansevennlig"),
}
NOT_OFFERED = {
    "wheelchair": N_("Lokalet er ikke tilpasset rullestol"),
    "accessible_wc": N_("Ikke rullestoltilpasset toalett"),
    "hearing_loop": N_("Ikke teleslynge"),
    "sign_language": N_("Ikke tegnspråktolket"),
}
"""Nobody expects an ordinary event to be low-sensory, so its absence is not worth a line."""


def access_offered(access: Access, language: str) -> tuple[str, ...]:
    """Give what is offered, one phrase each."""
    return _phrases(access, True, OFFERED, language)


def access_missing(access: Access, language: str) -> tuple[str, ...]:
    """Give what is known not to be there, one phrase each."""
    return _phrases(access, False, NOT_OFFERED, language)


def _phrases(
    access: Access, wanted: bool, messages: dict[str, str], language: str
) -> tuple[str, ...]:
    text = translations(language)
    return tuple(
        text.gettext(messages[flag])
        for flag in ACCESS_FLAGS
        if flag in messages and getattr(access, flag) is wanted
    )
