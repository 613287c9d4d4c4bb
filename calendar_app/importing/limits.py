"""The limits of an import, in one table (facts/reliability.md, section 10).

A file is somebody else's work: everything in it is counted before it is expanded, and the
process that reads it has a clock and a ceiling of its own. Limits of texts and of rules are
those of the form (`calendar_app.domain.judge`, `.recurrence`, `.series`).
"""

from typing import Final

MIB: Final = 1024 * 1024

# The file and the process that reads it.
FILE_BYTES: Final = 5 * MIB
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 18
"""So that an import is over within 20, its own start and end included."""

MEMORY_BYTES: Final = 512 * MIB
ANSWER_BYTES: Final = 32 * MIB
OPEN_FILES: Final = 32
OUT_OF_MEMORY: Final = 3
"""Exit code of that process: without memory it cannot say more."""

# What a file may hold.
EVENTS: Final = 5_000
DEPTH: Final = 4
LINE_BYTES: Final = 64 * 1024
UID_LENGTH: Final = 255
CATEGORIES: Final = 20
FINDINGS: Final = 500
"""So many lines are listed one by one; of the rest only the number is told."""

# Time zones that a file defines itself.
ZONES: Final = 20
OBSERVANCES: Final = 50
ZONE_NAME_LENGTH: Final = 64

# Dates. MAX_DATES of the domain holds for one event.
EXTRA_DATES: Final = 2_000
"""EXDATE and RDATE values of one event together."""

RULES: Final = 5
BY_VALUES: Final = 31
SOURCE_DATES: Final = 20_000
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2100
YEARS_BACK: Final = 1
YEARS_AHEAD: Final = 3
"""A series with too many dates is read from a year back to three years ahead."""
