"""What guards this vault: when it locks, what opens it, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vault.customer.holdings import view_shops
from vault.customer.keys import Kind, view_keys
from vault.customer.kit_check import KitState, view_kit
from vault.customer.locking import LockRules, lock_rules
from vault.customer.manner import USUAL_DAYS, share_days
from vault.storage import journal

if TYPE_CHECKING:
    from pathlib import Path

    from vault.customer.session import Session

_CHOSEN = frozenset({"vault_created", "passphrase_changed", "passphrase_recovered"})
"""The entries of the history with which a passphrase was chosen."""


@dataclass(frozen=True)
class Protection:
    """Where a vault lies, how it is guarded, since when, how many ``shops`` hold something of it, and at how many days
    the choice of a request starts."""

    folder: Path
    rules: LockRules
    quick_unlock: bool
    passphrase_since: datetime | None
    kit: KitState
    shops: int
    share_days: int = USUAL_DAYS


def view_protection(session: Session) -> Protection:
    """What guards the vault now. Raises :class:`StorageError` as ``storage_error`` does."""
    with session.database.read() as reader:
        # The latest moment and not the last entry: an import brings the history of another vault.
        chosen = max((each.at for each in journal.walk(reader, kinds=_CHOSEN)), default=None)
        days = share_days(reader)
    return Protection(
        session.vault.folder.path,
        lock_rules(session),
        any(each.kind == Kind.KEYCHAIN for each in view_keys(session)),
        chosen,
        view_kit(session),
        sum(bool(shop.holds) for shop in view_shops(session)),
        days,
    )
