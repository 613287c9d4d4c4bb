"""Dates, times and weeks in words: one formatter for every output.

`mandag 8. februar 2027 kl. 18.00–19.00`: day, month, year; the 24-hour clock with a full stop;
an en dash between two times; never a slash or a hyphen (facts/domain.md, section 5).
"""

from datetime import date, datetime, timedelta

from calendar_app.domain.timing import ZONE, AllDay, Span, Timed
from calendar_app.words.catalogue import translations
from calendar_app.words.names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

ENGLISH = "en"


def span_words(span: Span, language: str) -> str:
    """Say when something is, in full: `mandag 8. februar 2027 kl. 18.00–19.00`.

    A span over several days has both dates. Times are wall times in `timing.ZONE`.
    """
    if isinstance(span, AllDay):
        return _whole_days(span, language)
    first = date_words(span.first, language)
    if span.first == span.last:
        return _at(first, hours_of(span, language), language)
    last = date_words(span.end.date(), language)
    start, end = time_words(span.start, language), time_words(span.end, language)
    return f"{_at(first, start, language)} – {_at(last, end, language)}"


def short_span_words(span: Span, language: str) -> str:
    """Say when something is, briefly, for tables: `ons. 24. feb. kl. 18.00–19.00`."""
    first = short_date_words(span.first, language)
    if isinstance(span, AllDay):
        same = span.first == span.last
        return first if same else f"{first} – {short_date_words(span.last, language)}"
    if span.first == span.last:
        return _at(first, hours_of(span, language), language)
    last = short_date_words(span.end.date(), language)
    start, end = time_words(span.start, language), time_words(span.end, language)
    return f"{_at(first, start, language)} – {_at(last, end, language)}"


def hours_words(span: Span, language: str) -> str:
    """Say the time of day where the date stands already: `18.00–19.00`, `Hele dagen`."""
    text = translations(language)
    if isinstance(span, AllDay):
        if span.first == span.last:
            return text.gettext("Hele dagen")
        last = date_words(span.last, language, weekday=False, year=False)
        return text.gettext("Til og med %(date)s") % {"date": last}
    if span.first == span.last:
        return hours_of(span, language)
    last = short_date_words(span.end.date(), language)
    end = _at(last, time_words(span.end, language), language)
    return f"{time_words(span.start, language)} – {end}"


def hours_of(span: Timed, language: str) -> str:
    """Give the two readings of the clock: `18.00–19.00`; one when they are the same."""
    start, end = time_words(span.start, language), time_words(span.end, language)
    return start if span.start == span.end else f"{start}–{end}"


def date_words(day: date, language: str, *, weekday: bool = True, year: bool = True) -> str:
    """Give a date: `mandag 8. februar 2027`, in English `Monday 8 February 2027`."""
    parts = [
        WEEKDAYS[language][day.weekday()] if weekday else "",
        day_number(day, language),
        MONTHS[language][day.month - 1],
        str(day.year) if year else "",
    ]
    return " ".join(part for part in parts if part)


def short_date_words(day: date, language: str, *, weekday: bool = True) -> str:
    """Give a date for tight places: `ons. 24. feb.`, in English `Wed 24 Feb`."""
    parts = [
        SHORT_WEEKDAYS[language][day.weekday()] if weekday else "",
        day_number(day, language),
        SHORT_MONTHS[language][day.month - 1],
    ]
    return " ".join(part for part in parts if part)


def date_range_words(first: date, last: date, language: str) -> str:
    """Give two dates without weekdays: `22.–26. februar 2027`, `1. juni–17. august 2027`."""
    end = date_words(last, language, weekday=False)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{day_number(first, language)}–{end}"
    start = date_words(first, language, weekday=False, year=first.year != last.year)
    return f"{start} – {end}" if language == ENGLISH else f"{start}–{end}"


def day_heading(day: date, language: str, *, today: date) -> str:
    """Give the heading of a day in a list: `I dag, mandag 23. november`."""
    words = date_words(day, language, year=day.year != today.year)
    near = relative_day(day, language, today=today)
    return f"{near[0].upper()}{near[1:]}, {words}" if near else words


def relative_day(day: date, language: str, *, today: date) -> str:
    """Give `i dag` or `i morgen`, "" for any other day."""
    text = translations(language)
    if day == today:
        return text.gettext("i dag")
    return text.gettext("i morgen") if day == today + timedelta(days=1) else ""


def day_number(day: date, language: str) -> str:
    """Give the day of the month; the full stop is obligatory in Norwegian."""
    return str(day.day) if language == ENGLISH else f"{day.day}."


def weekday_name(day: date, language: str) -> str:
    """Give `mandag`; lower case in Norwegian."""
    return WEEKDAYS[language][day.weekday()]


def month_name(day: date, language: str) -> str:
    """Give `februar`; lower case in Norwegian."""
    return MONTHS[language][day.month - 1]


def month_words(day: date, language: str) -> str:
    """Give the month with its year: `februar 2027`."""
    return f"{month_name(day, language)} {day.year}"


def week_words(day: date, language: str, *, year: bool = False) -> str:
    """Give the ISO week of a date, `uke 8`; with its ISO year `uke 53 (2026)`."""
    iso = day.isocalendar()
    words = translations(language).gettext("uke %(number)d") % {"number": iso.week}
    return f"{words} ({iso.year})" if year else words


def time_words(moment: datetime, language: str) -> str:
    """Give a reading of the clock: `18.00`, in English `18:00`."""
    stop = ":" if language == ENGLISH else "."
    return f"{moment.hour:02}{stop}{moment.minute:02}"


def clock_words(moment: datetime, language: str) -> str:
    """Give a time that stands alone in a sentence: `kl. 18.00`, in English `18:00`."""
    time = time_words(moment, language)
    return time if language == ENGLISH else f"kl. {time}"


def moment_words(moment: datetime, language: str, *, weekday: bool = False) -> str:
    """Say an instant (UTC) as people read it here: `24. november 2026 kl. 14.05`."""
    local = moment.astimezone(ZONE)
    day = date_words(local.date(), language, weekday=weekday)
    return _at(day, time_words(local, language), language)


def _whole_days(span: AllDay, language: str) -> str:
    first, last = span.first, span.last
    end = date_words(last, language)
    if first == last:
        return translations(language).gettext("%(date)s, hele dagen") % {"date": end}
    if (first.year, first.month) == (last.year, last.month):
        start = f"{weekday_name(first, language)} {day_number(first, language)}"
        return f"{start} – {end}"
    return f"{date_words(first, language, year=first.year != last.year)} – {end}"


def _at(day: str, hours: str, language: str) -> str:
    """Join a date and a time of day: `… kl. 18.00` in Norwegian, a comma in English."""
    return f"{day}, {hours}" if language == ENGLISH else f"{day} kl. {hours}"
