from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.shop.advice.given import EN, NL, POLICY, with_item
from tests.unit.shop.example import CATALOGUE
from vault.core.request_check import Severity
from vault.shop.advice.refused_ends import OF_PURPOSE, End, end_of_key, end_of_purpose, refused_ends


def test_each_refused_purpose_of_the_catalogue_has_its_end() -> None:
    assert OF_PURPOSE.keys() == {purpose.id for purpose in CATALOGUE.purposes.values() if purpose.refused}


@pytest.mark.parametrize(
    ("purpose", "end"),
    [
        ("dpv:TargetedAdvertising", End.ADVERTISING),
        ("retargeting", End.ADVERTISING),
        ("dpv:SellDataToThirdParties", End.SALE),
        ("resale", End.SALE),
        ("dpv:CustomerSolvencyMonitoring", End.SCORING),
        ("CreditScoring", End.SCORING),
        ("dpv:PersonalisedBenefits", End.PRICING),
        ("dynamic-pricing", End.PRICING),
        ("PushNotification", End.PUSH),
        ("location_services", End.LOCATION),
        ("dpv:PoliticalCampaign", End.POLITICS),
        ("dpv:CommercialResearch", End.STUDY),
        ("dpv:ServicePersonalisation", None),
        ("dpv:Unheard", None),
    ],
)
def test_a_purpose_gives_its_end_away(purpose: str, end: End | None) -> None:
    assert end_of_purpose(purpose, CATALOGUE) == end


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("device.gps_position", End.LOCATION),
        ("contact.push_channel", End.PUSH),
        ("web.browsing_history", End.STUDY),
        ("money.credit_limit", End.SCORING),
        ("no.such_thing", None),
    ],
)
def test_a_key_gives_its_end_away(key: str, end: End | None) -> None:
    assert end_of_key(key, CATALOGUE) == end


def test_no_key_of_the_catalogue_is_refused() -> None:
    assert [key for key in CATALOGUE.entries if end_of_key(key, CATALOGUE) is not None] == []
    assert list(refused_ends(POLICY, CATALOGUE)) == []


def test_a_refusal_names_the_item() -> None:
    policy = with_item("phone", lambda each: replace(each, purpose="dpv:Advertising"))
    (found,) = refused_ends(replace(policy, personal_prices=False), CATALOGUE)
    assert (found.code, found.severity, found.credential_id) == ("refused_advertising", Severity.REFUSAL, "phone")
    (prices,) = refused_ends(replace(POLICY, personal_prices=True), CATALOGUE)
    assert (prices.code, prices.credential_id) == ("refused_pricing", None)


@pytest.mark.parametrize("end", End)
def test_each_end_has_a_law_behind_it(end: End) -> None:
    for sentences, art in ((EN, "art."), (NL, "art.")):
        assert art in sentences.say("ends", end)
        assert sentences.say("lint", f"refused_{end}", key="k")
        assert sentences.say("mend", f"refused_{end}")
