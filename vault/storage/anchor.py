"""The anchor: a small file that says what the newest state was, so that an old database put back is noticed.

::

    {"format": 1, "state_generation": 12, "journal": "<64 hex: the journal's last hash>", "mac": "<64 hex>"}

SQLCipher notices a changed page, but not an old one, or a whole old file. The anchor is written after the commit, so
after a crash the database may be ahead of it, by one; it is never behind. An anchor that is further back was put back.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import loads
from vault.storage import journal, safe_write
from vault.storage.canonical import canonical

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.value import Json
    from vault.storage.connection import Database
    from vault.storage.secret import VaultKey

FORMAT = 1
MAX_FILE_BYTES = 1024
"""Four times what it holds."""


@dataclass(frozen=True)
class Anchor:
    """What the newest state was: ``generation`` counts the writings, ``journal_hash`` is the journal's last."""

    generation: int
    journal_hash: bytes


def write(path: Path, database: Database, key: VaultKey) -> Anchor:
    """Write down the database's present state. Call it after a commit, outside any block.

    The generation is raised in the database first: a crash between the two leaves the database one ahead, and the next
    writing uses the number that has no anchor yet. Raises :class:`StorageError` as the database and
    :func:`vault.storage.safe_write.write` do.
    """
    with database.transaction() as transaction:
        row = transaction.row("SELECT state_generation FROM vault_state")
        if row is None:
            raise StorageError("database_damaged")
        generation = row["state_generation"]
        if not _waits_for(generation, path, key):
            generation += 1
            transaction.execute("UPDATE vault_state SET state_generation = ?", (generation,))
        anchor = Anchor(generation, journal.last_hash(transaction))
    content: dict[str, Json] = {
        "format": FORMAT,
        "state_generation": anchor.generation,
        "journal": anchor.journal_hash.hex(),
    }
    safe_write.write(path, canonical({**content, "mac": _mac(content, key)}))
    return anchor


def read(path: Path, key: VaultKey) -> Anchor:
    """The anchor of a file, its MAC checked.

    Raises :class:`StorageError` ``anchor_missing``, ``anchor_damaged``, ``vault_newer`` for a later format, or as
    :func:`vault.storage.safe_write.read`.
    """
    try:
        content = loads(safe_write.read(path, max_bytes=MAX_FILE_BYTES), max_bytes=MAX_FILE_BYTES)
        whole = hmac.compare_digest(content.pop("mac"), _mac(content, key))
    except StorageError as problem:
        if problem.code == "file_missing":
            raise StorageError("anchor_missing") from problem
        raise
    except (TokenError, ValueError, TypeError, KeyError) as problem:
        raise StorageError("anchor_damaged") from problem
    if not whole:
        raise StorageError("anchor_damaged")
    if content["format"] != FORMAT:
        raise StorageError("vault_newer")
    return Anchor(content["state_generation"], bytes.fromhex(content["journal"]))


def check(anchor: Anchor, database: Database) -> None:
    """Whether the database is as new as the anchor, or newer by what a crash explains.

    Raises :class:`StorageError` ``changed_outside`` otherwise: an older file, or a part of one, was put back.
    """
    with database.read() as reader:
        row = reader.row("SELECT state_generation FROM vault_state")
        if row is None:
            raise StorageError("database_damaged")
        ahead = row["state_generation"] - anchor.generation
        if not 0 <= ahead <= 1 or not journal.holds(reader, anchor.journal_hash):
            raise StorageError("changed_outside")


def _waits_for(generation: int, path: Path, key: VaultKey) -> bool:
    """Whether this generation was raised for an anchor that then was not written, as far as can be told.

    An anchor that cannot be read, or is of another key, does not tell; then the generation stays.
    """
    try:
        return read(path, key).generation == generation - 1
    except StorageError as problem:
        return problem.code != "anchor_missing"


def _mac(content: dict[str, Json], key: VaultKey) -> str:
    return key.mac("anchor 1", canonical(content)).hex()
