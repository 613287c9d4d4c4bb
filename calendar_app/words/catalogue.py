"""Message catalogues: the msgids are bokmål, nynorsk and English are translated from them.

The catalogues are read from their source (`calendar_app/locale/*.po`), so no compiled files are
kept and none can be stale.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR = Path(__file__).parents[1] / "locale"
SOURCE_LANGUAGE = "nb"


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a message for extraction where it is defined; it is translated where it is used."""
    return message


@cache
def translations(language: str) -> NullTranslations:
    """Give the catalogue of `language`, one of `vocabulary.LANGUAGES`; bokmål is the identity."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (LOCALE_DIR / f"{language}.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
