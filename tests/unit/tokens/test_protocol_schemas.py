"""The schemas in ``resources/protocol`` say what the code says, as far as a schema can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.vectors import example_shop as shop
from tests.vectors.writing import read
from vault import bundled
from vault.core.errors import TokenError
from vault.core.strict_json import loads, loads_array, unb64url

FILES = {
    "consent_receipt": "receipt",
    "consent_record": "proof",
    "disclosure": "presentation",
    "erasure_receipt": "receipt",
    "feedback": "customer_letter",
    "held_request": "customer_letter",
    "holding_statement": "holding_statement",
    "key_binding": "presentation",
    "nonce": "refresh",
    "refresh": "refresh",
    "request": "request",
    "status_list": "status_list",
    "stop": "security_event",
    "terms": "transaction_data",
    "token": "presentation",
}
"""Each schema, and the vectors that hold what it describes."""
NAMES = tuple(FILES)


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(bundled.read(f"protocol/{name}.schema.json")))


def decoded(text: str, index: int) -> dict[str, Any] | None:
    try:
        return loads(unb64url(text.split(".")[index], max_chars=99999), max_bytes=99999)
    except (TokenError, IndexError):
        return None


def good(name: str) -> Iterator[Any]:
    """What vectors that are accepted hold."""
    if name == "terms":
        yield shop.terms()
    for case in read(FILES[name]):
        if case["reason"] is not None:
            continue
        if name in {"token", "key_binding", "disclosure"}:
            token, disclosure, binding = case["presentation"].split("~")
            if name == "disclosure":
                yield loads_array(unb64url(disclosure, max_chars=9999), max_bytes=9999)
            else:
                yield decoded(token if name == "token" else binding, 1)
        elif name == "request" and case["request"] is not None:
            yield decoded(case["request"], 1)
        elif name == "status_list":
            yield decoded(case["list"], 1)
        elif name == "stop":
            yield decoded(case["event"], 1)
        elif name == "consent_record":
            yield from (found["record"] for line in case["lines"] if "record" in (found := decoded(line, 1) or {}))
        elif name.endswith("receipt") and case["kind"] == name.partition("_")[0]:
            yield decoded(case["receipt"], 1)
        else:
            yield from between_shares(name, case)


def between_shares(name: str, case: dict[str, Any]) -> Iterator[Any]:
    """Of one accepted vector, what a vault and a shop say to each other by themselves."""
    if name == "holding_statement":
        yield decoded(case["statement"], 1)
    elif name in {"held_request", "feedback"} and name.startswith(case["kind"]):
        yield decoded(case["letter"], 1)
    elif name == "nonce" and case["kind"] == name:
        yield loads(case["body"], max_bytes=9999)
    elif name == "refresh" and case["kind"] == name:
        yield {"vp_token": case["vp_token"], "supersedes": case["supersedes"]}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_accepted_fits_its_schema(name: str) -> None:
    validator, found = schema(name), [each for each in good(name) if each is not None]
    Draft202012Validator.check_schema(validator.schema)
    assert found
    for each in found:
        assert [error.message for error in validator.iter_errors(each)] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "disclosure"])
def test_each_schema_notices_a_member_that_is_missing(name: str) -> None:
    validator = schema(name)
    whole = next(each for each in good(name) if each is not None)
    for member in validator.schema["required"]:
        assert not validator.is_valid({each: whole[each] for each in whole if each != member})


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"disclosure", "request"}])
def test_each_schema_refuses_a_member_that_nobody_knows(name: str) -> None:
    whole = next(each for each in good(name) if each is not None)
    assert not schema(name).is_valid({**whole, "more": 1})


def test_every_schema_is_tried() -> None:
    folder = bundled.resources() / "protocol"
    assert {path.name.partition(".")[0] for path in folder.glob("*.schema.json")} == set(NAMES)
