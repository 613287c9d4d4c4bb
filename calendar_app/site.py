"""What every page says of the service: rows of the database, never code."""

from calendar_app.addresses import Addresses
from calendar_app.demonstration.account import is_demonstration
from calendar_app.demonstration.programme import notice
from calendar_app.domain.vocabulary import LibraryKind
from calendar_app.publishing.publisher import Publisher
from calendar_app.web.render import Link, Site
from calendar_app.wording import SERVICE
from calendar_app.words.catalogue import translations
from calendar_app.words.lists import listed


class CurrentSite:
    """Gives the site as it is known now; error pages ask too, so it never waits or fails."""

    def __init__(self, publisher: Publisher, addresses: Addresses) -> None:
        self._publisher = publisher
        self._addresses = addresses
        self._is_demonstration = False

    async def start(self) -> None:
        """Find out once what does not change while the server runs."""
        self._is_demonstration = await is_demonstration()

    def __call__(self, language: str) -> Site:
        libraries = self._publisher.current.known_vocabulary.libraries.values()
        names = [one.short_name for one in libraries if one.kind is LibraryKind.LIBRARY]
        text = translations(language)
        return Site(
            name=SERVICE,
            line=listed(names, language),
            notice=notice(language) if self._is_demonstration else "",
            footer=(Link(label=text.gettext("For ansatte"), href=self._addresses.staff()),),
        )
