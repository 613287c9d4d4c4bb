"""What every page says of the service: rows and settings, never code."""

from calendar_app.addresses import Addresses
from calendar_app.demonstration.account import is_demonstration
from calendar_app.demonstration.programme import notice
from calendar_app.domain.canonical import canonical
from calendar_app.domain.selection import Selection
from calendar_app.domain.vocabulary import LibraryKind
from calendar_app.publishing.publisher import Publisher
from calendar_app.settings import Settings
from calendar_app.web.contact_links import feedback_href
from calendar_app.web.library_colours import library_colours
from calendar_app.web.render import Link, Site
from calendar_app.wording import SERVICE
from calendar_app.words.catalogue import translations
from calendar_app.words.lists import listed


class CurrentSite:
    """Gives the site as it is known now; error pages ask too, so it never waits or fails."""

    def __init__(self, publisher: Publisher, addresses: Addresses, settings: Settings) -> None:
        self._publisher = publisher
        self._addresses = addresses
        self._settings = settings
        self._is_demonstration = False

    async def start(self) -> None:
        """Find out once what does not change while the server runs."""
        self._is_demonstration = await is_demonstration()

    def __call__(self, language: str) -> Site:
        libraries = self._publisher.current.known_vocabulary.libraries.values()
        names = [one.short_name for one in libraries if one.kind is LibraryKind.LIBRARY]
        colours = library_colours(libraries)
        return Site(
            name=SERVICE,
            line=listed(names, language),
            notice=notice(language) if self._is_demonstration else "",
            footer=self._footer(language),
            colours=self._addresses.library_colours(colours.digest) if colours.text else "",
        )

    def _footer(self, language: str) -> tuple[Link, ...]:
        """Lead to what every public page must (D-19), in the language of the page."""
        text, addresses = translations(language), self._addresses
        ui = canonical(Selection(ui=language)) or ""
        about = addresses.about(ui)
        feedback = feedback_href(self._settings.contact) or f"{about}#kontakt"
        statement = self._settings.accessibility_url or addresses.accessibility(ui)
        return (
            Link(label=text.gettext("Om kalenderen"), href=about),
            Link(label=text.gettext("Tilgjengelighetserklæring"), href=statement),
            Link(label=text.gettext("Personvern"), href=addresses.privacy(ui)),
            Link(label=text.gettext("Gi tilbakemelding"), href=feedback),
            Link(label=text.gettext("Abonner på kalenderen"), href=addresses.subscribe(ui)),
            Link(label=text.gettext("Bygg inn på nettsiden din"), href=addresses.build(ui)),
            Link(label=text.gettext("Åpne data"), href=f"{about}#apne-data"),
            Link(label=text.gettext("For ansatte"), href=addresses.staff()),
        )
