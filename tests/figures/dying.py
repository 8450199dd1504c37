"""The program of the kill figure: writes into a vault until it is killed, or until the disk is full, again and again.

``python -m tests.figures.dying killed FOLDER RUNS`` kills a child at a random moment of its writing; ``full FOLDER
BYTES...`` lets a child write with so many bytes free, where FOLDER is a small disk of its own, and ``limited FOLDER
BYTES...`` with files that may not grow past that. After each the vault is opened and compared with what the child said
was committed. It prints one JSON object. A program of its own, because it forks.
"""

from __future__ import annotations

import json
import os
import random
import resource
import secrets
import signal
import sys
import time
from pathlib import Path

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Type
from vault.core.clock import SystemClock
from vault.core.errors import StorageError
from vault.customer.backups import keep_backup
from vault.customer.checking import check_vault
from vault.customer.editing import list_preferences, set_words
from vault.customer.session import Derived, Session, make_vault
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

LONGEST = 0.06
"""Seconds from the child's opening of the vault to its end: commits, backups and an anchor on a quiet machine."""
CHECK_EVERY = 10
"""Runs after which every page is checked too."""
BACKUP_EVERY = 9
_NO_ROOM = 3
FULL = {"disk_full", "disk_failed"}
KEYS = [key for key, entry in shipped().entries.items() if entry.type is Type.TEXT]


def main(how: str, folder: Path, numbers: list[int]) -> dict[str, int]:
    """What came of all runs: how many, and in how many something was lost, the vault did not open or was not whole."""
    clock = SystemClock()
    derived = make_vault(
        folder / "vault", Passphrase("correct horse"), clock=clock, random=secrets.token_bytes, profile=SMALL
    )
    with _open(derived):
        pass
    chance, known, count = random.Random(7), dict[str, str](), 0
    ended = {"runs": 0, "commits": 0, "stopped": 0, "lost": 0, "closed": 0, "broken": 0}
    for number in range(numbers[0]) if how == "killed" else numbers:
        read, write = os.pipe()
        ballast = folder / "ballast"
        if how == "full":
            _leave(ballast, number)
        child = os.fork()
        if child == 0:
            os.close(read)
            if how == "limited":
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
            _write(derived, write, count)
        os.close(write)
        if how == "killed":
            os.read(read, 1)
            time.sleep(chance.random() * LONGEST)
            os.kill(child, signal.SIGKILL)
        said = _all_of(read)
        status = os.waitpid(child, 0)[1]
        ballast.unlink(missing_ok=True)
        count += 1000
        ended["runs"] += 1
        ended["commits"] += sum(word == "did" for word, _, _ in said)
        killed, code = os.WIFSIGNALED(status), os.waitstatus_to_exitcode(status)
        ended["stopped"] += killed if how == "killed" else code == _NO_ROOM
        ended["broken"] += killed != (how == "killed") or code not in {-signal.SIGKILL, 0, _NO_ROOM}
        _compare(derived, known, said, ended, whole=ended["runs"] % CHECK_EVERY == 0)
    return ended


def _write(derived: Derived, out: int, count: int) -> None:
    """Say what is about to be committed, commit it, say that it is. Never returns."""
    code = 0
    try:
        with _open(derived) as session:
            os.write(out, b" \n")
            for number in range(count, count + 200):
                key, word = KEYS[number % len(KEYS)], f"word {number}"
                os.write(out, f"will {key} {word}\n".encode())
                set_words(session, key, word)
                os.write(out, f"did {key} {word}\n".encode())
                if number % BACKUP_EVERY == 0:
                    keep_backup(session)
    except StorageError as problem:
        code = _NO_ROOM if problem.code in FULL else 1
    except BaseException:
        code = 1
    os._exit(code)


def _compare(
    derived: Derived, known: dict[str, str], said: list[tuple[str, str, str]], ended: dict[str, int], *, whole: bool
) -> None:
    """Each value is the last one that was committed, or the one that was about to be."""
    about = {}
    for word, key, value in said:
        about[key] = value
        if word == "did":
            known[key] = value
    try:
        with _open(derived) as session:
            found = {each.entry.key: str(each.value.value) for each in list_preferences(session)}
            ended["broken"] += whole and not check_vault(session).whole
    except StorageError:
        ended["closed"] += 1
        return
    right = all(found.get(key) in {value, about.get(key)} for key, value in known.items())
    ended["lost"] += not (right and found.keys() <= known.keys() | about.keys())
    known.clear()
    known.update(found)


def _open(derived: Derived) -> Session:
    return derived.open(catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes)


def _all_of(pipe: int) -> list[tuple[str, str, str]]:
    """The child's whole lines."""
    with open(pipe, "rb") as file:
        lines = file.read().decode().split("\n")[:-1]
    found = [line.split(" ", 2) for line in lines if line.strip()]
    return [(word, key, value) for word, key, value in found]


def _leave(ballast: Path, free: int) -> None:
    """Fill the disk but for so many bytes."""
    room = os.statvfs(ballast.parent)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_frsize - free))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), [int(each) for each in sys.argv[3:]])))
