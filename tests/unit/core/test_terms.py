from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.sample_terms import raw, sample_terms
from vault.core.errors import RequestError
from vault.core.terms import parse_terms
from vault.core.value import Precision


def test_terms_of_a_good_shop_are_read() -> None:
    text = raw(sample_terms())
    terms = parse_terms(text)
    assert terms.raw == text
    assert terms.hash == base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    assert (terms.duration_days, terms.delete_within_days, terms.proof_months) == (90, 30, 24)
    assert terms.item("sports").precision is Precision.CATEGORY
    assert terms.item("shoe_size").required


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(terms: dict[str, Any]) -> None:
        place: Any = terms
        *parents, last = path.split(".")
        for part in parents:
            place = place[int(part)] if part.isdigit() else place[part]
        place[last] = value

    return change


REFUSED: dict[str, Callable[[dict[str, Any]], None]] = {
    "another type": _set("type", "payment"),
    "another hash": _set("transaction_data_hashes_alg", ["sha-512"]),
    "an unknown member": _set("newsletter", True),
    "an unknown member of an item": _set("items.0.share_with", "all"),
    "two purposes": _set("items.0.purposes", ["dpv:ServicePersonalisation", "dpv:Advertising"]),
    "no purpose": _set("items.0.purposes", []),
    "legitimate interest": _set("items.0.legal_basis", "eu-gdpr:A6-1-f"),
    "ids in another order": _set("credential_ids", ["sports", "shoe_size"]),
    "an id too many": _set("credential_ids", ["shoe_size", "sports", "width"]),
    "the same id twice": _set("credential_ids", ["shoe_size", "shoe_size"]),
    "an item that is not in the list": _set("items.1.credential_id", "width"),
    "longer than a year": _set("duration", "P367D"),
    "no end": _set("duration", "P0D"),
    "an end in years": _set("duration", "P1Y"),
    "a link in a reason": _set("items.0.reason.en", "See https://schoenenhuis.example"),
    "a mail address in a reason": _set("items.0.reason.en", "Write to us@shop.example"),
    "a reason that turns the line round": _set("items.0.reason.en", "To show \u202eshoes"),
    "a reason on two lines": _set("items.0.reason.en", "To show\nshoes"),
    "a reason too long": _set("items.0.reason.en", "x" * 121),
    "an empty reason": _set("items.0.reason", {}),
    "a strange language": _set("items.0.reason.klingon", "qo"),
    "no stop": _set("endpoints", {"held": "https://schoenenhuis.example/held"}),
    "an unknown endpoint": _set("endpoints.push", "https://schoenenhuis.example/push"),
    "an endpoint in the clear": _set("endpoints.stop", "http://schoenenhuis.example/stop"),
    "no receipt key": _set("receipt_keys", {"keys": []}),
    "precision closed": _set("items.0.precision", "closed"),
    "an unknown precision": _set("items.0.precision", "very"),
    "an age as yes": _set("min_age", True),
    "a count as yes": _set("automated_decisions", 1),
    "a recipient without a role": _set("recipients", [{"name": "Mailer", "country": "NL"}]),
    "a made-up role": _set("recipients", [{"name": "Mailer", "country": "NL", "role": "friend"}]),
    "a country in words": _set("controller.country", "Netherlands"),
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_terms_that_are_not_to_the_letter_are_refused(change: Callable[[dict[str, Any]], None]) -> None:
    terms = sample_terms()
    change(terms)
    with pytest.raises(RequestError) as refused:
        parse_terms(raw(terms))
    assert (refused.value.code, refused.value.answer) == ("invalid_transaction_data",) * 2


@pytest.mark.parametrize("member", sorted(sample_terms()))
def test_no_member_may_be_missing(member: str) -> None:
    terms = sample_terms()
    del terms[member]
    with pytest.raises(RequestError, match="invalid_transaction_data"):
        parse_terms(raw(terms))


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: base64.urlsafe_b64encode(data).decode()))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(RequestError, match="invalid_transaction_data"):
        parse_terms(text)
