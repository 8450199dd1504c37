"""Deleting a preference and bringing it back, and stopping the shops that see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.wording import in_language
from vault.customer import editing
from vault.desktop.preference_loading import stop_all
from vault.desktop.preference_state import Deleted

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.editing import KeptPreference
    from vault.customer.stopping import Stopped
    from vault.desktop.preference_loading import Sharing
    from vault.desktop.tasks import Tasks


class Ending(QObject):
    """``deleted`` carries a :class:`Deleted`, ``stopped`` a tuple of :class:`Stopped`; ``done`` says to read again."""

    deleted = Signal(object)
    stopped = Signal(object)
    done = Signal()

    def __init__(self, tasks: Tasks, language: str, failed: Callable[[VaultError], None]) -> None:
        super().__init__()
        self._tasks, self._language, self._failed = tasks, language, failed

    def delete(self, kept: KeptPreference, sharings: Sequence[Sharing]) -> None:
        """Remove a preference, which the shops of ``sharings`` still have then."""
        shops = {each.host for each in sharings}
        gone = Deleted(kept, in_language(kept.entry.label, self._language), len(shops))
        self._tasks.vault(
            lambda session: editing.remove_preference(session, kept.entry.key),
            lambda _: self._deleted(gone),
            self._failed,
            owner=self,
        )

    def undo_delete(self, deleted: Deleted) -> None:
        """Bring a deleted preference back as it was."""
        kept, key = deleted.kept, deleted.kept.entry.key
        self._tasks.vault(
            lambda session: editing.set_preference(session, key, kept.value, level=kept.level, most=kept.most),
            lambda _: self.done.emit(),
            self._failed,
            owner=self,
        )

    def stop(self, sharings: tuple[Sharing, ...]) -> None:
        """Stop each of these."""
        if sharings:
            self._tasks.vault(partial(stop_all, sharings=sharings), self._stopped, self._failed, owner=self)

    def _deleted(self, deleted: Deleted) -> None:
        self.deleted.emit(deleted)
        self.done.emit()

    def _stopped(self, stopped: tuple[Stopped, ...]) -> None:
        if stopped:
            self.stopped.emit(stopped)
        self.done.emit()
