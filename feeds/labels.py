"""The words that a feed needs, passed in: feeds know no language and no catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calendar_app.domain.event import Price, Registration
from calendar_app.domain.timing import Span
from calendar_app.domain.vocabulary import Access


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """The words of one language. Compared by identity: `language` is the key to remember by.

    No word may depend on the clock; a rendering stays right until the next local midnight.
    """

    language: str
    """One of `domain.vocabulary.LANGUAGES`; chooses the names of categories."""

    cancelled: str
    """Before the title of a cancelled date, without the colon: `AVLYST`."""
    full: str
    """Before the title of a date without free places: `FULLT`."""
    postponed: str
    """Before the title of a date that is put off with no new time: `UTSATT`."""
    new_time: str
    """Before the title of a date that got another time: `NY TID`."""

    people: str
    """Before those who take part, without the colon: `Med`."""
    age: str
    """Before the ages: `Alder`."""
    price: str
    """Before the price: `Pris`."""
    registration: str
    """Before the link or the contact for signing up: `Påmelding`."""
    access: str
    """Before what the place offers: `Tilrettelegging`."""
    organiser: str
    """Before the organisers: `Arrangør`."""
    online: str
    """Before the address to take part online: `Delta på nett`."""

    when: Callable[[Span], str]
    """When it is, in full: `mandag 8. februar 2027 kl. 18.00–19.00`."""
    old_time: Callable[[Span], str]
    """A sentence with the time that was announced first: `Flyttet fra … kl. 18.00–19.00.`"""
    ages: Callable[[int | None, int | None], str]
    """A span of ages, both included: `3–6 år`; `for alle` when both are None."""
    price_words: Callable[[Price], str]
    """Kind and amount, without the note: `Gratis`, `80 kr`."""
    registration_details: Callable[[Registration, int | None], Sequence[str]]
    """Opening, deadline, capacity (the second argument), waiting list: a sentence each."""
    access_offered: Callable[[Access], Sequence[str]]
    """What is said to be there, a phrase each; what is missing or unknown is left out."""
