"""Requests that wait for an answer outlast the lock and the program: the vault keeps them, and verifies them anew."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from cryptography import x509

from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.ending import end_what_is_over, next_end
from vault.customer.review import count_waiting, propose, waiting_requests
from vault.customer.session import Session
from vault.customer.sharing import refuse, share
from vault.customer.trust import Trust
from vault.demo.authority import ThrowAwayAuthority
from vault.net.testing_shops import TestShops
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.did_web import DidDocument
from vault.openid4vp.link import make_link, parse_link
from vault.openid4vp.request_building import build_request, sign_request, unsigned_parameters
from vault.openid4vp.request_object import REQUEST_TYP, Evidence, VerifiedRequest, verify_signed, verify_unsigned
from vault.tokens import jws
from vault.tokens.keys import SigningKey

NOBODY = Trust((), TestShops())


def unsigned(shop: Shop, number: int = 1) -> VerifiedRequest:
    address = f"https://{shop.host}/answer"
    claims = build_request(
        client_id=f"redirect_uri:{address}",
        response_uri=address,
        nonce=f"nonce-of-22-characters-{number}",
        state="state",
        now=shop.now(),
        terms=shop.terms([SHOE]).raw,
        answer_jwk=shop.agreement.jwk("answer-1"),
    )
    link = parse_link(make_link(unsigned_parameters(claims)))
    return verify_unsigned(link.parameters, client_id=link.client_id, now=shop.now())


def signed(shop: Shop, authority: ThrowAwayAuthority) -> VerifiedRequest:
    leaf = authority.leaf(shop.host)
    chain = [x509.load_der_x509_certificate(each) for each in leaf.chain_der]
    claims = json.loads(shop.ask(SHOE, SPORTS, FEET).raw)
    text = sign_request(claims, key=SigningKey(leaf.private_key), chain=chain)
    return verify_signed(
        text, client_id=parse_client_id(shop.client_id), anchors=(authority.certificate,), now=shop.now()
    )


def by_did(shop: Shop) -> VerifiedRequest:
    """A request of a shop that a DID names, fetched with a nonce."""
    did, key = f"did:web:{shop.host}", SigningKey.generate()
    client_id = f"decentralized_identifier:{did}"
    claims = {**json.loads(shop.ask(SHOE).raw), "client_id": client_id, "wallet_nonce": "wallet-nonce"}
    text = jws.sign({"typ": REQUEST_TYP, "kid": "#1"}, claims, key)
    evidence = Evidence(DidDocument(did, {f"{did}#1": key.public}), "wallet-nonce")
    return verify_signed(text, client_id=parse_client_id(client_id), anchors=(), now=shop.now(), evidence=evidence)


def test_a_request_of_a_did_waits_with_the_keys_that_proved_it(session: Session, shop: Shop) -> None:
    request = by_did(shop)
    propose(session, request)
    assert waiting_requests(session, NOBODY) == (request,)


@pytest.fixture
def authority(clock: SetClock) -> ThrowAwayAuthority:
    return ThrowAwayAuthority(clock.now())


@pytest.mark.parametrize("kind", ["signed", "unsigned"])
def test_it_comes_back_as_it_was(session: Session, shop: Shop, authority: ThrowAwayAuthority, kind: str) -> None:
    request = signed(shop, authority) if kind == "signed" else unsigned(shop)
    assert waiting_requests(session, NOBODY) == ()
    propose(session, request)
    trust = Trust((authority.certificate,), TestShops())
    assert waiting_requests(session, trust) == (request,)
    assert count_waiting(session) == 1
    assert propose(session, request).request == request


def test_who_is_not_believed_any_more_does_not_come_back(
    session: Session, shop: Shop, authority: ThrowAwayAuthority
) -> None:
    propose(session, signed(shop, authority))
    assert waiting_requests(session, NOBODY) == ()


def test_what_is_answered_or_over_does_not_wait(session: Session, shop: Shop, clock: SetClock) -> None:
    first, second, third = (unsigned(shop, number) for number in (1, 2, 3))
    for request in (first, second, third):
        propose(session, request)
    refuse(session, propose(session, first))
    share(session, propose(session, second), Choices((Choice("shoe_size", Precision.EXACT),), 30))
    assert waiting_requests(session, NOBODY) == (third,)
    clock.moment = third.expires
    assert waiting_requests(session, NOBODY) == ()
    assert count_waiting(session) == 0


def test_a_shop_that_may_never_ask_again_does_not_come_back(session: Session, shop: Shop) -> None:
    for number in (1, 2):
        propose(session, unsigned(shop, number))
    refuse(session, propose(session, unsigned(shop, 1)), never_ask=True)
    assert waiting_requests(session, NOBODY) == ()


# ---- when the next thing ends ----


def ends(session: Session) -> datetime | None:
    """The next end, at which there must be something to see to, and not a moment before."""
    end_what_is_over(session)
    return next_end(session)


def test_nothing_ends_in_a_new_vault(session: Session) -> None:
    assert ends(session) is None


def test_requests_answers_and_shares_end_in_their_order(session: Session, shop: Shop, clock: SetClock) -> None:
    request = shop.ask(SHOE)
    proposal = propose(session, request)
    assert ends(session) == request.expires
    shared = share(session, proposal, Choices((Choice("shoe_size", Precision.EXACT),), 30))
    assert ends(session) == request.expires  # until then the shop takes the answer
    deliver(session, shop)
    assert ends(session) == shared.until
    clock.moment = shared.until
    assert ends(session) is None


def test_an_answer_that_was_never_taken_ends_with_its_request(session: Session, shop: Shop, clock: SetClock) -> None:
    request = shop.ask(SHOE)
    share(session, propose(session, request), Choices((Choice("shoe_size", Precision.EXACT),), 30))
    clock.moment = request.expires
    assert ends(session) is None
