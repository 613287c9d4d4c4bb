"""Lighthouse on the public pages, as a slow phone sees them (its own default profile).

Needs Node, Debian's Chromium, and `npm ci --prefix tests/benchmarks/node --ignore-scripts`. Only
this machine is asked. Run alone: `python -m tests.benchmarks.lighthouse`.
"""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from tests.benchmarks.report import say
from tests.benchmarks.starting import started

_CLI = Path(__file__).parent / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
_PAGES = (
    "/kalender",
    "/kalender?visning=maned",
    "/abonner",
    "/bygg-inn",
    "/embed/v1/liste",
)
_DEMANDS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_NOT_FOR_EMBEDS = "seo"
"""An embed asks not to be found (facts/embedding.md, section 10)."""


def measure() -> None:
    """Print each category of each page, and what it lost points for."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not (node and chromium and _CLI.is_file()):
        say("Lighthouse", "not measured", "needs node, chromium and npm ci (see the module)")
        return
    with tempfile.TemporaryDirectory() as folder, started(Path(folder)) as address:
        for path in (*_PAGES, _an_event(address)):
            _say(path, _report(node, chromium, address + path))


def _report(node: str, chromium: str, url: str) -> Any:
    flags = "--headless=new --no-sandbox --disable-gpu"
    command = [node, str(_CLI), url, "--quiet", f"--chrome-flags={flags}", "--output=json"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    found = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(found.stdout)


def _say(path: str, report: Any) -> None:
    for name, demand in _DEMANDS.items():
        category = report["categories"][name]
        points = round(category["score"] * 100)
        is_asked = not (path.startswith("/embed/") and name == _NOT_FOR_EMBEDS)
        say(
            f"Lighthouse {name}, {path}",
            str(points),
            f"must be ≥ {demand}" if is_asked else "asks not to be found",
        )
        if points < demand and is_asked:
            for lost in _lost(category, report["audits"]):
                say(f"    {lost}", "", "")


def _lost(category: Any, audits: Any) -> list[str]:
    weighed = [one["id"] for one in category["auditRefs"] if one["weight"]]
    return [
        f"{audits[one]['title']}: {audits[one].get('displayValue', '')}"
        for one in weighed
        if audits[one]["score"] is not None and audits[one]["score"] < 0.9
    ]


def _an_event(address: str) -> str:
    with urllib.request.urlopen(f"{address}/kalender.json?fra=-0d") as answer:
        url: str = json.load(answer)["events"][0]["url"]
    return url[url.index("/arrangement/") :]


if __name__ == "__main__":
    measure()
