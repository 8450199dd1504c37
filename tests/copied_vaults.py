"""Vaults for tests in which making one is not what is looked at: made once a process, and copied for each test.

A copy is opened as any vault is, with the key that was derived for the first one: deriving takes forty times as long as
all the rest.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.customer.deriving import Derived
from vault.customer.session import Session, make_vault
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Unlocked
from vault.storage.vault_folder import VaultFolder

Fill = Callable[[Session], object]


def copied_vault(folder: Path, passphrase: str, clock: SetClock, fill: Fill | None = None) -> Session:
    """An open vault at ``folder``, as it was once it had been made and ``fill`` had put something in, at one moment.

    At the lowest key derivation that is allowed. Folders of different names hold different vaults. ``fill`` is always
    the same function, not one that is made anew.
    """
    made, unlocked = _first(folder.name, passphrase, clock.now(), fill)
    shutil.copytree(made, folder)
    return _opened(Derived(VaultFolder.at(folder), unlocked), clock)


@cache
def _first(name: str, passphrase: str, moment: datetime, fill: Fill | None) -> tuple[Path, Unlocked]:
    folder, clock = Path(_home().name) / secrets.token_hex(8) / name, SetClock(moment)
    derived = make_vault(folder, Passphrase(passphrase), clock=clock, random=secrets.token_bytes, profile=SMALL)
    with _opened(derived, clock) as session:
        if fill is not None:
            fill(session)
    return folder, derived.unlocked


@cache
def _home() -> TemporaryDirectory[str]:
    """Kept until the process ends."""
    return TemporaryDirectory(prefix="vaults-to-copy-")


def _opened(derived: Derived, clock: SetClock) -> Session:
    return derived.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes)
