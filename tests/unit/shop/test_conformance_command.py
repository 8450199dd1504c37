"""What the conformance command prints and how it ends; the run itself is in ``tests/integration``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.shop.example import HOST, NOW
from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences, parse_sentences
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.command_line import main
from vault.shop.conformance.checks import Outcome, Result
from vault.shop.conformance.report import as_json, line_of, verdict
from vault.shop.conformance.run import ALL
from vault.shop.conformance_command import BROKEN, HELD, UNFINISHED, outcome_code, shops_of
from vault.shop.printing import say

HELD_RULE = Result("stop_one", "Stopping", Outcome.PASS, "status=202")
BROKEN_RULE = Result("stop_again", "Stopping; RFC 8935 §2.2", Outcome.FAIL, "status=500\x1b[2J")
LACKING = Result("held_items", "Held", Outcome.NOT_OFFERED, "the terms list no address for held")
UNTRIED = Result("share_record", "Receipts", Outcome.NOT_TRIED, "without receipts")


@pytest.fixture(params=["en", "nl"])
def sentences(request: pytest.FixtureRequest) -> Sentences:
    return parse_sentences(request.param, bundled.read(f"messages/{request.param}.json"))


def test_every_check_has_its_own_sentence_and_no_sentence_is_left_over(sentences: Sentences) -> None:
    said = sentences.texts["conformance"]
    assert {check.id for check in ALL} == said.keys()
    assert len(set(said.values())) == len(said)


def test_what_holds_is_one_line_and_what_does_not_says_what_was_seen(
    sentences: Sentences, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(line_of(HELD_RULE, sentences)) == 1
    say(*line_of(BROKEN_RULE, sentences))
    shown = capsys.readouterr().out
    assert sentences.say("conformance", "stop_again") in shown
    assert "RFC 8935 §2.2: status=500" in shown
    assert "\x1b" not in shown


def test_the_verdict_counts_and_decides(sentences: Sentences) -> None:
    counted, said = verdict([HELD_RULE, BROKEN_RULE, LACKING, UNTRIED], sentences)
    assert counted.count("1") == 4
    assert said == sentences.say("shop", "kit_failed")
    assert verdict([HELD_RULE, LACKING], sentences)[1] == sentences.say("shop", "kit_passed")
    assert verdict([HELD_RULE, UNTRIED], sentences)[1] == sentences.say("shop", "kit_unfinished")


def test_how_it_ends() -> None:
    assert outcome_code([HELD_RULE, LACKING]) == HELD
    assert outcome_code([HELD_RULE, UNTRIED, BROKEN_RULE]) == BROKEN
    assert outcome_code([HELD_RULE, UNTRIED]) == UNFINISHED


def test_json_has_every_check_and_no_code_of_the_address(sentences: Sentences) -> None:
    found = json.loads(as_json([HELD_RULE, BROKEN_RULE], sentences, url="https://a.example/b?code=x", exchanges=7))
    assert found["url"] == "https://a.example/b"
    assert found["counts"] == {"pass": 1, "fail": 1, "not_offered": 0, "not_tried": 0}
    assert [each["result"] for each in found["checks"]] == ["pass", "fail"]
    assert found["checks"][1]["section"] == BROKEN_RULE.section


def test_a_shop_on_this_computer_needs_its_address_and_its_authority(tmp_path: Path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_bytes(ThrowAwayAuthority(NOW).ca_pem)
    assert list(shops_of(HOST, None, None)) == []
    (shop,) = shops_of(HOST, "127.0.0.1:8443", ca)
    assert (shop.host, shop.address, shop.port) == (HOST, "127.0.0.1", 8443)
    for address, file, code in (
        ("127.0.0.1:8443", None, "kit_address_incomplete"),
        (None, ca, "kit_address_incomplete"),
        ("192.0.2.1:8443", ca, "test_shop_not_here"),
        ("127.0.0.1:x", ca, "test_shop_malformed"),
        ("127.0.0.1:8443", tmp_path / "none.pem", "test_shops_unreadable"),
    ):
        with pytest.raises(ChoiceError) as caught:
            shops_of(HOST, address, file)
        assert caught.value.code == code


@pytest.mark.parametrize("url", ["http://shop.example/", "https://127.0.0.1/", "mailto:x", "openid4vp://?client_id=x"])
def test_an_address_that_no_vault_would_call(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", url]) != 0
    shown = capsys.readouterr()
    assert shown.err
    assert shown.out == ""
