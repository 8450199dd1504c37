"""A shop that also says what it holds and hears feedback, as truly as a test lets it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.unit.customer.asking import Shop
from vault.core.terms import Terms
from vault.core.value import precision_named
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.tokens.customer_letter import Feedback, verify_feedback, verify_held_request
from vault.tokens.holding_statement import EndedItem, HoldingStatement, Incident, StatedItem, holding_statement
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import ErasureReceipt, PassedOn, erasure_receipt

NONCE = "nonce-of-a-letter-22-characters"
Telling = Callable[[list[StatedItem]], Sequence[StatedItem]]


def _truly(items: list[StatedItem]) -> Sequence[StatedItem]:
    return items


@dataclass
class HeldShop(Shop):
    """``says`` makes what it says of what it holds, and ``ended`` what it holds no more; it tells of ``leaks``, and
    whom it ``passed_on`` a stop to."""

    says: Telling = _truly
    ended: tuple[EndedItem, ...] = ()
    leaks: tuple[Incident, ...] = ()
    passed_on: tuple[PassedOn, ...] = ()
    heard_feedback: list[Feedback] = field(default_factory=list)

    def terms(self, items: Sequence[dict[str, Any]], **other: Any) -> Terms:
        names = ("stop", "nonce", "held", "feedback")
        return super().terms(items, **{"endpoints": {name: f"https://{self.host}/{name}" for name in names}, **other})

    def fetch(self, request: HttpRequest) -> HttpResponse:
        name = request.url.rsplit("/", 1)[1]
        if self.mood in {"down", "broken"} or name not in {"nonce", "held", "feedback"}:
            return super().fetch(request)
        self.seen.append(request)
        if name == "nonce":
            body = {"nonce": NONCE, "expires_in": 300, "jwks": {"keys": [self.agreement.jwk("answer-1")]}}
            return self._reply(200, json.dumps(body).encode(), "application/json")
        text = (request.body or b"").decode()
        if name == "feedback":
            self.heard_feedback.append(verify_feedback(text, aud=self.client_id, now=self.now()))
            return self._reply(204)
        return self._statement(text)

    def _statement(self, text: str) -> HttpResponse:
        letter = verify_held_request(text, aud=self.client_id, now=self.now())
        true = [
            StatedItem(jti, each.key, precision_named(each.value["precision"]), each.claims.exp, self.now())
            for jti, each in self.holds.items()
        ]
        statement = HoldingStatement(
            letter.did, self.now(), letter.nonce, tuple(self.says(true)), self.leaks, self.ended
        )
        key = SigningKey.generate() if self.mood == "false receipt" else self.receipts
        signed = holding_statement(key, "receipts-1", self.client_id, statement)
        return self._reply(200, signed.encode(), "application/jwt")

    def _receipt(self, url: str) -> HttpResponse:
        if not self.passed_on:
            return super()._receipt(url)
        event = self.stops[int(url.rsplit("/", 1)[1])]
        gone = tuple(jti for jti in self.holds if event.token_jti in {None, jti})
        self.holds = {jti: found for jti, found in self.holds.items() if jti not in gone}
        receipt = ErasureReceipt("urn:uuid:erased", event.did, self.now(), event.jti, gone, self.passed_on, ())
        text = erasure_receipt(self.receipts, "receipts-1", self.client_id, receipt)
        return self._reply(200, text.encode(), "application/jwt")
