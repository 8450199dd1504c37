from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.shop.example import CATALOGUE, HOST, POLICY_FILE, adding, item
from vault.core.errors import PolicyError
from vault.core.terms import EXPLICIT_CONSENT_BASIS, Recipient, Transfer, parse_terms
from vault.core.value import Precision
from vault.shop.policy import MAX_POLICY, Policy, read_policy
from vault.shop.terms import check_policy, terms_for

KEY = {"kty": "EC", "crv": "P-256", "x": "x", "y": "y", "kid": "one"}
ENDPOINTS = {"stop": f"https://{HOST}/preferences/stop"}
TEXT = POLICY_FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(POLICY_FILE)


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "preferences.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def make(policy: Policy, *ids: str) -> str:
    return terms_for(policy, ids, catalogue=CATALOGUE, receipt_keys=[KEY], endpoints=ENDPOINTS)


def test_the_example_is_read(policy: Policy) -> None:
    assert policy.host == HOST
    assert policy.client_id == f"x509_san_dns:{HOST}"
    assert policy.store == POLICY_FILE.parent / "preferences.db"
    assert policy.return_path == "/shoes"
    assert policy.recipients == (Recipient("Pakhuis Hosting", "processor", "NL"),)
    assert policy.item("sport_ideas").precision is Precision.CATEGORY
    assert not policy.item("shoe_size").required


def test_what_may_be_left_out_has_a_usual_value(tmp_path: Path) -> None:
    text = TEXT.replace('return_path = "/shoes"\n', "").replace('store = "preferences.db"\n', "")
    text = text.replace('policy_uri = "https://schoenenhuis.example/privacy"\n', "")
    text = text.replace("min_age = 16\n", "") + '\n[[transfers]]\ncountry = "US"\nsafeguard = "DPF"\n'
    path = tmp_path / "preferences.toml"
    path.write_text(text, encoding="utf-8")
    found = read_policy(path)
    assert (found.return_path, found.store, found.min_age) == ("/", tmp_path / "preferences.db", 16)
    assert found.transfers == (Transfer("US", "DPF"),)
    assert found.controller.policy_uri is None
    assert parse_terms(make(found, "phone")).controller == found.controller


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("[controller]", "[boss]", "policy_member_missing", "controller"),
        ("min_age = 16", "min_age = 16\nmax_age = 99", "policy_member_unknown", "shop.max_age"),
        ("min_age = 16", "min_age = true", "policy_member_wrong", "shop.min_age"),
        ("min_age = 16", 'min_age = "16"', "policy_member_wrong", "shop.min_age"),
        ('host = "schoenenhuis.example"', 'host = "Schoenenhuis"', "policy_member_wrong", "shop.host"),
        ('host = "schoenenhuis.example"', 'host = "10.0.0.1"', "policy_member_wrong", "shop.host"),
        ('"/shoes"', '"//evil.example"', "policy_member_wrong", "shop.return_path"),
        ('"/shoes"', '"https://evil.example"', "policy_member_wrong", "shop.return_path"),
        ('"/shoes"', "'/\\\\evil.example'", "policy_member_wrong", "shop.return_path"),
        ('"https://schoenen', '"http://schoenen', "policy_member_wrong", "controller.policy_uri"),
        ('"https://schoenen', '"https://other', "policy_member_wrong", "controller.policy_uri"),
        ("[controller]", '[controller]\nrepresentative = " "', "policy_member_wrong", "controller.representative"),
        ('["receipts.pem"]', "[]", "policy_member_wrong", "keys.receipts"),
        ('["receipts.pem"]', "[1]", "policy_member_wrong", "keys.receipts"),
        ('precision = "exact"', 'precision = "closer"', "policy_member_wrong", "items[0].precision"),
        ('id = "sports"', 'id = "shoe_size"', "policy_member_wrong", "items"),
        ('id = "sports"', 'id = "sports"\nprice = 1', "policy_member_unknown", "items[1].price"),
        ('purpose = "dpv:ServicePersonalisation"\n', "", "policy_member_missing", "items[0].purpose"),
        ('{ en = "To show shoes', '{ en = 1, de = "To show shoes', "policy_member_wrong", "items[0].reason.en"),
        ("[[recipients]]", "[recipients]", "policy_member_wrong", "recipients"),
    ],
)  # fmt: skip
def test_a_wrong_member_is_named(tmp_path: Path, old: str, new: str, code: str, where: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read_policy(changed(tmp_path, old, new))
    assert (caught.value.code, caught.value.facts["where"]) == (code, where)


def test_tables_that_are_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(TEXT + "\n[[transfers]]\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="policy_member_missing"):
        read_policy(path)
    path.write_text("transfers = [1]\n" + TEXT, encoding="utf-8")
    with pytest.raises(PolicyError, match="policy_member_wrong"):
        read_policy(path)


def test_files_that_are_no_settings(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    with pytest.raises(PolicyError, match="policy_unreadable"):
        read_policy(path)
    for found in (b"[shop", b"\xff", b"a = 1\n" * MAX_POLICY):
        path.write_bytes(found)
        with pytest.raises(PolicyError, match="policy_malformed"):
            read_policy(path)


def test_terms_say_what_the_settings_say(policy: Policy) -> None:
    terms = parse_terms(make(policy, "phone", "feet"))
    assert terms.credential_ids == ("phone", "feet")
    assert terms.items[1].legal_basis == EXPLICIT_CONSENT_BASIS
    assert terms.items[0].reason["nl"] == "Om hoesjes te tonen die passen."
    assert (terms.duration_days, terms.delete_within_days, terms.proof_months) == (90, 30, 24)
    assert terms.endpoints == ENDPOINTS
    assert terms.controller == policy.controller
    assert make(policy, "phone", "feet") == terms.raw


def test_an_item_that_is_not_there(policy: Policy) -> None:
    with pytest.raises(PolicyError, match="policy_item_unknown"):
        make(policy, "hat")


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (item("a", "clothing.hat_colour_of_dreams"), "key_not_in_catalogue"),
        (item("a", "clothing.shoe_size", purpose="dpv:Marketing"), "purpose_refused"),
        (item("a", "clothing.shoe_size", purpose="because"), "purpose_unknown"),
        (item("a", "health.foot_health", required=True), "sealed_required"),
    ],
)
def test_terms_that_a_vault_refuses_are_not_made(policy: Policy, found: object, code: str) -> None:
    wrong = adding(found)(policy)  # type: ignore[arg-type]  # parametrize takes any object
    with pytest.raises(PolicyError) as caught:
        make(wrong, "phone", "a")
    assert (caught.value.code, caught.value.facts["where"]) == (code, "a")
    assert check_policy(wrong, CATALOGUE).refused


def test_personal_prices_refuse_the_whole_request(policy: Policy) -> None:
    with pytest.raises(PolicyError) as caught:
        make(replace(policy, personal_prices=True), "phone")
    assert (caught.value.code, caught.value.facts["where"]) == ("personal_prices", "terms")


@pytest.mark.parametrize(
    "change",
    [
        {"duration": "P400D"},
        {"duration": "3 months"},
        {"proof_until": "P1Y"},
        {"also_collects": ("see www.evil.example",)},
        {"min_age": 99},
    ],
)
def test_terms_that_no_vault_can_read_are_not_made(policy: Policy, change: dict[str, object]) -> None:
    wrong = replace(policy, **change)  # type: ignore[arg-type]  # any member
    with pytest.raises(PolicyError, match="policy_terms_refused"):
        make(wrong, "phone")


def test_the_example_passes_its_own_check(policy: Policy) -> None:
    found = check_policy(policy, CATALOGUE)
    assert not found.refused
    assert (found.asked, found.needed) == (6, 0)
