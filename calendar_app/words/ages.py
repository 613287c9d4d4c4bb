"""Whom an event is for, in words."""

from calendar_app.words.catalogue import translations


def age_words(low: int | None, high: int | None, language: str) -> str:
    """Give a span of ages, both ends included: `3–6 år`, `fra 3 år`, `opp til 6 år`, `for alle`."""
    text = translations(language)
    if high is None:
        return text.gettext("fra %(low)d år") % {"low": low} if low else text.gettext("for alle")
    if low == high:
        return text.gettext("%(age)d år") % {"age": high} if high else text.gettext("under 1 år")
    if low is None:
        return text.gettext("opp til %(high)d år") % {"high": high}
    return text.gettext("%(low)d–%(high)d år") % {"low": low, "high": high}
