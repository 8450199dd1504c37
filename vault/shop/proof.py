"""What a receipt proves to somebody who was not there: checked offline, from the parts alone.

A proof is a text file, one part a line, in any order: consent receipts, the terms as received, the signed parts of
tokens, and erasure receipts. None of them holds a value. The terms name the receipt keys; the tokens are signed by the
customer's own key over the hash of the terms. Lines that begin with ``#`` are for people, and prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from vault.core.clock import from_text
from vault.core.consent_record import AgreedItem, consent_record
from vault.core.errors import ChoiceError, RequestError, StorageError, TokenError
from vault.core.record_file import is_record_file, read_record_file
from vault.core.terms import Terms, parse_terms
from vault.core.value import Precision, precision_named
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.transaction_data import JWK_EXTRAS
from vault.shop import tables
from vault.shop.service import Shop
from vault.tokens import jws, preference_token
from vault.tokens.keys import VerifyingKey
from vault.tokens.receipt import (
    CONSENT_TYP,
    ERASURE_TYP,
    MAX_RECEIPT,
    ConsentReceipt,
    ErasureReceipt,
    verify_consent_receipt,
    verify_erasure_receipt,
)

MAX_PROOF = 1024 * 1024
"""Bytes of a file; one with twenty items has about 80 kB."""
_MARK = "\u00ef\u00bb\u00bf"
"""The byte order mark, read as Latin-1: editors put it before a text that they save."""


@dataclass(frozen=True)
class ProvenItem:
    """One item that was agreed. ``signed`` says that the customer's own token is there; ``erased`` is when the shop
    signed that the value is gone."""

    jti: str
    key: str
    purpose: str
    precision: Precision
    until: datetime
    signed: bool
    erased: datetime | None


@dataclass(frozen=True)
class Proof:
    """One consent that is proved. ``kid`` names the key of ``terms`` that signed the receipt."""

    client_id: str
    kid: str
    receipt: ConsentReceipt
    terms: Terms
    items: tuple[ProvenItem, ...]


@dataclass(frozen=True)
class _Parts:
    receipts: tuple[str, ...]
    erasures: tuple[str, ...]
    tokens: tuple[str, ...]
    terms: Mapping[str, Terms]


def read_proof(path: Path) -> str:
    """The file's text, each byte a letter.

    Raises :class:`StorageError` ``file_unreadable``, :class:`TokenError` ``proof_malformed``.
    """
    try:
        with path.open("rb") as file:
            found = file.read(MAX_PROOF + 1)
    except OSError as problem:
        raise StorageError("file_unreadable", file=path.name) from problem
    if len(found) > MAX_PROOF:
        raise TokenError("proof_malformed")
    return found.decode("latin-1")


def check_proof(text: str, *, now: datetime) -> tuple[Proof, ...]:
    """Check every part against the others: one proof for each consent receipt.

    ``text`` is as :func:`read_proof` gives it, of a proof in lines or of a record file, whose records must be those
    that were signed.

    Raises :class:`TokenError`: ``proof_malformed``, ``proof_empty`` (no consent receipt), ``proof_terms_missing``,
    ``proof_record_differs`` (the record is not what follows from the terms), ``proof_record_unsigned`` (the file
    states another one), ``proof_part_unrelated`` (a token or erasure receipt of something else), or as
    :func:`verify_consent_receipt`, :func:`preference_token.verify` and :func:`verify_erasure_receipt`; and
    :class:`RequestError` as :func:`parse_client_id`.
    """
    stated, text = _records_and_lines(text)
    parts = _parts(text)
    if not parts.receipts:
        raise TokenError("proof_empty")
    used: set[str] = set()
    proofs = tuple(_proof(parts, receipt, used, now) for receipt in parts.receipts)
    if not all(any(record == proof.receipt.record for proof in proofs) for record in stated):
        raise TokenError("proof_record_unsigned")
    if not used.issuperset([*parts.tokens, *parts.erasures]):
        raise TokenError("proof_part_unrelated")
    return proofs


def kept_proof(shop: Shop, consent: str) -> str | None:
    """What the shop keeps to prove one consent, as the text of a proof; None if it keeps none.

    Raises :class:`StorageError`.
    """
    items, stops = tables.item.c, tables.stop.c
    with shop.store.transaction() as connection:
        receipts = connection.execute(select(tables.receipt.c.jwt).where(tables.receipt.c.consent == consent)).scalars()
        found = list(receipts)
        terms = select(tables.terms.c.raw).join(tables.consent).where(tables.consent.c.id == consent)
        found += connection.execute(terms).scalars()
        tokens = connection.execute(select(items.jti, items.jwt).where(items.consent == consent)).all()
        found += [row.jwt for row in tokens]
        for row in connection.execute(select(stops.erased, stops.receipt).where(stops.receipt.is_not(None))):
            if any(f'"{token.jti}"' in row.erased for token in tokens):
                found.append(row.receipt)
    return "".join(f"{part}\n" for part in found) if tokens else None


def _records_and_lines(text: str) -> tuple[tuple[dict[str, Any], ...], str]:
    """What a record file says was agreed, and the lines that prove it; a proof in lines says nothing beside them."""
    data = text.encode("latin-1", "replace")
    if not is_record_file(data):
        return (), text
    records, lines = read_record_file(data)
    return records, "\n".join(lines)


def _parts(text: str) -> _Parts:
    by_kind: dict[str, list[str]] = {}
    # By line feeds alone: words read as Latin-1 have other characters that Python takes for line ends.
    rows = (row for row in text.removeprefix(_MARK).split("\n") if not row.startswith("#"))
    for line in dict.fromkeys(part for row in rows for part in row.split()):
        by_kind.setdefault(_kind(line), []).append(line)
    try:
        terms = [parse_terms(each) for each in by_kind.get("terms", [])]
    except RequestError as problem:
        raise TokenError("proof_malformed") from problem
    return _Parts(
        tuple(by_kind.get(CONSENT_TYP, [])),
        tuple(by_kind.get(ERASURE_TYP, [])),
        tuple(by_kind.get(preference_token.TYP, [])),
        {each.hash: each for each in terms},
    )


def _kind(line: str) -> str:
    """What a line is, by its form and its ``typ``; whether it is right is checked later."""
    if "." not in line:
        return "terms"
    for typ in (CONSENT_TYP, ERASURE_TYP, preference_token.TYP):
        try:
            jws.parse(line, typ=typ, max_bytes=MAX_RECEIPT, required=jws.WITH_KID)
        except TokenError as problem:
            if problem.code != "typ_wrong":
                raise
        else:
            return typ
    raise TokenError("proof_malformed")


def _unverified(line: str, typ: str) -> tuple[dict[str, Any], str]:
    """The payload and the ``kid`` of a line, to find what it must be checked against."""
    found = jws.parse(line, typ=typ, max_bytes=MAX_RECEIPT, required=jws.WITH_KID)
    return found.payload, found.header["kid"]


def _proof(parts: _Parts, line: str, used: set[str], now: datetime) -> Proof:
    payload, kid = _unverified(line, CONSENT_TYP)
    terms = parts.terms.get(str(payload.get("terms")))
    if terms is None:
        raise TokenError("proof_terms_missing")
    iss, sub = str(payload.get("iss")), str(payload.get("sub"))
    keys = _receipt_keys(terms)
    receipt = verify_consent_receipt(line, keys=keys, iss=iss, sub=sub, now=now)
    items = _agreed(receipt, terms, iss)
    signed = {jti: token for token in parts.tokens if (jti := _token_of(token, receipt, iss, items)) is not None}
    erased: dict[str, datetime] = {}
    keys = {kid: key for each in _agreed_terms(parts, iss, sub) for kid, key in _receipt_keys(each).items()}
    for each in parts.erasures:
        found = _erasure_of(each, keys, iss, sub, {item.jti for item in items}, now)
        if found is not None:
            used.add(each)
            erased |= dict.fromkeys(found.tokens, found.iat)
    used.update(signed.values())
    proven = [
        ProvenItem(
            item.jti,
            terms.items[item.number].key,
            terms.items[item.number].purpose,
            item.precision,
            item.until,
            item.jti in signed,
            erased.get(item.jti),
        )
        for item in items
    ]
    return Proof(iss, kid, receipt, terms, tuple(proven))


def _agreed_terms(parts: _Parts, iss: str, sub: str) -> list[Terms]:
    """All that this customer agreed to with this shop. Anybody can write others, with a key of their own."""
    receipts = (_unverified(each, CONSENT_TYP)[0] for each in parts.receipts)
    hashes = {str(each.get("terms")) for each in receipts if (each.get("iss"), each.get("sub")) == (iss, sub)}
    return [each for each in parts.terms.values() if each.hash in hashes]


def _receipt_keys(terms: Terms) -> dict[str, VerifyingKey]:
    try:
        return {str(jwk["kid"]): VerifyingKey.from_jwk(jwk, also=JWK_EXTRAS) for jwk in terms.receipt_keys}
    except (KeyError, TokenError) as problem:
        raise TokenError("proof_malformed") from problem


def _agreed(receipt: ConsentReceipt, terms: Terms, client_id: str) -> list[AgreedItem]:
    """The items of the record, which has to be exactly the one that follows from the terms."""
    record, numbers = receipt.record, {item.key: number for number, item in enumerate(terms.items)}
    try:
        items = [
            AgreedItem(
                _number(each, terms, numbers),
                str(each["dct:identifier"]),
                precision_named(each["pv:precision"]),
                from_text(each["dpv:hasDuration"]["dct:valid"]),
            )
            for each in record["dpv:hasProcess"]
        ]
        expected = consent_record(
            terms,
            consent=receipt.consent,
            host=parse_client_id(client_id).host or record["dpv:hasDataController"]["dct:identifier"],
            holder=receipt.did,
            given=from_text(record["dpv:isIndicatedAtTime"]["@value"]),
            items=items,
        )
    except (ChoiceError, KeyError, TypeError, ValueError) as problem:
        raise TokenError("proof_record_differs") from problem
    if record != expected or not items:
        raise TokenError("proof_record_differs")
    return items


def _number(process: Mapping[str, Any], terms: Terms, numbers: Mapping[str, int]) -> int:
    """Which item of the terms it is: several may ask the same key for another purpose."""
    same = [
        number
        for number, item in enumerate(terms.items)
        if (item.key, item.purpose) == (process["dpv:hasPersonalData"], process["dpv:hasPurpose"])
    ]
    return same[0] if same else numbers[process["dpv:hasPersonalData"]]


def _token_of(line: str, receipt: ConsentReceipt, client_id: str, items: Sequence[AgreedItem]) -> str | None:
    """The ``jti`` of a token that belongs to this consent: by the same customer, over the same terms."""
    token = preference_token.verify(line, aud=client_id)
    claims = token.claims
    mine = next((item for item in items if item.jti == claims.jti), None)
    same = (token.did, claims.consent, claims.terms) == (receipt.did, receipt.consent, receipt.terms)
    if mine is None or not same:
        return None
    if (claims.item, claims.exp) != (mine.number, mine.until):
        raise TokenError("proof_record_differs")
    return claims.jti


def _erasure_of(
    line: str, keys: Mapping[str, VerifyingKey], iss: str, sub: str, tokens: set[str], now: datetime
) -> ErasureReceipt | None:
    """The erasure receipt, if it is about any of these tokens; it may name others, of another consent, too."""
    payload, _ = _unverified(line, ERASURE_TYP)
    entries = payload.get("tokens")
    named = {str(each.get("jti")) for each in entries if isinstance(each, dict)} if isinstance(entries, list) else set()
    if not named & tokens:
        return None
    txn = str(payload.get("txn"))
    return verify_erasure_receipt(line, keys=keys, iss=iss, sub=sub, txn=txn, tokens=named, now=now)
