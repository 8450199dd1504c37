from __future__ import annotations

import argparse
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.unit.shop.advice.given import EN, NL, SENTENCES, shown, typing
from tests.unit.shop.example import CATALOGUE, NOW
from vault.core.errors import PolicyError
from vault.core.sentences import Sentences
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.advice import key_files
from vault.shop.advice.init_command import add_command, init
from vault.shop.advice.terminal import Terminal
from vault.shop.command_line import main
from vault.shop.keys import load_keys
from vault.shop.policy import read_policy
from vault.shop.terms import check_policy

PLAIN = ["shop.example", "Shop B.V.", "Dam 1, Amsterdam", "", "", "", "", "", "", "", "", ""]
"""Answers up to the preferences; Enter takes a default."""


def run(terminal: Terminal, *typed: str, sentences: Sentences = EN) -> None:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers())
    init(parser.parse_args(["init", *typed]), terminal, sentences)


@pytest.mark.parametrize("language", SENTENCES)
def test_an_afternoons_first_step(tmp_path: Path, language: str) -> None:
    path = tmp_path / "preferences.toml"
    terminal = typing(*PLAIN, "clothing.shoe_size", "", "", "", "", "", "", "")
    run(terminal, str(path), sentences=SENTENCES[language])
    policy = read_policy(path)
    assert (policy.host, policy.controller.name, policy.controller.country) == ("shop.example", "Shop B.V.", "NL")
    assert policy.controller.contact == "privacy@shop.example"
    (item,) = policy.items
    assert dict(item.reason) == dict(CATALOGUE.entry("clothing.shoe_size").help)
    assert not check_policy(policy, CATALOGUE).refused
    assert "preference-shop lint" in shown(terminal)
    assert stat.S_IMODE((tmp_path / key_files.SIGNING).stat().st_mode) == 0o600


def test_a_wrong_answer_is_explained_and_asked_again(tmp_path: Path) -> None:
    terminal = typing(
        "localhost", *PLAIN[:8], "sixteen", "", "", "31", "7", "",
        "phone.location", "xyzzy", "shoe", "shoe width", "9", "2", "<b>", "Only wide ones.", "",
        "",  # enough preferences
        "www.bad.example", "Mailer", "two", "2", "xx1", "us", "", "standard clauses",
        "",  # enough recipients
        "maybe", "no",
    )  # fmt: skip
    run(terminal, str(tmp_path / "preferences.toml"))
    text = shown(terminal)
    for told in (
        EN.error(PolicyError("policy_member_wrong", where="shop.host")),
        EN.error(PolicyError("answer_no_number")),
        EN.say("findings", "slow_deletion", days=31),
        EN.say("lint", "refused_location", key="phone.location"),
        EN.say("ends", "location"),
        EN.say("findings", "key_not_in_catalogue", key="xyzzy"),
        "clothing.shoe_closure  How shoes close",
        EN.say("init", "number", most=2),
        EN.say("init", "yes_or_no"),
        EN.say("init", "keys_needed"),
    ):
        assert told in text, told
    policy = read_policy(tmp_path / "preferences.toml")
    assert policy.delete_within == "P7D"
    (item,) = policy.items
    assert (item.key, item.purpose, item.reason["en"]) == (
        "clothing.shoe_width", "dpv:ProvideProductRecommendations", "Only wide ones.",
    )  # fmt: skip
    assert [(each.name, each.role, each.country) for each in policy.recipients] == [("Mailer", "controller", "US")]
    assert [(each.country, each.safeguard) for each in policy.transfers] == [("US", "standard clauses")]
    assert not (tmp_path / key_files.SIGNING).exists()


def test_a_sealed_preference_and_a_coarser_step(tmp_path: Path) -> None:
    terminal = typing(*PLAIN, "health.foot_health", "2", "2", "", "", "clothing.neckline", "", "", "", "", "nee")
    run(terminal, str(tmp_path / "p.toml"), sentences=NL)
    assert NL.say("init", "sealed") in shown(terminal)
    feet, neckline = read_policy(tmp_path / "p.toml").items
    assert (feet.purpose, feet.precision.word) == ("dpv:RequestedServiceProvision", "category")
    assert neckline.key == "clothing.neckline"


def test_eight_preferences_end_the_question(tmp_path: Path) -> None:
    keys = [key for key, entry in CATALOGUE.entries.items() if len(entry.purposes) == len(entry.ladder) == 1][:8]
    answers = [line for key in keys for line in (key, "", "")]
    terminal = typing(*PLAIN, *answers, "", "no")
    run(terminal, str(tmp_path / "p.toml"))
    assert EN.say("init", "enough", most=8) in shown(terminal)
    assert [item.key for item in read_policy(tmp_path / "p.toml").items] == keys


def test_whoever_leaves_halfway_has_written_nothing(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="answers_ended"):
        run(typing(*PLAIN, "clothing.shoe_size"), str(tmp_path / "p.toml"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("taken", ["preferences.toml", key_files.SIGNING, key_files.RECEIPTS, key_files.REQUEST])
def test_nothing_is_written_over(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    answers = ["--set", "host=shop.example", "--set", "name=S", "--set", "address=A", "--item", "food.tea", "--keys"]
    with pytest.raises(PolicyError) as caught:
        run(typing(), str(tmp_path / "preferences.toml"), *answers)
    assert (caught.value.code, caught.value.facts["file"]) == ("file_taken", taken)
    assert [path.name for path in tmp_path.iterdir()] == [taken]
    assert (tmp_path / taken).read_text() == "mine"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    answers = ["--set", "host=shop.example", "--set", "name=S", "--set", "address=A", "--item", "food.tea"]
    with pytest.raises(PolicyError, match="file_unwritable"):
        run(typing(), str(tmp_path / "none" / "preferences.toml"), *answers)


def test_what_cannot_be_written_leaves_nothing_half_done(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="file_unwritable"):
        key_files.write_new(tmp_path, {"a.toml": b"x", "none/b.toml": b"y"})
    assert list(tmp_path.iterdir()) == []


def test_the_keys_are_those_that_the_shop_opens_with(tmp_path: Path) -> None:
    answers = ["--set", "host=shop.example", "--set", "name=S", "--set", "address=A", "--item", "food.tea", "--keys"]
    run(typing(), str(tmp_path / "preferences.toml"), *answers)
    request = x509.load_pem_x509_csr((tmp_path / key_files.REQUEST).read_bytes())
    assert request.is_signature_valid
    names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["shop.example"]
    signing = load_pem_private_key((tmp_path / key_files.SIGNING).read_bytes(), None)
    assert request.public_key() == signing.public_key()
    with pytest.raises(PolicyError, match="policy_key_unreadable"):
        load_keys(read_policy(tmp_path / "preferences.toml"))  # until the authority has answered
    (tmp_path / "chain.pem").write_bytes(ThrowAwayAuthority(NOW).leaf("shop.example").certificate_pem)
    with pytest.raises(PolicyError, match="policy_key_mismatch"):
        load_keys(read_policy(tmp_path / "preferences.toml"))


def test_answers_from_a_file_and_from_the_command_go_together(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('host = "a.example"\nname = "S"\naddress = "A"\nitems = ["food.tea"]\n', encoding="utf-8")
    typed = ["--answers", str(answers), "--set", "host=shop.example", "--item", "food.bread"]
    run(typing(), str(tmp_path / "p.toml"), *typed)
    policy = read_policy(tmp_path / "p.toml")
    assert policy.host == "shop.example"
    assert [item.key for item in policy.items] == ["food.tea", "food.bread"]


def test_keys_may_be_asked_for_beforehand(tmp_path: Path) -> None:
    run(typing(*PLAIN, "food.water", "", "", "", ""), str(tmp_path / "p.toml"), "--keys")
    assert (tmp_path / key_files.RECEIPTS).exists()


def test_the_command_line_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "p.toml")
    typed = ["--language", "en", "init", path, "--set", "host=shop.example", "--set", "name=S", "--set", "address=A"]
    assert main([*typed, "--item", "phone.location"]) == 5
    assert "GDPR art. 5(1)(c)" in capsys.readouterr().err
    assert main([*typed, "--item", "food.tea"]) == 0
    assert main([*typed, "--item", "food.tea"]) == 7
    assert "p.toml" in capsys.readouterr().err
