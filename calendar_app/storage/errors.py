"""What a caller can do when the database says no.

* `RetryableError`: nothing was saved, and it may be tried again (503 with Retry-After).
* `DiskFullError`: tell the person that nothing was saved; reads go on (507).
* `tortoise.exceptions.DBConnectionError`: answer 503 with Retry-After.
* `StorageRefusedError` and its kinds: stop, and print the one sentence it carries.
"""

from tortoise.exceptions import DBConnectionError, OperationalError

AWAY = (DBConnectionError, OperationalError)
"""What reading raises when the database is away, too busy, or not what it was."""


class RetryableError(OperationalError):
    """A race was lost: file busy, deadlock, serialization failure or lock not available.

    Nothing was saved, so the whole transaction may be run again.
    """


class DiskFullError(OperationalError):
    """The database has no room left. Nothing of the transaction was saved; reads go on."""


class StorageRefusedError(Exception):
    """A command cannot do what was asked; the message is one sentence for the operator."""


class DatabaseInUseError(StorageRefusedError):
    """Another process owns the database file, or is migrating the database."""


class DatabaseUnavailableError(StorageRefusedError, DBConnectionError):
    """The database cannot be opened: wrong address, no such folder, server away."""


class DatabaseOutdatedError(StorageRefusedError):
    """The database is of another version than the program: migrate it, or take a newer program."""


class BackupError(StorageRefusedError):
    """A backup was not made, or a file cannot be restored; nothing was changed."""


class MigrationFailedError(StorageRefusedError):
    """A migration did not work; the database is as it was before."""
