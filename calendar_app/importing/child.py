"""The process that reads one file: `python -m calendar_app.importing.child TODAY`.

The file comes on standard input, one JSON document goes to standard output. The limits are set
before the first byte is read, so that whatever the file does ends here (ST-51, T-8).
"""

import resource
import sys
from datetime import date

from calendar_app.importing import document
from calendar_app.importing.limits import (
    ANSWER_BYTES,
    CPU_SECONDS,
    FILE_BYTES,
    MEMORY_BYTES,
    OPEN_FILES,
    OUT_OF_MEMORY,
)
from calendar_app.importing.readers import ics


def main() -> None:
    """Read standard input under limits; `TODAY` is an ISO date."""
    limit_process()
    today = date.fromisoformat(sys.argv[1])
    data = sys.stdin.buffer.read(FILE_BYTES + 1)
    try:
        answer = document.write(ics.read(data, today=today))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(answer)


def limit_process() -> None:
    """Bound what this process may use, for good.

    The processor's clock ends it with SIGXCPU. RLIMIT_AS is not enforced on macOS; there the
    wall clock and the limits of the reader remain.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ANSWER_BYTES, ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
