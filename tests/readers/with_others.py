"""Readers that are no Python of ours: ical.js and node-ical in Node, libical in the system's."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.readers.shown import Shown
from tests.support import found

_HERE = Path(__file__).parent
_LONGEST = 120

Files = Mapping[str, Path]
"""Feeds by a name of the test's."""


def with_node(reader: str, files: Files) -> dict[str, list[Shown]]:
    """Read with `ical.js` (Thunderbird, Nextcloud) or `node-ical` (MagicMirror, Node-RED)."""
    return _read(files, found.require("node", found.NODE), "read.mjs", reader)


def with_libical(files: Files) -> dict[str, list[Shown]]:
    """Read with libical (Evolution, GNOME Calendar, KDE)."""
    python = found.require("libical", found.libical_python())
    return _read(files, python, str(_HERE / "with_libical.py"))


def _read(files: Files, *command: str) -> dict[str, list[Shown]]:
    told = _run(*command, *map(str, files.values()))
    return {name: [Shown(*one) for one in told[str(path)]] for name, path in files.items()}


def _run(*command: str) -> Any:
    """Run in UTC, so that a reader that takes the machine's zone shows it."""
    done = subprocess.run(
        command,
        cwd=found.NODE_READERS,
        env={"PATH": os.environ["PATH"], "TZ": "UTC", "LANG": "C.UTF-8"},
        capture_output=True,
        timeout=_LONGEST,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
