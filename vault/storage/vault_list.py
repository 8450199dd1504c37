"""``vaults.json``: which vault is used, and where vaults are that do not lie beside the first.

::

    {"format": 1, "current": "/home/noor/kluis", "elsewhere": ["/media/stick/kluis"],
     "moving": {"from": "/home/noor/kluis", "to": "/media/stick/kluis"}}

It holds places and no secrets. Without it, the vaults that lie beside the first are found all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import loads
from vault.storage import safe_write
from vault.storage.lock_file import VaultLock

if TYPE_CHECKING:
    from vault.core.value import Json

FORMAT = 1
MAX_PLACES = 100
MAX_PATH = 4096
"""Characters: PATH_MAX of Linux, the longest of the three systems."""
MAX_FILE_BYTES = 4 * MAX_PLACES * MAX_PATH
_MEMBERS = {"format", "current", "elsewhere", "moving"}
_PATIENT_TRIES = 20
"""Two seconds; whoever has the list writes one small file."""


@dataclass(frozen=True)
class Moving:
    """A move that was begun, so that it can be brought to its end, whatever happens on the way."""

    source: Path
    target: Path


@dataclass(frozen=True)
class VaultList:
    """What the file says. ``current`` is None for the first vault."""

    current: Path | None = None
    elsewhere: tuple[Path, ...] = field(default=())
    moving: Moving | None = None


def read(path: Path) -> VaultList:
    """The list; an empty one where there is no file.

    Raises :class:`StorageError` ``vault_list_damaged`` or ``vault_list_newer``, or as ``storage_error`` does.
    """
    try:
        return _parsed(safe_write.read(path, max_bytes=MAX_FILE_BYTES), path)
    except StorageError as problem:
        if problem.code == "file_missing":
            return VaultList()
        if problem.code == "file_too_large":
            raise StorageError("vault_list_damaged", file=str(path)) from problem
        raise


def write(path: Path, content: VaultList) -> None:
    """Write the list, for who has :func:`lock`. Raises as ``storage_error`` does."""
    said: dict[str, Json] = {
        "format": FORMAT,
        "current": None if content.current is None else str(content.current),
        "elsewhere": [str(each) for each in content.elsewhere],
        "moving": None
        if content.moving is None
        else {"from": str(content.moving.source), "to": str(content.moving.target)},
    }
    safe_write.write(path, json.dumps(said, indent=1, ensure_ascii=False).encode("utf-8") + b"\n")


def lock(path: Path) -> VaultLock:
    """The right to read and then write the list, for a moment. Makes its folder where it is missing.

    Raises :class:`StorageError` ``vault_in_use`` or as ``storage_error`` does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise safe_write.storage_error(problem, path.parent) from problem
    return VaultLock.take(path.with_suffix(".lock"), tries=_PATIENT_TRIES)


def fits(path: Path) -> bool:
    """Whether the list can hold this place: absolute, and text, which names of files need not be."""
    try:
        text = str(path).encode("utf-8").decode("utf-8")
    except UnicodeError:
        return False
    return path.is_absolute() and len(text) <= MAX_PATH and "\0" not in text


def _parsed(data: bytes, path: Path) -> VaultList:
    try:
        found = loads(data, max_bytes=MAX_FILE_BYTES)
        newer = type(found["format"]) is int and found["format"] > FORMAT
        content = None if newer else _checked(found)
    except (TokenError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise StorageError("vault_list_damaged", file=str(path)) from problem
    if content is None:
        raise StorageError("vault_list_newer", file=str(path))
    return content


def _checked(found: dict[str, Any]) -> VaultList:
    """The list, each member of it as it must be. Raises ``ValueError``, ``TypeError`` or ``KeyError``."""
    elsewhere, moving = found["elsewhere"], found["moving"]
    if (
        found.keys() != _MEMBERS
        or type(found["format"]) is not int
        or found["format"] != FORMAT
        or not isinstance(elsewhere, list)
        or len(elsewhere) > MAX_PLACES
    ):
        raise ValueError("vaults")
    if moving is not None and moving.keys() != {"from", "to"}:
        raise ValueError("moving")
    return VaultList(
        None if found["current"] is None else _place(found["current"]),
        tuple(dict.fromkeys(_place(each) for each in elsewhere)),
        None if moving is None else Moving(_place(moving["from"]), _place(moving["to"])),
    )


def _place(found: object) -> Path:
    if not isinstance(found, str) or not fits(Path(found)):
        raise ValueError("place")
    return Path(found)
