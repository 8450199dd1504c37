"""The folder of one vault: which files it has, how it comes to be, and what is refused."""

from __future__ import annotations

import errno
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from vault.core.errors import ChoiceError, StorageError
from vault.storage.safe_write import discard_half, flush_folder, make_private, refuse_link, storage_error

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER_MODE = 0o700


@dataclass(frozen=True)
class VaultFolder:
    """The paths of one vault."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> Self:
        """The folder that ``path`` leads to, links followed. Raises :class:`StorageError` ``folder_unusable``."""
        try:
            return cls(path.resolve())
        except (OSError, RuntimeError, ValueError) as problem:  # a ring of links, a NUL in the name
            raise StorageError("folder_unusable") from problem

    @property
    def database(self) -> Path:
        return self.path / "vault.db"

    @property
    def slots(self) -> Path:
        return self.path / "slots.json"

    @property
    def renewed_slots(self) -> Path:
        """The slots of a new vault key, while it is being renewed; see :mod:`vault.storage.key_renewal`."""
        return self.path / "slots.renewed.json"

    @property
    def renewed_database(self) -> Path:
        """The database under a new vault key, while it is being made."""
        return self.path / ".renewed.db"

    @property
    def anchor(self) -> Path:
        return self.path / "anchor"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def trial(self) -> VaultFolder:
        """Where an export is tried out for a moment, beside :meth:`begin`; nothing ever has this name."""
        return VaultFolder(self.path / ".trial")

    def tidy(self) -> None:
        """Remove what a crash left half, as far as that goes: for who has the lock."""
        for path in (self.slots, self.anchor):
            discard_half(path)
        for left in self.trial.unfinished():
            left.remove()

    def check(self) -> None:
        """Whether this looks like a vault, before anything in it is opened, and tighten its mode.

        Raises :class:`StorageError` ``vault_missing``, ``not_a_vault``, ``slots_missing``, ``database_missing``,
        ``database_empty``, ``link_refused``, ``not_a_file`` or as ``storage_error`` does.
        """
        try:
            if not self.path.exists():
                raise StorageError("vault_missing", folder=self.path.name)
            has_slots, has_database = self.slots.exists(), self.database.exists()
            if not self.path.is_dir() or not (has_slots or has_database):
                raise StorageError("not_a_vault", folder=self.path.name)
            if not has_slots:
                raise StorageError("slots_missing")
            if not has_database:
                raise StorageError("database_missing")
            for suffix in ("", "-wal", "-shm", "-journal"):
                # SQLite would wait for ever at a pipe that has the name of a journal.
                _require_file(self.database.with_name(self.database.name + suffix))
            # SQLite would take an empty file for a new database, and the customer's own for gone.
            if self.database.stat().st_size == 0:
                raise StorageError("database_empty")
            make_private(self.path, FOLDER_MODE)  # a copy from elsewhere may be open to others
        except OSError as problem:
            raise storage_error(problem, self.path) from problem

    def require_free(self) -> None:
        """Whether a vault can be made here. Raises as :meth:`begin`."""
        try:
            if self.slots.exists() or self.database.exists():
                raise ChoiceError("vault_exists", folder=self.path.name)
            if self.path.exists() and not (self.path.is_dir() and not any(self.path.iterdir())):
                raise ChoiceError("folder_not_empty", folder=self.path.name)
        except OSError as problem:
            raise storage_error(problem, self.path) from problem

    def begin(self, random: Callable[[int], bytes]) -> VaultFolder:
        """A new folder beside this one, to build a vault in before :meth:`finish` gives it its name.

        Raises :class:`ChoiceError` ``vault_exists`` or ``folder_not_empty``, or as ``storage_error`` does.
        """
        self.require_free()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # A name of its own, so that two programs making the same vault do not build in one folder.
            unfinished = VaultFolder(self.path.with_name(f".{self.path.name}.{random(8).hex()}.unfinished"))
            for folder in (unfinished.path, unfinished.backups):
                folder.mkdir(mode=FOLDER_MODE)
                make_private(folder, FOLDER_MODE)
        except OSError as problem:
            raise storage_error(problem, self.path) from problem
        return unfinished

    def finish(self, unfinished: VaultFolder) -> None:
        """Give a built vault its name, in one step.

        Raises :class:`ChoiceError` ``vault_exists`` if another program was first, or as ``storage_error`` does.
        """
        try:
            flush_folder(unfinished.path)
            if self.path.exists():
                self.path.rmdir()  # empty since begin; Windows does not rename onto it
            unfinished.path.rename(self.path)
            flush_folder(self.path.parent)
        except OSError as problem:
            if problem.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                raise ChoiceError("vault_exists", folder=self.path.name) from problem
            raise storage_error(problem, self.path) from problem

    def unfinished(self) -> list[VaultFolder]:
        """What a crash left of vaults that were being made or brought here. Raises as ``storage_error`` does."""
        name = re.compile(rf"\.{re.escape(self.path.name)}\.[0-9a-f]{{16}}\.unfinished")
        try:
            return [VaultFolder(each) for each in self.path.parent.iterdir() if name.fullmatch(each.name)]
        except OSError as problem:
            raise storage_error(problem, self.path.parent) from problem

    def remove(self) -> None:
        """Remove the folder and all in it, as far as that goes: for what :meth:`begin` made and was not finished."""
        shutil.rmtree(self.path, ignore_errors=True)


def _require_file(path: Path) -> None:
    """Whether there is a plain file, or nothing. Raises ``link_refused``, ``not_a_file`` or ``OSError``."""
    refuse_link(path)
    if path.exists() and not path.is_file():
        raise StorageError("not_a_file", file=path.name)
