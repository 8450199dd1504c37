"""Where vaults are: the folder in which they lie beside each other, and the list of those that lie elsewhere.

A vault's name is that of its folder.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from vault.core.errors import ChoiceError, StorageError
from vault.core.plain_text import is_plain
from vault.storage import safe_write, vault_list
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_list import MAX_PLACES, VaultList

FIRST = "vault"
"""The folder of the first vault, and so its name."""
LIST = "vaults.json"
MAX_NAME_BYTES = 200
"""Of 255 that file systems take, with room for what is added while a vault is being made."""
_NOT_IN_NAMES = set('/\\:*?"<>|')
"""What some system does not take in the name of a folder; a vault may move to another."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""What Windows takes for a device, whatever comes after a full stop."""


@dataclass(frozen=True)
class Places:
    """The folder of the vaults, and the file of the list."""

    vaults: Path
    list: Path

    @classmethod
    def at(cls, vaults: Path, config: Path) -> Self:
        """The places in the platform's folders for data and for configuration. Raises ``folder_unusable``."""
        return cls(VaultFolder.at(vaults).path, config / LIST)

    @property
    def first(self) -> Path:
        return self.vaults / FIRST

    def beside(self, folder: Path) -> bool:
        """Whether a vault there is found without the list."""
        return folder.parent == self.vaults


class State(StrEnum):
    """What is in a vault's place: all of it, a part (damaged, or half deleted), or nothing (a stick that is out)."""

    THERE = "there"
    PARTLY = "partly"
    MISSING = "missing"


def state_at(path: Path) -> State:
    """What is there, as far as it can be seen."""
    folder = VaultFolder(path)
    try:
        found = [each.exists() for each in (folder.slots, folder.database)]
    except OSError:
        return State.MISSING
    return State.THERE if all(found) else State.PARTLY if any(found) else State.MISSING


def place_for(places: Places, typed: str) -> Path:
    """Where a new vault of this name goes, or one with this folder.

    Raises :class:`ChoiceError` ``vault_name_refused``, or :class:`StorageError` ``folder_unusable``.
    """
    if is_path(typed):
        folder = VaultFolder.at(Path(typed)).path
        if not vault_list.fits(folder):
            raise StorageError("folder_unusable")
        return folder
    name = normal(typed)
    if (
        not 0 < len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES
        or not all(map(is_plain, name))
        or _NOT_IN_NAMES.intersection(name)
        or name != name.strip()
        or name[0] == "."
        or name[-1] == "."
        or name.partition(".")[0].casefold() in _DEVICES
    ):
        raise ChoiceError("vault_name_refused")
    return places.vaults / name


def free_place(vaults: Path, wanted: str) -> Path:
    """A folder in ``vaults`` where nothing is, named as ``wanted`` or close to it; that name may come from a file.

    Raises :class:`ChoiceError` ``vault_exists`` where all such names are taken, or as ``storage_error`` does.
    """
    places = Places(vaults, vaults / LIST)
    try:
        first = places.first if is_path(wanted) else place_for(places, wanted)
    except ChoiceError:
        first = places.first
    tried = (first, *(first.with_name(f"{first.name} {number}") for number in range(2, MAX_PLACES)))
    try:
        return next(each for each in tried if not (each.is_symlink() or each.exists()))
    except StopIteration:
        raise ChoiceError("vault_exists", folder=first.name) from None
    except OSError as problem:
        raise safe_write.storage_error(problem, vaults) from problem


def is_path(typed: str) -> bool:
    """Whether a folder is meant, and not a name."""
    return os.sep in typed or (os.altsep is not None and os.altsep in typed)


def normal(name: str) -> str:
    """In Unicode's form NFC, so that "café" is one name on every keyboard and disk."""
    return unicodedata.normalize("NFC", name)


def found_beside(places: Places) -> list[Path]:
    """The vaults beside the first, whole or not. A link is none, whatever it leads to. Raises as the disk does."""
    try:
        inside = [each for each in places.vaults.iterdir() if each.name[0] != "." and not each.is_symlink()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise safe_write.storage_error(problem, places.vaults) from problem
    return [each for each in inside if vault_list.fits(each) and state_at(each) is not State.MISSING]


def change_list(places: Places, change: Callable[[VaultList], VaultList]) -> VaultList:
    """Read the list, change it and write it, with nobody in between; the list as it is then. Raises as both do."""
    lock = vault_list.lock(places.list)
    try:
        changed = change(vault_list.read(places.list))
        vault_list.write(places.list, changed)
    finally:
        lock.release()
    return changed


def with_folder(places: Places, found: VaultList, folder: Path) -> VaultList:
    """The list with a vault on it, if it needs to be. Raises :class:`ChoiceError` ``too_many_vaults``."""
    if places.beside(folder) or folder in found.elsewhere:
        return found
    if len(found.elsewhere) == MAX_PLACES:
        raise ChoiceError("too_many_vaults", limit=MAX_PLACES)
    return replace(found, elsewhere=(*found.elsewhere, folder))


def without_folder(found: VaultList, folder: Path) -> VaultList:
    """The list without a vault, and without a move of it; if it was the one that is used, that is the first again."""
    moving = found.moving
    return replace(
        found,
        current=None if found.current == folder else found.current,
        elsewhere=tuple(each for each in found.elsewhere if each != folder),
        moving=None if moving is not None and folder in {moving.source, moving.target} else moving,
    )


def with_current(places: Places, found: VaultList, folder: Path) -> VaultList:
    """The list with this vault as the one that is used."""
    return replace(found, current=None if folder == places.first else folder)
