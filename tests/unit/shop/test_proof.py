"""What a receipt proves to somebody who was not there, also after everything that was said is erased."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.shop.example import CATALOGUE, CLIENT_ID, Example, Vault, urn
from tests.unit.tokens.vector_files import assert_refused, vectors
from vault import bundled
from vault.core.clock import from_seconds
from vault.core.errors import StorageError, TokenError
from vault.core.sentences import parse_sentences
from vault.core.value import Value
from vault.shop import command_line, tables
from vault.shop.command_line import main
from vault.shop.proof import MAX_PROOF, Proof, check_proof, kept_proof, read_proof
from vault.shop.receipt_command import check_receipt
from vault.shop.retention import drop_expired
from vault.shop.stopping import finish_stops, receive_stop
from vault.tokens.security_event import stop_event

PLANTED = "Planted Phone 9K7X"
PHONE = Value(PLANTED)
SIZE = Value("46.5", system="EU")


@pytest.mark.parametrize("case", vectors("proof.json"))
def test_vector(case: dict[str, Any]) -> None:
    text, now = "\n".join(case["lines"]), from_seconds(case["now"])
    if case["reason"] is None:
        (proof,) = check_proof(text, now=now)
        assert [item.jti for item in proof.items if item.signed] == case["signed"]
        assert [item.jti for item in proof.items if item.erased] == case["erased"]
    else:
        with pytest.raises(TokenError) as refusal:
            check_proof(text, now=now)
        assert_refused(refusal.value, case)


@pytest.fixture
def consent(shop: Example, vault: Vault) -> str:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    return vault.issued[0].consent


def checked(shop: Example, consent: str) -> Proof:
    text = kept_proof(shop.shop, consent)
    assert text is not None
    (proof,) = check_proof(text, now=shop.clock.now())
    return proof


def contents(folder: Path) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def secrets_of(shop: Example) -> list[str]:
    """Everything in the shop that says what a customer said."""
    with shop.shop.store.transaction() as connection:
        rows = connection.execute(select(tables.content)).all()
        said = shop.shop.store.contents.opened(connection, rows).values()
    return [PLANTED, "46.5", *(part for each in said for part in (each.disclosure, each.key_binding))]


def test_after_erasure_nothing_is_left_and_the_consent_is_still_proved(
    shop: Example, vault: Vault, consent: str
) -> None:
    said, jtis = secrets_of(shop), [each.jti for each in vault.issued]
    assert len(said) == 6
    assert shop.shop.store.keys.get(jtis).keys() == set(jtis)
    before = checked(shop, consent)
    assert [(item.signed, item.erased) for item in before.items] == [(True, None)] * 2
    event = stop_event(vault.key, aud=CLIENT_ID, iat=shop.clock.now(), jti=urn(), token_jti=None)
    receive_stop(shop.shop, event)
    finish_stops(shop.shop)
    assert shop.shop.store.keys.get(jtis) == {}
    with shop.shop.store.transaction() as connection:
        assert connection.execute(select(tables.content)).all() == []
    for each in said:
        assert not any(each.encode() in content for content in contents(shop.folder))
    after = checked(shop, consent)
    assert [(item.signed, item.erased) for item in after.items] == [(True, shop.clock.now())] * 2
    assert (after.receipt, after.terms) == (before.receipt, before.terms)
    assert all(each not in (kept_proof(shop.shop, consent) or "") for each in said)


def test_proof_goes_when_its_time_is_over(shop: Example, vault: Vault, consent: str) -> None:
    shop.clock.moment = shop.clock.moment.replace(year=2029, month=3)
    drop_expired(shop.shop)
    drop_expired(shop.shop)
    shop.clock.moment = shop.clock.moment.replace(year=2031)
    drop_expired(shop.shop)
    assert kept_proof(shop.shop, consent) is None


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_told_in_words(shop: Example, consent: str, tmp_path: Path, language: str) -> None:
    path = tmp_path / "proof.txt"
    path.write_text(kept_proof(shop.shop, consent) or "", encoding="ascii")
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    lines = check_receipt(path, catalogue=CATALOGUE, now=shop.clock.now(), sentences=sentences)
    assert lines[0] == sentences.say("proof", "holds")
    assert lines[-1] == sentences.say("proof", "not_proved")
    text = "\n".join(lines)
    for key in ("media.phone_model", "clothing.shoe_size"):
        assert CATALOGUE.entry(key).label[language] in text
    assert CLIENT_ID in text
    assert "Schoenenhuis B.V." in text
    assert PLANTED not in text


def vector(name: str, folder: Path) -> Path:
    case = next(case for case in (param.values[0] for param in vectors("proof.json")) if case["name"] == name)
    path = folder / "proof.txt"
    path.write_text("\n".join(case["lines"]), encoding="ascii")
    return path


def test_the_command_needs_no_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "receipt", "check", str(vector("after an erasure", tmp_path))]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.splitlines()[0] == "The receipt holds."
    assert "Erased: " in shown.out


@pytest.mark.parametrize(
    ("name", "exit_code"),
    [("no terms", command_line.NOT_PROVED), ("a receipt by another key of that name", command_line.NOT_PROVED)],
)
def test_what_does_not_hold_is_said(
    name: str, exit_code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--language", "nl", "receipt", "check", str(vector(name, tmp_path))]) == exit_code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


def test_a_file_that_is_not_there_and_one_that_is_far_too_long(tmp_path: Path) -> None:
    path = tmp_path / "proof.txt"
    with pytest.raises(StorageError, match="file_unreadable"):
        read_proof(path)
    assert main(["receipt", "check", str(path)]) == command_line.STORE_PROBLEM
    path.write_bytes(b"x" * (MAX_PROOF + 1))
    with pytest.raises(TokenError, match="proof_malformed"):
        read_proof(path)


def test_what_is_kept_is_printed_for_check(
    shop: Example, consent: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    policy = str(shop.folder / "preferences.toml")
    assert main(["receipt", "kept", consent, "--policy", policy]) == 0
    printed = capsys.readouterr().out
    assert printed == kept_proof(shop.shop, consent)
    assert main(["receipt", "kept", urn(), "--policy", policy]) == command_line.NOT_PROVED


def test_a_proof_of_two_receipts(shop: Example, vault: Vault, consent: str) -> None:
    """A file of a customer may hold several; a part of one does not speak for another."""
    asking = shop.with_policy(lambda policy: replace(policy, duration="P30D"))
    asking.share(vault, {"phone": PHONE})
    text = (kept_proof(shop.shop, consent) or "") + (kept_proof(shop.shop, vault.issued[-1].consent) or "")
    assert [len(proof.items) for proof in check_proof(text, now=shop.clock.now())] == [2, 1]
