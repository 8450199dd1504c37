"""The end of a vault: it is closed, deleted, and the window stands where it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.errors import VaultError

if TYPE_CHECKING:
    from vault.desktop.farewell_view import FarewellView
    from vault.desktop.goodbye_state import SendOff
    from vault.desktop.window import Window


class VaultDeletion(QObject):
    """Lives until the vault is gone, or cannot be deleted; the page in its place says which."""

    def __init__(self, window: Window, what: Path | SendOff) -> None:
        """``what`` is a vault's folder, or a vault whose goodbye is said."""
        super().__init__(window)
        self._window, self._what = window, what
        self._view: FarewellView | None = None

    def start(self, close: Callable[[], None]) -> None:
        """``close`` closes the vault behind what is under way."""
        from vault.desktop.farewell_view import FarewellView

        world = self._window.world
        self._view = FarewellView(world.theme, world.icons)
        self._view.left.connect(self._end)
        self._window.stand_before(self._view)
        close()
        # Nothing is left to ask of a vault that is closed: the refusal says that it is.
        world.tasks.vault(lambda _: None, lambda _: None, lambda _: self._remove(), owner=self, lasting=True)

    def _remove(self) -> None:
        what, world = self._what, self._window.world
        if isinstance(what, Path):
            work = partial(world.program.delete_vault, what)
        else:
            work = partial(world.program.send_off, what.cleared)
        world.tasks.outside(work, lambda _: self._gone(), self._fail, owner=self, lasting=True)

    def _gone(self) -> None:
        if self._view is not None:
            self._view.show_gone(() if isinstance(self._what, Path) else self._what.papers)

    def _fail(self, problem: VaultError) -> None:
        if self._view is not None:
            self._view.show_failed(self._window.world.sentences.error(problem))

    def _end(self) -> None:
        self._view = None
        self._window.show_gate("")
        self.deleteLater()
