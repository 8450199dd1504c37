"""When the vault locks by itself: settings that travel with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.storage import settings
from vault.storage.private_memory import (
    forget_freed as forget_freed,  # for the window, which stays when a vault is locked
)
from vault.storage.private_memory import forget_here as forget_here
from vault.storage.private_memory import guard as guard

if TYPE_CHECKING:
    from vault.customer.session import Session

LOCK_AFTER = "lock_after_minutes"
LOCK_WITH_SCREEN = "lock_with_screen"
NEVER = 0
"""Instead of minutes."""
MINUTES = (1, 5, 15, 60, NEVER)
"""What can be chosen."""


@dataclass(frozen=True)
class LockRules:
    """After how many minutes without use, and whether also with the screen and before a sleep of the computer."""

    after_minutes: int = 5
    with_screen: bool = True


def lock_rules(session: Session) -> LockRules:
    """What the customer chose. What an import brought that cannot be chosen counts as not chosen."""
    with session.database.read() as reader:
        found = settings.settings(reader)
    usual = LockRules()
    after, with_screen = found.get(LOCK_AFTER), found.get(LOCK_WITH_SCREEN)
    return LockRules(
        after if type(after) is int and after in MINUTES else usual.after_minutes,
        with_screen if isinstance(with_screen, bool) else usual.with_screen,
    )


def set_lock_rules(session: Session, rules: LockRules) -> None:
    """Keep what the customer chose. Raises :class:`ChoiceError` ``lock_time_unknown``."""
    if rules.after_minutes not in MINUTES:
        raise ChoiceError("lock_time_unknown")
    with session.database.transaction() as transaction:
        settings.put(transaction, LOCK_AFTER, rules.after_minutes)
        settings.put(transaction, LOCK_WITH_SCREEN, rules.with_screen)
