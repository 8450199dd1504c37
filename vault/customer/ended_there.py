"""What ended at a shop without this vault, as the shop says when it is asked what it holds.

With the code of a receipt, or on the shop's own page, a customer stops without the vault; and what a shop has not used
for sixty days it erases by itself. The statement that says so is signed. It is believed only of what the vault still
had as shared: of what was stopped here, the stop itself tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from vault.core.clock import to_text
from vault.core.consent import ItemEvent, ItemState
from vault.customer import happened as life
from vault.customer import status_pool
from vault.customer.stopping import superseded
from vault.storage import consents, outbox
from vault.storage.outbox import OutboxKind
from vault.tokens.holding_statement import EndedItem, Why

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.storage.connection import Transaction

_EVENTS: Final[Mapping[Why, ItemEvent]] = {Why.STOPPED: ItemEvent.STOPPED_THERE, Why.UNREAD: ItemEvent.UNREAD}
_STATES: Final = {ItemEvent.STOPPED_THERE: ItemState.STOPPED_THERE, ItemEvent.UNREAD: ItemState.UNREAD}
_REFRESHES: Final = frozenset({OutboxKind.NONCE, OutboxKind.REFRESH})


def note_ended(transaction: Transaction, host: str, ended: Sequence[EndedItem], now: datetime) -> tuple[str, ...]:
    """Write down what this shop says has ended there, with the moment it names; the ``jti`` of what changed.

    A newer value that waits to be sent is taken back: nothing goes on to a shop where the share has ended.
    """
    agreed = consents.consents(transaction, host)
    own = {item.jti: consent.created for consent in agreed for item in consents.items(transaction, consent.id)}
    changed: list[str] = []
    for each in ended:
        if each.jti not in own:
            continue
        event, moment = _EVENTS[each.why], min(max(each.at, own[each.jti]), now)
        noted = life.note(transaction, host, event, [each.jti], now, since=to_text(moment))
        if noted:
            consents.set_item_state(transaction, each.jti, _STATES[event], moment)
            changed.append(each.jti)
    _take_back_refreshes(transaction, host, frozenset(changed), now)
    status_pool.stop_places(transaction, changed, now)
    return tuple(changed)


def _take_back_refreshes(transaction: Transaction, host: str, jtis: frozenset[str], now: datetime) -> None:
    for row in outbox.waiting(transaction, host):
        if row.outgoing.kind in _REFRESHES and not jtis.isdisjoint(superseded(row)):
            about = row.outgoing.about
            left = about.get("sent") or (row.outgoing.kind is OutboxKind.REFRESH and about.get("left"))
            items = about.get("items")
            outbox.remove(transaction, row.id)
            event = ItemEvent.UNCERTAIN if left else ItemEvent.NOT_DELIVERED
            gone = life.note(transaction, host, event, map(str, items) if isinstance(items, list) else (), now)
            status_pool.stop_places(transaction, gone, now)
