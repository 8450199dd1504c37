"""Ends that preferences never serve, whatever a shop calls them, each with the law that stands behind the refusal."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from vault.core.catalogue import Catalogue
from vault.core.request_check import Finding, Severity
from vault.shop.policy import Policy


class End(StrEnum):
    """What somebody may want preferences for and does not get them for. Each has its reason in the sentences."""

    ADVERTISING = "advertising"
    SALE = "sale"
    SCORING = "scoring"
    PRICING = "pricing"
    PUSH = "push"
    LOCATION = "location"
    POLITICS = "politics"
    STUDY = "study"


OF_PURPOSE: Final = {
    "dpv:Marketing": End.ADVERTISING,
    "dpv:DirectMarketing": End.ADVERTISING,
    "dpv:SocialMediaMarketing": End.ADVERTISING,
    "dpv:Advertising": End.ADVERTISING,
    "dpv:PersonalisedAdvertising": End.ADVERTISING,
    "dpv:TargetedAdvertising": End.ADVERTISING,
    "dpv:RecruitmentAdvertising": End.ADVERTISING,
    "dpv:RecruitmentTargetedAdvertising": End.ADVERTISING,
    "dpv:PublicRelations": End.ADVERTISING,
    "dpv:PoliticalCampaign": End.POLITICS,
    "dpv:SellDataToThirdParties": End.SALE,
    "dpv:SellInsightsFromData": End.SALE,
    "dpv:CustomerSolvencyMonitoring": End.SCORING,
    "dpv:ServiceAccessDetermination": End.SCORING,
    "dpv:PersonalisedBenefits": End.PRICING,
    "dpv:CustomerRelationshipManagement": End.STUDY,
    "dpv:ImproveInternalCRMProcesses": End.STUDY,
    "dpv:ServiceUsageAnalytics": End.STUDY,
    "dpv:CommercialResearch": End.STUDY,
    "dpv:OptimisationForController": End.STUDY,
}
"""The purposes of the catalogue that are refused; a test holds that none is missing."""
_WORDS: Final = {
    "advert": End.ADVERTISING,
    "marketing": End.ADVERTISING,
    "retarget": End.ADVERTISING,
    "audience": End.ADVERTISING,
    "sell": End.SALE,
    "sale": End.SALE,
    "broker": End.SALE,
    "scor": End.SCORING,
    "credit": End.SCORING,
    "solven": End.SCORING,
    "fraud": End.SCORING,
    "pric": End.PRICING,
    "discount": End.PRICING,
    "push": End.PUSH,
    "notif": End.PUSH,
    "location": End.LOCATION,
    "gps": End.LOCATION,
    "geo": End.LOCATION,
    "politic": End.POLITICS,
    "campaign": End.POLITICS,
    "analytic": End.STUDY,
    "research": End.STUDY,
    "browsing": End.STUDY,
    "tracking": End.STUDY,
}
"""Parts of words by which a purpose or a key that nobody knows gives its end away; the first one counts."""


def end_of_purpose(purpose: str, catalogue: Catalogue) -> End | None:
    """The refused end that a purpose serves; None for one that is allowed, or that says nothing."""
    known = catalogue.purposes.get(purpose)
    if known is not None and not known.refused:
        return None
    return OF_PURPOSE.get(purpose) or _by_word(purpose)


def end_of_key(key: str, catalogue: Catalogue) -> End | None:
    """The refused end of a key that the catalogue does not have; None for its own keys, and for one that says
    nothing."""
    return None if key in catalogue.entries else _by_word(key)


def refused_ends(policy: Policy, catalogue: Catalogue) -> Iterator[Finding]:
    """A refusal for each item with such a purpose or key, and for prices that differ by person."""
    for item in policy.items:
        end = end_of_purpose(item.purpose, catalogue) or end_of_key(item.key, catalogue)
        if end is not None:
            yield Finding(f"refused_{end}", Severity.REFUSAL, item.id, {"key": item.key, "end": end})
    if policy.personal_prices:
        yield Finding(f"refused_{End.PRICING}", Severity.REFUSAL, None, {"key": "", "end": End.PRICING})


def _by_word(text: str) -> End | None:
    lower = text.lower()
    return next((end for part, end in _WORDS.items() if part in lower), None)
