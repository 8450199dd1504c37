"""Writes request.json: links and request objects, and what a vault says to them.

Run with ``python -m tests.vectors.make_request``.

A case has ``link``; ``request``, the request object that waits at the link's ``request_uri`` (null for one by value);
``anchors``, certificates in base64 of DER; ``document``, the text of the DID document where a DID asks;
``wallet_nonce``, where the link says POST and the vault sent one; ``now`` in seconds. Without ``reason`` the request is
accepted and shows what ``expect`` says.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tests.vectors import example_shop as shop
from tests.vectors.writing import as_text, path_of
from vault.openid4vp.link import make_link

LINK = make_link({"client_id": shop.CLIENT_ID, "request_uri": shop.REQUEST_URI})
OBJECT = "OpenID4VP 1.0 §5, RFC 9101 §6"
X509 = "OpenID4VP 1.0 §5.9.3"
LINKS = "OpenID4VP 1.0 §5, RFC 6749 §3.1"
TIMES = "RFC 7519 §4.1"
METADATA = "OpenID4VP 1.0 §5.1, §8.3"
MIXED = "xn--" + "sch\N{CYRILLIC SMALL LETTER O}enenhuis".encode("punycode").decode()
WALLET_NONCE = "qPmxiNFCR3QTm19POc8u5A"
EXPIRED = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))


def signed(name: str, reason: str | None, section: str, request: str | None = None, **other: Any) -> dict[str, Any]:
    """A case with a signed request; without ``request`` the example shop's own."""
    case = {
        "name": name,
        "reason": reason,
        "section": section,
        "link": LINK,
        "request": shop.signed(shop.claims()) if request is None else request,
        "anchors": shop.x5c(shop.ROOT),
        "now": shop.SECONDS,
        **other,
    }
    if reason is None:
        case.setdefault("expect", {"host": shop.HOST, "signed": True})
    return case


def claims(name: str, reason: str | None, section: str, **other: Any) -> dict[str, Any]:
    """A case whose signed claims differ in ``other``."""
    return signed(name, reason, section, shop.signed(shop.claims(**other)))


def chain(name: str, reason: str | None, *certificates: x509.Certificate, **other: Any) -> dict[str, Any]:
    """A case signed with the shop's key, whose ``x5c`` holds these certificates."""
    return signed(name, reason, X509, shop.signed(shop.claims(), x5c=shop.x5c(*certificates)), **other)


def unsigned(name: str, reason: str | None, section: str, **other: Any) -> dict[str, Any]:
    """A case by value, whose members differ in ``other``."""
    return by_link(name, reason, section, make_link(shop.parameters(**other)))


def by_link(name: str, reason: str | None, section: str, link: str) -> dict[str, Any]:
    """A case that is all in its link."""
    return signed(name, reason, section, link=link, expect={"host": shop.HOST, "signed": False}) | {"request": None}


def hashed(
    name: str,
    reason: str | None,
    link_id: str = shop.HASH_ID,
    inside: str | None = None,
    *chain: x509.Certificate,
    **other: Any,
) -> dict[str, Any]:
    """A case by ``x509_hash``."""
    link = make_link({"client_id": link_id, "request_uri": shop.REQUEST_URI})
    request = shop.signed(shop.claims(client_id=inside or link_id), x5c=shop.x5c(*(chain or shop.CHAIN)))
    return signed(name, reason, X509, request, **{"link": link, **other})


def by_did(
    name: str, reason: str | None, document: Any = None, kid: str | None = shop.KID, **other: Any
) -> dict[str, Any]:
    """A case by ``decentralized_identifier:did:web``."""
    link = make_link({"client_id": shop.DID_ID, "request_uri": shop.REQUEST_URI})
    request = shop.signed(shop.claims(client_id=shop.DID_ID), x5c=None, kid=kid)
    text = document if isinstance(document, str) else json.dumps(shop.document() if document is None else document)
    return signed(name, reason, X509, **{"request": request, "link": link, "document": text, "anchors": [], **other})


def posted(name: str, reason: str | None, **inside: Any) -> dict[str, Any]:
    """A case whose request was fetched with POST."""
    request = shop.signed(shop.claims(**inside))
    link = LINK + "&request_uri_method=post"
    return signed(name, reason, "OpenID4VP 1.0 §5.10", request, link=link, wallet_nonce=WALLET_NONCE)


def metadata(**other: Any) -> dict[str, Any]:
    """The shop's metadata with something else in it; a member set to None is left out."""
    return {name: each for name, each in {**shop.METADATA, **other}.items() if each is not None}


def accepted() -> list[dict[str, Any]]:
    """What must be accepted."""
    names = ["www.shop.example", shop.HOST, "*.shop.example"]
    unverified = "what is outside the signed object does not count"
    no_terms = {"transaction_data": None}
    plain = {"response_mode": "direct_post", "client_metadata": metadata(jwks=None)}
    keys = [{**shop.ANSWER_JWK, "use": "sig", "kid": "a"}, {"kty": "OKP", "alg": "ECDH-ES", "kid": "b"}]
    return [
        signed("signed request with terms", None, OBJECT),
        claims("no state", None, "OpenID4VP 1.0 §5.2", state=None),
        claims("without terms", None, "OpenID4VP 1.0 §5.1", **no_terms),
        claims("plain answer", None, "OpenID4VP 1.0 §8.2", **plain),
        claims("members that nobody knows", None, OBJECT, iss="somebody", verifier_info=[], x_more={"deep": [1]}),
        claims("keys for other uses beside the one", None, METADATA, client_metadata=metadata(
            jwks={"keys": [*keys, shop.ANSWER_JWK]})),
        chain("one of several names", None, shop.shop_certificate(names), shop.ISSUING),
        chain("chain with its root", None, *shop.CHAIN, shop.ROOT),
        chain("certificate without key usage", None, shop.shop_certificate(signs=None), shop.ISSUING),
        posted("by post, the wallet's nonce inside", None, wallet_nonce=WALLET_NONCE),
        claims("by get, a wallet nonce inside", None, "OpenID4VP 1.0 §5.10", wallet_nonce="somebody's"),
        hashed("by x509_hash", None),
        by_did("by did:web", None),
        by_did("by did:web, the key's name is a fragment", None, shop.document(shop.method("#key-1"))),
        by_did("by did:web, its kid is a fragment", None, kid="#key-1"),
        by_did("by did:web, keys of other kinds beside it", None, shop.document(
            shop.method(f"{shop.DID}#a", publicKeyJwk={"kty": "OKP", "crv": "Ed25519", "x": "AA"}),
            shop.method(f"{shop.DID}#b", publicKeyJwk=None, publicKeyMultibase="z6Mk"), shop.method())),
        signed(unverified, None, "RFC 9101 §6.3", link=LINK + "&response_uri=https%3A%2F%2Fevil.example%2F&nonce=x"),
        signed("preference-vault link", None, LINKS, link=LINK.replace("openid4vp://", "preference-vault:")),
        unsigned("unsigned request with terms", None, X509),
        unsigned("unsigned, response_uri left out", None, X509, response_uri=None),
    ]  # fmt: skip


def refused_links() -> list[dict[str, Any]]:
    """Links that are refused as they are."""
    client = "client_id=x509_san_dns%3Ashop.example"
    where = "request_uri=https%3A%2F%2Fshop.example%2Fr"
    cases = [
        ("not a link", "link_malformed", LINKS, "hello"),
        ("no query", "link_malformed", LINKS, "openid4vp://"),
        ("broken percent sign", "link_malformed", LINKS, f"openid4vp://?{client}&{where}%2"),
        ("not UTF-8", "link_malformed", LINKS, f"openid4vp://?{client}&{where}%ff"),
        ("fragment", "link_malformed", LINKS, f"openid4vp://?{client}&{where}#x"),
        ("other scheme", "link_scheme_unknown", LINKS, f"https://?{client}&{where}"),
        ("too long", "link_too_long", LINKS, f"openid4vp://?{client}&{where}&x={'a' * 16384}"),
        ("client_id twice", "link_parameter_twice", LINKS, f"openid4vp://?{client}&{client}&{where}"),
        ("request_uri twice", "link_parameter_twice", LINKS, f"openid4vp://?{client}&{where}&{where}"),
        ("no client_id", "link_incomplete", LINKS, f"openid4vp://?{where}"),
        ("no request_uri", "link_incomplete", LINKS, f"openid4vp://?{client}"),
        ("request and request_uri", "link_request_by_value", "RFC 9101 §5", f"openid4vp://?{client}&{where}&request=x"),
        ("method in capitals", "link_method_unknown", "OpenID4VP 1.0 §5.1",
         f"openid4vp://?{client}&{where}&request_uri_method=POST"),
        ("unsigned by reference", "link_unsigned_by_reference", X509,
         f"openid4vp://?client_id=redirect_uri%3Ahttps%3A%2F%2Fshop.example%2Fr&{where}"),
        ("unknown prefix", "client_id_prefix_unsupported", X509, f"openid4vp://?client_id=x%3Ashop.example&{where}"),
        ("prefix kept for the browser", "client_id_prefix_unsupported", X509,
         f"openid4vp://?client_id=origin%3Ahttps%3A%2F%2Fshop.example&{where}"),
        ("no prefix", "client_id_prefix_unsupported", X509, f"openid4vp://?client_id=shop&{where}"),
        ("client_id not ASCII", "client_id_malformed", X509, f"openid4vp://?client_id=x509_san_dns%3Asch%C3%B6n&{where}"),
        ("host is an address", "host_is_address", X509, f"openid4vp://?client_id=x509_san_dns%3A127.1&{where}"),
        ("single label", "host_malformed", X509, f"openid4vp://?client_id=x509_san_dns%3Alocalhost&{where}"),
        ("mixed scripts", "host_lookalike", X509,
         f"openid4vp://?client_id=x509_san_dns%3A{MIXED}.example&{where}"),
        ("request_uri elsewhere", "url_other_host", X509,
         f"openid4vp://?{client}&request_uri=https%3A%2F%2Fevil.example%2Fr"),
        ("request_uri not https", "url_not_https", X509, f"openid4vp://?{client}&request_uri=http%3A%2F%2Fshop.example"),
    ]  # fmt: skip
    return [by_link(*case) for case in cases]


def refused_objects() -> list[dict[str, Any]]:
    """Request objects whose form, header, signature or chain is refused."""
    good = shop.claims()
    whole = shop.signed(good)
    head, body, signature = whole.split(".")
    unsecured = shop.json_b64url({"alg": "none", "typ": "oauth-authz-req+jwt", "x5c": shop.x5c(*shop.CHAIN)})
    double = '{"client_id":"x509_san_dns:evil.example",' + json.dumps(good)[1:]
    p384 = shop.fixed_key(9, ec.SECP384R1())
    self_made = shop.shop_certificate(key=shop.OTHER_KEY, issuer=None, signer=shop.OTHER_KEY)
    garbled = [b64encode(each.replace(b"\x03\x0c\x0cExample shop", b"\x83\x0c\x0cExample shop")).decode() for each in
               map(b64decode, shop.x5c(*shop.CHAIN))]  # fmt: skip
    leaf, *issuers = (b64decode(each) for each in shop.x5c(*shop.CHAIN))
    count = len(leaf) - len(shop.CHAIN[0].signature) - 1
    respelled = [b64encode(each).decode() for each in (leaf[:count] + b"\x01" + leaf[count + 1 :], *issuers)]
    other_root = shop.certificate("Other root", shop.OTHER_KEY, authority=True)
    return [
        signed("not a JWS", "request_malformed", OBJECT, "hello"),
        signed("too large", "request_too_large", OBJECT, whole + "A" * 65536),
        signed("no signature algorithm", "request_alg", "RFC 8725 §3.1", f"{unsecured}.{body}."),
        signed("other algorithm", "request_alg", OBJECT, shop.signed(good, alg="HS256")),
        signed("no typ", "request_typ", OBJECT, shop.signed(good, typ=None)),
        signed("other typ", "request_typ", OBJECT, shop.signed(good, typ="JWT")),
        signed("critical header", "request_malformed", "RFC 7515 §4.1.11", shop.signed(good, crit=["x5c"])),
        signed("key in the header", "request_malformed", OBJECT, shop.signed(good, jwk=shop.ANSWER_JWK)),
        signed("duplicate member", "request_malformed", "RFC 7519 §4", shop.signed(shop.b64url(double.encode()))),
        signed("not UTF-8", "request_malformed", OBJECT, shop.signed(shop.b64url(b'{"a":"\xff"}'))),
        signed("altered claims", "request_signature", OBJECT,
               f"{head}.{shop.json_b64url(shop.claims(state='x'))}.{signature}"),
        signed("signed by another key", "request_signature", X509, shop.signed(good, shop.OTHER_KEY)),
        signed("no chain", "request_malformed", X509, shop.signed(good, x5c=None)),
        signed("empty chain", "chain_malformed", X509, shop.signed(good, x5c=[])),
        signed("chain of six", "chain_malformed", X509, shop.signed(good, x5c=shop.x5c(*shop.CHAIN) * 3)),
        signed("not base64", "chain_malformed", X509, shop.signed(good, x5c=["*"])),
        signed("not a certificate", "chain_malformed", X509, shop.signed(good, x5c=["AAAA"])),
        signed("certificate too large", "chain_malformed", X509, shop.signed(good, x5c=["A" * 8200])),
        signed("certificate whose subject cannot be read", "chain_malformed", X509, shop.signed(good, x5c=garbled)),
        signed("certificate whose signature has a bit that does not count", "chain_malformed", "RFC 5280 §4.1.1.3",
               shop.signed(good, x5c=respelled)),
        chain("expired leaf", "chain_expired", shop.shop_certificate(valid=EXPIRED), shop.ISSUING),
        signed("before the chain is valid", "chain_expired", X509, now=1700000000),
        chain("another name", "san_mismatch", shop.shop_certificate(["evil.example"]), shop.ISSUING),
        chain("a name below it", "san_mismatch", shop.shop_certificate(["www.shop.example"]), shop.ISSUING),
        chain("name in the subject only", "san_mismatch", shop.shop_certificate([]), shop.ISSUING),
        chain("wildcard", "wildcard_certificate", shop.shop_certificate(["*.example"]), shop.ISSUING),
        chain("intermediate missing", "chain_untrusted", shop.CHAIN[0]),
        signed("no anchors", "chain_untrusted", X509, anchors=[]),
        signed("other anchors", "chain_untrusted", X509, anchors=shop.x5c(other_root)),
        chain("issuer that is no authority", "chain_untrusted",
              shop.shop_certificate(issuer=shop.CHAIN[0], signer=shop.SHOP_KEY), *shop.CHAIN),
        signed("self-signed", "chain_untrusted", X509,
               shop.signed(good, shop.OTHER_KEY, x5c=shop.x5c(self_made))),
        chain("key for other uses", "chain_key_refused", shop.shop_certificate(signs=False), shop.ISSUING),
        chain("key on another curve", "chain_key_refused", shop.shop_certificate(key=p384), shop.ISSUING),
    ]  # fmt: skip


def refused_claims() -> list[dict[str, Any]]:
    """Properly signed, and refused for what they say."""
    now = shop.SECONDS
    evil = "https://evil.example/a"
    two = {"keys": [shop.ANSWER_JWK, {**shop.ANSWER_JWK, "kid": "b"}]}
    off_curve = {"keys": [{**shop.ANSWER_JWK, "x": "A" * 43}]}
    mdoc = {"credentials": [{"id": "a", "format": "mso_mdoc", "meta": {"doctype_value": "org.iso.18013.5.1.mDL"}}]}
    foreign = {"credentials": [shop.query("a", "given_name", meta={"vct_values": ["https://pid.example"]})]}
    terms_elsewhere = [shop.json_b64url(shop.terms(endpoints={"stop": evil}))]
    policy = {**shop.terms()["controller"], "policy_uri": "http://shop.example/privacy"}
    return [
        claims("other client_id inside", "client_id_mismatch", OBJECT, client_id="x509_san_dns:evil.example"),
        claims("client_id missing inside", "client_id_mismatch", OBJECT, client_id=None),
        claims("aud missing", "request_audience", "OpenID4VP 1.0 §5.8", aud=None),
        claims("aud is the request_uri", "request_audience", "OpenID4VP 1.0 §5.8", aud=shop.REQUEST_URI),
        claims("request inside the request", "request_malformed", "RFC 9101 §4", request_uri=shop.REQUEST_URI),
        claims("redirect_uri beside response_uri", "request_malformed", "OpenID4VP 1.0 §8.2", redirect_uri=evil),
        claims("other response type", "response_type_unsupported", OBJECT, response_type="vp_token id_token"),
        claims("other response mode", "response_mode_unsupported", OBJECT, response_mode="fragment"),
        claims("response mode is a list", "response_mode_unsupported", OBJECT, response_mode=["direct_post"]),
        claims("scope", "scope_unsupported", "OpenID4VP 1.0 §5.5", scope="openid"),
        claims("response_uri missing", "request_malformed", "OpenID4VP 1.0 §8.2", response_uri=None),
        claims("response_uri elsewhere", "url_other_host", X509, response_uri=evil),
        claims("response_uri on another port", "url_port", X509, response_uri="https://shop.example:8443/"),
        claims("response_uri with user", "url_userinfo", X509, response_uri="https://a@shop.example/"),
        claims("response_uri with fragment", "url_malformed", X509, response_uri="https://shop.example/#a"),
        claims("nonce missing", "nonce_malformed", "OpenID4VP 1.0 §5.2", nonce=None),
        claims("nonce short", "nonce_malformed", "OpenID4VP 1.0 §5.2", nonce="a" * 21),
        claims("nonce with a space", "nonce_malformed", "OpenID4VP 1.0 §5.2", nonce="a" * 22 + " "),
        claims("nonce is a number", "nonce_malformed", "OpenID4VP 1.0 §5.2", nonce=7),
        claims("state with a line break", "state_malformed", "OpenID4VP 1.0 §5.2", state="a\n"),
        claims("iat missing", "request_times", TIMES, iat=None),
        claims("exp missing", "request_times", TIMES, exp=None),
        claims("iat is true", "request_times", TIMES, iat=True),
        claims("iat is text", "request_times", TIMES, iat=str(now)),
        claims("iat negative", "request_times", TIMES, iat=-1),
        claims("exp huge", "request_times", TIMES, exp=9007199254740991),
        claims("exp not after iat", "request_times", TIMES, iat=now, exp=now),
        signed("exp not a number", "request_malformed", TIMES, shop.signed(shop.b64url(b'{"exp":NaN}'))),
        claims("valid for eleven minutes", "request_lasts_too_long", TIMES, iat=now, exp=now + 660),
        claims("expired", "request_expired", TIMES, iat=now - 600, exp=now),
        claims("from the future", "request_not_yet_valid", TIMES, iat=now + 301, exp=now + 600),
        claims("no query", "dcql_malformed", "OpenID4VP 1.0 §5.1", dcql_query=None),
        claims("other credential format", "format_unsupported", "OpenID4VP 1.0 §8.5", dcql_query=mdoc),
        claims("other credential type", "vct_unsupported", "OpenID4VP 1.0 B.3.5", dcql_query=foreign),
        claims("two sets of terms", "invalid_transaction_data", "OpenID4VP 1.0 §8.4",
               transaction_data=[shop.json_b64url(shop.terms())] * 2),
        claims("stop elsewhere", "url_other_host", X509, transaction_data=terms_elsewhere),
        claims("policy not https", "invalid_transaction_data", X509,
               transaction_data=[shop.json_b64url(shop.terms(controller=policy))]),
        claims("no metadata", "metadata_malformed", METADATA, client_metadata=None),
        claims("formats missing", "metadata_malformed", METADATA,
               client_metadata=metadata(vp_formats_supported=None)),
        claims("cannot read SD-JWT", "format_unsupported", METADATA,
               client_metadata=metadata(vp_formats_supported={"mso_mdoc": {}})),
        claims("cannot check ES256", "format_unsupported", METADATA,
               client_metadata=metadata(vp_formats_supported={"dc+sd-jwt": {"kb-jwt_alg_values": ["ES512"]}})),
        claims("no keys", "metadata_malformed", METADATA, client_metadata=metadata(jwks=None)),
        claims("no usable key", "encryption_key_missing", METADATA, client_metadata=metadata(jwks={"keys": []})),
        claims("keys are no list", "metadata_malformed", METADATA, client_metadata=metadata(jwks={"keys": {}})),
        claims("two usable keys", "encryption_key_ambiguous", METADATA, client_metadata=metadata(jwks=two)),
        claims("key without kid", "metadata_malformed", METADATA,
               client_metadata=metadata(jwks={"keys": [{**shop.ANSWER_JWK, "kid": ""}]})),
        claims("key not on the curve", "metadata_malformed", METADATA, client_metadata=metadata(jwks=off_curve)),
        claims("no content encryption", "metadata_malformed", METADATA,
               client_metadata=metadata(encrypted_response_enc_values_supported=[])),
        claims("other content encryption", "encryption_unsupported", METADATA,
               client_metadata=metadata(encrypted_response_enc_values_supported=["A128CBC-HS256"])),
    ]  # fmt: skip


def refused_unsigned() -> list[dict[str, Any]]:
    """By value in the link."""
    return [
        unsigned("unsigned, answer elsewhere", "response_uri_mismatch", X509,
                 response_uri="https://shop.example/other"),
        unsigned("unsigned, query is no JSON", "request_malformed", "OpenID4VP 1.0 §5.1", dcql_query="{"),
        unsigned("unsigned, terms are no list", "request_malformed", "OpenID4VP 1.0 §5.1", transaction_data={}),
        unsigned("unsigned, iat missing", "request_times", TIMES, iat=None),
        unsigned("unsigned, exp with a zero in front", "request_times", TIMES, exp=f"0{shop.SECONDS + 60}"),
        unsigned("unsigned, expired", "request_expired", TIMES, iat=shop.SECONDS - 60, exp=shop.SECONDS - 1),
    ]  # fmt: skip


def refused_prefixes() -> list[dict[str, Any]]:
    """Another certificate, another key, another nonce than the one that was named."""
    other = shop.shop_certificate(["www.shop.example", shop.HOST])
    here = make_link({"client_id": shop.HASH_ID, "request_uri": "https://evil.example/r"})
    private = {**shop.public_jwk(shop.SHOP_KEY), "d": "A" * 43}
    did = make_link(
        {"client_id": "decentralized_identifier:did:web:evil.example", "request_uri": "https://evil.example/r"}
    )
    return [
        posted("by post, no wallet nonce inside", "wallet_nonce_differs"),
        posted("by post, another wallet nonce inside", "wallet_nonce_differs", wallet_nonce=WALLET_NONCE[:-1] + "B"),
        posted("by post, a number for a wallet nonce", "wallet_nonce_differs", wallet_nonce=7),
        hashed("x509_hash of another certificate", "certificate_differs", shop.HASH_ID, None, other, shop.ISSUING),
        hashed("x509_hash of the issuer", "certificate_differs", shop.HASH_ID, None, shop.ISSUING, shop.CHAIN[0]),
        hashed("x509_hash waiting elsewhere", "san_mismatch", link=here),
        hashed("x509_hash with other anchors", "chain_untrusted", anchors=[]),
        hashed("x509_hash, san_dns inside", "client_id_mismatch", shop.HASH_ID, shop.CLIENT_ID),
        hashed("x509_hash too short", "client_id_malformed", shop.HASH_ID[:-1]),
        hashed("x509_hash in hex", "client_id_malformed", "x509_hash:" + "ab" * 32),
        hashed("x509_hash with padding", "client_id_malformed", shop.HASH_ID + "="),
        by_did("did:web with a key that is not listed", "did_key_unknown", kid=f"{shop.DID}#other"),
        by_did("did:web with another one's key", "did_key_unknown", kid="did:web:evil.example#key-1"),
        by_did("did:web, the key signs for somebody else", "did_key_unknown",
               shop.document(shop.method(controller="did:web:evil.example"))),
        by_did("did:web, a key of somebody else in its list", "did_key_unknown",
               shop.document(shop.method("did:web:evil.example#key-1")), kid="did:web:evil.example#key-1"),
        by_did("did:web, the key is for encryption", "did_key_unknown",
               shop.document(shop.method(publicKeyJwk=shop.public_jwk(shop.SHOP_KEY, use="enc")))),
        by_did("did:web, the key is for ES384", "did_key_unknown",
               shop.document(shop.method(publicKeyJwk=shop.public_jwk(shop.SHOP_KEY, alg="ES384")))),
        by_did("did:web, its private key is in the list", "did_key_unknown",
               shop.document(shop.method(publicKeyJwk=private))),
        by_did("did:web, no JWK", "did_key_unknown", shop.document(shop.method(publicKeyJwk=None))),
        by_did("did:web, signed by another key", "request_signature",
               shop.document(shop.method(key=shop.OTHER_KEY))),
        by_did("did:web, no kid", "request_malformed", kid=None),
        by_did("did:web, document of another", "did_differs", shop.document(id="did:web:evil.example")),
        by_did("did:web, document without id", "did_differs", {"verificationMethod": []}),
        by_did("did:web, no list of keys", "did_document_malformed", {"id": shop.DID}),
        by_did("did:web, keys are no list", "did_document_malformed", shop.document(verificationMethod={})),
        by_did("did:web, a key is a text", "did_document_malformed", shop.document("#key-1")),
        by_did("did:web, a key without a name", "did_document_malformed", shop.document({"controller": shop.DID})),
        by_did("did:web, two keys of one name", "did_document_malformed",
               shop.document(shop.method(), shop.method("#key-1", shop.OTHER_KEY))),
        by_did("did:web, 51 keys", "did_document_malformed",
               shop.document(*(shop.method(f"#{number}") for number in range(51)))),
        by_did("did:web, not JSON", "did_document_malformed", "<html>"),
        by_did("did:web, a member twice", "did_document_malformed", '{"id":"a","id":"b"}'),
        by_did("did:web elsewhere", "did_differs", link=did),
        by_did("did:web with a path", "host_malformed", link=_did_link("did:web:shop.example/a")),
        by_did("did:web with a path of its own spelling", "host_is_address", link=_did_link("did:web:shop.example:a")),
        by_did("did:web with a port", "host_malformed", link=_did_link("did:web:shop.example%3A8443")),
        by_did("did:web of an address", "host_is_address", link=_did_link("did:web:127.0.0.1")),
        by_did("another method", "did_method_unsupported", link=_did_link("did:key:z6Mk")),
        by_did("no DID", "did_method_unsupported", link=_did_link("shop.example")),
    ]  # fmt: skip


def _did_link(did: str) -> str:
    return make_link({"client_id": f"decentralized_identifier:{did}", "request_uri": shop.REQUEST_URI})


def cases() -> list[dict[str, Any]]:
    """All of them."""
    return [
        *accepted(),
        *refused_links(),
        *refused_objects(),
        *refused_claims(),
        *refused_prefixes(),
        *refused_unsigned(),
    ]


if __name__ == "__main__":
    path_of("request").write_text(as_text(cases()), encoding="utf-8")
