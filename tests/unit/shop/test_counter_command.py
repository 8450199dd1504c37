"""``preference-shop counter`` as it is typed, with a vault's answer in a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.shop.example import CATALOGUE, Vault, shop_folder
from vault.core.value import Precision, Value
from vault.core.wording import read_words
from vault.demo.authority import ThrowAwayAuthority
from vault.openid4vp.answer_file import answer_text
from vault.openid4vp.qr_picture import read_qr
from vault.openid4vp.request_file import read_request_file, verify_request_file
from vault.openid4vp.request_object import VerifiedRequest
from vault.shop.command_line import main

SIZE = read_words(CATALOGUE.entry("clothing.shoe_size"), "EU 43")


@pytest.fixture
def authority() -> ThrowAwayAuthority:
    return ThrowAwayAuthority(datetime.now(UTC))


@pytest.fixture
def policy(tmp_path: Path, authority: ThrowAwayAuthority) -> str:
    return str(shop_folder(tmp_path, authority))


def opened(path: Path, authority: ThrowAwayAuthority) -> VerifiedRequest:
    file = read_request_file(path.read_bytes())
    return verify_request_file(file, anchors=[authority.certificate], now=datetime.now(UTC))


def answer_in(path: Path, request: VerifiedRequest, value: Value = SIZE) -> Path:
    path.write_text(answer_text(Vault().answer(request, {"shoe_size": value}, now=datetime.now(UTC))), "ascii")
    return path


def test_ask_in_a_file_and_read_the_answer(
    tmp_path: Path, policy: str, authority: ThrowAwayAuthority, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ask.prefrequest"
    assert main(["--language", "en", "counter", "file", str(file), "--item", "shoe_size", "--policy", policy]) == 0
    given, digits = capsys.readouterr().out.splitlines()
    assert given.startswith("Give ask.prefrequest to the customer. It can be answered until ")
    answer = answer_in(tmp_path / "answer.jwe", opened(file, authority))
    assert main(["--language", "en", "counter", "read", str(answer), "--policy", policy]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [digits, "The customer shared this:"]
    assert lines[2].startswith("  Shoe size: EU 43. What for: ")
    assert [line.partition(":")[0] for line in lines[3:]] == [
        "Customer number",
        "Code for the customer, to stop without the vault",
    ]
    assert SIZE.precision is Precision.EXACT
    assert main(["--language", "en", "counter", "read", str(answer), "--policy", policy]) == 6
    assert "answered already" in capsys.readouterr().err


def test_ask_by_a_code(tmp_path: Path, policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "ask.png"
    assert main(["--language", "nl", "counter", "qr", str(picture), "--policy", policy]) == 0
    shown, digits, number = capsys.readouterr().out.splitlines()
    assert shown.startswith("Laat ask.png aan de klant zien.")
    assert read_qr(picture.read_bytes()).startswith("openid4vp://?client_id=")
    request = number.rpartition(" ")[2]
    assert main(["--language", "nl", "counter", "show", request, "--policy", policy]) == 0
    assert capsys.readouterr().out.splitlines() == [digits, "Er is nog geen antwoord."]
    assert main(["counter", "qr", str(tmp_path / "ask.svg"), "--policy", policy]) == 0
    assert (tmp_path / "ask.svg").read_bytes().startswith(b"<?xml")


def test_what_stands_in_the_way_is_said(tmp_path: Path, policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there.prefrequest").write_bytes(b"x")
    (tmp_path / "hello.jwe").write_bytes(b"hello")
    for words, code, said in (
        (["file", str(tmp_path / "there.prefrequest")], 7, "there.prefrequest is already there"),
        (["file", str(tmp_path / "no" / "a.prefrequest")], 7, "a.prefrequest cannot be written"),
        (["read", str(tmp_path / "nothing.jwe")], 7, "nothing.jwe cannot be read"),
        (["read", str(tmp_path)], 7, "cannot be read"),
        (["read", str(tmp_path / "hello.jwe")], 6, ""),
        (["show", "nobody"], 6, "does not know this request"),
    ):
        assert main(["--language", "en", "counter", *words, "--policy", policy]) == code
        shown = capsys.readouterr()
        assert said in shown.err
        assert shown.out == ""
