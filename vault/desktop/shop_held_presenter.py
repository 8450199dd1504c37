"""Asking one shop what it holds: one at a time, only when the customer says so, and until they say no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.customer.asking_held import ask, prepare, record

if TYPE_CHECKING:
    from vault.customer.asking_held import HeldReport
    from vault.customer.shop_letters import Correspondence
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.tokens.holding_statement import HoldingStatement


class HeldAsking(QObject):
    """``changed`` when there is something new to show. Answers are kept until the vault locks."""

    changed = Signal()

    def __init__(self, tasks: Tasks, fetcher: Fetcher, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._fetcher, self._clock = tasks, fetcher, clock
        self._number = 0
        self._asking = ""
        self._reports: dict[str, HeldReport] = {}
        self._problems: dict[str, VaultError] = {}

    @property
    def asking(self) -> str:
        """The shop that is asked now; empty if none is."""
        return self._asking

    def forget(self) -> None:
        """Drop what shops answered."""
        self._number += 1
        self._asking = ""
        self._reports.clear()
        self._problems.clear()

    def report(self, host: str) -> HeldReport | None:
        """What this shop answered since the vault was opened."""
        return self._reports.get(host)

    def problem(self, host: str) -> VaultError | None:
        """Why this shop could not be asked the last time."""
        return self._problems.get(host)

    def ask(self, host: str) -> None:
        """Ask this shop, unless one is asked already."""
        if self._asking:
            return
        self._number += 1
        self._asking = host
        self._problems.pop(host, None)
        self.changed.emit()
        number = self._number
        failed = partial(self._failed, number)
        self._tasks.vault(lambda session: prepare(session, host), partial(self._send, number), failed, owner=self)

    def cancel(self) -> None:
        """Wait no longer. An answer that comes all the same is dropped."""
        self._number += 1
        self._asking = ""
        self.changed.emit()

    def _send(self, number: int, question: Correspondence) -> None:
        if number != self._number:
            return
        fetcher, clock = self._fetcher, self._clock
        answered = partial(self._answered, number, question)
        self._tasks.outside(lambda: ask(question, fetcher, clock), answered, partial(self._failed, number), owner=self)

    def _answered(self, number: int, question: Correspondence, statement: HoldingStatement) -> None:
        if number == self._number:
            self._tasks.vault(
                lambda session: record(session, question, statement),
                partial(self._take, number),
                partial(self._failed, number),
                owner=self,
            )

    def _take(self, number: int, report: HeldReport) -> None:
        """It is written down, so it is shown, also after a late cancel."""
        self._reports[report.host] = report
        if number == self._number:
            self._asking = ""
        self.changed.emit()

    def _failed(self, number: int, problem: VaultError) -> None:
        if number == self._number:
            self._problems[self._asking] = problem
            self._asking = ""
            self.changed.emit()
