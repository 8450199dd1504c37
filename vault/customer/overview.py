"""The first page after the vault is open: what waits, who holds something, what ends, and the one thing to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.customer.backups import view_backups
from vault.customer.glance import look_over
from vault.customer.holdings import ShopView, view_shops
from vault.customer.kit_check import KitState, view_kit
from vault.customer.waiting import stored_waiting

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.confirming import OldValue
    from vault.customer.proposal import Proposal
    from vault.customer.session import Session
    from vault.customer.trust import Trust


@dataclass(frozen=True)
class Overview:
    """One state of the vault. ``waiting`` are the requests without an answer, oldest first; ``shops`` are all shops.

    ``kept`` and ``sealed`` count preferences. ``backed_up`` is when the newest backup was made and ``checked`` when the
    vault was last found whole, None if it never was. ``kit`` is None where the file of the keys cannot be read.
    """

    waiting: tuple[Proposal, ...]
    shops: tuple[ShopView, ...]
    kept: int
    sealed: int
    suggestion: OldValue | None
    backed_up: datetime | None
    checked: datetime | None
    kit: KitState | None

    @property
    def new(self) -> bool:
        """Whether nothing was ever kept, asked or shared."""
        return not (self.waiting or self.shops or self.kept)


def view_overview(session: Session, trust: Trust) -> Overview:
    """Look at the vault as it is now. Raises as the database does."""
    waiting = _waiting(session, trust) if stored_waiting(session) else ()
    shops = view_shops(session)
    seen = look_over(session, shops)
    backed_up, checked = _care(session)
    return Overview(
        waiting,
        shops,
        seen.kept,
        seen.sealed,
        seen.suggestion,
        backed_up,
        checked,
        _kit(session),
    )


def _waiting(session: Session, trust: Trust) -> tuple[Proposal, ...]:
    from vault.customer.review import lay_out_now, waiting_requests  # load what a request is made of

    requests = waiting_requests(session, trust)
    with session.database.read() as reader:
        return tuple(lay_out_now(reader, session, request) for request in requests)


def _kit(session: Session) -> KitState | None:
    try:
        return view_kit(session)
    except StorageError:
        return None


def _care(session: Session) -> tuple[datetime | None, datetime | None]:
    """A folder of backups that cannot be read keeps nobody from the rest of the page."""
    try:
        found = view_backups(session)
    except StorageError:
        return None, None
    return (found.kept[0].made_at if found.kept else None), found.last_check
