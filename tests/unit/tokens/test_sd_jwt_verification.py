from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tokens.test_presentation import CLAIMS, KEY, NOW, SHOP, TERMS, VALUE, VALUES, WINDOW, presented
from tests.unit.tokens.vector_files import vectors
from vault.core.errors import TokenError
from vault.tokens import jws
from vault.tokens.claims import text
from vault.tokens.did_jwk import key_of_issuer
from vault.tokens.key_binding import Asked, make_binding
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.sd_disclosure import digester
from vault.tokens.sd_jwt import conceal, split
from vault.tokens.sd_jwt_verification import VerifiedSdJwt, verify_sd_jwt

ISSUER, HOLDER = SigningKey.generate(), SigningKey.generate()
ASKED = Asked(SHOP, "nonce", WINDOW)
SECONDS = int(NOW.timestamp())


def of_issuer(unverified: jws.UnverifiedJws) -> VerifyingKey:
    return key_of_issuer(text(unverified.payload, "iss", 300), unverified.header.get("kid", ""))


def shown(
    claims: dict[str, Any] | None = None,
    *,
    hidden: tuple[tuple[str | int, ...], ...] = (("address", "city"),),
    alg: str = "sha-256",
    binding: dict[str, Any] | None = None,
    header: dict[str, Any] | None = None,
) -> str:
    """A credential of an issuer for somebody else, with everything disclosed."""
    given = {"iat": SECONDS, "exp": SECONDS + 60, "address": {"city": "Delft"}, "cnf": {"jwk": HOLDER.public.jwk()}}
    salts = iter(range(100))
    made = conceal({**given, **(claims or {})}, hidden, salt=lambda: f"salt{next(salts)}", hash_name=alg)
    parts = [jws.sign({"typ": "dc+sd-jwt", **(header or {})}, made.payload, ISSUER)]
    parts += [each.text for each in made.disclosures.values()]
    bound = "~".join([*parts, ""])
    asked = {"client_id": SHOP, "nonce": "nonce", "now": NOW, "terms_hash": None} | (binding or {})
    return bound + make_binding(digester(alg)(bound), HOLDER, **asked)


def verified(text: str, **changes: Any) -> VerifiedSdJwt:
    given = {"typ": "dc+sd-jwt", "issuer_key": lambda _: ISSUER.public, "asked": ASKED, "now": NOW}
    return verify_sd_jwt(text, **(given | changes))


@pytest.mark.parametrize("alg", ["sha-256", "sha-384", "sha-512"])
def test_a_nested_claim_is_shown_by_a_holder_whom_somebody_else_issued_it(alg: str) -> None:
    found = verified(shown(alg=alg))
    assert found.claims["address"] == {"city": "Delft"}
    assert found.holder == HOLDER.public
    assert found.presented_at == NOW
    assert "Delft" not in repr(found)


def test_the_hash_of_the_terms_is_asked_for_where_there_are_terms() -> None:
    assert verified(shown(binding={"terms_hash": TERMS}), terms_hash=TERMS).holder == HOLDER.public
    for bound, expected, code in (
        (shown(), TERMS, "transaction_data_hashes_missing"),
        (shown(binding={"terms_hash": TERMS}), None, "transaction_data_hashes_unexpected"),
        (shown(binding={"terms_hash": "B" * 43}), TERMS, "transaction_data_hashes_wrong"),
    ):
        with pytest.raises(TokenError, match=f"^{code}"):
            verified(bound, terms_hash=expected)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: split(shown()).bound, "kb_missing"),
        (lambda: shown(header={"typ": "vc+sd-jwt"}), "typ_wrong"),
        (lambda: shown(header={"crit": ["x"]}), "crit_refused"),
        (lambda: shown(header={"new": "x"}), "header_member_refused"),
        (lambda: shown({"exp": SECONDS}), "expired"),
        (lambda: shown({"exp": True}), "time_malformed"),
        (lambda: shown({"nbf": SECONDS + 301}), "not_yet_valid"),
        (lambda: shown({"nbf": "soon"}), "time_malformed"),
        (lambda: shown({"iat": SECONDS + 301}), "issued_in_future"),
        (lambda: shown({"iat": SECONDS + 301}, hidden=(("iat",),)), "issued_in_future"),
        (lambda: shown({"cnf": None}), "cnf_malformed"),
        (lambda: shown({"cnf": {"kid": "x"}}), "cnf_malformed"),
        (lambda: shown({"cnf": {"jwk": ISSUER.public.jwk()}}), "signature_invalid"),
        (lambda: shown(binding={"client_id": "x509_san_dns:other.example"}), "kb_aud_wrong"),
        (lambda: shown(binding={"nonce": "other"}), "nonce_wrong"),
        (lambda: shown(binding={"now": WINDOW[0] - timedelta(minutes=6)}), "kb_outside_window"),
        (lambda: shown(binding={"now": NOW + timedelta(minutes=6)}), "issued_in_future"),
        (lambda: shown().replace("~", "~x~", 1), "base64_malformed"),
    ],
)
def test_refused(make: Any, code: str) -> None:
    with pytest.raises(TokenError, match=f"^{code}"):
        verified(make())


@pytest.mark.parametrize(
    ("hidden", "claims"),
    [
        (("iss",), {"iss": "https://issuer.example"}),
        (("aud",), {"aud": SHOP}),
        (("nbf",), {"nbf": SECONDS - 60}),
        (("exp",), {}),
        (("cnf",), {}),
        (("cnf", "jwk"), {}),
        (("vct",), {"vct": "urn:example:1"}),
        (("vct#integrity",), {"vct#integrity": "sha256-x"}),
        (("status",), {"status": {"status_list": {"idx": 1, "uri": "https://status.example/1"}}}),
        (("status", "status_list"), {"status": {"status_list": {"idx": 1, "uri": "https://status.example/1"}}}),
    ],
)
def test_what_decides_whether_it_holds_is_not_for_the_holder_to_show(
    hidden: tuple[str, ...], claims: dict[str, Any]
) -> None:
    with pytest.raises(TokenError, match="disclosure_name_taken"):
        verified(shown(claims, hidden=(hidden,)))


def test_a_claim_of_that_name_further_in_is_any_claim() -> None:
    assert verified(shown({"pass": {"exp": 7}}, hidden=(("pass", "exp"),))).claims["pass"] == {"exp": 7}


def test_neither_time_has_to_be_there() -> None:
    bare = shown(hidden=())
    payload = dict(jws.parse(split(bare).jwt, typ="dc+sd-jwt", max_bytes=5000).payload)
    for name in ("iat", "exp"):
        del payload[name]
    bound = jws.sign({"typ": "dc+sd-jwt"}, payload, ISSUER) + "~"
    made = bound + make_binding(
        digester("sha-256")(bound), HOLDER, client_id=SHOP, nonce="nonce", now=NOW, terms_hash=None
    )
    assert verified(made).claims["address"] == {"city": "Delft"}


def test_another_issuer_did_not_sign_it() -> None:
    with pytest.raises(TokenError, match="signature_invalid"):
        verified(shown(), issuer_key=lambda _: HOLDER.public)


def test_a_disclosure_taken_away_is_noticed_by_the_binding() -> None:
    parts = split(shown())
    with pytest.raises(TokenError, match="sd_hash_wrong"):
        verified(f"{parts.jwt}~{parts.key_binding}")


@given(VALUES, st.binary(min_size=16, max_size=16))
def test_what_the_narrow_check_accepts_the_general_one_reads_the_same(value: dict[str, Any], salt: bytes) -> None:
    made = presented(value, CLAIMS, salt)
    found = verify_sd_jwt(made, typ="dc+sd-jwt", issuer_key=of_issuer, asked=ASKED, now=NOW, terms_hash=TERMS)
    assert found.claims["clothing.shoe_size"] == value
    assert found.holder == KEY.public


@given(st.data())
def test_a_changed_character_is_refused_by_the_general_check_too(data: st.DataObject) -> None:
    made = presented(VALUE)
    at = data.draw(st.integers(0, len(made) - 1))
    letter = data.draw(st.sampled_from("ABCxyz012-_.~"))
    if made[at] == letter:
        return
    with pytest.raises(TokenError):
        verify_sd_jwt(
            made[:at] + letter + made[at + 1 :],
            typ="dc+sd-jwt",
            issuer_key=of_issuer,
            asked=ASKED,
            now=NOW,
            terms_hash=TERMS,
        )


@pytest.mark.parametrize("case", [case for case in vectors("rfc9901.json") if "presentation" in case.values[0]])
def test_the_presentations_of_the_rfc(case: dict[str, Any]) -> None:
    made = datetime.fromtimestamp(case["binding"]["iat"], UTC)
    issuer = VerifyingKey(case["issuer_key"]["x"], case["issuer_key"]["y"])
    found = verify_sd_jwt(
        case["presentation"],
        typ=case["typ"],
        issuer_key=lambda _: issuer,
        asked=Asked(case["binding"]["aud"], case["binding"]["nonce"], (made, made)),
        now=made,
    )
    assert found.claims == case["revealed"]
