"""Several vaults: which there are, which one is used, and making, moving and deleting one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.customer.vault_places import (
    Places,
    State,
    change_list,
    found_beside,
    is_path,
    normal,
    state_at,
    with_current,
    with_folder,
    without_folder,
)
from vault.storage import keychain, keychain_slot, safe_write, slots, vault_list, vault_moving, vault_removal
from vault.storage.lock_file import VaultLock
from vault.storage.slots import Kind
from vault.storage.vault_folder import VaultFolder
from vault.storage.vault_list import Moving, VaultList
from vault.storage.vault_parts import parts

if TYPE_CHECKING:
    from vault.customer.session import Random
    from vault.storage.keychain import Keychain


@dataclass(frozen=True)
class KnownVault:
    """One vault of the list. ``current`` is the one that is used where none is named."""

    name: str
    folder: Path
    state: State
    current: bool = False


@dataclass(frozen=True)
class MovedVault:
    """A vault in its new place; what was not ours and stays in the old one; and why some of ours is still there."""

    folder: Path
    others: tuple[str, ...]
    problem: StorageError | None


@dataclass(frozen=True)
class DeletedVault:
    """A vault that is gone, or was before (``missing``), and what was not ours and stays."""

    vault: KnownVault
    missing: bool
    others: tuple[str, ...]


def current_folder(places: Places, random: Random) -> Path:
    """The vault that is used where none is named. A move that was interrupted is brought to its end first.

    Raises as :func:`vault.storage.vault_list.read`.
    """
    found = _settled(places, random)
    current, moving = found.current or places.first, found.moving
    if moving is not None and moving.source == current and state_at(moving.target) is State.THERE:
        return moving.target  # whole there, whatever is left here
    return current


def is_away(places: Places, folder: Path) -> bool:
    """Whether ``folder`` is of the vault that is used, as the list says, and nothing is there: its disk is out.

    Raises as :func:`vault.storage.vault_list.read`.
    """
    return folder == vault_list.read(places.list).current and state_at(folder) is State.MISSING


def view_vaults(places: Places, random: Random) -> tuple[KnownVault, ...]:
    """Every vault that is known, by name. As :func:`current_folder`, it ends an interrupted move first.

    Raises as :func:`vault.storage.vault_list.read` and ``storage_error`` do.
    """
    found = _settled(places, random)
    current = found.current or places.first
    folders = dict.fromkeys([*found_beside(places), *found.elsewhere, current])
    known = [KnownVault(each.name, each, state_at(each), each == current) for each in folders]
    known = [each for each in known if each.folder != places.first or each.state is not State.MISSING]
    return tuple(sorted(known, key=lambda each: (each.name.casefold(), str(each.folder))))


def find_vault(places: Places, typed: str, random: Random) -> KnownVault:
    """The vault of this name, or in this folder, which may be one that is not known yet.

    Raises :class:`ChoiceError` ``vault_unknown`` or ``vault_ambiguous``, :class:`StorageError` as
    :meth:`VaultFolder.check`, or as :func:`view_vaults`.
    """
    known = view_vaults(places, random)
    if not is_path(typed):
        found = [each for each in known if normal(each.name) == normal(typed)]
        if not found:
            raise ChoiceError("vault_unknown", name=typed)
        if len(found) > 1:
            raise ChoiceError("vault_ambiguous", name=typed)
        return found[0]
    folder = VaultFolder.at(Path(typed))
    for each in known:
        if each.folder in {folder.path, Path(typed).absolute()}:
            return each
    folder.check()
    if not vault_list.fits(folder.path):
        raise StorageError("folder_unusable")
    return KnownVault(folder.path.name, folder.path, State.THERE)


def remember_vault(places: Places, folder: Path) -> None:
    """Put a vault that was made on the list, if it lies elsewhere.

    Raises :class:`ChoiceError` ``too_many_vaults``, or as :func:`vault.storage.vault_list.write`.
    """
    if not places.beside(folder):
        change_list(places, lambda found: with_folder(places, found, folder))


def use_vault(places: Places, vault: KnownVault) -> None:
    """From now on use this one where none is named.

    Raises as :meth:`VaultFolder.check` and :func:`remember_vault`.
    """
    VaultFolder.at(vault.folder).check()
    change_list(places, lambda found: with_current(places, with_folder(places, found, vault.folder), vault.folder))


def move_vault(places: Places, vault: KnownVault, target: Path, random: Random) -> MovedVault:
    """Move a vault that nobody has open to ``target``, where nothing is; it is used there if it was here.

    Raises as :func:`vault.storage.vault_moving.move` and :func:`remember_vault`; then the vault is where it was.
    """
    source, wanted = VaultFolder(vault.folder), VaultFolder.at(target)
    wanted.require_free()
    try:
        wanted.path.parent.mkdir(parents=True, exist_ok=True)  # from now on, where it is missing its disk is out
    except OSError as problem:
        raise safe_write.storage_error(problem, wanted.path.parent) from problem
    before = vault_list.read(places.list)
    # The list knows both places from here on, so that a crash on the way leaves none of them unknown.
    moving = Moving(source.path, wanted.path)
    change_list(places, lambda found: replace(with_folder(places, found, wanted.path), moving=moving))
    try:
        moved = vault_moving.move(source, wanted, random)
    except BaseException:
        with contextlib.suppress(StorageError):  # the next look at the list tries again
            change_list(places, lambda found: replace(found, elsewhere=before.elsewhere, moving=None))
        raise
    change_list(places, lambda found: _after_move(places, found, moving, kept=moved.problem is not None))
    return MovedVault(wanted.path, moved.others, moved.problem)


def delete_vault(
    places: Places, vault: KnownVault, random: Random, *, find_keychain: Callable[[], Keychain] = keychain.find
) -> DeletedVault:
    """Delete a vault that nobody has open, what opens it first, and its secret in the keychain.

    Where nothing of it is any more, it only goes from the list. Raises as :func:`vault.storage.vault_removal.remove`.
    """
    folder = VaultFolder(vault.folder)
    others: tuple[str, ...] = ()
    accounts = _keychain_accounts(folder)
    try:
        others = vault_removal.remove(folder, random)
    except StorageError as problem:
        if vault.state is not State.MISSING or problem.code not in {"vault_missing", "not_a_vault"}:
            raise
    if accounts:
        with contextlib.suppress(StorageError):  # what is left there opens nothing any more
            found = find_keychain()
            for account in accounts:
                found.forget(account)
    change_list(places, lambda found: without_folder(found, vault.folder))
    return DeletedVault(vault, vault.state is State.MISSING, others)


def _keychain_accounts(folder: VaultFolder) -> list[str]:
    try:
        found = slots.parse(safe_write.read(folder.slots, max_bytes=slots.MAX_FILE_BYTES))
    except StorageError:
        return []
    return [keychain_slot.account(found, slot) for slot in found.slots if slot.kind == Kind.KEYCHAIN]


def _settled(places: Places, random: Random) -> VaultList:
    """The list, and a move that was interrupted ended; one that is under way, or out of reach, is left for later."""
    found = vault_list.read(places.list)
    if found.moving is None:
        return found
    try:
        ended = _ended(places, found.moving, random)
    except StorageError:
        return found
    return found if ended is None else change_list(places, ended)


def _ended(places: Places, moving: Moving, random: Random) -> Callable[[VaultList], VaultList] | None:
    """End an interrupted move on the disk; what then has to change in the list, or None if it is too early."""
    source, target = VaultFolder(moving.source), VaultFolder(moving.target)
    arrived = state_at(target.path) is State.THERE
    if state_at(source.path) is State.MISSING:
        if not arrived:
            return None
        with contextlib.suppress(StorageError):  # an empty folder, and whatever else was the last to go
            vault_removal.remove(source, random)
        _remove_unfinished(target, random)
        return lambda found: _after_move(places, found, moving, kept=False)
    lock = VaultLock.take(source.lock)
    try:
        if arrived:
            left = parts(source)
            # Without its slots it was being removed; with them it may have been used since, and then it stays.
            kept = source.slots.exists() and not vault_moving.is_copy(source, left, target)
            if not kept:
                vault_removal.remove_parts(source, left, random, lock)
                _remove_unfinished(target, random)
            return lambda found: _after_move(places, found, moving, kept=kept)
        if state_at(source.path) is not State.THERE or not target.path.parent.is_dir():
            return None  # what is not here is on a disk that is out
        _remove_unfinished(target, random)
        return lambda found: without_folder(found, target.path)
    finally:
        lock.release()


def _remove_unfinished(target: VaultFolder, random: Random) -> None:
    """What was copied before a crash has keys in it, as every copy does."""
    for unfinished in target.unfinished():
        vault_removal.remove(unfinished, random)


def _after_move(places: Places, found: VaultList, moving: Moving, *, kept: bool) -> VaultList:
    """The list after a move. Where something stays in the old place, that stays known too."""
    used = (found.current or places.first) == moving.source
    known = found if kept else without_folder(found, moving.source)
    return replace(with_current(places, known, moving.target) if used else known, moving=None)
