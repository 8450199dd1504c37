"""The last thing that was done, for as long as it can be taken back: one at a time, in the bar at the foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from vault.desktop.undo_bar import UndoBar

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.preference_state import Deleted
    from vault.desktop.tasks import Tasks


class Removed(NamedTuple):
    """Something that was done and can be undone. ``text`` says what, ``more`` what comes of it; ``bring_back`` undoes
    it."""

    text: str
    bring_back: Callable[[], None]
    more: str = ""


class UndoOffer(QObject):
    """``due`` says that there is something for the shops, now or in a while; ``taken_back`` that pages may look again.

    ``failed`` carries the problem with taking back.
    """

    due = Signal()
    taken_back = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, bar: UndoBar, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._bar = tasks, bar
        self._take_back: Callable[[], None] | None = None
        self._stop: Callable[[], None] | None = None
        self._of_page = False
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self._end)
        bar.undone.connect(self._undo)
        bar.stop_asked.connect(self._stop_asked)

    def offer_stop(self, stopped: tuple[Stopped, ...]) -> None:
        """Shops were stopped; each hears it when the time is over."""
        self.due.emit()
        # What may or may not have arrived, or never left, cannot be given back: that shop stays stopped.
        stays = {each.host for each in stopped if not each.letters}
        back = [each for each in stopped if each.host not in stays]
        if not back:
            return
        hosts = list(dict.fromkeys(each.host for each in back))
        if len(hosts) == 1:
            text, more = self.tr("You stopped sharing with {hosts}."), self.tr("We tell the shop in 10 seconds.")
        else:
            text, more = self.tr("You stopped sharing with {count} shops."), self.tr("We tell them in 10 seconds.")
        text = text.format(hosts=hosts[0], count=len(hosts))
        if stays:
            more += " " + self.tr("Not to be undone: {hosts}.").format(hosts=", ".join(sorted(stays)))

        def take_back(session: Session) -> None:
            from vault.customer.stopping import undo

            for each in back:
                undo(session, each)

        self._offer(text, more, lambda: self._tasks.vault(take_back, self._done, self._fail, owner=self))

    def offer_delete(self, deleted: Deleted, bring_back: Callable[[], None], stop: Callable[[], None]) -> None:
        """A preference was deleted; ``bring_back`` undoes that, and ``stop`` stops the shops that still have it."""
        said = self.tr("Deleted: {name}.").format(name=deleted.name)
        if deleted.shops == 1:
            said += " " + self.tr("1 shop keeps it until you stop or it ends.")
        elif deleted.shops:
            said += " " + self.tr("{count} shops keep it until you stop or it ends.").format(count=deleted.shops)
        more = self.tr("Earlier values stay in the history of your vault.")
        self._offer(said, more, bring_back, stop if deleted.shops else None)
        self._of_page = True

    def offer_removed(self, removed: Removed) -> None:
        """Something was done that needs nothing but time to count."""
        self._offer(removed.text, removed.more, removed.bring_back)
        self._of_page = True

    def pages_gone(self) -> None:
        """The pages are made anew: what only one that is gone could bring back counts from now on."""
        if self._of_page:
            self._end()

    def forget(self) -> None:
        """Offer nothing any more: the vault is being left."""
        self._take_back = self._stop = None
        self._of_page = False
        self._over.stop()
        self._bar.withdraw()

    def _offer(
        self, text: str, more: str, take_back: Callable[[], None], stop: Callable[[], None] | None = None
    ) -> None:
        from vault.customer.stopping import UNDO_SECONDS

        self._take_back, self._stop, self._of_page = take_back, stop, False
        self._over.start(UNDO_SECONDS * 1000)
        self._bar.offer(text, more, stoppable=stop is not None)

    def _stop_asked(self) -> None:
        stop = self._stop
        self.forget()
        if stop is not None:
            stop()

    def _undo(self) -> None:
        take_back = self._take_back
        self.forget()
        if take_back is not None:
            take_back()

    def _end(self) -> None:
        self.forget()
        self.due.emit()

    def _done(self, _: None) -> None:
        self.taken_back.emit()

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(problem)
