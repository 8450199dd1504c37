"""After a decision on the request page: bring it to the shop, and know what is true of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.customer.outcomes import OutboxKind
from vault.customer.proposal import Proposal
from vault.customer.sharing import Shared
from vault.desktop.offline_answer import OfflineAnswer
from vault.desktop.request_choices import Picks
from vault.desktop.request_outcome import Outcome, OutcomeWords, states_of
from vault.desktop.request_sending import RequestSending
from vault.desktop.request_state import Decided
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.core.consent import ItemState
    from vault.customer.outcomes import Delivered
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher


class RequestAfter(QObject):
    """Holds the decision that is shown, if one is. ``tried`` has its host once nothing more can be sent now."""

    changed = Signal()
    announced = Signal(str)
    tried = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        fetcher: Fetcher,
        words: RequestWords,
        clock: Clock,
        open_address: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._clock, self._open_address = tasks, clock, open_address
        self._words, self._outcomes = words, OutcomeWords(words)
        self._outcome: Outcome | None = None
        self.by_hand = OfflineAnswer(tasks, words, self)
        self.by_hand.changed.connect(self.changed)
        self.by_hand.announced.connect(self.announced)
        self._sending = RequestSending(tasks, fetcher, self)
        self._sending.outcome.connect(self.take_delivered)
        self._sending.over.connect(self._sent)
        self._sending.failed.connect(self._failed)

    @property
    def decided(self) -> bool:
        """Whether there is a decision to show."""
        return self._outcome is not None

    def close(self) -> None:
        """Show it no longer. What is on its way goes on."""
        self._outcome = None
        self.by_hand.close()

    def begin_shared(self, proposal: Proposal, picks: Picks, shared: Shared, code: str) -> None:
        """Something was shared: show it, and send it, or let it be given by hand."""
        self.by_hand.begin(proposal, shared.answer)
        self._begin(self._outcomes.shared(proposal, picks, shared, code))

    def begin_refused(self, proposal: Proposal, *, never_ask: bool, show: bool) -> None:
        """Nothing was shared: tell the shop, and show it if the customer decided so."""
        self._begin(self._outcomes.refused(proposal, never_ask=never_ask) if show else None)

    def state(self) -> Decided | None:
        """What to show."""
        return self._outcomes.state(self._outcome, self.by_hand.state) if self._outcome is not None else None

    def look_again(self) -> None:
        """Read what is true of the shared items now."""
        if self._outcome is not None and self._outcome.jtis and self.by_hand.state is None:
            jtis = self._outcome.jtis
            self._tasks.vault(lambda session: states_of(session, jtis), self._found, self._failed, owner=self)

    def go_back(self) -> None:
        """Open the shop's page once more."""
        if self._outcome is not None and self._outcome.back:
            self._open_address(self._outcome.back)

    def take_delivered(self, delivered: Delivered) -> None:
        """What came of a try to bring something to a shop."""
        outcome = self._outcome
        if outcome is None or delivered.host != outcome.host:
            return
        if delivered.kind != (OutboxKind.ANSWER if outcome.jtis else OutboxKind.REFUSAL):
            return
        if delivered.state == "superseded":
            self.look_again()
            return
        self._outcome = self._outcomes.delivered(outcome, delivered, self._clock.now())
        self.announced.emit(self._outcome.status)
        if delivered.redirect_uri:
            self._open_address(delivered.redirect_uri)
        self.changed.emit()

    def _begin(self, outcome: Outcome | None) -> None:
        self._outcome = outcome
        self.changed.emit()
        self._sending.start()

    def _found(self, states: frozenset[ItemState]) -> None:
        if self._outcome is not None:
            self._outcome = self._outcomes.found(self._outcome, states)
            self.changed.emit()

    def _sent(self) -> None:
        self.tried.emit(self._outcome.host if self._outcome is not None else "")

    def _failed(self, problem: VaultError) -> None:
        if self._outcome is not None:
            self._outcome = replace(self._outcome, problem=self._words.error(problem))
            self.changed.emit()
