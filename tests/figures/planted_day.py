"""The program of the planted values: a customer's day with them, stage by stage.

``python -m tests.figures.planted_day FOLDER`` reads a passphrase and the values, one a line, says the name of each
stage when it is reached, and goes on after the next line. The last stage writes until it is killed.
"""

from __future__ import annotations

import itertools
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Type
from vault.core.clock import SystemClock
from vault.customer import keys
from vault.customer.backups import drill, keep_backup, save_backup
from vault.customer.editing import search, set_words
from vault.customer.renewing import delete_old_backups, prepare_renewal, record_renewal
from vault.customer.restoring import by_passphrase, look_into, open_backup, restore_backup
from vault.customer.session import Session, create_vault, unlock
from vault.storage import drafts
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase

KEYS = [key for key, entry in shipped().entries.items() if entry.type is Type.TEXT]


def day(folder: Path, passphrase: Passphrase, values: list[str]) -> Iterator[str]:
    """The stages; the session is open in those that say so."""
    with create_vault(
        folder / "vault",
        passphrase,
        catalogue=shipped(),
        clock=SystemClock(),
        random=secrets.token_bytes,
        profile=SMALL,
    ) as session:
        _use(session, values)
        yield "in use"
    yield "after lock"
    with _open(folder, passphrase) as session:
        keep_backup(session)
        drill(session)
        save_backup(session, folder / "saved.vaultbackup")
        yield "after backups"
        started = keys.start(session, session.ask_passphrase().prove(passphrase))
        record_renewal(session, prepare_renewal(started, passphrase, None, SMALL))
        delete_old_backups(session)
        yield "after renewal of the key"
    backup = look_into(folder / "saved.vaultbackup")
    key = open_backup(backup, by_passphrase(passphrase))
    restore_backup(backup, key, folder / "restored", clock=SystemClock(), random=secrets.token_bytes)
    yield "after restoring"
    with _open(folder, passphrase) as session:
        yield "writing"
        for number in itertools.count():
            _set(session, number, values[number % len(values)])


def _use(session: Session, values: list[str]) -> None:
    """Typed, changed, looked for, half typed."""
    for number, value in enumerate(values):
        _set(session, number, value)
        search(session, value[:6])
        with session.database.transaction() as transaction:
            drafts.put(transaction, drafts.Draft("preference", session.clock.now(), {"typed": value}))


def _set(session: Session, number: int, value: str) -> None:
    set_words(session, KEYS[number % len(KEYS)], value)


def _open(folder: Path, passphrase: Passphrase) -> Session:
    return unlock(folder / "vault", passphrase, catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes)


if __name__ == "__main__":
    typed = sys.stdin.readline().rstrip("\n")
    for stage in day(Path(sys.argv[1]), Passphrase(typed), sys.stdin.readline().split()):
        print(stage, flush=True)
        sys.stdin.readline()
