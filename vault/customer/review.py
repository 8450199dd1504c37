"""A shop's request laid beside what is kept: a proposal. Nothing is shared here.

It was fetched before, by :mod:`vault.customer.fetching`, because the network must not wait for the vault nor the vault
for the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from vault.core.consent import GONE
from vault.core.errors import RequestError, TokenError
from vault.core.value import Json
from vault.customer.editing import kept_as
from vault.customer.gift import as_gift, kept_for
from vault.customer.manner import share_days
from vault.customer.proposal import Kept, Proposal, lay_out
from vault.customer.session import Session
from vault.customer.trust import Trust
from vault.customer.waiting import WAITING, stored_waiting
from vault.customer.waiting import count_waiting as count_waiting
from vault.openid4vp.client_id import ClientId, parse_client_id
from vault.openid4vp.did_web import DidDocument
from vault.openid4vp.link import SCHEMES, parse_link
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed, verify_unsigned
from vault.storage import consents, journal, requests, shops
from vault.storage import preferences as kept_preferences
from vault.storage.connection import Reader, Transaction
from vault.storage.requests import StoredRequest
from vault.tokens.keys import VerifyingKey


def propose(session: Session, request: VerifiedRequest) -> Proposal:
    """Lay a verified request beside what the vault keeps, and note in the history that it was asked.

    Raises :class:`RequestError` ``shop_never_ask``, ``unsigned_after_signed``, ``request_answered`` or
    ``query_unsupported``.
    """
    with session.database.transaction() as transaction:
        proposal = lay_out_now(transaction, session, request)
        earlier = requests.find_request(transaction, proposal.id)
        if earlier is not None and earlier.state != WAITING:
            raise RequestError("request_answered", host=request.host)
        if earlier is None:
            _note(transaction, session, proposal)
    return proposal


def waiting_requests(session: Session, trust: Trust) -> tuple[VerifiedRequest, ...]:
    """The requests that wait for an answer, oldest first, each verified anew. One that no longer holds is left out."""
    now = session.clock.now()
    found = [_verified_again(each, trust, now) for each in stored_waiting(session)]
    with session.database.read() as reader:
        return tuple(each for each in found if each is not None and _may_ask(reader, session, each))


def _verified_again(stored: StoredRequest, trust: Trust, now: datetime) -> VerifiedRequest | None:
    raw = str(stored.material["raw"])
    try:
        client_id = parse_client_id(str(stored.material["client_id"])).at(stored.host)
        evidence = _evidence(stored.material, client_id)
        if stored.material["signed"]:
            anchors = trust.anchors(client_id.host)
            return verify_signed(raw, client_id=client_id, anchors=anchors, now=now, evidence=evidence)
        parameters = parse_link(f"{SCHEMES[0]}://?{raw}").parameters
        return verify_unsigned(parameters, client_id=client_id, now=now, evidence=evidence)
    except (RequestError, TokenError):
        return None


def _evidence(material: Mapping[str, Json], client_id: ClientId) -> Evidence:
    """What :func:`_note` kept of it. The keys of a DID are those of the day the request came."""
    keys, nonce = material.get("did_keys"), material.get("wallet_nonce")
    document = None
    if isinstance(keys, dict):
        document = DidDocument(client_id.rest, {name: VerifyingKey.from_jwk(jwk) for name, jwk in keys.items()})
    return Evidence(document, nonce if isinstance(nonce, str) else None, in_file=material.get("in_file") is True)


def _may_ask(reader: Reader, session: Session, request: VerifiedRequest) -> bool:
    try:
        lay_out_now(reader, session, request)
    except RequestError:
        return False
    return True


def propose_for(session: Session, proposal: Proposal, person: str | None) -> Proposal:
    """The same request beside what is kept of somebody else, or with None of the customer.

    Raises :class:`ChoiceError` ``person_unknown`` or ``gift_not_possible``, or as :func:`lay_out_now`.
    """
    with session.database.read() as reader:
        return lay_out_now(reader, session, proposal.request, person=person)


def lay_out_now(reader: Reader, session: Session, request: VerifiedRequest, *, person: str | None = None) -> Proposal:
    """The request beside what the vault keeps at this moment, of the customer or of a person by their id.

    Raises as :func:`propose`, ``request_answered`` aside, and for a person as :func:`propose_for`.
    """
    known = shops.shop(reader, request.host)
    if known is not None and known.never_ask:
        raise RequestError("shop_never_ask", "access_denied", host=request.host)
    if known is not None and known.signed_once and not request.signed:
        raise RequestError("unsigned_after_signed", host=request.host)
    held = held_keys(reader, request.host)
    # A link that is opened twice is the same request, although the shop signs it anew each time.
    terms = request.terms.hash if request.terms else ""
    asked = f"{request.client_id} {request.nonce} {terms} {request.dcql!r}"
    request_id = hashlib.sha256(asked.encode()).hexdigest()
    kept = what_is_kept(reader, session) if person is None else kept_for(reader, session.catalogue, person)
    found = lay_out(request_id, request, kept, session.catalogue, first_time=known is None or not held, held=held)
    return replace(found, wished_days=share_days(reader)) if person is None else as_gift(found, person)


def what_is_kept(reader: Reader, session: Session) -> Mapping[str, Kept]:
    """What the vault keeps, by key: the value, its level and the most that may leave. Unknown keys stay at home."""
    entries = session.catalogue.entries
    return {
        found.key: kept_as(entries[found.key], found)
        for found in kept_preferences.preferences(reader)
        if found.key in entries
    }


def held_keys(reader: Reader, host: str) -> frozenset[str]:
    """The keys that a shop may still have of the customer from earlier shares, stopped or not."""
    mine = [consent for consent in consents.consents(reader, host) if consent.subject is None]
    found = [item for consent in mine for item in consents.items(reader, consent.id)]
    return frozenset(part.key for item in found if item.state not in GONE for part in item.parts)


def _note(transaction: Transaction, session: Session, proposal: Proposal) -> None:
    now, request = session.clock.now(), proposal.request
    material: dict[str, Json] = {"client_id": request.client_id, "signed": request.signed, "raw": request.raw}
    if request.evidence.document is not None:
        material["did_keys"] = {name: key.jwk() for name, key in request.evidence.document.keys.items()}
    if request.evidence.wallet_nonce is not None:
        material["wallet_nonce"] = request.evidence.wallet_nonce
    if request.evidence.in_file:
        material["in_file"] = True
    stored = requests.StoredRequest(proposal.id, request.host, material, now, request.expires, WAITING)
    requests.add_request(transaction, stored)
    keys: list[Json] = [part.key for item in proposal.items for part in item.parts]
    body: dict[str, Json] = {"host": request.host, "request": proposal.id, "keys": keys, "signed": request.signed}
    journal.append(transaction, now, "asked", body)
