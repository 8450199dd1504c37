"""Long work beside an open vault: a backup, a drill or a check, in a thread of its own.

The thread that owns the vault never waits for it. Such work reads the database over a connection of its own, which
sees what is committed and holds up nobody. It takes turns with other such work, for they share scratch files, and it
ends when the vault closes.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import VaultLocked
from vault.storage.connection import assert_may_wait, connect_beside
from vault.storage.private_memory import give_back

if TYPE_CHECKING:
    from vault.storage.connection import Database
    from vault.storage.unlocking import Unlocked
    from vault.storage.vault_folder import VaultFolder


@dataclass(frozen=True)
class Turn:
    """What the work has while its turn lasts. ``database`` only reads."""

    folder: VaultFolder
    unlocked: Unlocked
    database: Database


class Beside:
    """Gives turns to work beside one vault.

    It keeps no key itself: ``unlocked`` gives it, and raises :class:`VaultLocked` once there is none.
    """

    def __init__(
        self, folder: VaultFolder, unlocked: Callable[[], Unlocked], forbidden_thread: Callable[[], bool]
    ) -> None:
        self._folder, self._unlocked, self._forbidden_thread = folder, unlocked, forbidden_thread
        self._taken = threading.Lock()
        self._ended = False

    @contextlib.contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for a turn; the block then belongs to this thread.

        Raises :class:`VaultLocked` once the vault closes, also in the middle of the block, or as ``connect`` does.
        """
        assert_may_wait(self._forbidden_thread)
        with self._taken:
            if self._ended:
                raise VaultLocked
            unlocked = self._unlocked()
            database = connect_beside(self._folder.database, unlocked.key, unlocked.slots.vault_id, lambda: self._ended)
            try:
                yield Turn(self._folder, unlocked, database)
            finally:
                database.close()
                give_back()  # a turn reads the whole file

    @contextlib.contextmanager
    def nobody(self) -> Iterator[None]:
        """Wait until nobody has a turn, and give none while the block lasts: the files get another key."""
        with self._taken:
            yield

    def end(self) -> None:
        """The vault closes: end the turn that is taken, wait for that, and give no other."""
        self._ended = True
        with self._taken:
            pass
