"""The wheel: it holds what it should, and runs installed, far from the checkout."""

import os
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.benchmarks.starting import free_port, wait_for

ROOT = Path(__file__).parents[1]
KINDS = {".py", ".html", ".css", ".js", ".svg", ".po", ".json"}
_SOURCES = ("calendar_app", "feeds")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_source_and_nothing_else(wheel: Path) -> None:
    """A-33."""
    packages = {
        str(path.relative_to(ROOT))
        for folder in _SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.suffix in KINDS
    }
    templates = {
        f"calendar_app/_templates/{path.relative_to(ROOT / 'templates')}"
        for path in (ROOT / "templates").rglob("*.html")
    }
    found = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert found == packages | templates


def test_a_second_build_is_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    """T-28."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_it_runs_installed_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Templates, static files, catalogues and the programme are found in the package."""
    installed, away = tmp_path / "installed", tmp_path / "away"
    away.mkdir()
    zipfile.ZipFile(wheel).extractall(installed)
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(installed),
        "LESEKALENDER_DATA_DIR": str(tmp_path / "data"),
    }
    where = [sys.executable, "-c", "import calendar_app, feeds; print(calendar_app.__file__)"]
    found = subprocess.run(where, cwd=away, env=environment, check=True, capture_output=True)
    assert Path(found.stdout.decode().strip()).is_relative_to(installed)
    command = [sys.executable, "-m", "calendar_app", "serve", "--demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=away, env=environment, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz")
        assert "Kva skjer" in _read(f"{address}/kalender?ui=nn")
        assert _read(f"{address}/kalender.ics").startswith("BEGIN:VCALENDAR")
        sheet = _read(f"{address}/kalender").partition('rel="stylesheet" href="')[2]
        assert "--lk-" in _read(address + sheet.partition('"')[0])
    finally:
        server.terminate()
        server.wait(20)


def test_the_locks_hold_hashes_and_no_address() -> None:
    """ST-56."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert pins
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())
