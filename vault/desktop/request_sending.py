"""Bring a decision to its shop at once: take what is due, send it without the vault, write down what came of it.

Later tries are the window's post's; this is for the moment in which the customer looks on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.customer.delivery import due, record, send

if TYPE_CHECKING:
    from vault.customer.delivery import Sent
    from vault.customer.outcomes import Delivered
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.storage.outbox import OutboxRow


class RequestSending(QObject):
    """``outcome`` carries each :class:`Delivered`; ``over`` says that nothing more can be sent now."""

    outcome = Signal(object)
    over = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, fetcher: Fetcher, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._fetcher = tasks, fetcher
        self._under_way = 0

    def start(self) -> None:
        """Send everything that is due: a stop of the same shop goes before the answer."""
        self._tasks.vault(due, self._send, self._fail, owner=self)

    def _send(self, rows: tuple[OutboxRow, ...]) -> None:
        if not rows:
            self.over.emit()
            return
        self._under_way += len(rows)
        for row in rows:
            self._tasks.outside(partial(send, row, self._fetcher), self._record, self._fail, owner=self)

    def _record(self, sent: Sent) -> None:
        self._tasks.vault(lambda session: record(session, sent), self._recorded, self._fail, owner=self)

    def _recorded(self, delivered: Delivered) -> None:
        self._under_way -= 1
        self.outcome.emit(delivered)
        if not self._under_way:
            self.start()

    def _fail(self, problem: VaultError) -> None:
        self._under_way = 0
        self.failed.emit(problem)
