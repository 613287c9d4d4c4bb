"""Types of event for the national statistics, by the year in which they came into use.

Working names: the types of the form that Nasjonalbiblioteket sends out are to be put in here
before the figures are used (facts/domain.md, section 8). A type is never taken away, so last
year's report does not change (D-32).
"""

from calendar_app.domain.vocabulary import Label

_BY_YEAR = {
    2026: (
        Label(
            slug="litteratur",
            nb="Litteraturformidling",
            nn="Litteraturformidling",
            en="Literature promotion",
        ),
        Label(
            slug="samtale_debatt",
            nb="Samtale og debatt",
            nn="Samtale og debatt",
            en="Talk and debate",
        ),
        Label(
            slug="opplaering",
            nb="Opplæring, kurs og verksted",
            nn="Opplæring, kurs og verkstad",
            en="Training, course and workshop",
        ),
        Label(
            slug="kultur",
            nb="Andre kulturarrangementer (film, teater, konsert)",
            nn="Andre kulturarrangement (film, teater, konsert)",
            en="Other cultural events (film, theatre, concert)",
        ),
        Label(slug="utstilling", nb="Utstilling", nn="Utstilling", en="Exhibition"),
        Label(
            slug="klassebesok",
            nb="Klasse- og barnehagebesøk",
            nn="Klasse- og barnehagebesøk",
            en="Visits by classes and kindergartens",
        ),
        Label(slug="annet", nb="Annet", nn="Anna", en="Other"),
    ),
}


def statistics_types(year: int) -> tuple[Label, ...]:
    """Give the types in use in a year: the newest list that is not younger than the year."""
    in_use = [since for since in sorted(_BY_YEAR) if since <= year]
    return _BY_YEAR[in_use[-1] if in_use else min(_BY_YEAR)]
