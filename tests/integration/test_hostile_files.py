"""A vault's folder as an attacker left it: each file swapped, linked, or something else than a file.

Nothing hangs, nothing outside the folder is touched, no wrong thing opens, and what is wrong has a code.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.crash_operations import BEFORE, NEWEST, VAULTS, Work, derive_once
from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import VaultError
from vault.customer import backups, keys
from vault.customer.editing import set_words
from vault.customer.other_ways import derive_quickly, recover, ways_in
from vault.customer.session import derive
from vault.storage import passphrase_slot
from vault.storage.canonical import canonical

VICTIM = b"precious"
FILES = ["vault.db", "slots.json", "anchor", "lock", "backups", "vault.db-wal", "vault.db-shm", "vault.db-journal"]
SCRATCH = ["slots.renewed.json", ".renewed.db", ".snapshot.db", ".snapshot.db-journal", ".drill.db", ".anchor.new"]
HOSTILE: list[Any] = [
    None, True, -1, 0, 1.5, 2**53, 2**64, "", "é", "\0", "0" * 64, "a" * 60_000, [], [[]], {}, {"a": {}}, {"é": 1},
]  # fmt: skip


@pytest.fixture(autouse=True)
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_slot, "derive", passphrase_slot.derive)  # put back afterwards
    derive_once()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    found = Work(tmp_path, secrets.token_bytes)
    shutil.copytree(VAULTS / str(NEWEST), found.vault)
    return found


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Path]:
    """A file and a folder of somebody, which stay as they are."""
    (tmp_path / "theirs").mkdir()
    path = tmp_path / "theirs" / "letter"
    path.write_bytes(VICTIM)
    yield path
    assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [("letter", VICTIM)]


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def use(work: Work) -> None:
    """All that touches the files of a vault that is open."""
    with work.opened() as session:
        set_words(session, "clothing.shoe_size", "EU 44")
        backups.keep_backup(session)
        backups.drill(session)
        started = keys.start(session, session.ask_passphrase().prove(BEFORE))
        keys.record_recovery(session, started.make_recovery())


def become(path: Path, kind: str, victim: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kind == "link":
        path.symlink_to(victim)
    elif kind == "link to a folder":
        path.symlink_to(victim.parent)
    elif kind == "ring":
        path.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
        (path / "mine").write_text("mine")


@pytest.mark.parametrize("kind", ["link", "link to a folder", "ring", "pipe", "folder"])
@pytest.mark.parametrize("name", FILES)
def test_something_else_in_a_files_place_is_refused(work: Work, victim: Path, name: str, kind: str) -> None:
    become(work.vault / name, kind, victim)
    if (name, kind) in {("backups", "folder"), ("lock", "pipe")}:
        use(work)  # backups are in a folder, and a pipe can be locked like a file
        return
    assert code_of(lambda: use(work)) in {
        "link_refused", "not_a_file", "folder_unusable", "disk_failed", "database_missing", "slots_missing",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["link", "ring", "pipe"])
@pytest.mark.parametrize("name", SCRATCH)
def test_something_else_in_the_place_of_what_comes_and_goes_is_removed(
    work: Work, victim: Path, name: str, kind: str
) -> None:
    become(work.vault / name, kind, victim)
    use(work)


def members(found: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, member in inside:
        yield (*path, name)
        yield from members(member, (*path, name))


def changed(found: dict[str, Any], path: tuple[Any, ...], member: object, *, signed: bool) -> bytes:
    """``found`` with another member; ``signed``: with the hashes of its slots, which anybody can make."""
    fresh = copy.deepcopy(found)
    place: Any = fresh
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = member
    if signed and isinstance(fresh["slots"], list):
        for slot in fresh["slots"]:
            if isinstance(slot, dict):
                try:
                    slot["sha256"] = hashlib.sha256(
                        canonical({n: v for n, v in slot.items() if n != "sha256"})
                    ).hexdigest()
                except (ValueError, UnicodeEncodeError):
                    continue
    return json.dumps(fresh).encode()


@pytest.mark.parametrize("signed", [False, True])
def test_every_other_member_of_the_slots_is_a_clear_error_or_opens_the_same(work: Work, signed: bool) -> None:
    memory = MemoryKeychain()
    with work.opened() as session:
        started = keys.start(session, session.ask_passphrase().prove(BEFORE))
        code = keys.record_recovery(session, started.make_recovery()).code.text
        started = keys.start(session, session.ask_passphrase().prove(BEFORE))
        keys.record(session, started.turn_on_quick_unlock(keys.Keychain(memory)))
        key = session.vault.unlocked.key
    path = work.vault / "slots.json"
    good, tried, opened = json.loads(path.read_bytes()), 0, 0
    for place in members(good):
        for member in HOSTILE:
            path.write_bytes(changed(good, place, member, signed=signed))
            for way in (
                lambda: derive(work.vault, BEFORE).unlocked,
                lambda: recover(work.vault, code).unlocked,
                lambda: derive_quickly(work.vault, keys.Keychain(memory)).unlocked,
                lambda: ways_in(work.vault),
            ):
                tried += 1
                try:
                    found = way()
                except VaultError:
                    continue
                opened += 1
                # A slot that is not asked may be damaged; what opens is the vault's own key, under the file's MAC.
                assert isinstance(found, frozenset) or (found.key == key and json.loads(path.read_bytes()) == good)
    assert tried > 1000
    assert opened < tried / 2


def test_the_slots_of_another_vault_open_nothing_even_under_this_ones_id(work: Work, tmp_path: Path) -> None:
    other = Work(tmp_path / "other", random=secrets.token_bytes)
    shutil.copytree(VAULTS / "1", other.vault)
    mine, theirs = (json.loads((each.vault / "slots.json").read_bytes()) for each in (work, other))
    assert mine["vault"] != theirs["vault"]
    (work.vault / "slots.json").write_text(json.dumps(theirs))
    assert code_of(work.opened) == "wrong_file"
    (work.vault / "slots.json").write_text(json.dumps({**theirs, "vault": mine["vault"]}))
    assert code_of(work.opened) == "wrong_passphrase"  # the id is bound to each slot
    (work.vault / "slots.json").write_text(json.dumps({**mine, "slots": theirs["slots"]}))
    assert code_of(work.opened) == "wrong_passphrase"
    (work.vault / "slots.json").write_text(json.dumps(mine))
    shutil.copy(other.vault / "anchor", work.vault / "anchor")
    assert code_of(work.opened) == "anchor_damaged"


def test_a_backup_of_another_vault_among_this_ones_is_not_taken_for_its_own(work: Work, tmp_path: Path) -> None:
    other = Work(tmp_path / "other", random=secrets.token_bytes)
    shutil.copytree(VAULTS / "1", other.vault)
    with other.opened() as session:
        theirs = backups.keep_backup(session).path
    with work.opened() as session:
        backups.keep_backup(session)
        shutil.copy(theirs, work.vault / "backups" / "2027-01-01T000000Z.daily.vaultbackup")
        assert code_of(lambda: backups.drill(session)) == "backup_changed"


def test_a_folder_that_everybody_may_write_is_closed_again(work: Work) -> None:
    work.vault.chmod(0o777)
    (work.vault / "vault.db").chmod(0o666)
    use(work)
    assert work.vault.stat().st_mode & 0o777 == 0o700
