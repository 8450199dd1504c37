"""Requests as data: each case of ``tests/vectors/request.json``."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography import x509

from tests.vectors import make_request
from tests.vectors.writing import as_text, path_of, read
from vault.core.errors import RequestError
from vault.openid4vp.did_web import parse_document
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import Evidence, VerifiedRequest, verify_signed, verify_unsigned

CASES = read("request")


def verified(case: dict[str, Any]) -> VerifiedRequest:
    """The path from a link to a verified request."""
    now = datetime.fromtimestamp(case["now"], UTC)
    link = parse_link(case["link"])
    if link.request_uri is None:
        assert case["request"] is None
        return verify_unsigned(link.parameters, client_id=link.client_id, now=now)
    anchors = [x509.load_der_x509_certificate(b64decode(each)) for each in case["anchors"]]
    assert (link.method == "POST") == ("wallet_nonce" in case)
    document = parse_document(case["document"].encode(), did=link.client_id.rest) if "document" in case else None
    evidence = Evidence(document, case.get("wallet_nonce"))
    return verify_signed(case["request"], client_id=link.client_id, anchors=anchors, now=now, evidence=evidence)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    if case["reason"] is None:
        found = verified(case)
        assert {"host": found.host, "signed": found.signed} == case["expect"]
        return
    with pytest.raises(RequestError) as refused:
        verified(case)
    assert refused.value.code == case["reason"]


def test_the_file_is_what_the_script_writes() -> None:
    assert path_of("request").read_text(encoding="utf-8") == as_text(make_request.cases())
