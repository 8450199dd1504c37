"""``.vaultbackup``: a whole vault in one file, as encrypted as the vault itself, to keep anywhere.

A zip file (:mod:`vault.storage.stored_zip`) with three members, in this order::

    manifest.json   {"format": "preference-vault-backup", "version": 1, "vault": "<32 hex>", "name": "vault",
                     "made_at": "2026-05-12T12:04:00Z", "reason": "daily", "schema": 2,
                     "files": {"slots.json": {"bytes": 645, "sha256": "<64 hex>"}, "vault.db": {…}},
                     "contents": {"preference": "<64 hex>", …}, "mac": "<64 hex>"}
    slots.json      as it was: the backup opens with the passphrase of its day
    vault.db        a snapshot

``mac`` is under a key that follows from the vault key, over all else. ``contents`` proves what the snapshot held when
it was made: a MAC for each table over its number of records and their hash, so that it tells nobody else either.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO
from zlib import crc32

from vault.core.clock import from_text, to_text
from vault.core.errors import StorageError, TokenError
from vault.core.plain_text import is_plain
from vault.core.strict_json import loads
from vault.storage import safe_write, slots, stored_zip
from vault.storage.canonical import canonical
from vault.storage.stored_zip import Member, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from vault.core.value import Json
    from vault.storage.contents import Content
    from vault.storage.secret import VaultKey
    from vault.storage.slots import Slots

SUFFIX = ".vaultbackup"
FORMAT = "preference-vault-backup"
VERSION = 1
MANIFEST, SLOTS, DATABASE = "manifest.json", "slots.json", "vault.db"
MAX_MANIFEST_BYTES = 64 * 1024
"""Four times what a hundred tables take."""
MAX_DATABASE_BYTES = 2**32 - 2**20
"""What a zip file without extensions can say of a size, with room for the rest. A vault has a few hundred megabytes."""
LIMITS = {MANIFEST: MAX_MANIFEST_BYTES, SLOTS: slots.MAX_FILE_BYTES, DATABASE: MAX_DATABASE_BYTES}
MAX_NAME = 255
"""Characters of a folder's name on every system."""
_MEMBERS = {"format", "version", "vault", "name", "made_at", "reason", "schema", "files", "contents", "mac"}
_MAX_TABLES = 200
_MAX_SCHEMA = 9999
"""Migrations have numbers of four digits."""
_TABLE = re.compile(r"[a-z_]{1,64}")
_HASH = re.compile(r"[0-9a-f]{64}")


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    MIGRATION = "migration"
    IMPORT = "import"
    ASKED = "asked"


@dataclass(frozen=True)
class Part:
    """A member as the manifest tells of it."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. Nothing of it is certain before :func:`verify`."""

    vault_id: str
    name: str
    made_at: datetime
    reason: Reason
    schema: int
    files: Mapping[str, Part]
    contents: Mapping[str, str] = field(default_factory=dict)
    mac: str = ""


@dataclass(frozen=True)
class Backup:
    """A backup file that has the right form, and slots by which it may open."""

    path: Path
    manifest: Manifest
    slots: Slots
    slots_bytes: bytes
    database: Place


@dataclass(frozen=True)
class Source:
    """What goes into a backup: a snapshot with what it holds, and the slots that open it."""

    snapshot: Path
    contents: tuple[Content, ...]
    schema: int
    slots: Slots


def write(file: BinaryIO, source: Source, key: VaultKey, *, name: str, made_at: datetime, reason: Reason) -> None:
    """Write a backup. Raises :class:`StorageError` ``backup_too_large``, or ``OSError`` as the disk does."""
    slots_bytes = slots.serialise(source.slots)
    part, crc = _measured(source.snapshot)
    if part.bytes > MAX_DATABASE_BYTES:
        raise StorageError("backup_too_large")
    made_at = made_at.replace(microsecond=0)
    manifest = Manifest(
        source.slots.vault_id,
        "".join(letter if is_plain(letter) else "_" for letter in name)[:MAX_NAME] or "_",
        made_at,
        reason,
        source.schema,
        {SLOTS: _part(slots_bytes), DATABASE: part},
        {each.table: content_mac(each, key, made_at) for each in source.contents},
    )
    told = _told(manifest)
    whole = {**told, "mac": _mac(told, key)}
    manifest_bytes = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=True).encode("ascii") + b"\n"
    members: list[tuple[Member, Iterable[bytes]]] = [
        (_member(MANIFEST, manifest_bytes), [manifest_bytes]),
        (_member(SLOTS, slots_bytes), [slots_bytes]),
        (Member(DATABASE, part.bytes, crc), _chunks(source.snapshot)),
    ]
    stored_zip.write(file, members, made_at)


def read(path: Path) -> Backup:
    """Look into a backup: its form, its limits and its slots. The snapshot is not read yet; see :func:`extract`.

    Raises :class:`StorageError` ``not_a_backup``, ``backup_incomplete``, ``backup_malformed``, ``backup_too_large``,
    ``backup_newer`` or ``backup_damaged``, as :func:`vault.storage.slots.parse`, or as ``storage_error`` does.
    """
    try:
        with safe_write.opened(path) as file:
            places = stored_zip.layout(file, LIMITS)
            manifest_bytes = b"".join(stored_zip.content(file, places[MANIFEST]))
            slots_bytes = b"".join(stored_zip.content(file, places[SLOTS]))
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    manifest = _manifest(manifest_bytes)
    if manifest.files[SLOTS] != _part(slots_bytes) or manifest.files[DATABASE].bytes != places[DATABASE].member.size:
        raise StorageError("backup_damaged")
    found = slots.parse(slots_bytes)
    if found.vault_id != manifest.vault_id:
        raise StorageError("backup_malformed", where=SLOTS)
    return Backup(path, manifest, found, slots_bytes, places[DATABASE])


def verify(backup: Backup, key: VaultKey) -> None:
    """Whether this vault wrote the manifest and the slots. Raises :class:`StorageError` ``backup_changed``."""
    if not hmac.compare_digest(backup.manifest.mac, _mac(_told(backup.manifest), key)):
        raise StorageError("backup_changed")
    slots.verify(backup.slots, key)


def extract(backup: Backup, take: Callable[[bytes], object]) -> None:
    """Give the snapshot of a backup, whose manifest is verified, to ``take``, chunk by chunk.

    Raises :class:`StorageError` ``backup_damaged`` or ``backup_incomplete``, or ``OSError`` as the disk does.
    """
    digest = hashlib.sha256()
    with safe_write.opened(backup.path) as source:
        for chunk in stored_zip.content(source, backup.database):
            digest.update(chunk)
            take(chunk)
    if digest.hexdigest() != backup.manifest.files[DATABASE].sha256:
        raise StorageError("backup_damaged")


def content_mac(content: Content, key: VaultKey, made_at: datetime) -> str:
    """What proves one table of one backup, 64 hex digits. Two backups of the same records do not show that they are."""
    said: Json = {
        "made_at": to_text(made_at),
        "table": content.table,
        "rows": content.rows,
        "sha256": content.sha256.hex(),
    }
    return key.mac("backup contents 1", canonical(said)).hex()


def _manifest(data: bytes) -> Manifest:
    try:
        found = loads(data, max_bytes=MAX_MANIFEST_BYTES)
        newer = found.get("format") == FORMAT and type(found["version"]) is int and found["version"] > VERSION
        if newer:
            raise StorageError("backup_newer")
        return _checked(found)
    except (TokenError, ValueError, TypeError, KeyError) as problem:
        raise StorageError("backup_malformed", where=MANIFEST) from problem


def _checked(found: dict[str, Any]) -> Manifest:
    """The manifest, each member of it as it must be. Raises ``ValueError``, ``TypeError`` or ``KeyError``."""
    vault_id, name, schema, files, contents = (found[each] for each in ("vault", "name", "schema", "files", "contents"))
    if not isinstance(files, dict) or not isinstance(contents, dict) or not isinstance(name, str):
        raise TypeError(MANIFEST)
    if (
        found.keys() != _MEMBERS
        or found["format"] != FORMAT
        or type(found["version"]) is not int
        or found["version"] != VERSION
        or not re.fullmatch(f"[0-9a-f]{{{2 * slots.VAULT_ID_BYTES}}}", vault_id)
        or not 0 < len(name) <= MAX_NAME
        or not all(map(is_plain, name))
        or type(schema) is not int
        or not 0 < schema <= _MAX_SCHEMA
        or files.keys() != {SLOTS, DATABASE}
        or len(contents) > _MAX_TABLES
        or not all(_TABLE.fullmatch(table) and _HASH.fullmatch(mac) for table, mac in contents.items())
        or not _HASH.fullmatch(found["mac"])
    ):
        raise ValueError(MANIFEST)
    parts = {each: _checked_part(files[each]) for each in files}
    made_at, reason = from_text(found["made_at"]), Reason(found["reason"])
    return Manifest(vault_id, name, made_at, reason, schema, parts, contents, found["mac"])


def _checked_part(found: object) -> Part:
    if not isinstance(found, dict):
        raise TypeError(MANIFEST)
    size, digest = found["bytes"], found["sha256"]
    if found.keys() != {"bytes", "sha256"} or type(size) is not int or size < 0 or not _HASH.fullmatch(digest):
        raise ValueError(MANIFEST)
    return Part(size, digest)


def _told(manifest: Manifest) -> dict[str, Json]:
    """The manifest as it stands in the file, without its MAC."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault": manifest.vault_id,
        "name": manifest.name,
        "made_at": to_text(manifest.made_at),
        "reason": manifest.reason.value,
        "schema": manifest.schema,
        "files": {name: {"bytes": part.bytes, "sha256": part.sha256} for name, part in manifest.files.items()},
        "contents": dict(manifest.contents),
    }


def _mac(told: dict[str, Json], key: VaultKey) -> str:
    return key.mac("backup 1", canonical(told)).hex()


def _part(data: bytes) -> Part:
    return Part(len(data), hashlib.sha256(data).hexdigest())


def _member(name: str, data: bytes) -> Member:
    return Member(name, len(data), crc32(data))


def _measured(path: Path) -> tuple[Part, int]:
    digest, crc, size = hashlib.sha256(), 0, 0
    for chunk in _chunks(path):
        digest.update(chunk)
        crc, size = crc32(chunk, crc), size + len(chunk)
    return Part(size, digest.hexdigest()), crc


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(stored_zip.CHUNK_BYTES):
            yield chunk
