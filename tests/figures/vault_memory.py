"""What a process still remembers after its vault was locked: its memory is searched by another one."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.figures.figure import Figure
from tests.figures.vault_planted import spellings
from tests.unit.core.catalogue_values import all_exact_values, shipped
from vault.core.catalogue import Type
from vault.core.clock import SystemClock
from vault.core.value import Value
from vault.customer.session import create_vault, derive
from vault.storage import preferences
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

PLANTED = 20
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def figures() -> Iterator[Figure]:
    """Both programs, each with a vault of its own."""
    yield _figure("session")
    yield _figure("window")


def _figure(which: str) -> Figure:
    values, passphrase = [secrets.token_hex(12) for _ in range(PLANTED)], secrets.token_hex(12)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "vault"
        _fill(folder, passphrase, values)
        key = derive(folder, Passphrase(passphrase)).unlocked.key.reveal()
        before, memory = _memory_of(which, folder, passphrase, Path(place))
    seen, left = (sum(_times(word, each) > 0 for word in values) for each in (before, memory))
    typed, as_text = _times(passphrase, memory), key.hex().encode()
    keys = memory.count(key), memory.count(as_text) + memory.count(as_text.upper())
    value = (
        f"{left} of {PLANTED} values ({seen} while open), passphrase {typed} times, "
        f"key {keys[0]} times and {keys[1]} as text"
    )
    ok = seen == PLANTED and left == typed == keys[0] == 0 and keys[1] <= 1
    how = (
        f"opened, used, locked, garbage collected; {len(memory) // 2**20} MB that it can write are searched for each "
        "word as typed, backwards, in UTF-16 and as bytes"
    )
    return Figure(f"left in memory after lock, {which}", value, "values 0, passphrase 0, key text at most 1", ok, how)


def _times(word: str, memory: bytes) -> int:
    return sum(memory.count(each) for each in spellings(word))


def _fill(folder: Path, passphrase: str, values: list[str]) -> None:
    """Each value is a note and found by; where the preference is a text it is what is kept as well."""
    now = SystemClock().now()
    entries = sorted(shipped().entries.values(), key=lambda entry: entry.type is not Type.TEXT)[: len(values)]
    with (
        create_vault(
            folder,
            Passphrase(passphrase),
            catalogue=shipped(),
            clock=SystemClock(),
            random=secrets.token_bytes,
            profile=SMALL,
        ) as session,
        session.database.transaction() as transaction,
    ):
        for entry, word in zip(entries, values, strict=True):
            value = Value(word) if entry.type is Type.TEXT else all_exact_values(entry)[0]
            preference = preferences.Preference(entry.key, value, now, note=word)
            preferences.set_preference(transaction, preference, word)


def _memory_of(which: str, folder: Path, passphrase: str, home: Path) -> tuple[bytes, bytes]:
    """All that the program can write to, while its vault is open, and once it said that it is locked."""
    read, write = os.pipe()
    os.write(write, f"{passphrase}\n{passphrase}\n".encode())
    os.close(write)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.figures.remembering", which, str(folder), str(read)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=(read,),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(home), "HOME": str(home)},
    ) as child:
        os.close(read)
        assert child.stdin is not None
        assert child.stdout is not None
        found = []
        for stage in (b"open\n", b"locked\n"):
            assert child.stdout.readline() == stage
            found.append(b"\0".join(_regions(child.pid)))
            child.stdin.write(b"\n")
            child.stdin.flush()
        return found[0], found[1]


def _regions(pid: int) -> Iterator[bytes]:
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="ascii", errors="replace")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in ((int(a, 16), int(b, 16)) for a, b in _REGION.findall(maps)):
            memory.seek(start)
            try:
                yield memory.read(end - start)
            except OSError:  # the kernel's own, as [vvar]
                continue
