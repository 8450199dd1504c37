"""The backups that a vault keeps in its own folder: made, listed, and dropped when others take their place."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage import backup_file, safe_write
from vault.storage.backup_file import SUFFIX, Reason
from vault.storage.snapshot import snapshot
from vault.storage.vault_folder import FOLDER_MODE

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.connection import Database
    from vault.storage.secret import VaultKey
    from vault.storage.slots import Slots
    from vault.storage.vault_folder import VaultFolder

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many days, weeks and months with a backup keep their newest."""
_TIME = "%Y-%m-%dT%H%M%SZ"
"""Without colons, which Windows does not take in names."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}Z)\.([a-z]+)" + re.escape(SUFFIX))
_TEMPORARY = re.compile(r"\..+\.new")


@dataclass(frozen=True, order=True)
class Kept:
    """One backup of the folder, as its name tells; what is inside is for :func:`backup_file.verify`."""

    made_at: datetime
    reason: Reason
    path: Path


def keep(
    folder: VaultFolder, database: Database, slots: Slots, key: VaultKey, *, now: datetime, reason: Reason
) -> Kept:
    """Make a backup, prove it, and then drop those whose place it takes.

    Raises as :func:`vault.storage.snapshot.snapshot` and ``storage_error`` do; then the others are all still there.
    """
    _tidy(folder)
    made_at = now.replace(microsecond=0)
    taken = {each.made_at for each in kept(folder)}
    while made_at in taken:  # two within a second
        made_at += timedelta(seconds=1)
    path = folder.backups / _name(made_at, reason)
    with snapshot(database, slots, key, folder.path) as source:
        safe_write.publish_filled(
            path,
            lambda file: backup_file.write(file, source, key, name=folder.path.name, made_at=made_at, reason=reason),
            lambda written: prove_written(written, key),
            temporary=f".{path.name}.new",
        )
    for old in dropped(kept(folder)):
        with contextlib.suppress(OSError):  # one too many is no reason to fail
            old.path.unlink(missing_ok=True)
    return Kept(made_at, reason, path)


def save(
    folder: VaultFolder,
    database: Database,
    slots: Slots,
    key: VaultKey,
    path: Path,
    *,
    now: datetime,
    random: Callable[[int], bytes],
) -> None:
    """Make a backup at a place of the customer's choice, where nothing is. All of it is there, or nothing.

    Raises as :func:`keep`; ``folder_unusable`` where ``path`` is taken.
    """
    with snapshot(database, slots, key, folder.path) as source:
        safe_write.publish_filled(
            path,
            lambda file: backup_file.write(file, source, key, name=folder.path.name, made_at=now, reason=Reason.ASKED),
            lambda written: prove_written(written, key),
            temporary=f".{random(16).hex()}.new",
        )


def kept(folder: VaultFolder) -> tuple[Kept, ...]:
    """The backups in the folder, newest first. Raises as ``storage_error`` does."""
    try:
        found = [each for path in folder.backups.iterdir() if (each := _kept(path)) is not None]
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise safe_write.storage_error(problem, folder.backups) from problem
    return tuple(sorted(found, reverse=True))


def dropped(backups: Iterable[Kept]) -> tuple[Kept, ...]:
    """Which backups go, by their times alone: no clock that was wrong for a while can make them all go.

    Of each of the last seven days that have one, the newest of each reason stays, so that the one from before a
    migration is not lost to the one after it; of the last four weeks and the last twelve months, the newest.
    """
    newest_first = sorted(backups, reverse=True)
    stays: set[Kept] = set()
    days: set[Hashable] = set()
    for each in newest_first:
        days.add(each.made_at.date())
        if len(days) > DAYS:
            break
        if not any(one.made_at.date() == each.made_at.date() and one.reason is each.reason for one in stays):
            stays.add(each)
    stays |= _newest_of_each(newest_first, WEEKS, lambda each: each.made_at.isocalendar()[:2])
    stays |= _newest_of_each(newest_first, MONTHS, lambda each: (each.made_at.year, each.made_at.month))
    return tuple(each for each in newest_first if each not in stays)


def newest_good(folder: VaultFolder, key: VaultKey | None) -> Kept | None:
    """The newest backup that is whole, to its last byte, and of this key; without a key, whole as far as it says.

    Raises as :func:`kept`.
    """
    for each in kept(folder):
        with contextlib.suppress(StorageError):
            prove_written(each.path, key)
            return each
    return None


def prove_written(path: Path, key: VaultKey | None) -> None:
    """Read a backup back from the disk, to its last byte. Raises as :mod:`vault.storage.backup_file` does."""
    backup = backup_file.read(path)
    if key is not None:
        backup_file.verify(backup, key)
    try:
        backup_file.extract(backup, len)  # whatever takes the chunks
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem


def _newest_of_each(newest_first: Iterable[Kept], most: int, span: Callable[[Kept], Hashable]) -> set[Kept]:
    found: dict[Hashable, Kept] = {}
    for each in newest_first:
        found.setdefault(span(each), each)
    return set(list(found.values())[:most])


def _name(made_at: datetime, reason: Reason) -> str:
    return f"{made_at.astimezone(UTC).strftime(_TIME)}.{reason.value}{SUFFIX}"


def _kept(path: Path) -> Kept | None:
    found = _NAME.fullmatch(path.name)
    if found is None or path.is_symlink() or not path.is_file():
        return None
    try:
        return Kept(datetime.strptime(found[1], _TIME).replace(tzinfo=UTC), Reason(found[2]), path)
    except ValueError:
        return None


def _tidy(folder: VaultFolder) -> None:
    """Make the folder where it is missing, and remove what a crash left half."""
    try:
        folder.backups.mkdir(mode=FOLDER_MODE, exist_ok=True)
        safe_write.refuse_link(folder.backups)
        safe_write.make_private(folder.backups, FOLDER_MODE)
        for path in folder.backups.iterdir():
            if _TEMPORARY.fullmatch(path.name):
                path.unlink(missing_ok=True)
    except OSError as problem:
        raise safe_write.storage_error(problem, folder.backups) from problem
