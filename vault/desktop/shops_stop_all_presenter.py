"""Stopping with every shop at once: how many that are, and which of them the vault cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.consent import ItemState
from vault.customer.holdings import ShopView
from vault.desktop.shops_state import StopAll

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.tasks import Tasks

FEWEST = 2
"""With one shop its own button says the same."""


class StopAllPresenter(QObject):
    """``stopped`` carries a tuple of :class:`Stopped`; ``failed`` a problem, before which some may be stopped."""

    stopped = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.forget()

    def forget(self) -> None:
        """The vault locks: what was stopped here is not told any more."""
        self._hosts: frozenset[str] = frozenset()

    def stop(self) -> None:
        """Stop all that is shared with any shop. It counts at once, and can be undone for a while."""
        self._tasks.vault(_stop_everything, self._done, self.failed.emit, owner=self)

    def state(self, shops: Sequence[ShopView]) -> StopAll | None:
        """What to show below the list; None if there is nothing to say."""
        sharing = [shop for shop in shops if shop.shared]
        deaf = [shop.host for shop in shops if shop.host in self._hosts and not shop.shared and _cannot_be_told(shop)]
        if len(sharing) < FEWEST and not deaf:
            return None
        stays = any(item.objection for shop in shops for item in shop.holds)
        about = [self.tr("Ends what {count} shops may use now.").format(count=len(sharing))]
        about += [self.tr("Your no to being contacted stays.")] if stays else []
        one = self.tr("Your vault cannot tell {hosts}. Write to that shop yourself.")
        more = self.tr("Your vault cannot tell {hosts}. Write to them yourself.")
        untold = (one if len(deaf) == 1 else more).format(hosts=", ".join(deaf)) if deaf else ""
        return StopAll(" ".join(about) if len(sharing) >= FEWEST else "", untold)

    def _done(self, stopped: tuple[Stopped, ...]) -> None:
        self._hosts = frozenset(each.host for each in stopped)
        self.stopped.emit(stopped)


def _stop_everything(session: Session) -> tuple[Stopped, ...]:
    from vault.customer.leaving import stop_everything
    from vault.customer.stopping import UNDO_SECONDS

    return stop_everything(session, undo_seconds=UNDO_SECONDS)


def _cannot_be_told(shop: ShopView) -> bool:
    return any(item.state is ItemState.UNREACHABLE for item in shop.stopped)
