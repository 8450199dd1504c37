"""Whether an export is whole and could have been written by a vault: checked before anything of it is believed.

A file from elsewhere may say anything. What passes here can be shown, stopped, and exported again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from vault.core.consent import ItemEvent, ItemHappened, ItemState, states_after
from vault.core.errors import ChoiceError, RequestError, StorageError, TokenError
from vault.core.terms import Terms, parse_terms
from vault.core.value import Precision
from vault.core.value_check import check_value
from vault.core.web_address import checked_host, checked_url
from vault.portability.journal_checks import check_chain
from vault.portability.later_records import check_later
from vault.portability.moments import moments
from vault.portability.selection import check_scope
from vault.tokens import jws, preference_token, receipt
from vault.tokens.keys import VerifyingKey
from vault.tokens.preference_claims import MAX_OBJECTION

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export
    from vault.portability.shapes import TakenItem
    from vault.storage.consents import Consent

CLOCKS_DIFFER: Final = timedelta(days=1)
"""How far a time may be past the making of the file: a clock may have been put back."""
ROUNDED: Final = timedelta(hours=1)
"""Tokens end on the hour."""
_HASH = re.compile(r"[A-Za-z0-9_-]{43}")
_ITEM_KINDS = frozenset(ItemEvent)


@dataclass(frozen=True)
class _Signer:
    """Who signs as one host: under which names, with which keys, and what this vault is called there."""

    client_ids: frozenset[str]
    keys: Mapping[str, VerifyingKey]
    dids: frozenset[str]


def check(export: Export, catalogue: Catalogue) -> None:
    """Raise :class:`StorageError` ``export_chain_broken``, ``export_newer`` or ``export_malformed`` with the place."""
    check_chain(export.journal, whole=export.scope is None)
    check_scope(export)
    _check_references(export)
    _check_times(export)
    _check_hosts(export)
    terms = _terms(export)
    dids = _check_tokens(export, terms)
    _check_states(export)
    _check_erased(export, {host: _signer(export, host, terms, dids[host]) for host in dids})
    _check_values(export, catalogue)
    check_later(export, catalogue)


def _check_references(export: Export) -> None:
    """What the database would refuse is refused here, with its place."""
    hosts = {shop.host for shop in export.shops}
    given = {consent.id for consent in export.consents}
    _require(len({each.key for each in export.preferences}) == len(export.preferences), "preferences")
    _require(len(hosts) == len(export.shops), "shops")
    _require(len(given) == len(export.consents), "consents")
    _require(len({each.item.jti for each in export.items}) == len(export.items), "items")
    _require(len({each.id for each in export.receipts}) == len(export.receipts), "receipts")
    _require(all(consent.host in hosts for consent in export.consents), "consents.host")
    _require(all(each.item.consent in given for each in export.items), "items.consent")
    _require(all(each.consent is None or each.consent in given for each in export.receipts), "receipts.consent")
    _require(all(each.host in hosts for each in export.receipts), "receipts.host")


def _check_times(export: Export) -> None:
    """Nothing happened after the file was made; what ends later, ends no later than shares can."""
    latest = export.made_at + CLOCKS_DIFFER
    for where, moment in moments(export):
        _require(moment <= latest, where)
    for number, consent in enumerate(export.consents):
        _require(consent.until <= latest + MAX_OBJECTION, f"consents[{number}].until")


def _check_hosts(export: Export) -> None:
    """A host is one, and everybody who asked under it is that host (OpenID4VP 1.0 §5.9)."""
    for number, shop in enumerate(export.shops):
        _require(_may_be(shop.client_id, shop.host), f"shops[{number}].client_id")
    for number, consent in enumerate(export.consents):
        _require(_may_be(consent.client_id, consent.host), f"consents[{number}].client_id")


def _may_be(client_id: str, host: str) -> bool:
    """Whether who has this identifier can be this host. ``x509_hash`` names a certificate and so no host."""
    prefix, _, rest = client_id.partition(":")
    try:
        match prefix:
            case "redirect_uri":
                return checked_url(rest).host == host
            case "x509_san_dns":
                return checked_host(rest) == host
            case "decentralized_identifier":
                return rest == f"did:web:{checked_host(host)}"
            case "x509_hash":
                return _HASH.fullmatch(rest) is not None and checked_host(host) == host
            case _:
                return False
    except RequestError:  # it is no host at all
        return False


def _terms(export: Export) -> Mapping[str, Terms]:
    """The terms by consent, each as its hash says. A stop or a question that is sent goes to its shop alone."""
    found = {}
    for number, consent in enumerate(export.consents):
        where = f"consents[{number}].terms"
        _require((consent.terms is None) == (consent.terms_hash is None), where)
        if consent.terms is not None:
            try:
                terms = found[consent.id] = parse_terms(consent.terms)
                for address in (*terms.endpoints.values(), terms.controller.policy_uri):
                    if address is not None:
                        checked_url(address, host=consent.host)
            except RequestError as problem:
                raise StorageError("export_malformed", where=where) from problem
            _require(terms.hash == consent.terms_hash, where)
    return found


def _check_tokens(export: Export, terms: Mapping[str, Terms]) -> Mapping[str, set[str]]:
    """Each token is signed and says what its item says. Returns this vault's names towards each host."""
    consents = {consent.id: consent for consent in export.consents}
    dids: dict[str, set[str]] = {}
    for number, taken in enumerate(export.items):
        where, consent = f"items[{number}]", consents[taken.item.consent]
        try:
            token = preference_token.verify(taken.jwt, aud=consent.client_id)
        except TokenError as problem:
            raise StorageError("export_malformed", where=f"{where}.token") from problem
        _require(_agrees(taken, consent, token.claims, export.made_at + CLOCKS_DIFFER), f"{where}.token")
        _require(_is_of(taken, terms.get(consent.id)), f"{where}.item")
        keys = {part.key for part in taken.item.parts}
        _require(len(keys) == len(taken.item.parts) == len(token.digests), f"{where}.also")
        dids.setdefault(consent.host, set()).add(token.did)
    return dids


def _agrees(taken: TakenItem, consent: Consent, claims: preference_token.TokenClaims, latest: datetime) -> bool:
    """How long a token may last it says itself; so does the item, once both say the same."""
    item = taken.item
    same = (claims.jti, claims.consent, claims.item, claims.terms, claims.keep, claims.subject)
    return (
        same == (item.jti, item.consent, item.item, consent.terms_hash, consent.keep, consent.subject)
        and claims.iat <= latest
        and claims.exp <= item.until < claims.exp + ROUNDED
    )


def _is_of(taken: TakenItem, terms: Terms | None) -> bool:
    """Whether the item is the one at its place in the terms, and for what they say."""
    item = taken.item
    if terms is None or item.item is None:
        return terms is None and item.item is None and item.purpose is None
    if item.item >= len(terms.items):
        return False
    agreed = terms.items[item.item]
    return (agreed.key, agreed.purpose) == (item.key, item.purpose)


def _check_states(export: Export) -> None:
    """The journal alone says what became of an item; a file that says otherwise could bring a stopped share to life."""
    happened = []
    for number, entry in enumerate(export.journal):
        if entry.kind in _ITEM_KINDS:
            items = entry.body.get("items")
            for item in items if isinstance(items, list) else [None]:
                jti = item.get("jti") if isinstance(item, dict) else None
                if not isinstance(jti, str):
                    raise StorageError("export_malformed", where=f"journal[{number}].body")
                happened.append(ItemHappened(jti, ItemEvent(entry.kind)))
    told = states_after(happened)
    _require(told == {each.item.jti: each.item.state for each in export.items}, "items.state")


def _check_erased(export: Export, signers: Mapping[str, _Signer]) -> None:
    """What is said to be erased, its shop signed. Receipts that prove nothing may be there: they claim nothing."""
    latest = export.made_at + CLOCKS_DIFFER
    hosts = {consent.id: consent.host for consent in export.consents}
    proven = {
        (each.host, jti)
        for each in export.receipts
        if each.host in signers
        for jti in _erased_by(each.jwt, signers[each.host], latest)
    }
    for number, each in enumerate(export.items):
        erased = each.item.state is ItemState.ERASED
        _require(not erased or (hosts[each.item.consent], each.item.jti) in proven, f"items[{number}].state")


def _erased_by(text: str, shop: _Signer, latest: datetime) -> tuple[str, ...]:
    """The tokens that a receipt of this shop proves to be erased; none if it is no such receipt."""
    try:
        payload = jws.parse(text, typ=receipt.ERASURE_TYP, max_bytes=receipt.MAX_RECEIPT, required=jws.WITH_KID).payload
        if payload["iss"] not in shop.client_ids or payload["sub"] not in shop.dids:
            return ()
        found = receipt.verify_erasure_receipt(
            text,
            keys=shop.keys,
            iss=payload["iss"],
            sub=payload["sub"],
            txn=payload["txn"],
            tokens={each["jti"] for each in payload["tokens"]},
            now=latest,
        )
    except (TokenError, KeyError, TypeError):
        return ()
    return found.tokens


def _signer(export: Export, host: str, terms: Mapping[str, Terms], dids: set[str]) -> _Signer:
    mine = [consent for consent in export.consents if consent.host == host]
    keys = {}
    for jwk in (jwk for each in mine if each.id in terms for jwk in terms[each.id].receipt_keys):
        try:
            keys[str(jwk["kid"])] = VerifyingKey(jwk["x"], jwk["y"])
        except (TokenError, KeyError, TypeError):
            continue  # a key that is none signs nothing
    return _Signer(frozenset(each.client_id for each in mine), keys, frozenset(dids))


def _check_values(export: Export, catalogue: Catalogue) -> None:
    for preference in export.preferences:
        entry = catalogue.entries.get(preference.key)
        try:
            if entry is not None:
                check_value(entry, preference.value)
        except ChoiceError as problem:
            raise StorageError("export_malformed", where=preference.key) from problem
        _require(preference.value.precision is Precision.EXACT, preference.key)


def _require(holds: bool, where: str) -> None:
    if not holds:
        raise StorageError("export_malformed", where=where)
