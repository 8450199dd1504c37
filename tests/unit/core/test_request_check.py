from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.core.sample_terms import raw, sample_terms
from vault.core.request_check import RequestCheck, Severity, check_request
from vault.core.terms import parse_terms


def check(change: Callable[[dict[str, Any]], object] = lambda terms: None, *, signed: bool = True) -> RequestCheck:
    terms = sample_terms()
    change(terms)
    return check_request(parse_terms(raw(terms)), shipped(), signed=signed)


def codes(found: RequestCheck) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in found.findings}


def test_a_modest_request_has_no_findings() -> None:
    found = check()
    assert found.findings == ()
    assert (found.asked, found.needed, found.refused) == (2, 1, False)


def test_a_request_without_terms_says_nothing() -> None:
    assert codes(check_request(None, shipped(), signed=True)) == {"no_terms": Severity.WARNING}


REFUSED: dict[str, Callable[[dict[str, Any]], object]] = {
    "purpose_unknown": lambda t: t["items"][0].update(purposes=["dpv:Whatever"]),
    "key_not_in_catalogue": lambda t: t["items"][0].update(key="clothing.tattoos"),
    "sealed_required": lambda t: t["items"][0].update(key="health.allergies", legal_basis="eu-gdpr:A9-2-a"),
    "sealed_without_explicit_basis": lambda t: t["items"][1].update(key="health.allergies"),
    "personal_prices": lambda t: t.update(personal_prices=True),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_refused_as_a_whole(code: str) -> None:
    found = check(REFUSED[code])
    assert found.refused
    assert codes(found)[code] is Severity.REFUSAL


@pytest.mark.parametrize("purpose", [p.id for p in shipped().purposes.values() if p.refused])
def test_advertising_sale_scoring_and_the_like_are_refused(purpose: str) -> None:
    found = check(lambda t: t["items"][1].update(purposes=[purpose]))
    assert found.refused
    assert found.findings[0].code == "purpose_refused"


def test_sealed_items_need_a_signature() -> None:
    def ask(terms: dict[str, Any]) -> None:
        terms["items"][1].update(key="health.allergies", legal_basis="eu-gdpr:A9-2-a")

    assert not check(ask).refused
    assert "sealed_unsigned" in codes(check(ask, signed=False))


TOLD: dict[str, Callable[[dict[str, Any]], object]] = {
    "finer_than_needed": lambda t: t["items"][1].update(
        key="clothing.warmth", purposes=["dpv:ProvideProductRecommendations"], precision="exact"
    ),
    "bundled": lambda t: t["items"][1].update(required=True),
    "long_share": lambda t: t.update(duration="P366D"),
    "slow_deletion": lambda t: t.update(delete_within="P90D"),
    "long_proof": lambda t: t.update(proof_until="P120M"),
    "passed_to_others": lambda t: t.update(recipients=[{"name": "Other", "role": "controller", "country": "NL"}]),
    "leaves_europe": lambda t: t.update(transfers=[{"country": "US", "safeguard": "A contract"}]),
    "automated_decisions": lambda t: t.update(automated_decisions=True),
    "also_collects": lambda t: t.update(also_collects=["What you buy"]),
    "no_policy": lambda t: t["controller"].pop("policy_uri"),
    "reason_missing": lambda t: t["items"][0]["reason"].pop("nl"),
    "reason_long": lambda t: t["items"][0]["reason"].update(en="x" * 81),
}


@pytest.mark.parametrize("code", TOLD)
def test_what_is_told_but_not_refused(code: str) -> None:
    found = check(TOLD[code])
    assert not found.refused
    assert code in codes(found)


def test_many_items_and_the_same_item_twice() -> None:
    def ask(terms: dict[str, Any]) -> None:
        more = [dict(terms["items"][1], credential_id=f"more_{n}") for n in range(8)]
        terms["items"] += more
        terms["credential_ids"] += [item["credential_id"] for item in more]

    assert {"many_items", "asked_twice"} <= codes(check(ask)).keys()


def test_gravest_first() -> None:
    found = check(lambda t: t.update(personal_prices=True, duration="P366D", automated_decisions=True))
    assert [finding.severity for finding in found.findings] == sorted(
        (finding.severity for finding in found.findings), reverse=True
    )
