"""Draws places on the status host's lists while the vault is open, at the moments that the pool says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.customer.status_pool import draw_due, fetch_places, keep_places, next_draw

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.customer.status_pool import Draw, StatusSlot
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher

LONGEST_SLEEP = 6 * 3600
"""Seconds between two looks, whatever the pool says."""


class PlaceDrawing(QObject):
    """Without a status host, and with a full pool, it does nothing."""

    def __init__(self, tasks: Tasks, fetcher: Fetcher, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._fetcher, self._clock = tasks, fetcher, clock
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.begin)

    def begin(self) -> None:
        """The vault is open: draw what is due, and look again when the next is."""
        self._tasks.vault(_look, self._draw, self._ignore, owner=self)

    def end(self) -> None:
        """The vault closes."""
        self._next.stop()

    def _draw(self, found: tuple[Draw | None, datetime | None]) -> None:
        draw, following = found
        if draw is not None:
            work = partial(fetch_places, draw, self._fetcher)
            self._tasks.outside(work, partial(self._keep, draw), self._ignore, owner=self)
        if following is not None:
            wait = (following - self._clock.now()).total_seconds()
            self._next.start(int(min(max(wait, 1), LONGEST_SLEEP) * 1000))

    def _keep(self, draw: Draw, slots: Sequence[StatusSlot]) -> None:
        self._tasks.vault(lambda session: keep_places(session, draw, slots), _done, self._ignore, owner=self)

    def _ignore(self, _: VaultError) -> None:
        """The host failed, or the vault was locked: there is another time."""


def _look(session: Session) -> tuple[Draw | None, datetime | None]:
    return draw_due(session), next_draw(session)


def _done(_: None) -> None:
    """They wait now."""
