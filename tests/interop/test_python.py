"""``polaris-oid4vp`` and ``openvc-core`` verify what our vault answers. Each runs in an environment of its own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.interop.answered import VALUES, Answered, answered, answered_together
from tests.vectors import example_shop as shop
from vault.tokens import jws
from vault.tokens.preference_token import TYP

FOLDER = Path(__file__).parent
PYTHON = FOLDER / ".venv" / "bin" / "python"


def verdict(verifier: str, job: dict[str, Any]) -> dict[str, Any]:
    """What the other library says."""
    if not PYTHON.exists():
        message = "the other verifiers are not installed: bash .ci/system test"
        raise FileNotFoundError(message)
    done = subprocess.run(
        [PYTHON, FOLDER / "verifiers.py"],
        input=json.dumps({"verifier": verifier, **job}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def one(made: Answered, query_id: str, **other: Any) -> dict[str, Any]:
    """A job for polaris: one presentation."""
    presentation = made.presentations[query_id]
    payload = jws.parse(presentation.split("~")[0], typ=TYP, max_bytes=4096, required=jws.WITH_KID).payload
    return {
        "presentation": presentation,
        "id": query_id,
        "first": query_id == next(iter(made.presentations)),
        "transaction_data": made.payload["transaction_data"],
        "nonce": made.request.nonce,
        "client_id": made.request.client_id,
        "issuer_key": payload["cnf"]["jwk"],
        "vct": shop.VCT,
        **other,
    }


def all_of(made: Answered, **other: Any) -> dict[str, Any]:
    """A job for openvc: the whole answer."""
    return {
        "vp_token": {query_id: [text] for query_id, text in made.presentations.items()},
        "dcql_query": made.payload["dcql_query"],
        "nonce": made.request.nonce,
        "client_id": made.request.client_id,
        **other,
    }


@pytest.mark.parametrize("ids", [["shoe_size"], ["sports"], ["shoe_size", "sports"]])
def test_polaris_accepts_each_presentation(ids: list[str]) -> None:
    made = answered(ids) if "shoe_size" in ids else answered(["shoe_size", *ids])
    for query_id in ids:
        found = verdict("polaris", one(made, query_id))
        assert found["ok"], found
        assert found["claims"][VALUES[query_id][0]] == VALUES[query_id][1]


def test_polaris_refuses_another_request_and_another_shop() -> None:
    made = answered()
    assert not verdict("polaris", one(made, "shoe_size", nonce="another nonce, of 22 letters"))["ok"]
    assert not verdict("polaris", one(made, "shoe_size", client_id="x509_san_dns:evil.example"))["ok"]
    assert not verdict("polaris", one(made, "sports", first=True))["ok"]  # the terms' hash is in the first one only


@pytest.mark.parametrize("ids", [["shoe_size"], ["shoe_size", "sports"]])
def test_openvc_accepts_the_whole_answer_and_subsets(ids: list[str]) -> None:
    found = verdict("openvc", all_of(answered(ids)))
    assert found == {"ok": True, "ids": sorted(ids)}


def test_openvc_accepts_several_preferences_in_one_token_and_no_part_of_them() -> None:
    made = answered_together()
    assert verdict("openvc", all_of(made)) == {"ok": True, "ids": ["all"]}
    token, first, _, binding = made.presentations["all"].split("~")
    assert not verdict("openvc", all_of(made, vp_token={"all": [f"{token}~{first}~{binding}"]}))["ok"]


def test_openvc_refuses_what_was_changed() -> None:
    made = answered()
    assert not verdict("openvc", all_of(made, nonce="another nonce, of 22 letters"))["ok"]
    assert not verdict("openvc", all_of(made, client_id="x509_san_dns:evil.example"))["ok"]
    token, disclosure, binding = made.presentations["sports"].split("~")
    for text in (f"{token}~{binding}", f"{token}~{disclosure}~", f"{token}~{disclosure[:-1]}A~{binding}"):
        changed = {"shoe_size": [made.presentations["shoe_size"]], "sports": [text]}
        assert not verdict("openvc", all_of(made, vp_token=changed))["ok"]
