"""Network disks are refused for SQLite (R3)."""

from pathlib import Path

import pytest

from calendar_app.storage.errors import DatabaseUnavailableError
from calendar_app.storage.local_disk import refuse_network_disk

MOUNTS = """\
40 31 0:40 / /srv/local rw - xfs /dev/vdb rw
31 22 0:27 / /srv rw,nosuid shared:5 - nfs4 nas:/export rw,vers=4.2
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 22 0:41 / /mnt/two\\040words rw shared:6 master:2 - cifs //nas/share rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mountinfo"
    file.write_text(MOUNTS)
    return file


@pytest.mark.parametrize(
    ("path", "kind"), [("/srv/calendar.db", "nfs4"), ("/mnt/two words/calendar.db", "cifs")]
)
def test_a_network_disk_is_refused(path: str, kind: str, mounts: Path) -> None:
    with pytest.raises(DatabaseUnavailableError) as error:
        refuse_network_disk(Path(path), mounts=mounts)
    assert str(error.value) == (
        f"The database {path} lies on a network disk ({kind}): "
        "move it to a local disk, or use PostgreSQL."
    )


@pytest.mark.parametrize(
    "path",
    ["/var/lib/lesekalender/calendar.db", "/srv/local/calendar.db", "/srvx/calendar.db"],
)
def test_a_local_disk_is_accepted(path: str, mounts: Path) -> None:
    refuse_network_disk(Path(path), mounts=mounts)


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / {real.resolve()} rw - nfs n rw\n")
    with pytest.raises(DatabaseUnavailableError):
        refuse_network_disk(link / "calendar.db", mounts=mounts)


def test_a_system_that_does_not_tell_is_believed(tmp_path: Path) -> None:
    refuse_network_disk(Path("/srv/calendar.db"), mounts=tmp_path / "none")
