"""The life of one shared item: what can happen to it, and what it is then.

The states follow from the journal alone (:func:`states_after`), so that an old page of another table, put back into
the database, cannot bring a stopped share to life.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ItemState(StrEnum):
    """What is true of a shared item now, as far as this vault knows."""

    SENDING = "sending"
    """Agreed; the shop has not answered yet."""
    ACTIVE = "active"
    """The shop has it and may use it as agreed."""
    STOPPING = "stopping"
    """Stopped here; the shop has not been reached yet."""
    TOLD = "told"
    """The shop answered that it heard the stop."""
    ERASED = "erased"
    """The shop signed that it erased the value."""
    UNREACHABLE = "unreachable"
    """The shop could not be told in the days this was tried."""
    OVERDUE = "overdue"
    """No erasure receipt within the promised time."""
    EXPIRED = "expired"
    """The end date came; both sides drop it by themselves."""
    NOT_DELIVERED = "not_delivered"
    """The answer never left."""
    UNCERTAIN = "uncertain"
    """The answer left, and no reply came in time or the shop refused it: it may have it."""
    DENIED = "denied"
    """Stopped; the shop answered that it knows nothing of this vault."""
    SUPERSEDED = "superseded"
    """A newer value took its place at the shop, which erased it."""
    STOPPED_THERE = "stopped_there"
    """Stopped at the shop itself, without this vault, as with the code of a receipt; the shop signed that."""
    UNREAD = "unread"
    """The shop signed that it erased it by itself, as it had not used it for long."""


class ItemEvent(StrEnum):
    """What can happen to a shared item. These are also kinds of journal entries."""

    SHARED = "shared"
    REFRESHED = "refreshed"
    """A newer value is to take the place of a shared one: a new item of the same consent."""
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    UNCERTAIN = "uncertain"
    DENIED = "denied"
    STOPPED = "stopped"
    STOP_UNDONE = "stop_undone"
    TOLD = "told"
    ERASED = "erased"
    GAVE_UP = "gave_up"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    STOPPED_THERE = "stopped_there"
    UNREAD = "unread"


_AFTER: Mapping[tuple[ItemState | None, ItemEvent], ItemState] = {
    (None, ItemEvent.SHARED): ItemState.SENDING,
    (None, ItemEvent.REFRESHED): ItemState.SENDING,
    (ItemState.ACTIVE, ItemEvent.SUPERSEDED): ItemState.SUPERSEDED,
    (ItemState.SENDING, ItemEvent.DELIVERED): ItemState.ACTIVE,
    (ItemState.SENDING, ItemEvent.NOT_DELIVERED): ItemState.NOT_DELIVERED,
    (ItemState.SENDING, ItemEvent.UNCERTAIN): ItemState.UNCERTAIN,
    (ItemState.SENDING, ItemEvent.STOPPED): ItemState.STOPPING,
    (ItemState.SENDING, ItemEvent.EXPIRED): ItemState.EXPIRED,
    (ItemState.ACTIVE, ItemEvent.STOPPED): ItemState.STOPPING,
    (ItemState.ACTIVE, ItemEvent.EXPIRED): ItemState.EXPIRED,
    (ItemState.ACTIVE, ItemEvent.STOPPED_THERE): ItemState.STOPPED_THERE,
    (ItemState.ACTIVE, ItemEvent.UNREAD): ItemState.UNREAD,
    (ItemState.STOPPING, ItemEvent.STOP_UNDONE): ItemState.ACTIVE,
    (ItemState.STOPPING, ItemEvent.TOLD): ItemState.TOLD,
    (ItemState.STOPPING, ItemEvent.GAVE_UP): ItemState.UNREACHABLE,
    (ItemState.STOPPING, ItemEvent.DENIED): ItemState.DENIED,
    (ItemState.UNCERTAIN, ItemEvent.DELIVERED): ItemState.ACTIVE,
    (ItemState.UNCERTAIN, ItemEvent.NOT_DELIVERED): ItemState.NOT_DELIVERED,
    (ItemState.UNCERTAIN, ItemEvent.STOPPED): ItemState.STOPPING,
    (ItemState.UNCERTAIN, ItemEvent.EXPIRED): ItemState.EXPIRED,
    (ItemState.UNCERTAIN, ItemEvent.STOPPED_THERE): ItemState.STOPPED_THERE,
    (ItemState.UNCERTAIN, ItemEvent.UNREAD): ItemState.UNREAD,
    # A shop drops what has ended by itself; its proof of erasure need not name it.
    (ItemState.TOLD, ItemEvent.EXPIRED): ItemState.EXPIRED,
    (ItemState.OVERDUE, ItemEvent.EXPIRED): ItemState.EXPIRED,
    (ItemState.TOLD, ItemEvent.ERASED): ItemState.ERASED,
    (ItemState.TOLD, ItemEvent.OVERDUE): ItemState.OVERDUE,
    (ItemState.OVERDUE, ItemEvent.ERASED): ItemState.ERASED,
    # A shop that lost its database heard the stop once, and later says that it knows nothing of this vault.
    (ItemState.TOLD, ItemEvent.DENIED): ItemState.DENIED,
    (ItemState.OVERDUE, ItemEvent.DENIED): ItemState.DENIED,
}

HELD = frozenset({ItemState.SENDING, ItemState.ACTIVE, ItemState.UNCERTAIN})
"""States in which the shop may have and use the item."""
STOPPED = frozenset(
    {
        ItemState.STOPPING,
        ItemState.TOLD,
        ItemState.ERASED,
        ItemState.UNREACHABLE,
        ItemState.OVERDUE,
        ItemState.DENIED,
        ItemState.STOPPED_THERE,
    }
)
"""States after the customer stopped."""
GONE = frozenset(
    {
        ItemState.ERASED,
        ItemState.EXPIRED,
        ItemState.NOT_DELIVERED,
        ItemState.DENIED,
        ItemState.SUPERSEDED,
        ItemState.STOPPED_THERE,
        ItemState.UNREAD,
    }
)
"""States in which the shop has nothing, as far as anybody can know. In all others it may still have the value."""


def after(state: ItemState | None, event: ItemEvent) -> ItemState | None:
    """The state after ``event``, or the same state where the event means nothing (a late answer, a second stop).

    ``None`` is "not shared yet". A stop can never be followed by a state that the shop may use, except by its undo.
    """
    return _AFTER.get((state, event), state)


@dataclass(frozen=True)
class ItemHappened:
    """One event of one item, as read back from the journal."""

    jti: str
    event: ItemEvent


def states_after(history: Iterable[ItemHappened]) -> dict[str, ItemState]:
    """The state of every item, by its ``jti``, after everything in ``history``, oldest first."""
    states: dict[str, ItemState] = {}
    for happened in history:
        state = after(states.get(happened.jti), happened.event)
        if state is not None:
            states[happened.jti] = state
    return states
