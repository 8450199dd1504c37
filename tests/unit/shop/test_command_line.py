from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.shop.asgi import call
from tests.unit.shop.example import CATALOGUE, NOW, POLICY_FILE, adding, item, shop_folder
from vault import bundled
from vault.core.errors import PolicyError, StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.demo.authority import ThrowAwayAuthority
from vault.shop import serve_command, serving
from vault.shop.command_line import exit_code, main, report, sentence_of
from vault.shop.policy import read_policy
from vault.shop.terms import check_policy

TEXT = POLICY_FILE.read_text(encoding="utf-8")


@pytest.fixture(params=["en", "nl"])
def sentences(request: pytest.FixtureRequest) -> Sentences:
    return parse_sentences(request.param, bundled.read(f"messages/{request.param}.json"))


def test_settings_that_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "check", str(POLICY_FILE)]) == 0
    shown = capsys.readouterr()
    assert "Asks for 6, says it needs 0." in shown.out
    assert shown.err == ""


def test_settings_that_a_vault_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(TEXT.replace("dpv:ServicePersonalisation", "dpv:Marketing", 1), encoding="utf-8")
    assert main(["--language", "nl", "check", str(path)]) == 5
    lines = capsys.readouterr().out.splitlines()
    assert "shoe_size" in lines[0]
    assert CATALOGUE.entry("clothing.shoe_size").label["nl"] in lines[0]


def test_settings_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nothing.toml")]) == 7
    shown = capsys.readouterr()
    assert "nothing.toml" in shown.err
    assert shown.out == ""


def test_every_finding_is_told_with_names_people_know(sentences: Sentences) -> None:
    policy = adding(
        item("x", "no.such_key"),
        item("sports_again", "media.sports", purpose="dpv:ProvideProductRecommendations"),
    )(read_policy(POLICY_FILE))
    lines = report(check_policy(policy, CATALOGUE), CATALOGUE, sentences)
    assert any("no.such_key" in line for line in lines)
    about_sports = [line for line in lines if CATALOGUE.entry("media.sports").label[sentences.language] in line]
    assert any(sentences.say("precisions", "category") in line for line in about_sports)
    assert lines[-1] == sentences.say("shop", "check_refused")


def test_an_error_is_a_sentence_and_a_code(sentences: Sentences) -> None:
    missing = PolicyError("policy_member_missing", where="shop.host")
    assert "shop.host" in sentence_of(missing, sentences)
    assert exit_code(missing, sentences) == 7
    refused = PolicyError("purpose_refused", where="a", key="clothing.shoe_size")
    assert "clothing.shoe_size" in sentence_of(refused, sentences)
    assert exit_code(refused, sentences) == 5
    assert exit_code(StorageError("store_failed", kind="x"), sentences) == 4


def test_it_serves_what_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[dict[str, Any]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append({"app": app, **how}))
    monkeypatch.setattr(serving, "write_logs", lambda _: None)
    policy = shop_folder(tmp_path, ThrowAwayAuthority(datetime.now(UTC)))
    assert main(["serve", "--policy", str(policy), "--listen", "127.0.0.1:8701"]) == 0
    (how,) = served
    assert (how["host"], how["port"], how["access_log"]) == ("127.0.0.1", 8701, False)
    assert call(how["app"], "GET", "/preferences/ready").json() == {"status": "ready", "problems": []}
    assert call(how["app"], "GET", "/").status == 404
    assert "127.0.0.1:8701" in capsys.readouterr().out


def test_it_serves_nothing_that_a_vault_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    policy.write_text(TEXT.replace('proof_until = "P24M"', 'proof_until = "P24M"\npersonal_prices = true'), "utf-8")
    assert main(["serve", "--policy", str(policy)]) == 5
    assert capsys.readouterr().err


def test_the_keyboard_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve_command, "serve", interrupt)
    policy = shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    assert main(["serve", "--policy", str(policy)]) == 130


@pytest.mark.parametrize("argv", [[], ["check"], ["serve", "--log-format", "xml"], ["serve", "--workers", "a"]])
def test_a_command_typed_wrong(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv)
    assert caught.value.code == 2


@pytest.mark.parametrize(("lang", "expected"), [("nl_NL.UTF-8", "vraagt"), ("C", "Asks for")])
def test_it_speaks_the_machines_language(
    lang: str, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", lang)
    main(["check", str(POLICY_FILE)])
    assert expected.lower() in capsys.readouterr().out.lower()
