"""The customer's letters to a shop: the question what it holds, and feedback."""

from __future__ import annotations

from vault.core.errors import TokenError
from vault.net.fetcher import HttpResponse
from vault.shop.conformance.checks import fail
from vault.shop.conformance.drafts import urn
from vault.shop.conformance.kit import JWT, Customer, Kit, reason
from vault.shop.conformance.line import expect
from vault.tokens.customer_letter import held_request
from vault.tokens.holding_statement import HoldingStatement, verify_holding_statement


def held_letter(kit: Kit, customer: Customer, nonce: str, *, aud: str | None = None) -> str:
    """The question of this customer."""
    to = kit.request.client_id if aud is None else aud
    return held_request(customer.key, aud=to, iat=kit.clock.now(), jti=urn(kit.random), nonce=nonce)


def ask_held(kit: Kit, letter: str, *, patient: bool = True) -> HttpResponse:
    """Send a question. Raises :class:`NotOffered`."""
    return kit.line.send(
        "POST", kit.endpoint("held"), body=letter.encode(), content_type=JWT, accept=(JWT,), patient=patient
    )


def question(kit: Kit, customer: Customer, *, unknown: bool = False) -> HoldingStatement:
    """What the shop says it holds of this customer, verified. With ``unknown`` it may say that it knows nobody.

    Raises :class:`NotOffered`, or :class:`CheckFailed`.
    """
    kit.endpoint("held")
    nonce = kit.nonce().nonce
    response = ask_held(kit, held_letter(kit, customer, nonce))
    if unknown and response.status == 400:
        return HoldingStatement(customer.did, kit.clock.now(), nonce, (), ())
    expect(response, 200)
    try:
        return verify_holding_statement(
            response.body.decode("latin-1"),
            keys=kit.receipt_keys(),
            iss=kit.request.client_id,
            sub=customer.did,
            nonce=nonce,
            now=kit.clock.now(),
        )
    except TokenError as problem:
        fail(reason(problem))
