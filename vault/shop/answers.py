"""An answer that came in: opened, verified, imported, and the reply to it (OpenID4VP 1.0 §8.2, §8.3)."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import select

from vault.core.errors import TokenError
from vault.openid4vp.response import MAX_ANSWER, Refusal, parse_answer
from vault.shop import tables
from vault.shop.importing import DECLINED, import_answer, response_code, spend
from vault.shop.requests import PendingRequest, find_request
from vault.shop.service import Shop
from vault.shop.verification import verify_answer
from vault.tokens import jwe


class _SameAnswer(Exception):
    """The answer that spent this request's nonce came again."""

    def __init__(self, request: PendingRequest) -> None:
        super().__init__()
        self.request = request


def receive_answer(shop: Shop, form: bytes) -> dict[str, Any]:
    """Take in the body of a ``direct_post.jwt`` (OpenID4VP 1.0 §8.3.1) and return the reply's members.

    ``redirect_uri`` brings the response code to the browser: in the query, since a fragment would not reach a server.
    ``receipt`` is the consent receipt, absent if all was for this visit. With sealed items an answer has several
    consents: ``receipts`` then lists all, and ``receipt`` is the first. The same answer again gets the same reply.

    Raises :class:`TokenError` ``request_unknown``, ``nonce_spent``, or as :func:`parse_answer`, :func:`jwe.decrypt`,
    :func:`verify_answer` and :func:`import_answer`; and :class:`StorageError`.
    """
    opened: list[tuple[PendingRequest, str]] = []

    def decrypt(compact: str) -> dict[str, Any]:
        kid = jwe.peek_kid(compact, max_bytes=MAX_ANSWER)
        request, key, spent_by = _unanswered(find_request(shop, request_id=kid or ""), compact)
        opened.append((request, spent_by))
        return jwe.decrypt(compact, key, max_bytes=MAX_ANSWER)

    try:
        found = parse_answer(form, decrypt)
        if isinstance(found, Refusal):
            if not opened:  # a refusal may come in the clear (§8.3.1)
                request, _, spent_by = _unanswered(find_request(shop, state=found.state or ""), found.error)
                opened.append((request, spent_by))
            return _decline(shop, found, *opened[0])
    except _SameAnswer as again:
        return _reply(shop, again.request)
    request, spent_by = opened[0]
    now = shop.clock.now()
    verified = verify_answer(found, request, client_id=shop.client_id, catalogue=shop.catalogue, now=now)
    import_answer(shop, request, verified, answer_hash=spent_by, now=now)
    return _reply(shop, request)


def _unanswered(request: PendingRequest | None, answer: str) -> tuple[PendingRequest, jwe.AgreementKey, str]:
    """The request and its key, if it may still be answered, and the hash that will say what answered it."""
    if request is None:
        raise TokenError("request_unknown")
    spent_by = hashlib.sha256(answer.encode()).hexdigest()
    if request.answer_hash == spent_by:
        raise _SameAnswer(request)
    if request.agreement_key is None:
        raise TokenError("nonce_spent")
    return request, request.agreement_key, spent_by


def _decline(shop: Shop, refusal: Refusal, request: PendingRequest, spent_by: str) -> dict[str, Any]:
    """The customer said no, or their vault could not answer: nothing is known of them."""
    if refusal.state != request.state:
        raise TokenError("state_wrong")
    with shop.store.transaction() as connection:
        spend(shop, connection, request, answer_hash=spent_by, outcome=DECLINED, now=shop.clock.now())
    return _reply(shop, request)


def _reply(shop: Shop, request: PendingRequest) -> dict[str, Any]:
    stored = select(tables.receipt.c.jwt).where(tables.receipt.c.request == request.id)
    with shop.store.reading() as connection:
        receipts = list(connection.execute(stored.order_by(tables.receipt.c.place)).scalars())
    reply: dict[str, Any] = {"redirect_uri": shop.url(f"return?response_code={response_code(shop, request)}")}
    if receipts:
        reply["receipt"] = receipts[0]
    if len(receipts) > 1:
        reply["receipts"] = receipts
    return reply
