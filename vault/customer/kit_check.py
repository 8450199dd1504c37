"""Whether a recovery kit was made, and whether its owner showed to have it: for settings, and for a reminder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.clock import from_text, to_text
from vault.storage import recovery_slot, settings
from vault.storage.slots import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.keys import RecoveryKit
    from vault.customer.session import Session

CHECKED_GROUPS = (3, 7)
"""The groups that are typed back, counted from 1: one of each line of the page."""
_CHECKED = f"{settings.HERE}recovery_checked"
"""The slot of the kit that was checked, and when: a check of an older kit does not count for a newer one."""


@dataclass(frozen=True)
class KitState:
    """When the kit that opens the vault was made, and when its groups were typed back. None where it was not."""

    made: datetime | None = None
    checked: datetime | None = None


def view_kit(session: Session) -> KitState:
    """What is known of the kit. Raises :class:`StorageError` ``slot_damaged`` or ``slots_unreadable``."""
    slot = session.vault.unlocked.slots.only(Kind.RECOVERY)
    if slot is None:
        return KitState()
    with session.database.read() as reader:
        kept = settings.settings(reader).get(_CHECKED)
    if not isinstance(kept, dict) or kept.get("slot") != slot.id:
        return KitState(slot.made)
    try:
        return KitState(slot.made, from_text(str(kept.get("at"))))
    except ValueError:
        return KitState(slot.made)


def record_kit_check(session: Session, kit: RecoveryKit) -> KitState:
    """Remember that groups of ``kit`` were typed back well.

    Raises as :func:`recovery_slot.open_with` if another kit, or none, opens the vault by now.
    """
    found = session.vault.unlocked.slots
    recovery_slot.open_with(found, kit.code)
    slot = found.only(Kind.RECOVERY)
    if slot is not None:
        with session.database.transaction() as transaction:
            settings.put(transaction, _CHECKED, {"slot": slot.id, "at": to_text(session.clock.now())})
    return view_kit(session)
