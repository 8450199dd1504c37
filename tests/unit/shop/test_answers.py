from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from tests.unit.shop.example import (
    CATALOGUE,
    CLIENT_ID,
    FEET,
    HOST,
    NOW,
    OTHER_SESSION,
    PHONE,
    SESSION,
    SIZE,
    VALUES,
    Example,
    Vault,
    adding,
    item,
    urn,
)
from vault.core.errors import TokenError
from vault.core.strict_json import b64url, unb64url
from vault.core.web_address import checked_url
from vault.openid4vp.request_object import VerifiedRequest
from vault.openid4vp.response import Answer, make_answer
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.importing import import_answer
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.requests import find_request
from vault.shop.verification import verify_answer
from vault.tokens import jwe
from vault.tokens.did_jwk import did_of
from vault.tokens.jws import SIGNATURE_CHARS
from vault.tokens.preference_token import IssuedToken
from vault.tokens.presentation import present
from vault.tokens.receipt import stop_code, verify_consent_receipt

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256."""
VISIT: dict[str, Any] = {"keep": "session", "exp": NOW + timedelta(hours=20)}


def refused(example: Example, form: bytes) -> str:
    with pytest.raises(TokenError) as caught:
        receive_answer(example.shop, form)
    return caught.value.code


def rows(example: Example, table: Any) -> list[Any]:
    with example.shop.store.transaction() as connection:
        return list(connection.execute(select(table)).all())


def checked(example: Example, vault: Vault, text: str) -> Any:
    keys = {each.public.thumbprint(): each.public for each in example.shop.keys.receipts}
    return verify_consent_receipt(text, keys=keys, iss=CLIENT_ID, sub=did_of(vault.key.public), now=NOW)


def encrypted(request: VerifiedRequest, payload: dict[str, Any]) -> bytes:
    assert request.encryption is not None
    to = request.encryption
    return urlencode({"response": jwe.encrypt(payload, to.key.jwk(), enc=to.enc, kid=to.kid)}).encode()


def test_the_reply_has_a_receipt_that_anybody_can_check(shop: Example, vault: Vault) -> None:
    reply = shop.share(vault, VALUES)
    found = checked(shop, vault, reply["receipt"])
    assert found.stop_code == stop_code(vault.key.public)
    assert found.consent == vault.issued[0].consent
    assert [each["dct:identifier"] for each in found.record["dpv:hasProcess"]] == [each.jti for each in vault.issued]
    assert "Planted" not in json.dumps(found.record)
    assert "receipts" not in reply
    checked_url(reply["redirect_uri"], host=HOST)


def test_each_sealed_item_has_a_receipt_of_its_own(shop: Example, vault: Vault) -> None:
    reply = shop.share(vault, {"feet": FEET, "shoe_size": SIZE, "phone": PHONE})
    assert reply["receipt"] == reply["receipts"][0]
    numbers = [len(checked(shop, vault, each).record["dpv:hasProcess"]) for each in reply["receipts"]]
    assert numbers == [2, 1]


def test_the_same_answer_again_gets_the_same_reply_and_another_none(shop: Example, vault: Vault) -> None:
    request = shop.ask("phone", "feet")
    form = vault.answer(request, {"phone": PHONE, "feet": FEET})
    other = vault.answer(request, {"phone": PHONE})
    first = receive_answer(shop.shop, form)
    assert receive_answer(shop.shop, form) == first
    assert refused(shop, other) == "nonce_spent"
    assert refused(shop, vault.refuse(request)) == "nonce_spent"
    assert len(rows(shop, tables.item)) == 2


def test_two_answers_at_once_import_one(shop: Example, vault: Vault) -> None:
    asked = shop.ask("phone")
    request = find_request(shop.shop, state=asked.state)
    assert request is not None
    both = []
    for _ in range(2):
        presented = {each: (text,) for each, text in vault.present(asked, {"phone": PHONE}).items()}
        found = Answer(presented, asked.state)
        both.append(verify_answer(found, request, client_id=CLIENT_ID, catalogue=CATALOGUE, now=NOW))
    for _ in range(2):
        import_answer(shop.shop, request, both[0], answer_hash="a" * 64, now=NOW)
    with pytest.raises(TokenError, match="nonce_spent"):
        import_answer(shop.shop, request, both[1], answer_hash="b" * 64, now=NOW)
    assert len(rows(shop, tables.item)) == 1


def test_a_wrong_answer_spends_nothing_and_leaves_nothing(shop: Example, vault: Vault) -> None:
    request = shop.ask("phone")
    wrong = vault.answer(request, {"phone": PHONE}, change=lambda _, claims: replace(claims, item=None, terms=None))
    assert refused(shop, wrong) == "terms_hash_wrong"
    assert rows(shop, tables.customer) == []
    receive_answer(shop.shop, vault.answer(request, {"phone": PHONE}))


def test_no_copy_of_an_answer_can_be_opened_once_it_came(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    (request,) = rows(shop, tables.request)
    assert request.agreement_key is None
    assert request.outcome == "shared"


def test_a_token_comes_once(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    known = vault.issued[0]
    again = vault.answer(shop.ask("phone"), {"phone": PHONE}, change=lambda _, c: replace(c, jti=known.jti))
    assert refused(shop, again) == "token_known"
    same = vault.answer(shop.ask("phone"), {"phone": PHONE}, change=lambda _, c: replace(c, consent=known.consent))
    assert refused(shop, same) == "consent_known"


def test_the_other_signature_of_the_same_token_makes_no_other_token(shop: Example, vault: Vault) -> None:
    """ECDSA allows s and n - s: whoever has a token can spell it anew, so it is known by its ``jti``, not its text."""
    request = shop.ask("phone")
    presented = vault.present(request, {"phone": PHONE})["phone"]
    receive_answer(shop.shop, make_answer(request, {"phone": presented}))
    token, disclosure, _ = presented.split("~")
    head, signature = token[:-SIGNATURE_CHARS], unb64url(token[-SIGNATURE_CHARS:], max_chars=SIGNATURE_CHARS)
    other_side = (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")
    respelled = IssuedToken(head + b64url(signature[:32] + other_side), disclosure)
    request = shop.ask("phone")
    assert request.terms is not None
    again = present(
        respelled, vault.key, client_id=CLIENT_ID, nonce=request.nonce, now=NOW, terms_hash=request.terms.hash
    )
    assert refused(shop, make_answer(request, {"phone": again})) == "token_known"


def test_a_key_is_pinned_once(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.share(vault, {"shoe_size": SIZE})
    shop.share(Vault(), {"shoe_size": SIZE}, session=OTHER_SESSION)
    assert len(rows(shop, tables.customer)) == 2


def test_a_refusal_is_heard_once_and_says_nothing_of_anybody(shop: Example, vault: Vault) -> None:
    request = shop.ask()
    reply = receive_answer(shop.shop, vault.refuse(request))
    assert receive_answer(shop.shop, vault.refuse(request)) == reply
    assert reply.keys() == {"redirect_uri"}
    assert shop.bring(reply) == "declined"
    assert refused(shop, vault.answer(request, {"phone": PHONE})) == "nonce_spent"
    assert rows(shop, tables.customer) == []


def test_a_refusal_may_be_encrypted_and_names_its_request(shop: Example, vault: Vault) -> None:
    request = shop.ask()
    assert refused(shop, encrypted(request, {"error": "access_denied", "state": "another"})) == "state_wrong"
    form = encrypted(request, {"error": "access_denied", "state": request.state})
    reply = receive_answer(shop.shop, form)
    assert receive_answer(shop.shop, form) == reply


@pytest.mark.parametrize("form", [b"error=access_denied", b"error=access_denied&state=nobody"])
def test_a_refusal_of_nothing(shop: Example, form: bytes) -> None:
    assert refused(shop, form) == "request_unknown"


def test_an_answer_to_a_request_that_is_not_ours(shop: Example, vault: Vault, tmp_path: Any) -> None:
    request = shop.ask("phone")
    assert request.encryption is not None
    other = replace(request, encryption=replace(request.encryption, kid="another"))
    assert refused(shop, vault.answer(other, {"phone": PHONE})) == "request_unknown"


def test_an_answer_encrypted_to_another_key(shop: Example, vault: Vault) -> None:
    request = shop.ask("phone")
    assert request.encryption is not None
    other = replace(request.encryption, key=jwe.AgreementKey.generate().public)
    assert refused(shop, vault.answer(replace(request, encryption=other), {"phone": PHONE})) == "jwe_undecryptable"


def test_this_visit_is_read_and_never_written(shop: Example, vault: Vault) -> None:
    reply = shop.share(vault, {"phone": PHONE}, change=lambda _, claims: replace(claims, **VISIT))
    assert reply.keys() == {"redirect_uri"}
    profile = profile_for(shop.shop, SESSION)
    assert profile.value("media.phone_model", purpose=SERVICE_PERSONALISATION) == PHONE
    assert profile_for(shop.shop, OTHER_SESSION).value("media.phone_model", purpose=SERVICE_PERSONALISATION) is None
    for table in tables.metadata.sorted_tables:
        if table.name not in {"request", "terms", "reading"}:
            assert rows(shop, table) == [], table.name
    assert did_of(vault.key.public) not in repr([rows(shop, table) for table in tables.metadata.sorted_tables])
    shop.clock.moment += timedelta(hours=20)
    assert profile.value("media.phone_model", purpose=SERVICE_PERSONALISATION) is None


def test_an_answer_may_be_part_visit_part_kept(shop: Example, vault: Vault) -> None:
    def visiting(each: str, claims: Any) -> Any:
        return replace(claims, **VISIT, consent=urn()) if each == "phone" else claims

    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE}, change=visiting)
    profile = profile_for(shop.shop, SESSION)
    assert profile.value("media.phone_model", purpose=SERVICE_PERSONALISATION) == PHONE
    assert profile.value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION) == SIZE
    assert [row.key for row in rows(shop, tables.item)] == ["clothing.shoe_size"]


def test_a_gift_answer_is_in_nobodys_profile(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"shoe_size": SIZE}, change=lambda _, c: replace(c, **VISIT, subject="other"))
    assert profile_for(shop.shop, SESSION).value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION) is None


def test_a_required_item_is_asked_as_such(shop: Example, vault: Vault) -> None:
    asking = shop.with_policy(adding(item("printer", "home.printer_model", required=True)))
    request = asking.ask()
    assert request.terms is not None
    assert request.terms.item("printer").required
