"""A strict receiver of Security Event Tokens, written from RFC 8935 and RFC 8417 alone: nothing of ours is in it.

It takes one event a request, answers as §2.2 and §2.3 say, and writes down what was wrong, with the section.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.integration.loopback_https import Answer, Received

ERRORS = {
    "invalid_request",
    "invalid_key",
    "invalid_issuer",
    "invalid_audience",
    "authentication_failed",
    "access_denied",
}
"""RFC 8935 §2.4; others may be registered, and are not used here."""


class Refused(Exception):
    """§2.3: with one of :data:`ERRORS`, and the section that says so."""

    def __init__(self, err: str, section: str) -> None:
        super().__init__(f"{err}: {section}")
        self.err, self.section = err, section


@dataclass
class EventReceiver:
    """``audience`` is who it is; ``refuse`` makes it answer with that error; ``status`` with that status."""

    audience: str
    location: str
    refuse: str | None = None
    status: int | None = None
    wrong: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: Received) -> Answer:
        if self.status is not None:
            return Answer(self.status, b"", None)
        try:
            self.events.append(self._taken(request))
        except Refused as problem:
            self.wrong.append(str(problem))
            told = {"err": problem.err, "description": problem.section}
            # §2.3: 400, application/json, Content-Language.
            return Answer(400, json.dumps(told).encode(), "application/json", {"Content-Language": "en-US"})
        # §2.2: 202, and the body must be empty.
        return Answer(202, b"", None, {"Location": self.location})

    def _taken(self, request: Received) -> dict[str, Any]:
        if self.refuse is not None:
            raise Refused(self.refuse, "asked to")
        if request.method != "POST":
            raise Refused("invalid_request", "RFC 8935 §2.1: HTTP POST")
        if request.headers.get("content-type") != "application/secevent+jwt":
            raise Refused("invalid_request", "RFC 8935 §2.1: Content-Type application/secevent+jwt")
        if "application/json" not in request.headers.get("accept", "*/*") and "*/*" not in request.headers.get(
            "accept", "*/*"
        ):
            raise Refused("invalid_request", "RFC 8935 §2.1: Accept application/json")
        try:
            text = request.body.decode("ascii")
            head, body, signature = text.split(".")
            header, claims = json.loads(_bytes(head)), json.loads(_bytes(body))
        except ValueError as problem:
            raise Refused("invalid_request", "RFC 8935 §2.1: the body is one SET, a JWT in compact form") from problem
        self._check_header(header)
        self._check_claims(claims)
        self._check_signature(claims, header, f"{head}.{body}".encode(), _bytes(signature))
        return dict(claims)

    def _check_header(self, header: Mapping[str, Any]) -> None:
        if header.get("typ") != "secevent+jwt":
            raise Refused("invalid_request", "RFC 8417 §2.3: typ secevent+jwt")
        if header.get("alg") in {None, "none"}:
            raise Refused("invalid_request", "RFC 8725 §3.2: alg")
        if "crit" in header:
            raise Refused("invalid_request", "RFC 7515 §4.1.11: crit")

    def _check_claims(self, claims: Mapping[str, Any]) -> None:
        for name, kind in (("iss", str), ("iat", int), ("jti", str), ("events", dict)):
            if type(claims.get(name)) is not kind:
                raise Refused("invalid_request", f"RFC 8417 §2.2: {name}")
        if claims.get("aud") not in (self.audience, [self.audience]):
            raise Refused("invalid_audience", "RFC 8417 §2.2: aud")
        if "exp" in claims:
            raise Refused("invalid_request", "RFC 8417 §2.2: exp is not recommended")
        if "sub" in claims and "sub_id" in claims:
            raise Refused("invalid_request", "RFC 9493 §4.1: sub beside sub_id")
        if not claims["events"] or not all(
            ":" in name and isinstance(event, dict) for name, event in claims["events"].items()
        ):
            raise Refused("invalid_request", "RFC 8417 §2.2: events are objects named by a URI")
        subject = claims.get("sub_id")
        if not isinstance(subject, dict) or not isinstance(subject.get("format"), str):
            raise Refused("invalid_request", "RFC 9493 §3: format")
        if any(event["jti"] == claims["jti"] and event != claims for event in self.events):
            raise Refused("invalid_request", "RFC 8417 §2.2: jti is unique")

    def _check_signature(self, claims: Mapping[str, Any], header: Mapping[str, Any], data: bytes, raw: bytes) -> None:
        if not claims["iss"].startswith("did:jwk:"):
            raise Refused("invalid_issuer", "RFC 8935 §2.4")
        if header.get("kid") != f"{claims['iss']}#0" or header["alg"] != "ES256" or len(raw) != 64:
            raise Refused("invalid_key", "RFC 8935 §2.4")
        jwk = json.loads(_bytes(claims["iss"].removeprefix("did:jwk:")))
        x, y = (int.from_bytes(_bytes(jwk[name]), "big") for name in ("x", "y"))
        key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        try:
            key.verify(encode_dss_signature(r, s), data, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature as problem:
            raise Refused("authentication_failed", "RFC 8935 §2.4") from problem


def _bytes(text: str) -> bytes:
    if "=" in text:
        raise ValueError(text)
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
