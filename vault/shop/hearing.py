"""Feedback: what a customer says of something the shop showed them. The next page changes by it."""

from __future__ import annotations

from sqlalchemy import delete, select

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.conflicts import insert_or
from vault.shop.held import pinned
from vault.shop.service import Shop
from vault.tokens.customer_letter import verify_feedback

MAX_FEEDBACK = 200
"""Things that one customer spoke about; past that the oldest is forgotten."""


def receive_feedback(shop: Shop, text: str) -> None:
    """Keep what a customer says; of one thing, their last word counts.

    Raises :class:`TokenError` as :func:`verify_feedback` and :func:`held.pinned`; and :class:`StorageError`.
    """
    now = shop.clock.now()
    said = verify_feedback(text, aud=shop.client_id, now=now)
    feedback = tables.feedback
    with shop.store.transaction() as connection:
        customer = pinned(shop, connection, said.letter, now)
        row = {"says": said.says.value, "at": to_seconds(now)}
        connection.execute(
            insert_or(connection, feedback)
            .values(customer=customer.id, about=said.about, **row)
            .on_conflict_do_update(index_elements=["customer", "about"], set_=row)
        )
        mine = feedback.c.customer == customer.id
        kept = select(feedback.c.about).where(mine).order_by(feedback.c.at.desc(), feedback.c.about).limit(MAX_FEEDBACK)
        connection.execute(delete(feedback).where(mine, feedback.c.about.not_in(kept)))
