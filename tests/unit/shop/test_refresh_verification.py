from __future__ import annotations

from typing import Any

import pytest

from tests.unit.shop.example import CATALOGUE
from tests.vectors.writing import read
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.core.terms import parse_terms
from vault.core.value import precision_named
from vault.openid4vp.refresh import Refresh
from vault.shop.refresh_verification import HeldConsent, HeldToken, check_replaces, verify_presented

CASES = [case for case in read("refresh") if case["kind"] == "refresh"]


def checked(case: dict[str, Any]) -> None:
    refresh = Refresh({name: tuple(each) for name, each in case["vp_token"].items()}, tuple(case["supersedes"]))
    opened, closed = map(from_seconds, case["window"])
    presented = verify_presented(
        refresh,
        HeldConsent(case["consent"], case["thumbprint"], parse_terms(case["terms"]), case["items"]),
        client_id=case["client_id"],
        nonce=case["nonce"],
        window=(opened, closed),
        catalogue=CATALOGUE,
        now=from_seconds(case["now"]),
    )
    held = [
        HeldToken(
            each["jti"],
            each["number"],
            precision_named(each["precision"]),
            from_seconds(each["exp"]),
            each["objection"],
        )
        for each in case["held"]
    ]
    check_replaces(presented, refresh.supersedes, held)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_vector(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        checked(case)
        return
    with pytest.raises(TokenError) as refusal:
        checked(case)
    assert refusal.value.code == case["reason"]
