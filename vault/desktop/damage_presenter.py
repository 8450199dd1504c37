"""A damaged vault: what can still be read of it, the newest good backup, and a vault made of what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop.damage_state import DamageState, SavedLine

if TYPE_CHECKING:
    from vault.customer.restoring import Damage, Saved
    from vault.desktop.tasks import Tasks


class DamagePresenter(QObject):
    """Emits a :class:`DamageState` for each change.

    ``look`` reads the whole vault; ``save`` makes a vault of what is left, and gives its folder and what was kept.
    ``backup_wanted`` carries the path of the newest good backup, ``open_wanted`` the folder of what was saved.
    """

    changed = Signal(object)
    backup_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        look: Callable[[], Damage],
        save: Callable[[], tuple[Path, Sequence[Saved]]],
    ) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._look, self._save = look, save
        self._backup: Path | None = None
        self._saved: Path | None = None
        self._state = DamageState()

    def start(self, problem: str) -> None:
        """Say what is wrong (``problem`` in words), and look at the rest."""
        self._show(DamageState(problem, busy=self.tr("Looking at what can still be read. This takes a moment.")))
        self._tasks.outside(self._look, self._take, self._fail, owner=self)

    def bring_back(self) -> None:
        """Go on with the newest good backup."""
        if self._backup is not None and not self._state.busy:
            self.backup_wanted.emit(self._backup)

    def save(self) -> None:
        """Make a vault of what is left, beside the damaged one."""
        if self._state.busy or not self._state.lines or self._saved is not None:
            return
        self._show(replace(self._state, failed="", busy=self.tr("Saving what is left. This takes a moment.")))
        self._tasks.outside(self._save, self._take_saved, self._fail, owner=self)

    def open_saved(self) -> None:
        """Open the vault that was made of what is left."""
        if self._saved is not None and not self._state.busy:
            self.open_wanted.emit(self._saved)

    def _take(self, damage: Damage) -> None:
        newest = damage.newest_good
        self._backup = None if newest is None else newest.path
        made = "" if newest is None else self._sentences.minute(newest.made_at)
        self._show(replace(self._state, backup=made, lines=self._lines(damage.saved), busy="", looked=True))

    def _take_saved(self, done: tuple[Path, Sequence[Saved]]) -> None:
        self._saved, saved = done
        self._show(replace(self._state, lines=self._lines(saved), saved_in=self._saved.name, busy=""))

    def _fail(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._sentences.error(problem), busy="", looked=True))

    def _lines(self, saved: Sequence[Saved]) -> tuple[SavedLine, ...]:
        """One for each kind of record; one that had nothing and lost nothing is left out."""
        return tuple(
            SavedLine(self._sentences.say("tables", each.table), each.kept, not each.whole or each.left_out > 0)
            for each in saved
            if each.kept or each.left_out or not each.whole
        )

    def _show(self, state: DamageState) -> None:
        self._state = state
        self.changed.emit(state)
