"""``retain`` sweeps once, or until it is told to end."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.shop.example import PHONE, Example, Vault
from vault import bundled
from vault.core.sentences import parse_sentences
from vault.shop.command_line import main
from vault.shop.rights.import_command import watch
from vault.shop.rights.retain_command import sweep_until
from vault.shop.rights.signals import ended_by_signal

ENGLISH = parse_sentences("en", bundled.read("messages/en.json"))
ENDED = "Erased at its end: 1. Erased unread: 0. Proof dropped: 0."


def test_once(sqlite_shop: Example, vault: Vault, capsys: pytest.CaptureFixture[str]) -> None:
    policy = str(sqlite_shop.folder / "preferences.toml")
    assert main(["--language", "en", "retain", "--policy", policy]) == 0
    assert capsys.readouterr().out == ENDED.replace("end: 1", "end: 0") + "\n"
    with pytest.raises(SystemExit):
        main(["retain", "--every", "0", "--policy", policy])


def test_again_and_again_and_only_what_went_is_said(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.clock.moment += timedelta(days=90)
    said: list[str] = []

    class Third(threading.Event):
        """Ends the third time that it is waited for."""

        left = 3

        def wait(self, timeout: float | None = None) -> bool:
            self.left -= 1
            if not self.left:
                self.set()
            return self.is_set()

    sweep_until(shop.shop, Third(), 60, ENGLISH, said.append)
    assert said == [ENDED]


def test_a_database_that_is_away_is_said_and_tried_again(
    sqlite_shop: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_shop.shop.store.close()
    sqlite_shop.shop.policy.store.write_bytes(b"no database any more, and long enough to be looked at")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jwe").write_text("x" * 40)

    class Once(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            self.set()
            return True

    sweep_until(sqlite_shop.shop, Once(), 60, ENGLISH, print)
    shown = capsys.readouterr()
    assert (shown.out, bool(shown.err)) == ("", True)
    watch(sqlite_shop.shop, tmp_path / "in", Once(), ENGLISH, print)
    assert "a.jwe: refused." in capsys.readouterr().out


def test_a_signal_ends_it_and_the_former_handler_is_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ended_by_signal() as ended:
        signal.raise_signal(signal.SIGTERM)
        assert ended.is_set()
    assert signal.getsignal(signal.SIGTERM) is before
