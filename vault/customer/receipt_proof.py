"""What of one share a third party can check: the shop's receipts, the terms, the signed parts of the tokens and the
proofs of erasure. None of them holds a value.

Only what holds is taken along, for one line that does not would spoil the rest: what came with an import was not
checked when it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vault.core.errors import TokenError
from vault.customer.outcomes import receipt_keys
from vault.storage import consents, receipts
from vault.tokens import jws, preference_token
from vault.tokens.receipt import CONSENT_TYP, ERASURE_TYP, MAX_RECEIPT, verify_erasure_receipt

if TYPE_CHECKING:
    from datetime import datetime

    from vault.storage.connection import Reader
    from vault.tokens.keys import VerifyingKey


def signed_by_shop(reader: Reader, consent: consents.Consent) -> list[str]:
    """The shop's receipts of a consent whose signature holds."""
    return [text for text, _ in _consent_receipts(reader, consent)]


def signed_records(reader: Reader, consent: consents.Consent) -> list[dict[str, Any]]:
    """The consent records in those receipts, as the shop signed them."""
    return [dict(payload["record"]) for _, payload in _consent_receipts(reader, consent) if payload.get("record")]


def proof_parts(reader: Reader, agreed: Sequence[consents.Consent], now: datetime) -> tuple[str, ...]:
    """The lines of a proof, as ``preference-shop receipt check`` reads them; none without a receipt of the shop."""
    found: list[str] = []
    for consent in agreed:
        for text, payload in _consent_receipts(reader, consent):
            if consent.terms is None:
                continue
            named = _named(payload)
            tokens = _tokens(reader, consent, str(payload.get("sub")), named)
            found += [text, consent.terms, *tokens, *_erasures(reader, consent, payload, named, now)]
    return tuple(dict.fromkeys(found))


def proves_erasure(parts: Sequence[str]) -> bool:
    """Whether one of the lines of a proof is the shop's, that it erased something."""
    return any(_is_erasure(each) for each in parts)


def _is_erasure(text: str) -> bool:
    try:
        jws.parse(text, typ=ERASURE_TYP, max_bytes=MAX_RECEIPT, required=jws.WITH_KID)
    except TokenError:
        return False
    return True


def _consent_receipts(reader: Reader, consent: consents.Consent) -> Iterator[tuple[str, dict[str, Any]]]:
    keys = receipt_keys([consent])
    for receipt in receipts.receipts(reader, consent=consent.id):
        payload = _verified(receipt.jwt, CONSENT_TYP, keys)
        if payload and (payload.get("consent"), payload.get("terms")) == (consent.id, consent.terms_hash):
            yield receipt.jwt, payload


def _verified(text: str, typ: str, keys: Mapping[str, VerifyingKey]) -> dict[str, Any]:
    """The payload, if one of these keys signed it; empty if not."""
    try:
        unverified = jws.parse(text, typ=typ, max_bytes=MAX_RECEIPT, required=jws.WITH_KID)
        key = keys.get(unverified.header["kid"])
        return unverified.verify(key) if key is not None else {}
    except TokenError:
        return {}


def _named(payload: Mapping[str, Any]) -> set[str]:
    """The ``jti`` of the items that a receipt's record names."""
    record = payload.get("record")
    processes = record.get("dpv:hasProcess") if isinstance(record, dict) else None
    return {
        str(each.get("dct:identifier"))
        for each in (processes if isinstance(processes, list) else [])
        if isinstance(each, dict)
    }


def _tokens(reader: Reader, consent: consents.Consent, sub: str, named: set[str]) -> list[str]:
    """The signed parts of the tokens, by the customer's own key over these terms."""
    found = []
    for jti in sorted(named):
        stored = consents.token(reader, jti)
        try:
            token = preference_token.verify(stored.jwt, aud=consent.client_id) if stored is not None else None
        except TokenError:
            continue
        if stored is not None and token is not None:
            claims = token.claims
            if (token.did, claims.jti, claims.consent, claims.terms) == (sub, jti, consent.id, consent.terms_hash):
                found.append(stored.jwt)
    return found


def _erasures(
    reader: Reader, consent: consents.Consent, receipt: Mapping[str, Any], named: set[str], now: datetime
) -> list[str]:
    """The shop's proofs that it erased something of these items; a proof may name other items too."""
    keys, found = receipt_keys([consent]), []
    for kept in receipts.receipts(reader, host=consent.host):
        payload = _verified(kept.jwt, ERASURE_TYP, keys) if kept.kind == "erasure" else {}
        tokens = payload.get("tokens")
        erased = {str(each.get("jti")) for each in tokens if isinstance(each, dict)} if isinstance(tokens, list) else ()
        if not named.intersection(erased):
            continue
        try:
            verify_erasure_receipt(
                kept.jwt,
                keys=keys,
                iss=consent.client_id,
                sub=str(receipt.get("sub")),
                txn=str(payload.get("txn")),
                tokens=set(erased),
                now=now,
            )
        except TokenError:
            continue
        found.append(kept.jwt)
    return found
