"""``@openid4vc/openid4vp`` and ``@sd-jwt/sd-jwt-vc``, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.interop.answered import PRIVATE_ANSWER_KEY, VALUES, answered, answered_together, as_json, claims, presented
from tests.interop.bridge import Bridge, TheirError
from tests.vectors import example_shop as shop
from vault.core.clock import to_seconds
from vault.core.strict_json import b64url
from vault.openid4vp.client_id import parse_client_id
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import Evidence, verify_signed
from vault.openid4vp.response import Answer, parse_answer
from vault.tokens import jwe
from vault.tokens.key_binding import Asked
from vault.tokens.keys import SigningKey
from vault.tokens.sd_jwt_verification import verify_sd_jwt

PRIVATE_SHOP_KEY = shop.public_jwk(
    shop.SHOP_KEY, d=shop.b64url(shop.SHOP_KEY.private_numbers().private_value.to_bytes(32, "big"))
)


@pytest.fixture(scope="module")
def other() -> Iterator[Bridge]:
    with Bridge() as bridge:
        yield bridge


def private_jwk(key: SigningKey) -> dict[str, str]:
    return {**key.public.jwk(), "d": b64url(key.private_bytes())}


def test_their_verifier_reads_our_token(other: Bridge) -> None:
    made = answered()
    text = made.presentations["shoe_size"]
    found = other.do("verify", presentation=text, nonce=made.request.nonce)
    assert found["claims"]["clothing.shoe_size"] == VALUES["shoe_size"][1]
    assert found["binding"]["transaction_data_hashes"] == [made.request.terms and made.request.terms.hash]


def test_their_verifier_reads_several_preferences_in_one_token(other: Bridge) -> None:
    made = answered_together()
    found = other.do("verify", presentation=made.presentations["all"], nonce=made.request.nonce)
    assert {key: found["claims"][key] for key, _ in VALUES.values()} == dict(VALUES.values())


def test_their_verifier_refuses_our_token_for_another_request_or_changed(other: Bridge) -> None:
    made = answered()
    text = made.presentations["shoe_size"]
    with pytest.raises(TheirError):
        other.do("verify", presentation=text, nonce="another nonce, of 22 letters")
    token, disclosure, binding = text.split("~")
    with pytest.raises(TheirError):
        other.do("verify", presentation=f"{token}~{disclosure[:-1]}A~{binding}", nonce=made.request.nonce)


@pytest.mark.parametrize(
    ("claims_given", "frame"),
    [
        ({"size": "43"}, {"_sd": ["size"]}),
        ({"address": {"city": "Delft", "street": "Oude Delft"}}, {"address": {"_sd": ["city", "street"]}}),
        ({"address": {"city": "Delft"}}, {"_sd": ["address"], "address": {"_sd": ["city"]}}),
        ({"colours": ["blue", "red"]}, {"colours": {"_sd": [0, 1]}}),
        ({"size": "43"}, {"_sd": ["size"], "_sd_decoy": 3}),
    ],
)
def test_we_read_their_credential(other: Bridge, claims_given: dict[str, object], frame: dict[str, object]) -> None:
    issuer, holder, now = SigningKey.generate(), SigningKey.generate(), datetime.now(UTC)
    seconds = to_seconds(now)
    given = {"iss": "https://issuer.example", "vct": "urn:example:1", "iat": seconds, **claims_given}
    made = other.do(
        "issue",
        claims=given,
        frame=frame,
        issuer=private_jwk(issuer),
        holder=private_jwk(holder),
        nonce="nonce",
        aud=shop.CLIENT_ID,
        iat=seconds,
    )
    found = verify_sd_jwt(
        made["presentation"],
        typ="dc+sd-jwt",
        issuer_key=lambda _: issuer.public,
        asked=Asked(shop.CLIENT_ID, "nonce", (now - timedelta(minutes=1), now)),
        now=now,
    )
    assert claims_given.items() <= found.claims.items()


@pytest.mark.parametrize("wallet_nonce", [None, "qPmxiNFCR3QTm19POc8u5A"])
def test_our_vault_reads_their_request(other: Bridge, wallet_nonce: str | None) -> None:
    payload = claims()
    for theirs in ("iat", "exp", "aud"):  # it sets these itself, and the audience wrongly if it is not told
        del payload[theirs]
    made = other.do(
        "makeRequest",
        payload=payload,
        requestUri=shop.REQUEST_URI,
        x5c=shop.x5c(*shop.CHAIN),
        key=PRIVATE_SHOP_KEY,
        walletNonce=wallet_nonce,
    )
    link = parse_link(made["link"])
    assert link.request_uri == shop.REQUEST_URI
    found = verify_signed(
        made["request"],
        client_id=link.client_id,
        anchors=[shop.ROOT],
        now=datetime.now(UTC),
        evidence=Evidence(wallet_nonce=wallet_nonce),
    )
    assert found.terms is not None
    assert found.dcql.ids == ("shoe_size", "sports")
    reply = presented(found, ["shoe_size"], datetime.now(UTC))
    assert other.do("verify", presentation=reply["shoe_size"], nonce=found.nonce)["claims"]["aud"] == shop.CLIENT_ID


def test_their_wallet_reads_our_request(other: Bridge) -> None:
    payload = claims()
    link = f"openid4vp://?client_id={shop.CLIENT_ID}&request_uri={shop.REQUEST_URI}"
    found = other.do("readRequest", link=link, request=shop.signed(payload))
    assert found["prefix"] == "x509_san_dns"
    assert found["terms"] == 1
    assert found["payload"]["dcql_query"] == as_json(payload["dcql_query"])


@pytest.mark.parametrize("ids", [["shoe_size"], ["shoe_size", "sports"]])
@pytest.mark.parametrize("mode", ["direct_post.jwt", "direct_post"])
def test_their_verifier_reads_our_answer(other: Bridge, ids: list[str], mode: str) -> None:
    made = answered(ids, response_mode=mode)
    form = made.form
    if mode == "direct_post":
        form = {**form, "vp_token": form["vp_token"]}
    found = other.do("readAnswer", payload=made.payload, answer=form, key=PRIVATE_ANSWER_KEY)
    assert found["type"] == "dcql"
    assert found["presentations"] == {each: [made.presentations[each]] for each in ids}
    assert found["nonce"] == made.request.nonce


@pytest.mark.parametrize("enc", ["A128GCM", "A256GCM"])
def test_our_shop_reads_what_they_encrypt(other: Bridge, enc: str) -> None:
    payload = {"vp_token": {"shoe_size": ["a~b~c"]}, "state": "s"}
    made = other.do("encrypt", payload=payload, key=shop.ANSWER_JWK, enc=enc, kid="answer-7")
    opening = partial(jwe.decrypt, key=jwe.AgreementKey(shop.ANSWER_KEY), max_bytes=65536)
    assert parse_answer(f"response={made['jwe']}".encode(), opening) == Answer({"shoe_size": ("a~b~c",)}, "s")


def test_a_link_of_theirs_has_the_form_of_ours(other: Bridge) -> None:
    payload = claims()
    made = other.do(
        "makeRequest",
        payload={name: each for name, each in payload.items() if name not in {"iat", "exp", "aud"}},
        requestUri=shop.REQUEST_URI,
        x5c=shop.x5c(*shop.CHAIN),
        key=PRIVATE_SHOP_KEY,
    )
    assert parse_qs(urlsplit(made["link"]).query)["client_id"] == [shop.CLIENT_ID]
    assert parse_link(made["link"]).client_id == parse_client_id(shop.CLIENT_ID)
