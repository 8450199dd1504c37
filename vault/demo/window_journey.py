"""The first journey through the real window, played by accessible names, as a screen reader would.

Every screen and every page of the shop on the way is saved as a picture.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from vault import bundled
from vault.core.catalogue import Catalogue, parse
from vault.core.sentences import Sentences, parse_sentences
from vault.core.wording import in_language
from vault.demo.browser import Browser
from vault.demo.chromium import find_chromium, keep_page, take_picture
from vault.demo.journey import PASSPHRASE, fill_vault, require
from vault.demo.schoenenhuis import HOST, RunningShop, open_schoenenhuis
from vault.desktop.app import make_window
from vault.desktop.parts.switch import Switch
from vault.desktop.tasks import Tasks
from vault.desktop.window import Window

SHARED = ("clothing.shoe_size", "media.sports", "clothing.shoe_width", "clothing.materials_avoided")
"""What the journey shares."""
SETTLE_MS = 150
"""For layouts and the first paint."""
PATIENCE = 30
"""Seconds for one thing to appear: key derivation on a slow machine is the longest."""


@dataclass(frozen=True)
class Theatre:
    """The window, the shop, and the browser between them. ``pictures`` is the folder for what is saved."""

    app: QApplication
    tasks: Tasks
    window: Window
    shop: RunningShop
    browser: Browser
    folder: Path
    pictures: Path
    sentences: Sentences
    catalogue: Catalogue
    went_to: list[str] = field(default_factory=list)
    """Addresses that the vault handed to the browser."""

    def wait(self, what: str, holds: Callable[[], bool]) -> None:
        """Let the window work until ``holds``. Raises :class:`NotHeld` if that takes too long."""
        loop = QEventLoop()
        poll = QTimer()
        poll.timeout.connect(lambda: loop.quit() if holds() else None)
        poll.start(20)
        QTimer.singleShot(PATIENCE * 1000, loop.quit)
        if not holds():
            loop.exec()
        poll.stop()
        require(holds(), what)

    def named(self, name: str, kind: type[QWidget] = QAbstractButton) -> QWidget | None:
        """The control that is seen and whose accessible name begins with ``name``."""
        for found in self.window.findChildren(kind):
            if found.isVisible() and found.isEnabled() and found.accessibleName().startswith(name):
                return found
        return None

    def press(self, name: str) -> None:
        """Press the button of this name, as soon as it can be pressed."""
        self.wait(name, lambda: self.named(name) is not None)
        button = self.named(name)
        if isinstance(button, QAbstractButton):
            button.click()

    def picture(self, name: str) -> None:
        """Save the window once it has laid itself out."""
        settled = QEventLoop()
        QTimer.singleShot(SETTLE_MS, settled.quit)
        settled.exec()
        self.window.grab().save(str(self.pictures / f"{name}.png"))

    def page(self, name: str) -> bytes:
        """Save the shop's page as it is for this browser, with a picture if there is a Chromium; its text."""
        page = self.browser.get(self.shop.url("/running"))
        path = keep_page(self.browser, page, self.pictures, name)
        chromium = find_chromium()
        if chromium:
            take_picture(chromium, path)
        return page.body

    def link(self) -> str:
        """Press the shop's button."""
        page = self.browser.get(self.shop.url("/preferences/start"), accept="application/json")
        return str(json.loads(page.body)["link"])


@contextmanager
def open_theatre(app: QApplication, folder: Path, language: str, pictures: Path | None = None) -> Iterator[Theatre]:
    """A vault with ten preferences and the open shop, both in ``folder``, and the window before the locked vault."""
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    catalogue = parse(*bundled.catalogue_files())
    fill_vault(folder / "vault")
    with open_schoenenhuis(folder / "shop") as shop:
        tasks = Tasks()
        try:
            went_to: list[str] = []
            window = make_window(app, tasks, folder / "vault", language, shop.test_shops, went_to.append)
            browser = Browser(shop.address, language)
            seen = pictures or folder
            yield Theatre(app, tasks, window, shop, browser, folder, seen, sentences, catalogue, went_to)
            window.deleteLater()
        finally:
            tasks.shut_down()


def play_window(stage: Theatre) -> Iterator[str]:
    """The journey, one line a step, with pictures in the folder."""
    say = stage.sentences.say
    before = stage.page("page-1-before")
    stage.window.show()
    stage.picture("window-1-unlock")
    unlock_window(stage)
    stage.wait("preferences", lambda: stage.named(_rail(stage, "preferences")) is not None)
    stage.picture("window-2-overview")
    yield say("demo", "opened")
    stage.window.open_link(stage.link())
    share = say("demo", "name_share")
    stage.wait("request", lambda: _switch(stage, SHARED[0]) is not None)
    stage.picture("window-3-request")
    yield say("demo", "shown", host=HOST)
    for key in SHARED:
        flip(stage, key)
    stage.wait("share", lambda: stage.named(share) is not None)
    stage.picture("window-4-chosen")
    stage.press(share)
    stage.wait("delivered", lambda: bool(stage.shop.holds()))
    _go_back(stage)
    stage.picture("window-5-shared")
    after = stage.page("page-2-after")
    require(after != before, "page after sharing")
    yield say("demo", "shared", host=HOST, count=4)
    for number, page in enumerate(("shops", "activity", "your_data"), start=6):
        stage.window.show_page(page)
        stage.picture(f"window-{number}-{page}")
    stage.window.show_page("shops")
    stage.press(say("demo", "name_stop"))
    yield say("demo", "stop_asked")
    stage.wait("stopped", lambda: not stage.shop.holds())
    stage.picture("window-9-stopped")
    require(stage.page("page-3-stopped") == before, "page after stopping")
    yield say("demo", "stopped", host=HOST, count=4)


def unlock_window(stage: Theatre) -> None:
    """Type the passphrase, and Return."""
    fields = [each for each in stage.window.findChildren(QLineEdit) if each.isVisible()]
    require(bool(fields), "passphrase field")
    fields[0].setText(PASSPHRASE)
    fields[0].returnPressed.emit()


def _rail(stage: Theatre, page: str) -> str:
    return stage.sentences.say("demo", f"name_{page}")


def flip(stage: Theatre, key: str) -> None:
    """Turn one item on, which starts off."""
    stage.wait(key, lambda: _switch(stage, key) is not None)
    switch = _switch(stage, key)
    require(switch is not None and not switch.isChecked(), key)
    if switch is not None:
        switch.click()


def _switch(stage: Theatre, key: str) -> Switch | None:
    """The switch of one item, by the name of the preference in its accessible name."""
    label = in_language(stage.catalogue.entry(key).label, stage.sentences.language)
    found = [each for each in stage.window.findChildren(Switch) if each.isVisible() and each.isEnabled()]
    return next((each for each in found if label in each.accessibleName()), None)


def _go_back(stage: Theatre) -> None:
    """What the browser does with the address that the vault hands it."""
    stage.wait("way back to the shop", lambda: bool(stage.went_to))
    stage.browser.get(stage.went_to[-1])


def play_in_window(folder: Path, language: str) -> None:
    """Play the journey with a vault and a shop in ``folder / "window"``, and say each step."""
    qInstallMessageHandler(complain)
    app = QApplication(["preference-vault"])
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    with open_theatre(app, folder / "window", language, pictures) as stage:
        for line in play_window(stage):
            print(line, flush=True)


def complain(kind: QtMsgType, context: object, text: str) -> None:
    """What Qt has to say, but for what a screen that is not there cannot do."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")
