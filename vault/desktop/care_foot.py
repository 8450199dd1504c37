"""Brings what the care of the vault has to say to the foot of the pages, and from there to what can be saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.errors import StorageError, VaultError
from vault.desktop.vault_care import CareNews, VaultCare

if TYPE_CHECKING:
    from vault.customer.session import Derived, Session
    from vault.desktop.care_note import CareNote
    from vault.desktop.window import Window


class CareFoot(QObject):
    """Shows one note at a time, in the window's own looks."""

    def __init__(self, care: VaultCare, window: Window) -> None:
        super().__init__(window)
        self._care, self._window = care, window
        self._news: CareNews | None = None
        self._note: CareNote | None = None
        care.told.connect(self._show)

    def _show(self, news: CareNews | None) -> None:
        """What is said already stays where it is."""
        if news == self._news:
            return
        self._news, old = news, self._note
        self._note = None
        if old is not None:
            old.hide()
            old.deleteLater()
        if news is None:
            return
        from vault.desktop.care_note import CareNote
        from vault.desktop.parts.announce import announce

        world = self._window.world
        self._note = CareNote(world.theme, world.icons, news)
        self._note.put_away.connect(partial(self._care.put_away, news))
        self._note.rescue_asked.connect(self.rescue)
        self._window.ask(self._note)
        announce(self._note, news.text)

    def rescue(self, problem: VaultError | None = None) -> None:
        """The vault locks, and the page about its damage gets the key for what it can still read."""
        told = problem or StorageError("database_damaged")

        def lock(derived: Derived) -> None:
            self._window.lock(told.code, at_once=True)
            self._window.rescue_wanted.emit(derived, told)

        self._window.world.tasks.vault(_key_of, lock, self._failed, owner=self)

    def _failed(self, problem: VaultError) -> None:
        self._window.lock(problem.code, at_once=True)


def _key_of(session: Session) -> Derived:
    from vault.customer.restoring import key_for_rescue

    return key_for_rescue(session)
