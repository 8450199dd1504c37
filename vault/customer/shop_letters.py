"""Where and as whom to write to one shop by hand: its addresses, the keys it answers with, and a nonce of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.core.errors import ChoiceError, NetworkError, TokenError
from vault.core.strict_json import loads
from vault.core.terms import parse_terms
from vault.customer.outcomes import MAX_ERROR, OK, receipt_keys
from vault.customer.session import Session
from vault.net.fetcher import RECEIPT_BYTES, Fetcher, HttpRequest, HttpResponse
from vault.openid4vp.refresh import MAX_NONCE_REPLY, parse_nonce
from vault.storage import consents, shops
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey, VerifyingKey

JWT = "application/jwt"


@dataclass(frozen=True)
class Correspondence:
    """What it takes to write one letter to ``url`` of a shop, away from the session. ``jti`` is the letter's."""

    host: str
    client_id: str
    url: str
    nonce_url: str
    jti: str
    did: str
    keys: Mapping[str, VerifyingKey]
    signing_key: SigningKey = field(repr=False)


@dataclass(frozen=True)
class Offered:
    """What a shop lists in its terms. ``contact`` is where its people read mail, empty where no terms are known."""

    held: bool
    feedback: bool
    contact: str


def offered(session: Session, host: str) -> Offered:
    """Which letters :func:`correspond` can write to a shop, and where to write to otherwise."""
    with session.database.read() as reader:
        agreed = consents.consents(reader, host)
    terms = [parse_terms(consent.terms) for consent in reversed(agreed) if consent.terms is not None]
    listed = {name for each in terms if "nonce" in each.endpoints for name in each.endpoints}
    return Offered("held" in listed, "feedback" in listed, terms[0].controller.contact if terms else "")


def correspond(session: Session, host: str, name: str) -> Correspondence:
    """Prepare a letter to the address called ``name`` in the newest terms that list it.

    Raises :class:`ChoiceError` ``shop_unknown``, or ``shop_takes_no_letters`` for a shop that lists no such address.
    """
    with session.database.read() as reader:
        shop, agreed = shops.shop(reader, host), consents.consents(reader, host)
    if shop is None:
        raise ChoiceError("shop_unknown", host=host[:80])
    terms = [parse_terms(consent.terms) for consent in reversed(agreed) if consent.terms is not None]
    found = next((each.endpoints for each in terms if {"nonce", name} <= each.endpoints.keys()), None)
    if found is None:
        raise ChoiceError("shop_takes_no_letters", host=host)
    key = SigningKey.from_private_bytes(shop.pairwise_key)
    return Correspondence(
        host,
        shop.client_id,
        found[name],
        found["nonce"],
        session.urn(),
        did_of(key.public),
        receipt_keys(agreed),
        key,
    )


def fetch_nonce(to: Correspondence, fetcher: Fetcher) -> str:
    """A nonce for the letter. Needs no session. Raises :class:`NetworkError`."""
    asking = HttpRequest("POST", to.nonce_url, b"", accept=("application/json",), max_bytes=MAX_NONCE_REPLY)
    response = fetcher.fetch(asking)
    if response.status != OK:
        raise NetworkError("shop_error", host=to.host, status=response.status)
    return parse_nonce(response.body, host=to.host).nonce


def post(to: Correspondence, letter: str, fetcher: Fetcher, *, accept: tuple[str, ...] = ()) -> HttpResponse:
    """Send the letter. Needs no session.

    Raises :class:`NetworkError`, with ``shop_knows_nothing`` if the shop says that nothing was shared with it.
    """
    request = HttpRequest("POST", to.url, letter.encode("ascii"), JWT, accept=accept, max_bytes=RECEIPT_BYTES)
    response = fetcher.fetch(request)
    if 200 <= response.status < 300:
        return response
    if response.status == 400 and _reason(response.body) == "key_not_pinned":
        raise NetworkError("shop_knows_nothing", host=to.host)
    raise NetworkError("shop_error", host=to.host, status=response.status)


def _reason(body: bytes) -> object:
    try:
        return loads(body, max_bytes=MAX_ERROR).get("error_description")
    except TokenError:
        return None
