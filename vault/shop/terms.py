"""The terms that follow from the shop's settings, made so that no vault refuses them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError, RequestError
from vault.core.request_check import RequestCheck, Severity, check_request
from vault.core.sensitivity import Level
from vault.core.terms import CONSENT_BASIS, EXPLICIT_CONSENT_BASIS, TERMS_TYPE, Terms, parse_terms
from vault.openid4vp.transaction_data import encode_terms
from vault.shop.policy import Policy, PolicyItem

_CHECK_KEY = {"kid": "check"}
"""Stands for the receipt keys while settings are checked: what they are does not change a finding."""


def terms_for(
    policy: Policy,
    ids: Sequence[str],
    *,
    catalogue: Catalogue,
    receipt_keys: Sequence[Mapping[str, Any]],
    endpoints: Mapping[str, str],
) -> str:
    """The terms string for these items, read back as a vault reads it, so that no vault refuses it.

    ``receipt_keys`` are public JWKs with ``kid``; ``endpoints`` are addresses by name, ``stop`` among them. Raises
    :class:`PolicyError` with the code of the first refusal of the request check and its ``where``, or
    ``policy_item_unknown``, ``policy_terms_refused``.
    """
    raw = _encode(policy, ids, catalogue, receipt_keys, endpoints)
    refuse_findings(check_request(parse_terms(raw), catalogue, signed=True))
    return raw


def check_policy(policy: Policy, catalogue: Catalogue) -> RequestCheck:
    """Every finding about a request for all items. Raises :class:`PolicyError` ``policy_terms_refused``."""
    return check_request(parsed_terms(policy, catalogue), catalogue, signed=True)


def parsed_terms(policy: Policy, catalogue: Catalogue) -> Terms:
    """The terms for all items as a vault reads them, to look at and not to send.

    Raises :class:`PolicyError` ``policy_terms_refused``.
    """
    stop = {"stop": f"https://{policy.host}/preferences/stop"}
    return parse_terms(_encode(policy, [item.id for item in policy.items], catalogue, [_CHECK_KEY], stop))


def refuse_findings(check: RequestCheck) -> None:
    """Raise :class:`PolicyError` with the code of the first finding that refuses the request, if any does."""
    for finding in check.findings:
        if finding.severity is Severity.REFUSAL:
            raise PolicyError(finding.code, where=finding.credential_id or "terms", **finding.facts)


def _encode(
    policy: Policy,
    ids: Sequence[str],
    catalogue: Catalogue,
    receipt_keys: Sequence[Mapping[str, Any]],
    endpoints: Mapping[str, str],
) -> str:
    items = [policy.item(item_id) for item_id in ids]
    controller = {name: member for name, member in asdict(policy.controller).items() if member is not None}
    try:
        return encode_terms(
            {
                "type": TERMS_TYPE,
                "credential_ids": [item.id for item in items],
                "transaction_data_hashes_alg": ["sha-256"],
                "controller": controller,
                "items": [_item_members(item, catalogue) for item in items],
                "duration": policy.duration,
                "delete_within": policy.delete_within,
                "proof_until": policy.proof_until,
                "recipients": [asdict(each) for each in policy.recipients],
                "transfers": [asdict(each) for each in policy.transfers],
                "automated_decisions": policy.automated_decisions,
                "personal_prices": policy.personal_prices,
                "also_collects": list(policy.also_collects),
                "min_age": policy.min_age,
                "endpoints": dict(endpoints),
                "receipt_keys": {"keys": [dict(key) for key in receipt_keys]},
            }
        )
    except RequestError as problem:
        raise PolicyError("policy_terms_refused", where=problem.facts.get("where", "")) from problem


def _item_members(item: PolicyItem, catalogue: Catalogue) -> dict[str, Any]:
    """Art. 9 data needs explicit consent; the customer's vault asks for it where the basis says so."""
    entry = catalogue.entries.get(item.key)
    sealed = entry is not None and entry.level is Level.SEALED
    return {
        "credential_id": item.id,
        "key": item.key,
        "purposes": [item.purpose],
        "legal_basis": EXPLICIT_CONSENT_BASIS if sealed else CONSENT_BASIS,
        "precision": item.precision.word,
        "required": item.required,
        "reason": dict(item.reason),
    }
