"""A shop in a few lines, for tests of the customer's side: it asks, it answers, and it can misbehave."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from tests.unit.core.sample_terms import sample_terms
from vault.core.consent_record import AgreedItem, consent_record
from vault.core.errors import NetworkError
from vault.core.terms import Terms, parse_terms
from vault.core.value import precision_named
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.dcql import parse_dcql
from vault.openid4vp.request_building import build_request
from vault.openid4vp.request_object import VerifiedRequest, read_claims
from vault.openid4vp.transaction_data import encode_terms
from vault.tokens import jwe
from vault.tokens.did_jwk import key_of_issuer
from vault.tokens.jwe import AgreementKey
from vault.tokens.key_binding import Asked
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TYP
from vault.tokens.presentation import VerifiedPresentation, verify_presentation
from vault.tokens.receipt import ConsentReceipt, ErasureReceipt, consent_receipt, erasure_receipt, stop_code
from vault.tokens.sd_jwt_verification import verify_sd_jwt
from vault.tokens.security_event import StopEvent, verify_stop_event


def item(query_id: str, key: str, *, required: bool = False, precision: str = "exact", **other: Any) -> dict[str, Any]:
    """One item of the terms."""
    return {
        "credential_id": query_id,
        "key": key,
        "purposes": ["dpv:ServicePersonalisation"],
        "legal_basis": "eu-gdpr:A6-1-a",
        "precision": precision,
        "required": required,
        "reason": {"en": "To show what fits first.", "nl": "Om eerst te tonen wat past."},
        **other,
    }


SHOE = item("shoe_size", "clothing.shoe_size")
WIDTH = item("width", "clothing.shoe_width")
SPORTS = item("sports", "media.sports")
FEET = item("feet", "health.foot_health", legal_basis="eu-gdpr:A9-2-a")


@dataclass
class Shop:
    """A shop that does what a shop must, and of each thing only what ``mood`` lets it."""

    host: str = "schoenenhuis.example"
    now: Callable[[], datetime] = field(repr=False, default=lambda: datetime.now(UTC))
    receipts: SigningKey = field(default_factory=SigningKey.generate)
    agreement: AgreementKey = field(default_factory=AgreementKey.generate)
    mood: str = "fine"
    seen: list[HttpRequest] = field(default_factory=list)
    holds: dict[str, VerifiedPresentation] = field(default_factory=dict)
    stops: list[StopEvent] = field(default_factory=list)
    heard: dict[str, datetime] = field(default_factory=dict)
    """When it first heard each stop, which is when it erased."""
    asked: int = 0
    receipt_names: str | None = None
    """What all its receipts are called, by a shop that calls them all the same."""
    expects: Terms = field(init=False)
    claims: dict[str, Any] = field(default_factory=dict)
    """What was read of an answer to :meth:`ask_for_claims`."""

    @property
    def client_id(self) -> str:
        return f"x509_san_dns:{self.host}"

    def terms(self, items: Sequence[dict[str, Any]], **other: Any) -> Terms:
        """Terms over these items."""
        members = sample_terms()
        members.update(items=list(items), credential_ids=[each["credential_id"] for each in items])
        members["endpoints"] = {"stop": f"https://{self.host}/stop"}
        members["controller"]["policy_uri"] = f"https://{self.host}/privacy"
        members["receipt_keys"] = {"keys": [{**self.receipts.public.jwk(), "kid": "receipts-1"}]}
        members.update(other)
        return parse_terms(encode_terms(members))

    def ask(self, *items: dict[str, Any], **other: Any) -> VerifiedRequest:
        """A verified request for these items."""
        self.asked += 1
        self.expects = self.terms(items, **other)
        claims = build_request(
            client_id=self.client_id,
            response_uri=f"https://{self.host}/answer",
            nonce=f"nonce-of-22-characters-{self.asked}",
            state=f"state-{self.asked}",
            now=self.now(),
            terms=self.expects.raw,
            answer_jwk=self.agreement.jwk("answer-1"),
        )
        return read_claims(claims, client_id=parse_client_id(self.client_id), now=self.now(), raw=json.dumps(claims))

    def ask_for_claims(self, *claims: dict[str, Any], **other: Any) -> VerifiedRequest:
        """A verified request for these claims in one credential, without terms, as other wallets are asked."""
        credential = {"id": "all", "format": "dc+sd-jwt", "meta": {}, "claims": list(claims), **other}
        return replace(self.ask(SHOE), terms=None, dcql=parse_dcql({"credentials": [credential]}))

    def fetch(self, request: HttpRequest) -> HttpResponse:
        """The shop as a Fetcher."""
        self.seen.append(request)
        if self.mood == "down":
            raise NetworkError("cannot_connect", host=self.host)
        if self.mood == "broken":
            return self._reply(500)
        if request.url.endswith("/answer"):
            return self._answer(request.body or b"")
        if request.url.endswith("/stop"):
            return self._stop((request.body or b"").decode())
        return self._receipt(request.url)

    def _reply(self, status: int, body: bytes = b"", kind: str | None = None, **headers: str) -> HttpResponse:
        return HttpResponse(status, {name.replace("_", "-"): text for name, text in headers.items()}, body, kind)

    def _answer(self, form: bytes) -> HttpResponse:
        fields = dict(parse_qsl(form.decode()))
        if self.mood == "refuses":
            return self._reply(400)
        if "error" in fields:
            return self._reply(200, b"{}", "application/json")
        answer = jwe.decrypt(fields["response"], self.agreement, max_bytes=65536)
        if "all" in answer["vp_token"]:
            return self._receive_together(*answer["vp_token"]["all"])
        return self.receive(answer["vp_token"])

    def receive(self, vp_token: dict[str, list[str]]) -> HttpResponse:
        """Verify as a shop must, and answer with a receipt."""
        terms = self.expects
        first = next(each for each in terms.credential_ids if each in vp_token)
        found = {
            query_id: verify_presentation(
                text,
                client_id=self.client_id,
                nonce=f"nonce-of-22-characters-{self.asked}",
                now=self.now(),
                window=(self.now() - timedelta(minutes=10), self.now() + timedelta(minutes=10)),
                terms_hash=terms.hash,
                first=query_id == first,
            )
            for query_id, (text,) in vp_token.items()
        }
        self.holds |= {each.claims.jti: each for each in found.values()}
        body: dict[str, str] = {"redirect_uri": f"https://{self.host}/back?response_code=abc"}
        if self.mood != "no receipt":
            body["receipt"] = self._consent_receipt(terms, list(found.values()))
        return self._reply(200, json.dumps(body).encode(), "application/json")

    def _receive_together(self, text: str) -> HttpResponse:
        """Read several preferences in one token as any SD-JWT VC; there is no receipt for it."""
        window = (self.now() - timedelta(minutes=10), self.now() + timedelta(minutes=10))
        self.claims = verify_sd_jwt(
            text,
            typ=TYP,
            issuer_key=lambda token: key_of_issuer(token.payload["iss"], token.header["kid"]),
            asked=Asked(self.client_id, f"nonce-of-22-characters-{self.asked}", window),
            now=self.now(),
        ).claims
        return self._reply(200, b"{}", "application/json")

    def _consent_receipt(self, terms: Terms, found: list[VerifiedPresentation]) -> str:
        one = found[0]
        items = [
            AgreedItem(
                each.claims.item or 0, each.claims.jti, precision_named(each.value["precision"]), each.claims.exp
            )
            for each in found
        ]
        record = consent_record(
            terms, consent=one.claims.consent, host=self.host, holder=one.did, given=self.now(), items=items
        )
        key = SigningKey.generate() if self.mood == "false receipt" else self.receipts
        receipt = ConsentReceipt(
            self.receipt_names or "urn:uuid:receipt",
            one.did,
            self.now(),
            one.claims.consent,
            terms.hash,
            record,
            stop_code(one.holder),
        )
        return consent_receipt(key, "receipts-1", self.client_id, receipt)

    def _stop(self, text: str) -> HttpResponse:
        if self.mood == "forgot":
            return self._reply(400, b'{"err":"authentication_failed","description":"x"}', "application/json")
        event = verify_stop_event(text, aud=self.client_id, now=self.now())
        self.stops.append(event)
        self.heard.setdefault(event.jti, self.now())
        if self.mood == "loses reply":
            raise NetworkError("connection_lost", host=self.host)
        return self._reply(202, location=f"https://{self.host}/erased/{len(self.stops) - 1}")

    def _outlives(self, event: StopEvent, jti: str) -> bool:
        """An objection outlives a stop of everything."""
        return event.token_jti is None and self.holds[jti].claims.objection

    def forget_ended(self) -> None:
        """Drop what has ended by itself."""
        self.holds = {jti: found for jti, found in self.holds.items() if found.claims.exp > self.now()}

    def _receipt(self, url: str) -> HttpResponse:
        if self.mood in {"slow", "hasty"}:
            return self._reply(202, retry_after="60" if self.mood == "slow" else "1")
        if self.mood in {"stop forgotten", "forgot"}:
            return self._reply(404)
        event = self.stops[int(url.rsplit("/", 1)[1])]
        gone = [jti for jti in self.holds if event.token_jti in {None, jti} and not self._outlives(event, jti)]
        if self.mood == "keeps one":
            gone = gone[1:]
        for jti in gone:
            del self.holds[jti]
        if event.token_jti is not None and not gone and self.mood != "keeps one":
            gone = [event.token_jti]  # it had that no more
        receipt = ErasureReceipt(
            self.receipt_names or "urn:uuid:erased", event.did, self.heard[event.jti], event.jti, tuple(gone), (), ()
        )
        text = erasure_receipt(self.receipts, "receipts-1", self.client_id, receipt)
        return self._reply(200, text.encode(), "application/jwt")
