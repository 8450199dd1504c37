"""A vault's folder with every file that a vault can have. Moving and removing look at names and bytes alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

from vault.storage.vault_folder import VaultFolder

BACKUP = "2026-05-12T120400Z.daily.vaultbackup"
SLOT_ID = "0123456789abcdef"
VAULT_ID = "a5" * 16
SLOTS = json.dumps(
    {
        "format": 1,
        "vault": VAULT_ID,
        "slot_generation": 1,
        "slots": [{"id": SLOT_ID, "kind": "keychain"}],
        "mac": "00" * 32,
    }
).encode()
KEYS = {"slots.json": SLOTS, "slots.renewed.json": SLOTS, f"backups/{BACKUP}": b"manifest, slots, database" * 9000}
LASTING = {**KEYS, "anchor": b"anchor", "vault.db": b"page" * 5000, "vault.db-wal": b"frames"}
PASSING = (
    "lock",
    "vault.db-shm",
    ".snapshot.db",
    ".renewed.db-wal",
    ".drill.db-journal",
    ".survey.db",
    ".damaged.db",
    ".slots.json.new",
    ".anchor.new",
    f"backups/.{BACKUP}.new",
)


def fill(path: Path, *, passing: bool = True) -> VaultFolder:
    """Make the folder."""
    folder = VaultFolder(path)
    folder.backups.mkdir(parents=True, mode=0o700)
    path.chmod(0o700)
    for name, content in LASTING.items():
        (path / name).write_bytes(content)
    for name in PASSING if passing else ():
        (path / name).write_bytes(os.urandom(20))
    return folder


def tree(path: Path) -> dict[str, bytes]:
    """Every file below, with its content."""
    return {str(each.relative_to(path)): each.read_bytes() for each in path.rglob("*") if each.is_file()}
