"""What happens to shared items, written down: journal first, state after it, both in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from vault.core.clock import from_text
from vault.core.consent import ItemEvent, ItemHappened, ItemState, after, states_after
from vault.core.errors import StorageError
from vault.core.value import Json
from vault.storage import consents, journal
from vault.storage.connection import Reader, Transaction

_ITEM_KINDS = frozenset(ItemEvent)
BY_HAND = "file"
"""In the history, where an answer left in a file; ``until`` is then when the shop takes it no more."""


def note(
    transaction: Transaction, host: str, event: ItemEvent, jtis: Iterable[str], now: datetime, **facts: Json
) -> tuple[str, ...]:
    """Let ``event`` happen to those of ``jtis`` for which it changes something, and return them.

    An item whose state it does not change (a second stop, a late answer) is left out of the history too.
    """
    changed: list[consents.ConsentItem] = []
    for jti in jtis:
        item = consents.item(transaction, jti)
        if item is not None and after(item.state, event) != item.state:
            changed.append(item)
    if not changed:
        return ()
    items: list[Json] = [{"jti": item.jti, "key": part.key} for item in changed for part in item.parts]
    journal.append(transaction, now, event, {"host": host, "items": items, **facts})
    for item in changed:
        consents.set_item_state(transaction, item.jti, after(item.state, event) or item.state, now)
    return tuple(item.jti for item in changed)


def may_still_arrive(reader: Reader, jtis: Collection[str], now: datetime) -> bool:
    """Whether one of these items is in a file that the shop may still be given.

    A shop that knows nothing of a stopped item says the truth today, and perhaps not tomorrow.
    """
    for entry in journal.walk(reader, kinds={ItemEvent.UNCERTAIN}):
        items, until = entry.body.get("items"), entry.body.get("until")
        if entry.body.get("by") == BY_HAND and isinstance(items, list) and isinstance(until, str):
            named = any(isinstance(item, dict) and item.get("jti") in jtis for item in items)
            if named and from_text(until) > now:
                return True
    return False


def states_from_journal(reader: Reader) -> dict[str, ItemState]:
    """The state of every item as the chained journal tells it."""
    return states_after(_history(reader))


def mend_states(transaction: Transaction, now: datetime) -> tuple[str, ...]:
    """Bring the stored states back to what the journal says, and return the items that differed.

    An old page put back into the database can say that a stopped share goes on; the journal is chained and cannot.
    Raises :class:`StorageError` ``share_missing`` if the journal knows a share that the tables lost.
    """
    told = states_from_journal(transaction)
    stored = {item.jti: item.state for item in consents.items(transaction)}
    if not told.keys() <= stored.keys():
        raise StorageError("share_missing", count=len(told.keys() - stored.keys()))
    differ = tuple(jti for jti, state in stored.items() if told.get(jti, ItemState.NOT_DELIVERED) != state)
    for jti in differ:
        consents.set_item_state(transaction, jti, told.get(jti, ItemState.NOT_DELIVERED), now)
    if differ:
        journal.append(transaction, now, "states_mended", {"items": list(differ)})
    return differ


def _history(reader: Reader) -> Iterator[ItemHappened]:
    for entry in journal.walk(reader, kinds=_ITEM_KINDS):
        items = entry.body.get("items")
        if isinstance(items, list):
            for item in items:
                if isinstance(item, dict):
                    yield ItemHappened(str(item["jti"]), ItemEvent(entry.kind))
