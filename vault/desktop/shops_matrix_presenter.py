"""Who holds what, the second view of the shops page: the table, the cell looked at, stopping and showing less."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer.stopping import UNDO_SECONDS, stop_items
from vault.customer.who_holds import look_closer, view_who_holds
from vault.desktop.shop_less_presenter import LessGiving
from vault.desktop.shops_matrix_state import CellBar, Matrix, MatrixState
from vault.desktop.shops_matrix_words import MatrixWords

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.core.value import Precision
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.customer.who_holds import CloserLook
    from vault.desktop.shops_matrix_state import MatrixCell
    from vault.desktop.shops_words import ShopsWords
    from vault.desktop.tasks import Tasks


class MatrixPresenter(QObject):
    """``stopped`` carries a tuple of :class:`Stopped`, ``lessened`` a :class:`Removed` that gives it back to the shop,
    ``failed`` a problem.

    It reads the vault only while it is ``open``.
    """

    changed = Signal(object)
    stopped = Signal(object)
    lessened = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        catalogue: Catalogue,
        clock: Clock,
        shops: ShopsWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._words = MatrixWords(sentences, catalogue, shops)
        self._giving = LessGiving(tasks, self)
        self._giving.given.connect(self.lessened)
        self._giving.changed.connect(self.start)
        self._giving.failed.connect(self.failed)
        self._reset()

    def _reset(self) -> None:
        self._state = MatrixState()
        self._look: CloserLook | None = None

    def forget(self) -> None:
        """Drop everything that was read."""
        self._reset()
        self.changed.emit(self._state)

    @property
    def open(self) -> bool:
        """Whether this is what the page shows."""
        return self._state.open

    def show(self) -> None:
        """Show this instead of the list."""
        self._put(replace(self._state, open=True))
        self.start()

    def leave(self) -> None:
        """Show the list again."""
        if self._state.open:
            self._put(replace(self._state, open=False))

    def start(self) -> None:
        """Read the vault, if this is shown. The texts are made there too, as there can be thousands."""
        if self._state.open:
            self._tasks.vault(self._read, self._take, self.failed.emit, owner=self)

    def move(self, key: str, host: str) -> None:
        """Another cell is looked at: a row's key and a shop."""
        if (key, host) != self._state.at:
            self._at(key, host, choosing=False)

    def stop(self) -> None:
        """Stop what the shop of the current cell may use of it. It counts at once, and can be undone for a while."""
        cell, at = self._cell(), self._state.at
        if cell is not None and at is not None and cell.jtis:
            jtis, host = cell.jtis, at[1]
            self._tasks.vault(
                lambda session: stop_items(session, host, jtis, undo_seconds=UNDO_SECONDS),
                self._stopped,
                self._not_done,
                owner=self,
            )

    def choose_less(self) -> None:
        """Show what the shop could have instead of what it has."""
        self._show_bar(choosing=True)

    def keep(self) -> None:
        """Leave it as it is."""
        self._show_bar(choosing=False)

    def show_less(self, precision: Precision) -> None:
        """Let the shop of the current cell have this step instead. It is told after a while, and so can be undone."""
        offers = self._look.less if self._look is not None else ()
        offer = next((each for each in offers if each.items[0].after.precision is precision), None)
        if offer is not None and self._state.bar.choosing:
            self._show_bar(choosing=False)
            self._giving.give(offer)

    def _read(self, session: Session) -> Matrix:
        return self._words.matrix(view_who_holds(session), self._clock.now())

    def _take(self, matrix: Matrix) -> None:
        before, at = self._state.matrix, self._state.at
        if matrix == before and at is not None:
            matrix = before  # the same one, so that the table keeps its place without looking
        place = _place(matrix, before, at)
        self._put(replace(self._state, matrix=matrix, read=True, at=place))
        if place is not None:
            self._at(*place, choosing=self._state.bar.choosing and place == at)
        else:
            self._put(replace(self._state, bar=CellBar()))

    def _at(self, key: str, host: str, *, choosing: bool) -> None:
        cell = self._state.matrix.cells.get((key, host))
        if cell is None or self._look is None or self._look.jti != cell.jti:
            self._look = None
        self._put(replace(self._state, at=(key, host)))
        self._show_bar(choosing=choosing)
        if cell is not None and cell.precision is not None:
            jti = cell.jti
            self._tasks.vault(lambda session: look_closer(session, jti), self._looked, self.failed.emit, owner=self)

    def _looked(self, look: CloserLook) -> None:
        cell = self._cell()
        if cell is not None and cell.jti == look.jti and look != self._look:
            self._look = look
            self._show_bar(choosing=self._state.bar.choosing)

    def _show_bar(self, *, choosing: bool) -> None:
        cell, at = self._cell(), self._state.at
        if at is None:
            return
        if cell is None:
            self._put(replace(self._state, bar=self._words.empty_bar(self._state.matrix, *at)))
        else:
            self._put(replace(self._state, bar=self._words.bar(cell, at[1], self._look, choosing=choosing)))

    def _cell(self) -> MatrixCell | None:
        at = self._state.at
        return self._state.matrix.cells.get(at) if at is not None else None

    def _stopped(self, stopped: tuple[Stopped, ...]) -> None:
        self.stopped.emit(stopped)

    def _not_done(self, problem: VaultError) -> None:
        if problem.code == "nothing_to_stop":  # pressed twice: the table says how it is now
            self.start()
        else:
            self.failed.emit(problem)

    def _put(self, state: MatrixState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _place(matrix: Matrix, before: Matrix, at: tuple[str, str] | None) -> tuple[str, str] | None:
    """The current cell: where it was, or beside that if its row or column is gone; at first the first that has any."""
    keys, hosts = [row.key for row in matrix.rows], [shop.host for shop in matrix.shops]
    if not keys or not hosts:
        return None
    if at is None:
        return next(((key, host) for key in keys for host in hosts if (key, host) in matrix.cells), (keys[0], hosts[0]))
    key = _beside(keys, [row.key for row in before.rows], at[0])
    return key, _beside(hosts, [shop.host for shop in before.shops], at[1])


def _beside(now: list[str], before: list[str], wanted: str) -> str:
    if wanted in now:
        return wanted
    return now[min(before.index(wanted) if wanted in before else 0, len(now) - 1)]
