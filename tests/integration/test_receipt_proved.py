"""A receipt saved by the window or the command line, and proved by somebody who has neither vault nor network.

The shop is a real connector; the check is the shop's own command in a process of its own.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.integration.connected import PASSPHRASE, Wire, share_with, shop_at, vault_at
from tests.unit.cli.conftest import CommandLine
from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import sentences
from tests.unit.shop.example import HOST
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.receipt_file import numbered_shares
from vault.customer.refreshing import offers, refresh
from vault.customer.session import Session, derive
from vault.customer.stopping import stop
from vault.desktop.activity_presenter import ActivityPresenter
from vault.desktop.activity_state import ActivityState
from vault.desktop.tasks import InlineTasks
from vault.storage.secret import Passphrase

SIZE = "clothing.shoe_size"
_CHECK = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        raise SystemExit(f"{event}: this is checked without a network")

sys.addaudithook(refuse)
from vault.shop.command_line import main

sys.exit(main(["receipt", "check", sys.argv[1]]))
"""


@dataclass
class Place:
    """A customer, a shop, and a folder to save to."""

    folder: Path
    wire: Wire
    clock: SetClock

    def share(self) -> None:
        """The shoe size, as a range, and sports."""
        with vault_at(self.folder / "vault", self.clock) as session:
            share_with(
                session, self.wire.shops[HOST], self.wire, {"shoe_size": Precision.RANGE, "sports": Precision.EXACT}
            )

    def open(self) -> Session:
        """The vault."""
        derived = derive(self.folder / "vault", Passphrase(PASSPHRASE))
        return derived.open(catalogue=shipped(), clock=self.clock, random=secrets.token_bytes)

    @property
    def line(self) -> CommandLine:
        """The command line over the vault."""
        return CommandLine(self.folder / "vault", self.clock, self.wire)

    def command(self, *arguments: str) -> CommandLine:
        """Give a command that works."""
        made = self.line
        assert made(*arguments) == 0, made.errors
        return made

    def prove(self, file: Path) -> subprocess.CompletedProcess[str]:
        """Check a file elsewhere: the vault and the shop are gone, and nothing is asked of a network."""
        alone = self.folder / "alone"
        alone.mkdir(exist_ok=True)
        shutil.copy(file, alone / "receipt.txt")
        hidden = self.folder / "vault hidden"
        (self.folder / "vault").rename(hidden)
        try:
            return subprocess.run(
                [sys.executable, "-c", _CHECK, "receipt.txt"],
                cwd=alone,
                env={**os.environ, "HOME": str(alone), "PYTHONPATH": str(Path(__file__).parents[2])},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        finally:
            hidden.rename(self.folder / "vault")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    clock = SetClock(datetime.now(UTC).replace(microsecond=0))  # the check has the real time
    wire = Wire({HOST: shop_at(tmp_path / HOST, clock)})
    yield Place(tmp_path, wire, clock)
    wire.shops[HOST].shop.store.close()


def test_saved_by_the_window_it_is_proved_elsewhere(place: Place, qapp: QApplication) -> None:
    del qapp
    place.share()
    states: list[ActivityState] = []
    with place.open() as session:
        presenter = ActivityPresenter(InlineTasks(session), sentences(), shipped(), place.clock)
        presenter.changed.connect(states.append)
        presenter.start()
        presenter.save(place.folder / "saved.txt")
    assert states[-1].receipt is not None
    assert states[-1].receipt.said == "Saved as saved.txt"
    checked = place.prove(place.folder / "saved.txt")
    assert checked.returncode == 0, checked.stderr
    said = checked.stdout.splitlines()
    assert said[0] == "The receipt holds."
    assert sum(line.startswith("Agreed: ") and line.endswith("own key.") for line in said) == 2
    assert not any(line.startswith("Erased") for line in said)


def test_saved_by_the_command_line_after_a_stop_the_erasure_is_proved_too(place: Place) -> None:
    place.share()
    place.command("stop", HOST)
    (number,) = [each["number"] for each in place.line.json("receipt")["receipts"]]
    place.command("receipt", str(number), str(place.folder / "saved.txt"))
    checked = place.prove(place.folder / "saved.txt")
    assert checked.returncode == 0, checked.stderr
    assert sum(line.startswith("Erased: ") for line in checked.stdout.splitlines()) == 2
    printed = place.command("receipt", str(number)).out
    assert printed == (place.folder / "saved.txt").read_text("utf-8")


def test_after_a_refresh_both_receipts_are_proved(place: Place) -> None:
    place.share()
    with place.open() as session:
        set_words(session, SIZE, "EU 46")
        refresh(session, offers(session, SIZE))
        deliver(session, place.wire)
        stop(session, HOST)
        place.clock.moment += timedelta(seconds=1)
        deliver(session, place.wire)
        (share,) = numbered_shares(session)
    place.command("receipt", share.number, str(place.folder / "saved.txt"))
    checked = place.prove(place.folder / "saved.txt")
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.splitlines().count("The receipt holds.") == 2


@pytest.mark.parametrize("spoil", ["other word", "other terms", "no terms"])
def test_a_file_that_was_altered_proves_nothing(place: Place, spoil: str) -> None:
    place.share()
    file = place.folder / "saved.txt"
    place.command("receipt", f"{place.clock.now().year}-0001", str(file))
    lines = file.read_text("utf-8").splitlines()
    terms = next(number for number, line in enumerate(lines) if line[0] != "#" and "." not in line)
    token = next(number for number, line in enumerate(lines) if line.startswith("ey"))
    if spoil == "other word":
        lines[token] = lines[token][:-8] + "AAAAAAAA"
    elif spoil == "other terms":
        lines[terms] = lines[terms][:-4] + "AAAA"
    else:
        del lines[terms]
    file.write_text("\n".join(lines), "utf-8")
    checked = place.prove(file)
    assert checked.returncode != 0
    assert "The receipt holds." not in checked.stdout
    assert checked.stderr.strip()


def test_editors_and_words_do_no_harm(place: Place) -> None:
    """A mark before the text, other line ends, and letters that look like line ends when read as Latin-1."""
    place.share()
    file = place.folder / "saved.txt"
    place.command("receipt", f"{place.clock.now().year}-0001", str(file))
    text = "# Åse Ärlig … naïve, à\u2028la carte\n" + file.read_text("utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    checked = place.prove(file)
    assert checked.returncode == 0, checked.stderr


def test_a_number_that_is_none_and_a_list_for_scripts(place: Place) -> None:
    place.share()
    made = place.line
    assert made("receipt", "2020-0001") != 0
    assert "There is no receipt with this number." in made.errors
    listed = made.json("receipt")["receipts"]
    assert [each["keys"] for each in listed] == [[SIZE, "media.sports"]]
    assert json.dumps(listed).count("43") == 0
