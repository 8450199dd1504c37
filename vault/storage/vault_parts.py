"""Which files in a vault's folder are the vault's own. Whatever else somebody put there is theirs."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.storage.backup_file import SUFFIX
from vault.storage.safe_write import refuse_link, storage_error

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.vault_folder import VaultFolder

_LASTING = frozenset({"vault.db", "vault.db-wal", "vault.db-journal", "slots.json", "slots.renewed.json", "anchor"})
_PASSING = re.compile(
    # What is there while a vault is open or a crash left behind: the lock, scratch databases, half-written files.
    r"lock|vault\.db-shm|\.(snapshot|renewed|drill|survey|damaged)\.db(-wal|-shm|-journal)?"
    r"|\.(slots\.json|slots\.renewed\.json|anchor)\.new"
)
_BACKUP = re.compile(r"[^.].*" + re.escape(SUFFIX))
_PASSING_BACKUP = re.compile(r"\..+" + re.escape(SUFFIX) + r"\.new")
SHREDDING = ".shredding"
"""The end of the name of a key while it is overwritten: what was a slots file then no longer looks like one."""
_SHREDDING = re.compile(r"\.(slots\.json|slots\.renewed\.json|.+" + re.escape(SUFFIX) + ")" + re.escape(SHREDDING))


@dataclass(frozen=True)
class Parts:
    """What a vault's folder holds. No link is ever followed, and none is ours.

    ``keys`` open the vault: the slots files, and each backup, which has slots of its own. ``shredding`` are those that
    a removal was about to overwrite. ``data`` is the rest that lasts, ``passing`` what goes with a crash. ``others``
    are the names of what is not ours.
    """

    keys: tuple[Path, ...]
    shredding: tuple[Path, ...]
    data: tuple[Path, ...]
    passing: tuple[Path, ...]
    others: tuple[str, ...]

    @property
    def lasting(self) -> tuple[Path, ...]:
        """All that has to be copied for a whole vault."""
        return self.keys + self.data


def parts(folder: VaultFolder) -> Parts:
    """Look through a vault's folder and its backups.

    Raises :class:`StorageError` ``vault_missing``, ``link_refused``, ``not_a_vault`` or as ``storage_error`` does.
    """
    refuse_link(folder.path)
    sorted_out: dict[str, list[Path]] = {"keys": [], "shredding": [], "data": [], "passing": [], "others": []}
    try:
        if not folder.path.exists():
            raise StorageError("vault_missing", folder=folder.path.name)
        if not folder.path.is_dir():
            raise StorageError("not_a_vault", folder=folder.path.name)
        backups: list[Path] = []
        for path in sorted(folder.path.iterdir()):
            if path == folder.backups and stat.S_ISDIR(path.lstat().st_mode):
                backups = sorted(path.iterdir())
            else:
                sorted_out[_kind(path, folder)].append(path)
        for path in backups:
            sorted_out[_backup_kind(path)].append(path)
    except OSError as problem:
        raise storage_error(problem, folder.path) from problem
    others = tuple(path.relative_to(folder.path).as_posix() for path in sorted_out.pop("others"))
    return Parts(**{kind: tuple(found) for kind, found in sorted_out.items()}, others=others)


def _kind(path: Path, folder: VaultFolder) -> str:
    if not stat.S_ISREG(path.lstat().st_mode):
        return "others"
    if path in {folder.slots, folder.renewed_slots}:
        return "keys"
    if path.name in _LASTING:
        return "data"
    if _SHREDDING.fullmatch(path.name):
        return "shredding"
    return "passing" if _PASSING.fullmatch(path.name) else "others"


def _backup_kind(path: Path) -> str:
    if not stat.S_ISREG(path.lstat().st_mode):
        return "others"
    if _BACKUP.fullmatch(path.name):
        return "keys"
    if _SHREDDING.fullmatch(path.name):
        return "shredding"
    return "passing" if _PASSING_BACKUP.fullmatch(path.name) else "others"
