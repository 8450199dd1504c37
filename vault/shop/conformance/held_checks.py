"""Nonces, what the shop says it holds, and feedback."""

from __future__ import annotations

from typing import Final

from vault.core.errors import NetworkError, TokenError
from vault.core.strict_json import b64url, loads
from vault.net.fetcher import HttpResponse
from vault.openid4vp.refresh import parse_nonce
from vault.shop.conformance.checks import Check, fail, untried
from vault.shop.conformance.drafts import urn
from vault.shop.conformance.kit import JWT, Customer, Kit, reason
from vault.shop.conformance.letters import ask_held, held_letter, question
from vault.shop.conformance.line import expect, refused
from vault.tokens import jws
from vault.tokens.customer_letter import FEEDBACK_TYP, HELD_TYP, Says, feedback
from vault.tokens.did_jwk import kid_of
from vault.tokens.keys import SigningKey

INVALID_NONCE: Final = "invalid_nonce"
ABOUT: Final = "conformance"
"""The reference that feedback of the kit is about."""


def _nonce(kit: Kit) -> str:
    response = kit.line.send("POST", kit.endpoint("nonce"), body=b"", accept=("application/json",))
    seen = expect(response, 200)
    try:
        found = parse_nonce(response.body, host=kit.request.host)
    except NetworkError as problem:
        fail(reason(problem))
    kit.known["nonce"] = response
    return f"{seen}, {found.seconds} seconds"


def _nonce_stored(kit: Kit) -> str:
    kit.endpoint("nonce")
    response: HttpResponse = kit.need("nonce")
    if "no-store" not in response.headers.get("cache-control", ""):
        fail("without cache-control: no-store")
    return "cache-control: no-store"


def _nonce_fresh(kit: Kit) -> str:
    kit.endpoint("nonce")
    kit.need("nonce")
    first, second = kit.nonce(), kit.nonce()
    if first.nonce == second.nonce:
        fail("the same nonce twice")
    if first.jwk["x"] == second.jwk["x"]:
        fail("two nonces with one key")
    return "two nonces, two keys"


def _invalid(response: HttpResponse) -> str:
    """400 that says that another nonce will do."""
    seen = expect(response, 400)
    try:
        said = loads(response.body, max_bytes=4096).get("error")
    except TokenError as problem:
        fail(problem.code)
    if said != INVALID_NONCE:
        fail(f"{seen}, error is not {INVALID_NONCE}")
    return seen


def _nonce_foreign(kit: Kit) -> str:
    kit.endpoint("held")
    made_up = b64url(kit.random(32))
    return _invalid(ask_held(kit, held_letter(kit, _shared(kit), made_up)))


def _nonce_once(kit: Kit) -> str:
    """The same letter a second time, as somebody would who saw it."""
    kit.endpoint("held")
    letter = held_letter(kit, _shared(kit), kit.nonce().nonce)
    expect(ask_held(kit, letter), 200)
    return _invalid(ask_held(kit, letter))


def _statement(kit: Kit) -> str:
    kit.endpoint("held")
    found = question(kit, _shared(kit))
    kit.known["statement"] = found
    return f"{len(found.items)} items, {len(found.incidents)} incidents, signed by a key of the terms"


def _items(kit: Kit) -> str:
    """Exactly what was shared and not ended, under its key, precision and end."""
    kit.endpoint("held")
    said = {item.jti: (item.key, item.precision, item.exp) for item in kit.need("statement").items}
    kept = {jti: (item.key, item.value.precision, item.exp) for jti, item in kit.main.kept().items()}
    visits = {jti for jti, item in kit.main.items.items() if item.visit}
    if kept.keys() - said.keys():
        fail(f"{len(kept.keys() - said.keys())} items shared and not held")
    if said.keys() - kept.keys() - visits:
        fail(f"{len(said.keys() - kept.keys() - visits)} items held and not shared")
    if any(said[jti] != each for jti, each in kept.items()):
        fail("key, precision or end differ from what was shared")
    return f"{len(kept)} items, as shared"


def _stranger(kit: Kit) -> str:
    kit.endpoint("held")
    return expect(ask_held(kit, held_letter(kit, Customer(), kit.nonce().nonce)), 400)


def _audience(kit: Kit) -> str:
    kit.endpoint("held")
    letter = held_letter(kit, _shared(kit), kit.nonce().nonce, aud="x509_san_dns:other.example")
    return refused(ask_held(kit, letter))


def _signature(kit: Kit) -> str:
    kit.endpoint("held")
    letter = held_letter(kit, _shared(kit), kit.nonce().nonce)
    return refused(ask_held(kit, signed_by_other(letter, HELD_TYP, kit.main)))


def signed_by_other(letter: str, typ: str, customer: Customer) -> str:
    """The same letter in the customer's name, with the signature of somebody else."""
    payload = jws.parse(letter, typ=typ, max_bytes=4096, required=jws.WITH_KID).payload
    return jws.sign({"typ": typ, "kid": kid_of(customer.key.public)}, payload, SigningKey.generate())


def _send_feedback(kit: Kit, letter: str) -> HttpResponse:
    return kit.line.send("POST", kit.endpoint("feedback"), body=letter.encode(), content_type=JWT)


def _feedback_letter(kit: Kit, customer: Customer) -> str:
    return feedback(
        customer.key,
        aud=kit.request.client_id,
        iat=kit.clock.now(),
        jti=urn(kit.random),
        nonce=kit.nonce().nonce,
        about=ABOUT,
        says=Says.THANKS,
    )


def _feedback(kit: Kit) -> str:
    kit.endpoint("feedback")
    return expect(_send_feedback(kit, _feedback_letter(kit, _shared(kit))), 204)


def _feedback_words(kit: Kit) -> str:
    """A word that is none of the three."""
    kit.endpoint("feedback")
    letter = _feedback_letter(kit, _shared(kit))
    payload = jws.parse(letter, typ=FEEDBACK_TYP, max_bytes=4096, required=jws.WITH_KID).payload
    spoiled = jws.sign(
        {"typ": FEEDBACK_TYP, "kid": kid_of(kit.main.key.public)}, {**payload, "says": "buys_more"}, kit.main.key
    )
    return refused(_send_feedback(kit, spoiled))


def _feedback_stranger(kit: Kit) -> str:
    kit.endpoint("feedback")
    return expect(_send_feedback(kit, _feedback_letter(kit, Customer())), 400)


def _feedback_signature(kit: Kit) -> str:
    kit.endpoint("feedback")
    letter = _feedback_letter(kit, _shared(kit))
    return refused(_send_feedback(kit, signed_by_other(letter, FEEDBACK_TYP, kit.main)))


def _shared(kit: Kit) -> Customer:
    """The customer that the shop knows."""
    if not kit.main.met:
        untried("without a share")
    return kit.main


_SECTION: Final = "Nonce, refresh, held, feedback"
CHECKS: Final = (
    Check("nonce_reply", _SECTION, _nonce),
    Check("nonce_not_stored", f"{_SECTION}; RFC 9111 §5.2.2.5", _nonce_stored),
    Check("nonce_fresh", _SECTION, _nonce_fresh),
    Check("held_statement", _SECTION, _statement),
    Check("held_items", _SECTION, _items),
    Check("held_stranger", _SECTION, _stranger),
    Check("held_audience", _SECTION, _audience),
    Check("held_signature", _SECTION, _signature),
    Check("nonce_foreign", _SECTION, _nonce_foreign),
    Check("nonce_once", _SECTION, _nonce_once),
    Check("feedback_accepted", _SECTION, _feedback),
    Check("feedback_words", _SECTION, _feedback_words),
    Check("feedback_stranger", _SECTION, _feedback_stranger),
    Check("feedback_signature", _SECTION, _feedback_signature),
)
