"""The shops page's logic: who holds what, and stopping, with ten seconds to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer import stopping
from vault.customer.holdings import ShopView, view_shops
from vault.customer.shop_detail import ShopDetail, view_shop
from vault.desktop.shops_state import ShopsState
from vault.desktop.shops_words import ShopsWords, settled

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.tasks import Tasks

_Read = tuple[tuple[ShopView, ...], ShopDetail | None]


class ShopsPresenter(QObject):
    """Emits a :class:`ShopsState` for each change.

    ``stopped`` carries a tuple of :class:`Stopped` for the window's undo bar, ``receipt_wanted`` the number of the
    history entry whose receipt is asked for on the activity page, and ``navigate`` the id of another page.
    """

    changed = Signal(object)
    stopped = Signal(object)
    receipt_wanted = Signal(int)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, clock: Clock) -> None:
        super().__init__()
        self._tasks, self._sentences, self._clock = tasks, sentences, clock
        self._words = ShopsWords(sentences, catalogue)
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self.changed.emit(ShopsState())

    def _reset(self) -> None:
        self._shops: tuple[ShopView, ...] | None = None
        self._detail: ShopDetail | None = None
        self._wanted: str | None = None
        self._failed = ""

    def start(self) -> None:
        """Read the vault, and again each time the page is shown."""
        host = self._wanted
        self._tasks.vault(lambda session: _read(session, host), self._take, self._fail, owner=self)

    def select(self, host: str) -> None:
        """Open this shop."""
        self._wanted = host
        self.start()

    def stop(self, jti: str | None = None) -> None:
        """Stop one item of the shop that is shown, or everything. It counts at once, and can be undone for a while."""
        if self._detail is not None:
            host = self._detail.shop.host
            self._tasks.vault(lambda session: _stop(session, host, jti), self._stopped, self._stop_failed, owner=self)

    def open_receipt(self, seq: int) -> None:
        """Show the receipt of this share, on the activity page."""
        self.receipt_wanted.emit(seq)

    def paste(self) -> None:
        """Go to where a shop's link is pasted."""
        self.navigate.emit("requests")

    def _take(self, read: _Read) -> None:
        shops, detail = read
        known = {shop.host for shop in shops}
        if detail is not None and self._wanted in known and detail.shop.host != self._wanted:
            return  # another shop was opened meanwhile, and is being read
        self._shops, self._detail, self._failed = shops, detail, ""
        self._wanted = detail.shop.host if detail is not None else None
        self._show()

    def _stopped(self, stopped: Stopped) -> None:
        self.stopped.emit((stopped,))
        self.start()

    def _stop_failed(self, problem: VaultError) -> None:
        if problem.code == "nothing_to_stop":
            self.start()  # it is stopped already: pressed twice, or ended meanwhile
        else:
            self._fail(problem)

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _show(self) -> None:
        if self._shops is None and not self._failed:
            return  # nothing is read yet; "no shop holds anything" would be wrong
        shops, now = self._shops or (), self._clock.now()
        pane = self._words.pane(self._detail, now) if self._detail is not None else None
        summary = self._words.summary(shops)
        self.changed.emit(ShopsState(True, summary, self._words.groups(shops, now), pane, self._failed))


def _read(session: Session, host: str | None) -> _Read:
    """Every shop, and the open one: the wanted one, or else the first of the list."""
    shops = view_shops(session)
    known = [shop.host for shop in shops]
    stopped = sorted((shop for shop in shops if shop.stopped), key=settled)
    first = [shop.host for shop in shops if shop.holds] or [shop.host for shop in stopped] or known
    opened = host if host in known else next(iter(first), None)
    return shops, view_shop(session, opened) if opened is not None else None


def _stop(session: Session, host: str, jti: str | None) -> Stopped:
    return stopping.stop(session, host, jti=jti, undo_seconds=stopping.UNDO_SECONDS)
