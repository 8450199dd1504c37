"""The journal of a salvaged vault: what is left of the old one, chained anew, brought to the states that are stored.

Where no entry is lost, the chain comes out as it was, hash by hash.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from vault.core.clock import from_text
from vault.core.consent import ItemEvent, ItemHappened, ItemState, after, states_after
from vault.storage import consents, journal

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.storage.connection import Row, Transaction

LOST = "lost"
"""The member of an entry with the items that the tables no longer know: history, and no longer a state."""
_ITEM_KINDS = frozenset(ItemEvent)


def retell(transaction: Transaction, entries: Iterable[Row]) -> None:
    """Append what is left of a journal, oldest first, to an empty one, after the tables are there.

    Past the last entry each item that the entries do not bring to its stored state is brought there, with the events
    that lead to it. What no events lead to is left for :func:`vault.customer.happened.mend_states`.
    """
    items = {item.jti: item for item in consents.items(transaction)}
    hosts = {consent.id: consent.host for consent in consents.consents(transaction)}
    history: list[ItemHappened] = []
    for row in entries:
        body: dict[str, Json] = json.loads(row["body"])
        kind = str(row["kind"])
        if kind in _ITEM_KINDS:
            body = _without_lost(body, items.keys())
            history += _happened(ItemEvent(kind), body)
        journal.append(transaction, from_text(row["at"]), kind, body)
    told = states_after(history)
    for item in items.values():
        for event in _events_between(told.get(item.jti), item.state):
            said: dict[str, Json] = {
                "host": hosts[item.consent],
                "items": [{"jti": item.jti, "key": part.key} for part in item.parts],
                "salvaged": True,
            }
            journal.append(transaction, item.changed_at, event, said)


def _without_lost(body: dict[str, Json], kept: Container[object]) -> dict[str, Json]:
    found, earlier = body.get("items"), body.get(LOST, [])
    if not isinstance(found, list) or not isinstance(earlier, list):
        return body
    here: list[Json] = [each for each in found if isinstance(each, dict) and each.get("jti") in kept]
    lost: list[Json] = [each for each in found if each not in here]
    return {**body, "items": here, LOST: [*earlier, *lost]} if lost else body


def _happened(event: ItemEvent, body: Mapping[str, Json]) -> Iterator[ItemHappened]:
    items = body.get("items")
    for each in items if isinstance(items, list) else ():
        if isinstance(each, dict):
            yield ItemHappened(str(each["jti"]), event)


def _events_between(told: ItemState | None, stored: ItemState) -> tuple[ItemEvent, ...]:
    """The fewest events from one state to another; none if they are the same, or if none lead there."""
    paths: dict[ItemState | None, tuple[ItemEvent, ...]] = {told: ()}
    ahead = [told]
    while ahead and stored not in paths:
        state = ahead.pop(0)
        for event in ItemEvent:
            reached = after(state, event)
            if reached not in paths:
                paths[reached] = (*paths[state], event)
                ahead.append(reached)
    return paths.get(stored, ())
