"""The overview's logic: what waits, who holds something, stopping, and the one suggestion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer import confirming
from vault.customer.overview import view_overview
from vault.desktop.overview_state import OverviewState
from vault.desktop.overview_words import OverviewWords
from vault.desktop.review_day_presenter import ReviewDayPresenter

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault.customer.overview import Overview
    from vault.customer.proposal import Proposal
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.customer.trust import Trust
    from vault.desktop.tasks import Tasks

T = TypeVar("T")

_DONE_ALREADY = frozenset({"nothing_to_stop", "request_answered", "not_kept"})
"""Pressed twice, or done on another page meanwhile."""


class OverviewPresenter(QObject):
    """Emits an :class:`OverviewState` for each change; :attr:`review` is the review day behind the page.

    ``stopped`` carries a tuple of :class:`Stopped` for the window's undo bar; ``answered`` the nonce of a request that
    got its "no" and ``shared`` its host, who is to hear it. ``request_wanted`` (a nonce), ``shop_wanted`` (a host),
    ``add_wanted`` (a preference's key), ``matrix_wanted`` (who holds what), ``sizes_wanted`` and ``navigate`` (a page)
    lead to other pages.
    """

    changed = Signal(object)
    stopped = Signal(object)
    shared = Signal(str)
    answered = Signal(str)
    request_wanted = Signal(str)
    shop_wanted = Signal(str)
    add_wanted = Signal(str)
    sizes_wanted = Signal()
    matrix_wanted = Signal()
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, trust: Trust, clock: Clock) -> None:
        super().__init__()
        self._tasks, self._sentences, self._trust, self._clock = tasks, sentences, trust, clock
        self._words = OverviewWords(sentences, catalogue, trust)
        self.review = ReviewDayPresenter(tasks, sentences, self._words, clock, self)
        self.review.shop_wanted.connect(self.shop_wanted)
        self.review.add_wanted.connect(self.add_wanted)
        self.review.confirmed.connect(self.start)
        self._reset()

    def _reset(self) -> None:
        self._found: Overview | None = None
        self._busy = False
        self._said = self._failed = ""

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self.review.forget()
        self.changed.emit(OverviewState())

    def start(self) -> None:
        """Read the vault, and again each time the page is shown."""
        trust = self._trust
        self._tasks.vault(lambda session: view_overview(session, trust), self._take, self._fail, owner=self)
        if self.review.open:
            self.review.start()

    def share_nothing(self, nonce: str) -> None:
        """Say no to this request."""
        waiting = self._found.waiting if self._found is not None else ()
        proposal = next((each for each in waiting if each.request.nonce == nonce), None)
        if proposal is None or self._busy:
            return
        host = proposal.host

        def done(_: None) -> None:
            self._said = self.tr("You shared nothing with {host}.").format(host=host)
            self.answered.emit(nonce)
            self.shared.emit(host)

        self._do(lambda session: _refuse(session, proposal), done)

    def look(self, nonce: str) -> None:
        """Open this request on its page."""
        self.request_wanted.emit(nonce)

    def stop(self, host: str) -> None:
        """Stop everything with this shop. It counts at once, and can be undone for a while."""

        def done(stopped: Stopped) -> None:
            self.stopped.emit((stopped,))

        self._do(lambda session: _stop(session, host), done)

    def still_right(self, key: str) -> None:
        """The value that was asked about is still right."""
        self._do(lambda session: confirming.confirm(session, key), lambda _: None)

    def hide(self, key: str) -> None:
        """Never ask about it again."""
        self._do(lambda session: confirming.hide(session, key), lambda _: None)

    def change(self, key: str) -> None:
        """Open the preference where it is changed."""
        self.add_wanted.emit(key)

    def open_shop(self, host: str) -> None:
        """Show this shop on its page."""
        self.shop_wanted.emit(host)

    def open_matrix(self) -> None:
        """Show who holds what."""
        self.matrix_wanted.emit()

    def go(self, page: str) -> None:
        """Go to another page."""
        self.navigate.emit(page)

    def start_with_sizes(self) -> None:
        """Begin a new vault with the sizes."""
        self.sizes_wanted.emit()

    def _do(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """One thing at a time; then the vault is read again."""

        def finished(result: T) -> None:
            self._busy, self._said = False, ""
            done(result)
            self.start()

        if not self._busy:
            self._busy = True
            self._tasks.vault(work, finished, self._not_done, owner=self)

    def _take(self, found: Overview) -> None:
        self._found, self._failed = found, ""
        self._show()

    def _not_done(self, problem: VaultError) -> None:
        self._busy = False
        if problem.code in _DONE_ALREADY:
            self.start()
        else:
            self._fail(problem)

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _show(self) -> None:
        if self._found is not None:
            state = self._words.state(self._found, self._said, self._clock.now())
            self.changed.emit(replace(state, failed=self._failed))
        elif self._failed:
            self.changed.emit(OverviewState(True, failed=self._failed))


def _stop(session: Session, host: str) -> Stopped:
    from vault.customer import stopping

    return stopping.stop(session, host, undo_seconds=stopping.UNDO_SECONDS)


def _refuse(session: Session, proposal: Proposal) -> None:
    from vault.customer.sharing import refuse  # loads what an answer is made of

    refuse(session, proposal)
