"""The kept file is whole or not there, whatever happens to whoever writes it (R4)."""

import asyncio
import logging
import os
import random
import stat
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from calendar_app.storage.kept_file import (
    NAME,
    drop_drafts,
    forget_kept,
    known,
    name_draft,
    open_kept,
    take_away,
    with_kept_file,
    write_draft,
)
from tests.support.processes import kill, next_line, run, start

BLOCKS = {0: b"ord", 7: b"syv" * 90, 2**40: b"\0\n\xff"}
WRITER = "tests.storage.proof.kept_writer"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


def write(path: Path, blocks: Mapping[int, bytes] = BLOCKS, **head: object) -> None:
    draft = write_draft(path, head, {key: len(one) for key, one in blocks.items()}, blocks.values())
    assert name_draft(draft, path)


def files_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_is_written_is_read_and_only_by_its_owner(path: Path) -> None:
    write(path, version=3, day="2027-02-08")
    kept = open_kept(path)
    assert kept
    assert kept.head == {"version": 3, "day": "2027-02-08"}
    assert {key: kept.block(key) for key in kept.keys} == BLOCKS
    assert [kept.size(key) for key in (0, 7, 8)] == [3, 270, 0]
    assert kept.block(8) == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert files_in(path.parent) == [NAME]


def test_a_reader_of_the_old_file_goes_on_reading_it(path: Path) -> None:
    write(path)
    old = open_kept(path)
    assert old
    assert old.is_in_place
    write(path, {7: b"new"})
    assert not old.is_in_place
    assert old.block(7) == BLOCKS[7]
    path.unlink()
    assert old.block(7) == BLOCKS[7]


def test_a_file_that_is_not_there_is_nothing_to_speak_of(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert open_kept(path) is None
    assert open_kept(path / "no folder" / NAME) is None
    assert caplog.records == []


def test_no_part_of_a_file_is_taken_for_the_whole(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    write(path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert open_kept(path) is None, length
    path.write_bytes(whole + b"x")
    assert open_kept(path) is None


def test_a_beginning_that_was_damaged_is_not_believed(path: Path) -> None:
    write(path, version=3)
    whole = path.read_bytes()
    for place in range(whole.index(BLOCKS[0])):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert open_kept(path) is None, place


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"garbage" * 1000, b"lesekalender-published-2 00 2\n{}", b"\0" * 5000],
    ids=["empty", "line", "garbage", "another version", "zeros"],
)
def test_a_file_of_another_kind_counts_as_absent(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_bytes(content)
    assert open_kept(path) is None
    assert "is of no use" in caplog.text


def test_a_folder_in_its_place_counts_as_absent(path: Path) -> None:
    path.mkdir()
    assert open_kept(path) is None


def test_taking_away_takes_drafts_too_so_that_none_is_named_later(tmp_path: Path) -> None:
    """Whoever looks at the version after the removal sees the new one; before, it has no draft."""
    config = with_kept_file({}, tmp_path)
    path = tmp_path / NAME
    write(path)
    begun_before = write_draft(path, {}, {}, [])
    with known(config):
        take_away(for_good=True)
        assert files_in(tmp_path) == []
        assert not name_draft(begun_before, path)
        take_away(for_good=True)
        assert files_in(tmp_path) == []
    write(path)
    take_away(for_good=True)  # nobody has the database open: nothing is known
    forget_kept({})
    assert files_in(tmp_path) == [NAME]
    forget_kept(config)
    assert files_in(tmp_path) == []


def test_what_cannot_be_removed_is_logged_and_no_reason_to_keep_it_public(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / NAME
    path.mkdir()
    with known(with_kept_file({}, tmp_path)):
        take_away(for_good=True)
    assert f"{path} holds what is public no more: delete it" in caplog.text


def test_a_full_disk_leaves_the_old_file_and_no_draft(path: Path) -> None:
    """R4, with the limit of a file in place of that of the disk: the writer is told the same."""
    write(path, {1: b"old"})
    code, out, err = asyncio.run(run(WRITER, str(path), "full"))
    assert (code, out, err) == (0, "File too large", "")
    kept = open_kept(path)
    assert kept
    assert kept.block(1) == b"old"
    assert files_in(path.parent) == [NAME]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB; only root may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_indeed_is_no_different(small_disk: Path) -> None:
    """R4: and when there is room again, it is written."""
    path = small_disk / NAME
    write(path, {1: b"old"})
    other = small_disk / "other"
    other.write_bytes(b"x" * 50_000)
    with pytest.raises(OSError, match="No space left"):
        write(path, {1: b"new" * 10_000})
    kept = open_kept(path)
    assert kept
    assert kept.block(1) == b"old"
    assert files_in(small_disk) == ["other", NAME]
    other.unlink()
    write(path, {1: b"new" * 10_000})


async def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new(path: Path) -> None:
    """kill -9 at eight moments of writing, replacing and syncing."""
    chance = random.Random(20)
    write(path, _blocks_of(0), version=0)
    seen = set()
    for _ in range(8):
        writer = await start(WRITER, str(path), "hurry")
        assert await next_line(writer) == "writing"
        for _ in range(20):
            seen.add(_version(path))
            await asyncio.sleep(chance.uniform(0, 0.003))
        await kill(writer)
        seen.add(_version(path))
        assert len(files_in(path.parent)) <= 2
        drop_drafts(path)
        assert files_in(path.parent) == [NAME]
    assert len(seen) > 5


def _blocks_of(version: int) -> dict[int, bytes]:
    return dict.fromkeys(range(20), b"%d" % version * 5000)


def _version(path: Path) -> int:
    """Give the version of the file, all of whose blocks say the same."""
    kept = open_kept(path)
    assert kept
    version = kept.head["version"]
    assert isinstance(version, int)
    assert {key: kept.block(key) for key in kept.keys} == _blocks_of(version)
    return version


def test_descriptors_are_given_back(path: Path) -> None:
    """R19: file descriptors stay flat."""
    write(path)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(50):
        assert open_kept(path)
    path.write_bytes(b"garbage")
    for _ in range(50):
        assert open_kept(path) is None
    assert len(os.listdir("/proc/self/fd")) == before
