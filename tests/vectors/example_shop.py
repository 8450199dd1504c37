"""A shop with fixed keys and certificates, for tests and for the scripts that write the vectors.

Signatures are deterministic (RFC 6979), so that the scripts write the same bytes again.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
HOST = "shop.example"
CLIENT_ID = f"x509_san_dns:{HOST}"
RESPONSE_URI = f"https://{HOST}/preferences/answer"
REQUEST_URI = f"https://{HOST}/preferences/request/7"
UNSIGNED_ID = f"redirect_uri:{RESPONSE_URI}"
DID = f"did:web:{HOST}"
DID_ID = f"decentralized_identifier:{DID}"
KID = f"{DID}#key-1"
VCT = "urn:preference-vault:preference:1"

_FROM = datetime(2026, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2036, 1, 1, tzinfo=UTC)


def fixed_key(number: int, curve: ec.EllipticCurve | None = None) -> ec.EllipticCurvePrivateKey:
    """A private key that everybody knows."""
    return ec.derive_private_key(0x1F2E3D4C5B6A79880000 + number, curve or ec.SECP256R1())


ROOT_KEY, ISSUING_KEY, SHOP_KEY, ANSWER_KEY, OTHER_KEY = (fixed_key(number) for number in range(5))


def certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    *,
    issuer: x509.Certificate | None = None,
    signer: ec.EllipticCurvePrivateKey | None = None,
    names: list[str] | None = None,
    authority: bool = False,
    valid: tuple[datetime, datetime] = (_FROM, _UNTIL),
    signs: bool | None = True,
) -> x509.Certificate:
    """A certificate; self-signed without ``issuer``. ``names`` become dNSName SANs."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)])
    signer = signer or key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(subject.encode()[:16], "big"))
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if signs is not None:
        builder = builder.add_extension(_usage(signs=signs and not authority, authority=authority), critical=True)
    if names is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), False)
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False)
    return builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=True)


def _usage(*, signs: bool, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=not signs and not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


ROOT = certificate("Example root", ROOT_KEY, authority=True)
ISSUING = certificate("Example issuing", ISSUING_KEY, issuer=ROOT, signer=ROOT_KEY, authority=True)


def shop_certificate(names: list[str] | None = None, **parts: Any) -> x509.Certificate:
    """The shop's certificate, with something else in it where a test says so."""
    names = [HOST] if names is None else names
    given = {"key": SHOP_KEY, "issuer": ISSUING, "signer": ISSUING_KEY, "names": names or None}
    return certificate("Example shop", **{**given, **parts})


CHAIN = [shop_certificate(), ISSUING]


def x5c(*chain: x509.Certificate) -> list[str]:
    """The header member: base64 of DER (RFC 7515 §4.1.6)."""
    return [b64encode(each.public_bytes(Encoding.DER)).decode() for each in chain]


def b64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def json_b64url(found: object) -> str:
    return b64url(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())


def public_jwk(key: ec.EllipticCurvePrivateKey, **more: str) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    x, y = (b64url(each.to_bytes(32, "big")) for each in (numbers.x, numbers.y))
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y, **more}


HASH_ID = f"x509_hash:{b64url(hashlib.sha256(CHAIN[0].public_bytes(Encoding.DER)).digest())}"


def method(name: str = KID, key: ec.EllipticCurvePrivateKey = SHOP_KEY, **other: Any) -> dict[str, Any]:
    """A verification method of the shop's DID document; a member set to None is left out."""
    members = {"id": name, "type": "JsonWebKey", "controller": DID, "publicKeyJwk": public_jwk(key), **other}
    return {member: each for member, each in members.items() if each is not None}


def document(*methods: Any, **other: Any) -> dict[str, Any]:
    """The shop's DID document."""
    context = "https://www.w3.org/ns/did/v1"
    return {"@context": context, "id": DID, "verificationMethod": list(methods or (method(),)), **other}


ANSWER_JWK = public_jwk(ANSWER_KEY, kid="answer-7", use="enc", alg="ECDH-ES")


def signed(claims: object, key: ec.EllipticCurvePrivateKey = SHOP_KEY, **header: Any) -> str:
    """A compact JWS of these claims; a header member set to None is left out."""
    members = {"alg": "ES256", "typ": "oauth-authz-req+jwt", "x5c": x5c(*CHAIN), **header}
    head = {name: each for name, each in members.items() if each is not None}
    body = claims if isinstance(claims, str) else json_b64url(claims)
    signing_input = f"{json_b64url(head)}.{body}"
    r, s = utils.decode_dss_signature(
        key.sign(signing_input.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    )
    size = (key.curve.key_size + 7) // 8
    return f"{signing_input}.{b64url(r.to_bytes(size, 'big') + s.to_bytes(size, 'big'))}"


def item(query_id: str, key: str, *, required: bool = False) -> dict[str, Any]:
    """One entry of the terms' ``items``."""
    return {
        "credential_id": query_id,
        "key": key,
        "purposes": ["dpv:ServicePersonalisation"],
        "legal_basis": "eu-gdpr:A6-1-a",
        "precision": "exact",
        "required": required,
        "reason": {"en": "To show what fits first.", "nl": "Om eerst te tonen wat past."},
    }


ITEMS = [item("shoe_size", "clothing.shoe_size", required=True), item("sports", "hobbies.sports")]


def terms(items: list[dict[str, Any]] | None = None, **other: Any) -> dict[str, Any]:
    """The members of the terms; one set to None is left out."""
    items = ITEMS if items is None else items
    members = {
        "type": "urn:preference-vault:terms:1",
        "credential_ids": [each["credential_id"] for each in items],
        "transaction_data_hashes_alg": ["sha-256"],
        "controller": {
            "name": "Schoenenhuis B.V.",
            "address": "Marktplein 1, Utrecht",
            "country": "NL",
            "contact": "privacy@shop.example",
            "policy_uri": f"https://{HOST}/privacy",
        },
        "items": items,
        "duration": "P90D",
        "delete_within": "P30D",
        "proof_until": "P24M",
        "recipients": [],
        "transfers": [],
        "automated_decisions": False,
        "personal_prices": False,
        "also_collects": [],
        "min_age": 16,
        "endpoints": {"stop": f"https://{HOST}/preferences/stop"},
        "receipt_keys": {"keys": [public_jwk(OTHER_KEY, kid="receipts-1")]},
        **other,
    }
    return {name: each for name, each in members.items() if each is not None}


def query(query_id: str, *path: str | int | None, **other: Any) -> dict[str, Any]:
    """A credential query for one claim; a member set to None is left out."""
    members = {
        "id": query_id,
        "format": "dc+sd-jwt",
        "meta": {"vct_values": [VCT]},
        "claims": [{"path": list(path)}],
        **other,
    }
    return {name: each for name, each in members.items() if each is not None}


DCQL = {
    "credentials": [query("shoe_size", "clothing.shoe_size"), query("sports", "hobbies.sports")],
    "credential_sets": [
        {"options": [["shoe_size"]], "required": True},
        {"options": [["sports"]], "required": False},
    ],
}
METADATA = {
    "jwks": {"keys": [ANSWER_JWK]},
    "encrypted_response_enc_values_supported": ["A256GCM", "A128GCM"],
    "vp_formats_supported": {"dc+sd-jwt": {"sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"]}},
}


def claims(**other: Any) -> dict[str, Any]:
    """The members of a good request; one set to None is left out."""
    members = {
        "client_id": CLIENT_ID,
        "aud": "https://self-issued.me/v2",
        "response_type": "vp_token",
        "response_mode": "direct_post.jwt",
        "response_uri": RESPONSE_URI,
        "nonce": "bUtJdjJESWdmTWNjb2FCTjs6dg",
        "state": "af0ifjsldkj-7",
        "iat": SECONDS - 60,
        "exp": SECONDS + 540,
        "dcql_query": DCQL,
        "transaction_data": [json_b64url(terms())],
        "client_metadata": METADATA,
        **other,
    }
    return {name: each for name, each in members.items() if each is not None}


def parameters(**other: Any) -> dict[str, str]:
    """The same as parameters of an unsigned link."""
    members = claims(client_id=UNSIGNED_ID, aud=None, **other)
    return {
        name: each if isinstance(each, str) else json.dumps(each, ensure_ascii=False, separators=(",", ":"))
        for name, each in members.items()
    }
