"""Normal or careful: what a new vault begins with. It sets defaults, each of which can be changed later by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.customer.locking import LOCK_AFTER, LOCK_WITH_SCREEN, LockRules
from vault.storage import settings

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.storage.connection import Reader

SHARE_DAYS = "usual_share_days"
USUAL_DAYS = 90
"""Days at which the choice of a request starts, where the shop asks for as many."""
DAYS = (30, USUAL_DAYS)
"""What can be chosen instead."""


@dataclass(frozen=True)
class Manner:
    """When the vault locks by itself, and at how many days the choice of a request starts."""

    rules: LockRules
    days: int


NORMAL = Manner(LockRules(), USUAL_DAYS)
CAREFUL = Manner(LockRules(after_minutes=1), 30)


def begin_with(session: Session, manner: Manner) -> None:
    """Set these defaults, all or none. Raises :class:`ChoiceError` ``share_days_unknown``."""
    if manner.days not in DAYS:
        raise ChoiceError("share_days_unknown")
    with session.database.transaction() as transaction:
        settings.put(transaction, LOCK_AFTER, manner.rules.after_minutes)
        settings.put(transaction, LOCK_WITH_SCREEN, manner.rules.with_screen)
        settings.put(transaction, SHARE_DAYS, manner.days)


def set_share_days(session: Session, days: int) -> None:
    """Start the choice of a request at so many days. Raises :class:`ChoiceError` ``share_days_unknown``."""
    if days not in DAYS:
        raise ChoiceError("share_days_unknown")
    with session.database.transaction() as transaction:
        settings.put(transaction, SHARE_DAYS, days)


def share_days(reader: Reader) -> int:
    """What was chosen. What an import brought that cannot be chosen counts as not chosen."""
    found = settings.settings(reader).get(SHARE_DAYS)
    return found if type(found) is int and found in DAYS else USUAL_DAYS
