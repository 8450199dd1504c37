"""Later starts of the program with the same vault: they hand their links over, to whichever vault the window is at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vault.desktop.instance_lock import InstanceLock

if TYPE_CHECKING:
    from vault.desktop.links import SingleInstance
    from vault.desktop.window import Window


class LaterStarts:
    """Holds ``lock``, and hears who finds it taken. ``name_of`` gives a lock's name for a vault's folder."""

    def __init__(self, lock: InstanceLock, name_of: Callable[[Path], str]) -> None:
        self._lock, self._name_of = lock, name_of
        self._window: Window | None = None
        self._instance: SingleInstance | None = None

    def hear(self, window: Window) -> None:
        """From now on let ``window`` have their links; a start before that finds the lock and waits."""
        self._window = window
        window.closing.connect(self.end)
        self._listen()

    def move(self, folder: Path) -> None:
        """From now on be the one for the vault in this folder.

        Where another window is that already, this one goes on without: opening the vault says that it is in use.
        """
        lock = InstanceLock(self._name_of(folder))
        if lock.take():
            self.end()
            self._lock = lock
            self._listen()

    def end(self) -> None:
        """Take nothing any more, at once."""
        if self._instance is not None:
            self._instance.stop()
            self._instance.deleteLater()
            self._instance = None
        self._lock.give_back()

    def _listen(self) -> None:
        if self._window is None:
            return
        from vault.desktop.links import SingleInstance

        self._instance = SingleInstance(self._lock, self._window)
        self._instance.link_received.connect(self._window.open_link)
        self._instance.called.connect(self._window.come_forward)
        self._instance.listen()
