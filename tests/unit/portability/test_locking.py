"""Locked files: with the plain age tool both ways, and what is hostile or broken."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault.core.errors import ChoiceError, StorageError
from vault.portability import locking
from vault.portability.locking import MOST_WORK, is_locked, lock, unlock
from vault.storage.secret import Passphrase

SECRET = Passphrase("copper lantern borrows seven geese")
PLAIN = b"what is kept\n" * 9000  # more than one chunk of the format
WORK = re.compile(rb"(-> scrypt \S+) \d+\n")


@pytest.fixture(scope="module")
def locked() -> bytes:
    return lock(PLAIN, SECRET)


def age(*arguments: str, typed: list[str]) -> str:
    """The plain ``age`` tool, which asks for its passphrase at a terminal; what it showed there."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvp("age", ["age", *arguments])
    shown = b""
    try:
        while True:
            try:
                found = os.read(terminal, 4096)
            except OSError:  # the terminal's end
                break
            if not found:
                break
            shown += found
            if typed and re.search(rb"passphrase[^\n]*: ?$", shown.replace(b"\x1b[K", b"")):
                os.write(terminal, typed.pop(0).encode() + b"\n")
                shown += b"\n"
    finally:
        os.close(terminal)
        status = os.waitpid(process, 0)[1]
    assert os.waitstatus_to_exitcode(status) == 0, shown
    return shown.decode("utf-8", "replace")


def test_comes_back(locked: bytes) -> None:
    assert is_locked(locked)
    assert not is_locked(PLAIN)
    assert b"kept" not in locked
    assert unlock(locked, SECRET) == PLAIN


def test_plain_age_opens_it(locked: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.age").write_bytes(locked)
    age("-d", "-o", str(tmp_path / "out"), str(tmp_path / "a.age"), typed=[SECRET.reveal().decode()])
    assert (tmp_path / "out").read_bytes() == PLAIN


def test_what_plain_age_locked_is_opened(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(PLAIN)
    words = SECRET.reveal().decode()
    age("-p", "-o", str(tmp_path / "a.age"), str(tmp_path / "plain"), typed=[words, words])
    assert unlock((tmp_path / "a.age").read_bytes(), SECRET) == PLAIN


def test_wrong_passphrase_is_said_as_that(locked: bytes) -> None:
    with pytest.raises(ChoiceError, match="wrong_export_passphrase"):
        unlock(locked, Passphrase("another one entirely"))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:60],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        lambda data: data.replace(b"\n---", b"\n-> scrypt AAAA 1\nAAAA\n---", 1),
        lambda data: WORK.sub(rb"\1 099\n", data, count=1),
    ],
)
def test_what_is_cut_or_changed_is_damage(locked: bytes, change: object) -> None:
    assert callable(change)
    with pytest.raises(StorageError, match="export_lock_damaged"):
        unlock(change(locked), SECRET)


def test_what_costs_too_much_is_refused_before_any_work(locked: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "apart", lambda *_: pytest.fail("work was done"))
    for work in (MOST_WORK + 1, 63, 99):
        with pytest.raises(StorageError, match="export_lock_costly"):
            unlock(WORK.sub(rb"\1 %d\n" % work, locked, count=1), SECRET)


def test_what_a_key_locked_is_said_as_that() -> None:
    made = pyrage.encrypt(PLAIN, [pyrage.x25519.Identity.generate().to_public()])
    with pytest.raises(StorageError, match="export_lock_other"):
        unlock(made, SECRET)


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    for each in (data, b"age-encryption.org/v1\n" + data, b"age-encryption.org/v1\n-> scrypt " + data):
        with pytest.raises(StorageError):
            unlock(each, SECRET)


def test_passphrase_is_in_no_error(locked: bytes) -> None:
    with pytest.raises(ChoiceError) as refused:
        unlock(locked, Passphrase("Zwaluwstaart7"))
    assert "Zwaluwstaart7" not in repr(refused.value) + str(refused.value)
    assert refused.value.__cause__ is None


def test_the_library_is_imported_only_to_lock() -> None:
    code = "import sys, vault.portability.locking as l; l.is_locked(b''); sys.exit('pyrage' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("wrong", ["costly", "no memory"])
def test_a_cost_that_was_measured_wrongly_is_measured_again(
    locked: bytes, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    costly = WORK.sub(rb"\1 25\n", locked, count=1)
    given = [costly, locked]

    def apart(*_: object) -> bytes:
        found = given.pop(0)
        if found is costly and wrong == "no memory":
            raise StorageError("memory_short")
        return found

    monkeypatch.setattr(locking, "apart", apart)
    assert locking.lock(PLAIN, SECRET) == locked
    given[:] = [costly] * 3
    with pytest.raises(StorageError):
        locking.lock(PLAIN, SECRET)
