"""Which pictures the public may see: those that a published event shows (promise 3)."""

from calendar_app.publishing.current import CurrentIndex
from calendar_app.storage.images import image_size, is_public_image

_MOST = 10_000


class PublicImages:
    """Remembers the answers until something public changes; one per process."""

    def __init__(self, current: CurrentIndex) -> None:
        self._current = current
        self._generation = -1
        self._known: dict[str, bool] = {}

    async def shows(self, digest: str) -> bool:
        """Tell whether some public event shows the picture.

        A picture that is not there is not looked for among the events: that would be the way
        to keep the database busy from outside.
        """
        await self._current.index()
        generation = self._current.generation
        if generation != self._generation or len(self._known) > _MOST:
            self._generation, self._known = generation, {}
        if digest not in self._known:
            known = self._known
            if await image_size(digest) is None:
                return False
            known[digest] = await is_public_image(digest)
            return known[digest]
        return self._known[digest]
