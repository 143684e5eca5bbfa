"""The model of the disk that the power cuts are tried on, and that a weaker setting of SQLite does not survive it."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.memory import in_memory
from tests.trials.office import furnished
from tests.trials.powercut import states, strace
from tests.trials.powercut.disk import SECTOR, Disk, Unmodelled
from tests.trials.powercut.strace import Call
from tests.trials.powercut.trial import Job, done, run

ROOT = Path("/office")


def text(value):
    data = value if isinstance(value, bytes) else str(value).encode()
    return '"' + "".join(f"\\x{byte:02x}" for byte in data) + '"'


def create(path, number):
    return Call("openat", ("AT_FDCWD", text(path), "O_RDWR|O_CREAT", "0600"), number)


def folder(path, number):
    return Call("openat", ("AT_FDCWD", text(path), "O_RDONLY"), number)


def write(number, data, place):
    return Call("pwrite64", (str(number), text(data), str(len(data)), str(place)), len(data))


def sync(number):
    return Call("fsync", (str(number),), 0)


def played(*calls, files=None):
    disk = Disk.restored(ROOT, files or {})
    for call in calls:
        disk.take(call)
    return disk


def possible(disk, tries=300):
    rng = random.Random(1)
    return [states.torn(disk, rng) for _ in range(tries)]


def test_a_new_file_needs_both_its_bytes_and_its_folder_synced():
    made = (create(ROOT / "a", 3), write(3, b"text", 0))
    assert states.everything(played(*made)) == {"a": b"text"}
    assert states.synced(played(*made, sync(3))) == {}
    assert states.synced(played(*made, folder(ROOT, 4), sync(4))) == {"a": b""}
    assert states.synced(played(*made, sync(3), folder(ROOT, 4), sync(4))) == {"a": b"text"}


def test_a_new_folder_is_lost_with_all_in_it():
    inside = (Call("mkdir", (text(ROOT / "b"), "0700"), 0), create(ROOT / "b" / "a", 3), sync(3))
    disk = played(*inside, folder(ROOT / "b", 4), sync(4))
    assert states.synced(disk) == {}
    assert states.everything(disk) == {"b/a": b""}
    assert states.synced(played(*inside, folder(ROOT / "b", 4), sync(4), folder(ROOT, 5), sync(5))) == {"b/a": b""}


def test_names_are_lost_from_the_end():
    unlink, rename = (Call("unlink", (text(ROOT / "a"),), 0), Call("rename", (text(ROOT / "b"), text(ROOT / "c")), 0))
    found = possible(played(unlink, rename, files={"a": b"1", "b": b"2"}))
    assert {"b": b"2"} in found
    assert {"a": b"1", "c": b"2"} not in found
    assert {tuple(sorted(files)) for files in found} == {("a", "b"), ("b",), ("c",)}


def test_a_link_and_its_file_share_their_bytes():
    disk = played(Call("link", (text(ROOT / "a"), text(ROOT / "b")), 0), create(ROOT / "a", 3), write(3, b"new", 0),
                  files={"a": b"old"})  # fmt: skip
    assert {"a": b"old", "b": b"new"} not in possible(disk)
    assert states.everything(disk) == {"a": b"new", "b": b"new"}


def test_a_write_is_torn_at_sectors_only():
    old, new = bytes(4 * SECTOR), b"n" * (2 * SECTOR)
    disk = played(create(ROOT / "a", 3), write(3, new, SECTOR), files={"a": old})
    found = {files["a"] for files in possible(disk)}
    assert found == {old[:SECTOR] + one + two + old[:SECTOR] for one in (bytes(SECTOR), b"n" * SECTOR)
                     for two in (bytes(SECTOR), b"n" * SECTOR)}  # fmt: skip


def test_a_file_that_grew_may_hold_anything_there():
    disk = played(create(ROOT / "a", 3), write(3, b"n" * SECTOR, 0), files={"a": b"old"})
    found = {files["a"] for files in possible(disk)}
    assert {b"old", b"n" * SECTOR} < found
    assert all(data[:3] in (b"old", b"nnn") for data in found)
    assert len(found) > 3


def test_a_rename_keeps_the_open_file():
    disk = played(create(ROOT / "a", 3), Call("rename", (text(ROOT / "a"), text(ROOT / "b")), 0), write(3, b"x", 0))
    assert states.everything(disk) == {"b": b"x"}


def test_what_the_model_does_not_know_is_an_error():
    with pytest.raises(Unmodelled):
        played(Call("truncate", (text(ROOT / "a"), "0"), 0), files={"a": b"1"})


def test_without_strace_the_trial_says_that_it_was_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr(strace, "missing", lambda: "no strace")
    assert run(10, tmp_path, 1)[1:] == (0, 0, 0, 0, "SKIPPED: no strace")


@pytest.mark.heavy
@pytest.mark.parametrize(("mutant", "bad"), [("sync-full", "lost"), ("sync-off", "broken")])
def test_a_weaker_setting_does_not_survive(tmp_path, mutant, bad):
    """FULL is SQLite's default: it leaves the end of the journal to the disk, and an acknowledged commit with it."""
    if reason := strace.missing():
        pytest.skip(reason)
    with in_memory(tmp_path) as place:
        seen = done(Job(furnished(place / "office").changed(mutant), place / "trial", 3000, "1"))
    assert getattr(seen, bad) > 0
