"""Terms inside a request (OpenID4VP 1.0 §8.4 and Appendix B.3.3): what they say must be what DCQL asks.

The customer reads the terms, the program answers the query. Where the two differ, one would agree to something else
than what leaves.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import b64url
from vault.core.terms import TermItem, Terms, parse_terms
from vault.core.web_address import checked_url
from vault.openid4vp.dcql import SD_JWT_VC, CredentialQuery, CredentialSet, DcqlQuery
from vault.tokens.keys import VerifyingKey
from vault.tokens.preference_claims import VCT

JWK_EXTRAS = frozenset({"kid", "alg", "use"})
"""What a receipt key may say beside the key itself."""


def checked_terms(transaction_data: object, query: DcqlQuery, *, host: str) -> Terms:
    """The one entry of ``transaction_data``, agreeing with ``query``, with every address at ``host``.

    Raises :class:`RequestError` ``invalid_transaction_data`` with ``where``, or those of :func:`checked_url`.
    """
    if not isinstance(transaction_data, list) or len(transaction_data) != 1:
        raise _invalid("count")
    (raw,) = transaction_data
    if not isinstance(raw, str):
        raise _invalid("entry")
    terms = parse_terms(raw)
    if terms.credential_ids != query.ids:
        raise _invalid("credential_ids")
    for item, credential in zip(terms.items, query.credentials, strict=True):
        _check_item(item, credential)
    if Counter(_spelled(each) for each in query.credential_sets) != Counter(
        _spelled(each) for each in credential_sets(terms.items)
    ):
        raise _invalid("required")
    for jwk in terms.receipt_keys:
        try:
            VerifyingKey.from_jwk(jwk, also=JWK_EXTRAS)
        except TokenError as problem:
            raise _invalid("receipt_keys") from problem
    policy = [terms.controller.policy_uri] if terms.controller.policy_uri is not None else []
    for address in (*terms.endpoints.values(), *policy):
        checked_url(address, host=host)
    return terms


def credential_sets(items: Sequence[TermItem]) -> tuple[CredentialSet, ...]:
    """The sets that say which items may be left out: none if none may."""
    required = tuple(item.credential_id for item in items if item.required)
    optional = tuple(CredentialSet(((item.credential_id,),), required=False) for item in items if not item.required)
    if not optional:
        return ()
    return (*((CredentialSet((required,), required=True),) if required else ()), *optional)


def query_for(items: Sequence[TermItem]) -> dict[str, Any]:
    """The ``dcql_query`` that asks for these items: one credential query each."""
    query: dict[str, Any] = {
        "credentials": [
            {
                "id": item.credential_id,
                "format": SD_JWT_VC,
                "meta": {"vct_values": [VCT]},
                "claims": [{"path": [item.key]}],
            }
            for item in items
        ]
    }
    sets = [{"options": [list(o) for o in s.options], "required": s.required} for s in credential_sets(items)]
    if sets:
        query["credential_sets"] = sets
    return query


def encode_terms(members: Mapping[str, Any]) -> str:
    """The string of ``transaction_data`` for these members, as :func:`parse_terms` accepts it.

    Raises :class:`RequestError` ``invalid_transaction_data``.
    """
    raw = b64url(json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode())
    return parse_terms(raw).raw


def _check_item(item: TermItem, query: CredentialQuery) -> None:
    """One item is one claim of one token, proven by its holder (Appendix B.3.3)."""
    if query.format != SD_JWT_VC or query.vct_values != (VCT,):
        raise _invalid("format")
    if query.multiple or not query.holder_binding or query.trusted_authorities or query.claim_sets:
        raise _invalid("credentials")
    if len(query.claims) != 1:
        raise _invalid("claims")
    (claim,) = query.claims
    if claim.path != ((item.key, "value") if claim.values else (item.key,)):
        raise _invalid("key")


def _spelled(each: CredentialSet) -> tuple[bool, frozenset[frozenset[str]]]:
    return each.required, frozenset(frozenset(option) for option in each.options)


def _invalid(where: str) -> RequestError:
    return RequestError("invalid_transaction_data", "invalid_transaction_data", where=where)
