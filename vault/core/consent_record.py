"""A consent record after ISO/IEC TS 27560:2023, in the words of the W3C Data Privacy Vocabulary (DPV 2), as JSON-LD.

It says who agreed to what, when and until when; it never holds a value. The shop puts it in the consent receipt it
signs; the vault keeps its own. Section numbers are those of TS 27560, clause 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vault.core.clock import to_text
from vault.core.terms import Terms
from vault.core.value import Precision

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "pv": "urn:preference-vault:consent-record:",
}
SCHEMA = "urn:preference-vault:consent-record:1"
ROLES = {"processor": "dpv:DataProcessor", "controller": "dpv:DataController"}
PROOF = "proof of consent, without the value"


@dataclass(frozen=True)
class AgreedItem:
    """One item of a consent, without its value. ``number`` is its place in the terms."""

    number: int
    jti: str
    precision: Precision
    until: datetime


def consent_record(
    terms: Terms, *, consent: str, host: str, holder: str, given: datetime, items: Iterable[AgreedItem]
) -> dict[str, Any]:
    """The record of one consent.

    ``consent`` is its identifier (a ``urn:uuid``), ``holder`` the pairwise did:jwk of the data subject, ``host`` the
    proven host of the controller.
    """
    return {
        "@context": CONTEXT,
        "@type": "dpv:ConsentRecord",
        # 6.2 header: schema, record and subject
        "dct:conformsTo": SCHEMA,
        "dct:identifier": consent,
        "dpv:hasDataSubject": holder,
        # 6.3 processing: notice, purposes, data, retention, recipients, withdrawal
        "dpv:hasNotice": {"@type": "dpv:ConsentNotice", "dct:identifier": f"urn:sha-256:{terms.hash}"},
        "dpv:hasProcess": [_process(terms, item) for item in items],
        "dpv:hasRecipient": [
            {"@type": ROLES[each.role], "dct:title": each.name, "dpv:hasCountry": each.country}
            for each in terms.recipients
        ],
        "dpv:hasRight": ["eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A17", "eu-gdpr:A20"],
        "dpv:hasConsentControl": {"@type": "dpv:WithdrawConsent", "dct:source": terms.endpoints["stop"]},
        # 6.4 parties
        "dpv:hasDataController": {
            "@type": "dpv:DataController",
            "dct:identifier": host,
            "dct:title": terms.controller.name,
            "dpv:hasAddress": terms.controller.address,
            "dpv:hasCountry": terms.controller.country,
            "dpv:hasContact": terms.controller.contact,
        },
        # 6.5 event
        "dpv:hasConsentStatus": "dpv:ConsentGiven",
        "dpv:isIndicatedAtTime": {"@type": "xsd:dateTime", "@value": to_text(given)},
    }


def _process(terms: Terms, item: AgreedItem) -> dict[str, Any]:
    asked = terms.items[item.number]
    return {
        "dct:identifier": item.jti,
        "dpv:hasPersonalData": asked.key,
        "dpv:hasPurpose": asked.purpose,
        "dpv:hasLegalBasis": asked.legal_basis,
        "dpv:hasNecessity": "dpv:Required" if asked.required else "dpv:Optional",
        "dct:description": dict(asked.reason),
        "pv:precision": item.precision.word,
        "dpv:hasDuration": {"@type": "dpv:UntilTimeDuration", "dct:valid": to_text(item.until)},
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageDeletion", "dpv:hasDuration": f"P{terms.delete_within_days}D"},
            {"@type": "dpv:StorageDuration", "dct:description": PROOF, "dpv:hasDuration": f"P{terms.proof_months}M"},
        ],
    }
