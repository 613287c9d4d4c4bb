"""Refuses a SQLite file on a network file system, where WAL and file locks do not hold."""

from pathlib import Path

from calendar_app.storage.errors import DatabaseUnavailableError

MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "gfs2", "lustre"}
    | {"nfs", "nfs4", "ocfs2", "smb3", "smbfs"}
)


def refuse_network_disk(database: Path, *, mounts: Path = MOUNTS) -> None:
    """Raise `DatabaseUnavailableError` when the file lies on a network file system.

    SQLite takes most of them without a word ("WAL does not work over a network filesystem",
    sqlite.org/wal.html). Where there is no /proc, nothing is known and nothing refused.
    """
    if not mounts.exists():
        return
    kind = _file_system(database.resolve(), mounts.read_text(errors="surrogateescape"))
    if kind in _NETWORK:
        raise DatabaseUnavailableError(
            f"The database {database} lies on a network disk ({kind}): "
            "move it to a local disk, or use PostgreSQL."
        )


def _file_system(path: Path, mountinfo: str) -> str:
    """Name the file system that holds an absolute path; the format is in proc(5)."""
    found, kind = Path("/"), ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        mounted_on = Path(_unescaped(before.split(" ")[4]))
        if path.is_relative_to(mounted_on) and len(mounted_on.parts) >= len(found.parts):
            found, kind = mounted_on, after.split(" ")[0]
    return kind


def _unescaped(field: str) -> str:
    """Undo the kernel's octal escapes of white space and of the backslash itself."""
    for code in ("\\040", "\\011", "\\012", "\\134"):
        field = field.replace(code, chr(int(code[1:], 8)))
    return field
