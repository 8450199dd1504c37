"""Terms as a well-behaved shop sends them, for tests to change one thing in."""

from __future__ import annotations

import copy
import json
from typing import Any

from vault.core.strict_json import b64url

_KEY = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y", "kid": "receipts-1", "alg": "ES256"}
_SAMPLE: dict[str, Any] = {
    "type": "urn:preference-vault:terms:1",
    "credential_ids": ["shoe_size", "sports"],
    "transaction_data_hashes_alg": ["sha-256"],
    "controller": {
        "name": "Schoenenhuis B.V.",
        "address": "Dam 1, Amsterdam",
        "country": "NL",
        "contact": "privacy@schoenenhuis.example",
        "policy_uri": "https://schoenenhuis.example/privacy",
    },
    "items": [
        {
            "credential_id": "shoe_size",
            "key": "clothing.shoe_size",
            "purposes": ["dpv:ServicePersonalisation"],
            "legal_basis": "eu-gdpr:A6-1-a",
            "precision": "exact",
            "required": True,
            "reason": {"en": "To show shoes in your size first.", "nl": "Om eerst schoenen in uw maat te tonen."},
        },
        {
            "credential_id": "sports",
            "key": "media.sports",
            "purposes": ["dpv:ServicePersonalisation"],
            "legal_basis": "eu-gdpr:A6-1-a",
            "precision": "category",
            "required": False,
            "reason": {"en": "To put shoes for your sport first.", "nl": "Om schoenen voor uw sport te tonen."},
        },
    ],
    "duration": "P90D",
    "delete_within": "P30D",
    "proof_until": "P24M",
    "recipients": [],
    "transfers": [],
    "automated_decisions": False,
    "personal_prices": False,
    "also_collects": [],
    "min_age": 16,
    "endpoints": {"stop": "https://schoenenhuis.example/preferences/stop"},
    "receipt_keys": {"keys": [_KEY]},
}


def sample_terms() -> dict[str, Any]:
    """The terms as a fresh dictionary."""
    return copy.deepcopy(_SAMPLE)


def raw(terms: dict[str, Any]) -> str:
    """As they stand in ``transaction_data``."""
    return b64url(json.dumps(terms).encode())
