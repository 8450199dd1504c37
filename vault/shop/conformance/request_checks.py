"""The request: what the shop's page gives, who asks, and what is asked."""

from __future__ import annotations

from typing import Final

from vault.core.errors import NetworkError, RequestError
from vault.core.request_check import Severity, check_request
from vault.core.strict_json import b64url
from vault.openid4vp.client_id import Prefix
from vault.openid4vp.did_web import DOCUMENT_TYPES, document_url, parse_document
from vault.shop.conformance.checks import Check, fail, lacks, untried
from vault.shop.conformance.kit import REQUEST_TYPE, Fetched, Kit, reason
from vault.shop.conformance.line import expect, refused

_OF: Final = {
    "request_addresses": {"url_malformed", "url_not_https", "url_userinfo", "url_port", "url_other_host"},
    "request_metadata": {
        "metadata_malformed", "encryption_key_missing", "encryption_key_ambiguous", "encryption_unsupported",
        "format_unsupported", "vct_unsupported",
    },
    "request_nonce": {"nonce_malformed", "state_malformed"},
    "request_signature": {
        "request_signature", "request_alg", "request_typ", "chain_malformed", "chain_expired", "chain_untrusted",
        "chain_key_refused", "san_mismatch", "wildcard_certificate", "certificate_differs", "did_differs",
        "did_key_unknown", "did_document_malformed",
    },
    "request_terms": {"invalid_transaction_data"},
    "request_times": {"request_times", "request_expired", "request_not_yet_valid", "request_lasts_too_long"},
    "request_wallet_nonce": {"wallet_nonce_differs"},
}  # fmt: skip
"""Which check a refusal by the vault's own reader belongs to; all else is the request's shape."""
SHAPE: Final = "request_shape"


def _link(kit: Kit) -> str:
    asked = kit.page.ask()
    try:
        kit.known["fetched"] = kit.fetch(asked)
    except RequestError as problem:
        fail(reason(problem))
    kit.known["asked"] = asked
    found = kit.known["fetched"].link
    return f"{asked.how}, {found.client_id.prefix}, {found.method}"


def _object(kit: Kit) -> str:
    fetched: Fetched = kit.need("fetched")
    if fetched.response is None:
        lacks("the request is inside the link")
    seen = expect(fetched.response, 200)
    if fetched.response.content_type != REQUEST_TYPE:
        fail(f"content-type is not {REQUEST_TYPE}")
    _verify(kit, fetched)
    return f"{seen}, {len(fetched.response.body)} bytes"


def _verify(kit: Kit, fetched: Fetched) -> None:
    """Verify once. Each check below says whether what was found is its business."""
    try:
        kit.known["request"] = kit.verify(fetched)
    except RequestError as problem:
        named = (name for name, codes in _OF.items() if problem.code in codes)
        kit.known["refusal"] = (next(named, SHAPE), reason(problem))


def _held_by(kit: Kit, name: str) -> None:
    """Nothing was found against the rule ``name``."""
    kit.need("fetched")
    if "refusal" in kit.known:
        where, why = kit.known["refusal"]
        if where == name:
            fail(why)
        untried(f"the request was refused: {why}")
    kit.need("request")


def _signature(kit: Kit) -> str:
    _held_by(kit, "request_signature")
    if not kit.request.signed:
        lacks("redirect_uri requests are not signed")
    return f"{kit.request.client_id.partition(':')[0]}, ES256"


def _wallet_nonce(kit: Kit) -> str:
    _held_by(kit, "request_wallet_nonce")
    if kit.request.evidence.wallet_nonce is None:
        lacks("the link asks for GET")
    return "signed with the nonce that was posted"


def _shape(kit: Kit) -> str:
    _held_by(kit, SHAPE)
    return f"{kit.request.response_mode}, {len(kit.request.dcql.ids)} queries"


def _times(kit: Kit) -> str:
    _held_by(kit, "request_times")
    return f"{int((kit.request.expires - kit.request.issued).total_seconds())} seconds"


def _addresses(kit: Kit) -> str:
    _held_by(kit, "request_addresses")
    return f"{1 + len(kit.terms.endpoints)} addresses at the proven host"


def _metadata(kit: Kit) -> str:
    _held_by(kit, "request_metadata")
    to = kit.request.encryption
    return "direct_post, not encrypted" if to is None else f"ECDH-ES, {to.enc}"


def _nonce(kit: Kit) -> str:
    """Its form, and that another request has another."""
    _held_by(kit, "request_nonce")
    _, other = kit.ask()
    if other.nonce == kit.request.nonce:
        fail("two requests have one nonce")
    if other.state is not None and other.state == kit.request.state:
        fail("two requests have one state")
    return f"{len(kit.request.nonce)} characters"


def _terms(kit: Kit) -> str:
    _held_by(kit, "request_terms")
    if kit.request.terms is None:
        fail("the request has no terms")
    return f"{len(kit.terms.items)} items, {kit.terms.duration_days} days, {len(kit.terms.receipt_keys)} receipt keys"


def _allowed(kit: Kit) -> str:
    """What the vault would show beside it."""
    check = check_request(kit.terms, kit.catalogue, signed=kit.request.signed)
    refusals = [each.code for each in check.findings if each.severity is Severity.REFUSAL]
    if refusals:
        fail(", ".join(dict.fromkeys(refusals)))
    return f"asks for {check.asked}, says it needs {check.needed}, {len(check.findings)} findings"


def _unknown(kit: Kit) -> str:
    fetched: Fetched = kit.need("fetched")
    if fetched.link.request_uri is None:
        lacks("the request is inside the link")
    stem = fetched.link.request_uri.rpartition("/")[0]
    return refused(kit.line.send("GET", f"{stem}/{b64url(kit.random(16))}", accept=(REQUEST_TYPE,)))


def _did(kit: Kit) -> str:
    """Needed where a DID asks; where there is a document all the same, it is held to the same rules."""
    client_id = kit.need("fetched").link.client_id
    did = client_id.rest if client_id.prefix is Prefix.DID else f"did:web:{client_id.host}"
    response = kit.line.send("GET", document_url(did), accept=DOCUMENT_TYPES)
    if response.status in {404, 410} and client_id.prefix is not Prefix.DID:
        lacks("there is no document at /.well-known/did.json")
    seen = expect(response, 200)
    if response.content_type not in DOCUMENT_TYPES:
        fail("content-type is none of a DID document")
    try:
        found = parse_document(response.body, did=did)
    except (RequestError, NetworkError) as problem:
        fail(reason(problem))
    return f"{seen}, {len(found.keys)} keys"


CHECKS: Final = (
    Check("request_link", "The request; OpenID4VP 1.0 §5, §9", _link),
    Check("request_object", "The request; RFC 9101 §5.2.3", _object),
    Check(SHAPE, "The request; OpenID4VP 1.0 §5, §6", _shape),
    Check("request_signature", "The request; OpenID4VP 1.0 §5.9.3", _signature),
    Check("request_wallet_nonce", "The request; OpenID4VP 1.0 §5.10", _wallet_nonce),
    Check("request_times", "The request; RFC 7519 §4.1", _times),
    Check("request_addresses", "The request", _addresses),
    Check("request_metadata", "The request; OpenID4VP 1.0 §5.1, §8.3", _metadata),
    Check("request_terms", "The request; OpenID4VP 1.0 §8.4", _terms),
    Check("request_allowed", "The request", _allowed),
    Check("request_nonce", "The request; OpenID4VP 1.0 §5.2", _nonce),
    Check("request_unknown", "The request; RFC 9101 §5.2", _unknown),
    Check("request_did_document", "The request; DID Core §5.2", _did),
)
