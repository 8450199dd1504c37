"""The first journey without a mouse: with keys alone, and through AT-SPI alone, as a screen reader's commands do it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from tests.end2end.accessible import CHECKED, FOCUSED, Reader, Thing, open_reader
from tests.end2end.screen import Screen, open_screen, wait_for
from vault.customer.stopping import UNDO_SECONDS
from vault.demo.browser import Browser
from vault.demo.journey import PASSPHRASE
from vault.demo.schoenenhuis import HOST, RunningShop, open_schoenenhuis

VAULT = "preference-vault"
PAGES = ("Overview", "Requests", "Preferences", "Shops", "Activity", "Your data", "Settings")
MOST_STOPS = 60
"""Stops of Tab on a page, at most."""
SECONDS = 5
ROWS = frozenset({"list item", "cell"})
CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
QGuiApplication.clipboard().setText(sys.argv[1])
print("there", flush=True)
app.exec()
"""


class Hand(Protocol):
    """How a person does what they want."""

    def press(self, role: str, name: str) -> None:
        """Use a button, a switch or a row."""

    def open_page(self, name: str) -> None:
        """Go to a page of the rail."""

    def choose(self, first: str, wanted: str) -> None:
        """Of steps side by side that begin with ``first``, choose this one."""

    def write(self, field: str, text: str) -> None:
        """Fill in a field."""

    def paste(self, field: str, text: str) -> None:
        """The same, with what another program has put on the clipboard."""


class Keys:
    """The keyboard. What has it is read from AT-SPI, as a person sees the ring."""

    def __init__(self, screen: Screen, reader: Reader) -> None:
        self._screen, self._reader = screen, reader

    def press(self, role: str, name: str) -> None:
        self._go_to(role, name)
        self._screen.press("space")

    def open_page(self, name: str) -> None:
        self._screen.press(f"ctrl+{PAGES.index(name) + 1}")
        self._reader.wait(VAULT, "label", name)

    def choose(self, first: str, wanted: str) -> None:
        self._go_to("radio button", first)
        while not (now := self._focused()).name.startswith(wanted):
            self._next("Right", now)

    def write(self, field: str, text: str) -> None:
        self._go_to("text", field)
        self._screen.type(text)

    def paste(self, field: str, text: str) -> None:
        running = self._screen.start(sys.executable, "-c", CLIPBOARD, text)
        log = self._screen.log_of(running)
        wait_for("the clipboard", lambda: "there" in log.read_text(encoding="utf-8"))
        self._go_to("text", field)
        self._screen.press("ctrl+v")

    def _go_to(self, role: str, name: str) -> None:
        self._reader.wait(VAULT, role, name)
        seen = []
        for _ in range(MOST_STOPS):
            now = self._focused()
            if now.role == role and now.name.startswith(name):
                return
            seen.append(now.name)
            self._next("Tab", now)
        pytest.fail(f"Tab does not come to {role} {name!r}, only to {seen}")

    def _next(self, key: str, now: Thing) -> None:
        self._screen.press(key)
        wait_for(f"{key} to go on from {now.name!r}", lambda: self._focused().path != now.path, SECONDS)

    def _focused(self) -> Thing:
        """What has the keyboard. The current row of a list says so of itself also when it is elsewhere."""

        def look() -> list[Thing]:
            return [each for each in self._reader.seen(VAULT) if each.has(FOCUSED) and each.role not in ROWS]

        return wait_for("something with the keyboard", look)[-1]


class Commands:
    """AT-SPI's actions and editable texts."""

    def __init__(self, screen: Screen, reader: Reader) -> None:
        self._reader = reader

    def press(self, role: str, name: str) -> None:
        self._reader.act(VAULT, role, name)

    def open_page(self, name: str) -> None:
        self._reader.act(VAULT, "radio button", name)
        self._reader.wait(VAULT, "label", name)

    def choose(self, first: str, wanted: str) -> None:
        self._reader.act(VAULT, "radio button", wanted)

    def write(self, field: str, text: str) -> None:
        self._reader.write(VAULT, field, text)

    def paste(self, field: str, text: str) -> None:
        self._reader.write(VAULT, field, text)


@pytest.mark.parametrize("hand_of", [Keys, Commands])
def test_the_first_journey(tmp_path: Path, hand_of: Callable[[Screen, Reader], Hand]) -> None:
    with open_schoenenhuis(tmp_path / "shop") as shop, open_screen(tmp_path) as screen, open_reader(screen) as reader:
        mouse = screen.mouse()
        folder = screen.data / "preference-vault" / "vault"
        folder.parent.mkdir()
        listed = str(shop.folder / "test-shops.toml")
        running = screen.start(sys.executable, "-m", "vault", "window", "--vault", str(folder), "--test-shops", listed)
        hand = hand_of(screen, reader)
        make_a_vault(hand, reader)
        fill_in_three(hand, reader)
        share_one(hand, reader, shop)
        stop_undo_and_stop(hand, reader, shop)
        lock_and_unlock(hand, reader)
        assert screen.mouse() == mouse
        assert "Traceback" not in screen.log_of(running).read_text(encoding="utf-8")


def make_a_vault(hand: Hand, reader: Reader) -> None:
    hand.write("Passphrase", PASSPHRASE)
    hand.write("Type it again", PASSPHRASE)
    hand.press("push button", "Next: recovery kit")
    hand.press("push button", "Make it later")
    hand.choose("Normal", "Careful")
    hand.press("push button", "Open my vault")
    reader.wait(VAULT, "label", "Locks by itself after\n1 minute")


def fill_in_three(hand: Hand, reader: Reader) -> None:
    hand.open_page("Preferences")
    hand.press("push button", "Start with your sizes")
    for field, size in (("Shoe size", "43"), ("Size of tops", "M"), ("Trouser size", "32")):
        hand.write(f"{field}, size", size)
        hand.press("push button", "Save")
        wait_for(f"{field} {size}", lambda row=field, size=size: _filled(reader, row, size))


def _filled(reader: Reader, row: str, size: str) -> bool:
    found = reader.find(VAULT, "push button", f"{row}, ")
    return found is not None and re.search(rf"\b{size}\b", found.name) is not None


def share_one(hand: Hand, reader: Reader, shop: RunningShop) -> None:
    browser = Browser(shop.address)
    link = json.loads(browser.get(shop.url("/preferences/start"), accept="application/json").body)["link"]
    before = browser.get(shop.url("/running")).body
    hand.open_page("Requests")
    hand.paste("Paste a link", link)
    hand.press("push button", "Open")
    hand.press("check box", "Share Shoe size")
    hand.choose("Exact, EU 43", "Range, EU 42")
    wait_for("the range", lambda: reader.wait(VAULT, "radio button", "Range, EU 42").has(CHECKED))
    assert shop.holds() == 0
    hand.press("push button", "Share this one")
    wait_for("the shop to hold it", lambda: shop.holds() == 1)
    browser.get(reader.text_of(reader.wait(VAULT, "text", "Address of the shop")))
    assert browser.get(shop.url("/running")).body != before


def stop_undo_and_stop(hand: Hand, reader: Reader, shop: RunningShop) -> None:
    hand.open_page("Shops")
    stop = f"Stop sharing with {HOST}"
    hand.press("push button", stop)
    hand.press("push button", "Undo")
    reader.wait(VAULT, "push button", stop)
    assert shop.holds() == 1
    hand.press("push button", stop)
    reader.wait(VAULT, "push button", "Undo")
    wait_for("the shop to stop", lambda: shop.holds() == 0, UNDO_SECONDS + SECONDS)


def lock_and_unlock(hand: Hand, reader: Reader) -> None:
    hand.press("push button", "Lock now")
    hand.write("Passphrase", PASSPHRASE)
    hand.press("push button", "Unlock")
    reader.wait(VAULT, "radio button", "Overview")
