from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.unit.shop.example import NOW, Example, pem, shop_folder
from vault.core.errors import PolicyError
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.keys import ShopKeys, load_keys
from vault.shop.policy import read_policy
from vault.tokens.keys import SigningKey


def loaded(folder: Path) -> ShopKeys:
    return load_keys(read_policy(folder / "preferences.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    return tmp_path


def refused(folder: Path) -> tuple[str, object]:
    with pytest.raises(PolicyError) as caught:
        loaded(folder)
    return caught.value.code, caught.value.facts.get("where")


def test_keys_are_read_and_never_shown(folder: Path) -> None:
    found = loaded(folder)
    assert repr(found) == "ShopKeys(…)"
    (jwk,) = found.receipt_jwks()
    assert jwk["kid"] == found.receipts[0].public.thumbprint()
    assert "d" not in jwk


@pytest.mark.parametrize(
    ("file", "where"), [("signing.pem", "keys.signing"), ("chain.pem", "keys.chain"), ("receipts.pem", "keys.receipts")]
)
def test_a_file_that_is_missing_or_something_else(folder: Path, file: str, where: str) -> None:
    (folder / file).write_bytes(b"nothing")
    assert refused(folder) == ("policy_key_refused", where)
    (folder / file).unlink()
    assert refused(folder) == ("policy_key_unreadable", where)


def test_a_key_of_another_kind(folder: Path) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    text = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "receipts.pem").write_bytes(text)
    assert refused(folder)[0] == "policy_key_refused"
    (folder / "receipts.pem").write_bytes(pem(ec.generate_private_key(ec.SECP384R1())))
    assert refused(folder)[0] == "policy_key_refused"


def test_a_certificate_of_another_key_or_host(folder: Path) -> None:
    other = ThrowAwayAuthority(NOW).leaf("other.example")
    (folder / "chain.pem").write_bytes(other.certificate_pem)
    assert refused(folder)[0] == "policy_key_mismatch"
    (folder / "signing.pem").write_bytes(other.key_pem)
    assert refused(folder)[0] == "policy_chain_host"


def test_a_certificate_without_names_or_of_another_kind_of_key(folder: Path) -> None:
    from tests.vectors.example_shop import certificate

    key = ec.generate_private_key(ec.SECP256R1())
    (folder / "signing.pem").write_bytes(pem(key))
    (folder / "chain.pem").write_bytes(certificate("x", key).public_bytes(Encoding.PEM))
    assert refused(folder)[0] == "policy_chain_host"
    other = ec.generate_private_key(ec.SECP384R1())
    (folder / "chain.pem").write_bytes(certificate("x", other, signer=other).public_bytes(Encoding.PEM))
    assert refused(folder)[0] == "policy_key_mismatch"


def test_codes_are_the_same_again_and_only_this_shops(shop: Example) -> None:
    keys = shop.shop.keys
    assert keys.code("stop", "a", "b") == keys.code("stop", "a", "b")
    assert len({keys.code("stop", "a", "b"), keys.code("stop", "ab", ""), keys.code("response code", "a", "b")}) == 3
    other = replace(keys, receipts=(SigningKey.generate(),))
    assert other.code("stop", "a", "b") != keys.code("stop", "a", "b")
    assert len(keys.code("stop")) == 22


def test_a_promised_receipt_key_is_used_even_if_there_are_newer(shop: Example) -> None:
    old, newer = SigningKey.generate(), SigningKey.generate()
    keys = replace(shop.shop.keys, receipts=(newer, old))
    assert keys.receipt_key({old.public.thumbprint()}) is old
    assert keys.receipt_key({"lost"}) is newer
