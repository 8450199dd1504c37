"""Everything that can be said of a shop's settings before a customer sees them, gravest first, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError
from vault.core.request_check import Finding, RequestCheck, Severity
from vault.core.sentences import Sentences
from vault.shop.advice.notice import EEA, MOST_WORDS, Notice, notice_of
from vault.shop.advice.notice_review import Published, review_notice
from vault.shop.advice.reading_review import Readings, review_readings
from vault.shop.advice.refused_ends import refused_ends
from vault.shop.policy import Policy
from vault.shop.terms import check_policy

TOLD = frozenset({"leaves_europe", "passed_to_others"})
"""Findings that a vault tells a customer of, and that nothing mends where they are true: they hold up no shop."""
_ANSWERED_BY_END = frozenset({"purpose_refused", "purpose_unknown", "key_not_in_catalogue", "personal_prices"})
"""Findings of the request check that say less than the refused end of the same item."""


class Verdict(IntEnum):
    """What a marketer needs to know; the number is the exit code."""

    GOOD = 0
    MEND = 1
    MAY_NOT = 2


@dataclass(frozen=True)
class Lint:
    """All findings, gravest first. ``compared`` names the pages that were looked at, ``read`` whether a database was
    there, ``trained`` the roles in which somebody passed this year."""

    findings: tuple[Finding, ...]
    asked: int
    needed: int
    compared: tuple[str, ...]
    read: bool
    trained: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """By the gravest finding."""
        worst = max((finding.severity for finding in self.findings), default=Severity.NOTE)
        return {Severity.NOTE: Verdict.GOOD, Severity.WARNING: Verdict.MEND, Severity.REFUSAL: Verdict.MAY_NOT}[worst]


@dataclass(frozen=True)
class Around:
    """What is looked at beside the settings: published pages, the log of readings, and roles that were trained."""

    pages: Sequence[Published] = ()
    readings: Readings | None = None
    trained: Sequence[str] = ()


def lint(policy: Policy, catalogue: Catalogue, sentences: dict[str, Sentences], around: Around, now: datetime) -> Lint:
    """Look at everything. ``sentences`` are those of each language that a notice can have."""
    check = _request_check(policy, catalogue)
    findings = [*_of_request(policy, catalogue, check), *not_on_ladder(policy, catalogue)]
    findings += [*_combinations(policy, catalogue), *_representative(policy), *_recipients(policy)]
    if not any(finding.severity is Severity.REFUSAL for finding in check.findings):
        notices = [notice_of(policy, catalogue, each) for each in sentences.values()]
        findings += _of_notice(notices, around.pages, policy, catalogue, sentences)
    if around.readings is not None:
        findings += review_readings(around.readings, policy, catalogue, now)
    findings.sort(key=lambda finding: -finding.severity)
    return Lint(
        tuple(findings),
        check.asked,
        check.needed,
        tuple(page.name for page in around.pages),
        around.readings is not None,
        tuple(around.trained),
    )


def not_on_ladder(policy: Policy, catalogue: Catalogue) -> Iterator[Finding]:
    """Items asked at a precision that the preference does not have: a vault can give the next coarser one only."""
    for item in policy.items:
        entry = catalogue.entries.get(item.key)
        if entry is not None and item.precision not in entry.ladder:
            yield Finding("not_on_ladder", Severity.WARNING, item.id, {"key": item.key})


def _request_check(policy: Policy, catalogue: Catalogue) -> RequestCheck:
    """The request check; settings that no vault can read are one refusal more."""
    try:
        return check_policy(policy, catalogue)
    except PolicyError as problem:
        needed = sum(item.required for item in policy.items)
        return RequestCheck((Finding(problem.code, Severity.REFUSAL, None, problem.facts),), len(policy.items), needed)


def _of_request(policy: Policy, catalogue: Catalogue, check: RequestCheck) -> Iterator[Finding]:
    ends = list(refused_ends(policy, catalogue))
    ended = {finding.credential_id for finding in ends}
    yield from ends
    for finding in check.findings:
        if finding.code in _ANSWERED_BY_END and finding.credential_id in ended:
            continue
        yield replace(finding, severity=Severity.NOTE) if finding.code in TOLD else finding


def _combinations(policy: Policy, catalogue: Catalogue) -> Iterator[Finding]:
    """Preferences that say more together than each alone: a vault asks the customer again before they leave."""
    keys = {item.key for item in policy.items}
    for each in catalogue.combinations:
        if len(keys & each.keys) >= each.at_least:
            yield Finding(f"combination_{each.level.word}", Severity.NOTE, None, {"combination": each.id})


def _representative(policy: Policy) -> Iterator[Finding]:
    """A shop outside Europe names somebody in it (GDPR art. 27); a vault's customers share again and again."""
    country = policy.controller.country
    if country not in EEA and policy.representative is None:
        yield Finding("representative_missing", Severity.WARNING, None, {"country": country})


def _recipients(policy: Policy) -> Iterator[Finding]:
    """Whoever is outside Europe makes it a transfer, which needs its safeguard (GDPR art. 44 and 46)."""
    named = {transfer.country for transfer in policy.transfers}
    outside = {each.country: each.name for each in policy.recipients if each.country not in EEA}
    for country, name in outside.items():
        if country not in named:
            yield Finding("transfer_not_named", Severity.WARNING, None, {"name": name, "country": country})


def _of_notice(
    notices: list[Notice],
    pages: Sequence[Published],
    policy: Policy,
    catalogue: Catalogue,
    sentences: dict[str, Sentences],
) -> Iterator[Finding]:
    words = max(notice.words for notice in notices)
    if words > MOST_WORDS:
        yield Finding("notice_long", Severity.NOTE, None, {"words": words, "most": MOST_WORDS})
    if not pages:
        yield Finding("notice_none", Severity.WARNING)
    for page in pages:
        yield from review_notice(page, notices, policy, catalogue, sentences)
