"""What the read API says when it cannot answer."""

from calendar_app.domain.text import clean_line
from calendar_app.words.catalogue import translations

_LONGEST_ECHO = 40


def unreadable_moment(text: str, language: str) -> str:
    """Say in one sentence what `endret_siden` must look like; `text` is what was given."""
    sentence = translations(language).gettext(
        "«%(text)s» er ikke et tidspunkt: skriv endret_siden som 2026-11-23 eller "
        "2026-11-23T12:00:00Z."
    )
    return sentence % {"text": clean_line(text)[:_LONGEST_ECHO]}
