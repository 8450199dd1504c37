from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.unit.shop.advice.given import EN, NL, SENTENCES
from tests.unit.shop.example import NOW, POLICY_FILE, SESSION, shop_folder
from vault.core.sentences import Sentences
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.advice.training import Result, keep_result
from vault.shop.command_line import main
from vault.shop.opening import open_shop
from vault.shop.profile import profile_for

TEXT = POLICY_FILE.read_text(encoding="utf-8")


@pytest.fixture
def policy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The settings of a shop that has published its notice in both languages."""
    path = tmp_path / "preferences.toml"
    path.write_text(TEXT, encoding="utf-8")
    for language in SENTENCES:
        assert main(["--language", language, "notice", str(path), "--format", "html"]) == 0
        (tmp_path / f"notice.{language}.html").write_text(capsys.readouterr().out, encoding="utf-8")
    return path


@pytest.mark.parametrize("sentences", [EN, NL])
def test_a_good_shop(policy: Path, sentences: Sentences, capsys: pytest.CaptureFixture[str]) -> None:
    keep_result(policy, Result(datetime.now(UTC).astimezone().date(), "marketing", 9, 10, None))
    assert main(["--language", sentences.language, "lint", str(policy)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == sentences.say("lint", "verdict_good")
    assert sentences.say("lint", "nobody_trained") not in lines


def test_it_says_when_nobody_was_trained_this_year(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_result(policy, Result(date(2019, 1, 1), "marketing", 9, 10, None))
    assert main(["--language", "en", "lint", str(policy)]) == 0
    assert EN.say("lint", "nobody_trained") in capsys.readouterr().out


def test_there_is_something_to_mend(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy.write_text(TEXT.replace('duration = "P90D"', 'duration = "P120D"'), encoding="utf-8")
    assert main(["--language", "en", "lint", str(policy)]) == 1
    out = capsys.readouterr().out
    assert "warning: notice.en.html promises another time. The settings say: “At most 120 days" in out
    assert "notice.nl.html" in out
    assert "Mend: Publish the new notice" in out
    assert out.splitlines()[-1] == EN.say("lint", "verdict_mend")


def test_it_may_not_go_live(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy.write_text(TEXT.replace("dpv:ServicePersonalisation", "dpv:TargetedAdvertising", 1), encoding="utf-8")
    assert main(["--language", "en", "lint", str(policy)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "refused: shoe_size: You want Shoe size for advertising."
    assert lines[1].startswith("  Why: ")
    assert "21(2)" in lines[1]
    assert lines[2].startswith("  Mend: ")


def test_a_program_gets_the_same(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy.write_text(TEXT.replace("dpv:ServicePersonalisation", "dpv:TargetedAdvertising", 1), encoding="utf-8")
    assert main(["--language", "en", "lint", "--json", str(policy)]) == 2
    found = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["exit"], found["asked"], found["needed"]) == ("may_not", 2, 6, 0)
    assert found["notices"] == ["notice.en.html", "notice.nl.html"]
    assert (found["database"], found["trained"]) == (False, [])
    (finding,) = found["findings"]
    assert (finding["code"], finding["severity"], finding["item"]) == ("refused_advertising", "refusal", "shoe_size")
    assert "art." in finding["why"]
    assert finding["mend"]


def test_the_published_page_may_be_named(policy: Path, tmp_path: Path) -> None:
    page = tmp_path / "elsewhere.html"
    page.write_text("<p>Something else.</p>", encoding="utf-8")
    assert main(["lint", str(policy), "--notice", str(page)]) == 1
    assert main(["lint", str(policy), "--notice", str(tmp_path / "notice.en.html")]) == 0
    assert main(["lint", str(policy), "--notice", str(tmp_path / "none.html")]) == 7


def test_it_looks_at_what_was_read(policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop_folder(tmp_path, ThrowAwayAuthority(NOW))
    shop = open_shop(policy)
    profile_for(shop, SESSION).value("clothing.shoe_size", purpose="dpv:DirectMarketing")
    shop.store.close()
    assert main(["--language", "en", "lint", str(policy)]) == 2
    out = capsys.readouterr().out
    assert "Your pages ask Shoe size for “to send you advertising”. It never gets an answer. Times: 1." in out
    assert EN.say("lint", "nothing_read_yet") not in out


def test_settings_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "lint", str(tmp_path / "none.toml")]) == 7
    assert "none.toml" in capsys.readouterr().err


def test_a_notice_of_settings_that_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(TEXT.replace("dpv:ServicePersonalisation", "dpv:Marketing", 1), encoding="utf-8")
    assert main(["--language", "en", "notice", str(path)]) == 5
    assert capsys.readouterr().out == ""
