"""The record of each consent: found by its number, without values, and checked offline by anybody."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, TokenError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices, explicit_words
from vault.customer.consent_records import TakenRecord, list_records, take_record
from vault.customer.delivery import deliver
from vault.customer.record_page import page_text, record_page, save_record
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import ask_sealed, share
from vault.customer.stopping import stop
from vault.shop.proof import check_proof, read_proof
from vault.storage.secret import Passphrase

HOST = "schoenenhuis.example"
NUMBER = "2026-0001"


def words(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def share_two(session: Session, shop: Shop) -> None:
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.EXACT))
    share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(choices, 90))
    deliver(session, shop)


def share_sealed_too(session: Session, shop: Shop) -> None:
    proposal, now = propose(session, shop.ask(SHOE, FEET)), session.clock.now()
    feet = proposal.item("feet")
    assert feet is not None
    said = explicit_words(proposal, feet, 90, now, shipped(), words())
    check = ask_sealed(session, proposal, "feet", Precision.EXACT, 90, said, words())
    permission = session.permit(check.prove(Passphrase(PASSPHRASE)))
    sealed = Choice("feet", Precision.EXACT, permission)
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE), sealed), 90))
    deliver(session, shop)


def saved(taken: TakenRecord, path: Path, session: Session) -> Path:
    save_record(taken, path, shipped(), words(), random=session.random)
    return path


def of_type(found: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [each for each in found["@graph"] if each["@type"] == name]


def test_the_file_is_checked_offline_by_what_it_holds(session: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    path = saved(take_record(session, NUMBER), tmp_path / "record.jsonld", session)
    (proof,) = check_proof(read_proof(path), now=session.clock.now())
    assert proof.client_id == f"x509_san_dns:{HOST}"
    assert [(item.key, item.precision, item.signed) for item in proof.items] == [
        ("clothing.shoe_size", Precision.RANGE, True),
        ("media.sports", Precision.EXACT, True),
    ]


def test_it_is_the_shops_record_and_says_what_is_true_now(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    stop(session, HOST)
    session.clock.moment += timedelta(seconds=1)  # type: ignore[attr-defined]  # a clock that is set
    deliver(session, shop)
    found = json.loads(take_record(session, NUMBER).json_ld())
    (record,), (state,) = of_type(found, "dpv:ConsentRecord"), of_type(found, "pv:State")
    jsonschema.validate(record, json.loads(bundled.read("protocol/consent_record.schema.json")))
    assert {each["dpv:hasConsentStatus"] for each in state["dpv:hasProcess"]} == {"dpv:ConsentWithdrawn"}
    assert {each["pv:state"] for each in state["dpv:hasProcess"]} == {"erased"}
    (proof,) = check_proof(json.dumps(found), now=session.clock.now())
    assert all(item.erased is not None for item in proof.items)


def test_no_form_of_it_holds_a_value(session: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    taken = take_record(session, NUMBER)
    for name in ("a.jsonld", "a.html", "a.txt"):
        text = saved(taken, tmp_path / name, session).read_text("utf-8")
        assert "running_road" not in text
        assert "Road running" not in text
        assert '"43"' not in text
        assert not any("~" in part for part in taken.proof)
    assert taken.proof[0] not in repr(taken)


def test_each_consent_of_a_share_has_its_own_record(session: Session, shop: Shop) -> None:
    share_sealed_too(session, shop)
    share_two(session, shop)
    found = list_records(session)
    assert [each.number for each in found if len(each.items) == 2] == ["2026-0002"]
    assert {each.number for each in found} == {NUMBER, f"{NUMBER}-2", "2026-0002"}
    for each in found:
        keys = {item.key for item in each.items}
        taken = take_record(session, each.number)
        named = {part["dpv:hasPersonalData"] for record in taken.records for part in record["dpv:hasProcess"]}
        assert named <= keys | {"clothing.shoe_size", "health.foot_health"}


@pytest.mark.parametrize("mood", ["no receipt", "false receipt", "down"])
def test_without_a_receipt_it_is_the_vaults_own_word(session: Session, shop: Shop, mood: str, tmp_path: Path) -> None:
    shop.mood = mood
    share_two(session, shop)
    taken = take_record(session, NUMBER)
    assert not taken.signed
    (record,) = taken.records
    jsonschema.validate(record, json.loads(bundled.read("protocol/consent_record.schema.json")))
    assert {each["dpv:hasPersonalData"] for each in record["dpv:hasProcess"]} == {"clothing.shoe_size", "media.sports"}
    path = saved(taken, tmp_path / "record.jsonld", session)
    with pytest.raises(TokenError, match="proof_empty"):
        check_proof(read_proof(path), now=session.clock.now())
    assert "The shop signed nothing of this." in page_text(record_page(taken, shipped(), words()))


def _other_precision(found: dict[str, Any]) -> None:
    of_type(found, "dpv:ConsentRecord")[0]["dpv:hasProcess"][0]["pv:precision"] = "exact"


def _second_record(found: dict[str, Any]) -> None:
    found["@graph"].append({**of_type(found, "dpv:ConsentRecord")[0], "dct:identifier": "urn:uuid:another"})


def _no_record(found: dict[str, Any]) -> None:
    found["@graph"] = [each for each in found["@graph"] if each["@type"] != "dpv:ConsentRecord"]


def _hidden_part(found: dict[str, Any]) -> None:
    of_type(found, "pv:Proof")[0]["pv:part"].append("# agreed")


def _no_list(found: dict[str, Any]) -> None:
    of_type(found, "pv:Proof")[0]["pv:part"] = 3


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_other_precision, "proof_record_unsigned"),
        (_second_record, "proof_record_unsigned"),
        (_no_record, "proof_malformed"),
        (_hidden_part, "proof_malformed"),
        (_no_list, "proof_malformed"),
    ],
)
def test_a_record_that_was_altered_proves_nothing(session: Session, shop: Shop, spoil: Any, code: str) -> None:
    share_two(session, shop)
    found = json.loads(take_record(session, NUMBER).json_ld())
    spoil(found)
    with pytest.raises(TokenError, match=code):
        check_proof(json.dumps(found), now=session.clock.now())


@pytest.mark.parametrize("text", ["{", "{}", '{"@graph": 3}', '{"@graph": [3]}', '{"@graph": {"@type": "pv:Proof"}}'])
def test_what_is_no_record_is_no_proof(text: str, clock: SetClock) -> None:
    with pytest.raises(TokenError, match="proof_malformed"):
        check_proof(text, now=clock.now())


def test_the_page_says_who_what_and_how_long(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    text = page_text(record_page(take_record(session, NUMBER), shipped(), words("nl")))
    rows = text.splitlines()
    assert rows[0] == f"Afspraak {NUMBER}: wat je afsprak met {HOST}"
    assert "- Schoenmaat, ongeveer" in rows
    assert "De winkel heeft dit getekend." in text
    assert "Schoenenhuis B.V." in text


def test_what_cannot_be_taken_along_is_said(session: Session, shop: Shop, tmp_path: Path) -> None:
    request = shop.ask_for_claims({"path": ["clothing.shoe_size"]})
    share(session, propose(session, request), Choices((Choice("all", Precision.EXACT),), 0))
    deliver(session, shop)
    assert [each.number for each in list_records(session)] == [NUMBER]
    with pytest.raises(ChoiceError, match="record_without_terms"):
        take_record(session, NUMBER)
    with pytest.raises(ChoiceError, match="record_number_unknown"):
        take_record(session, "2020-0001")
    share_two(session, shop)
    path = tmp_path / "record.jsonld"
    path.write_text("mine", "utf-8")
    with pytest.raises(ChoiceError, match="file_exists"):
        saved(take_record(session, "2026-0002"), path, session)
    assert path.read_text("utf-8") == "mine"
