"""Where an event's page leads: to its feeds, the calendar of the same, and to other people."""

from collections.abc import Mapping
from datetime import date

from calendar_app.addresses import Addresses
from calendar_app.domain.keys import LIBRARY, SERIES, TOUR
from calendar_app.domain.published import Organiser, PublishedOccurrence
from calendar_app.publishing.formats import Format
from calendar_app.web.public.context import Alternate, Subscription
from calendar_app.web.public.event_context import Card, LibraryLink, Share
from calendar_app.web.public.event_links import in_language
from calendar_app.web.render import Link
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import span_words
from calendar_app.words.places import place_words
from calendar_app.words.states import choice_name
from feeds.add_links import AddLinks, add_links
from feeds.labels import Labels
from feeds.links import mail_link, webcal_link

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_MORE = {SERIES: N_("Flere fra denne serien"), TOUR: N_("Flere fra turneen «%(title)s»")}


class EventWays:
    """Makes the links of one page, in the language it is read in."""

    def __init__(self, shown: PublishedOccurrence, addresses: Addresses, language: str) -> None:
        self._shown = shown
        self._addresses = addresses
        self._language = language
        self._text = translations(language)
        self.path = addresses.event(shown.event_slug, shown.event_id)
        self.canonical = addresses.absolute(self.path)

    def home(self) -> str:
        """Give the calendar in the language of the page."""
        return self._calendar("")

    def oembed(self) -> str:
        """Give the address at which other sites ask for the embed of the page."""
        return self._addresses.absolute(self._addresses.oembed(self.canonical))

    def feeds(self) -> Mapping[Format, str]:
        """Give the paths of the event in the other formats."""
        shown, addresses = self._shown, self._addresses
        return {
            form: in_language(
                addresses.event(shown.event_slug, shown.event_id, suffix=f".{form}"),
                self._language,
            )
            for form in (Format.ICS, Format.JSON)
        }

    def alternates(self) -> tuple[Alternate, ...]:
        return tuple(
            Alternate(
                type=form.content_type.partition(";")[0],
                label=self._shown.title,
                href=self._addresses.absolute(feed),
            )
            for form, feed in self.feeds().items()
        )

    def subscription(self) -> Subscription:
        """Give the event's own feed, and the page that tells of all ways to its series."""
        https = self._addresses.absolute(self.feeds()[Format.ICS])
        series = self._shown.series_slug
        page = self._subscribe(f"{SERIES}={series}") if series else ""
        return Subscription(webcal=webcal_link(https), https=https, page=page)

    def library_subscription(self) -> Link:
        organiser = self._shown.organiser
        label = self._text.gettext("Abonner på alt fra %(library)s") % {"library": organiser.name}
        return Link(label=label, href=self._subscribe(f"{LIBRARY}={organiser.slug}"))

    def organisers(self) -> tuple[LibraryLink, ...]:
        shown = self._shown
        return tuple(self._organiser(one) for one in (shown.organiser, *shown.co_organisers))

    def more(self) -> tuple[Link, ...]:
        """Lead to the calendar of the series and of the tour that the event is part of."""
        series, tour = self._shown.series_slug, self._shown.tour
        found = []
        if series:
            label = self._text.gettext(_MORE[SERIES])
            found.append(Link(label=label, href=self._calendar(f"{SERIES}={series}")))
        if tour:
            label = self._text.gettext(_MORE[TOUR]) % {"title": tour.title}
            found.append(Link(label=label, href=self._calendar(f"{TOUR}={tour.slug}")))
        return tuple(found)

    def add(self, today: date, labels: Labels) -> AddLinks | None:
        return add_links(self._shown, labels=labels, address=self.canonical, today=today)

    def title(self) -> str:
        """Give the title for where the page itself is not seen: called off, it says so first."""
        if not self._shown.is_called_off:
            return self._shown.title
        return f"{choice_name(self._shown.state, self._language)}: {self._shown.title}"

    def description(self) -> str:
        """Say when and where, then what it is."""
        shown, language = self._shown, self._language
        when, where = (
            span_words(shown.span, language),
            place_words(shown.place, shown.mode, language),
        )
        facts = ", ".join(part for part in (when, where or shown.organiser.name) if part)
        return f"{facts[0].upper()}{facts[1:]}. {shown.summary}".strip()

    def share(self) -> Share:
        mail = mail_link(
            subject=self.title(), text=f"{self.title()}\n{self.description()}\n\n{self.canonical}"
        )
        return Share(address=self.canonical, mail=mail)

    def card(self, image_href: str) -> Card:
        """Give what others show of the page; `image_href` is a path, "" for no picture."""
        return Card(
            title=self.title(),
            description=self.description(),
            locale=_LOCALES[self._language],
            image=self._addresses.absolute(image_href) if image_href else "",
        )

    def _organiser(self, organiser: Organiser) -> LibraryLink:
        href = self._calendar(f"{LIBRARY}={organiser.slug}")
        return LibraryLink(label=organiser.name, href=href, slug=organiser.slug)

    def _calendar(self, query: str) -> str:
        return in_language(self._addresses.calendar(query), self._language)

    def _subscribe(self, query: str) -> str:
        return in_language(self._addresses.subscribe(query), self._language)
