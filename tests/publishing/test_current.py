"""What validators say of the index while the database is changed under it."""

from datetime import timedelta

from calendar_app.addresses import Addresses
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import local_date
from calendar_app.publishing.publisher import Publisher
from calendar_app.storage.rows import PublicationRow
from calendar_app.wording import feed_wording
from tests.support.events import edit, publish, single, timed
from tests.support.samples import store_vocabulary
from tests.support.web import NOW, PUBLIC_URL, Clock


async def test_last_modified_moves_forward_when_an_older_database_is_put_back(
    database: str,
) -> None:
    """Who asks by date alone must get what is there now, and not a 304 for what was."""
    clock = Clock()
    await store_vocabulary(now=NOW)
    event = await publish(single(timed(local_date(NOW))), now=NOW)
    before = await PublicationRow.get(id=1)
    clock.move(timedelta(hours=2))
    await edit(event.id, now=clock(), summary="Nytt")
    publisher = Publisher(feed_wording(Addresses(PUBLIC_URL)), now=clock)
    await publisher.feed(Selection(), unknown=False)
    newest = publisher.current.last_modified()
    # What pg_restore does beside a running server.
    await PublicationRow.filter(id=1).update(version=before.version, stamp=before.stamp)
    publisher.current.note_own_write()
    await publisher.feed(Selection(), unknown=False)
    assert publisher.current.last_modified() > newest
