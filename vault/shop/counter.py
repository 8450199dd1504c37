"""At a counter, or by letter: a request in a file or as a QR code, an answer from a file, without a browser between.

The till is where the request was made, so it stands for the browser session of a page (see
:mod:`vault.shop.browser_session`). That the person there is who answers, the four digits show: vault and till have the
same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import TokenError
from vault.core.value import Value
from vault.openid4vp.answer_file import answer_form, read_answer_file
from vault.openid4vp.qr_picture import is_picture, read_qr
from vault.openid4vp.request_object import compare_code
from vault.openid4vp.response import MAX_ANSWER
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.browser_session import new_browser_session
from vault.shop.importing import response_code
from vault.shop.profile import Outcome
from vault.shop.requests import CreatedRequest, PendingRequest, create_request, find_request, request_in_file
from vault.shop.service import Shop
from vault.tokens import jwe


@dataclass(frozen=True)
class FileRequest:
    """A request for a file. ``text`` is its one line; ``code`` are the four digits."""

    id: str
    text: str = field(repr=False)
    code: str
    expires: datetime


@dataclass(frozen=True)
class CounterItem:
    """One thing that was shared, for its purpose, until its end. ``visit``: nothing of it is kept."""

    key: str
    purpose: str
    value: Value = field(repr=False)
    until: datetime
    visit: bool


@dataclass(frozen=True)
class CounterAnswer:
    """What came of a request. ``outcome`` is ``shared``, ``visit`` or ``declined``, or None: not answered yet.

    ``customer`` is their number in the shop's own systems, if anything is kept. ``response_code`` brings a browser in,
    by :func:`bring_code`, where one made the request.
    """

    request: str
    code: str
    outcome: str | None
    customer: str | None
    stop_code: str | None = field(repr=False)
    items: tuple[CounterItem, ...]
    response_code: str = field(repr=False)


def ask_at_counter(
    shop: Shop, ids: Sequence[str] | None = None, *, browser_session: str | None = None
) -> CreatedRequest:
    """A request to show as a QR code: :func:`qr_file` of its ``link``. Valid for ten minutes.

    ``browser_session`` is the till's, if it asks more than once. Raises as :func:`create_request`.
    """
    return create_request(shop, ids, browser_session=browser_session or new_browser_session(shop))


def ask_in_file(shop: Shop, ids: Sequence[str] | None = None, *, browser_session: str | None = None) -> FileRequest:
    """A request for a file, answered once and within thirty days. Raises as :func:`create_request`.

    With ``browser_session``, the page at that browser may take the answer too.
    """
    session = browser_session or new_browser_session(shop)
    made = create_request(shop, ids, browser_session=session, in_file=True)
    return FileRequest(made.id, request_in_file(shop, made.id) or "", made.code, made.expires)


def take_answer(shop: Shop, data: bytes) -> CounterAnswer:
    """Import the answer in the bytes of a file, or of a picture of its QR code.

    An answer counts once: its request's nonce is spent by it. Raises :class:`TokenError` ``request_unknown``,
    ``nonce_spent``, as :func:`read_answer_file` and as :func:`receive_answer`; :class:`RequestError` as
    :func:`read_qr`; :class:`StorageError`.
    """
    text = read_answer_file(read_qr(data).encode("ascii") if is_picture(data) else data)
    request = find_request(shop, request_id=jwe.peek_kid(text, max_bytes=MAX_ANSWER) or "")
    if request is None:
        raise TokenError("request_unknown")
    if request.answer_hash is not None:  # by post the same answer may come twice; a file that does is used again
        raise TokenError("nonce_spent")
    receive_answer(shop, answer_form(text))
    return what_came(shop, request.id)


def what_came(shop: Shop, request_id: str) -> CounterAnswer:
    """What a request that was made here brought. Showing it is reading it, which is logged.

    Raises :class:`TokenError` ``request_unknown``, and :class:`StorageError`.
    """
    request = find_request(shop, request_id=request_id)
    if request is None:
        raise TokenError("request_unknown")
    kept, customer, stop_code = _kept(shop, request)
    visiting = tuple(
        CounterItem(item.key, item.purpose, item.value, item.exp, visit=True)
        for visit in shop.visits.all()
        if visit.request == request.id
        for item in visit.items
    )
    return CounterAnswer(
        request.id,
        compare_code(request.nonce),
        request.outcome,
        customer,
        stop_code,
        (*kept, *visiting),
        response_code(shop, request),
    )


def _kept(shop: Shop, request: PendingRequest) -> tuple[tuple[CounterItem, ...], str | None, str | None]:
    item, receipt, customer = tables.item, tables.receipt, tables.customer
    now = shop.clock.now()
    agreed = select(receipt.c.consent).where(receipt.c.request == request.id)
    of_request = (
        select(item, tables.content.c.sealed, customer.c.number, customer.c.stop_code.label("stop_code"))
        .join(tables.content, tables.content.c.jti == item.c.jti)
        .join(customer, customer.c.id == item.c.customer)
        .where(item.c.consent.in_(agreed), item.c.exp > to_seconds(now))
        .order_by(item.c.number)
    )
    with shop.store.transaction() as connection:
        found = connection.execute(of_request).all()
        said = shop.store.contents.opened(connection, found)
        rows = [row for row in found if row.jti in said]
        for row in rows:
            connection.execute(
                insert(tables.reading).values(
                    jti=row.jti, key=row.key, purpose=row.purpose, at=to_seconds(now), outcome=Outcome.READ
                )
            )
    items = tuple(
        CounterItem(
            row.key,
            row.purpose,
            said[row.jti].value,
            from_seconds(row.exp),
            visit=False,
        )
        for row in rows
    )
    return items, rows[0].number if rows else None, rows[0].stop_code if rows else None
