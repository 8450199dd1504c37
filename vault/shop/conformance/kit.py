"""One run of the kit: the connector it plays against, the customers it plays, and what they have done so far."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from cryptography import x509

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import NetworkError, RequestError, TokenError, VaultError
from vault.core.strict_json import b64url
from vault.core.terms import TermItem, Terms
from vault.net.fetcher import HttpResponse
from vault.openid4vp.client_id import Prefix
from vault.openid4vp.did_web import DOCUMENT_TYPES, DidDocument, document_url, parse_document
from vault.openid4vp.link import RequestLink, parse_link
from vault.openid4vp.refresh import ShopNonce, parse_nonce
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed, verify_unsigned
from vault.openid4vp.transaction_data import JWK_EXTRAS
from vault.openid4vp.wallet_metadata import NONCE_BYTES, wallet_form
from vault.shop.conformance.checks import CheckFailed, KitEnded, NotOffered, NotTried, lacks, untried
from vault.shop.conformance.drafts import Draft, How, SharedItem, answer_form, make_drafts, picked, texts, urn
from vault.shop.conformance.line import Line, expect, told
from vault.shop.conformance.page import Asked, Page
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.security_event import stop_event

FORM: Final = "application/x-www-form-urlencoded"
SECEVENT: Final = "application/secevent+jwt"
JWT: Final = "application/jwt"
REQUEST_TYPE: Final = "application/oauth-authz-req+jwt"
AS_ASKED: Final = How()
"""As long and as precise as the terms ask."""


@dataclass
class Customer:
    """A customer, known to the shop by ``key``. ``items`` are what the shop should hold, by ``jti``; ``gone`` what it
    should hold no more; ``met`` says that the shop took anything."""

    key: SigningKey = field(default_factory=SigningKey.generate)
    items: dict[str, SharedItem] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    met: bool = False

    @property
    def did(self) -> str:
        """Their name towards this shop."""
        return did_of(self.key.public)

    def kept(self) -> dict[str, SharedItem]:
        """What the shop should hold, visits aside."""
        return {jti: item for jti, item in self.items.items() if not item.visit and jti not in self.gone}


@dataclass(frozen=True)
class Fetched:
    """A request as it was fetched, not verified."""

    asked: Asked
    link: RequestLink
    response: HttpResponse | None
    wallet_nonce: str | None


@dataclass(frozen=True)
class Answered:
    """An answer that was sent, and what came back."""

    request: VerifiedRequest
    asked: Asked
    drafts: tuple[Draft, ...] = field(repr=False)
    form: bytes = field(repr=False)
    response: HttpResponse


@dataclass
class Kit:
    """Everything a check works with. ``main`` is the customer whose share the later checks go on with."""

    line: Line
    page: Page
    catalogue: Catalogue
    clock: Clock
    anchors: Sequence[x509.Certificate]
    random: Callable[[int], bytes] = secrets.token_bytes
    main: Customer = field(default_factory=Customer)
    customers: list[Customer] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    """What one check found out and others need, by name."""

    def need(self, name: str) -> Any:
        """What an earlier check found. Raises :class:`NotTried`."""
        if name not in self.known:
            untried(f"without {name}")
        return self.known[name]

    @property
    def request(self) -> VerifiedRequest:
        """The first request, verified. Raises :class:`NotTried`."""
        found: VerifiedRequest = self.need("request")
        return found

    @property
    def terms(self) -> Terms:
        """Its terms. Raises :class:`NotTried`."""
        if self.request.terms is None:
            untried("without terms")
        return self.request.terms

    def endpoint(self, name: str) -> str:
        """An address of the terms. Raises :class:`NotOffered`."""
        if name not in self.terms.endpoints:
            lacks(f"the terms list no address for {name}")
        return self.terms.endpoints[name]

    def receipt_keys(self) -> dict[str, VerifyingKey]:
        """The keys that the terms name for what the shop signs."""
        return {str(jwk["kid"]): VerifyingKey.from_jwk(jwk, also=JWK_EXTRAS) for jwk in self.terms.receipt_keys}

    def customer(self) -> Customer:
        """Another customer, of whom the shop knows nothing."""
        self.customers.append(Customer())
        return self.customers[-1]

    def fetch(self, asked: Asked) -> Fetched:
        """What waits at the link. Raises :class:`RequestError` for a link that no vault opens."""
        link = parse_link(asked.link)
        if link.request_uri is None:
            return Fetched(asked, link, None, None)
        accept = (REQUEST_TYPE,)
        if link.method == "GET":
            return Fetched(asked, link, self.line.send("GET", link.request_uri, accept=accept), None)
        nonce = b64url(self.random(NONCE_BYTES))
        sent = self.line.send("POST", link.request_uri, body=wallet_form(nonce), content_type=FORM, accept=accept)
        return Fetched(asked, link, sent, nonce)

    def verify(self, fetched: Fetched) -> VerifiedRequest:
        """Verify as a vault does. Raises :class:`RequestError`, :class:`NetworkError` or :class:`CheckFailed`."""
        client_id, now = fetched.link.client_id, self.clock.now()
        if fetched.response is None:
            return verify_unsigned(fetched.link.parameters, client_id=client_id, now=now)
        expect(fetched.response, 200)
        text = fetched.response.body.decode("latin-1")
        evidence = Evidence(self.did_document(client_id.rest, client_id.prefix), fetched.wallet_nonce)
        return verify_signed(text, client_id=client_id, anchors=self.anchors, now=now, evidence=evidence)

    def did_document(self, did: str, prefix: Prefix) -> DidDocument | None:
        """The DID document of who asks, where a DID does."""
        if prefix is not Prefix.DID:
            return None
        response = self.line.send("GET", document_url(did), accept=DOCUMENT_TYPES)
        if response.status != 200:
            raise RequestError("did_document_malformed", why=told(response))
        return parse_document(response.body, did=did)

    def ask(self) -> tuple[Asked, VerifiedRequest]:
        """A further request. Raises :class:`NotTried` where the first one was not right, or there is no other."""
        self.need("request")
        asked = self.page.ask()
        try:
            return asked, self.verify(self.fetch(asked))
        except RequestError as problem:
            untried(f"a further request: {problem.code}")

    def items(self, request: VerifiedRequest) -> list[TermItem]:
        """The items to share. Raises :class:`NotTried` where nothing asked is in the catalogue."""
        if request.terms is None:
            untried("without terms")
        found = picked(request.terms, self.catalogue)
        if not found:
            untried("nothing asked is in the catalogue")
        return found

    def drafts(
        self, request: VerifiedRequest, customer: Customer, items: Sequence[TermItem] | None = None, how: How = AS_ASKED
    ) -> list[Draft]:
        """An honest answer to ``request``."""
        return make_drafts(
            request,
            self.items(request) if items is None else items,
            customer.key,
            catalogue=self.catalogue,
            now=self.clock.now(),
            random=self.random,
            how=how,
        )

    def post_answer(self, request: VerifiedRequest, form: bytes, content_type: str = FORM) -> HttpResponse:
        """Send an answer's form."""
        return self.line.send("POST", request.response_uri, body=form, content_type=content_type)

    def send(
        self,
        customer: Customer,
        drafts: Sequence[Draft],
        request: VerifiedRequest,
        asked: Asked,
        form: bytes | None = None,
    ) -> Answered:
        """Send an answer, and note what the shop took."""
        form = answer_form(request, texts(drafts)) if form is None else form
        response = self.post_answer(request, form)
        if response.status == 200:
            customer.met = True
            customer.items |= {item.jti: item for item in (draft.shared() for draft in drafts)}
        return Answered(request, asked, tuple(drafts), form, response)

    def share(self, customer: Customer, items: Sequence[TermItem] | None = None, how: How = AS_ASKED) -> Answered:
        """A further share. Raises :class:`NotTried` if the shop does not take it."""
        asked, request = self.ask()
        answered = self.send(customer, self.drafts(request, customer, items, how), request, asked)
        if answered.response.status != 200:
            untried(f"a share to try it with: {told(answered.response)}")
        return answered

    def nonce(self) -> ShopNonce:
        """A nonce of the shop. Raises :class:`NotOffered` or :class:`NotTried`."""
        url = self.endpoint("nonce")
        response = self.line.send("POST", url, body=b"", accept=("application/json",))
        try:
            expect(response, 200)
            return parse_nonce(response.body, host=self.request.host)
        except (CheckFailed, NetworkError) as problem:
            untried(f"a nonce to try it with: {problem}")

    def stop(self, customer: Customer, token: str | None, jti: str | None = None) -> tuple[str, HttpResponse]:
        """Stop one token or everything. The event's ``jti``, and what came back."""
        jti = jti or urn(self.random)
        event = stop_event(
            customer.key, aud=self.request.client_id, iat=self.clock.now(), jti=jti, token_jti=token
        ).encode()
        return jti, self.line.send("POST", self.endpoint("stop"), body=event, content_type=SECEVENT)

    def finish(self) -> None:
        """Stop everything that the shop took, so that nothing of the run stays there, as far as it can be reached."""
        self.line.extend()
        for customer in [self.main, *self.customers]:
            if customer.met:
                with suppress(VaultError, NotOffered, NotTried, KitEnded):
                    self.stop(customer, None)


def refusal_form(request: VerifiedRequest) -> bytes:
    """The form that says no."""
    members: Mapping[str, str] = {} if request.state is None else {"state": request.state}
    return urlencode({"error": "access_denied", **members}).encode()


def reason(problem: RequestError | TokenError | NetworkError) -> str:
    """The code of a problem, and where, if it says."""
    where = problem.facts.get("where", problem.facts.get("why", ""))
    return f"{problem.code} {where}".strip()[:120]
