"""Letting a shop have one thing coarser, from the shop's page or from who holds what: sent after a while, and undone
until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer.showing_less import show_less, undo_less
from vault.customer.stopping import UNDO_SECONDS
from vault.desktop.undo_offer import Removed

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.refreshing import RefreshOffer
    from vault.desktop.tasks import Tasks


class LessGiving(QObject):
    """``given`` carries a :class:`Removed` that gives it back to the shop, ``failed`` a problem.

    ``changed`` says that the vault is to be read again.
    """

    given = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks

    def give(self, offer: RefreshOffer) -> None:
        """Let the shop have this instead of what it has."""
        self._tasks.vault(
            lambda session: show_less(session, offer, undo_seconds=UNDO_SECONDS),
            lambda _: self._given(offer),
            self._fail,
            owner=self,
        )

    def _given(self, offer: RefreshOffer) -> None:
        def bring_back() -> None:
            self._tasks.vault(
                lambda session: undo_less(session, offer), lambda _: self.changed.emit(), self._fail, owner=self
            )

        said = self.tr("{host} gets a less exact value.").format(host=offer.host)
        self.given.emit(Removed(said, bring_back, self.tr("We tell the shop in 10 seconds.")))
        self.changed.emit()

    def _fail(self, problem: VaultError) -> None:
        if problem.code == "refresh_changed":  # pressed twice, or changed meanwhile
            self.changed.emit()
        else:
            self.failed.emit(problem)
