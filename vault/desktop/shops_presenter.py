"""The shops page's logic: who holds what, and stopping, with ten seconds to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer import stopping
from vault.customer.feedback import Says
from vault.desktop.shop_feedback_presenter import FeedbackGiving
from vault.desktop.shop_held_presenter import HeldAsking
from vault.desktop.shop_less_presenter import LessGiving
from vault.desktop.shop_pane_words import PaneWords
from vault.desktop.shops_matrix_presenter import MatrixPresenter
from vault.desktop.shops_open import OpenShop, ShopsRead, read_shops
from vault.desktop.shops_state import ShopsState
from vault.desktop.shops_stop_all_presenter import StopAllPresenter
from vault.desktop.shops_words import ShopsWords

if TYPE_CHECKING:
    from vault.core.value import Precision
    from vault.customer.holdings import ShopView
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher


class ShopsPresenter(QObject):
    """Emits a :class:`ShopsState` for each change.

    ``stopped`` carries a tuple of :class:`Stopped` for the window's undo bar, ``receipt_wanted`` the number of the
    history entry whose receipt is asked for on the activity page, and ``navigate`` the id of another page; ``removed``
    a :class:`Removed` for the undo bar; ``letter_wanted`` a shop to write to, and whether a letter is ready after a
    stop. :attr:`matrix` is the other view of the page.
    """

    changed = Signal(object)
    stopped = Signal(object)
    receipt_wanted = Signal(int)
    navigate = Signal(str)
    removed = Signal(object)
    letter_wanted = Signal(str, bool)

    def __init__(
        self, tasks: Tasks, fetcher: Fetcher, sentences: Sentences, catalogue: Catalogue, clock: Clock
    ) -> None:
        super().__init__()
        self._tasks, self._sentences, self._clock = tasks, sentences, clock
        self._words = ShopsWords(sentences, catalogue)
        self._pane_words = PaneWords(sentences, catalogue, self._words)
        self.asking = HeldAsking(tasks, fetcher, clock, self)
        self.asking.changed.connect(self._asked)
        self._giving = FeedbackGiving(tasks, fetcher, clock, self)
        self._giving.changed.connect(self._show)
        self._giving.failed.connect(self._fail)
        self.stop_all = StopAllPresenter(tasks)
        self.stop_all.stopped.connect(self._all_stopped)
        self.stop_all.failed.connect(self._stop_all_failed)
        self._less = LessGiving(tasks, self)
        self._less.given.connect(self.removed)
        self._less.changed.connect(self.start)
        self._less.failed.connect(self._fail)
        self.matrix = MatrixPresenter(tasks, sentences, catalogue, clock, self._words, self)
        self.matrix.stopped.connect(self._all_stopped)
        self.matrix.lessened.connect(self.removed)
        self.matrix.failed.connect(self._fail)
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self.stop_all.forget()
        self.matrix.forget()
        self.asking.forget()
        self._giving.forget()
        self.changed.emit(ShopsState())

    def _reset(self) -> None:
        self._shops: tuple[ShopView, ...] | None = None
        self._open: OpenShop | None = None
        self._wanted: str | None = None
        self._failed = ""

    def start(self) -> None:
        """Read the vault, and again each time the page is shown."""
        host = self._wanted
        self._tasks.vault(lambda session: read_shops(session, host), self._take, self._fail, owner=self)
        self.matrix.start()

    def select(self, host: str) -> None:
        """Open this shop, in the list."""
        self._wanted = host
        self.matrix.leave()
        self.start()

    def stop(self, jti: str | None = None) -> None:
        """Stop one item of the shop that is shown, or everything. It counts at once, and can be undone for a while."""
        if self._open is not None:
            host = self._open.host
            self._tasks.vault(lambda session: _stop(session, host, jti), self._stopped, self._stop_failed, owner=self)

    def ask_held(self) -> None:
        """Ask the shop that is shown what it holds; while one is asked, wait for it no longer."""
        if self.asking.asking:
            self.asking.cancel()
        elif self._open is not None:
            self.asking.ask(self._open.host)

    def give_feedback(self, jti: str, says: str) -> None:
        """Tell the shop that is shown what the customer thinks of what it makes of this item."""
        if (opened := self._open) is not None:
            for key in [item.held.key for item in opened.detail.items if item.held.jti == jti]:
                self._giving.tell(opened.host, key, Says(says))

    def show_less(self, jti: str, precision: Precision) -> None:
        """Let the shop that is shown have one item at this step instead. It is told after a while."""
        offers = self._open.less.get(jti, ()) if self._open is not None else ()
        for offer in (each for each in offers if each.items[0].after.precision is precision):
            self._less.give(offer)

    def open_receipt(self, seq: int) -> None:
        """Show the receipt of this share, on the activity page."""
        self.receipt_wanted.emit(seq)

    def write_letter(self) -> None:
        """Write to the shop that is shown; where a stop got no answer, the letter for that."""
        if (opened := self._open) is not None:
            self.letter_wanted.emit(opened.host, opened.letter_ready)

    def paste(self) -> None:
        """Go to where a shop's link is pasted."""
        self.navigate.emit("requests")

    def _take(self, read: ShopsRead) -> None:
        known = {shop.host for shop in read.shops}
        if read.opened is not None and self._wanted in known and read.opened.host != self._wanted:
            return  # another shop was opened meanwhile, and is being read
        self._shops, self._open, self._failed = read.shops, read.opened, ""
        self._wanted = read.opened.host if read.opened is not None else None
        self._show()

    def _stopped(self, stopped: Stopped) -> None:
        self._all_stopped((stopped,))

    def _all_stopped(self, stopped: tuple[Stopped, ...]) -> None:
        self.stopped.emit(stopped)
        self.start()

    def _stop_all_failed(self, problem: VaultError) -> None:
        """The shops before it are stopped: they are shown as they are, and hear it."""
        self.stopped.emit(())
        host = self._wanted

        def shown(read: ShopsRead) -> None:
            self._take(read)
            self._fail(problem)

        self._tasks.vault(lambda session: read_shops(session, host), shown, self._fail, owner=self)

    def _asked(self) -> None:
        """Asking began, or ended: its answer is in the history."""
        if self.asking.asking:
            self._show()
        else:
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
        opened = self._open
        pane = self._pane_words.pane(opened, self.asking, self._giving, now) if opened is not None else None
        summary = self._words.summary(shops)
        stop_all = self.stop_all.state(shops)
        self.changed.emit(ShopsState(True, summary, self._words.groups(shops, now), pane, self._failed, stop_all))


def _stop(session: Session, host: str, jti: str | None) -> Stopped:
    return stopping.stop(session, host, jti=jti, undo_seconds=stopping.UNDO_SECONDS)
