"""The request check: the checklist that shops are given, as rules with stable codes.

The vault shows its findings to the customer, the shop's ``lint`` to the shop; both read the same sentences from
``resources/messages``. A finding never changes what was asked: a refusal says no to the whole request, a warning and
a note are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from vault.core.catalogue import Catalogue
from vault.core.sensitivity import Level
from vault.core.terms import EXPLICIT_CONSENT_BASIS, TermItem, Terms

MANY_ITEMS = 8
"""More items than this are not read before they are answered."""
SHORT_REASON = 80
"""Characters of a reason that fits one line beside its switch."""
LONG_SHARE = 180
"""Days after which tastes and sizes are usually asked again anyway."""
SLOW_DELETION = 30
"""Days: GDPR art. 12(3) gives a month to act on a request."""
LONG_PROOF = 60
"""Months: claims about a consent lapse after five years in most member states."""
LANGUAGES = ("en", "nl")
"""The languages in which this program asks for a reason."""


class Severity(IntEnum):
    """What a finding does: it is told, it warns, or it refuses the request."""

    NOTE = 1
    WARNING = 2
    REFUSAL = 3


@dataclass(frozen=True)
class Finding:
    """One rule that a request breaks. ``credential_id`` names the item, or is None for the whole request."""

    code: str
    severity: Severity
    credential_id: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class RequestCheck:
    """All findings, gravest first, with how many items are asked and how many the shop says it needs."""

    findings: tuple[Finding, ...]
    asked: int
    needed: int

    @property
    def refused(self) -> bool:
        """Whether the whole request is refused."""
        return any(finding.severity is Severity.REFUSAL for finding in self.findings)


def check_request(terms: Terms | None, catalogue: Catalogue, *, signed: bool) -> RequestCheck:
    """Check what a shop asks. ``terms`` is None for a request that says nothing about why or how long."""
    if terms is None:
        return RequestCheck((Finding("no_terms", Severity.WARNING),), 0, 0)
    findings = [*_whole(terms), *(finding for item in terms.items for finding in _item(item, catalogue, signed))]
    findings.sort(key=lambda finding: -finding.severity)
    return RequestCheck(tuple(findings), len(terms.items), sum(item.required for item in terms.items))


def _item(item: TermItem, catalogue: Catalogue, signed: bool) -> Iterator[Finding]:
    def finding(code: str, severity: Severity, **facts: str | int) -> Finding:
        return Finding(code, severity, item.credential_id, {"key": item.key, **facts})

    purpose = catalogue.purposes.get(item.purpose)
    if purpose is None:
        yield finding("purpose_unknown", Severity.REFUSAL)
    elif purpose.refused:
        yield finding("purpose_refused", Severity.REFUSAL)
    entry = catalogue.entries.get(item.key)
    if entry is None:
        yield finding("key_not_in_catalogue", Severity.REFUSAL)
        return
    if entry.level is Level.SEALED:
        if item.required:
            yield finding("sealed_required", Severity.REFUSAL)
        if not signed:
            yield finding("sealed_unsigned", Severity.REFUSAL)
        if item.legal_basis != EXPLICIT_CONSENT_BASIS:
            yield finding("sealed_without_explicit_basis", Severity.REFUSAL)
    needed = entry.purposes.get(item.purpose)
    if needed is None and purpose is not None and not purpose.refused:
        yield finding("purpose_not_served", Severity.WARNING)
    if needed is not None and item.precision > needed:
        yield finding("finer_than_needed", Severity.WARNING, needed=needed.word)
    for language in LANGUAGES:
        if language not in item.reason:
            yield finding("reason_missing", Severity.NOTE, language=language)
    if any(len(reason) > SHORT_REASON for reason in item.reason.values()):
        yield finding("reason_long", Severity.NOTE, most=SHORT_REASON)


def _whole(terms: Terms) -> Iterator[Finding]:
    def finding(code: str, severity: Severity, **facts: str | int) -> Finding:
        return Finding(code, severity, None, facts)

    needed = sum(item.required for item in terms.items)
    if len(terms.items) > MANY_ITEMS:
        yield finding("many_items", Severity.WARNING, asked=len(terms.items), most=MANY_ITEMS)
    if needed > 1 and needed == len(terms.items):
        yield finding("bundled", Severity.WARNING, needed=needed)
    asked_twice = [key for key, count in Counter((i.key, i.purpose) for i in terms.items).items() if count > 1]
    if asked_twice:
        yield finding("asked_twice", Severity.WARNING, key=asked_twice[0][0])
    if terms.duration_days > LONG_SHARE:
        yield finding("long_share", Severity.NOTE, days=terms.duration_days)
    if terms.delete_within_days > SLOW_DELETION:
        yield finding("slow_deletion", Severity.WARNING, days=terms.delete_within_days)
    if terms.proof_months > LONG_PROOF:
        yield finding("long_proof", Severity.NOTE, months=terms.proof_months)
    if any(recipient.role == "controller" for recipient in terms.recipients):
        yield finding("passed_to_others", Severity.WARNING)
    if terms.transfers:
        yield finding("leaves_europe", Severity.WARNING, countries=", ".join(t.country for t in terms.transfers))
    if terms.automated_decisions:
        yield finding("automated_decisions", Severity.WARNING)
    if terms.personal_prices:
        yield finding("personal_prices", Severity.REFUSAL)
    if terms.also_collects:
        yield finding("also_collects", Severity.NOTE, count=len(terms.also_collects))
    if terms.controller.policy_uri is None:
        yield finding("no_policy", Severity.NOTE)
