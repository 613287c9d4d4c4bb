"""Writes the kept file again and again, for tests that kill it; or where there is no room."""

import resource
import sys
from itertools import count
from pathlib import Path

from calendar_app.storage.kept_file import name_draft, write_draft

_BLOCKS = 20
_ROOM = 10_000


def main(path: Path, how: str) -> None:
    if how == "full":
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM, before[1]))
        try:
            write(path, 2)
        except OSError as error:
            print(error.strerror)  # noqa: T201
        # What measures the coverage writes a file of its own at the end.
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        return
    print("writing", flush=True)  # noqa: T201
    for version in count(1):
        write(path, version)


def write(path: Path, version: int) -> None:
    block = b"%d" % version * 5000
    sizes = dict.fromkeys(range(_BLOCKS), len(block))
    assert name_draft(write_draft(path, {"version": version}, sizes, [block] * _BLOCKS), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
