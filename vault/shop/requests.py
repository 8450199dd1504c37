"""Requests as the shop makes, keeps and serves them (OpenID4VP 1.0 §5, RFC 9101 §5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from vault.core.clock import from_seconds, to_seconds
from vault.core.strict_json import b64url
from vault.core.terms import Terms, parse_terms
from vault.openid4vp.link import make_link
from vault.openid4vp.request_building import build_request, sign_request
from vault.openid4vp.request_object import LONGEST_IN_FILE, LONGEST_REQUEST, compare_code
from vault.shop import tables
from vault.shop.conflicts import insert_or
from vault.shop.service import Shop, session_hash
from vault.shop.terms import terms_for
from vault.tokens.jwe import AgreementKey

RANDOM_BYTES = 16
"""128 bits for a nonce (OpenID4VP 1.0 §5.2), a state and the address of a request."""

MAX_OF_SESSION = 20
"""Unanswered requests of one browser session: more tabs than a person has open at one shop."""
MAX_OPEN = 10_000
"""Unanswered requests of all: a thousand a minute for as long as one lasts, about 10 MB."""

SESSION_CHARS = 22
"""128 bits in base64url: a browser session that can be guessed would show a stranger's profile."""


_FOUND = select(tables.request, tables.terms.c.raw).join(tables.terms)
_BY_ID = _FOUND.where(tables.request.c.id == bindparam("known"))
_BY_STATE = _FOUND.where(tables.request.c.state == bindparam("known"))


@dataclass(frozen=True)
class CreatedRequest:
    """A request that waits for an answer. The links are for this customer's own device.

    ``code`` is the 4-digit code that shop and vault both show, to compare.
    """

    id: str
    link: str
    preference_vault_link: str
    code: str
    expires: datetime


@dataclass(frozen=True)
class PendingRequest:
    """A request as kept. ``agreement_key`` is None once it was answered."""

    id: str
    nonce: str
    state: str
    session_hash: str
    terms: Terms
    issued: datetime
    expires: datetime
    agreement_key: AgreementKey | None
    answer_hash: str | None
    outcome: str | None

    @property
    def in_file(self) -> bool:
        """Whether it was made for a file: it lasts longer than what vaults take from a link."""
        return self.expires - self.issued > LONGEST_REQUEST

    def __repr__(self) -> str:
        return f"PendingRequest({self.id!r}, …)"


def create_request(
    shop: Shop, ids: Sequence[str] | None = None, *, browser_session: str, in_file: bool = False
) -> CreatedRequest:
    """Ask one browser session for the policy's items ``ids``, or for all of them. Valid for ten minutes.

    One for a file is valid for thirty days; :func:`request_in_file` has its text, and its links lead nowhere.

    ``browser_session`` is the secret of :func:`new_browser_session`, in a cookie of the customer's browser. Raises
    :class:`PolicyError` as :func:`terms_for`, and :class:`StorageError`; ``ValueError`` for a secret that is none.
    """
    if len(browser_session) < SESSION_CHARS:
        message = "a browser session is a secret of new_browser_session"
        raise ValueError(message)
    raw = terms_for(
        shop.policy,
        [item.id for item in shop.policy.items] if ids is None else ids,
        catalogue=shop.catalogue,
        receipt_keys=shop.keys.receipt_jwks(),
        endpoints=shop.endpoints(),
    )
    terms = parse_terms(raw)
    request_id, nonce, state = (b64url(shop.random(RANDOM_BYTES)) for _ in range(3))
    issued = from_seconds(to_seconds(shop.clock.now()))
    expires = issued + (LONGEST_IN_FILE if in_file else LONGEST_REQUEST)
    with shop.store.transaction() as connection:
        _make_room(connection, session_hash(browser_session))
        known = insert_or(connection, tables.terms).values(hash=terms.hash, raw=raw)
        # An update, which keeps a sweep from dropping them as unused until this request uses them.
        connection.execute(known.on_conflict_do_update(index_elements=["hash"], set_={"raw": raw}))
        connection.execute(
            insert(tables.request).values(
                id=request_id,
                nonce=nonce,
                state=state,
                session_hash=session_hash(browser_session),
                terms=terms.hash,
                created=to_seconds(issued),
                expires=to_seconds(expires),
                agreement_key=AgreementKey.generate().private_bytes(),
            )
        )
    return _shown(shop, request_id, nonce, expires)


def _make_room(connection: Connection, mine: str) -> None:
    """Drop the oldest requests that nobody answered, of this browser session and of all: asking is free."""
    request = tables.request
    unanswered = select(request.c.id).where(request.c.answer_hash.is_(None)).order_by(request.c.expires.desc())
    too_old = (
        unanswered.where(request.c.session_hash == mine).offset(MAX_OF_SESSION - 1),
        unanswered.offset(MAX_OPEN - 1),
    )
    for each in too_old:
        connection.execute(delete(request).where(request.c.id.in_(each)))


def find_request(shop: Shop, *, request_id: str | None = None, state: str | None = None) -> PendingRequest | None:
    """The request with this id, or with this ``state``."""
    query, known = (_BY_ID, request_id) if request_id is not None else (_BY_STATE, state)
    if "\0" in (known or ""):
        return None  # PostgreSQL has no such text
    with shop.store.reading() as connection:
        row = connection.execute(query, {"known": known}).one_or_none()
    return _pending(row, parse_terms(row.raw)) if row is not None else None


def find_requests(shop: Shop, ids: Sequence[str]) -> dict[str, PendingRequest]:
    """Those of these ids that there are, of some hundred at most."""
    with shop.store.reading() as connection:
        rows = connection.execute(_FOUND.where(tables.request.c.id.in_(ids))).all()
    terms = {raw: parse_terms(raw) for raw in {row.raw for row in rows}}
    return {row.id: _pending(row, terms[row.raw]) for row in rows}


def _pending(row: Row[Any], terms: Terms) -> PendingRequest:
    return PendingRequest(
        row.id,
        row.nonce,
        row.state,
        row.session_hash,
        terms,
        from_seconds(row.created),
        from_seconds(row.expires),
        AgreementKey.from_private_bytes(row.agreement_key) if row.agreement_key is not None else None,
        row.answer_hash,
        row.outcome,
    )


def request_object(shop: Shop, request_id: str, *, wallet_nonce: str | None = None) -> str | None:
    """The signed request object, for as long as the request can be answered. Nobody else learns what was asked.

    ``wallet_nonce`` is what the wallet posted, to be signed too (OpenID4VP 1.0 §5.10).
    """
    return _signed(shop, request_id, wallet_nonce, in_file=False)


def request_in_file(shop: Shop, request_id: str) -> str | None:
    """The same for a request that was made for a file, and for no other."""
    return _signed(shop, request_id, None, in_file=True)


def _signed(shop: Shop, request_id: str, wallet_nonce: str | None, *, in_file: bool) -> str | None:
    found = find_request(shop, request_id=request_id)
    if found is None or found.agreement_key is None or found.expires <= shop.clock.now() or found.in_file != in_file:
        return None
    claims = build_request(
        client_id=shop.client_id,
        response_uri=shop.url("answer"),
        nonce=found.nonce,
        state=found.state,
        now=found.issued,
        terms=found.terms.raw,
        answer_jwk=found.agreement_key.jwk(kid=found.id),
        in_file=in_file,
    )
    return sign_request(claims, key=shop.keys.signing, chain=shop.keys.chain, wallet_nonce=wallet_nonce)


def waiting(shop: Shop, request_id: str, *, browser_session: str) -> CreatedRequest | None:
    """What the waiting page shows, to the browser session that made the request and to no other."""
    found = find_request(shop, request_id=request_id)
    if found is None or found.session_hash != session_hash(browser_session) or found.expires <= shop.clock.now():
        return None
    return _shown(shop, found.id, found.nonce, found.expires)


def _shown(shop: Shop, request_id: str, nonce: str, expires: datetime) -> CreatedRequest:
    where = shop.url(f"request/{request_id}")
    link = {"client_id": shop.client_id, "request_uri": where, "request_uri_method": "post"}
    return CreatedRequest(
        request_id, make_link(link), make_link(link, scheme="preference-vault"), compare_code(nonce), expires
    )
