"""Several things in one sentence: `a, b og c`."""

from collections.abc import Sequence

from calendar_app.words.catalogue import translations


def listed(items: Sequence[str], language: str) -> str:
    """Join with commas and a last 'og': `Hamar, Ringsaker og Gjøvik`."""
    return _joined(items, translations(language).gettext("og"))


def either(items: Sequence[str], language: str) -> str:
    """Join with commas and a last 'eller': `Hamar eller Gjøvik`."""
    return _joined(items, translations(language).gettext("eller"))


def _joined(items: Sequence[str], last_word: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last_word} {items[-1]}"
