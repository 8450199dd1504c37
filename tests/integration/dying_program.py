"""A program that changes a vault's keys and is killed at each of its write steps in turn.

``python -m tests.integration.dying_program CHANGE VAULT COPIES`` makes a copy of VAULT in COPIES for each step, lets a
child begin CHANGE there, and kills it before that step; the last child comes to its end. It prints each step's name.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vault.core.clock import SetClock
from vault.storage import connection, journal, key_renewal, passphrase_slot, recovery_slot, vault_file
from vault.storage.kdf import SMALL
from vault.storage.recovery_code import RecoveryCode
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Unlocked, unlock
from vault.storage.vault_file import OpenVault
from vault.storage.vault_folder import VaultFolder

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CLOCK = SetClock(NOON)
BEFORE, AFTER = "correct horse", "battery staple"
CODE = RecoveryCode(bytes(range(20)))
_TO_DISK = ("open", "fsync", "replace", "unlink", "chmod")

Change = Callable[[OpenVault], None]


def renewal(before: Unlocked) -> Change:
    """A new vault key."""
    after = key_renewal.prepare(before, Passphrase(BEFORE), SMALL, secrets.token_bytes)
    return lambda vault: vault.renew_key(
        after, lambda transaction: journal.append(transaction, NOON, "key_renewed", {})
    )


def passphrase(before: Unlocked) -> Change:
    """Another passphrase."""
    fresh = passphrase_slot.with_passphrase(before.slots, Passphrase(AFTER), before.key, SMALL, secrets.token_bytes)
    return lambda vault: vault.replace_slots(fresh)


def recovery(before: Unlocked) -> Change:
    """A recovery code."""
    fresh = recovery_slot.with_code(before.slots, CODE, before.key, now=NOON, random=secrets.token_bytes)
    return lambda vault: vault.replace_slots(fresh)


CHANGES = {"renewal": renewal, "passphrase": passphrase, "recovery": recovery}


def die_before(step: int, said: list[str]) -> None:
    """From now on this process ends, as at a power cut, when it would write for the ``step``-th time."""

    def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            said.append(name)
            if len(said) > step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*given, **named)

        return run

    for name in _TO_DISK:
        setattr(os, name, counted(name, getattr(os, name)))
    connection._run = counted("statement", connection._run)
    connection._keyed = counted("database", connection._keyed)
    connection.Database.copy_to = counted("copy", connection.Database.copy_to)  # type: ignore[method-assign]


def child(path: Path, before: Unlocked, change: Change, step: int) -> None:
    """Open the vault, write something, and begin the change."""
    vault = vault_file.open_derived(VaultFolder.at(path), before, clock=CLOCK)
    with vault.database.transaction() as transaction:
        journal.append(transaction, NOON, "shared", {})
    said: list[str] = []
    die_before(step, said)
    change(vault)
    vault.close()
    print(*said, flush=True)


def main(name: str, vault: str, copies: str) -> None:
    """Kill at one step after the other, until there is none left."""
    before = unlock(VaultFolder.at(Path(vault)), Passphrase(BEFORE))
    change = CHANGES[name](before)
    step, status = 0, -1
    while status != 0:
        path = Path(copies) / f"{step:03}"
        shutil.copytree(vault, path)
        process = os.fork()
        if process == 0:
            child(path, before, change, step)
            os._exit(0)
        status = os.waitpid(process, 0)[1]
        if status not in {0, signal.SIGKILL}:
            sys.exit(f"step {step} ended otherwise: {status}")
        step += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
